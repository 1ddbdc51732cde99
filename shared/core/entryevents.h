// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientkept.h"

/// What ChatClientCore tells a window of what is said in rooms: values only. Texts and codes come from a
/// server and may be anything: show them as plain text. docs/protocol.md §9
namespace Chalkwire::Core::Told {

/// An entry of a room. Each number comes once between two Restarted; the order is that of the numbers, not
/// that of their coming: replayed ones and new ones mix. seq 0: it is not kept by the server.
struct Said
{
    QString room;
    Entry entry;
    bool isReplay = false; ///< it shows what happened, not what happens
    bool isOwn = false;
    bool mentionsMe = false;
};
/// Of a direct message: the other one, with whom the conversation is.
inline const QString &partner(const Said &said)
{
    return said.isOwn ? said.entry.to : said.entry.from;
}
/// What loadOlder() asked for, in the room kInbox for direct messages (Entry::to): the entries just below
/// those that were shown, all at once.
struct OlderPage
{
    QString room;
    std::vector<Said> entries; ///< by number, rising
    bool hasMore = false;
    quint64 before = 0; ///< the number below which it was asked for; 0: there was nothing to ask for
};
/// The server does not have these entries any more.
struct Gone
{
    QString room;
    quint64 from = 0;
    quint64 to = 0;
};
/// The server's history of this room began anew: forget what was shown.
struct Restarted
{
    QString room;
};
struct RoomCounts ///< what is not read
{
    QString room;
    qint64 unread = 0; ///< 1000: so many or more
    qint64 mentions = 0;
    quint64 read = 0;
};

/// How far the user's own post, edit, ... has come.
struct Own
{
    enum class State : quint8 {
        Waiting, ///< for the connection, its room, or (with a code) for the server's storage
        Sent,    ///< and not acknowledged yet
        Saved,   ///< acknowledged: the server has it
        Failed,  ///< refused for good; retry() or discard() it
    };
    OutboxItem item;
    State state = State::Waiting;
    QString code{};
    quint64 seq = 0;           ///< Saved: its number; 0: the server has no history
    qint64 millis = 0;         ///< Saved: the server's time
    bool comesAsEntry = false; ///< Saved: take this line away, its number has come as Said, or will
};
struct Discarded
{
    QString id;
};

struct SearchResult
{
    QString id;             ///< what search() returned
    std::vector<Said> hits; ///< newest first
    quint64 next = 0;       ///< for the next page; 0: that was all
};

} // namespace Chalkwire::Core::Told
