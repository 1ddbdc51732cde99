// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketclient.h"

#include <QLocalSocket>
#include <QNetworkProxy>
#include <QPointer>
#include <QTcpSocket>

#include <limits>
#include <utility>

namespace Chalkwire::Net {

SocketClient::SocketClient(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_timeout(this) // a child follows its parent into another thread
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { fail(Failure::TimedOut, {}); });
}

SocketClient::~SocketClient()
{
    drop();
}

void SocketClient::open(const Endpoint &endpoint, qint64 timeoutMs)
{
    drop();
    m_endpoint = endpoint;
    m_readSize = 1024;
    m_isConnecting = true;
    m_timeout.start(static_cast<int>(qBound(qint64(1), timeoutMs, qint64(std::numeric_limits<int>::max()))));
    // Queued: a local socket fails at once, and no signal may come from inside this call.
    QMetaObject::invokeMethod(
        this,
        [this, attempt = m_attempt] {
            if (attempt == m_attempt)
                startConnecting();
        },
        Qt::QueuedConnection);
}

void SocketClient::setReadSize(qint64 bytes)
{
    m_readSize = bytes;
    if (m_connection)
        m_connection->setReadSize(bytes);
}

void SocketClient::holdReading(bool isHeld)
{
    if (m_connection)
        m_connection->holdReading(isHeld);
}

void SocketClient::send(const QByteArray &bytes)
{
    if (!m_connection)
        return;
    m_connection->send(bytes);
    SendQueue::SharedBatch none;
    m_connection->flush(none); // a client's user sends, and sees, one thing at a time
}

void SocketClient::finishSending()
{
    if (m_connection)
        m_connection->finishSending();
}

void SocketClient::close(CloseReason reason)
{
    if (m_connection)
        return m_connection->close(reason);
    if (!m_isConnecting)
        return;
    drop();
    QMetaObject::invokeMethod(
        this,
        [this, reason, attempt = m_attempt] {
            if (attempt == m_attempt)
                emit closed(reason, {});
        },
        Qt::QueuedConnection);
}

void SocketClient::reset(CloseReason reason)
{
    if (m_connection)
        m_connection->reset(reason);
    else
        close(reason);
}

qint64 SocketClient::queuedBytes() const
{
    return m_connection ? m_connection->queuedBytes() : 0;
}

void SocketClient::connectionHasOutput(Connection &)
{
    queueFlush();
}

void SocketClient::connectionWrote(Connection &, const WrittenChunk &chunk)
{
    m_written.push_back(chunk);
    queueFlush();
}

void SocketClient::connectionReceived(Connection &, const QByteArray &chunk, int segments)
{
    emit received(chunk, segments);
}

void SocketClient::connectionPeerFinished(Connection &)
{
    emit peerFinished();
}

void SocketClient::connectionClosed(Connection &, CloseReason reason, const QString &systemText)
{
    m_connection.release()->deleteLater(); // it is what calls us
    emit closed(reason, systemText);
}

void SocketClient::startConnecting()
{
    if (m_endpoint.transport == Transport::Local)
        startLocal();
    else if (m_endpoint.transport == Transport::Tcp)
        startTcp();
    else
        fail(Failure::Other, {});
}

void SocketClient::startTcp()
{
    m_tcp = std::make_unique<QTcpSocket>();
    m_tcp->setProxy(QNetworkProxy::NoProxy);
    m_tcp->setReadBufferSize(qMax<qint64>(0, m_limits.maxReadBytesPerTurn));
    connect(m_tcp.get(), &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        fail(connectFailure(Transport::Tcp, error), m_tcp->errorString());
    });
    connect(m_tcp.get(), &QTcpSocket::connected, this, [this] {
        m_tcp->disconnect(this);
        establish(StreamSocket(std::move(m_tcp)));
    });
    m_tcp->connectToHost(m_endpoint.host, m_endpoint.port);
}

void SocketClient::startLocal()
{
    m_local = std::make_unique<QLocalSocket>();
    connect(m_local.get(), &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        fail(connectFailure(Transport::Local, static_cast<QAbstractSocket::SocketError>(error)),
             m_local->errorString());
    });
    connect(m_local.get(), &QLocalSocket::connected, this, [this] {
        m_local->disconnect(this);
        establish(StreamSocket(std::move(m_local)));
    });
    m_local->connectToServer(m_endpoint.localName);
}

void SocketClient::establish(StreamSocket socket)
{
    m_isConnecting = false;
    m_timeout.stop();
    const QTcpSocket *tcp = socket.tcp();
    const PeerInfo own{Transport::Tcp, tcp ? addressText(tcp->localAddress()) : QString(),
                       tcp ? tcp->localPort() : quint16(0), 0};
    m_connection.reset(new Connection(kNoConnection, std::move(socket), m_limits, this));
    m_connection->setReadSize(m_readSize);
    PeerInfo peer = m_connection->peer();
    if (peer.transport == Transport::Local)
        peer.address = m_endpoint.localName;
    m_connection->setPeer(peer);
    emit opened(peer, peer.transport == Transport::Tcp ? own.endpoint() : peer.endpoint());
}

void SocketClient::fail(Failure failure, const QString &systemText)
{
    drop();
    emit failed(failure, systemText);
}

void SocketClient::drop()
{
    ++m_attempt;
    m_isConnecting = false;
    m_timeout.stop();
    if (m_tcp) {
        m_tcp->disconnect(this);
        m_tcp->abort();
        m_tcp.release()->deleteLater(); // its signal may be what brought us here
    }
    if (m_local) {
        m_local->disconnect(this);
        m_local->abort();
        m_local.release()->deleteLater();
    }
    m_connection.reset();
    m_written.clear();
}

void SocketClient::flush()
{
    SendQueue::SharedBatch none;
    if (m_connection)
        m_connection->flush(none);
    m_isFlushQueued = false;
    const QPointer<SocketClient> self(this);
    for (const WrittenChunk &chunk : std::exchange(m_written, {})) {
        emit written(chunk);
        if (!self)
            return;
    }
}

void SocketClient::queueFlush()
{
    if (m_isFlushQueued)
        return;
    m_isFlushQueued = true;
    QMetaObject::invokeMethod(this, &SocketClient::flush, Qt::QueuedConnection);
}

SocketClient::Failure connectFailure(Transport transport, QAbstractSocket::SocketError error)
{
    const bool isLocal = transport == Transport::Local;
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return SocketClient::Failure::Refused;
    case QAbstractSocket::HostNotFoundError:
        return isLocal ? SocketClient::Failure::NotThere : SocketClient::Failure::HostNotFound;
    case QAbstractSocket::SocketTimeoutError:
        return SocketClient::Failure::TimedOut;
    case QAbstractSocket::NetworkError:
        return SocketClient::Failure::Unreachable;
    case QAbstractSocket::SocketAccessError:
        return SocketClient::Failure::NoPermission;
    default:
        return SocketClient::Failure::Other;
    }
}

} // namespace Chalkwire::Net
