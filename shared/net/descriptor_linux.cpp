// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/descriptor.h"

#include "base/log.h"
#include "net/endpoint.h"

#include <QSocketNotifier>

#include <cerrno>
#include <linux/tcp.h> // not netinet/tcp.h: its tcp_info of glibc 2.36 ends before tcpi_data_segs_in
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Chalkwire::Net::Descriptor {

Peeked peek(qintptr descriptor)
{
    char byte = 0;
    ssize_t got = 0;
    do {
        got = ::recv(static_cast<int>(descriptor), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    } while (got < 0 && errno == EINTR);
    if (got > 0)
        return {Next::Bytes, false, {}};
    if (got == 0)
        return {Next::End, false, {}};
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return {Next::Nothing, false, {}};
    const int error = errno;
    return {Next::Broken, error == ECONNRESET || error == EPIPE, qt_error_string(error)};
}

std::optional<quint32> segmentsReceived(qintptr descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return std::nullopt;
    if (size < offsetof(tcp_info, tcpi_data_segs_in) + sizeof info.tcpi_data_segs_in)
        return std::nullopt;
    return info.tcpi_data_segs_in;
}

std::optional<PeerInfo> peerOf(qintptr descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(static_cast<int>(descriptor), address, &size) != 0)
        return std::nullopt;
    PeerInfo peer;
    if (address->sa_family == AF_INET)
        peer.port = ntohs(reinterpret_cast<const sockaddr_in *>(address)->sin_port);
    else if (address->sa_family == AF_INET6)
        peer.port = ntohs(reinterpret_cast<const sockaddr_in6 *>(address)->sin6_port);
    else
        return std::nullopt;
    peer.address = addressText(QHostAddress(address));
    return peer;
}

Ends endsOf(qintptr descriptor)
{
    const auto ask = [descriptor](auto &&question) {
        sockaddr_storage storage{};
        socklen_t size = sizeof storage;
        auto *address = reinterpret_cast<sockaddr *>(&storage);
        const bool isKnown = question(static_cast<int>(descriptor), address, &size) == 0;
        const bool isIp = address->sa_family == AF_INET || address->sa_family == AF_INET6;
        return isKnown && isIp ? QHostAddress(address) : QHostAddress();
    };
    return {ask(::getpeername), ask(::getsockname)};
}

void limitUnsent(qintptr descriptor)
{
    const int bytes = 128 * 1024;
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
}

void resetOnClose(qintptr descriptor)
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

bool finishWriting(qintptr descriptor)
{
    return ::shutdown(static_cast<int>(descriptor), SHUT_WR) == 0;
}

void discardUnread(qintptr descriptor)
{
    char sink[16 * 1024];
    static constexpr int kTurns = 64; // 1 MiB: more than that is a flood, and a reset is its answer
    for (int i = 0; i < kTurns; ++i) {
        if (::recv(static_cast<int>(descriptor), sink, sizeof sink, MSG_DONTWAIT) <= 0)
            return;
    }
}

void close(qintptr descriptor)
{
    ::close(static_cast<int>(descriptor));
}

void raiseLimit()
{
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == files.rlim_max)
        return;
    files.rlim_cur = files.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &files) != 0)
        qCWarning(lcNet, "the limit of open files stays as it is");
}

qint64 limit()
{
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY)
        return 0;
    return static_cast<qint64>(files.rlim_cur);
}

bool canOpenAnother(qintptr like)
{
    const int probe = ::dup(static_cast<int>(like));
    if (probe < 0)
        return errno != EMFILE && errno != ENFILE;
    ::close(probe);
    return true;
}

QSocketNotifier *readNotifier(QObject *owner, qintptr descriptor)
{
    const auto notifiers = owner->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read && notifier->socket() == descriptor)
            return notifier;
    }
    return nullptr;
}

} // namespace Chalkwire::Net::Descriptor
