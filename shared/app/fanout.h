// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receivers.h"
#include "trace/recipients.h"

#include <QByteArray>

#include <vector>

namespace Chalkwire::App {

/// What goes to the same clients, one message after the other, as ServerEngine gathers it: each client is
/// looked up once for many messages, and their records share one list of recipients. Plain value.
struct Fanout
{
    quint64 number = 0;   ///< the engine marks its clients with it
    Core::Receivers to;   ///< empty: one of them was sent something else since
    Trace::Recipients at; ///< where the first message began
    Transport transport = Transport::Tcp;
    quint64 bytesSince = 0;           ///< that each was sent since then
    std::vector<QByteArray> messages; ///< not handed to the sockets yet
    qint64 bytes = 0;                 ///< of them
};

} // namespace Chalkwire::App
