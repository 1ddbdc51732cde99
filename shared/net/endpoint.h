// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/peer.h"

#include <QHostAddress>
#include <QString>

namespace Chalkwire::Net {

/// Where to listen or connect. Plain value.
struct Endpoint
{
    Transport transport = Transport::Tcp;
    QString
        host; ///< as typed: an address, a host name (clients only), "*" for every address of both families
    quint16 port = 0;  ///< 0 when listening: any free port
    QString localName; ///< Transport::Local only

    /// "127.0.0.1:8000", "[::1]:8000", "*:8000", "local:chalkwire", with "udp " in front for UDP.
    QString text() const;
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// Reads "HOST:PORT", "[IPv6]:PORT", "*:PORT" (and "local:NAME" for Transport::Tcp callers that allow it).
/// Errors: BadAddress (with a detail that says which part), BadNumber (port not 0..65535).
Result<Endpoint> parseEndpoint(QStringView text);

/// The address to bind: "*" gives QHostAddress::Any (dual stack), "localhost" gives 127.0.0.1.
/// Errors: BadAddress for anything that is not an address of this form (no name is looked up to bind).
Result<QHostAddress> bindAddress(const QString &host);

/// An address as people write it: IPv4-mapped IPv6 as IPv4, the scope id kept.
QString addressText(const QHostAddress &address);

} // namespace Chalkwire::Net
