// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testpeer.h"

#include <QFile>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace {

socklen_t fillAddress(sockaddr_storage &storage, const char *text, quint16 port)
{
    if (std::strchr(text, ':')) {
        auto *address = reinterpret_cast<sockaddr_in6 *>(&storage);
        address->sin6_family = AF_INET6;
        address->sin6_port = htons(port);
        ::inet_pton(AF_INET6, text, &address->sin6_addr);
        return sizeof *address;
    }
    auto *address = reinterpret_cast<sockaddr_in *>(&storage);
    address->sin_family = AF_INET;
    address->sin_port = htons(port);
    ::inet_pton(AF_INET, text, &address->sin_addr);
    return sizeof *address;
}

int connectTo(int type, const char *text, quint16 port, int receiveBuffer)
{
    sockaddr_storage storage{};
    const socklen_t size = fillAddress(storage, text, port);
    const int descriptor = ::socket(storage.ss_family, type | SOCK_CLOEXEC, 0);
    if (receiveBuffer > 0)
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const int isOn = 1; // each send() is a segment of its own
    if (type == SOCK_STREAM)
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&storage), size) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

quint16 portOf(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&storage), &size);
    return storage.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 *>(&storage)->sin6_port)
                                         : ntohs(reinterpret_cast<const sockaddr_in *>(&storage)->sin_port);
}

} // namespace

TestPeer TestPeer::tcp(quint16 port, const char *address, int receiveBuffer)
{
    return TestPeer(connectTo(SOCK_STREAM, address, port, receiveBuffer));
}

TestPeer TestPeer::udp(quint16 port, const char *address)
{
    return TestPeer(connectTo(SOCK_DGRAM, address, port, 0));
}

TestPeer TestPeer::local(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::memcpy(address.sun_path, name.constData(),
                qMin(static_cast<size_t>(name.size()), sizeof address.sun_path - 1));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0)
        return TestPeer(descriptor);
    ::close(descriptor);
    return TestPeer(-1);
}

TestPeer::TestPeer(int descriptor)
    : m_descriptor(descriptor)
{
    if (descriptor >= 0)
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

TestPeer::TestPeer(TestPeer &&other) noexcept
{
    *this = std::move(other);
}

TestPeer &TestPeer::operator=(TestPeer &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_error, other.m_error);
    std::swap(m_isEnded, other.m_isEnded);
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

TestPeer::~TestPeer()
{
    close();
}

quint16 TestPeer::ownPort() const
{
    return portOf(m_descriptor);
}

qint64 TestPeer::send(const QByteArray &bytes)
{
    const ssize_t sent =
        ::send(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && m_error == 0)
        m_error = errno;
    return sent;
}

void TestPeer::finishSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void TestPeer::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void TestPeer::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    close();
}

const QByteArray &TestPeer::bytes()
{
    readAll();
    return m_bytes;
}

bool TestPeer::isEnded()
{
    readAll();
    return m_isEnded;
}

int TestPeer::error()
{
    readAll();
    return m_error;
}

void TestPeer::readAll()
{
    char buffer[64 * 1024];
    while (m_descriptor >= 0 && !m_isEnded && m_error == 0) {
        const ssize_t got = ::recv(m_descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        if (got > 0)
            m_bytes.append(buffer, got);
        else if (got == 0)
            m_isEnded = true;
        else if (errno == EAGAIN)
            return;
        else
            m_error = errno;
    }
}

TestListener::TestListener(int backlog)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    sockaddr_storage storage{};
    const socklen_t size = fillAddress(storage, "127.0.0.1", 0);
    ::bind(m_descriptor, reinterpret_cast<sockaddr *>(&storage), size);
    ::listen(m_descriptor, backlog);
}

TestListener::~TestListener()
{
    ::close(m_descriptor);
}

quint16 TestListener::port() const
{
    return portOf(m_descriptor);
}

bool TestListener::hasClient() const
{
    pollfd request{m_descriptor, POLLIN, 0};
    return ::poll(&request, 1, 0) == 1;
}

TestPeer TestListener::accept()
{
    return TestPeer(::accept(m_descriptor, nullptr, nullptr));
}
