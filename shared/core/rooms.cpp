// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rooms.h"

#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

Receivers Rooms::Room::others(ConnectionId id) const
{
    const bool isMember = std::ranges::find(members, id) != members.end();
    const ConnectionId than = isMember ? id : kNoConnection;
    if (!m_others || m_othersThan != than) {
        Receivers::List list = members;
        std::erase(list, than);
        m_others = Receivers(std::move(list));
        m_othersThan = than;
    }
    return *m_others;
}

Rooms::Rooms()
    : m_lobby(m_rooms.try_emplace(kLobby.toString()).first)
{
    m_lobby->second.name = kLobby.toString();
}

const Rooms::Room *Rooms::find(QStringView name) const
{
    const auto it = m_rooms.find(nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second;
}

const Rooms::Room &Rooms::join(QStringView name, ConnectionId id)
{
    Room &room = m_rooms[nameKey(name)];
    if (room.name.isEmpty())
        room.name = name.toString();
    room.members.push_back(id);
    room.m_others.reset();
    return room;
}

void Rooms::leave(QStringView name, ConnectionId id)
{
    const auto it = m_rooms.find(nameKey(name));
    if (it == m_rooms.end())
        return;
    std::erase(it->second.members, id);
    it->second.m_others.reset();
    if (it->second.members.empty() && it->first != kLobby)
        m_rooms.erase(it);
}

} // namespace Chalkwire::Core
