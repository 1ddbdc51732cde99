// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rooms.h"

#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

bool Rooms::Room::has(ConnectionId id) const
{
    return std::ranges::find(members, id, &Member::id) != members.end();
}

bool Rooms::Room::admits(ConnectionId id, const Identity &author) const
{
    return !rules.isPrivate || std::ranges::find(guests, id) != guests.end() ||
           std::ranges::find(rules.admitted, author) != rules.admitted.end();
}

Receivers Rooms::Room::others(ConnectionId id, Voice voice) const
{
    if (voice == Voice::None)
        return {};
    Others &others = m_others[voice == Voice::Line ? 0 : 1];
    if (others.list && others.than == id)
        return *others.list;
    const ConnectionId than = has(id) ? id : kNoConnection;
    if (!others.list || others.than != than) {
        Receivers::List list;
        list.reserve(members.size());
        for (const Member &member : members) {
            if (member.voice == voice && member.id != than)
                list.push_back(member.id);
        }
        others.list = Receivers(std::move(list));
        others.than = than;
    }
    return *others.list;
}

void Rooms::Room::forgetOthers()
{
    m_others = {};
}

Rooms::Rooms()
    : m_lobby(m_rooms.try_emplace(kLobby.toString()).first)
{
    m_lobby->second.name = kLobby.toString();
    m_looks.insert(m_lobby->second.name);
}

const Rooms::Room *Rooms::find(QStringView name) const
{
    const auto it = m_rooms.find(nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second;
}

const Rooms::Room &Rooms::join(QStringView name, const Member &member)
{
    Room &room = change(name.toString());
    room.members.push_back(member);
    room.forgetOthers();
    return room;
}

Rooms::Room &Rooms::change(const QString &name)
{
    const QString key = nameKey(name);
    Room &room = m_rooms[key];
    ++m_version;
    if (room.name.isEmpty()) {
        room.name = name;
        begin(room, key);
        m_looks.insert(room.name);
    }
    return room;
}

/// Nothing of it is kept.
void Rooms::begin(Room &room, const QString &key) const
{
    room.topic.clear();
    room.baseSeq = m_removed.value(key);
    room.firstSeq = room.baseSeq + 1;
    room.lastSeq = room.baseSeq;
    room.rules = {};
    room.isClosing = false;
}

void Rooms::forgetGuest(ConnectionId id)
{
    for (auto &[key, room] : m_rooms)
        std::erase(room.guests, id);
}

void Rooms::forgetKept()
{
    ++m_version;
    m_removed.clear();
    for (auto it = m_rooms.begin(); it != m_rooms.end();) {
        begin(it->second, it->first);
        eraseIfOver(it++);
    }
}

void Rooms::eraseIfOver(Map::iterator it)
{
    const Room &room = it->second;
    if (!room.members.empty() || room.isKept() || it == m_lobby)
        return;
    m_looks.remove(room.name);
    m_rooms.erase(it);
}

void Rooms::empty(const QString &name)
{
    Room &room = change(name);
    room.members.clear();
    room.forgetOthers();
}

void Rooms::remove(const QString &name, quint64 lastSeq)
{
    goOnFrom(name, lastSeq);
    const auto it = m_rooms.find(nameKey(name));
    if (it == m_rooms.end())
        return;
    ++m_version;
    it->second.guests.clear();
    begin(it->second, it->first);
    eraseIfOver(it);
}

void Rooms::goOnFrom(const QString &name, quint64 lastSeq)
{
    if (lastSeq > 0)
        m_removed.insert(nameKey(name), lastSeq);
}

quint64 Rooms::removedUpTo(QStringView name) const
{
    return m_removed.value(nameKey(name));
}

void Rooms::leave(const Room &left, ConnectionId id)
{
    const auto it = m_rooms.find(nameKey(left.name));
    if (it == m_rooms.end())
        return;
    Room &room = it->second;
    std::erase_if(room.members, [id](const Member &member) { return member.id == id; });
    room.forgetOthers();
    ++m_version;
    eraseIfOver(it);
}

} // namespace Chalkwire::Core
