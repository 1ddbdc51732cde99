// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/peer.h"

namespace Chalkwire {

QString PeerInfo::endpoint() const
{
    if (transport == Transport::Local)
        return QStringLiteral("local:%1").arg(address);
    const bool isIPv6 = address.contains(u':');
    // Both at once: an address may hold %2 itself, as the scope of fe80::1%2.
    return (isIPv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(address, QString::number(port));
}

QString closeReasonName(CloseReason reason)
{
    switch (reason) {
    case CloseReason::None:
        return QStringLiteral("none");
    case CloseReason::PeerClosed:
        return QStringLiteral("peer_closed");
    case CloseReason::PeerReset:
        return QStringLiteral("peer_reset");
    case CloseReason::Asked:
        return QStringLiteral("asked");
    case CloseReason::Quit:
        return QStringLiteral("quit");
    case CloseReason::Kicked:
        return QStringLiteral("kicked");
    case CloseReason::Reset:
        return QStringLiteral("reset");
    case CloseReason::Stopping:
        return QStringLiteral("stopping");
    case CloseReason::Slow:
        return QStringLiteral("slow");
    case CloseReason::LineTooLong:
        return QStringLiteral("line_too_long");
    case CloseReason::InvalidText:
        return QStringLiteral("invalid_text");
    case CloseReason::HttpAnswered:
        return QStringLiteral("http_answered");
    case CloseReason::TlsRefused:
        return QStringLiteral("tls_refused");
    case CloseReason::Unfinished:
        return QStringLiteral("unfinished");
    case CloseReason::Idle:
        return QStringLiteral("idle");
    case CloseReason::NetworkFailed:
        return QStringLiteral("network_failed");
    case CloseReason::LocalClosed:
        return QStringLiteral("local_closed");
    case CloseReason::ServerSaidClosed:
        return QStringLiteral("server_said_closed");
    }
    return QStringLiteral("unknown");
}

} // namespace Chalkwire
