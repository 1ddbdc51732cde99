// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace Chalkwire::Test {

/// A port that hands on to another what it gets, both ways, and resets the connection after so many bytes, as
/// often as it is told to.
class Cutter : public QTcpServer
{
public:
    explicit Cutter(quint16 to)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, to] {
            QTcpSocket *near = nextPendingConnection();
            auto *far = new QTcpSocket(near);
            far->connectToHost(QHostAddress::LocalHost, to);
            join(near, far);
            join(far, near);
            connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
            connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        });
    }
    void cutAfter(qint64 bytes, int times)
    {
        m_bytes = bytes;
        m_left = bytes;
        m_times = times;
    }
    int timesLeft() const { return m_times; }

private:
    void join(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QTcpSocket::readyRead, to, [this, from, to] {
            const QByteArray bytes = from->readAll();
            to->write(bytes);
            if (m_times == 0 || (m_left -= bytes.size()) > 0)
                return;
            --m_times;
            m_left = m_bytes;
            from->abort();
            to->abort();
        });
    }

    qint64 m_bytes = 0;
    qint64 m_left = 0;
    int m_times = 0;
};

} // namespace Chalkwire::Test
