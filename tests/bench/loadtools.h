// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/// What the benchmark programs share: plain sockets and epoll, because they must cost less than what they
/// measure.
namespace Load {

using Clock = std::chrono::steady_clock;

[[noreturn]] inline void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

inline void raiseFileLimit()
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

inline sockaddr loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    static_assert(sizeof generic == sizeof address);
    std::memcpy(&generic, &address, sizeof generic);
    return generic;
}

inline void sendAtOnce(int descriptor)
{
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// A blocking connection to 127.0.0.1.
inline int connectTo(int port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr address = loopback(port);
    if (descriptor < 0 || ::connect(descriptor, &address, sizeof address) != 0)
        fail("connect");
    sendAtOnce(descriptor);
    return descriptor;
}

inline void sendAll(int descriptor, std::string_view bytes)
{
    if (::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
        fail("send");
}

inline double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Descriptors to read from; each carries a number of the caller's choice.
class Readable
{
public:
    Readable()
        : m_poll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }
    ~Readable() { ::close(m_poll); }
    Readable(const Readable &) = delete;
    Readable &operator=(const Readable &) = delete;

    void add(int descriptor, uint64_t number) const { control(EPOLL_CTL_ADD, descriptor, number, EPOLLIN); }
    void watchWriting(int descriptor, uint64_t number, bool isWanted) const
    {
        control(EPOLL_CTL_MOD, descriptor, number, isWanted ? EPOLLIN | EPOLLOUT : EPOLLIN);
    }
    /// Calls then(number, events) for each that is ready.
    template<class Then>
    void wait(int timeoutMs, Then then)
    {
        const int count = ::epoll_wait(m_poll, m_events.data(), static_cast<int>(m_events.size()), timeoutMs);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = m_events[static_cast<size_t>(i)];
            then(event.data.u64, event.events);
        }
    }

private:
    void control(int operation, int descriptor, uint64_t number, uint32_t events) const
    {
        epoll_event event{};
        event.events = events;
        event.data.u64 = number;
        if (::epoll_ctl(m_poll, operation, descriptor, &event) != 0)
            fail("epoll_ctl");
    }

    int m_poll;
    std::array<epoll_event, 512> m_events{};
};

/// Latencies in buckets of 2 %: constant memory, whatever the count.
class Latencies
{
public:
    void add(Clock::duration latency)
    {
        const double micros = std::chrono::duration<double, std::micro>(latency).count();
        const double bucket = micros <= 1 ? 0 : std::log(micros) / std::log(kStep);
        ++m_counts[std::min(m_counts.size() - 1, static_cast<size_t>(bucket))];
        ++m_total;
    }
    /// Microseconds; 0 without a sample.
    double percentile(double per100) const
    {
        auto left = static_cast<uint64_t>(static_cast<double>(m_total) * per100 / 100);
        for (size_t bucket = 0; bucket < m_counts.size(); ++bucket) {
            if (m_counts[bucket] > left)
                return std::pow(kStep, static_cast<double>(bucket));
            left -= m_counts[bucket];
        }
        return 0;
    }

private:
    static constexpr double kStep = 1.02;

    std::array<uint64_t, 1024> m_counts{};
    uint64_t m_total = 0;
};

} // namespace Load
