// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/chatstate.h"

#include "base/text.h"
#include "core/names.h"
#include "rooms/roomwords.h"

#include <QDateTime>

namespace Chalkwire::ClientGui {

namespace Told = Core::Told;

ChatState::ChatState(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
}

ChatState::~ChatState() = default;

ChatState::Room *ChatState::find(const QString &name)
{
    const auto at = m_byKey.find(Core::nameKey(name));
    return at == m_byKey.end() ? nullptr : &at->second;
}

const ChatState::Room *ChatState::find(const QString &name) const
{
    const auto at = m_byKey.find(Core::nameKey(name));
    return at == m_byKey.end() ? nullptr : &at->second;
}

ChatState::Room *ChatState::make(const RoomItem &item)
{
    if (Room *room = find(item.name))
        return room;
    if (!m_rooms.set(item))
        return nullptr;
    Room &room = m_byKey[Core::nameKey(item.name)];
    room.rows = std::make_unique<RoomConversation>(item.name);
    return &room;
}

void ChatState::drop(const QString &name)
{
    const auto at = m_byKey.find(Core::nameKey(name));
    if (at == m_byKey.end())
        return;
    // Views let go of the model before it goes.
    const std::unique_ptr<RoomConversation> rows = std::move(at->second.rows);
    const bool wasCurrent = isCurrent(name);
    const int row = m_rooms.find(name);
    m_byKey.erase(at);
    m_rooms.remove(name);
    if (!wasCurrent)
        return;
    const int next = qMin(row, m_rooms.rowCount() - 1);
    m_current.clear();
    setCurrentRoom(next < 0 ? QString() : m_rooms.item(next).name);
    if (next < 0)
        emit currentRoomChanged();
}

RoomConversation *ChatState::conversation(const QString &room) const
{
    const Room *known = find(room);
    return known ? known->rows.get() : nullptr;
}

bool ChatState::isCurrent(const QString &room) const
{
    return !m_current.isEmpty() && Core::nameKey(room) == Core::nameKey(m_current);
}

void ChatState::setCurrentRoom(const QString &room)
{
    if (isCurrent(room) || (!room.isEmpty() && !find(room)))
        return;
    // The line "new messages" stays where it was while the room is looked at.
    if (Room *left = find(m_current))
        left->rows->setReadMark(left->read);
    m_current = room;
    if (Room *entered = find(m_current))
        entered->rows->setReadMark(entered->read);
    if (m_current.startsWith(u'@') && !m_keepsDirects)
        changeItem(m_current, [](RoomItem &item) { item.unread = item.mentions = 0; });
    showPeople();
    emit currentRoomChanged();
}

void ChatState::showPeople()
{
    const Room *room = find(m_current);
    if (room)
        m_people.setPeople(room->members, room->memberCount, room->away);
    else
        m_people.setPeople({}, 0);
}

QString ChatState::topic(const QString &room) const
{
    const Room *known = find(room);
    return known ? known->topic : QString();
}

qint64 ChatState::memberCount(const QString &room) const
{
    const Room *known = find(room);
    return known ? known->memberCount : 0;
}

qint64 ChatState::keepDays(const QString &room) const
{
    const Room *known = find(room);
    return known ? known->keepDays : 0;
}

QStringList ChatState::members(const QString &room) const
{
    const Room *known = find(room);
    return known ? known->members : QStringList();
}

void ChatState::changeItem(const QString &room, const std::function<void(RoomItem &)> &change)
{
    const int row = m_rooms.find(room);
    if (row < 0)
        return;
    RoomItem item = m_rooms.item(row);
    change(item);
    m_rooms.set(item);
}

void ChatState::apply(const std::vector<Core::ClientEvent> &events)
{
    for (const Core::ClientEvent &event : events)
        std::visit([this](const auto &told) { take(told); }, event);
    for (const auto &[key, room] : m_byKey)
        room.rows->flush();
}

bool ChatState::addRoom(const QString &name, bool isPrivate)
{
    RoomItem item;
    item.name = name;
    item.isPrivate = isPrivate;
    return make(item) != nullptr;
}

void ChatState::forgetRefused(const QString &room)
{
    Room *known = find(room);
    if (!known || m_rooms.item(m_rooms.find(room)).state != RoomItem::State::Refused)
        return;
    known->rows->flush();
    if (known->rows->rowCount() == 0)
        drop(room);
}

void ChatState::setDraft(const QString &room, bool isThere)
{
    changeItem(room, [isThere](RoomItem &item) { item.hasDraft = isThere; });
}

void ChatState::retranslate()
{
    m_rooms.retranslate();
    m_people.retranslate();
    for (const auto &[key, room] : m_byKey)
        room.rows->retranslate();
}

void ChatState::take(const Told::RequestFailed &event)
{
    const QString why = RoomWords::code(event.code);
    const auto direct = m_directs.find(event.id);
    if (event.what == Told::Request::Direct && direct != m_directs.end()) {
        showDirect(direct->second, Told::Own::State::Failed, event.code);
        m_directs.erase(direct);
        return;
    }
    switch (event.what) {
    case Told::Request::Name:
        emit trouble(tr("Your name stays as it is: %1.").arg(why));
        return;
    case Told::Request::Join:
        emit trouble(tr("You could not join %1: %2.").arg(RoomWords::name(event.room), why));
        return;
    case Told::Request::Invite:
        emit trouble(tr("%1 was not invited: %2.").arg(RoomWords::name(event.name), why));
        return;
    case Told::Request::Search:
        emit trouble(tr("The search found nothing out: %1.").arg(why));
        return;
    case Told::Request::Older:
        emit trouble(tr("Older messages could not be loaded: %1.").arg(why));
        return;
    case Told::Request::Direct:
        emit trouble(tr("The message was not delivered: %1.").arg(why));
        return;
    case Told::Request::Leave:
    case Told::Request::Who:
    case Told::Request::Rooms:
    case Told::Request::Newer:
    case Told::Request::Marks:
        break;
    }
    emit trouble(tr("The server refused a request: %1.").arg(why));
}

} // namespace Chalkwire::ClientGui
