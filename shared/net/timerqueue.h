// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

namespace Chalkwire::Net {

/// The timers of one event loop, soonest first. Knows no loop and no clock: the time is passed in.
/// Honest: no timer is due before its interval is over (Qt's own may be, by 5 %). A precise one is due
/// exactly then; a coarse one at the next multiple of a power of two of milliseconds that is at most 5 % of
/// its interval, so that similar timers wake the thread once; a very coarse one at the next full second. A
/// repeating timer keeps its own schedule: lateness does not add up, and what was missed is not made up for.
/// Cost: O(log timers) for each call but those that name an object, which are linear.
/// Thread: any one thread.
class TimerQueue
{
public:
    using Time = std::chrono::nanoseconds; ///< on any clock that never goes back
    using Ids = QAbstractEventDispatcher;

    /// What fire() hands out, and finish() takes back.
    struct Firing
    {
        int id = 0;
        QObject *object = nullptr; ///< not owned; alive, since its destructor removes its timers
        quint64 order = 0;         ///< tells a timer from a later one with the same id
    };

    /// `intervalMs` >= 0; 0 is due at once and always.
    void add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object, Time now);
    bool remove(int id);
    bool removeAll(QObject *object);
    QList<Ids::TimerInfo> timersOf(QObject *object) const;
    /// Milliseconds, rounded up; 0 if it is due, -1 if there is no such timer.
    int remainingMs(int id, Time now) const;

    /// When the first timer that is not being fired is due.
    std::optional<Time> nextDue() const;
    /// How many are due: what one turn of the loop may fire.
    int dueCount(Time now) const;
    /// Takes out the first due timer and sets its next time. Until finish() it is neither due nor fired
    /// again, so that a loop within its slot can go to sleep.
    std::optional<Firing> fire(Time now);
    void finish(const Firing &firing);

private:
    struct Timer
    {
        QObject *object = nullptr;
        qint64 intervalMs = 0;
        Qt::TimerType type = Qt::CoarseTimer;
        Time exact{}; ///< by its own schedule
        Time due{};   ///< `exact`, or later where it is coarse
        quint64 order = 0;
        bool isFiring = false;
    };
    struct Key
    {
        Time due;
        quint64 order;
        int id;
        friend bool operator<(const Key &a, const Key &b)
        {
            return a.due != b.due ? a.due < b.due : a.order < b.order;
        }
    };

    static Time coarsened(Time exact, const Timer &timer);
    void unqueue(int id, const Timer &timer);

    std::unordered_map<int, Timer> m_timers;
    std::set<Key> m_queue; ///< all but those being fired
    quint64 m_nextOrder = 1;
};

} // namespace Chalkwire::Net
