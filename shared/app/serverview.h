// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/log.h"
#include "base/peer.h"
#include "core/rooms.h"
#include "trace/record.h"
#include "wire/dialect.h"

#include <QList>

#include <memory>
#include <optional>
#include <vector>

namespace Chalkwire::App {

enum class ClientState : quint8 {
    Waiting,   ///< accepted, but not read: every place is taken
    Undecided, ///< served, no byte yet or too few to know its dialect
    Open,
    Closing, ///< its last bytes are on their way
};

/// One client, as the clients table shows it.
struct ClientRow
{
    ConnectionId id = kNoConnection;
    QString name; ///< its nick, or "tutorial-3", "line-3", "udp-3", "client-3" until it has one
    PeerInfo peer;
    Wire::Dialect dialect = Wire::Dialect::Undecided;
    ClientState state = ClientState::Undecided;
    QString room; ///< the room it is in by /join or /nick; empty: it does not follow any
    qint64 sinceWallMicros = 0;
    qint64 lastActivityWallMicros = 0; ///< last byte either way
    quint64 messagesIn = 0;            ///< client -> server
    quint64 messagesOut = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    double bytesPerSecond = 0; ///< both ways, over the last second
    qint64 queuedBytes = 0;    ///< written by us, not yet taken by the system
    std::optional<Micros> lag; ///< a chat client's last answer to a ping
};

/// One room: somebody is in it or something of it is kept, or it is the lobby.
struct RoomRow
{
    QString name;
    QString topic;
    qsizetype members = 0;
    quint64 firstSeq = 1; ///< of what is kept, and
    quint64 lastSeq = 0;  ///< so far; below firstSeq: nothing is
    qint64 keepDays = 0;  ///< its rule, see Core::RoomRules
    bool isPrivate = false;
    qint64 lastMillis = 0; ///< of the last entry; 0: nothing is kept

    bool operator==(const RoomRow &other) const = default;
};

/// How long the engine's event loop was busy before it looked at its sockets again, over the last second.
struct LoopTimes
{
    qint64 p99Micros = 0;
    qint64 maxMicros = 0;
};

/// What keeping takes: from handing a batch to the store until it is on the disk, over the last second in
/// which anything was kept; and how many entries wait for it now.
struct StoreTimes
{
    qint64 p50Micros = 0;
    qint64 p99Micros = 0;
    qsizetype waiting = 0;
};

/// The server at one moment. Sent at most 30 times a second and only when something changed.
struct ServerSnapshot
{
    QList<ClientRow> clients; ///< ascending ids
    QList<RoomRow> rooms;     ///< by their keys (Core::nameKey)
    qsizetype served = 0;
    qsizetype waiting = 0;
    double messagesPerSecond = 0;
    double bytesPerSecond = 0;
    std::optional<LoopTimes> loop;   ///< nothing on Qt's event loop
    std::optional<StoreTimes> store; ///< nothing until something was kept
};

enum class ServerState : quint8 { Stopped, Starting, Listening, Stopping };

/// What became of the server since the last report. Rows in no order; a row is whole.
struct ServerChanges
{
    std::vector<ClientRow> changed; ///< new ones too
    std::vector<ConnectionId> gone;
    std::optional<QList<RoomRow>> rooms; ///< all, where one has changed
    qsizetype served = 0;
    qsizetype waiting = 0;
    double messagesPerSecond = 0;
    double bytesPerSecond = 0;
    std::optional<LoopTimes> loop;
    std::optional<StoreTimes> store;
};
QList<RoomRow> roomRows(const Core::Rooms &rooms);
/// Brings a snapshot up to date. Changes are taken in the order in which they were reported.
void applyChanges(ServerSnapshot &snapshot, const ServerChanges &changes);

/// What happened, for the log dock and stderr. Windows translate the code; noticeText() is the English form.
enum class NoticeCode : quint8 {
    ListeningOn,      ///< endpoint
    ListenFailed,     ///< endpoint, the system's words
    StoppedListening, ///< -
    ClientConnected,  ///< id, endpoint
    ClientWaiting,    ///< id, endpoint
    ClientClosed,     ///< id, name, endpoint, close reason name, the system's words or empty
    DialectKnown,     ///< id, dialect name
    NameChanged,      ///< id, old, new
    RoomJoined,       ///< id, name, room
    RoomLeft,         ///< id, name, room
    TextFaultSeen,    ///< id, name, fault name, offset
    AcceptTroubled,   ///< the system's words
    ClientsRefused,   ///< how many, the last one's endpoint, the name of the limit that kept it out
    PlacesCapped,     ///< how many clients the limit of open files leaves, maxClients (0: no limit)
    LoopBlocked, ///< milliseconds, the number of the LoopWork, the client's id or 0, how often in this second
    HistoryFailed,   ///< error name, what the system or the other program is
    HistorySetAside, ///< where the damaged history is now
    HistoryTroubled, ///< error name: posts are refused until it is over
    HistoryWorks,    ///< again
    LogFileFailed,   ///< path, the system's words
    TraceDropped,    ///< how many records the window could not take in time
    NoticesDropped,  ///< how many notices, likewise
};
struct Notice
{
    qint64 wallMicros = 0;
    LogLevel level = LogLevel::Info;
    NoticeCode code = NoticeCode::ListeningOn;
    QStringList arguments;
};
using Notices = QList<Notice>;

/// What the engine thread tells the others at once. One at a time: while somebody still holds the last one,
/// the next waits, and what it will carry is bounded.
struct ServerReport
{
    std::optional<ServerChanges> changes; ///< when there are any
    Trace::Batches records;
    Notices notices;
};
using SharedServerReport = std::shared_ptr<const ServerReport>;

/// Why there is no history to begin with, and what to do. One English sentence.
QString historyFailureText(const QString &errorName, const QString &detail);
/// One English sentence, escaped for one line.
QString noticeText(const Notice &notice);

} // namespace Chalkwire::App
