// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"
#include "net/endpoint.h"

#include <QAbstractSocket>

namespace Chalkwire::Net {

/// A listener that is up. Plain value; crosses threads.
struct ListenerInfo
{
    ListenerId id = 0;
    Endpoint endpoint; ///< with the port the system gave
};

/// Why a listener did not come up, with what a person can do about it. Plain value; crosses threads.
struct ListenFailure
{
    enum class Kind : quint8 { AddressInUse, NoPermission, AddressNotHere, BadAddress, Other };
    Kind kind = Kind::Other;
    Endpoint endpoint;
    QString systemText; ///< the system's own words, English or not: for "Details"
    QString holder;     ///< AddressInUse: "python3 (pid 4242)" where the system tells, else empty
    quint16 nextFreePort =
        0; ///< AddressInUse, NoPermission: a port that could be bound a moment ago, 0 = none found
};

/// What a failed bind or listen means. Total: any code gives a kind.
ListenFailure::Kind listenFailureKind(QAbstractSocket::SocketError error);

/// The full report, with holder and nextFreePort where they belong to the kind. Binds and frees up to
/// kPortsTried ports to find one: for a person who waits.
ListenFailure makeListenFailure(const Endpoint &endpoint, QAbstractSocket::SocketError error,
                                const QString &systemText);

inline constexpr int kPortsTried = 50;

} // namespace Chalkwire::Net
