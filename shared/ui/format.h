// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Chalkwire::Ui {

/// Numbers as people read them, in the language shown now (QLocale's default, which LanguageSwitcher sets).

QString formatCount(qint64 count);         ///< "4,031"
QString formatBytes(qint64 bytes);         ///< "512 B", "1.2 KiB"
QString formatRate(double bytesPerSecond); ///< "41 KiB/s"; "0 B/s" when nothing passes
QString formatPerSecond(double events);    ///< "320/s", "0.5/s"
QString formatElapsed(qint64 micros);  ///< "250 µs", "1.5 ms", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"
QString formatTime(qint64 wallMicros); ///< "10:41:07.123", local time
QString formatTimeMicros(qint64 wallMicros); ///< "10:41:07.123456"
QString formatDateTime(qint64 wallMicros);   ///< "2026-11-23 10:41:07.123456 +01:00"

} // namespace Chalkwire::Ui
