// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QByteArray>
#include <QString>

#include <memory>

class QIODevice;
class QLocalSocket;
class QObject;
class QTcpSocket;

namespace Chalkwire::Net {

/// A connected QTcpSocket or QLocalSocket behind one set of names. Owns it. Move only.
/// Destroying a StreamSocket while a signal of its socket is being delivered is not allowed: call
/// deleteLater().
class StreamSocket
{
public:
    explicit StreamSocket(std::unique_ptr<QTcpSocket> socket);
    explicit StreamSocket(std::unique_ptr<QLocalSocket> socket);
    StreamSocket(StreamSocket &&) noexcept;
    StreamSocket &operator=(StreamSocket &&) = delete;
    ~StreamSocket();

    /// Takes over an accepted descriptor. The socket is not connected when the system refuses: see
    /// isConnected().
    static StreamSocket fromDescriptor(Transport transport, qintptr descriptor);

    QTcpSocket *tcp() const { return m_tcp.get(); }       ///< nullptr for a local socket
    QLocalSocket *local() const { return m_local.get(); } ///< nullptr for a TCP socket
    QIODevice *device() const;
    bool isConnected() const;
    qintptr descriptor() const; ///< -1 when not connected
    PeerInfo peer() const;      ///< address and port; a local peer has neither
    QString errorText() const;

    qint64 write(const QByteArray &bytes); ///< and hands it to the system at once, as far as that takes it
    qint64 bytesToWrite() const;
    void setReadBufferSize(qint64 bytes);
    void abort();       ///< closes the descriptor now
    void deleteLater(); ///< gives the socket away to the event loop

private:
    std::unique_ptr<QTcpSocket> m_tcp;
    std::unique_ptr<QLocalSocket> m_local;
};

} // namespace Chalkwire::Net
