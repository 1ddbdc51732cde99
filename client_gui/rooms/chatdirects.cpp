// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations with one person. Another part of ChatState. docs/protocol.md §9.12
#include "core/names.h"
#include "rooms/chatstate.h"
#include "rooms/roomwords.h"

#include <QDateTime>

#include <utility>

namespace Chalkwire::ClientGui {

namespace Told = Core::Told;

QString ChatState::openDirect(const QString &name)
{
    RoomItem item;
    item.name = u'@' + name;
    item.state = RoomItem::State::Declared;
    const bool isNew = !find(item.name);
    Room *room = make(item);
    if (!room)
        return {};
    room->members = {name};
    room->memberCount = 1;
    const bool wasClosed = m_closedDirects.remove(Core::nameKey(item.name));
    if (isNew)
        room->rows->setHasOlder(m_hasOlderDirects || wasClosed);
    if (wasClosed)
        room->rows->beginAbove(m_lastDirect + 1);
    return room->rows->room();
}

void ChatState::closeDirect(const QString &room)
{
    if (!room.startsWith(u'@'))
        return;
    m_closedDirects.insert(Core::nameKey(room));
    drop(room);
}

void ChatState::writeDirect(const QString &id, const QString &to, const QString &text)
{
    const QString room = openDirect(to);
    if (room.isEmpty() || isKept(id))
        return;
    Core::OutboxItem item;
    item.id = id;
    item.order = ++m_order;
    item.room = room;
    item.text = text;
    item.millis = QDateTime::currentMSecsSinceEpoch();
    m_directs.insert_or_assign(id, item);
    showDirect(item, Told::Own::State::Sent);
}

QString ChatState::takeDirect(const QString &room, const QString &id)
{
    RoomConversation *rows = conversation(room);
    for (int row = rows ? rows->rowCount() - 1 : -1; row >= 0 && rows->row(row).isPending(); --row) {
        if (rows->row(row).id != id || rows->row(row).state != OwnState::Failed)
            continue;
        QString text = rows->row(row).text;
        rows->discard(id);
        return text;
    }
    return {};
}

void ChatState::showDirect(const Core::OutboxItem &item, Told::Own::State state, const QString &code)
{
    Told::Own own;
    own.item = item;
    own.state = state;
    own.code = code;
    own.millis = item.millis;
    if (Room *room = find(item.room))
        room->rows->addOwn(own);
}

/// To the conversations that they are of. Some of them may be there already, when the page was asked for
/// because another one had dropped its rows.
void ChatState::takeOlderDirects(const Told::OlderPage &event)
{
    m_hasOlderDirects = event.hasMore;
    std::map<QString, Told::OlderPage> pages;
    for (Told::Said said : event.entries) {
        m_lastDirect = qMax(m_lastDirect, said.entry.seq);
        said.room = u'@' + Told::partner(said);
        if (m_closedDirects.contains(Core::nameKey(said.room)))
            continue; // asked for again when it is opened again
        const Room *room = find(openDirect(Told::partner(said)));
        if (!room)
            continue;
        room->rows->flush();
        if (room->rows->rowOf(said.entry.seq) < 0)
            pages[Core::nameKey(said.room)].entries.push_back(std::move(said));
    }
    for (auto &[key, room] : m_byKey) {
        const QString name = room.rows->room();
        if (!name.startsWith(u'@'))
            continue;
        Told::OlderPage &page = pages[key];
        page.room = name;
        page.hasMore = event.hasMore;
        page.before = event.before;
        room.rows->addOlder(page);
    }
    emit olderDirectsCame();
}

void ChatState::restartDirects(qint64 millis)
{
    m_hasOlderDirects = false;
    m_lastDirect = 0;
    m_closedDirects.clear();
    for (const auto &[key, room] : m_byKey) {
        if (room.rows->room().startsWith(u'@') && room.rows->lastSeq() > 0)
            room.rows->restart(millis);
    }
}

void ChatState::take(const Told::Direct &event)
{
    const QString name = openDirect(event.isOwn ? event.to : event.from);
    m_lastDirect = qMax(m_lastDirect, event.seq);
    Room *room = find(name);
    if (!room)
        return;
    Told::Said said;
    said.room = name;
    said.entry.from = event.from;
    said.entry.text = event.text;
    said.entry.millis = event.millis;
    said.entry.seq = event.seq;
    said.isReplay = event.isReplay;
    said.isOwn = event.isOwn;
    room->rows->say(said);
    if (event.isOwn)
        return;
    if (event.seq == 0 && !isCurrent(name)) // of those that are kept RoomCounts tells
        changeItem(name, [](RoomItem &item) {
            ++item.unread;
            ++item.mentions;
        });
    emit directCame(name, event.text);
}

void ChatState::take(const Told::DirectSent &event)
{
    const auto at = m_directs.find(event.id);
    if (at == m_directs.end())
        return;
    at->second.millis = event.millis;
    showDirect(at->second, Told::Own::State::Saved);
    m_directs.erase(at);
}

/// What the user wrote to somebody.
void ChatState::noteDirect(const Told::Own &event)
{
    const QString &id = event.item.id;
    const QString name = event.item.room.mid(1);
    openDirect(name);
    m_directs.erase(id);
    const bool wasOnItsWay = m_ownDirects.contains(id);
    if (event.state == Told::Own::State::Saved)
        m_ownDirects.remove(id);
    else
        m_ownDirects.insert(id);
    m_lastDirect = qMax(m_lastDirect, event.seq);
    if (event.state == Told::Own::State::Failed && wasOnItsWay && event.code == u"no_such_client")
        emit trouble(tr("%1 was not reached: nobody of this name is here, or was here before.")
                         .arg(RoomWords::name(name)));
}

} // namespace Chalkwire::ClientGui
