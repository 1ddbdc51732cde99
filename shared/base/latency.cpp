// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace Chalkwire {

namespace {

/// 0, 1, 2, 3, then four classes from each power of two to the next.
int classOf(qint64 micros)
{
    const auto value = static_cast<quint64>(micros);
    if (value < 4)
        return static_cast<int>(value);
    const int exponent = static_cast<int>(std::bit_width(value)) - 1;
    return 4 * (exponent - 1) + static_cast<int>(value >> (exponent - 2) & 3);
}

qint64 lastOfClass(int index)
{
    if (index < 4)
        return index;
    const int exponent = index / 4 + 1;
    return (qint64{4 + index % 4 + 1} << (exponent - 2)) - 1;
}

} // namespace

void LatencyHistogram::add(qint64 micros)
{
    micros = std::clamp<qint64>(micros, 0, kMaxMicros);
    ++m_counts.at(static_cast<std::size_t>(classOf(micros)));
    ++m_count;
    m_maxMicros = std::max(m_maxMicros, micros);
}

qint64 LatencyHistogram::percentileMicros(double fraction) const
{
    const auto wanted =
        std::clamp<qint64>(std::llround(std::ceil(fraction * static_cast<double>(m_count))), 1, m_count + 1);
    qint64 seen = 0;
    for (int i = 0; i < kClasses && m_count > 0; ++i) {
        seen += m_counts.at(static_cast<std::size_t>(i));
        if (seen >= wanted)
            return std::min(lastOfClass(i), m_maxMicros);
    }
    return m_maxMicros;
}

} // namespace Chalkwire
