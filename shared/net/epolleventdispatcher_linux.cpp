// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/epolleventdispatcher.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Chalkwire::Net {

namespace {

constexpr quint64 kWakeMark = ~quint64{0};
/// What wakes a notifier of each type, as poll(2) has it: an error or a hang-up is for everybody.
constexpr std::array<quint32, 3> kEventsOfType{EPOLLIN | EPOLLRDHUP, EPOLLOUT, EPOLLPRI};
constexpr quint32 kEventsOfAll = EPOLLERR | EPOLLHUP;
constexpr quint32 kEventsOfEnd = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

timespec toTimespec(TimerQueue::Time time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    timespec result{};
    result.tv_sec = static_cast<time_t>(seconds.count());
    result.tv_nsec = static_cast<decltype(result.tv_nsec)>((time - seconds).count());
    return result;
}

} // namespace

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wakeFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = kWakeMark;
    if (isUsable())
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeFd, &event);
}

EpollEventDispatcher::~EpollEventDispatcher()
{
    if (m_wakeFd >= 0)
        ::close(m_wakeFd);
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    m_isInterrupted.store(false);
    // Taken back before the posted events go out: whoever posts from now on sets it again.
    const bool wasWoken = m_isWoken.exchange(false);
    emit awake();
    QCoreApplication::sendPostedEvents();

    const auto canWait = [&] {
        return flags.testFlag(QEventLoop::WaitForMoreEvents) && !wasWoken && !m_isWoken.load() &&
               !m_isInterrupted.load() && (!withSockets || m_ready.empty());
    };
    if (canWait())
        emit aboutToBlock();
    if (m_isInterrupted.load())
        return false;
    int sent = 0;
    if (withSockets) {
        waitForSockets(canWait(), withTimers);
        sent += activateSockets();
    } else {
        waitForWakeUp(canWait(), withTimers);
    }
    if (withTimers)
        sent += activateTimers();
    return sent > 0 || wasWoken;
}

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    const auto type = static_cast<std::size_t>(notifier->type());
    Q_ASSERT(fd >= 0 && type < kNotifierTypes && notifier->thread() == thread());
    Watch &watch = watchOf(fd);
    if (watch.notifiers.at(type) != nullptr && watch.notifiers.at(type) != notifier)
        qCWarning(lcNet, "two notifiers for %s on descriptor %d: the later one is used",
                  typeName(type).constData(), fd);
    watch.notifiers.at(type) = notifier;
    noteChange(fd);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    const auto type = static_cast<std::size_t>(notifier->type());
    if (fd < 0 || static_cast<std::size_t>(fd) >= m_watches.size() ||
        watchOf(fd).notifiers.at(type) != notifier)
        return;
    Watch &watch = watchOf(fd);
    watch.notifiers.at(type) = nullptr;
    if (wantedEvents(watch) == 0)
        forget(fd);
    else
        noteChange(fd);
}

void EpollEventDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                                         QObject *object)
{
    m_timers.add(timerId, qMax<qint64>(0, interval), timerType, object, now());
}

bool EpollEventDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollEventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EpollEventDispatcher::remainingTime(int timerId)
{
    return m_timers.remainingMs(timerId, now());
}

void EpollEventDispatcher::wakeUp()
{
    // Our own thread is awake, and looks at the flag before it sleeps: no system call for an event posted to
    // self.
    if (m_isWoken.exchange(true) || QThread::currentThread() == thread())
        return;
    const quint64 one = 1;
    while (::write(m_wakeFd, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void EpollEventDispatcher::interrupt()
{
    m_isInterrupted.store(true);
    wakeUp();
}

TimerQueue::Time EpollEventDispatcher::now()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

quint32 EpollEventDispatcher::wantedEvents(const Watch &watch)
{
    quint32 events = 0;
    for (std::size_t type = 0; type < kNotifierTypes; ++type) {
        if (watch.notifiers.at(type) != nullptr)
            events |= kEventsOfType.at(type);
    }
    return events;
}

QByteArray EpollEventDispatcher::typeName(std::size_t type)
{
    static constexpr std::array<const char *, kNotifierTypes> names{"read", "write", "exception"};
    return names.at(type);
}

EpollEventDispatcher::Watch &EpollEventDispatcher::watchOf(int fd)
{
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_watches.size())
        m_watches.resize(index + 1);
    return m_watches.at(index);
}

void EpollEventDispatcher::forget(int fd)
{
    // At once, while the descriptor is still open: closed and duplicated elsewhere, it could not be taken
    // out.
    Watch &watch = watchOf(fd);
    if (watch.isKnownToKernel)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    if (watch.isPlainFile)
        std::erase(m_plainFiles, fd);
    ++watch.generation;
    watch.kernelEvents = 0;
    watch.isKnownToKernel = false;
    watch.isPlainFile = false;
}

void EpollEventDispatcher::noteChange(int fd)
{
    Watch &watch = watchOf(fd);
    if (!std::exchange(watch.isChanged, true))
        m_changed.push_back(fd);
}

void EpollEventDispatcher::applyChanges()
{
    // By index: switching a broken notifier off may note another change.
    for (std::size_t i = 0; i < m_changed.size(); ++i) {
        const int fd = m_changed.at(i);
        watchOf(fd).isChanged = false;
        applyChange(fd);
    }
    m_changed.clear();
}

void EpollEventDispatcher::applyChange(int fd)
{
    Watch &watch = watchOf(fd);
    const quint32 wanted = wantedEvents(watch);
    if (wanted == 0 || watch.isPlainFile || (watch.isKnownToKernel && wanted == watch.kernelEvents))
        return;
    epoll_event event{};
    event.events = wanted;
    event.data.u64 = quint64{watch.generation} << 32 | static_cast<quint32>(fd);
    int result = epoll_ctl(m_epoll, watch.isKnownToKernel ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
    // Somebody closed the descriptor under its notifier, and the number is in use again.
    if (result < 0 && (errno == ENOENT || errno == EEXIST))
        result = epoll_ctl(m_epoll, errno == ENOENT ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
    if (result == 0) {
        watch.isKnownToKernel = true;
        watch.kernelEvents = wanted;
    } else if (errno == EPERM) {
        watch.isPlainFile = true;
        m_plainFiles.push_back(fd);
    } else {
        qCWarning(lcNet, "descriptor %d cannot be watched (%s): its notifiers are switched off", fd,
                  std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): glibc's is safe for known errors
        disableBroken(fd);
    }
}

void EpollEventDispatcher::disableBroken(int fd)
{
    for (std::size_t type = 0; type < kNotifierTypes; ++type) {
        if (QSocketNotifier *notifier = watchOf(fd).notifiers.at(type))
            notifier->setEnabled(false);
    }
}

std::optional<TimerQueue::Time> EpollEventDispatcher::timeout(bool canWait, bool withTimers) const
{
    if (!canWait)
        return TimerQueue::Time::zero();
    const auto due = withTimers ? m_timers.nextDue() : std::nullopt;
    if (!due)
        return std::nullopt;
    return std::max(*due - now(), TimerQueue::Time::zero());
}

void EpollEventDispatcher::waitForSockets(bool canWait, bool withTimers)
{
    if (!m_ready.empty())
        return; // we are in a slot of a loop that had more to send: that first
    applyChanges();
    std::array<epoll_event, kMaxReady> events; // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
    if (m_turnBegan)
        m_turns.add(std::chrono::duration_cast<std::chrono::microseconds>(now() - *m_turnBegan).count());
    const int count = epollWait(events.data(), timeout(canWait && m_plainFiles.empty(), withTimers));
    m_turnBegan = now();
    m_readyCount = count;
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events.at(static_cast<std::size_t>(i));
        const quint64 mark = event.data.u64;
        if (mark == kWakeMark)
            clearWakeFd();
        else
            m_ready.push_back(
                {static_cast<int>(mark & 0xffffffff), static_cast<quint32>(mark >> 32), event.events});
    }
    for (const int fd : m_plainFiles)
        m_ready.push_back({fd, watchOf(fd).generation, EPOLLIN | EPOLLOUT | kEventsOfEnd});
}

void EpollEventDispatcher::waitForWakeUp(bool canWait, bool withTimers)
{
    pollfd wake{m_wakeFd, POLLIN, 0};
    const auto time = timeout(canWait, withTimers);
    const timespec left = toTimespec(time.value_or(TimerQueue::Time::zero()));
    if (ppoll(&wake, 1, time ? &left : nullptr, nullptr) > 0)
        clearWakeFd();
}

int EpollEventDispatcher::epollWait(epoll_event *events, std::optional<TimerQueue::Time> timeout)
{
    const timespec time = toTimespec(timeout.value_or(TimerQueue::Time::zero()));
    if (m_hasNanosecondWait) {
        const int count = epoll_pwait2(m_epoll, events, kMaxReady, timeout ? &time : nullptr, nullptr);
        if (count >= 0 || errno != ENOSYS)
            return count;
        m_hasNanosecondWait = false;
    }
    const qint64 ms = timeout ? std::chrono::ceil<std::chrono::milliseconds>(*timeout).count() : -1;
    return epoll_wait(m_epoll, events, kMaxReady, static_cast<int>(qMin<qint64>(ms, 3'600'000)));
}

void EpollEventDispatcher::clearWakeFd() const
{
    quint64 count = 0;
    while (::read(m_wakeFd, &count, sizeof count) < 0 && errno == EINTR) {
    }
}

int EpollEventDispatcher::activateSockets()
{
    int sent = 0;
    while (!m_ready.empty()) {
        const Ready ready = m_ready.front();
        m_ready.pop_front();
        for (std::size_t type = 0; type < kNotifierTypes; ++type) {
            // Looked up anew each time: a slot may switch notifiers, close the descriptor or reuse its
            // number.
            const Watch &watch = watchOf(ready.fd);
            QSocketNotifier *notifier = watch.notifiers.at(type);
            const bool isMeant = (ready.events & (kEventsOfType.at(type) | kEventsOfAll)) != 0;
            if (notifier == nullptr || !isMeant || watch.generation != ready.generation)
                continue;
            // Set anew each time: a slot may run a loop of its own.
            m_hint = {(ready.events & kEventsOfEnd) != 0, m_readyCount == 1, m_readyCount >= kBusyFrom};
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
            m_hint = {};
            ++sent;
        }
    }
    return sent;
}

int EpollEventDispatcher::activateTimers()
{
    const TimerQueue::Time time = now();
    int sent = 0;
    for (int left = m_timers.dueCount(time); left > 0; --left) {
        const auto firing = m_timers.fire(time);
        if (!firing)
            break;
        QTimerEvent event(firing->id);
        QCoreApplication::sendEvent(firing->object, &event);
        m_timers.finish(*firing);
        ++sent;
    }
    return sent;
}

} // namespace Chalkwire::Net
