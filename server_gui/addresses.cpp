// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "addresses.h"

#include <QDir>

namespace Chalkwire::ServerGui {

namespace {

QString withPort(const QHostAddress &address, quint16 port)
{
    const QString text = Net::addressText(address);
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol && text.contains(u':');
    return (isV6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(text, QString::number(port));
}

bool isEveryAddress(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::AnyIPv6);
}

/// The address as a program on this computer connects to it.
QHostAddress fromHere(const QHostAddress &bound)
{
    if (bound == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::LocalHostIPv6);
    return isEveryAddress(bound) ? QHostAddress(QHostAddress::LocalHost) : bound;
}

bool canBeTyped(const QHostAddress &bound, const QHostAddress &own)
{
    if (bound == QHostAddress(QHostAddress::AnyIPv4))
        return own.protocol() == QAbstractSocket::IPv4Protocol;
    if (bound == QHostAddress(QHostAddress::AnyIPv6))
        return own.protocol() == QAbstractSocket::IPv6Protocol;
    return true;
}

} // namespace

QStringList networkAddresses(const QList<Net::ListenerInfo> &listeners, const QList<QHostAddress> &own)
{
    QStringList result;
    for (const Net::ListenerInfo &info : listeners) {
        const auto bound = Net::bindAddress(info.endpoint.host);
        if (info.endpoint.transport != Transport::Tcp || !bound || bound->isLoopback())
            continue;
        if (!isEveryAddress(*bound)) {
            result.append(withPort(*bound, info.endpoint.port));
            continue;
        }
        for (const QHostAddress &mine : own) {
            if (canBeTyped(*bound, mine))
                result.append(withPort(mine, info.endpoint.port));
        }
    }
    result.removeDuplicates();
    return result;
}

QStringList allAddresses(const QList<Net::ListenerInfo> &listeners, const QList<QHostAddress> &own)
{
    QStringList result;
    for (const Net::ListenerInfo &info : listeners) {
        const auto bound = Net::bindAddress(info.endpoint.host);
        if (info.endpoint.transport == Transport::Local)
            result.append(info.endpoint.text());
        else if (bound)
            result.append(withPort(fromHere(*bound), info.endpoint.port));
    }
    result.append(networkAddresses(listeners, own));
    result.removeDuplicates();
    return result;
}

QString tryCommand(const QList<Net::ListenerInfo> &listeners)
{
    QString best;
    for (const Net::ListenerInfo &info : listeners) {
        const Net::Endpoint &endpoint = info.endpoint;
        if (endpoint.transport == Transport::Local) {
            const bool isPath = endpoint.localName.startsWith(u'/');
            const QString path = isPath ? endpoint.localName : QDir::tempPath() + u'/' + endpoint.localName;
            if (best.isEmpty())
                best = QStringLiteral("nc -U %1").arg(path);
            continue;
        }
        const auto bound = Net::bindAddress(endpoint.host);
        if (!bound)
            continue;
        const QString target =
            QStringLiteral("%1 %2").arg(Net::addressText(fromHere(*bound)), QString::number(endpoint.port));
        if (endpoint.transport == Transport::Tcp)
            return QStringLiteral("nc %1").arg(target);
        best = QStringLiteral("nc -u %1").arg(target);
    }
    return best;
}

} // namespace Chalkwire::ServerGui
