// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/frametype.h"
#include "base/peer.h"
#include "base/text.h"
#include "trace/recipients.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace Chalkwire::Trace {

enum class RecordKind : quint8 {
    Chunk,  ///< the bytes one read returned or one write took
    Frame,  ///< what a dialect's decoder cut out of the stream, or one message we encoded
    Opened, ///< a connection began (it may be waiting)
    Closed, ///< it ended; `reason` says why
};

using Chalkwire::FrameType;

/// One thing that passed, as a value: it crosses threads, sits in the ring, becomes a row, a line of JSON, a
/// packet. Ownership: `bytes` is shared, never copied between records of the same content.
struct Record
{
    quint64 number = 0;    ///< 1, 2, 3 ... in the order things happened; given by the Ring
    qint64 wallMicros = 0; ///< µs since 1970-01-01 UTC
    RecordKind kind = RecordKind::Chunk;
    FrameType type = FrameType::None;
    Direction direction = Direction::ToServer;
    Transport transport = Transport::Tcp;
    TextFault fault = TextFault::None;
    CloseReason reason = CloseReason::None; ///< Closed only
    quint16 segments = 0; ///< chunk read from TCP: how many segments it arrived in; 0 = not known
    quint16 messages = 0; ///< chunk: how many messages end in it
    quint16 reads = 0;    ///< frame read: over how many reads it came; 0 = not known
    ConnectionId connection = kNoConnection; ///< kNoConnection for a record with recipients
    quint64 offset = 0;      ///< of the first byte in this connection's stream in this direction
    qint64 faultOffset = -1; ///< in bytes from the record's start
    QString peer;            ///< the client's name at that time; the endpoint for Opened
    QString room;            ///< of a push or a chat line; else empty
    QByteArray bytes;        ///< a frame's bytes include its line end
    Recipients recipients;   ///< of a broadcast: one record for all

    /// Bytes of memory the ring counts for this record.
    qint64 cost() const;
    bool concerns(ConnectionId id) const;     ///< its connection or one of its recipients
    quint64 offsetFor(ConnectionId id) const; ///< the stream offset seen by `id`
};

using Records = std::vector<Record>;
using SharedRecords = std::shared_ptr<const Records>;
using Batches = std::vector<SharedRecords>; ///< none of them null or empty

} // namespace Chalkwire::Trace
