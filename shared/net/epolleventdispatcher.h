// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/eventdispatcher.h"
#include "net/timerqueue.h"

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <deque>
#include <vector>

struct epoll_event;

namespace Chalkwire::Net {

/// The event loop of a thread with many sockets, on Linux. Qt's own one looks at every open socket each time
/// it wakes; this one leaves the looking to epoll(7), so that idle sockets cost nothing.
/// Behaves as Qt's (QAbstractEventDispatcher) with these particulars:
/// - Turn: posted events, then at most kMaxReady ready sockets, then the timers that are due, each once. No
///   kind can starve another.
/// - Sockets: level-triggered. Switching a notifier costs no system call by itself: the kernel is told
///   once what changed, before the thread sleeps. A descriptor that epoll does not take (a plain file) is
///   always ready, as poll(2) has it; one that is not open is switched off with a warning.
/// - A ready event that was meant for an earlier user of the descriptor number is dropped.
/// - Timers: see TimerQueue; waits are in nanoseconds (epoll_pwait2(2)), on kernels older than 5.11 in
///   milliseconds, rounded up.
/// Ownership: QThread::setEventDispatcher() takes it. Make one per thread.
/// Thread: the one it is set on; wakeUp() and interrupt() from any.
class EpollEventDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EpollEventDispatcher)

public:
    static constexpr int kMaxReady = 256;
    static constexpr int kBusyFrom = 16; ///< sockets ready at once

    explicit EpollEventDispatcher(QObject *parent = nullptr);
    ~EpollEventDispatcher() override;
    /// False if the system gave no descriptors for it: it cannot be used then.
    bool isUsable() const { return m_epoll >= 0 && m_wakeFd >= 0; }

    ActivationHint hint() const { return m_hint; }
    LatencyHistogram takeTurnTimes() { return std::exchange(m_turns, {}); }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;
    void wakeUp() override;
    void interrupt() override;

private:
    static constexpr std::size_t kNotifierTypes = 3; ///< QSocketNotifier::Type: Read, Write, Exception

    /// What is known of one descriptor number.
    struct Watch
    {
        std::array<QSocketNotifier *, kNotifierTypes> notifiers{}; ///< not owned
        quint32 generation = 0;                                    ///< goes up when its last notifier leaves
        quint32 kernelEvents = 0;                                  ///< what epoll was last told
        bool isKnownToKernel = false;
        bool isChanged = false; ///< stands in m_changed
        bool isPlainFile = false;
    };
    struct Ready
    {
        int fd = -1;
        quint32 generation = 0;
        quint32 events = 0;
    };

    static TimerQueue::Time now();
    static quint32 wantedEvents(const Watch &watch);
    static QByteArray typeName(std::size_t type);
    Watch &watchOf(int fd);
    void forget(int fd);
    void noteChange(int fd);
    void applyChanges();
    void applyChange(int fd);
    void disableBroken(int fd);
    void waitForSockets(bool canWait, bool withTimers);
    void waitForWakeUp(bool canWait, bool withTimers);
    std::optional<TimerQueue::Time> timeout(bool canWait, bool withTimers) const;
    int epollWait(epoll_event *events, std::optional<TimerQueue::Time> timeout);
    void clearWakeFd() const;
    int activateSockets();
    int activateTimers();

    int m_epoll = -1;
    int m_wakeFd = -1;
    std::vector<Watch> m_watches; ///< by descriptor: the system gives the lowest free number
    std::vector<int> m_changed;
    std::vector<int> m_plainFiles;
    std::deque<Ready> m_ready; ///< what a loop within a slot finds, the outer one does not send again
    ActivationHint m_hint;     ///< about the notifier that is being activated
    int m_readyCount = 0;      ///< found by the last wait
    LatencyHistogram m_turns;
    std::optional<TimerQueue::Time> m_turnBegan; ///< nothing before the first wait
    TimerQueue m_timers;
    bool m_hasNanosecondWait = true;
    std::atomic<bool> m_isWoken = false;
    std::atomic<bool> m_isInterrupted = false;
};

} // namespace Chalkwire::Net
