// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "core/effects.h"
#include "core/lookindex.h"
#include "core/rooms.h"

#include <QHash>

#include <map>
#include <vector>

namespace Chalkwire::Core {

/// Names, rooms and what is said in them, the same for clients of every dialect: each is told in its own
/// Voice. Adds Send, NameChanged and RoomChanged to the effects; says nothing to the one who acts, except
/// where told here. Bounds: Limits (maxNameCharacters, maxRooms, maxRoomsPerClient). Thread: any one.
/// docs/protocol.md §4, §5, §9
class Talk
{
    Q_DISABLE_COPY_MOVE(Talk)

public:
    struct Person
    {
        ConnectionId id = kNoConnection;
        QString name;
        bool isNamed = false; ///< by itself: its name is among those that none may look like
        Voice voice = Voice::None;
        std::vector<const Rooms::Room *> rooms; ///< it follows, in the order of joining; a line client one
        Identity author;        ///< who it is to the history; empty: it has done nothing that is kept
        bool isLasting = false; ///< the author outlives the connection: it said who it is
        bool isGuest = false;   ///< of a private room
        bool isAway = false;
        QString awayText{}; ///< why; may be empty

        bool isFollowing() const { return !rooms.empty(); }
        bool isReachable() const { return voice == Voice::Chat || isFollowing(); } ///< by direct()
        bool isIn(const Rooms::Room &room) const;
    };

    /// Neither is owned; both outlive this.
    Talk(const Limits &limits, const Clock &clock)
        : m_limits(limits)
        , m_clock(clock)
    {
    }

    /// Somebody new. The reference holds until it is forgotten.
    Person &add(ConnectionId id, const QString &name);
    void forget(Person &person); ///< after leaveAll()
    void give(Person &person, const QString &name,
              Voice voice); ///< what the server calls it; it follows no room and took no name

    /// The name as it will stand. Errors: BadName, NameTaken.
    Result<QString> checkedName(const Person &person, QStringView name) const;
    /// `name` comes from checkedName(). Returns the name before; tells nobody yet: answer first, then
    /// announceName().
    QString rename(Person &person, const QString &name, Effects &effects);
    /// To those it shares a room with.
    void announceName(const Person &person, const QString &before, Effects &effects);
    /// The room's name as it stands or will stand. Errors: BadName, NameTaken (it looks like another room's),
    /// TooManyRooms, PrivateRoom, RoomRemoved (it is being removed).
    Result<QString> checkedRoom(const Person &person, QStringView name) const;
    /// `name` comes from checkedRoom() and is none it is in. Tells nobody yet: answer first, then
    /// announce().
    void join(Person &person, const QString &name, Effects &effects);
    void announce(const Person &person, const Rooms::Room &room, Effects &effects);
    void leave(Person &person, const Rooms::Room &room, Effects &effects); ///< the room may be gone after it
    void leaveAll(Person &person, Effects &effects);
    /// Tells the others in `room` what is not kept.
    void post(const Person &person, const Rooms::Room &room, const QString &text, Effects &effects);
    void forgetKept(); ///< nothing of any room is kept
    /// Something of this room is kept.
    void keep(const RoomHistory &history);
    void purge(const QString &room, quint64 firstSeq);
    /// The operator removes this room: its members hear of it and are out, and nobody gets in until
    /// removed().
    void close(const QString &room, Effects &effects);
    void removed(const QString &room, quint64 lastSeq); ///< a later room of this name goes on from there
    void reopen(const QString &room);                   ///< it could not be removed
    /// Tells everybody in `room` but `by`, who said it, what is kept now.
    void tellKept(const QString &room, const Entry &entry, ConnectionId by, Effects &effects);
    const Rooms::Room &make(const QString &room); ///< with nobody in it; `room` comes from checkedRoom()
    void setRules(const Rooms::Room &room, const RoomRules &rules);
    void tellDays(const Rooms::Room &room,
                  Effects &effects); ///< to its members: how long it keeps what is said
    void sayAsOperator(const Rooms::Room &room, const QString &text, Effects &effects); ///< it is not kept
    void admitGuest(const Rooms::Room &room, ConnectionId id); ///< while it is connected
    void invite(const Person &person, const Rooms::Room &room, const Person &guest, Effects &effects);
    void direct(const Person &to, const Entry &entry, Effects &effects); ///< it is not kept for this one
    /// Tells every connection of both authors but `by`, who said it, what is kept in their inboxes now.
    /// `guest`: it was said to somebody who has none. Cost: O(people).
    void tellDirect(const Stored &stored, ConnectionId by, ConnectionId guest, Effects &effects);
    void typing(const Person &person, const Rooms::Room &room, Effects &effects);
    void announceAway(const Person &person, Effects &effects); ///< to those it shares a room with

    const Rooms &rooms() const { return m_rooms; }
    /// Where it speaks when it names no room: the one it follows first, or the lobby.
    const Rooms::Room &roomOf(const Person &person) const;
    bool isAlone(const Person &person) const; ///< nobody else is in roomOf()
    const Person *find(QStringView name) const;
    const std::map<ConnectionId, Person> &people() const { return m_people; }
    static QString roomsText(const Person &person); ///< "lobby, lab"
    /// The names of the first `most` members.
    QStringList namesIn(const Rooms::Room &room, qsizetype most) const;
    QStringList awayIn(const Rooms::Room &room, qsizetype most) const; ///< of these, those who are away

    /// Work of everything sent so far, see Limits::maxWorkPerTurn.
    qint64 work() const { return m_work; }
    void beginSlice() { m_last = {}; } ///< what goes to the same clients again within one costs little

private:
    void push(const Receivers &to, QByteArray bytes, const QString &room, Effects &effects);
    /// To all who share a room with this one: `line` in each, `frame` once, however many they share.
    void tellCompany(const Person &person, const QByteArray &line, const QByteArray &frame, Effects &effects);
    /// To all in `room` but one: `line` is made for lines and `frame` for chat, where somebody hears it.
    template<class Line, class Frame>
    void tell(const Rooms::Room &room, ConnectionId but, Line line, Frame frame, Effects &effects);

    const Limits &m_limits;
    const Clock &m_clock;
    std::map<ConnectionId, Person> m_people;
    QHash<QString, ConnectionId> m_byName; ///< by nameKey
    LookIndex m_looks; ///< names people took; nothing they may take looks like what the server gives
    Rooms m_rooms;
    qint64 m_work = 0;
    std::array<Receivers, 2> m_last; ///< pushed to last in this slice, lines and chat
};

} // namespace Chalkwire::Core
