// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"
#include "simulation/journal.h"

#include <array>
#include <set>

namespace Chalkwire::Simulation {

/// One who has ends of connections, a program. Told by the timeline only, never from within a call.
class Peer
{
public:
    virtual ~Peer() = default;
    virtual void opened(ConnectionId id) = 0;
    virtual void received(ConnectionId id, const QByteArray &chunk) = 0;
    virtual void closed(ConnectionId id) = 0; ///< also when it never opened
};

/// Connections between clients and one server, as a bad network makes them: bytes keep their order, come late
/// and in other pieces than they were sent, but for the first message, which is one segment; a cut loses
/// those under way, and either end is told later or never. Peers are not owned.
class SimNetwork
{
public:
    enum Side : quint8 { Client, Server };

    SimNetwork(Timeline &timeline, Dice &dice, Journal &journal);

    void listen(Peer *server) { m_server = server; } ///< null: nobody is there
    /// Ends in opened() or closed().
    ConnectionId connect(Peer &client);
    void send(ConnectionId id, Side from, const QByteArray &bytes);
    void close(ConnectionId id, Side by);    ///< what was sent comes first; `by` is told when it is over
    void hold(ConnectionId id, bool isHeld); ///< the server reads nothing
    void kill(ConnectionId id, Side side);   ///< the program died; `side` is told nothing more
    void cut(ConnectionId id);
    void setAway(const Peer &client, bool isAway); ///< nothing gets through to it; its connections are cut
    std::set<ConnectionId> live() const;           ///< that no end has given up
    void heal();                                   ///< nothing gets lost any more

private:
    struct Pipe
    {
        QByteArray bytes;
        bool isComing = false; ///< a delivery is on the timeline
        bool isHeld = false;
        bool hasBegun = false;
        bool isEnding = false; ///< the end of the stream follows the bytes
    };
    struct Link
    {
        std::array<Peer *, 2> ends{}; ///< null: it is over for this one
        std::array<Pipe, 2> to;       ///< what goes to that side
        bool isCut = false;
    };
    void open(ConnectionId id);
    void tellClosed(ConnectionId id, Side side, Micros delay);
    void bring(ConnectionId id, Side to);
    void deliver(ConnectionId id, Side to);
    Micros latency();
    static Side other(Side side) { return side == Client ? Server : Client; }

    Timeline &m_timeline;
    Dice &m_dice;
    Journal &m_journal;
    Peer *m_server = nullptr;
    ConnectionId m_lastId = 0;
    std::map<ConnectionId, Link> m_links;
    std::set<const Peer *> m_away;
    bool m_isHealed = false;
};

} // namespace Chalkwire::Simulation
