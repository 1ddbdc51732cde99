// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/udphub.h"

#include "base/log.h"

#include <QNetworkDatagram>
#include <QNetworkProxy>
#include <QPointer>
#include <QUdpSocket>

#include <limits>

namespace Chalkwire::Net {

UdpHub::UdpHub(const Limits &limits, std::function<ConnectionId()> nextId)
    : m_limits(limits)
    , m_nextId(std::move(nextId))
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &UdpHub::forgetSilent);
}

UdpHub::~UdpHub()
{
    for (auto &socket : m_sockets)
        socket.release()->deleteLater(); // its readyRead may be on the stack
}

std::optional<ListenFailure> UdpHub::listen(ListenerInfo &info)
{
    const Result<QHostAddress> address = bindAddress(info.endpoint.host);
    if (!address)
        return makeListenFailure(info.endpoint, QAbstractSocket::HostNotFoundError, {});
    auto socket = std::make_unique<QUdpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy); // else Qt asks the desktop for one, which may take its time
    if (!socket->bind(*address, info.endpoint.port, QAbstractSocket::DontShareAddress))
        return makeListenFailure(info.endpoint, socket->error(), socket->errorString());
    info.endpoint.port = socket->localPort();
    QUdpSocket *const raw = socket.get();
    connect(raw, &QUdpSocket::readyRead, this,
            [this, raw, listener = info.id] { readPending(raw, listener); });
    m_sockets.push_back(std::move(socket));
    return std::nullopt;
}

void UdpHub::stopListening()
{
    forgetAll(CloseReason::Stopping);
    for (auto &socket : m_sockets) {
        socket->disconnect(this);
        socket->close();
        socket.release()->deleteLater();
    }
    m_sockets.clear();
}

void UdpHub::setLimits(const Limits &limits)
{
    m_limits = limits;
    armTimer();
}

bool UdpHub::send(ConnectionId id, const QByteArray &bytes)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return false;
    const Peer &peer = *found->second;
    if (peer.socket->writeDatagram(bytes, peer.key.address, peer.key.port) < 0)
        qCWarning(lcNet, "a datagram was not sent: %ls", qUtf16Printable(peer.socket->errorString()));
    return true;
}

bool UdpHub::forget(ConnectionId id, CloseReason reason)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return false;
    drop(found->second, reason);
    return true;
}

void UdpHub::forgetAll(CloseReason reason)
{
    while (!m_peers.empty())
        drop(m_peers.begin(), reason);
}

void UdpHub::readPending(QUdpSocket *socket, ListenerId listener)
{
    const QPointer<UdpHub> self(this);
    const QPointer<QUdpSocket> alive(socket);
    int budget = kDatagramsPerTurn;
    // At least one read, whatever is pending: Qt says readyRead again only after one. What is left over when
    // the budget is spent wakes us again in the next turn.
    do {
        const QNetworkDatagram datagram = socket->receiveDatagram();
        if (!datagram.isValid() || datagram.data().isEmpty() || datagram.senderPort() <= 0)
            continue;
        const Key key{listener, datagram.senderAddress(), static_cast<quint16>(datagram.senderPort())};
        take(socket, key, datagram.data());
        if (!self || !alive || !socket->isValid())
            return;
    } while (--budget > 0 && socket->hasPendingDatagrams());
}

void UdpHub::take(QUdpSocket *socket, const Key &key, const QByteArray &bytes)
{
    const QPointer<UdpHub> self(this);
    const auto known = m_byKey.constFind(key);
    const bool isNew = known == m_byKey.cend();
    const Peers::iterator peer = isNew ? addPeer(socket, key) : *known;
    peer->heardMs = m_clock.elapsed();
    m_peers.splice(m_peers.end(), m_peers, peer);
    const ConnectionId id = peer->id;
    if (isNew) {
        armTimer();
        emit opened(id, PeerInfo{Transport::Udp, addressText(key.address), key.port, key.listener});
        if (!self || !m_byId.contains(id))
            return;
    }
    emit received(id, bytes);
}

UdpHub::Peers::iterator UdpHub::addPeer(QUdpSocket *socket, const Key &key)
{
    while (!m_peers.empty() && passes(static_cast<qint64>(m_peers.size()) + 1, m_limits.maxUdpPeers))
        drop(m_peers.begin(), CloseReason::Idle);
    m_peers.push_back(Peer{m_nextId(), key, socket, 0});
    const auto peer = std::prev(m_peers.end());
    m_byKey.insert(key, peer);
    m_byId.emplace(peer->id, peer);
    return peer;
}

void UdpHub::drop(Peers::iterator peer, CloseReason reason)
{
    const ConnectionId id = peer->id;
    m_byKey.remove(peer->key);
    m_byId.erase(id);
    m_peers.erase(peer);
    ++m_leaving;
    // Queued: this may be inside a call of the owner.
    QMetaObject::invokeMethod(
        this,
        [this, id, reason] {
            --m_leaving;
            emit closed(id, reason);
        },
        Qt::QueuedConnection);
}

void UdpHub::forgetSilent()
{
    const qint64 now = m_clock.elapsed();
    while (!m_peers.empty() && m_limits.udpForgetMs != 0 &&
           now - m_peers.front().heardMs >= m_limits.udpForgetMs)
        drop(m_peers.begin(), CloseReason::Idle);
    armTimer();
}

void UdpHub::armTimer()
{
    m_timer.stop();
    if (m_peers.empty() || m_limits.udpForgetMs == 0)
        return;
    const qint64 wait = m_peers.front().heardMs + m_limits.udpForgetMs - m_clock.elapsed();
    m_timer.start(static_cast<int>(qBound(qint64(0), wait, qint64(std::numeric_limits<int>::max()))));
}

} // namespace Chalkwire::Net
