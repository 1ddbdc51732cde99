// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "core/effects.h"
#include "core/talk.h"
#include "wire/chatdecoder.h"
#include "wire/httprequest.h"
#include "wire/linedecoder.h"
#include "wire/sniffer.h"

#include <optional>
#include <vector>

namespace Chalkwire::Core {

/// The part of a file that is wanted.
struct FetchRange
{
    qint64 from = 0;
    qint64 until = 0;
};
/// What a client wants to know of the history.
struct Question
{
    Lookup what;
    QString id;            ///< of the request
    bool isReplay = false; ///< goes on until the client has it all, beside what else it asks
    bool isAsked = false;  ///< it is under way
    quint64 until = 0;     ///< Page: the last entry to be told; what comes later is told when it happens
    bool isInbox = false;  ///< Page: of its author's direct messages
    bool isJoin = false;   ///< of the inbox: `room` comes first
    bool hasSince = false; ///< of a join: what was missed follows
    std::optional<FetchRange> fetch{}; ///< Page: of one entry, whose file is wanted
};

/// What the server knows of one connection. Plain state of ServerCore; holds decoders only while they are
/// needed.
struct ServerSession
{
    ConnectionId id = kNoConnection;
    PeerInfo peer;
    Wire::Dialect dialect = Wire::Dialect::Undecided;
    Talk::Person *person = nullptr; ///< owned by Talk; never null
    QString listenAddress;          ///< what a browser is told to type
    quint64 bytesIn = 0;
    quint64 messagesIn = 0;
    std::optional<Wire::Sniffer> sniffer;
    std::vector<QByteArray> undecided; ///< the chunks the sniffer has seen, as they were read
    std::optional<Wire::LineDecoder> lines;
    std::optional<Wire::ChatDecoder> chat;
    bool isWelcomed = false;           ///< chat: its hello was in order
    Instant heardAt{};                 ///< chat: the last byte
    std::optional<Instant> awayToldAt; ///< that it is away, or back: not again at once
    bool isAwayDue = false;            ///< it has changed since
    std::optional<Instant> welcomedAt; ///< chat: until the first ping
    std::optional<Instant> pingedAt;   ///< until its pong, which tells the lag
    bool isAsked = false;              ///< whether it is there, and no byte since
    std::optional<Wire::HttpRequestReader> http;
    Instant since{};                        ///< of its last message, or of its connecting
    std::optional<Instant> deadline;        ///< when to look at it again; what it waits for may come later
    std::optional<Instant> unfinishedSince; ///< first byte of what it began: to be sniffed, a header, a line

    qint64 pending = 0;                 ///< entries on their way to the history
    std::vector<Question> questions;    ///< to the history; the first is under way
    std::vector<quint64> transfers;     ///< tickets of its files on their way
    std::optional<quint64> sink;        ///< the payload that comes now is of this upload
    qint64 awaited = 0;                 ///< of its transfers, see Transfer::isAwaited()
    qint64 unwritten = 0;               ///< bytes of its uploads on their way to the disk
    bool isWaiting = false;             ///< read on once the history, or the disk, has answered
    std::optional<CloseReason> leaving; ///< ends with this once everything is answered
    std::optional<Error> fault;         ///< said then, before the end
    bool isGone = false;   ///< the connection is: what it said is kept and told, then that it left
    bool isEnding = false; ///< nothing more will come: what is there is taken at once

    qint64 work = 0;     ///< done for it since it was last held, see Limits::maxWorkPerTurn
    bool isHeld = false; ///< read on in proceed()
    bool isOver = false; ///< a Close was given out; forgotten at the end of this call

    const QString &name() const { return person->name; }
    bool isChatting() const { return person->isFollowing(); }
    bool isAnswered() const { return pending == 0 && questions.empty() && awaited == 0; }
};

} // namespace Chalkwire::Core
