// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/endpoint.h"

#include <QList>

namespace Chalkwire::Net {

/// This computer's addresses that others on the network may reach: IPv4 first, no loopback, no link-local.
/// Costs a system call; the answer may change while the program runs.
QList<QHostAddress> ownAddresses();

/// What somebody else may type to reach a listener: its address, or for "every address" the first of
/// ownAddresses(), or "localhost" without any. "192.168.1.20:8000".
QString reachableText(const Endpoint &endpoint);

} // namespace Chalkwire::Net
