// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simoperator.h"

namespace Chalkwire::Simulation {

void SimOperator::act()
{
    using What = Core::RoomOrder::What;
    if (!m_server.isUp() || m_server.isStopping())
        return;
    const Core::Rooms &rooms = m_server.rooms();
    auto it = rooms.begin();
    std::advance(it, m_dice.below(rooms.count()));
    const Core::Rooms::Room &room = it->second;
    Core::RoomOrder order{What::Say, room.name};
    const qint64 what = m_dice.below(100);
    if (what < 15) {
        m_server.announce("hear, hear");
        return;
    }
    if (what < 40) {
        order.text = QStringLiteral("operator %1").arg(++m_words);
    } else if (what < 65) {
        order.what = What::Delete;
        order.of = quint64(m_dice.below(qint64(room.lastSeq) + 1));
    } else if (what < 80) {
        static const std::array kDays{Core::RoomRules::kKeepAsUsual, Core::RoomRules::kKeepForever, qint64(1),
                                      qint64(2)};
        order.what = What::Keep;
        order.days = m_dice.oneOf(kDays);
    } else {
        order.what = What::Remove;
    }
    m_server.order(order);
}

} // namespace Chalkwire::Simulation
