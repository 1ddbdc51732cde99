// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"
#include "core/lookindex.h"
#include "core/receivers.h"

#include <QHash>
#include <QString>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace Chalkwire::Core {

/// How a client is told what others say.
enum class Voice : quint8 {
    None, ///< not at all: tutorial clients
    Line, ///< as text, docs/protocol.md §4
    Chat, ///< in frames, docs/protocol.md §9
};

/// Who follows which room, and what is kept of each. A room other than the lobby exists while somebody is in
/// it or something of it is kept. Pure bookkeeping: says nothing to anybody. Members are in the order they
/// came.
class Rooms
{
    Q_DISABLE_COPY_MOVE(Rooms)

public:
    struct Member
    {
        ConnectionId id = kNoConnection;
        Voice voice = Voice::Line;
    };
    struct Room
    {
        QString name; ///< as the first who joined wrote it
        std::vector<Member> members;
        QString topic;
        quint64 firstSeq = 1;  ///< see RoomHistory
        quint64 lastSeq = 0;   ///< of what everybody has been told
        quint64 baseSeq = 0;   ///< see RoomHistory
        qint64 lastMillis = 0; ///< when that was; 0: nothing is kept
        RoomRules rules;
        bool isClosing = false;           ///< it is being removed: empty, and nobody gets in
        std::vector<ConnectionId> guests; ///< may join a private room while they are connected

        bool has(ConnectionId id) const;
        bool admits(ConnectionId id, const Identity &author) const;
        bool isKept() const { return lastSeq > baseSeq || rules != RoomRules{} || isClosing; }
        /// All members of this voice but this one. The same list as before while nobody comes or goes and the
        /// same one asks.
        Receivers others(ConnectionId id, Voice voice) const;

    private:
        friend class Rooms;
        struct Others
        {
            std::optional<Receivers> list;
            ConnectionId than = kNoConnection;
        };
        void forgetOthers();
        mutable std::array<Others, 2> m_others; ///< lines, chat
    };

    Rooms();
    const Room *find(QStringView name) const; ///< null: no such room
    /// The name of a room that looks like this one; empty: none does.
    QString alike(const QString &name) const { return m_looks.alike(name); }
    const Room &lobby() const { return m_lobby->second; }
    qsizetype count() const { return static_cast<qsizetype>(m_rooms.size()); } ///< the lobby included
    /// Makes the room when it is new. It stays where it is until its last member leaves;
    /// longer, when something of it is kept.
    const Room &join(QStringView name, const Member &member);
    void leave(const Room &room, ConnectionId id);
    Room &change(const QString &name); ///< makes it when it is new, with nobody in it
    void forgetGuest(ConnectionId id);
    void forgetKept();               ///< of every room; those with nobody in them are gone
    void empty(const QString &name); ///< of its members
    /// It has no members. A later room of this name goes on from this number; the lobby is one at once.
    void remove(const QString &name, quint64 lastSeq);
    void goOnFrom(const QString &name, quint64 lastSeq); ///< it was removed earlier
    /// The numbers of removed rooms of this name end here.
    quint64 removedUpTo(QStringView name) const;
    quint64 version() const { return m_version; } ///< another one whenever something has changed
    auto begin() const { return m_rooms.begin(); }
    auto end() const { return m_rooms.end(); }

private:
    using Map = std::map<QString, Room>;
    void begin(Room &room, const QString &key) const;
    void eraseIfOver(Map::iterator it);

    Map m_rooms;                       ///< by nameKey
    QHash<QString, quint64> m_removed; ///< the last numbers of removed rooms, by nameKey
    Map::iterator m_lobby;
    LookIndex m_looks; ///< of all rooms
    quint64 m_version = 0;
};

} // namespace Chalkwire::Core
