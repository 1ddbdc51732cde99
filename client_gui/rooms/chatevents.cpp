// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ChatState makes of each thing it is told.
#include "core/names.h"
#include "rooms/chatstate.h"
#include "rooms/roomwords.h"

#include <QDateTime>

#include <utility>

namespace Chalkwire::ClientGui {

namespace Told = Core::Told;

namespace {

constexpr qsizetype kMaxMembers = 1024; ///< as ClientRoom keeps

qsizetype indexOf(const QStringList &names, const QString &name)
{
    const QString key = Core::nameKey(name);
    for (qsizetype at = 0; at < names.size(); ++at) {
        if (Core::nameKey(names[at]) == key)
            return at;
    }
    return -1;
}

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

void ChatState::take(const Told::Welcome &event)
{
    m_connected = true;
    m_ownName = event.name;
    m_server = event.server;
    m_hasHistory = event.hasHistory;
    m_keepsDirects = event.hasDirects;
    m_hasFiles = event.hasFiles;
    m_people.setOwnName(event.name);
    emit connectionChanged();
    if (Core::nameKey(event.name) != Core::nameKey(event.wanted) && !event.wanted.isEmpty())
        emit trouble(tr("Somebody else is called %1: here you are %2.")
                         .arg(RoomWords::name(event.wanted), RoomWords::name(event.name)));
    if (event.hasDirects && !std::exchange(m_hasDirects, true))
        emit directsWished();
}

void ChatState::take(const Told::NameRefused &event)
{
    emit trouble(
        tr("You cannot be called %1: %2.").arg(RoomWords::name(event.name), RoomWords::code(event.code)));
}

void ChatState::take(const Told::Lost &)
{
    m_connected = false;
    m_lagMicros = -1;
    for (auto &[key, room] : m_byKey) {
        if (room.rows->room().startsWith(u'@'))
            continue;
        room.members.clear();
        room.memberCount = 0;
        changeItem(room.rows->room(), [](RoomItem &item) { item.state = RoomItem::State::Joining; });
    }
    showPeople();
    emit connectionChanged();
}

void ChatState::take(const Told::ServerError &event)
{
    emit trouble(tr("The server reports: %1.").arg(RoomWords::code(event.code)));
}

void ChatState::take(const Told::Announcement &event)
{
    for (auto &[key, room] : m_byKey) // wherever the user looks next, it was said to everybody
        room.rows->addAnnouncement(event.text, now());
    emit announced(event.text);
}

void ChatState::take(const Told::Lag &event)
{
    m_lagMicros = event.time.count();
    emit connectionChanged();
}

void ChatState::take(const Told::RoomJoined &event)
{
    RoomItem item;
    item.name = event.room;
    Room *room = make(item);
    if (!room)
        return;
    changeItem(event.room, [&event](RoomItem &changed) {
        changed.state = RoomItem::State::In;
        changed.isPrivate = event.isPrivate;
        changed.code.clear();
    });
    room->topic = event.topic;
    room->members = event.members;
    room->away = event.away;
    room->memberCount = qMax(event.memberCount, qint64{event.members.size()});
    room->keepDays = event.keepDays;
    emit roomChanged(event.room);
    const bool isFirst = m_current.isEmpty();
    if (isFirst)
        setCurrentRoom(event.room);
    if (!isFirst && isCurrent(event.room))
        showPeople();
    emit joined(event.room);
}

void ChatState::take(const Told::RoomRules &event)
{
    if (Room *room = find(event.room))
        room->keepDays = event.keepDays;
    emit roomChanged(event.room);
}

void ChatState::take(const Told::RoomRefused &event)
{
    RoomItem item;
    item.name = event.room;
    if (!make(item))
        return;
    changeItem(event.room, [&event](RoomItem &changed) {
        changed.state = RoomItem::State::Refused;
        changed.code = event.code;
    });
    emit roomChanged(event.room);
    emit refused(event.room, event.code);
}

void ChatState::take(const Told::RoomLeft &event)
{
    drop(event.room);
}

void ChatState::take(const Told::RoomList &event)
{
    emit roomsListed(event);
}

void ChatState::take(const Told::Members &event)
{
    if (event.room.isEmpty())
        emit everybodyListed(event.members);
    Room *room = find(event.room);
    if (!room)
        return;
    room->members = event.members;
    room->away = event.away;
    room->memberCount = qMax(event.count, qint64{event.members.size()});
    if (isCurrent(event.room))
        showPeople();
    emit roomChanged(event.room);
}

void ChatState::take(const Told::Presence &event)
{
    Room *room = find(event.room);
    if (!room)
        return;
    const qsizetype at = indexOf(room->members, event.name);
    if (event.isHere && at < 0) {
        ++room->memberCount;
        if (room->members.size() < kMaxMembers)
            room->members.append(event.name);
    } else if (!event.isHere && (at >= 0 || room->memberCount > room->members.size())) {
        --room->memberCount;
        room->away.removeAll(event.name);
        if (at >= 0)
            room->members.removeAt(at);
    }
    room->rows->addPresence(event.name, event.isHere, now());
    if (isCurrent(event.room)) {
        if (event.isHere)
            m_people.come(event.name);
        else
            m_people.go(event.name);
    }
    emit roomChanged(event.room);
}

void ChatState::take(const Told::Renamed &event)
{
    if (event.isOwn) {
        m_ownName = event.to;
        m_people.setOwnName(event.to);
        emit connectionChanged();
    }
    for (auto &[key, room] : m_byKey) {
        const qsizetype at = indexOf(room.members, event.from);
        if (at < 0)
            continue;
        room.members[at] = event.to;
        if (room.away.removeAll(event.from) > 0)
            room.away.append(event.to);
        room.rows->addRenamed(event.from, event.to, now());
        if (isCurrent(room.rows->room()))
            m_people.rename(event.from, event.to);
    }
}

void ChatState::take(const Told::Away &event)
{
    m_people.setAway(event.name, event.isAway);
    for (auto &[key, room] : m_byKey) {
        room.away.removeAll(event.name);
        if (event.isAway && indexOf(room.members, event.name) >= 0)
            room.away.append(event.name);
    }
}

void ChatState::take(const Told::Typing &event)
{
    if (isCurrent(event.room))
        m_people.setTyping(event.name);
}

void ChatState::take(const Told::Invitation &event)
{
    emit invited(event.room, event.from);
}

void ChatState::take(const Told::Invited &event)
{
    emit invitationSent(event.room, event.name);
}

void ChatState::take(const Told::Said &event)
{
    Room *room = find(event.room);
    if (!room)
        return;
    room->rows->say(event);
    if (event.entry.kind == Core::EntryKind::Topic && event.entry.seq >= room->topicSeq) {
        room->topicSeq = event.entry.seq;
        // A replayed one is older than what the room said of its topic when it was joined.
        if (!event.isReplay)
            room->topic = event.entry.text;
        emit roomChanged(event.room);
    }
    if (event.entry.kind != Core::EntryKind::Post || event.isOwn || event.isReplay)
        return;
    if (isCurrent(event.room))
        m_people.stopTyping(event.entry.from);
    emit spoken(event);
}

void ChatState::take(const Told::OlderPage &event)
{
    if (event.room == Core::kInbox)
        takeOlderDirects(event);
    else if (Room *room = find(event.room))
        room->rows->addOlder(event);
}

void ChatState::take(const Told::Gone &event)
{
    if (Room *room = find(event.room))
        room->rows->addGone(event.from, event.to);
}

void ChatState::take(const Told::Restarted &event)
{
    if (event.room == Core::kInbox)
        restartDirects(now());
    Room *room = find(event.room);
    if (!room)
        return;
    room->rows->restart(now());
    room->read = 0;
    room->topicSeq = 0;
}

void ChatState::take(const Told::RoomCounts &event)
{
    const bool isDirect = event.room.size() > 1 && Core::isInbox(event.room);
    if (isDirect && event.unread > 0)
        openDirect(event.room.mid(1)); // of an earlier run
    Room *room = find(event.room);
    if (!room)
        return;
    room->read = event.read;
    if (!isCurrent(event.room))
        room->rows->setReadMark(event.read);
    changeItem(event.room, [&event](RoomItem &item) {
        item.unread = event.unread;
        item.mentions = event.mentions;
    });
}

void ChatState::take(const Told::Own &event)
{
    RoomItem item;
    item.name = event.item.room;
    if (item.isDirect())
        noteDirect(event);
    Room *room = make(item);
    if (!room)
        return;
    room->rows->addOwn(event);
    const bool isSaved = event.state == Told::Own::State::Saved;
    if (isSaved && event.item.kind == Core::EntryKind::Topic && event.seq >= room->topicSeq) {
        room->topicSeq = event.seq;
        room->topic = event.item.text;
        emit roomChanged(event.item.room);
    }
}

void ChatState::take(const Told::Discarded &event)
{
    m_ownDirects.remove(event.id);
    for (const auto &[key, room] : m_byKey)
        room.rows->discard(event.id);
}

void ChatState::take(const Told::SearchResult &event)
{
    emit found(event);
}

void ChatState::take(const Told::Transfer &event)
{
    using State = Told::Transfer::State;
    Room *room = find(event.room);
    RoomItem item;
    item.name = event.room;
    if (!room && event.way == Told::Transfer::Way::Upload) // of an earlier run
        room = make(item);
    qint64 rate = 0;
    if (event.state == State::Running)
        rate = m_rates[event.id].add(event.done, m_clock.elapsed());
    else
        m_rates.erase(event.id);
    if (room)
        room->rows->addTransfer(event, rate, now());
    emit transferTold(event);
}

} // namespace Chalkwire::ClientGui
