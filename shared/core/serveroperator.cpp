// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serveroperator.h"

#include "base/text.h"
#include "core/names.h"

namespace Chalkwire::Core {

using What = RoomOrder::What;

void ServerCore::take(const RoomOrder &order, Effects &effects)
{
    Operator(*this).take(order, effects);
    effects.wakeAt = nextDeadline();
}

OrderDone ServerCore::Operator::checked(const RoomOrder &order) const
{
    const auto wrong = [&order](ErrorCode code, const char *field = "") {
        return OrderDone{order, code, QString::fromLatin1(field)};
    };
    const Rooms::Room *room = m_talk.rooms().find(order.room);
    if (!room)
        return wrong(ErrorCode::NoSuchRoom);
    if (room->isClosing)
        return wrong(ErrorCode::RoomRemoved);
    const bool isKept = m_core.m_options.hasHistory;
    switch (order.what) {
    case What::Say:
        if (order.text.isEmpty() || !isPlainText(order.text) ||
            passes(order.text.toUtf8().size(), m_core.m_limits.maxTextBytes))
            return wrong(ErrorCode::BadField, "text");
        break;
    case What::Delete:
        if (!isKept)
            return wrong(ErrorCode::NoHistory);
        if (order.of == 0)
            return wrong(ErrorCode::BadField, "of");
        break;
    case What::Keep:
        if (!isKept)
            return wrong(ErrorCode::NoHistory);
        if (order.days < RoomRules::kKeepForever || order.days > RoomRules::kMaxKeepDays)
            return wrong(ErrorCode::BadField, "days");
        break;
    case What::Remove:
        break;
    }
    return {order};
}

void ServerCore::Operator::take(const RoomOrder &order, Effects &effects)
{
    OrderDone done = checked(order);
    if (done.error != ErrorCode::None) {
        effects.done.push_back(std::move(done));
        return;
    }
    const Rooms::Room &room = *m_talk.rooms().find(order.room);
    if (order.what == What::Keep)
        keep(order, room, effects);
    else if (order.what == What::Remove)
        m_talk.close(room.name, effects); // who is out sends nothing after what the history is to remove
    if (m_core.m_options.hasHistory && order.what != What::Keep) {
        append(order, room, effects);
        return;
    }
    if (order.what == What::Say)
        m_talk.sayAsOperator(room, order.text, effects);
    else if (order.what == What::Remove)
        m_talk.removed(QString(room.name), 0);
    effects.done.push_back(std::move(done));
}

void ServerCore::Operator::append(const RoomOrder &order, const Rooms::Room &room, Effects &effects)
{
    Append item{++m_core.m_lastTicket, room.name, {}, order.what == What::Remove};
    item.entry.kind = order.what == What::Delete ? EntryKind::Delete : EntryKind::Post;
    item.entry.millis = m_core.m_clock.wallMicros() / 1000;
    item.entry.from = kOperator.toString();
    item.entry.author = kOperatorIdentity;
    item.entry.of = order.of;
    item.entry.text = order.text;
    m_core.m_asked.push_back({item.ticket});
    m_core.m_orders.emplace(item.ticket, order);
    effects.history.appends.push_back(std::move(item));
}

void ServerCore::Operator::keep(const RoomOrder &order, const Rooms::Room &room, Effects &effects)
{
    const qint64 usual = m_core.m_limits.keepDays;
    const qint64 before = room.rules.daysKept(usual);
    RoomRules rules = room.rules;
    rules.keepDays = order.days;
    m_talk.setRules(room, rules);
    effects.history.rules.push_back({room.name, rules});
    if (rules.daysKept(usual) != before)
        m_talk.tellDays(room, effects);
}

bool ServerCore::Operator::finish(const Stored &stored, Effects &effects)
{
    OrderDone done{std::move(m_core.m_orders.extract(stored.ticket).mapped()), stored.error};
    const bool isRemoval = done.order.what == What::Remove;
    if (isRemoval && stored.error == ErrorCode::None)
        m_talk.removed(stored.room, stored.entry.seq);
    else if (isRemoval)
        m_talk.reopen(stored.room);
    else if (stored.error == ErrorCode::None)
        done.seq = stored.entry.seq;
    effects.done.push_back(std::move(done));
    return !isRemoval;
}

void ServerCore::Operator::usualDaysChanged(qint64 before, Effects &effects)
{
    const qint64 now = m_core.m_limits.keepDays;
    if (now == before || !m_core.m_options.hasHistory)
        return;
    for (const auto &[key, room] : m_talk.rooms()) {
        if (room.rules.daysKept(before) != room.rules.daysKept(now))
            m_talk.tellDays(room, effects);
    }
}

} // namespace Chalkwire::Core
