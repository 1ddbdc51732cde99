// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receivers.h"

#include <QHash>
#include <QString>

#include <map>
#include <optional>
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

        /// All members but this one. The same list as before while nobody comes or goes and the same one
        /// asks.
        Receivers others(ConnectionId id) const;

    private:
        friend class Rooms;
        mutable std::optional<Receivers> m_others;
        mutable ConnectionId m_othersThan = kNoConnection;
    };

    Rooms();
    const Room *find(QStringView name) const; ///< null: no such room
    const Room &lobby() const { return m_lobby->second; }
    qsizetype count() const { return static_cast<qsizetype>(m_rooms.size()); } ///< the lobby included
    /// Makes the room when it is new. It stays where it is until its last member leaves.
    const Room &join(QStringView name, ConnectionId id);
    void leave(QStringView name, ConnectionId id);

private:
    std::map<QString, Room> m_rooms; ///< by nameKey
    std::map<QString, Room>::iterator m_lobby;
};

} // namespace Chalkwire::Core
