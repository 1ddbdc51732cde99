// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simnetwork.h"

namespace Chalkwire::Simulation {

SimNetwork::SimNetwork(Timeline &timeline, Dice &dice, Journal &journal)
    : m_timeline(timeline)
    , m_dice(dice)
    , m_journal(journal)
{
}

Micros SimNetwork::latency()
{
    if (!m_isHealed && m_dice.chance(2))
        return m_dice.between(Millis(500), Millis(8000)); // lost packets, sent again
    return Micros(m_dice.between(qint64(200), qint64(40'000)));
}

ConnectionId SimNetwork::connect(Peer &client)
{
    const ConnectionId id = ++m_lastId;
    m_links[id].ends[Client] = &client;
    m_timeline.after(latency(), [this, id] { open(id); });
    return id;
}

void SimNetwork::open(ConnectionId id)
{
    Link &link = m_links.at(id);
    if (!link.ends[Client])
        return;
    const bool isAway = m_away.contains(link.ends[Client]);
    if (!m_server || isAway) {
        link.isCut = true;
        tellClosed(id, Client, isAway ? m_dice.between(Millis(0), Millis(20'000)) : latency());
        return;
    }
    link.ends[Server] = m_server;
    m_journal.note("open", qint64(id));
    m_server->opened(id);
    m_timeline.after(latency(), [this, id] {
        if (Peer *client = m_links.at(id).ends[Client])
            client->opened(id);
    });
}

void SimNetwork::send(ConnectionId id, Side from, const QByteArray &bytes)
{
    Link &link = m_links.at(id);
    if (link.isCut || !link.ends[from])
        return;
    link.to[other(from)].bytes += bytes;
    bring(id, other(from));
}

void SimNetwork::close(ConnectionId id, Side by)
{
    Link &link = m_links.at(id);
    if (!link.isCut) {
        link.to[other(by)].isEnding = true;
        bring(id, other(by));
    }
    tellClosed(id, by, m_dice.between(Millis(1), Millis(3000)));
}

void SimNetwork::hold(ConnectionId id, bool isHeld)
{
    Pipe &pipe = m_links.at(id).to[Server];
    pipe.isHeld = isHeld;
    if (!isHeld && (!pipe.bytes.isEmpty() || pipe.isEnding))
        bring(id, Server);
}

void SimNetwork::kill(ConnectionId id, Side side)
{
    Link &link = m_links.at(id);
    link.ends[side] = nullptr;
    if (!m_isHealed && m_dice.chance(25)) {
        cut(id); // the whole computer is off
        return;
    }
    link.to[other(side)].isEnding = true;
    bring(id, other(side));
}

void SimNetwork::cut(ConnectionId id)
{
    Link &link = m_links.at(id);
    if (link.isCut)
        return;
    m_journal.note("cut", qint64(id));
    link.isCut = true;
    for (const Side side : {Client, Server}) {
        QByteArray &bytes = link.to[side].bytes;
        const bool arrives = link.to[side].hasBegun && m_dice.chance(50); // some of it
        bytes.truncate(arrives ? m_dice.below(bytes.size() + 1) : 0);
        bring(id, side);
        if (m_dice.chance(65))
            tellClosed(id, side, m_dice.between(Millis(200), Millis(8000)));
    }
}

void SimNetwork::setAway(const Peer &client, bool isAway)
{
    if (!isAway) {
        m_away.erase(&client);
        return;
    }
    m_away.insert(&client);
    for (const auto &[id, link] : m_links) {
        if (link.ends[Client] == &client)
            cut(id);
    }
}

std::set<ConnectionId> SimNetwork::live() const
{
    std::set<ConnectionId> ids;
    for (const auto &[id, link] : m_links) {
        if (!link.isCut && link.ends[Client] && link.ends[Server])
            ids.insert(id);
    }
    return ids;
}

void SimNetwork::heal()
{
    m_isHealed = true;
    m_away.clear();
}

void SimNetwork::tellClosed(ConnectionId id, Side side, Micros delay)
{
    m_timeline.after(delay, [this, id, side] {
        if (Peer *peer = std::exchange(m_links.at(id).ends[side], nullptr)) {
            m_journal.note(side == Client ? "c.closed" : "s.closed", qint64(id));
            peer->closed(id);
        }
    });
}

void SimNetwork::bring(ConnectionId id, Side to)
{
    Pipe &pipe = m_links.at(id).to[to];
    if (pipe.isComing || pipe.isHeld)
        return;
    pipe.isComing = true;
    m_timeline.after(latency(), [this, id, to] { deliver(id, to); });
}

void SimNetwork::deliver(ConnectionId id, Side to)
{
    Link &link = m_links.at(id);
    Pipe &pipe = link.to[to];
    pipe.isComing = false;
    if (pipe.isHeld)
        return;
    const bool isWhole = !pipe.hasBegun || m_dice.chance(70);
    const qsizetype size = isWhole ? pipe.bytes.size() : m_dice.below(pipe.bytes.size() + 1);
    pipe.hasBegun = pipe.hasBegun || size > 0;
    const QByteArray chunk = pipe.bytes.first(size);
    pipe.bytes.remove(0, size);
    if (!pipe.bytes.isEmpty())
        bring(id, to);
    else if (pipe.isEnding)
        tellClosed(id, to, Micros(0));
    if (link.ends[to] && !chunk.isEmpty()) {
        m_journal.note(to == Client ? "s->c" : "c->s", qint64(id), chunk);
        link.ends[to]->received(id, chunk);
    }
}

} // namespace Chalkwire::Simulation
