// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rooms.h"

#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

Rooms::Rooms()
    : m_lobby(m_rooms.emplace(kLobby.toString(), Room{kLobby.toString(), {}}).first)
{
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
    return room;
}

void Rooms::leave(QStringView name, ConnectionId id)
{
    const auto it = m_rooms.find(nameKey(name));
    if (it == m_rooms.end())
        return;
    std::erase(it->second.members, id);
    if (it->second.members.empty() && it->first != kLobby)
        m_rooms.erase(it);
}

} // namespace Chalkwire::Core
