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
    bool isWelcomed = false; ///< chat: its hello was in order
    std::optional<Wire::HttpRequestReader> http;
    Instant since{};                        ///< of its last message, or of its connecting
    std::optional<Instant> deadline;        ///< when to look at it again; what it waits for may come later
    std::optional<Instant> unfinishedSince; ///< first byte of what it began: to be sniffed, a header, a line

    qint64 work = 0;     ///< done for it since it was last held, see Limits::maxWorkPerTurn
    bool isHeld = false; ///< read on in proceed()
    bool isOver = false; ///< a Close was given out; forgotten at the end of this call

    const QString &name() const { return person->name; }
    bool isChatting() const { return person->isFollowing(); }
};

} // namespace Chalkwire::Core
