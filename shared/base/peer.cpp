// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/peer.h"

#include <array>

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
    static constexpr std::array kNames{
        "none",           "peer_closed",  "peer_reset",
        "asked",          "quit",         "kicked",
        "reset",          "stopping",     "slow",
        "line_too_long",  "bad_frame",    "invalid_text",
        "http_answered",  "tls_refused",  "unfinished",
        "idle",           "silent",       "replaced",
        "network_failed", "local_closed", "server_said_closed",
    };
    static_assert(kNames.size() == static_cast<std::size_t>(kLastCloseReason) + 1, "a reason without a name");
    const auto index = static_cast<std::size_t>(reason);
    return QLatin1StringView(index < kNames.size() ? kNames[index] : "unknown");
}

} // namespace Chalkwire
