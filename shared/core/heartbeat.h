// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/limits.h"

#include <optional>

namespace Chalkwire::Core {

/// When a client asks its server whether it is there, and when it gives it up. docs/protocol.md §9.6
/// Limits: chatFirstPingMs counts from welcome, whatever comes: the lag is known soon. chatPingMs and
/// chatSilentMs count from the last byte, before welcome chatSilentMs from the connecting; unfinishedLineMs
/// from the first byte of a frame. A server that dribbles does not stretch the last two.
class Heartbeat
{
public:
    enum class Due : quint8 { Nothing, Ping, Silent, Unfinished };

    explicit Heartbeat(const Limits &limits);

    void opened(Instant now);
    void heard(Instant now);
    void welcomed(Instant now);                 ///< pings from now on
    void frameIsOpen(bool isOpen, Instant now); ///< part of a frame has come
    void pinged(Instant now);
    std::optional<Micros> ponged(Instant now); ///< the time since pinged(); nullopt: nobody had asked

    Due due(Instant now) const;
    std::optional<Instant> wakeAt() const; ///< when due() next says something

private:
    std::optional<Instant> pingAt() const;
    std::optional<Instant> silentAt() const;
    std::optional<Instant> unfinishedAt() const;

    Limits m_limits;
    Instant m_heardAt;
    std::optional<Instant> m_openedAt;   ///< until welcomed
    std::optional<Instant> m_welcomedAt; ///< until the first ping
    std::optional<Instant> m_pingedAt;   ///< until its pong
    std::optional<Instant> m_frameAt;
};

/// The earlier one of those that there are.
std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b);

} // namespace Chalkwire::Core
