// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

namespace Chalkwire::Testing {

/// A record of client `id`, whose bytes begin at `offset` of its stream.
inline Trace::Record record(ConnectionId id, const QByteArray &bytes,
                            Trace::RecordKind kind = Trace::RecordKind::Chunk, quint64 offset = 0)
{
    Trace::Record result;
    result.kind = kind;
    result.type = kind == Trace::RecordKind::Frame ? FrameType::Line : FrameType::None;
    result.connection = id;
    result.peer = QStringLiteral("ana");
    result.bytes = bytes;
    result.offset = offset;
    result.wallMicros = 1'700'000'000'123'456;
    return result;
}

inline Trace::Records records(int count, const QByteArray &bytes = "hello")
{
    Trace::Records result;
    for (int i = 0; i < count; ++i)
        result.push_back(record(1 + static_cast<ConnectionId>(i % 2), bytes + QByteArray::number(i)));
    return result;
}

} // namespace Chalkwire::Testing
