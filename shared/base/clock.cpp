// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

namespace Chalkwire {

Instant SystemClock::now() const
{
    return std::chrono::time_point_cast<Micros>(std::chrono::steady_clock::now());
}

qint64 SystemClock::wallMicros() const
{
    return std::chrono::duration_cast<Micros>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void ManualClock::advance(Micros by)
{
    m_now += by;
    m_wallMicros += by.count();
}

} // namespace Chalkwire
