// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/acceptgate.h"
#include "net/socketserver.h"
#include "support/testpeer.h"

#include <QStringList>

#include <functional>

namespace Chalkwire::Net {

/// A SocketServer and everything it said, one line an event: "opened 1", "received 1 hello", "peerFinished
/// 1", "closed 1 peer_closed", "waiting 2". Texts of received bytes only when short.
class ServerLog : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerLog)

public:
    explicit ServerLog(const Limits &limits = {})
        : server(new SocketServer(limits))
    {
        connect(server, &SocketServer::waiting, this,
                [this](ConnectionId id) { add(QStringLiteral("waiting %1").arg(id)); });
        connect(server, &SocketServer::opened, this, [this](ConnectionId id, const PeerInfo &peer) {
            lastPeer = peer;
            add(QStringLiteral("opened %1").arg(id));
            if (onOpened)
                onOpened(id);
        });
        connect(server, &SocketServer::received, this,
                [this](ConnectionId id, const QByteArray &chunk, int segments) {
                    chunkSizes.append(chunk.size());
                    segmentCounts.append(segments);
                    bytes += chunk;
                    add(chunk.size() > 40
                            ? QStringLiteral("received %1 ...").arg(id)
                            : QStringLiteral("received %1 %2").arg(id).arg(QString::fromLatin1(chunk)));
                    if (onReceived)
                        onReceived(id, chunk);
                });
        connect(server, &SocketServer::written, this,
                [this](const Written &written) { writes.append(written); });
        connect(server, &SocketServer::peerFinished, this, [this](ConnectionId id) {
            add(QStringLiteral("peerFinished %1").arg(id));
            if (onPeerFinished)
                onPeerFinished(id);
        });
        connect(server, &SocketServer::closed, this, [this](ConnectionId id, CloseReason reason) {
            add(QStringLiteral("closed %1 %2").arg(id).arg(closeReasonName(reason)));
        });
        connect(server, &SocketServer::refused, this, [this](const PeerInfo &peer, AcceptLimit limit) {
            lastPeer = peer;
            add(QStringLiteral("refused ") + acceptLimitName(limit));
        });
        connect(server, &SocketServer::acceptTroubled, this,
                [this](ListenerId id) { add(QStringLiteral("acceptTroubled %1").arg(id)); });
    }
    ~ServerLog() override { delete server; }

    /// 127.0.0.1 and any free port; 0 when that fails.
    quint16 listenTcp(const QString &host = QStringLiteral("127.0.0.1"))
    {
        const auto info = server->listen(Endpoint{Transport::Tcp, host, 0, {}});
        return info ? info->endpoint.port : quint16(0);
    }
    QString last() const { return events.value(events.size() - 1); } ///< empty before the first event
    void dropServer()
    {
        delete server;
        server = nullptr;
    }

    SocketServer *server; ///< owned
    QStringList events;
    QList<qsizetype> chunkSizes;
    QList<int> segmentCounts;
    QByteArray bytes;
    QList<Written> writes;
    PeerInfo lastPeer;
    std::function<void(ConnectionId)> onOpened;
    std::function<void(ConnectionId, const QByteArray &)> onReceived;
    std::function<void(ConnectionId)> onPeerFinished;

private:
    void add(const QString &event) { events.append(event); }
};

} // namespace Chalkwire::Net
