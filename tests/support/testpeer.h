// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// A peer as a stranger would write it: a plain POSIX socket on the loopback, never waiting. Look with
/// QTRY_COMPARE: `QTRY_COMPARE(peer.bytes(), QByteArray("accepted"))` reads whatever is there each time it
/// looks. Owns its descriptor. For tests on Linux.
class TestPeer
{
public:
    static TestPeer tcp(quint16 port, const char *address = "127.0.0.1", int receiveBuffer = 0);
    static TestPeer udp(quint16 port, const char *address = "127.0.0.1");
    static TestPeer local(const QString &path);
    explicit TestPeer(int descriptor);
    TestPeer(TestPeer &&other) noexcept;
    TestPeer &operator=(TestPeer &&other) noexcept;
    ~TestPeer();

    bool isConnected() const { return m_descriptor >= 0; }
    quint16 ownPort() const;
    /// Writes what the system takes at once; returns how much that was, -1 on an error (then see error()).
    qint64 send(const QByteArray &bytes);
    void finishSending(); ///< half-close, as `nc -N` does at the end of its input
    void close();
    void reset(); ///< closes with a TCP reset

    const QByteArray &bytes(); ///< everything received so far
    bool isEnded();            ///< the other side ended its stream (after everything in bytes())
    int error();               ///< errno of the first failed read or write, 0 without one
    void clear() { m_bytes.clear(); }

private:
    void readAll();

    int m_descriptor = -1;
    int m_error = 0;
    bool m_isEnded = false;
    QByteArray m_bytes;
};

/// A listening TCP socket on 127.0.0.1 with any free port: the stranger's server.
class TestListener
{
public:
    explicit TestListener(int backlog = 16);
    ~TestListener();
    Q_DISABLE_COPY_MOVE(TestListener)

    quint16 port() const;
    bool hasClient() const; ///< somebody waits to be accepted
    TestPeer accept();      ///< not connected when nobody waits

private:
    int m_descriptor = -1;
};
