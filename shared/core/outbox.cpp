// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox.h"

#include "core/heartbeat.h"
#include "core/names.h"

#include <QHash>

#include <algorithm>

namespace Chalkwire::Core {

namespace {

qsizetype textBytes(const QString &text)
{
    return text.size() * qsizetype(sizeof(QChar));
}

/// What stands before an item in its room.
struct Before
{
    bool isBlocked = false; ///< nothing follows for now
    bool isBusy = false;    ///< posts are on their way: only posts follow
};

} // namespace

bool Outbox::hasPlaceFor(const QString &text) const
{
    return m_slots.size() < kMaxItems && m_textBytes + textBytes(text) <= kMaxTextBytes;
}

Outbox::Slot &Outbox::add(OutboxItem item)
{
    if (item.order == 0)
        item.order = m_lastOrder + 1;
    m_lastOrder = std::max(m_lastOrder, item.order);
    m_textBytes += textBytes(item.text);
    Slot slot;
    slot.roomKey = nameKey(item.room);
    slot.state = item.failure.isEmpty() ? State::Waiting : State::Failed;
    slot.item = std::move(item);
    const auto at = std::upper_bound(m_slots.begin(), m_slots.end(), slot.item.order,
                                     [](quint64 order, const Slot &s) { return order < s.item.order; });
    return *m_slots.insert(at, std::move(slot));
}

Outbox::Slot *Outbox::find(QStringView id)
{
    const auto slot =
        std::find_if(m_slots.begin(), m_slots.end(), [&](const Slot &s) { return s.item.id == id; });
    return slot == m_slots.end() ? nullptr : &*slot;
}

void Outbox::remove(QStringView id)
{
    std::erase_if(m_slots, [&](const Slot &s) {
        if (s.item.id != id)
            return false;
        m_textBytes -= textBytes(s.item.text);
        return true;
    });
}

void Outbox::connectionLost()
{
    for (Slot &slot : m_slots) {
        if (slot.state == State::Sent)
            slot.state = State::Waiting;
        slot.hasRejoined = false;
    }
}

void Outbox::wait(Slot &slot, Instant until)
{
    slot.state = State::Waiting;
    slot.notBefore = until;
}

void Outbox::fail(Slot &slot, const QString &code)
{
    slot.state = State::Failed;
    slot.item.failure = code;
}

void Outbox::retry(Slot &slot)
{
    slot.state = State::Waiting;
    slot.item.failure.clear();
    slot.notBefore.reset();
    slot.refusals = 0;
    slot.hasRejoined = false;
}

std::vector<Outbox::Slot *> Outbox::takeDue(Instant now, qsizetype window,
                                            const std::function<bool(const QString &)> &isOpen)
{
    std::vector<Slot *> due;
    qsizetype onTheirWay =
        std::count_if(m_slots.begin(), m_slots.end(), [](const Slot &s) { return s.state == State::Sent; });
    QHash<QString, Before> rooms;
    for (Slot &slot : m_slots) {
        if (slot.state == State::Failed)
            continue;
        Before &before = rooms[slot.roomKey];
        const bool isAlone = slot.item.kind != EntryKind::Post;
        if (slot.state == State::Waiting && !before.isBlocked) {
            before.isBlocked = (isAlone && before.isBusy) || (slot.notBefore && *slot.notBefore > now) ||
                               !isOpen(slot.roomKey);
            if (!before.isBlocked && onTheirWay < window) {
                slot.state = State::Sent;
                slot.notBefore.reset();
                due.push_back(&slot);
                ++onTheirWay;
            }
        }
        before.isBusy = before.isBusy || slot.state == State::Sent;
        before.isBlocked = before.isBlocked || isAlone;
    }
    return due;
}

std::optional<Instant> Outbox::nextRetry(Instant now) const
{
    std::optional<Instant> next;
    for (const Slot &slot : m_slots) {
        if (slot.state == State::Waiting && slot.notBefore && *slot.notBefore > now)
            next = earlier(next, slot.notBefore);
    }
    return next;
}

} // namespace Chalkwire::Core
