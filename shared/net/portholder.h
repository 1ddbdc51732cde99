// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <QString>

namespace Chalkwire::Net {

/// Which process listens on this port of this machine: "python3 (pid 4242)". Empty when nobody does, when the
/// system does not tell (another user's process; systems other than Linux), and for local sockets.
/// Cost: one pass over /proc, some milliseconds: only for a failure that a person waits on.
QString portHolder(Transport transport, quint16 port);

} // namespace Chalkwire::Net
