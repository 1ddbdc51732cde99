// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/socketserver.h"

#include <QAbstractSocket>

namespace Chalkwire::Net {

/// What a failed bind or listen means. Total: any code gives a kind.
ListenFailure::Kind listenFailureKind(QAbstractSocket::SocketError error);

/// The full report, with holder and nextFreePort where they belong to the kind. Binds and frees up to
/// kPortsTried ports to find one: for a person who waits.
ListenFailure makeListenFailure(const Endpoint &endpoint, QAbstractSocket::SocketError error,
                                const QString &systemText);

inline constexpr int kPortsTried = 50;

} // namespace Chalkwire::Net
