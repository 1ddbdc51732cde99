// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QThread;

namespace Chalkwire::Net {

/// Which event loop a thread of sockets runs.
enum class DispatcherKind : quint8 {
    Best, ///< EpollEventDispatcher on Linux, Qt's elsewhere
    Qt,   ///< Qt's own, everywhere: for comparing, and in case ours is at fault
};

/// To be called before thread.start(). Where ours cannot be had, the thread keeps Qt's, with a warning.
void setEventDispatcher(QThread &thread, DispatcherKind kind);

} // namespace Chalkwire::Net
