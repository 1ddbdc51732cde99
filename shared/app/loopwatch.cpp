// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loopwatch.h"

#include <utility>

namespace Chalkwire::App {

QString loopWorkName(LoopWork work)
{
    switch (work) {
    case LoopWork::Arrival:
        return QStringLiteral("arrival");
    case LoopWork::Reading:
        return QStringLiteral("reading");
    case LoopWork::Departure:
        return QStringLiteral("departure");
    case LoopWork::Deadline:
        return QStringLiteral("deadline");
    case LoopWork::Report:
        return QStringLiteral("report");
    case LoopWork::Command:
        return QStringLiteral("command");
    case LoopWork::History:
        return QStringLiteral("history");
    case LoopWork::Many:
        return QStringLiteral("many");
    }
    return QStringLiteral("unknown");
}

std::optional<LoopWatch::Blocked> LoopWatch::takeLongest()
{
    const Blocked longest = std::exchange(m_longest, {});
    return longest.count == 0 ? std::nullopt : std::optional(longest);
}

void LoopWatch::note(LoopWork work, ConnectionId client, Micros time)
{
    if (time <= kBlocked)
        return;
    const int count = m_longest.count + 1;
    if (time > m_longest.time)
        m_longest = {work, client, time, count};
    m_longest.count = count;
}

} // namespace Chalkwire::App
