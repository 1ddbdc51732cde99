// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/timetext.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>

namespace Chalkwire::Trace {

namespace {

using Days = std::chrono::sys_days;
constexpr qint64 kMicrosPerSecond = 1'000'000;
constexpr qsizetype kStampLength = 26; ///< 2026-11-23T10:41:07.123456

void putNumber(char *at, unsigned number, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

QByteArray stamp(qint64 wallMicros)
{
    using namespace std::chrono;
    const sys_time<microseconds> moment{
        microseconds{std::clamp(wallMicros, kFirstWallMicros, kLastWallMicros)}};
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const auto micros = static_cast<quint64>((moment - day).count());
    const auto seconds = static_cast<unsigned>(micros / kMicrosPerSecond);
    QByteArray out("0000-00-00T00:00:00.000000");
    char *at = out.data();
    putNumber(at, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    putNumber(at + 5, static_cast<unsigned>(date.month()), 2);
    putNumber(at + 8, static_cast<unsigned>(date.day()), 2);
    putNumber(at + 11, seconds / 3600, 2);
    putNumber(at + 14, seconds / 60 % 60, 2);
    putNumber(at + 17, seconds % 60, 2);
    putNumber(at + 20, static_cast<unsigned>(micros % kMicrosPerSecond), 6);
    return out;
}

/// The number in these digits, or -1.
int takeNumber(QByteArrayView text, qsizetype from, int digits)
{
    int number = 0;
    for (qsizetype i = from; i < from + digits; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

} // namespace

QByteArray isoUtc(qint64 wallMicros)
{
    return stamp(wallMicros) + 'Z';
}

QByteArray isoWithOffset(qint64 wallMicros, int offsetSeconds)
{
    const int minutes = std::clamp(offsetSeconds / 60, -18 * 60, 18 * 60);
    const qint64 inside = std::clamp(wallMicros, kFirstWallMicros, kLastWallMicros);
    QByteArray out = stamp(inside + minutes * 60 * kMicrosPerSecond) + "+00:00";
    const auto size = static_cast<unsigned>(std::abs(minutes));
    out[kStampLength] = minutes < 0 ? '-' : '+';
    putNumber(out.data() + kStampLength + 1, size / 60, 2);
    putNumber(out.data() + kStampLength + 4, size % 60, 2);
    return out;
}

QByteArray isoLocal(qint64 wallMicros)
{
    // The system looks at its time zone's file for each question: a fifth of what a line of the log costs.
    struct Known
    {
        qint64 minute = std::numeric_limits<qint64>::min();
        int offsetSeconds = 0;
    };
    thread_local Known known;
    const qint64 inside = std::clamp(wallMicros, kFirstWallMicros, kLastWallMicros);
    constexpr qint64 kMicrosPerMinute = 60 * kMicrosPerSecond;
    const qint64 minute = inside / kMicrosPerMinute - (inside % kMicrosPerMinute < 0 ? 1 : 0);
    if (known.minute != minute)
        known = {minute, QDateTime::fromMSecsSinceEpoch(inside / 1000).offsetFromUtc()};
    return isoWithOffset(inside, known.offsetSeconds);
}

std::optional<qint64> wallMicrosFromIsoUtc(QByteArrayView text)
{
    using namespace std::chrono;
    static constexpr QByteArrayView kPattern("0000-00-00T00:00:00.000000Z");
    if (text.size() != kPattern.size())
        return std::nullopt;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (kPattern[i] != '0' && text[i] != kPattern[i])
            return std::nullopt;
    }
    const int parts[] = {takeNumber(text, 0, 4),  takeNumber(text, 5, 2),  takeNumber(text, 8, 2),
                         takeNumber(text, 11, 2), takeNumber(text, 14, 2), takeNumber(text, 17, 2),
                         takeNumber(text, 20, 6)};
    if (std::any_of(std::begin(parts), std::end(parts), [](int part) { return part < 0; }))
        return std::nullopt;
    const year_month_day date{year{parts[0]}, month{static_cast<unsigned>(parts[1])},
                              day{static_cast<unsigned>(parts[2])}};
    if (!date.ok() || parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
        return std::nullopt;
    const qint64 seconds = (parts[3] * 60 + parts[4]) * 60 + parts[5];
    const qint64 dayMicros = duration_cast<microseconds>(Days{date}.time_since_epoch()).count();
    return dayMicros + seconds * kMicrosPerSecond + parts[6];
}

} // namespace Chalkwire::Trace
