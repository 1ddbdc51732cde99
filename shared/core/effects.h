// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/frametype.h"
#include "base/peer.h"
#include "base/text.h"
#include "core/filework.h"
#include "core/historywork.h"
#include "core/receivers.h"
#include "core/roomorder.h"
#include "wire/dialect.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace Chalkwire::Core {

/// Whom the operator's bytes go to.
enum class Audience : quint8 {
    One,      ///< the client given
    Chatting, ///< everybody who follows a room
    Everyone, ///< every served client, tutorial clients too: they will take it for their answer
};

/// A decoder cut this out of what a connection received.
struct FrameSeen
{
    ConnectionId from = kNoConnection;
    FrameType type = FrameType::None;
    quint64 offset = 0; ///< in that connection's inbound stream
    QByteArray bytes;
    QString room{}; ///< where its text appears; empty for commands and answers
    TextFault fault = TextFault::None;
    qint64 faultOffset = -1; ///< from the frame's start
    qint64 payload = 0;      ///< so many bytes behind `bytes` are its payload
};

/// Send these bytes, one frame, to all of these.
struct Send
{
    Receivers to;
    QByteArray bytes;
    FrameType type = FrameType::Answer;
    QString room{};
    qsizetype shownBytes =
        -1;                 ///< of them in the record of this frame; -1: all. What is left out is a payload
    bool isPassing = false; ///< worth nothing later: not for those who are behind (Limits::softQueuedBytes)
};

/// Close gracefully: what was sent before goes out first. The core has forgotten the connection already.
struct Close
{
    ConnectionId connection = kNoConnection;
    CloseReason reason = CloseReason::None;
};

/// One read of this connection may return up to this many bytes from now on.
struct SetReadSize
{
    ConnectionId connection = kNoConnection;
    qint64 bytes = 0;
};

/// The core waits for more bytes or a deadline before it answers this connection (`isPending`), or has
/// stopped waiting.
struct AnswerPending
{
    ConnectionId connection = kNoConnection;
    bool isPending = false;
};

/// Read nothing of this connection until told otherwise (`isHeld`), and call proceed() for it in the next
/// turn of the loop; or read on. A client whose messages make much work gets it done in slices. `isWaiting`:
/// it waits for the history; do not call proceed().
struct HoldReading
{
    ConnectionId connection = kNoConnection;
    bool isHeld = false;
    bool isWaiting = false;
};

struct DialectKnown
{
    ConnectionId connection = kNoConnection;
    Wire::Dialect dialect = Wire::Dialect::Undecided;
    QString name; ///< the one that the server gives to clients of this dialect: "tutorial-3"
};
struct NameChanged
{
    ConnectionId connection = kNoConnection;
    QString from;
    QString to;
};
struct RoomChanged
{
    ConnectionId connection = kNoConnection;
    QString name;
    QString from;  ///< empty: followed none
    QString to;    ///< empty: it only left
    QString rooms; ///< all it follows now, in the order of joining: "lobby, lab"
};

/// How long this chat client took to answer a ping.
struct LagKnown
{
    ConnectionId connection = kNoConnection;
    Micros lag{};
};

/// A line of conversation for the client's window (ClientCore only).
struct Said
{
    enum class Who : quint8 {
        Me,     ///< we sent it
        Answer, ///< the server's answer to us: accepted, closed, a command's answer
        Other,  ///< somebody else in a room (line dialect)
        Notice, ///< a line of the server that starts with "* "
        Bytes,  ///< raw kind: one chunk from the peer
    };
    Who who = Who::Answer;
    QString name; ///< Other: the sender
    QString room; ///< Other: where
    QByteArray bytes;
    DecodedText decoded; ///< of `bytes`, or of the text in them for Other
};

using Effect = std::variant<FrameSeen, Send, Close, SetReadSize, AnswerPending, HoldReading, DialectKnown,
                            NameChanged, RoomChanged, LagKnown, Said>;

/// What a core wants done, in the order it happened: the trace tells the same story in the same order.
struct Effects
{
    std::vector<Effect> items;
    HistoryWork history;
    std::vector<FileStep> files;
    std::vector<OrderDone> done;   ///< of the operator's orders
    bool hasMoreStored = false;    ///< call proceedStored() in the next turn of the loop
    std::optional<Instant> wakeAt; ///< call tick() then; replaces every earlier wish; nullopt: no wish
};

} // namespace Chalkwire::Core
