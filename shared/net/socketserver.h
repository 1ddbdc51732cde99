// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/peer.h"
#include "net/endpoint.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Chalkwire::Net {

class Connection;
class Listener;
class WaitingClient;

/// A listener that is up. Plain value; crosses threads.
struct ListenerInfo
{
    ListenerId id = 0;
    Endpoint endpoint; ///< with the port the system gave
};

/// Why a listener did not come up, with what a person can do about it. Plain value; crosses threads.
struct ListenFailure
{
    enum class Kind : quint8 { AddressInUse, NoPermission, AddressNotHere, BadAddress, Other };
    Kind kind = Kind::Other;
    Endpoint endpoint;
    QString systemText; ///< the system's own words, English or not: for "Details"
    QString holder;     ///< AddressInUse: "python3 (pid 4242)" where the system tells, else empty
    quint16 nextFreePort =
        0; ///< AddressInUse, NoPermission: a port that could be bound a moment ago, 0 = none found
};

/// All sockets of a server: listeners on TCP (IPv4, IPv6, dual stack), local sockets and UDP, the clients
/// they brought, and the clients waiting for a place. Knows bytes, no messages. Served clients: at most
/// limits.maxClients (TCP and local together). Further ones are accepted but not read (signal `waiting`) up
/// to limits.maxWaiting; beyond that nothing is accepted. The first free place goes to the one that waits
/// longest (signal `opened` with the id it had while waiting). Bounds: a connection holds at most
/// maxReadBytesPerTurn unread bytes; past maxQueuedBytes unsent it is closed as Slow. Errors: listen()
/// returns ListenFailure; everything later is a signal. Thread: the one that made it.
class SocketServer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SocketServer)

public:
    explicit SocketServer(const Limits &limits, QObject *parent = nullptr);
    ~SocketServer() override;

    Expected<ListenerInfo, ListenFailure> listen(const Endpoint &endpoint);
    void stopListening();              ///< closes every listener; clients stay
    void closeAll(CloseReason reason); ///< graceful for every client; waiting ones are dropped
    qsizetype openCount() const;       ///< clients not yet reported closed, waiting ones included

    /// How many bytes one read of this connection may return from now on (1024 until told otherwise).
    void setReadSize(ConnectionId id, qint64 bytes);
    /// Queues and flushes. Unknown ids are ignored: the client may have left meanwhile.
    void send(ConnectionId id, const QByteArray &bytes);
    /// Graceful: what is queued is sent first, for at most limits.closeGraceMs. `closed` follows with this
    /// reason.
    void close(ConnectionId id, CloseReason reason);
    /// At once, with a TCP reset. `closed` follows with this reason.
    void reset(ConnectionId id, CloseReason reason);
    qint64 queuedBytes(ConnectionId id) const;
    /// New caps; a larger maxClients serves waiting clients at once, a smaller one lets nobody go.
    void setLimits(const Limits &limits);

signals:
    void waiting(Chalkwire::ConnectionId id, const Chalkwire::PeerInfo &peer);
    void opened(Chalkwire::ConnectionId id, const Chalkwire::PeerInfo &peer);
    /// One read. `segments`: TCP segments it arrived in where the system tells (Linux), else 0. `chunk` is
    /// never empty.
    void received(Chalkwire::ConnectionId id, const QByteArray &chunk, int segments);
    /// The peer half-closed or closed; `closed` follows once what the slot queued is sent.
    void peerFinished(Chalkwire::ConnectionId id);
    /// Last signal about this id. `systemText` is empty unless reason is NetworkFailed.
    void closed(Chalkwire::ConnectionId id, Chalkwire::CloseReason reason, const QString &systemText);
    /// A listener had trouble and goes on trying; `systemText` for the log.
    void acceptTroubled(Chalkwire::ListenerId id, const QString &systemText);
};

} // namespace Chalkwire::Net
