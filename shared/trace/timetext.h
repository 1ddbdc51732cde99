// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Chalkwire::Trace {

/// Moments these functions can write: the years 0000 to 9999. Anything outside is written as the nearest end.
inline constexpr qint64 kFirstWallMicros = -62'167'219'200'000'000;
inline constexpr qint64 kLastWallMicros = 253'402'300'799'999'999;

/// "2026-11-23T10:41:07.123456Z": ISO 8601 in UTC with microseconds, always 27 characters.
QByteArray isoUtc(qint64 wallMicros);
/// "2026-11-23T11:41:07.123456+01:00": the same moment at an offset from UTC, given in seconds (rounded to
/// minutes).
QByteArray isoWithOffset(qint64 wallMicros, int offsetSeconds);
/// "2026-11-23T11:41:07.123456+01:00" in this computer's time zone.
QByteArray isoLocal(qint64 wallMicros);
/// Reads what isoUtc() writes, and nothing else.
std::optional<qint64> wallMicrosFromIsoUtc(QByteArrayView text);

} // namespace Chalkwire::Trace
