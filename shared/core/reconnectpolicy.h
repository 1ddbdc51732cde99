// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/random.h"

#include <optional>

namespace Chalkwire::Core {

/// When a client that lost its server tries again. Decides only: the caller connects, and wakes at nextTry().
/// Delays:  "full jitter" of the AWS Architecture Blog's "Exponential Backoff And Jitter": uniform in
///          [kMinDelay, min(kMaxDelay, kFirstDelay * 2^(attempt-1))], so that a class whose server fell does
///          not come back as one.
/// Server:  what it asks for in `bye` (docs/protocol.md §9.5): not before `retry_after`, or not at all.
/// Time:    one try at most is ever due, however long the computer slept: missed ones are not made up for.
/// Thread:  any one.
class ReconnectPolicy
{
    Q_DISABLE_COPY_MOVE(ReconnectPolicy)

public:
    static constexpr Millis kFirstDelay{500}; ///< at most, before the first try
    static constexpr Millis kMaxDelay{60'000};
    /// A server that takes connections and drops them at once is not asked more than ten times a second. Part
    /// of the range and no floor under it: a floor would let a fifth of all clients come at that very moment.
    static constexpr Millis kMinDelay{100};
    static constexpr Millis kStableAfter{60'000}; ///< a connection of this age ends the counting
    /// The longest a server can keep a client away: it may be hostile, or have its units wrong.
    static constexpr qint64 kMaxRetryAfterSeconds = 600;

    /// How a connection, or the attempt to make one, ended.
    struct Loss
    {
        qint64 retryAfterSeconds = 0; ///< as the server said it, any number; 0 or less: it did not
        bool isFinal = false;         ///< the server said not to come again
    };

    /// Neither is owned; both outlive this.
    ReconnectPolicy(const Clock &clock, Random &random)
        : m_clock(clock)
        , m_random(random)
    {
    }

    void connected();
    /// The connection ended, or the try under way failed. Returns nextTry(). Told again while it waits, it
    /// keeps its plan, except that what is final stays so.
    std::optional<Instant> lost(const Loss &loss);
    /// To be called at nextTry(): whether to connect now. Then the try is under way until connected() or
    /// lost().
    bool begin();
    /// The user does not want to wait: the next try is due now, and counts on. Nothing while connected or
    /// while a try is under way.
    void tryNow();
    void cancel(); ///< the user has enough: no try, and the count begins anew

    /// Which try in a row the next one, or the one under way, is; 0: none was needed since the connection
    /// last was stable.
    int attempt() const { return isStable() ? 0 : m_attempt; }
    std::optional<Instant> nextTry() const { return m_nextTry; } ///< nothing: no try until the user asks

private:
    enum class State : quint8 { Resting, Waiting, Trying, Connected };

    bool isStable() const;
    Micros backoff() const; ///< the most before this attempt; the cap comes after it
    Micros between(Micros least, Micros most);

    const Clock &m_clock;
    Random &m_random;
    State m_state = State::Resting;
    int m_attempt = 0;
    Instant m_connectedAt{};
    std::optional<Instant> m_nextTry; ///< set while waiting
};

} // namespace Chalkwire::Core
