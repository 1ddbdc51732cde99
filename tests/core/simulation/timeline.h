// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/random.h"

#include <functional>
#include <map>

namespace Chalkwire::Simulation {

/// The one time of a run: what is to happen, in order. What falls on the same moment happens in the order in
/// which it was asked for, so that a seed repeats a run.
class Timeline
{
public:
    Instant now() const { return m_now; }
    void after(Micros delay, std::function<void()> what)
    {
        m_events.emplace(std::pair(m_now + delay, ++m_last), std::move(what));
    }
    void runUntil(Instant end)
    {
        while (!m_events.empty() && m_events.begin()->first.first <= end) {
            auto next = m_events.extract(m_events.begin());
            m_now = next.key().first;
            next.mapped()();
        }
        m_now = end;
    }

private:
    Instant m_now{Micros{1'000'000}};
    quint64 m_last = 0;
    std::map<std::pair<Instant, quint64>, std::function<void()>> m_events;
};

/// The clocks of one computer: its wall clock jumps, the other does not.
class SimClock final : public Clock
{
public:
    explicit SimClock(const Timeline &timeline)
        : m_timeline(timeline)
    {
    }
    Instant now() const override { return m_timeline.now(); }
    qint64 wallMicros() const override
    {
        return 1'700'000'000'000'000 + m_jumped.count() + m_timeline.now().time_since_epoch().count();
    }
    void jump(Micros by) { m_jumped += by; }

private:
    const Timeline &m_timeline;
    Micros m_jumped{0};
};

/// The one source of chance of a run.
class Dice final : public Random
{
public:
    explicit Dice(quint64 seed)
        : m_random(seed)
    {
    }
    quint64 next() override { return m_random.next(); }
    qint64 below(qint64 count) { return static_cast<qint64>(next() % static_cast<quint64>(count)); }
    qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    Micros between(Millis least, Millis most) { return Millis(between(least.count(), most.count())); }
    bool chance(int percent) { return below(100) < percent; }
    template<class List>
    auto &oneOf(List &list)
    {
        return list[static_cast<std::size_t>(below(static_cast<qint64>(list.size())))];
    }

private:
    SeededRandom m_random;
};

} // namespace Chalkwire::Simulation
