// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QHash>
#include <QString>

#include <map>
#include <vector>

namespace Chalkwire::Core {

/// Who follows which room. A room other than the lobby exists while somebody is in it.
/// Pure bookkeeping: says nothing to anybody. Members are in the order they came.
class Rooms
{
    Q_DISABLE_COPY_MOVE(Rooms)

public:
    struct Room
    {
        QString name; ///< as the first who joined wrote it
        std::vector<ConnectionId> members;
    };

    Rooms();
    const Room *find(QStringView name) const; ///< null: no such room
    const Room &lobby() const { return m_lobby->second; }
    qsizetype count() const { return static_cast<qsizetype>(m_rooms.size()); } ///< the lobby included
    const Room &join(QStringView name, ConnectionId id); ///< makes the room when it is new
    void leave(QStringView name, ConnectionId id);

private:
    std::map<QString, Room> m_rooms; ///< by nameKey
    std::map<QString, Room>::const_iterator m_lobby;
};

} // namespace Chalkwire::Core
