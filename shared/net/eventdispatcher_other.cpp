// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/eventdispatcher.h"

namespace Chalkwire::Net {

ActivationHint activationHint()
{
    return {};
}

std::optional<LatencyHistogram> takeTurnTimes()
{
    return std::nullopt;
}

void setEventDispatcher(QThread &, DispatcherKind) {}

} // namespace Chalkwire::Net
