// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"
#include "core/servercore.h"

#include <QStringList>

/// A ServerCore with a clock of its own, whose effects read as lines: "1 < accepted", "close 1 asked".
namespace Chalkwire::Test {

class CoreHarness
{
public:
    explicit CoreHarness(const Limits &limits = {}, bool strict = false)
        : core(limits, {strict}, clock, random)
    {
    }

    /// A TCP client; returns its id.
    ConnectionId join(Wire::Dialect pinned = Wire::Dialect::Undecided, Transport transport = Transport::Tcp)
    {
        const ConnectionId id = ++lastId;
        PeerInfo peer;
        peer.transport = transport;
        peer.address = QStringLiteral("127.0.0.1");
        Core::Effects effects;
        core.opened(id, peer, pinned, QStringLiteral("127.0.0.1:8000"), effects);
        keep(effects);
        return id;
    }
    /// A line client with a nick, its greeting already taken.
    ConnectionId chatter(const char *nick)
    {
        const ConnectionId id = join();
        (void)feed(id, QByteArray("/nick ") + nick + '\n');
        return id;
    }
    /// What follows from these bytes, sent, closed and decided only.
    QStringList feed(ConnectionId id, const QByteArray &chunk)
    {
        Core::Effects effects;
        core.received(id, chunk, effects);
        return keep(effects);
    }
    QStringList proceed(ConnectionId id)
    {
        Core::Effects effects;
        core.proceed(id, effects);
        return keep(effects);
    }
    QStringList finish(ConnectionId id)
    {
        Core::Effects effects;
        core.finished(id, effects);
        return keep(effects);
    }
    QStringList leave(ConnectionId id)
    {
        Core::Effects effects;
        core.closed(id, effects);
        return keep(effects);
    }
    QStringList pass(Micros time)
    {
        clock.advance(time);
        Core::Effects effects;
        core.tick(effects);
        return keep(effects);
    }
    QStringList keep(const Core::Effects &effects)
    {
        QStringList lines;
        for (const Core::Effect &effect : effects.items) {
            if (const auto *send = std::get_if<Core::Send>(&effect))
                lines.append(textOf(*send));
            else if (const auto *close = std::get_if<Core::Close>(&effect))
                lines.append(
                    QStringLiteral("close %1 %2").arg(close->connection).arg(closeReasonName(close->reason)));
            else if (const auto *frame = std::get_if<Core::FrameSeen>(&effect))
                frames.push_back(*frame);
            else if (const auto *size = std::get_if<Core::SetReadSize>(&effect))
                readSize = size->bytes;
            else if (const auto *pending = std::get_if<Core::AnswerPending>(&effect))
                isPending = pending->isPending;
            else if (const auto *hold = std::get_if<Core::HoldReading>(&effect))
                isHeld = hold->isHeld;
        }
        return lines;
    }

    ManualClock clock;
    SeededRandom random{1};
    Core::ServerCore core;
    ConnectionId lastId = 0;
    std::vector<Core::FrameSeen> frames; ///< every frame seen so far
    qint64 readSize = -1;
    bool isPending = false;
    bool isHeld = false;

private:
    static QString textOf(const Core::Send &send)
    {
        QStringList ids;
        for (const ConnectionId id : send.to)
            ids.append(QString::number(id));
        return QStringLiteral("%1 < %2").arg(ids.join(u','), toEscapedText(send.bytes));
    }
};

} // namespace Chalkwire::Test
