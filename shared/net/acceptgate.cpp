// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/acceptgate.h"

#include <algorithm>

namespace Chalkwire::Net {

namespace {

constexpr int kNetworkBytes = 8; ///< of an IPv6 address: its /64

bool sharesNetwork(const Q_IPV6ADDR &a, const Q_IPV6ADDR &b)
{
    return std::equal(a.c, a.c + kNetworkBytes, b.c);
}

} // namespace

QString acceptLimitName(AcceptLimit limit)
{
    switch (limit) {
    case AcceptLimit::PerAddress:
        return QStringLiteral("maxPerAddress");
    case AcceptLimit::NewPerAddress:
        return QStringLiteral("maxNewPerAddress");
    }
    return QString();
}

QHostAddress countedAddress(const QHostAddress &peer, const QHostAddress &own)
{
    bool isIPv4 = false;
    const quint32 number = peer.toIPv4Address(&isIPv4);
    if (isIPv4)
        return QHostAddress(number);
    if (peer.isNull() || peer.isLoopback() || peer.isLinkLocal())
        return peer;
    Q_IPV6ADDR bytes = peer.toIPv6Address();
    if (sharesNetwork(bytes, own.toIPv6Address()))
        return peer;
    std::fill(bytes.c + kNetworkBytes, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

AcceptGate::AcceptGate(const Limits &limits)
    : m_limits(limits)
{
}

std::optional<AcceptLimit> AcceptGate::enter(ConnectionId id, const QHostAddress &counted, Instant now)
{
    const bool isExempt = m_limits.exemptLoopback != 0 && counted.isLoopback();
    if (counted.isNull() || isExempt)
        return std::nullopt;
    if (!m_addresses.contains(counted))
        forgetSome();
    Address &address = m_addresses[counted];
    if (passes(address.open + 1, m_limits.maxPerAddress))
        return AcceptLimit::PerAddress;
    if (!isNewAllowed(address, now))
        return AcceptLimit::NewPerAddress;
    address.restedAt = std::max(address.restedAt, now) + share();
    ++address.open;
    m_inside.insert(id, counted);
    return std::nullopt;
}

void AcceptGate::left(ConnectionId id)
{
    const auto inside = m_inside.constFind(id);
    if (inside == m_inside.constEnd())
        return;
    --m_addresses[*inside].open;
    m_inside.erase(inside);
}

std::optional<Micros> AcceptGate::restAfterAccept(Instant now)
{
    if (m_acceptsInTurn++ == 0)
        m_turnBegan = now;
    const qint64 perSecond = m_limits.maxAcceptsPerSecond;
    const qint64 perTurn = m_limits.maxAcceptsPerTurn != 0 ? m_limits.maxAcceptsPerTurn : perSecond;
    if (perTurn == 0 || m_acceptsInTurn < perTurn)
        return std::nullopt;
    m_acceptsInTurn = 0;
    if (perSecond == 0)
        return Micros(0);
    const Micros due{perTurn * Micros(std::chrono::seconds(1)).count() / perSecond};
    return std::max(Micros(0), m_turnBegan + due - now);
}

bool AcceptGate::isNewAllowed(const Address &address, Instant now) const
{
    const Micros whole = share() * m_limits.maxNewPerAddress;
    return whole.count() == 0 || std::max(address.restedAt, now) + share() <= now + whole;
}

/// The part of newPerAddressMs that one new connection takes.
Micros AcceptGate::share() const
{
    if (m_limits.maxNewPerAddress == 0)
        return Micros(0);
    return limitSpan(m_limits.newPerAddressMs) / m_limits.maxNewPerAddress;
}

void AcceptGate::forgetSome()
{
    if (m_addresses.size() < m_forgetAt)
        return;
    // All at once, and not before as many have come again: a flood of addresses costs each the same.
    m_addresses.removeIf([](const auto &entry) { return entry->open == 0; });
    m_forgetAt = m_addresses.size() * 2 + kAddressesKept;
}

} // namespace Chalkwire::Net
