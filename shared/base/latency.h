// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace Chalkwire {

/// How long things took, counted by size: four classes to each doubling, so that a percentile is at most a
/// quarter too high. Times past kMaxMicros count as that. Plain value of fixed size (592 bytes); no thread of
/// its own.
class LatencyHistogram
{
public:
    static constexpr qint64 kMaxMicros = (qint64{1} << 36) - 1; ///< 19 hours

    void add(qint64 micros); ///< below 0 counts as 0
    qint64 count() const { return m_count; }
    qint64 maxMicros() const { return m_maxMicros; } ///< exact; 0 without any
    /// The time that `fraction` (0 to 1) of all took at most; 0 without any.
    qint64 percentileMicros(double fraction) const;

private:
    static constexpr int kClasses = 4 * 35 + 4;

    std::array<quint32, kClasses> m_counts{};
    qint64 m_count = 0;
    qint64 m_maxMicros = 0;
};

} // namespace Chalkwire
