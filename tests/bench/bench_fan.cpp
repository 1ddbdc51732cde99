// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fan-out: one sender, many receivers, messages of 64 bytes, at most IN_FLIGHT of them not yet with every
// receiver.
//   bench_fan PORT RECEIVERS IN_FLIGHT SECONDS line|chat|nats|mqtt
// prints `deliveries seconds p50_us p99_us cpu_seconds`. line: Chalkwire's line dialect and bench_reference.
// chat: Chalkwire protocol 1, each message with an id of its own. A message begins with '~', which nothing
// else does: the n-th one a receiver sees is the n-th message.
#include "loadtools.h"

#include <string>

using namespace Load;

namespace {

constexpr size_t kMessageBytes = 64;
constexpr char kMark = '~';

struct Protocol
{
    std::string hello;     ///< what a receiver sends first
    std::string helloEnds; ///< what it has read once it is ready
    std::string senderHello;
    std::string before; ///< what stands around a message that is sent
    std::string after;
    bool hasIds = false; ///< `before` ends where the id begins, and kAfterId follows it
};
constexpr std::string_view kAfterId = R"(","room":"fan","text":")";

/// MQTT 3.1.1: fixed header, remaining length (< 128 here), and the rest.
std::string mqttPacket(int type, const std::string &rest)
{
    return std::string{static_cast<char>(type), static_cast<char>(rest.size())} + rest;
}

Protocol protocolOf(std::string_view name)
{
    using namespace std::string_literals;
    if (name == "nats")
        return {"CONNECT {\"verbose\":false}\r\nSUB bench 1\r\nPING\r\n", "PONG",
                "CONNECT {\"verbose\":false}\r\nPING\r\n",
                "PUB bench " + std::to_string(kMessageBytes) + "\r\n", "\r\n"};
    if (name == "mqtt") {
        const std::string connect = mqttPacket(0x10, "\0\4MQTT\4\2\0\0\0\0"s);
        const std::string subscribe = mqttPacket(0x82, "\0\1\0\5bench\0"s);
        return {connect + subscribe, "\x90\3\0\1\0"s, connect,
                "\x30"s + static_cast<char>(kMessageBytes + 7) + "\0\5bench"s, ""};
    }
    if (name == "chat") {
        const std::string hello = R"({"type":"hello","protocol":1})"
                                  "\n"
                                  R"({"type":"join","room":"fan"})"
                                  "\n";
        return {hello, R"({"type":"room")", hello, R"({"type":"post","id":")", "\"}\n", true};
    }
    return {"/join fan\n", "* you are ", "/join fan\n", "", "\n"};
}

class Fan
{
public:
    Fan(int port, size_t receivers, size_t inFlight, const Protocol &protocol)
        : m_protocol(protocol)
        , m_inFlight(inFlight)
        , m_seen(receivers)
        , m_sentAt(2 * inFlight)
        , m_left(2 * inFlight)
    {
        // Not one by one: each newcomer is news for all who are there.
        constexpr size_t kAtOnce = 250;
        for (size_t i = 0; i < receivers; i += kAtOnce)
            join(port, m_protocol.hello, m_protocol.helloEnds, std::min(kAtOnce, receivers - i));
        const bool isMqtt = m_protocol.helloEnds.front() == '\x90';
        join(port, m_protocol.senderHello.empty() ? m_protocol.hello : m_protocol.senderHello,
             isMqtt ? m_connAck : m_protocol.helloEnds, 1);
        m_sender = m_sockets.back();
        m_text = kMark + std::string(kMessageBytes - 1, 'x') + m_protocol.after;
    }

    void run(double forSeconds)
    {
        drain(200); // the news of who joined
        std::puts("ready");
        std::fflush(stdout);
        (void)std::getchar(); // until the server's CPU time is noted
        m_isCounting = true;
        const double cpuBefore = cpuSeconds();
        const Clock::time_point begin = Clock::now();
        while (secondsSince(begin) < forSeconds) {
            fill();
            m_readable.wait(100, [this](uint64_t number, uint32_t) { read(number); });
        }
        std::printf("%llu %.3f %.0f %.0f %.3f\n", static_cast<unsigned long long>(m_deliveries),
                    secondsSince(begin), m_latencies.percentile(50), m_latencies.percentile(99),
                    cpuSeconds() - cpuBefore);
    }

private:
    void join(int port, const std::string &hello, const std::string &end, size_t count)
    {
        const size_t first = m_sockets.size();
        m_answers.assign(count, {});
        m_firstJoining = first;
        for (size_t number = first; number < first + count; ++number) {
            m_sockets.push_back(connectTo(port));
            m_readable.add(m_sockets.back(), number);
            sendAll(m_sockets.back(), hello);
        }
        const Clock::time_point begin = Clock::now();
        const auto hasNone = [&end](const std::string &answer) {
            return answer.find(end) == std::string::npos;
        };
        while (std::any_of(m_answers.begin(), m_answers.end(), hasNone)) {
            if (secondsSince(begin) > 20)
                fail("no answer to a newcomer");
            m_readable.wait(1000, [this](uint64_t one, uint32_t) { read(one); });
        }
        m_answers.clear();
    }

    void drain(int quietMs)
    {
        for (bool isQuiet = false; !isQuiet;) {
            isQuiet = true;
            m_readable.wait(quietMs, [this, &isQuiet](uint64_t number, uint32_t) {
                isQuiet = false;
                read(number);
            });
        }
    }

    void fill()
    {
        std::string messages;
        const Clock::time_point now = Clock::now();
        for (; m_sent - m_complete < m_inFlight; ++m_sent) {
            m_sentAt[m_sent % m_sentAt.size()] = now;
            m_left[m_sent % m_left.size()] = m_seen.size();
            messages += m_protocol.before;
            if (m_protocol.hasIds)
                messages.append(std::to_string(m_sent)).append(kAfterId);
            messages += m_text;
        }
        if (!messages.empty())
            sendAll(m_sender, messages);
    }

    void read(uint64_t number)
    {
        const ssize_t got = ::recv(m_sockets[number], m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
        if (got <= 0)
            fail("recv");
        const std::string_view bytes(m_buffer.data(), static_cast<size_t>(got));
        if (number - m_firstJoining < m_answers.size())
            m_answers[number - m_firstJoining] += bytes;
        if (m_isCounting && number < m_seen.size())
            count(number, bytes);
    }

    void count(size_t number, std::string_view bytes)
    {
        const bool isSample = number % 16 == 0;
        const Clock::time_point now = isSample ? Clock::now() : Clock::time_point();
        for (size_t at = bytes.find(kMark); at != std::string_view::npos; at = bytes.find(kMark, at + 1)) {
            const uint64_t message = m_seen[number]++;
            ++m_deliveries;
            if (isSample)
                m_latencies.add(now - m_sentAt[message % m_sentAt.size()]);
            --m_left[message % m_left.size()];
        }
        while (m_complete < m_sent && m_left[m_complete % m_left.size()] == 0)
            ++m_complete;
    }

    Protocol m_protocol;
    std::string m_connAck{"\x20\x02\x00\x00", 4};
    size_t m_inFlight;
    std::vector<uint64_t> m_seen;            ///< messages, by receiver
    std::vector<Clock::time_point> m_sentAt; ///< by message, as a ring
    std::vector<size_t> m_left;              ///< receivers that have not seen it, by message, as a ring
    std::vector<int> m_sockets;
    int m_sender = -1;
    Readable m_readable;
    std::string m_text;                 ///< of a message, and what comes after it
    std::vector<std::string> m_answers; ///< to those who join now
    size_t m_firstJoining = 0;
    std::array<char, 65536> m_buffer{};
    bool m_isCounting = false;
    uint64_t m_sent = 0;
    uint64_t m_complete = 0;
    uint64_t m_deliveries = 0;
    Latencies m_latencies;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 6) {
        std::fputs("usage: bench_fan PORT RECEIVERS IN_FLIGHT SECONDS line|chat|nats|mqtt\n", stderr);
        return 2;
    }
    raiseFileLimit();
    Fan fan(std::atoi(argv[1]), static_cast<size_t>(std::atoi(argv[2])),
            static_cast<size_t>(std::atoi(argv[3])), protocolOf(argv[5]));
    fan.run(std::atof(argv[4]));
    return 0;
}
