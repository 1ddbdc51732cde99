// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <optional>

namespace Chalkwire {

using Micros = std::chrono::microseconds;
using Millis = std::chrono::milliseconds;
/// A moment on a clock that never jumps; only differences mean something.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Micros>;

/// A limit's milliseconds as a span, at most a century: sums of it stay far from overflow.
constexpr Micros limitSpan(qint64 ms)
{
    return Millis(std::min<qint64>(ms, qint64(100) * 366 * 24 * 3'600'000));
}

/// Where the time comes from. Passed in everywhere, so that a test can say what time it is.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    virtual qint64 wallMicros() const = 0; ///< µs since 1970-01-01 UTC; may jump
};

/// The machine's clocks. Thread: any.
class SystemClock final : public Clock
{
public:
    Instant now() const override;
    qint64 wallMicros() const override;
};

/// Processor time that the current thread has used, where the system tells: on POSIX systems.
std::optional<Micros> threadTime();

/// Stands still until told to move. For tests.
class ManualClock final : public Clock
{
public:
    Instant now() const override { return m_now; }
    qint64 wallMicros() const override { return m_wallMicros; }
    void advance(Micros by);

private:
    Instant m_now{Micros{1'000'000}};
    qint64 m_wallMicros = 1'700'000'000'000'000;
};

} // namespace Chalkwire
