// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "net/listenfailure.h"

#include <QElapsedTimer>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QTimer>

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

class QUdpSocket;

namespace Chalkwire::Net {

/// All UDP sockets of a server and the peers heard on them. A datagram is one request; an empty one is
/// ignored. Limits: at most maxUdpPeers listed, the longest silent makes room; a peer silent for udpForgetMs
/// is forgotten. Reads kDatagramsPerTurn datagrams of a socket per event-loop turn. Errors: listen() returns
/// ListenFailure; a datagram that could not be sent is logged. Thread: the one that made it.
class UdpHub : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UdpHub)

public:
    static constexpr int kDatagramsPerTurn = 64;

    UdpHub(const Limits &limits, std::function<ConnectionId()> nextId);
    ~UdpHub() override;

    std::optional<ListenFailure> listen(ListenerInfo &info); ///< sets the port
    void stopListening(); ///< closes the sockets; every peer is reported closed as Stopping, later
    void setLimits(const Limits &limits);
    bool send(ConnectionId id, const QByteArray &bytes); ///< one datagram; false for an unknown id
    bool forget(ConnectionId id, CloseReason reason);    ///< `closed` follows later; false for an unknown id
    void forgetAll(CloseReason reason);
    qsizetype openCount() const
    {
        return static_cast<qsizetype>(m_peers.size()) + m_leaving;
    } ///< not reported closed

signals:
    void opened(Chalkwire::ConnectionId id, const Chalkwire::PeerInfo &peer);
    void received(Chalkwire::ConnectionId id, const QByteArray &datagram);
    void closed(Chalkwire::ConnectionId id, Chalkwire::CloseReason reason);

private:
    struct Key
    {
        ListenerId listener = 0;
        QHostAddress address;
        quint16 port = 0;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.listener, key.address, key.port);
        }
    };
    struct Peer
    {
        ConnectionId id = kNoConnection;
        Key key;
        QUdpSocket *socket = nullptr; ///< one of m_sockets
        qint64 heardMs = 0;
    };
    using Peers = std::list<Peer>; ///< the longest silent first

    void readPending(QUdpSocket *socket, ListenerId listener);
    void take(QUdpSocket *socket, const Key &key, const QByteArray &bytes);
    Peers::iterator addPeer(QUdpSocket *socket, const Key &key);
    void drop(Peers::iterator peer, CloseReason reason);
    void forgetSilent();
    void armTimer();

    Limits m_limits;
    std::function<ConnectionId()> m_nextId;
    std::vector<std::unique_ptr<QUdpSocket>> m_sockets;
    Peers m_peers;
    QHash<Key, Peers::iterator> m_byKey;
    std::unordered_map<ConnectionId, Peers::iterator> m_byId;
    QElapsedTimer m_clock;
    QTimer m_timer;
    qsizetype m_leaving = 0;
};

} // namespace Chalkwire::Net
