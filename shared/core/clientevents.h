// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "core/peopleevents.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What ChatClientCore tells a window of the server, its rooms and people: values only. Texts and codes come
/// from a server and may be anything: show them as plain text. docs/protocol.md §9
namespace Chalkwire::Core::Told {

struct ListedRoom
{
    QString name;
    qint64 members = 0;
    quint64 last = 0; ///< 0: nothing was said there, or the server has no history

    bool operator==(const ListedRoom &other) const = default;
};

/// The server knows us: rooms are joined and what waits is sent now. `name` differs from `wanted` when
/// somebody else has that: then it is NAME2 to NAME9, or what the server gave, and setName() is the user's
/// next step.
struct Welcome
{
    QString name;
    QString wanted;
    QString server;
    bool hasHistory = false;
    std::vector<ListedRoom> rooms; ///< at most 256 of roomCount
    qint64 roomCount = 0;
    bool hasDirects = false; ///< loadOlder(kInbox) gives what was said to and by us
    bool hasFiles = false;   ///< offerFile() is refused otherwise
};
struct NameRefused
{
    QString name;
    QString code;
};
/// The reason of Lost when what answered is no server of this protocol: another try would find no other.
inline constexpr QLatin1StringView kNoChatServer{"no_chat_server"};

/// The connection is over. For ReconnectPolicy. What was sent and not acknowledged waits again.
struct Lost
{
    QString reason; ///< docs/protocol.md §7, the code of the error that ended it, or kNoChatServer
    std::optional<qint64> retryAfterSeconds{}; ///< the server's wish, at most an hour
    bool mayReconnect = true;
};
/// An `error` that is about nothing we know of, and the operator's words.
struct ServerError
{
    QString code;
    QString text;
};
struct Announcement
{
    QString text;
    qint64 millis = 0; ///< since 1970-01-01 UTC by the server's clock; 0: an older server
};
struct Lag ///< between a ping and its pong
{
    Micros time{0};
};

struct RoomJoined
{
    QString room;
    QString topic;
    QStringList members; ///< at most 256 of memberCount
    qint64 memberCount = 0;
    bool isPrivate = false;
    qint64 keepDays = 0; ///< entries are removed after so many days; 0: none is
    QStringList away{};  ///< of the members
};
struct RoomRules ///< they have changed
{
    QString room;
    qint64 keepDays = 0; ///< see RoomJoined
};
/// The server does not let us in, or not any more. A room that we were in before is tried again after the
/// next welcome; not so with the code room_removed: it is left, and what is kept of it is of another room.
/// (Where the server has one of its name again that one is followed from its beginning: Restarted.)
struct RoomRefused
{
    QString room;
    QString code;
    QString text;
};
struct RoomLeft
{
    QString room;
};
struct RoomList ///< the answer to listRooms()
{
    std::vector<ListedRoom> rooms;
    qint64 count = 0;
};
/// Of our own: what another connection of ours said, or what is replayed.
struct Direct
{
    QString from;
    QString text;
    qint64 millis = 0;
    QString to{};
    quint64 seq = 0; ///< in our inbox; each comes once between two Restarted; 0: it is not kept
    bool isReplay = false;
    bool isOwn = false;
};
struct DirectSent ///< a server that does not keep direct messages has handed it on
{
    QString id;
    QString to;
    qint64 millis = 0;
};
enum class Request : quint8 { Name, Join, Leave, Invite, Who, Rooms, Older, Newer, Search, Marks, Direct };
struct RequestFailed
{
    Request what = Request::Who;
    QString id;   ///< what the call returned
    QString room; ///< what it was about
    QString name;
    QString code; ///< docs/protocol.md §9.7, or connection_lost
    QString text;
};

} // namespace Chalkwire::Core::Told
