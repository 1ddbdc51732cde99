// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "base/peer.h"

#include <QHash>
#include <QHostAddress>

#include <optional>

namespace Chalkwire::Net {

/// A limit that kept a connection out.
enum class AcceptLimit : quint8 { PerAddress, NewPerAddress };
/// Its name: "maxPerAddress".
QString acceptLimitName(AcceptLimit limit);

/// Whom a connection from `peer` is counted with: IPv4-mapped with IPv4, an IPv6 host with its whole /64, for
/// one machine may have as many addresses of it as it likes. Hosts on our own link (link-local, or in the /64
/// of `own`, our end of the connection) count one by one: a class shares one /64. Null stays null.
QHostAddress countedAddress(const QHostAddress &peer, const QHostAddress &own);

/// Who may come in, and how many at a time. Knows no socket and no clock.
/// Limits:  maxPerAddress, maxNewPerAddress in newPerAddressMs, exemptLoopback; maxAcceptsPerTurn and
///          maxAcceptsPerSecond for everybody. A null address (local sockets) is never refused.
/// Memory:  addresses without a connection are forgotten once there are more than kAddressesKept.
/// Thread:  any one. Cost: constant per connection, amortised.
class AcceptGate
{
public:
    static constexpr qsizetype kAddressesKept = 1024;

    explicit AcceptGate(const Limits &limits);

    void setLimits(const Limits &limits) { m_limits = limits; }
    /// A new connection. Nothing: it may come in, and counts until left(). Else the limit it would pass.
    std::optional<AcceptLimit> enter(ConnectionId id, const QHostAddress &counted, Instant now);
    void left(ConnectionId id); ///< ids that never came in are ignored
    /// To be called after each accept: how long to accept nobody now; zero: others' turn first, then go on.
    std::optional<Micros> restAfterAccept(Instant now);
    qsizetype addressCount() const { return m_addresses.size(); } ///< remembered now

private:
    struct Address
    {
        qint64 open = 0;
        Instant restedAt{}; ///< when its connections are forgotten: each puts off this moment by its share
    };

    bool isNewAllowed(const Address &address, Instant now) const;
    Micros share() const;
    void forgetSome();

    Limits m_limits;
    QHash<QHostAddress, Address> m_addresses;
    QHash<ConnectionId, QHostAddress> m_inside; ///< those that count
    qsizetype m_forgetAt = kAddressesKept;
    qint64 m_acceptsInTurn = 0;
    Instant m_turnBegan{};
};

} // namespace Chalkwire::Net
