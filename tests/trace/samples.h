// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "trace/record.h"

#include <tuple>

namespace Chalkwire::Trace {

/// 2026-11-23T10:41:07.123456Z, when every sample happened.
inline constexpr qint64 kSampleMicros = 1'795'430'467'123'456;

inline Record sample(RecordKind kind, ConnectionId id, Direction direction, quint64 offset,
                     const QByteArray &bytes)
{
    Record record;
    record.number = 12;
    record.wallMicros = kSampleMicros;
    record.kind = kind;
    record.direction = direction;
    record.connection = id;
    record.offset = offset;
    record.bytes = bytes;
    return record;
}

inline Record chunk(const QByteArray &bytes, quint64 offset = 0, ConnectionId id = 3,
                    Direction direction = Direction::ToServer)
{
    return sample(RecordKind::Chunk, id, direction, offset, bytes);
}

inline Record frame(const QByteArray &bytes, quint64 offset = 0, ConnectionId id = 3,
                    Direction direction = Direction::ToServer)
{
    Record record = sample(RecordKind::Frame, id, direction, offset, bytes);
    record.type = FrameType::Line;
    return record;
}

inline Record opened(ConnectionId id = 3)
{
    Record record = sample(RecordKind::Opened, id, Direction::ToServer, 0, {});
    record.peer = QStringLiteral("127.0.0.1:51022");
    return record;
}

inline Record closed(CloseReason reason, ConnectionId id = 3)
{
    Record record = sample(RecordKind::Closed, id, Direction::ToServer, 0, {});
    record.peer = QStringLiteral("ana");
    record.reason = reason;
    return record;
}

inline Record broadcast(const QByteArray &bytes, std::vector<Recipient> recipients)
{
    Record record = sample(RecordKind::Frame, kNoConnection, Direction::ToClient, 0, bytes);
    record.type = FrameType::Push;
    record.peer = QStringLiteral("ana");
    record.room = QStringLiteral("lobby");
    record.recipients = std::move(recipients);
    return record;
}

inline bool same(const Record &a, const Record &b)
{
    const auto all = [](const Record &r) {
        return std::tie(r.number, r.wallMicros, r.kind, r.type, r.direction, r.transport, r.fault, r.reason,
                        r.segments, r.messages, r.reads, r.connection, r.offset, r.faultOffset, r.peer,
                        r.room, r.bytes);
    };
    const auto sameRecipient = [](const Recipient &x, const Recipient &y) {
        return x.connection == y.connection && x.offset == y.offset;
    };
    return all(a) == all(b) && std::equal(a.recipients.begin(), a.recipients.end(), b.recipients.begin(),
                                          b.recipients.end(), sameRecipient);
}

/// Any record that this program could make, and some that it could not. Text is valid UTF-16.
inline Record randomRecord(SeededRandom &random)
{
    const auto below = [&random](quint64 end) { return random.next() % end; };
    const auto text = [&] {
        static const QString kParts[] = {
            QStringLiteral("=a"), QStringLiteral("你好"),       QStringLiteral("\x1b[2J"),
            QStringLiteral("\""), QStringLiteral("\r\n"),       QStringLiteral("\u202E"),
            QStringLiteral(","),  QStringLiteral("\U0001F600"), QString(QChar(0x9b))};
        QString out;
        for (quint64 n = below(4); n > 0; --n)
            out += kParts[below(std::size(kParts))];
        return out;
    };
    Record record;
    record.number = 1 + below(1'000'000);
    record.wallMicros = qint64(below(4'000'000'000'000'000));
    record.kind = RecordKind(below(4));
    record.type = FrameType(below(10));
    record.direction = Direction(below(2));
    record.transport = Transport(below(3));
    record.fault = TextFault(below(4));
    record.reason = CloseReason(below(17));
    record.segments = quint16(below(0x10000));
    record.messages = quint16(below(0x10000));
    record.reads = quint16(below(0x10000));
    record.connection = below(5);
    record.offset = random.next() >> 1;
    record.faultOffset = qint64(below(50)) - 1;
    record.peer = text();
    record.room = text();
    record.bytes = text().toUtf8();
    for (quint64 n = below(40); n > 0; --n)
        record.bytes += char(random.next());
    std::vector<Recipient> recipients;
    for (quint64 n = below(3); n > 0; --n)
        recipients.push_back({1 + below(9), random.next() >> 1});
    record.recipients = std::move(recipients);
    return record;
}

} // namespace Chalkwire::Trace
