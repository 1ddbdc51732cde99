// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketserver.h"

#include "net/acceptgate.h"
#include "net/descriptor.h"
#include "net/listener.h"
#include "net/udphub.h"
#include "net/waitingclient.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Chalkwire::Net {

SocketServer::SocketServer(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_udp(std::make_unique<UdpHub>(limits, [this] { return ++m_lastId; }))
    , m_gate(std::make_unique<AcceptGate>(limits))
{
    Descriptor::raiseLimit();
    measureSockets();
    m_acceptRest.setSingleShot(true);
    m_acceptRest.setTimerType(Qt::PreciseTimer);
    connect(&m_acceptRest, &QTimer::timeout, this, &SocketServer::updateAccepting);
    connect(m_udp.get(), &UdpHub::opened, this, &SocketServer::opened);
    connect(m_udp.get(), &UdpHub::received, this,
            [this](ConnectionId id, const QByteArray &datagram) { emit received(id, datagram, 0); });
    connect(m_udp.get(), &UdpHub::closed, this,
            [this](ConnectionId id, CloseReason reason) { emit closed(id, reason, {}); });
}

SocketServer::~SocketServer()
{
    for (const auto &[id, connection] : m_connections)
        delete connection;
}

Expected<ListenerInfo, ListenFailure> SocketServer::listen(const Endpoint &endpoint)
{
    ListenerInfo info{m_lastListener + 1, endpoint};
    if (endpoint.transport == Transport::Udp) {
        if (std::optional<ListenFailure> failure = m_udp->listen(info))
            return Unexpected{*failure};
        m_lastListener = info.id;
        return info;
    }
    std::unique_ptr<Listener> listener = Listener::make(info.id, endpoint);
    if (std::optional<ListenFailure> failure = listener->start())
        return Unexpected{*failure};
    Listener *const raw = listener.get();
    connect(raw, &Listener::accepted, this,
            [this, raw](qintptr descriptor) { onAccepted(*raw, descriptor); });
    connect(raw, &Listener::troubled, this,
            [this, id = info.id](const QString &systemText) { emit acceptTroubled(id, systemText); });
    m_lastListener = info.id;
    m_listeners.push_back(std::move(listener));
    updateAccepting();
    return raw->info();
}

void SocketServer::stopListening()
{
    for (auto &listener : m_listeners) {
        listener->stop();
        listener.release()->deleteLater(); // it may be accepting further up the stack
    }
    m_listeners.clear();
    m_udp->stopListening();
}

void SocketServer::closeAll(CloseReason reason)
{
    for (const auto &[id, connection] : m_connections)
        connection->close(reason);
    closeWaiting(reason);
    m_udp->forgetAll(reason);
}

void SocketServer::closeWaiting(CloseReason reason)
{
    while (!m_waiting.empty())
        dropWaiting(m_waiting.front()->id(), reason, {});
}

qsizetype SocketServer::openCount() const
{
    return static_cast<qsizetype>(m_connections.size() + m_waiting.size()) + m_udp->openCount() + m_leaving;
}

void SocketServer::setReadSize(ConnectionId id, qint64 bytes)
{
    if (Connection *connection = find(id))
        connection->setReadSize(bytes);
}

void SocketServer::send(ConnectionId id, const QByteArray &bytes)
{
    if (Connection *connection = find(id))
        connection->send(bytes);
    else if (m_udp->send(id, bytes))
        noteWritten(id, {bytes, 1});
}

void SocketServer::send(std::span<const ConnectionId> to, std::vector<QByteArray> messages)
{
    Q_ASSERT(!messages.empty());
    const SendQueue::SharedBatch batch = SendQueue::batchOf(std::move(messages));
    for (const ConnectionId id : to) {
        if (Connection *connection = find(id)) {
            connection->send(batch);
            continue;
        }
        for (const QByteArray &message : batch->messages)
            send(id, message); // a datagram each
    }
}

void SocketServer::close(ConnectionId id, CloseReason reason)
{
    if (Connection *connection = find(id))
        connection->close(reason);
    else if (!m_udp->forget(id, reason))
        dropWaiting(id, reason, {});
}

void SocketServer::reset(ConnectionId id, CloseReason reason)
{
    if (Connection *connection = find(id))
        connection->reset(reason);
    else if (!m_udp->forget(id, reason))
        dropWaiting(id, reason, {});
}

void SocketServer::setAnswerPending(ConnectionId id, bool isPending)
{
    if (Connection *connection = find(id))
        connection->setAnswerPending(isPending);
}

void SocketServer::holdReading(ConnectionId id, bool isHeld)
{
    if (Connection *connection = find(id))
        connection->holdReading(isHeld);
}

qint64 SocketServer::queuedBytes(ConnectionId id) const
{
    const Connection *connection = find(id);
    return connection ? connection->queuedBytes() : 0;
}

bool SocketServer::isBehind(ConnectionId id) const
{
    const Connection *connection = find(id);
    return connection && connection->isBehind();
}

void SocketServer::setLimits(const Limits &limits)
{
    m_limits = limits;
    for (const auto &[id, connection] : m_connections)
        connection->setLimits(limits);
    m_udp->setLimits(limits);
    m_gate->setLimits(limits);
    m_acceptRest.stop();
    measureSockets();
    queueSettle();
}

void SocketServer::connectionHasOutput(Connection &connection)
{
    m_unflushed.push_back(connection.id());
    queueFlush();
}

void SocketServer::connectionWrote(Connection &connection, const WrittenChunk &chunk)
{
    noteWritten(connection.id(), chunk);
}

void SocketServer::noteWritten(ConnectionId id, const WrittenChunk &chunk)
{
    const bool isSame = !m_written.empty() &&
                        m_written.back().chunk.bytes.constData() == chunk.bytes.constData() &&
                        m_written.back().chunk.bytes.size() == chunk.bytes.size();
    if (isSame)
        m_written.back().to.push_back(id);
    else
        m_written.push_back({{id}, chunk});
    queueFlush();
}

void SocketServer::flush()
{
    SendQueue::SharedBatch shared;
    // By index: a full queue may be flushed, and filled, out of turn.
    for (std::size_t i = 0; i < m_unflushed.size(); ++i) {
        if (Connection *connection = find(m_unflushed[i]))
            connection->flush(shared);
    }
    m_unflushed.clear();
    m_isFlushQueued = false;
    const QPointer<SocketServer> self(this);
    for (const Written &one : std::exchange(m_written, {})) {
        emit written(one);
        if (!self)
            return;
    }
}

void SocketServer::queueFlush()
{
    if (m_isFlushQueued)
        return;
    m_isFlushQueued = true;
    QMetaObject::invokeMethod(this, &SocketServer::flush, Qt::QueuedConnection);
}

void SocketServer::connectionReceived(Connection &connection, const QByteArray &chunk, int segments)
{
    emit received(connection.id(), chunk, segments);
}

void SocketServer::connectionPeerFinished(Connection &connection)
{
    emit peerFinished(connection.id());
}

void SocketServer::connectionClosed(Connection &connection, CloseReason reason, const QString &systemText)
{
    const QPointer<SocketServer> self(this);
    const ConnectionId id = connection.id();
    m_connections.erase(id);
    m_gate->left(id);
    connection.deleteLater();
    emit closed(id, reason, systemText);
    if (self)
        settle();
}

void SocketServer::onAccepted(Listener &listener, qintptr descriptor)
{
    const Endpoint &endpoint = listener.info().endpoint;
    PeerInfo peer = Descriptor::peerOf(descriptor).value_or(PeerInfo{});
    peer.transport = endpoint.transport;
    peer.listener = listener.info().id;
    if (endpoint.transport == Transport::Local)
        peer.address = endpoint.localName;
    if (const auto rest = m_gate->restAfterAccept(SystemClock().now()))
        m_acceptRest.start(std::chrono::ceil<Millis>(*rest));
    if (isRefused(peer, descriptor))
        return;
    const ConnectionId id = ++m_lastId;
    if (hasPlace() && m_waiting.empty())
        serve(id, peer, StreamSocket::fromDescriptor(endpoint.transport, descriptor));
    else
        addWaiting(id, peer, descriptor);
}

bool SocketServer::isRefused(const PeerInfo &peer, qintptr descriptor)
{
    const Descriptor::Ends ends = Descriptor::endsOf(descriptor);
    const QHostAddress counted = countedAddress(ends.peer, ends.own);
    const auto limit = m_gate->enter(m_lastId + 1, counted, SystemClock().now());
    if (!limit)
        return false;
    Descriptor::discardUnread(descriptor); // else the peer meets a reset, which looks like a broken network
    Descriptor::close(descriptor);
    updateAccepting();
    emit refused(peer, *limit);
    return true;
}

void SocketServer::serve(ConnectionId id, const PeerInfo &peer, StreamSocket socket)
{
    auto *connection = new Connection(id, std::move(socket), m_limits, this);
    connection->setParent(this);
    PeerInfo known = peer;
    if (known.address.isEmpty() && known.transport == Transport::Tcp) {
        known.address = connection->peer().address;
        known.port = connection->peer().port;
    }
    connection->setPeer(known);
    m_connections.emplace(id, connection);
    updateAccepting();
    emit opened(id, known);
}

void SocketServer::addWaiting(ConnectionId id, const PeerInfo &peer, qintptr descriptor)
{
    auto client = std::make_unique<WaitingClient>(id, peer, descriptor);
    connect(
        client.get(), &WaitingClient::left, this,
        [this, id](CloseReason reason, const QString &systemText) { dropWaiting(id, reason, systemText); });
    m_waiting.push_back(std::move(client));
    updateAccepting();
    emit waiting(id, peer);
}

void SocketServer::dropWaiting(ConnectionId id, CloseReason reason, const QString &systemText)
{
    const auto found =
        std::find_if(m_waiting.begin(), m_waiting.end(), [id](const auto &w) { return w->id() == id; });
    if (found == m_waiting.end())
        return;
    WaitingClient *const client = found->release();
    m_waiting.erase(found);
    m_gate->left(id);
    client->disconnect(this);
    client->closeNow();
    client->deleteLater(); // it may have just told us that it left
    ++m_leaving;
    QMetaObject::invokeMethod(
        this,
        [this, id, reason, systemText] {
            --m_leaving;
            const QPointer<SocketServer> self(this);
            emit closed(id, reason, systemText);
            if (self)
                settle();
        },
        Qt::QueuedConnection);
}

void SocketServer::settle()
{
    const QPointer<SocketServer> self(this);
    while (self && hasPlace() && !m_waiting.empty()) {
        const std::unique_ptr<WaitingClient> client = std::move(m_waiting.front());
        m_waiting.pop_front();
        serve(client->id(), client->peer(), client->take());
    }
    if (self)
        updateAccepting();
}

void SocketServer::queueSettle()
{
    QMetaObject::invokeMethod(this, &SocketServer::settle, Qt::QueuedConnection);
}

bool SocketServer::hasPlace() const
{
    const auto served = static_cast<qint64>(m_connections.size()) + 1;
    // One socket is left for a client that waits: so it is seen that places are wanted.
    return !passes(served, m_limits.maxClients) && !passes(served, maxServed());
}

void SocketServer::updateAccepting()
{
    const bool canWait = !passes(static_cast<qint64>(m_waiting.size()) + 1, m_limits.maxWaiting);
    const std::size_t sockets = m_connections.size() + m_waiting.size();
    const bool mayAccept =
        !m_acceptRest.isActive() && !passes(static_cast<qint64>(sockets) + 1, m_maxSockets);
    const bool isWanted = mayAccept && (canWait || (hasPlace() && m_waiting.empty()));
    for (const auto &listener : m_listeners)
        listener->setAccepting(isWanted);
}

void SocketServer::measureSockets()
{
    const qint64 files = Descriptor::limit();
    const qint64 reserved = qMin(m_limits.reservedFiles, files / 2);
    m_maxSockets = reserved == 0 ? 0 : files - reserved;
}

Connection *SocketServer::find(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second;
}

} // namespace Chalkwire::Net
