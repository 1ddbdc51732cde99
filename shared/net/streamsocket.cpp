// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/streamsocket.h"

#include "net/endpoint.h"

#include <QLocalSocket>
#include <QTcpSocket>

namespace Chalkwire::Net {

StreamSocket::StreamSocket(std::unique_ptr<QTcpSocket> socket)
    : m_tcp(std::move(socket))
{
    m_tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_tcp->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
}

StreamSocket::StreamSocket(std::unique_ptr<QLocalSocket> socket)
    : m_local(std::move(socket))
{
}

StreamSocket::StreamSocket(StreamSocket &&) noexcept = default;

StreamSocket::~StreamSocket() = default;

StreamSocket StreamSocket::fromDescriptor(Transport transport, qintptr descriptor)
{
    if (transport == Transport::Local) {
        auto socket = std::make_unique<QLocalSocket>();
        socket->setSocketDescriptor(descriptor);
        return StreamSocket(std::move(socket));
    }
    auto socket = std::make_unique<QTcpSocket>();
    socket->setSocketDescriptor(descriptor);
    return StreamSocket(std::move(socket));
}

QIODevice *StreamSocket::device() const
{
    return m_tcp ? static_cast<QIODevice *>(m_tcp.get()) : m_local.get();
}

bool StreamSocket::isConnected() const
{
    return m_tcp ? m_tcp->state() == QAbstractSocket::ConnectedState
                 : m_local->state() == QLocalSocket::ConnectedState;
}

qintptr StreamSocket::descriptor() const
{
    return m_tcp ? m_tcp->socketDescriptor() : m_local->socketDescriptor();
}

PeerInfo StreamSocket::peer() const
{
    PeerInfo peer;
    peer.transport = m_tcp ? Transport::Tcp : Transport::Local;
    if (m_tcp) {
        peer.address = addressText(m_tcp->peerAddress());
        peer.port = m_tcp->peerPort();
    }
    return peer;
}

QString StreamSocket::errorText() const
{
    return device()->errorString();
}

qint64 StreamSocket::write(const QByteArray &bytes)
{
    const qint64 written = device()->write(bytes);
    // Without the flush Qt 6.4 loses the answer to a peer that half-closed: it meets the end of the stream
    // and drops the socket before its write notifier runs.
    if (m_tcp)
        m_tcp->flush();
    else
        m_local->flush();
    return written;
}

qint64 StreamSocket::bytesToWrite() const
{
    return device()->bytesToWrite();
}

void StreamSocket::setReadBufferSize(qint64 bytes)
{
    if (m_tcp)
        m_tcp->setReadBufferSize(bytes);
    else
        m_local->setReadBufferSize(bytes);
}

void StreamSocket::abort()
{
    if (m_tcp)
        m_tcp->abort();
    else
        m_local->abort();
}

void StreamSocket::deleteLater()
{
    if (m_tcp)
        m_tcp.release()->deleteLater();
    if (m_local)
        m_local.release()->deleteLater();
}

} // namespace Chalkwire::Net
