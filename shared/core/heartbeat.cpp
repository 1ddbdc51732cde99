// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heartbeat.h"

#include <utility>

namespace Chalkwire::Core {

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b)
{
    if (!a || !b)
        return a ? a : b;
    return std::min(*a, *b);
}

Heartbeat::Heartbeat(const Limits &limits)
    : m_limits(limits)
{
}

void Heartbeat::opened(Instant now)
{
    m_heardAt = now;
    m_openedAt = now;
    m_welcomedAt.reset();
    m_pingedAt.reset();
    m_frameAt.reset();
}

void Heartbeat::heard(Instant now)
{
    m_heardAt = now;
}

void Heartbeat::welcomed(Instant now)
{
    m_openedAt.reset();
    m_welcomedAt = now;
}

void Heartbeat::frameIsOpen(bool isOpen, Instant now)
{
    if (!isOpen)
        m_frameAt.reset();
    else if (!m_frameAt)
        m_frameAt = now;
}

void Heartbeat::pinged(Instant now)
{
    m_pingedAt = now;
    m_welcomedAt.reset();
}

std::optional<Micros> Heartbeat::ponged(Instant now)
{
    const std::optional<Instant> since = std::exchange(m_pingedAt, std::nullopt);
    return since ? std::optional(now - *since) : std::nullopt;
}

Heartbeat::Due Heartbeat::due(Instant now) const
{
    const auto isPast = [now](std::optional<Instant> at) { return at && *at <= now; };
    if (isPast(silentAt()))
        return Due::Silent;
    if (isPast(unfinishedAt()))
        return Due::Unfinished;
    return isPast(pingAt()) ? Due::Ping : Due::Nothing;
}

std::optional<Instant> Heartbeat::wakeAt() const
{
    return earlier(earlier(silentAt(), unfinishedAt()), pingAt());
}

std::optional<Instant> Heartbeat::pingAt() const
{
    if (m_openedAt || m_pingedAt)
        return std::nullopt;
    std::optional<Instant> at;
    if (m_limits.chatPingMs != 0)
        at = m_heardAt + limitSpan(m_limits.chatPingMs);
    if (m_welcomedAt && m_limits.chatFirstPingMs != 0)
        at = earlier(at, *m_welcomedAt + limitSpan(m_limits.chatFirstPingMs));
    return at;
}

std::optional<Instant> Heartbeat::silentAt() const
{
    if (m_limits.chatSilentMs == 0)
        return std::nullopt;
    return m_openedAt.value_or(m_heardAt) + limitSpan(m_limits.chatSilentMs);
}

std::optional<Instant> Heartbeat::unfinishedAt() const
{
    if (m_limits.unfinishedLineMs == 0 || !m_frameAt)
        return std::nullopt;
    return *m_frameAt + limitSpan(m_limits.unfinishedLineMs);
}

} // namespace Chalkwire::Core
