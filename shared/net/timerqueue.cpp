// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/timerqueue.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>

namespace Chalkwire::Net {

using std::chrono::milliseconds;

void TimerQueue::add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object, Time now)
{
    remove(id);
    Timer timer{object, intervalMs, type, now + milliseconds(intervalMs), {}, m_nextOrder++};
    timer.due = coarsened(timer.exact, timer);
    m_queue.insert({timer.due, timer.order, id});
    m_timers.emplace(id, timer);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    unqueue(id, found->second);
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(QObject *object)
{
    const std::size_t before = m_timers.size();
    for (auto at = m_timers.begin(); at != m_timers.end();) {
        if (at->second.object != object) {
            ++at;
            continue;
        }
        unqueue(at->first, at->second);
        at = m_timers.erase(at);
    }
    return m_timers.size() < before;
}

QList<TimerQueue::Ids::TimerInfo> TimerQueue::timersOf(QObject *object) const
{
    QList<Ids::TimerInfo> result;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            result.append({id, static_cast<int>(timer.intervalMs), timer.type});
    }
    return result;
}

int TimerQueue::remainingMs(int id, Time now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return -1;
    if (found->second.intervalMs == 0)
        return 0;
    const qint64 remaining = std::chrono::ceil<milliseconds>(found->second.due - now).count();
    return static_cast<int>(std::clamp<qint64>(remaining, 0, std::numeric_limits<int>::max()));
}

std::optional<TimerQueue::Time> TimerQueue::nextDue() const
{
    if (m_queue.empty())
        return std::nullopt;
    return m_queue.begin()->due;
}

int TimerQueue::dueCount(Time now) const
{
    const auto end = m_queue.upper_bound({now, std::numeric_limits<quint64>::max(), 0});
    return static_cast<int>(std::distance(m_queue.begin(), end));
}

std::optional<TimerQueue::Firing> TimerQueue::fire(Time now)
{
    if (m_queue.empty() || m_queue.begin()->due > now)
        return std::nullopt;
    const int id = m_queue.begin()->id;
    m_queue.erase(m_queue.begin());
    Timer &timer = m_timers.at(id);
    timer.isFiring = true;
    timer.exact += milliseconds(timer.intervalMs);
    if (timer.exact <= now) // never due again in the same turn, not even a timer of 0 ms
        timer.exact = now + std::max<Time>(milliseconds(timer.intervalMs), Time(1));
    timer.due = coarsened(timer.exact, timer);
    return Firing{id, timer.object, timer.order};
}

void TimerQueue::finish(const Firing &firing)
{
    const auto found = m_timers.find(firing.id);
    if (found == m_timers.end() || found->second.order != firing.order)
        return; // removed while it was fired
    found->second.isFiring = false;
    m_queue.insert({found->second.due, firing.order, firing.id});
}

TimerQueue::Time TimerQueue::coarsened(Time exact, const Timer &timer)
{
    qint64 gridMs = 0;
    if (timer.type == Qt::VeryCoarseTimer)
        gridMs = 1000;
    else if (timer.type == Qt::CoarseTimer)
        gridMs = static_cast<qint64>(std::bit_floor(static_cast<quint64>(timer.intervalMs / 20)));
    if (gridMs == 0 || timer.intervalMs == 0)
        return exact;
    const Time grid = milliseconds(gridMs);
    const Time past = exact % grid;
    return past == Time::zero() ? exact : exact - past + grid;
}

void TimerQueue::unqueue(int id, const Timer &timer)
{
    if (!timer.isFiring)
        m_queue.erase({timer.due, timer.order, id});
}

} // namespace Chalkwire::Net
