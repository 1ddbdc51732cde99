// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/peer.h"
#include "net/connection.h"
#include "net/endpoint.h"
#include "net/listenfailure.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace Chalkwire::Net {

class AcceptGate;
class Listener;
class UdpHub;
class WaitingClient;
enum class AcceptLimit : quint8;

/// What one write took, of one connection or of several that sent the same. Plain value; crosses threads.
struct Written
{
    std::vector<ConnectionId> to; ///< not empty
    WrittenChunk chunk;
};

/// All sockets of a server: listeners on TCP (IPv4, IPv6, dual stack), local sockets and UDP, the clients
/// they brought, and the clients waiting for a place. Knows bytes, no messages.
/// Served clients: at most limits.maxClients (TCP and local together). Further ones are accepted but not read
/// (signal `waiting`) up to limits.maxWaiting; beyond that nothing is accepted. The first free place goes to
/// the one that waits longest (signal `opened` with the id it had while waiting).
/// What is sent to a connection within one turn of the event loop goes out in one write at the turn's end.
/// Descriptors: together they leave limits.reservedFiles of the system's limit to the program, whatever
/// maxClients says. AcceptGate says who may come in and how fast; whom it refuses is ended at once.
/// Limits: those of Connection for each. UDP peers: see UdpHub.
/// The first one raises the process's limit of open descriptors to what the system allows.
/// Errors: listen() returns ListenFailure; everything later is a signal.
/// Thread: the one that made it. No signal is emitted from inside a call to this object; a slot may close,
/// reset or delete anything, this object too.
class SocketServer : public QObject, private ConnectionOwner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SocketServer)

public:
    static constexpr qint64 kMaxTogether = SendQueue::kBatchBytes;

    explicit SocketServer(const Limits &limits, QObject *parent = nullptr);
    ~SocketServer() override;

    Expected<ListenerInfo, ListenFailure> listen(const Endpoint &endpoint);
    void stopListening();              ///< closes every listener; clients stay
    void closeAll(CloseReason reason); ///< graceful for every client; waiting ones are dropped
    void closeWaiting(CloseReason reason);
    qsizetype openCount() const; ///< clients not yet reported closed, waiting ones included

    /// How many bytes one read of this connection may return from now on (1024 until told otherwise).
    void setReadSize(ConnectionId id, qint64 bytes);
    /// One message; `written` follows. Unknown ids are ignored: the client may have left meanwhile.
    void send(ConnectionId id, const QByteArray &bytes);
    /// Several messages, none empty, to each of these clients: together at most kMaxTogether bytes, or one.
    void send(std::span<const ConnectionId> to, std::vector<QByteArray> messages);
    /// Graceful: what is queued is sent first, for at most limits.closeGraceMs. `closed` follows with this
    /// reason.
    void close(ConnectionId id, CloseReason reason);
    /// At once, with a TCP reset. `closed` follows with this reason.
    void reset(ConnectionId id, CloseReason reason);
    /// While set, a peer that has finished its side stays, because an answer is still to come (a sniffer's
    /// timer).
    void setAnswerPending(ConnectionId id, bool isPending);
    /// While set, nothing is read of this connection, not even its end.
    void holdReading(ConnectionId id, bool isHeld);
    qint64 queuedBytes(ConnectionId id) const;
    bool isBehind(ConnectionId id) const; ///< more than softQueuedBytes of it is unsent
    /// How many clients the system's limit of open files lets us serve; 0: any number.
    qint64 maxServed() const { return qMax<qint64>(0, m_maxSockets - 1); }
    /// New caps; a larger maxClients serves waiting clients at once, a smaller one lets nobody go.
    void setLimits(const Limits &limits);

signals:
    void waiting(Chalkwire::ConnectionId id, const Chalkwire::PeerInfo &peer);
    void opened(Chalkwire::ConnectionId id, const Chalkwire::PeerInfo &peer);
    /// One read. `segments`: TCP segments it arrived in where the system tells (Linux), else 0. `chunk` is
    /// never empty.
    void received(Chalkwire::ConnectionId id, const QByteArray &chunk, int segments);
    /// The system took these bytes. Comes before `closed`; what was sent but not written by then never comes.
    void written(const Chalkwire::Net::Written &written);
    /// The peer half-closed or closed; `closed` follows once what the slot queued is sent.
    void peerFinished(Chalkwire::ConnectionId id);
    /// Last signal about this id. `systemText` is empty unless reason is NetworkFailed.
    void closed(Chalkwire::ConnectionId id, Chalkwire::CloseReason reason, const QString &systemText);
    /// A connection that may not come in was ended. It has no id.
    void refused(const Chalkwire::PeerInfo &peer, Chalkwire::Net::AcceptLimit limit);
    /// A listener had trouble and goes on trying; `systemText` for the log.
    void acceptTroubled(Chalkwire::ListenerId id, const QString &systemText);

private:
    void connectionHasOutput(Connection &connection) override;
    void connectionWrote(Connection &connection, const WrittenChunk &chunk) override;
    void connectionReceived(Connection &connection, const QByteArray &chunk, int segments) override;
    void connectionPeerFinished(Connection &connection) override;
    void connectionClosed(Connection &connection, CloseReason reason, const QString &systemText) override;

    void onAccepted(Listener &listener, qintptr descriptor);
    bool isRefused(const PeerInfo &peer, qintptr descriptor);
    void serve(ConnectionId id, const PeerInfo &peer, StreamSocket socket);
    void addWaiting(ConnectionId id, const PeerInfo &peer, qintptr descriptor);
    void dropWaiting(ConnectionId id, CloseReason reason, const QString &systemText);
    void settle();
    void queueSettle();
    void noteWritten(ConnectionId id, const WrittenChunk &chunk);
    void flush();
    void queueFlush();
    bool hasPlace() const;
    void measureSockets();
    void updateAccepting();
    Connection *find(ConnectionId id) const;

    Limits m_limits;
    ConnectionId m_lastId = kNoConnection;
    ListenerId m_lastListener = 0;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::unordered_map<ConnectionId, Connection *> m_connections; ///< children of this object
    std::deque<std::unique_ptr<WaitingClient>> m_waiting;         ///< the longest waiting first
    std::unique_ptr<UdpHub> m_udp;
    std::vector<ConnectionId> m_unflushed; ///< something waits in their queues
    std::vector<Written> m_written;        ///< not told yet
    bool m_isFlushQueued = false;
    std::unique_ptr<AcceptGate> m_gate;
    QTimer m_acceptRest; ///< while it runs, nobody is accepted
    qint64 m_maxSockets = 0;
    qsizetype m_leaving = 0; ///< gone, but not yet reported closed
};

} // namespace Chalkwire::Net
