// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <vector>

namespace Chalkwire::Trace {

/// One chunk or frame of a lane: where its bytes lie in the stream.
struct LaneSpan
{
    quint64 offset = 0;
    quint64 length = 0;               ///< bytes, never 0
    quint64 number = 0;               ///< of the record
    FrameType type = FrameType::None; ///< None for a chunk
    TextFault fault = TextFault::None;
    quint16 segments = 0;                           ///< of a chunk, 0 = not known
    quint64 end() const { return offset + length; } ///< the first offset behind it
};

/// Bytes that a chunk and a frame share.
struct LaneTie
{
    qsizetype chunk = 0; ///< index into Lanes::chunks
    qsizetype frame = 0; ///< index into Lanes::frames
    quint64 offset = 0;
    quint64 length = 0;
};

/// What a beginner should notice. Windows make the words: a read is a write when the direction is ours.
enum class LaneBadgeCode : quint8 {
    MessagesInRead,  ///< at a chunk: it brought the ends of `count` >= 2 frames
    ReadsForMessage, ///< at a frame: it came in `count` >= 2 chunks
    SegmentsInRead,  ///< at a chunk: `count` >= 2 TCP segments were read at once
    BytesWaiting, ///< at the last chunk: `count` bytes lie behind the last frame; their frame is not complete
                  ///< yet
};
struct LaneBadge
{
    LaneBadgeCode code = LaneBadgeCode::MessagesInRead;
    quint64 count = 0;
    qsizetype span = 0; ///< index into Lanes::frames for ReadsForMessage, else into Lanes::chunks
};

/// The Lanes view of one direction of one connection. Plain value.
/// Shape: spans and ties by ascending offset; badges of chunks first, then those of frames, each by ascending
/// span.
struct Lanes
{
    std::vector<LaneSpan> chunks;
    std::vector<LaneSpan> frames;
    std::vector<LaneTie> ties;
    std::vector<LaneBadge> badges;
    quint64 begin = 0; ///< lowest offset of any span; above 0 when the ring dropped the beginning
    quint64 end = 0;   ///< highest end of any span
};

/// Lays out the lanes. Feed it records in any order (those of other connections and directions are passed
/// over), then build(). A broadcast lies where offsetFor() says. Total: nothing about offsets is taken for
/// granted; records that are missing leave gaps. Cost: add O(1), or O(recipients) of a broadcast; build O(n
/// log n).
class LaneBuilder
{
public:
    LaneBuilder(ConnectionId connection, Direction direction)
        : m_connection(connection)
        , m_direction(direction)
    {
    }
    void add(const Record &record);
    Lanes build();

private:
    ConnectionId m_connection;
    Direction m_direction;
    Lanes m_lanes;
};

/// All of it at once.
Lanes layoutLanes(const Records &records, ConnectionId connection, Direction direction);

} // namespace Chalkwire::Trace
