// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The limit that Chalkwire is measured against: an epoll server written by hand, with nothing of what a
// product needs. A read without a line end is answered "accepted" (the tutorial's dialect). A line is
// answered "accepted" and goes, with a prefix, to everybody else in the room that its sender joined with
// "/join ROOM". Each socket is written to once per turn. Prints `listening tcp 127.0.0.1:PORT`.
#include "loadtools.h"

#include <memory>
#include <string>
#include <unordered_map>

using namespace Load;

namespace {

struct Peer
{
    int socket = -1;
    std::string line; ///< begun, without its end
    std::string out;
    std::string room;
    bool isQueued = false;
    bool isWaiting = false; ///< for room in the system's buffer
};

class Server
{
public:
    Server()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr address = loopback(0);
        socklen_t length = sizeof address;
        if (::bind(m_listener, &address, length) != 0 || ::listen(m_listener, 4096) != 0 ||
            ::getsockname(m_listener, &address, &length) != 0)
            fail("listen");
        sockaddr_in bound{};
        std::memcpy(&bound, &address, sizeof bound);
        std::printf("listening tcp 127.0.0.1:%d\n", ntohs(bound.sin_port));
        std::fflush(stdout);
        m_readable.add(m_listener, ~uint64_t{0});
    }

    [[noreturn]] void run()
    {
        for (;;) {
            m_readable.wait(-1, [this](uint64_t number, uint32_t events) {
                if (number == ~uint64_t{0})
                    return accept();
                const auto found = m_peers.find(static_cast<int>(number));
                if (found == m_peers.end())
                    return;
                if ((events & EPOLLOUT) != 0)
                    queue(*found->second);
                if ((events & ~EPOLLOUT) != 0)
                    read(*found->second);
            });
            for (const int socket : m_queued) {
                if (const auto found = m_peers.find(socket); found != m_peers.end())
                    write(*found->second);
            }
            m_queued.clear();
        }
    }

private:
    void accept()
    {
        for (;;) {
            const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (socket < 0)
                return;
            sendAtOnce(socket);
            m_readable.add(socket, static_cast<uint64_t>(socket));
            m_peers[socket] = std::make_unique<Peer>();
            m_peers[socket]->socket = socket;
        }
    }

    void read(Peer &peer)
    {
        const ssize_t got = ::recv(peer.socket, m_buffer.data(), m_buffer.size(), 0);
        if (got <= 0)
            return close(peer);
        std::string_view bytes(m_buffer.data(), static_cast<size_t>(got));
        if (peer.line.empty() && bytes.find('\n') == std::string_view::npos) {
            peer.out += "accepted";
            return queue(peer);
        }
        for (size_t end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
            peer.line += bytes.substr(0, end);
            handle(peer);
            peer.line.clear();
            bytes.remove_prefix(end + 1);
        }
        peer.line += bytes;
    }

    void handle(Peer &peer)
    {
        if (peer.line.starts_with("/join ")) {
            enter(peer, peer.line.substr(6));
            peer.out += "* you are in " + peer.room + "\n";
        } else {
            peer.out += "accepted\n";
            if (!peer.room.empty())
                tellRoom(peer);
        }
        queue(peer);
    }

    void tellRoom(const Peer &peer)
    {
        const std::string frame = "[" + peer.room + "] line: " + peer.line + "\n";
        for (const auto &[socket, other] : m_rooms[peer.room]) {
            if (other == &peer)
                continue;
            other->out += frame;
            queue(*other);
        }
    }

    void enter(Peer &peer, const std::string &room)
    {
        if (peer.room == room)
            return;
        m_rooms[peer.room].erase(peer.socket);
        peer.room = room;
        m_rooms[room][peer.socket] = &peer;
    }

    void queue(Peer &peer)
    {
        if (!peer.isQueued)
            m_queued.push_back(peer.socket);
        peer.isQueued = true;
    }

    void write(Peer &peer)
    {
        peer.isQueued = false;
        const ssize_t sent = ::send(peer.socket, peer.out.data(), peer.out.size(), MSG_NOSIGNAL);
        if (sent > 0)
            peer.out.erase(0, static_cast<size_t>(sent));
        const bool mustWait = !peer.out.empty();
        if (mustWait != peer.isWaiting)
            m_readable.watchWriting(peer.socket, static_cast<uint64_t>(peer.socket), mustWait);
        peer.isWaiting = mustWait;
    }

    void close(const Peer &peer)
    {
        m_rooms[peer.room].erase(peer.socket);
        ::close(peer.socket);
        m_peers.erase(peer.socket);
    }

    int m_listener;
    Readable m_readable;
    std::unordered_map<int, std::unique_ptr<Peer>> m_peers; ///< by socket
    std::unordered_map<std::string, std::unordered_map<int, Peer *>> m_rooms;
    std::vector<int> m_queued;
    std::array<char, 65536> m_buffer{};
};

} // namespace

int main()
{
    raiseFileLimit();
    Server().run();
}
