// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rooms.h"

#include "core/names.h"

#include <algorithm>
#include <iterator>

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
    Room &room = m_rooms[nameKey(name)];
    if (room.name.isEmpty()) {
        room.name = name;
        m_looks.insert(room.name);
    }
    return room;
}

void Rooms::forgetGuest(ConnectionId id)
{
    for (auto &[key, room] : m_rooms)
        std::erase(room.guests, id);
}

void Rooms::forgetKept()
{
    for (auto it = m_rooms.begin(); it != m_rooms.end();) {
        Room &room = it->second;
        room.topic.clear();
        room.firstSeq = 1;
        room.lastSeq = 0;
        room.rules = {};
        const auto next = std::next(it);
        if (room.members.empty() && it != m_lobby) {
            m_looks.remove(room.name);
            m_rooms.erase(it);
        }
        it = next;
    }
}

void Rooms::leave(const Room &left, ConnectionId id)
{
    const auto it = m_rooms.find(nameKey(left.name));
    if (it == m_rooms.end())
        return;
    Room &room = it->second;
    std::erase_if(room.members, [id](const Member &member) { return member.id == id; });
    room.forgetOthers();
    if (room.members.empty() && !room.isKept() && it != m_lobby) {
        m_looks.remove(room.name);
        m_rooms.erase(it);
    }
}

} // namespace Chalkwire::Core
