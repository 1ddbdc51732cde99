// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/peer.h"
#include "net/connection.h"
#include "net/endpoint.h"

#include <QAbstractSocket>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

class QLocalSocket;
class QTcpSocket;

namespace Chalkwire::Net {

/// One outgoing connection, TCP or local. Knows bytes, no messages. Bounds as in SocketServer.
/// No signal is emitted from inside a call to this object; a slot may close, reset or delete it.
/// Errors: `failed` before the connection stood, `closed` after. Thread: the one that made it.
class SocketClient : public QObject, private ConnectionOwner
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
    void holdReading(bool isHeld);      ///< this connection's only: the next one reads
    void send(const QByteArray &bytes); ///< one write, unless earlier ones are still on their way
    void finishSending();               ///< half-close: our side ends after what is queued; reading goes on
    void close(CloseReason
                   reason); ///< graceful, as SocketServer::close; while connecting: cancels, `closed` follows
    void reset(CloseReason reason);
    qint64 queuedBytes() const;

signals:
    void opened(const Chalkwire::PeerInfo &peer, const QString &ownEndpoint);
    void failed(Chalkwire::Net::SocketClient::Failure failure, const QString &systemText);
    void received(const QByteArray &chunk, int segments);
    void written(const Chalkwire::Net::WrittenChunk &chunk); ///< as SocketServer::written
    void peerFinished();
    void closed(Chalkwire::CloseReason reason, const QString &systemText);

private:
    void connectionHasOutput(Connection &connection) override;
    void connectionWrote(Connection &connection, const WrittenChunk &chunk) override;
    void connectionReceived(Connection &connection, const QByteArray &chunk, int segments) override;
    void connectionPeerFinished(Connection &connection) override;
    void connectionClosed(Connection &connection, CloseReason reason, const QString &systemText) override;

    void startConnecting();
    void startTcp();
    void startLocal();
    void establish(StreamSocket socket);
    void fail(Failure failure, const QString &systemText);
    void drop();
    void flush();
    void queueFlush();

    Limits m_limits;
    Endpoint m_endpoint;
    QTimer m_timeout;
    quint64 m_attempt = 0; ///< tells a queued call that it is about an earlier open()
    bool m_isConnecting = false;
    bool m_isFlushQueued = false;
    qint64 m_readSize = 1024;
    std::unique_ptr<QTcpSocket> m_tcp;     ///< while connecting
    std::unique_ptr<QLocalSocket> m_local; ///< while connecting
    std::unique_ptr<Connection> m_connection;
    std::vector<WrittenChunk> m_written; ///< not told yet
};

/// What a failed connect means. Total: any code gives a failure.
SocketClient::Failure connectFailure(Transport transport, QAbstractSocket::SocketError error);

} // namespace Chalkwire::Net
