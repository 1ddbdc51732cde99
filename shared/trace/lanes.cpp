// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lanes.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Chalkwire::Trace {

namespace {

void sortByOffset(std::vector<LaneSpan> &spans)
{
    std::stable_sort(spans.begin(), spans.end(),
                     [](const LaneSpan &a, const LaneSpan &b) { return a.offset < b.offset; });
}

void tie(Lanes &lanes)
{
    size_t chunk = 0;
    size_t frame = 0;
    while (chunk < lanes.chunks.size() && frame < lanes.frames.size()) {
        const LaneSpan &upper = lanes.chunks[chunk];
        const LaneSpan &lower = lanes.frames[frame];
        const quint64 from = std::max(upper.offset, lower.offset);
        const quint64 to = std::min(upper.end(), lower.end());
        if (from < to)
            lanes.ties.push_back({qsizetype(chunk), qsizetype(frame), from, to - from});
        const bool lowerIsDone = lower.end() <= upper.end();
        if (upper.end() <= lower.end())
            ++chunk;
        if (lowerIsDone)
            ++frame;
    }
}

/// Bytes of chunks behind the last frame, each counted once.
quint64 waitingBytes(const Lanes &lanes)
{
    quint64 from = 0;
    for (const LaneSpan &frame : lanes.frames)
        from = std::max(from, frame.end());
    quint64 waiting = 0;
    for (const LaneSpan &chunk : lanes.chunks) {
        from = std::max(from, chunk.offset);
        if (chunk.end() > from) {
            waiting += chunk.end() - from;
            from = chunk.end();
        }
    }
    return waiting;
}

void pin(Lanes &lanes)
{
    std::vector<quint64> ends(lanes.chunks.size()); // of frames, by chunk
    std::vector<quint64> reads(lanes.frames.size());
    for (const LaneTie &t : lanes.ties) {
        const LaneSpan &frame = lanes.frames[size_t(t.frame)];
        ends[size_t(t.chunk)] += t.offset + t.length == frame.end() ? 1 : 0;
        ++reads[size_t(t.frame)];
    }
    for (size_t i = 0; i < lanes.chunks.size(); ++i) {
        if (ends[i] > 1)
            lanes.badges.push_back({LaneBadgeCode::MessagesInRead, ends[i], qsizetype(i)});
        if (lanes.chunks[i].segments > 1)
            lanes.badges.push_back({LaneBadgeCode::SegmentsInRead, lanes.chunks[i].segments, qsizetype(i)});
    }
    if (const quint64 waiting = waitingBytes(lanes); waiting > 0)
        lanes.badges.push_back({LaneBadgeCode::BytesWaiting, waiting, qsizetype(lanes.chunks.size()) - 1});
    for (size_t i = 0; i < lanes.frames.size(); ++i) {
        if (reads[i] > 1)
            lanes.badges.push_back({LaneBadgeCode::ReadsForMessage, reads[i], qsizetype(i)});
    }
}

} // namespace

void LaneBuilder::add(const Record &record)
{
    const bool isChunk = record.kind == RecordKind::Chunk;
    if ((!isChunk && record.kind != RecordKind::Frame) || record.direction != m_direction ||
        record.bytes.isEmpty() || !record.concerns(m_connection))
        return;
    LaneSpan span;
    span.length = static_cast<quint64>(record.bytes.size());
    // A file may hold any offset; a span never reaches past the end of the numbers.
    span.offset = std::min(record.offsetFor(m_connection), std::numeric_limits<quint64>::max() - span.length);
    span.number = record.number;
    span.type = record.type;
    span.fault = record.fault;
    span.segments = isChunk ? record.segments : quint16(0);
    (isChunk ? m_lanes.chunks : m_lanes.frames).push_back(span);
}

Lanes LaneBuilder::build()
{
    Lanes lanes = std::exchange(m_lanes, {});
    sortByOffset(lanes.chunks);
    sortByOffset(lanes.frames);
    lanes.begin = std::numeric_limits<quint64>::max();
    for (const std::vector<LaneSpan> *spans : {&lanes.chunks, &lanes.frames}) {
        for (const LaneSpan &span : *spans) {
            lanes.begin = std::min(lanes.begin, span.offset);
            lanes.end = std::max(lanes.end, span.end());
        }
    }
    lanes.begin = std::min(lanes.begin, lanes.end);
    tie(lanes);
    pin(lanes);
    return lanes;
}

Lanes layoutLanes(const Records &records, ConnectionId connection, Direction direction)
{
    LaneBuilder builder(connection, direction);
    for (const Record &record : records)
        builder.add(record);
    return builder.build();
}

} // namespace Chalkwire::Trace
