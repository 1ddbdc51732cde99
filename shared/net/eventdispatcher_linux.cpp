// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/eventdispatcher.h"

#include "base/log.h"
#include "net/epolleventdispatcher.h"

#include <QThread>

#include <memory>

namespace Chalkwire::Net {

ActivationHint activationHint()
{
    const auto *ours = qobject_cast<const EpollEventDispatcher *>(QAbstractEventDispatcher::instance());
    return ours ? ours->hint() : ActivationHint();
}

std::optional<LatencyHistogram> takeTurnTimes()
{
    auto *ours = qobject_cast<EpollEventDispatcher *>(QAbstractEventDispatcher::instance());
    return ours ? std::optional(ours->takeTurnTimes()) : std::nullopt;
}

void setEventDispatcher(QThread &thread, DispatcherKind kind)
{
    if (kind == DispatcherKind::Qt)
        return;
    auto dispatcher = std::make_unique<EpollEventDispatcher>();
    if (dispatcher->isUsable())
        thread.setEventDispatcher(dispatcher.release());
    else
        qCWarning(lcNet, "no descriptors left for an event loop of our own: using Qt's");
}

} // namespace Chalkwire::Net
