// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Load for the benchmarks, from one thread (Linux):
//   bench_load ask PORT CLIENTS DEPTH SECONDS [guide|line]
//       each client keeps DEPTH requests in flight; prints `requests seconds p50_us p99_us cpu_seconds`
//   bench_load post PORT CLIENTS DEPTH SECONDS
//       chat clients in one room, each with DEPTH posts that are not acknowledged yet; prints the same, of
//       acks
//   bench_load idle PORT CLIENTS      connects, prints `connected`, waits for the end of stdin
//   bench_load connect PORT SECONDS   connects, asks, closes, one after the other; prints `connects seconds`
// guide: the tutorial's dialect, a request is a read, so DEPTH is 1. line: a request is a line.
#include "loadtools.h"

#include <string>

using namespace Load;

namespace {

constexpr std::string_view kAnswer = "accepted";

struct Client
{
    int socket = -1;
    size_t answerBytes = 0;               ///< of the answer under way
    std::vector<Clock::time_point> asked; ///< a ring: when each request in flight was sent
    size_t oldest = 0;
};

struct Asking
{
    bool isLine = false;
    size_t depth = 1;
    std::string request() const { return isLine ? "hello\n" : "hello"; }
    size_t answerBytes() const { return kAnswer.size() + (isLine ? 1 : 0); }
};

/// Takes what came, asks as many again in one write. Returns how many answers were whole.
size_t takeAndAsk(Client &client, const Asking &asking, Latencies &latencies)
{
    std::array<char, 4096> buffer;
    const ssize_t got = ::recv(client.socket, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        fail("recv");
    client.answerBytes += static_cast<size_t>(got);
    const size_t answers = client.answerBytes / asking.answerBytes();
    client.answerBytes %= asking.answerBytes();
    const Clock::time_point now = Clock::now();
    std::string requests;
    for (size_t i = 0; i < answers; ++i) {
        latencies.add(now - client.asked[client.oldest]);
        client.asked[client.oldest] = now;
        client.oldest = (client.oldest + 1) % asking.depth;
        requests += asking.request();
    }
    if (!requests.empty())
        sendAll(client.socket, requests);
    return answers;
}

/// A chat client that posts, and takes what the others post for what it is: bytes.
class Poster
{
public:
    Poster(int port, size_t depth)
        : m_socket(connectTo(port))
        , m_asked(depth)
    {
        // Without a name: one of an earlier round may still be taken.
        sendAll(m_socket, "{\"type\":\"hello\",\"protocol\":1}\n{\"type\":\"join\",\"room\":\"bench\"}\n");
    }
    int socket() const { return m_socket; }
    void post(size_t count)
    {
        std::string posts;
        const Clock::time_point now = Clock::now();
        for (size_t i = 0; i < count; ++i) {
            m_asked[m_posted % m_asked.size()] = now;
            posts += R"({"type":"post","id":")" + std::to_string(m_posted++) +
                     R"(","room":"bench","text":"a text as long as people write in a chat, now and then"})" +
                     '\n';
        }
        sendAll(m_socket, posts);
    }
    /// Takes what came. Returns how many acks.
    size_t take(Latencies &latencies)
    {
        std::array<char, 65536> buffer;
        const ssize_t got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (got <= 0)
            fail("recv");
        m_rest.append(buffer.data(), static_cast<size_t>(got));
        size_t acks = 0;
        size_t begin = 0;
        for (size_t end = m_rest.find('\n'); end != std::string::npos; end = m_rest.find('\n', begin)) {
            const std::string_view line(m_rest.data() + begin, end - begin);
            begin = end + 1;
            m_isIn |= line.starts_with(R"({"type":"room")");
            if (line.starts_with(R"({"type":"error")")) {
                std::fprintf(stderr, "refused: %.*s\n", static_cast<int>(line.size()), line.data());
                std::exit(1);
            }
            if (!line.starts_with(R"({"type":"ack")"))
                continue;
            latencies.add(Clock::now() - m_asked[m_acked++ % m_asked.size()]);
            ++acks;
        }
        m_rest.erase(0, begin);
        return acks;
    }
    bool isIn() const { return m_isIn; }

private:
    int m_socket;
    std::string m_rest;                     ///< the beginning of a frame
    std::vector<Clock::time_point> m_asked; ///< a ring: when each post was sent
    size_t m_posted = 0;
    size_t m_acked = 0;
    bool m_isIn = false;
};

void post(int port, size_t clients, size_t depth, double forSeconds)
{
    Readable readable;
    std::vector<Poster> posters;
    Latencies unused;
    for (size_t i = 0; i < clients; ++i) {
        posters.emplace_back(port, depth);
        while (!posters.back().isIn())
            posters.back().take(unused);
        readable.add(posters.back().socket(), i);
    }
    Latencies latencies;
    uint64_t acks = 0;
    const double cpuBefore = cpuSeconds();
    const Clock::time_point begin = Clock::now();
    for (Poster &poster : posters)
        poster.post(depth);
    while (secondsSince(begin) < forSeconds) {
        readable.wait(100, [&](uint64_t number, uint32_t) {
            const size_t now = posters[number].take(latencies);
            acks += now;
            if (now > 0)
                posters[number].post(now);
        });
    }
    std::printf("%llu %.3f %.0f %.0f %.3f\n", static_cast<unsigned long long>(acks), secondsSince(begin),
                latencies.percentile(50), latencies.percentile(99), cpuSeconds() - cpuBefore);
}

std::vector<Client> connectMany(int port, int count)
{
    std::vector<Client> clients(static_cast<size_t>(count));
    for (Client &client : clients)
        client.socket = connectTo(port);
    return clients;
}

void ask(std::vector<Client> clients, const Asking &asking, double forSeconds)
{
    Readable readable;
    for (size_t i = 0; i < clients.size(); ++i)
        readable.add(clients[i].socket, i);
    Latencies latencies;
    uint64_t answers = 0;
    const double cpuBefore = cpuSeconds();
    const Clock::time_point begin = Clock::now();
    for (Client &client : clients) {
        client.asked.assign(asking.depth, begin);
        std::string requests;
        for (size_t i = 0; i < asking.depth; ++i)
            requests += asking.request();
        sendAll(client.socket, requests);
    }
    while (secondsSince(begin) < forSeconds) {
        readable.wait(100, [&](uint64_t number, uint32_t) {
            answers += takeAndAsk(clients[number], asking, latencies);
        });
    }
    std::printf("%llu %.3f %.0f %.0f %.3f\n", static_cast<unsigned long long>(answers), secondsSince(begin),
                latencies.percentile(50), latencies.percentile(99), cpuSeconds() - cpuBefore);
}

void connectAgainAndAgain(int port, double forSeconds)
{
    uint64_t connects = 0;
    const Clock::time_point begin = Clock::now();
    for (; secondsSince(begin) < forSeconds; ++connects) {
        const int socket = connectTo(port);
        sendAll(socket, "hello");
        std::array<char, 64> buffer;
        if (::recv(socket, buffer.data(), buffer.size(), 0) <= 0)
            fail("recv");
        const linger reset{1, 0}; // or the system runs out of ports
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        ::close(socket);
    }
    std::printf("%llu %.3f\n", static_cast<unsigned long long>(connects), secondsSince(begin));
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view mode = argc > 1 ? argv[1] : "";
    raiseFileLimit();
    if (mode == "ask" && argc >= 6) {
        Asking asking;
        asking.depth = static_cast<size_t>(std::atoi(argv[4]));
        asking.isLine = argc > 6 && std::string_view(argv[6]) == "line";
        ask(connectMany(std::atoi(argv[2]), std::atoi(argv[3])), asking, std::atof(argv[5]));
    } else if (mode == "post" && argc == 6) {
        post(std::atoi(argv[2]), static_cast<size_t>(std::atoi(argv[3])),
             static_cast<size_t>(std::atoi(argv[4])), std::atof(argv[5]));
    } else if (mode == "idle" && argc == 4) {
        const auto clients = connectMany(std::atoi(argv[2]), std::atoi(argv[3]));
        std::puts("connected");
        std::fflush(stdout);
        while (std::getchar() != EOF) {
        }
    } else if (mode == "connect" && argc == 4) {
        connectAgainAndAgain(std::atoi(argv[2]), std::atof(argv[3]));
    } else {
        std::fputs("usage: bench_load ask PORT CLIENTS DEPTH SECONDS [guide|line] |"
                   " post PORT CLIENTS DEPTH SECONDS | idle PORT CLIENTS | connect PORT SECONDS\n",
                   stderr);
        return 2;
    }
    return 0;
}
