// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/endpoint.h"

namespace Chalkwire::Net {

namespace {

Unexpected<Error> badAddress(QStringView detail, qsizetype position)
{
    return Unexpected{Error{ErrorCode::BadAddress, detail.toString(), position}};
}

Result<quint16> parsePort(QStringView text, qsizetype position)
{
    bool isNumber = !text.isEmpty() && text.size() <= 5;
    for (const QChar c : text)
        isNumber = isNumber && c >= u'0' && c <= u'9';
    const uint number = isNumber ? text.toUInt() : 0;
    if (!isNumber || number > 65535)
        return Unexpected{Error{ErrorCode::BadNumber, text.toString(), position}};
    return static_cast<quint16>(number);
}

bool isHostCharacter(QChar c)
{
    return !c.isSpace() && c.isPrint() && c != u'/' && c != u'[' && c != u']' && c != u',' && c != u';' &&
           c != u'@';
}

} // namespace

QString Endpoint::text() const
{
    if (transport == Transport::Local)
        return QStringLiteral("local:%1").arg(localName);
    const QString where = (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
                              .arg(host, QString::number(port));
    return transport == Transport::Udp ? QStringLiteral("udp ") + where : where;
}

Result<Endpoint> parseEndpoint(QStringView text)
{
    static constexpr QStringView kLocal = u"local:";
    Endpoint endpoint;
    if (text.startsWith(kLocal)) {
        endpoint.transport = Transport::Local;
        endpoint.localName = text.sliced(kLocal.size()).toString();
        if (endpoint.localName.isEmpty() || endpoint.localName.contains(QChar(u'\0')))
            return badAddress(text, kLocal.size());
        return endpoint;
    }
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return badAddress(text, text.size());
    QStringView host = text.first(colon);
    const bool hasBrackets = host.startsWith(u'[') && host.endsWith(u']') && host.size() > 2;
    if (hasBrackets)
        host = host.sliced(1, host.size() - 2);
    for (const QChar c : host) {
        if (!isHostCharacter(c))
            return badAddress(host, 0);
    }
    // Without brackets nobody can tell where an IPv6 address ends and the port begins.
    if (host.isEmpty() || host.contains(u':') != hasBrackets)
        return badAddress(host, 0);
    if (hasBrackets && QHostAddress(host.toString()).protocol() != QAbstractSocket::IPv6Protocol)
        return badAddress(host, 1);
    const Result<quint16> port = parsePort(text.sliced(colon + 1), colon + 1);
    if (!port)
        return Unexpected{port.error()};
    endpoint.host = host.toString();
    endpoint.port = *port;
    return endpoint;
}

Result<QHostAddress> bindAddress(const QString &host)
{
    if (host == u"*")
        return QHostAddress(QHostAddress::Any);
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    // QHostAddress also takes "1", "127.1" and "0x7f.1": forms that hide a mistyped address.
    const QHostAddress address(host);
    const bool isIPv4 = address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() == host;
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    if (!isIPv4 && !isIPv6)
        return badAddress(host, 0);
    return address;
}

QString addressText(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 number = address.toIPv4Address(&isIPv4);
    const bool isMapped = isIPv4 && address.protocol() == QAbstractSocket::IPv6Protocol;
    return isMapped ? QHostAddress(number).toString() : address.toString();
}

} // namespace Chalkwire::Net
