// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Load for the benchmarks: many tutorial clients in one thread, each with one request in flight.
//   bench_load PORT CLIENTS SECONDS   prints `requests seconds p50_us p99_us cpu_seconds`
//   bench_load PORT CLIENTS idle      connects, prints `connected`, waits for the end of stdin
// Linux only, plain sockets and epoll: it must cost less than what it measures.
#include <algorithm>
#include <array>
#include <chrono>
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

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kRequest = "hello";
constexpr size_t kAnswerBytes = 8; // accepted

struct Client
{
    int socket = -1;
    size_t received = 0; ///< bytes of the answer under way
    Clock::time_point asked;
};

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

int connectTo(int port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    if (descriptor < 0 || ::connect(descriptor, &generic, sizeof address) != 0)
        fail("connect");
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return descriptor;
}

void ask(Client &client)
{
    client.asked = Clock::now();
    client.received = 0;
    if (::send(client.socket, kRequest.data(), kRequest.size(), 0) != static_cast<ssize_t>(kRequest.size()))
        fail("send");
}

/// True when the answer is whole.
bool take(Client &client)
{
    std::array<char, 64> buffer;
    const ssize_t got = ::recv(client.socket, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        fail("recv");
    client.received += static_cast<size_t>(got);
    return client.received == kAnswerBytes;
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void measure(std::vector<Client> &clients, double forSeconds)
{
    const int poll = ::epoll_create1(0);
    for (size_t i = 0; i < clients.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, clients[i].socket, &event);
    }
    std::vector<double> micros;
    const Clock::time_point begin = Clock::now();
    const auto end =
        begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(forSeconds));
    for (Client &client : clients)
        ask(client);
    std::array<epoll_event, 128> events;
    while (Clock::now() < end) {
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < count; ++i) {
            Client &client = clients[events[static_cast<size_t>(i)].data.u64];
            if (!take(client))
                continue;
            micros.push_back(std::chrono::duration<double, std::micro>(Clock::now() - client.asked).count());
            ask(client);
        }
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::sort(micros.begin(), micros.end());
    const auto percentile = [&micros](size_t per100) {
        return micros.empty() ? 0.0 : micros[micros.size() * per100 / 100];
    };
    std::printf("%zu %.3f %.0f %.0f %.3f\n", micros.size(), seconds, percentile(50), percentile(99),
                cpuSeconds());
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("usage: bench_load PORT CLIENTS SECONDS|idle\n", stderr);
        return 2;
    }
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    std::vector<Client> clients(static_cast<size_t>(std::atoi(argv[2])));
    for (Client &client : clients)
        client.socket = connectTo(std::atoi(argv[1]));
    if (std::string_view(argv[3]) != "idle") {
        measure(clients, std::atof(argv[3]));
        return 0;
    }
    std::puts("connected");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
