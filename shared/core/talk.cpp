// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/talk.h"

#include "base/text.h"
#include "core/entryframe.h"
#include "core/names.h"
#include "wire/chatframe.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxPushedCharacters = 2048; ///< of one text, as a line client sees it

QByteArray awayLine(const QString &name, bool isAway, const QString &text)
{
    const QString why = text.isEmpty() ? QString() : QStringLiteral(": ") + visibleText(text);
    return (isAway ? QStringLiteral("* %1 is away%2\n").arg(name, why)
                   : QStringLiteral("* %1 is back\n").arg(name))
        .toUtf8();
}

} // namespace

bool Talk::Person::isIn(const Rooms::Room &room) const
{
    return std::ranges::find(rooms, &room) != rooms.end();
}

Talk::Person &Talk::add(ConnectionId id, const QString &name)
{
    Person &person = m_people[id];
    person.id = id;
    person.name = name;
    m_byName.insert(nameKey(name), id);
    return person;
}

void Talk::forget(Person &person)
{
    m_byName.remove(nameKey(person.name));
    if (person.isNamed)
        m_looks.remove(person.name);
    if (person.isGuest)
        m_rooms.forgetGuest(person.id);
    m_people.erase(person.id);
}

void Talk::give(Person &person, const QString &name, Voice voice)
{
    Q_ASSERT(!person.isFollowing() && !person.isNamed); // rooms know the voices of their members
    m_byName.remove(nameKey(person.name));
    person.name = name;
    person.voice = voice;
    m_byName.insert(nameKey(name), person.id);
}

Result<QString> Talk::checkedName(const Person &person, QStringView name) const
{
    Result<QString> checked = checkNick(name, m_limits.maxNameCharacters);
    if (!checked)
        return checked;
    const ConnectionId holder = m_byName.value(nameKey(*checked), person.id);
    if (holder != person.id)
        return Unexpected{nameTaken(*checked, m_people.at(holder).name)};
    if (const QString taken = m_looks.alike(*checked, person.name); !taken.isEmpty())
        return Unexpected{nameTaken(*checked, taken)};
    return checked;
}

QString Talk::rename(Person &person, const QString &name, Effects &effects)
{
    m_byName.remove(nameKey(person.name));
    if (std::exchange(person.isNamed, true))
        m_looks.remove(person.name);
    QString before = std::exchange(person.name, name);
    m_byName.insert(nameKey(name), person.id);
    m_looks.insert(name);
    effects.items.emplace_back(NameChanged{person.id, before, name});
    return before;
}

void Talk::announceName(const Person &person, const QString &before, Effects &effects)
{
    tellCompany(person, QStringLiteral("* %1 is now %2\n").arg(before, person.name).toUtf8(),
                Wire::renamedFrame(before, person.name), effects);
}

void Talk::announceAway(const Person &person, Effects &effects)
{
    tellCompany(person, awayLine(person.name, person.isAway, person.awayText),
                Wire::awayFrame(person.name, person.isAway, person.awayText), effects);
}

void Talk::tellCompany(const Person &person, const QByteArray &line, const QByteArray &frame,
                       Effects &effects)
{
    Receivers::List chat;
    for (const Rooms::Room *room : person.rooms) {
        push(room->others(person.id, Voice::Line), line, room->name, effects);
        const Receivers others = room->others(person.id, Voice::Chat);
        chat.insert(chat.end(), others.begin(), others.end());
    }
    std::ranges::sort(chat);
    chat.erase(std::unique(chat.begin(), chat.end()), chat.end());
    if (!chat.empty())
        push(Receivers(std::move(chat)), frame, QString(), effects);
}

Result<QString> Talk::checkedRoom(const Person &person, QStringView name) const
{
    Result<QString> checked = checkRoom(name, m_limits.maxNameCharacters);
    if (!checked)
        return checked;
    const Rooms::Room *room = m_rooms.find(*checked);
    const QString taken = room ? QString() : m_rooms.alike(*checked);
    if (!taken.isEmpty())
        return Unexpected{nameTaken(*checked, taken)};
    if (!room && m_limits.maxRooms > 0 && m_rooms.count() >= m_limits.maxRooms)
        return Unexpected{Error{ErrorCode::TooManyRooms, QString::number(m_rooms.count())}};
    if (room && room->isClosing)
        return Unexpected{Error{ErrorCode::RoomRemoved, room->name}};
    if (room && !room->admits(person.id, person.author))
        return Unexpected{Error{ErrorCode::PrivateRoom, room->name}};
    const auto own = static_cast<qint64>(person.rooms.size());
    const bool isNew = !room || !person.isIn(*room);
    if (person.voice == Voice::Chat && isNew && passes(own + 1, m_limits.maxRoomsPerClient))
        return Unexpected{Error{ErrorCode::TooManyRooms, QString::number(own)}};
    return room ? room->name : *checked;
}

void Talk::join(Person &person, const QString &name, Effects &effects)
{
    QString before;
    if (person.voice == Voice::Line && person.isFollowing()) { // it follows one
        before = person.rooms.front()->name;
        leaveAll(person, effects);
    }
    const Rooms::Room &room = m_rooms.join(name, {person.id, person.voice});
    person.rooms.push_back(&room);
    effects.items.emplace_back(RoomChanged{person.id, person.name, before, room.name, roomsText(person)});
}

void Talk::announce(const Person &person, const Rooms::Room &room, Effects &effects)
{
    tell(
        room, person.id,
        [&] { return QStringLiteral("* %1 joined %2\n").arg(person.name, room.name).toUtf8(); },
        [&] { return Wire::presenceFrame("entered", room.name, person.name); }, effects);
    if (!person.isAway)
        return;
    tell(
        room, person.id, [&] { return awayLine(person.name, true, person.awayText); },
        [&] { return Wire::awayFrame(person.name, true, person.awayText); }, effects);
}

void Talk::leave(Person &person, const Rooms::Room &room, Effects &effects)
{
    std::erase(person.rooms, &room);
    tell(
        room, person.id,
        [&] { return QStringLiteral("* %1 left %2\n").arg(person.name, room.name).toUtf8(); },
        [&] { return Wire::presenceFrame("left", room.name, person.name); }, effects);
    m_rooms.leave(room, person.id);
}

void Talk::leaveAll(Person &person, Effects &effects)
{
    while (person.isFollowing())
        leave(person, *person.rooms.back(), effects);
}

void Talk::post(const Person &person, const Rooms::Room &room, const QString &text, Effects &effects)
{
    tell(
        room, person.id,
        [&] { return postLine(room.name, person.name, visibleText(text, kMaxPushedCharacters)); },
        [&] {
            // What came in a frame may stand in one; a line may hold anything.
            const QString clean = person.voice == Voice::Chat ? text : visibleText(text, text.size() * 8);
            return Wire::messageFrame(room.name, person.name, clean, m_clock.wallMicros() / 1000);
        },
        effects);
}

void Talk::forgetKept()
{
    m_rooms.forgetKept();
}

void Talk::keep(const RoomHistory &history)
{
    if (isInbox(history.name))
        return; // looked up when its author asks
    if (history.isRemoved()) {
        m_rooms.remove(history.name, history.baseSeq); // the lobby is there, and begins after it
        return;
    }
    m_rooms.goOnFrom(history.name, history.baseSeq);
    Rooms::Room &room = m_rooms.change(history.name);
    room.topic = history.topic;
    room.firstSeq = history.firstSeq;
    room.lastSeq = history.lastSeq;
    room.baseSeq = history.baseSeq;
    room.lastMillis = history.lastMillis;
    room.rules = history.rules;
}

void Talk::purge(const QString &name, quint64 firstSeq)
{
    const Rooms::Room *room = isInbox(name) ? nullptr : m_rooms.find(name);
    if (room && firstSeq > room->firstSeq)
        m_rooms.change(name).firstSeq = firstSeq;
}

void Talk::close(const QString &name, Effects &effects)
{
    Rooms::Room &room = m_rooms.change(name);
    room.isClosing = true;
    tell(
        room, kNoConnection,
        [&] {
            return QStringLiteral("* the operator removes %1 and all that was said in it\n")
                .arg(room.name)
                .toUtf8();
        },
        [&] { return Wire::removedFrame(room.name); }, effects);
    for (const Rooms::Member &member : room.members) {
        Person &person = m_people.at(member.id);
        std::erase(person.rooms, &room);
        effects.items.emplace_back(
            RoomChanged{person.id, person.name, room.name, QString(), roomsText(person)});
    }
    m_rooms.empty(name);
}

void Talk::removed(const QString &room, quint64 lastSeq)
{
    m_rooms.remove(room, lastSeq);
}

void Talk::reopen(const QString &room)
{
    Rooms::Room &closed = m_rooms.change(room);
    closed.isClosing = false;
    m_rooms.leave(closed, kNoConnection); // it goes when it is nothing without members
}

void Talk::tellKept(const QString &name, const Entry &entry, ConnectionId by, Effects &effects)
{
    Rooms::Room &room = m_rooms.change(name);
    room.lastSeq = entry.seq;
    room.lastMillis = entry.millis;
    if (entry.kind == EntryKind::Topic)
        room.topic = entry.text;
    tell(
        room, by, [&] { return entryLine(room.name, entry, kMaxPushedCharacters); },
        [&] { return entryFrame(room.name, entry, EntryUse::Live); }, effects);
}

const Rooms::Room &Talk::make(const QString &room)
{
    return m_rooms.change(room);
}

void Talk::setRules(const Rooms::Room &room, const RoomRules &rules)
{
    m_rooms.change(room.name).rules = rules;
}

void Talk::tellDays(const Rooms::Room &room, Effects &effects)
{
    const qint64 days = room.rules.daysKept(m_limits.keepDays);
    const QString words = days == 0   ? QStringLiteral("for ever")
                          : days == 1 ? QStringLiteral("for a day")
                                      : QStringLiteral("for %1 days").arg(days);
    tell(
        room, kNoConnection,
        [&] { return QStringLiteral("* %1 keeps what is said %2\n").arg(room.name, words).toUtf8(); },
        [&] { return Wire::rulesFrame(room.name, days); }, effects);
}

void Talk::sayAsOperator(const Rooms::Room &room, const QString &text, Effects &effects)
{
    Person person;
    person.name = kOperator.toString();
    person.voice = Voice::Chat;
    post(person, room, text, effects);
}

void Talk::admitGuest(const Rooms::Room &room, ConnectionId id)
{
    m_rooms.change(room.name).guests.push_back(id);
    m_people.at(id).isGuest = true;
}

void Talk::invite(const Person &person, const Rooms::Room &room, const Person &guest, Effects &effects)
{
    if (guest.voice == Voice::Chat)
        push(guest.id, invitationFrame(room.name, person.name), QString(), effects);
    else
        push(guest.id, QStringLiteral("* %1 invites you: /join %2\n").arg(person.name, room.name).toUtf8(),
             QString(), effects);
}

void Talk::typing(const Person &person, const Rooms::Room &room, Effects &effects)
{
    const Receivers to = room.others(person.id, Voice::Chat);
    if (to.empty())
        return;
    push(to, Wire::typingFrame(room.name, person.name), room.name, effects);
    std::get<Send>(effects.items.back()).isPassing = true;
}

const Rooms::Room &Talk::roomOf(const Person &person) const
{
    return person.isFollowing() ? *person.rooms.front() : m_rooms.lobby();
}

bool Talk::isAlone(const Person &person) const
{
    const Rooms::Room &room = roomOf(person);
    return room.members.empty() || (room.members.size() == 1 && person.isFollowing());
}

const Talk::Person *Talk::find(QStringView name) const
{
    const auto it = m_people.find(m_byName.value(nameKey(name), kNoConnection));
    return it == m_people.end() ? nullptr : &it->second;
}

QString Talk::roomsText(const Person &person)
{
    QStringList names;
    for (const Rooms::Room *room : person.rooms)
        names.append(room->name);
    return names.join(QStringLiteral(", "));
}

QStringList Talk::namesIn(const Rooms::Room &room, qsizetype most) const
{
    QStringList names;
    for (const Rooms::Member &member : room.members) {
        if (names.size() == most)
            break;
        names.append(m_people.at(member.id).name);
    }
    return names;
}

QStringList Talk::awayIn(const Rooms::Room &room, qsizetype most) const
{
    QStringList names;
    for (const Rooms::Member &member : room.members) {
        if (most-- == 0)
            break;
        if (const Person &person = m_people.at(member.id); person.isAway)
            names.append(person.name);
    }
    return names;
}

void Talk::push(const Receivers &to, QByteArray bytes, const QString &room, Effects &effects)
{
    if (to.empty())
        return;
    // What goes to the same clients again goes out in the same writes.
    constexpr qint64 kBytesOfWork = 1024;
    const auto receivers = static_cast<qint64>(to.size());
    const bool isAgain = to.isSameList(m_last[0]) || to.isSameList(m_last[1]);
    m_work += receivers * bytes.size() / kBytesOfWork + (isAgain ? 0 : receivers);
    if (!isAgain) {
        m_last[0] = std::move(m_last[1]);
        m_last[1] = to;
    }
    effects.items.emplace_back(Send{to, std::move(bytes), FrameType::Push, room});
}

template<class Line, class Frame>
void Talk::tell(const Rooms::Room &room, ConnectionId but, Line line, Frame frame, Effects &effects)
{
    if (const Receivers lines = room.others(but, Voice::Line); !lines.empty())
        push(lines, line(), room.name, effects);
    if (const Receivers chat = room.others(but, Voice::Chat); !chat.empty())
        push(chat, frame(), room.name, effects);
}

} // namespace Chalkwire::Core
