// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/servercore.h"

namespace Chalkwire::Core {

/// What ServerCore does for the operator in rooms: a view of it, made where it is needed. For its own files
/// only. docs/protocol.md §9.11
class ServerCore::Operator
{
public:
    explicit Operator(ServerCore &core)
        : m_core(core)
        , m_talk(core.m_talk)
    {
    }

    void take(const RoomOrder &order, Effects &effects);
    /// What the history answered. False: it is no entry that anybody is to be told.
    bool finish(const Stored &stored, Effects &effects);
    /// Limits::keepDays was another.
    void usualDaysChanged(qint64 before, Effects &effects);

private:
    OrderDone checked(const RoomOrder &order) const;
    void append(const RoomOrder &order, const Rooms::Room &room, Effects &effects);
    void keep(const RoomOrder &order, const Rooms::Room &room, Effects &effects);

    ServerCore &m_core;
    Talk &m_talk;
};

} // namespace Chalkwire::Core
