// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ownaddresses.h"

#include <QNetworkInterface>

#include <algorithm>

namespace Chalkwire::Net {

QList<QHostAddress> ownAddresses()
{
    QList<QHostAddress> addresses;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const bool isUp = interface.flags().testFlags(QNetworkInterface::IsUp | QNetworkInterface::IsRunning);
        if (!isUp || interface.flags().testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (!entry.ip().isLinkLocal())
                addresses.append(entry.ip());
        }
    }
    std::stable_partition(addresses.begin(), addresses.end(), [](const QHostAddress &address) {
        return address.protocol() == QAbstractSocket::IPv4Protocol;
    });
    return addresses;
}

QString reachableText(const Endpoint &endpoint)
{
    const bool isEvery = endpoint.host == u"*" || endpoint.host == u"0.0.0.0" || endpoint.host == u"::";
    if (endpoint.transport == Transport::Local || !isEvery)
        return endpoint.text();
    const QList<QHostAddress> addresses = ownAddresses();
    Endpoint reachable = endpoint;
    reachable.host = addresses.isEmpty() ? QStringLiteral("localhost") : addressText(addresses.first());
    return reachable.text();
}

} // namespace Chalkwire::Net
