// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listenfailure.h"

#include "net/portholder.h"

#include <QNetworkProxy>
#include <QTcpServer>
#include <QUdpSocket>

namespace Chalkwire::Net {

namespace {

bool canBind(Transport transport, const QHostAddress &address, quint16 port)
{
    if (transport == Transport::Udp) {
        QUdpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        return socket.bind(address, port, QAbstractSocket::DontShareAddress);
    }
    QTcpServer server;
    server.setProxy(QNetworkProxy::NoProxy);
    return server.listen(address, port);
}

quint16 findFreePort(const Endpoint &endpoint, int first)
{
    const Result<QHostAddress> address = bindAddress(endpoint.host);
    if (!address)
        return 0;
    for (int port = first; port < first + kPortsTried && port <= 65535; ++port) {
        if (canBind(endpoint.transport, *address, static_cast<quint16>(port)))
            return static_cast<quint16>(port);
    }
    return 0;
}

} // namespace

ListenFailure::Kind listenFailureKind(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return ListenFailure::Kind::AddressInUse;
    case QAbstractSocket::SocketAccessError:
        return ListenFailure::Kind::NoPermission;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return ListenFailure::Kind::AddressNotHere;
    case QAbstractSocket::HostNotFoundError:
        return ListenFailure::Kind::BadAddress;
    default:
        return ListenFailure::Kind::Other;
    }
}

ListenFailure makeListenFailure(const Endpoint &endpoint, QAbstractSocket::SocketError error,
                                const QString &systemText)
{
    static constexpr int kFirstFreePort = 8000;
    ListenFailure failure;
    failure.kind = listenFailureKind(error);
    failure.endpoint = endpoint;
    failure.systemText = systemText;
    if (endpoint.transport == Transport::Local)
        return failure;
    if (failure.kind == ListenFailure::Kind::AddressInUse) {
        failure.holder = portHolder(endpoint.transport, endpoint.port);
        failure.nextFreePort = findFreePort(endpoint, endpoint.port + 1);
    } else if (failure.kind == ListenFailure::Kind::NoPermission) {
        failure.nextFreePort = findFreePort(endpoint, kFirstFreePort);
    }
    return failure;
}

} // namespace Chalkwire::Net
