// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/peer.h"
#include "net/endpoint.h"

#include <QObject>

namespace Chalkwire::Net {

/// One outgoing connection, TCP or local. Knows bytes, no messages. Bounds as in SocketServer.
/// Errors: `failed` before the connection stood, `closed` after. Thread: the one that made it.
class SocketClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SocketClient)

public:
    enum class Failure : quint8 {
        Refused,
        HostNotFound,
        TimedOut,
        Unreachable,
        NotThere,
        NoPermission,
        Other
    };
    Q_ENUM(Failure)

    explicit SocketClient(const Limits &limits, QObject *parent = nullptr);
    ~SocketClient() override;

    /// Starts to connect; `opened` or `failed` follows. A connection that stands is dropped first, silently.
    /// `timeoutMs` covers name lookup and connect.
    void open(const Endpoint &endpoint, qint64 timeoutMs);
    void setReadSize(qint64 bytes);
    void send(const QByteArray &bytes);
    void finishSending(); ///< half-close: our side ends after what is queued; reading goes on
    void close(CloseReason
                   reason); ///< graceful, as SocketServer::close; while connecting: cancels, `closed` follows
    void reset(CloseReason reason);
    qint64 queuedBytes() const;

signals:
    void opened(const Chalkwire::PeerInfo &peer, const QString &ownEndpoint);
    void failed(Chalkwire::Net::SocketClient::Failure failure, const QString &systemText);
    void received(const QByteArray &chunk, int segments);
    void peerFinished();
    void closed(Chalkwire::CloseReason reason, const QString &systemText);
};

} // namespace Chalkwire::Net
