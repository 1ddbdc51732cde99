// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latency.h"

#include <QtGlobal>

#include <optional>

class QThread;

namespace Chalkwire::Net {

/// Which event loop a thread of sockets runs.
enum class DispatcherKind : quint8 {
    Best, ///< EpollEventDispatcher on Linux, Qt's elsewhere
    Qt,   ///< Qt's own, everywhere: for comparing, and in case ours is at fault
};

/// What the loop of the current thread knows of the socket whose notifier it is activating. Asked from inside
/// that; elsewhere, and on Qt's loop, nothing is known.
struct ActivationHint
{
    bool mayHaveEnded = true; ///< false: the peer has not closed, half-closed or reset it yet
    bool isAlone = true;      ///< no other socket was ready with it
    bool isBusy = false;      ///< many sockets were ready at once: leave out what can be left out
};
ActivationHint activationHint();

/// How long the turns of the current thread's loop took since the last call: from when it was woken to when
/// it looked at its sockets again. Nothing on Qt's loop.
std::optional<LatencyHistogram> takeTurnTimes();

/// To be called before thread.start(). Where ours cannot be had, the thread keeps Qt's, with a warning.
void setEventDispatcher(QThread &thread, DispatcherKind kind);

} // namespace Chalkwire::Net
