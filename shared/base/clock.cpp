// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <ctime>

namespace Chalkwire {

Instant SystemClock::now() const
{
    return std::chrono::time_point_cast<Micros>(std::chrono::steady_clock::now());
}

qint64 SystemClock::wallMicros() const
{
    return std::chrono::duration_cast<Micros>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::optional<Micros> threadTime()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec used{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) == 0) {
        const auto time = std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
        return std::chrono::duration_cast<Micros>(time);
    }
#endif
    return std::nullopt;
}

void ManualClock::advance(Micros by)
{
    m_now += by;
    m_wallMicros += by.count();
}

} // namespace Chalkwire
