// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reconnectpolicy.h"

#include <algorithm>
#include <limits>

namespace Chalkwire::Core {

void ReconnectPolicy::connected()
{
    m_state = State::Connected;
    m_connectedAt = m_clock.now();
    m_nextTry.reset();
}

std::optional<Instant> ReconnectPolicy::lost(const Loss &loss)
{
    if (loss.isFinal) {
        m_attempt = attempt();
        m_state = State::Resting;
        m_nextTry.reset();
    }
    if (m_state == State::Resting || m_state == State::Waiting)
        return m_nextTry;
    m_attempt = attempt();
    if (m_attempt < std::numeric_limits<int>::max())
        ++m_attempt;
    const Micros asked =
        std::chrono::seconds(std::clamp<qint64>(loss.retryAfterSeconds, 0, kMaxRetryAfterSeconds));
    // Those who were told the same number spread over a quarter of it: they were many, and are all back.
    const Micros spread = std::min<Micros>(std::max(backoff(), asked / 4), kMaxDelay);
    m_nextTry = m_clock.now() + asked + between(kMinDelay, spread);
    m_state = State::Waiting;
    return m_nextTry;
}

bool ReconnectPolicy::begin()
{
    if (m_state != State::Waiting || m_clock.now() < *m_nextTry)
        return false;
    m_state = State::Trying;
    m_nextTry.reset();
    return true;
}

void ReconnectPolicy::tryNow()
{
    if (m_state == State::Trying || m_state == State::Connected)
        return;
    m_attempt = std::max(m_attempt, 1);
    m_state = State::Waiting;
    m_nextTry = m_clock.now();
}

void ReconnectPolicy::cancel()
{
    m_state = State::Resting;
    m_attempt = 0;
    m_nextTry.reset();
}

bool ReconnectPolicy::isStable() const
{
    return m_state == State::Connected && m_clock.now() - m_connectedAt >= kStableAfter;
}

Micros ReconnectPolicy::backoff() const
{
    constexpr int kDoublings = 7;
    static_assert(kFirstDelay * (1 << kDoublings) >= kMaxDelay, "more of them would change nothing");
    return kFirstDelay * (1 << std::min(m_attempt - 1, kDoublings));
}

Micros ReconnectPolicy::between(Micros least, Micros most)
{
    const auto width = static_cast<quint64>((most - least).count()) + 1;
    return least + Micros(static_cast<qint64>(m_random.next() % width));
}

} // namespace Chalkwire::Core
