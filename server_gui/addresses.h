// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/socketserver.h"

#include <QHostAddress>
#include <QStringList>

namespace Chalkwire::ServerGui {

/// What somebody on another computer types to reach these listeners ("192.168.1.20:8000"), best first; empty
/// when nobody can. `own` stands in for listeners on all addresses.
QStringList networkAddresses(const QList<Net::ListenerInfo> &listeners, const QList<QHostAddress> &own);

/// Every address to copy: those for this computer, those for the network, local sockets.
QStringList allAddresses(const QList<Net::ListenerInfo> &listeners, const QList<QHostAddress> &own);

/// A shell command that talks to the server from this computer ("nc 127.0.0.1 8000"); empty without a
/// listener.
QString tryCommand(const QList<Net::ListenerInfo> &listeners);

} // namespace Chalkwire::ServerGui
