// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace Chalkwire::Ui {

namespace {

constexpr qint64 kMicrosPerSecond = 1'000'000;

class Format
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::Ui::Format)
};

/// At most one decimal, and none from 100 on: four digits never stand where two would do.
QString shortNumber(double value)
{
    const bool whole = value >= 100 || std::abs(value - std::round(value)) < 0.05;
    return QLocale().toString(value, 'f', whole ? 0 : 1);
}

QDateTime localTime(qint64 wallMicros)
{
    return QDateTime::fromMSecsSinceEpoch(wallMicros / 1000);
}

int microsOfSecond(qint64 wallMicros)
{
    const qint64 rest = wallMicros % kMicrosPerSecond;
    return static_cast<int>(rest < 0 ? rest + kMicrosPerSecond : rest);
}

QString withMicros(const QString &upToSeconds, qint64 wallMicros)
{
    return upToSeconds + QLatin1Char('.') +
           QString::number(microsOfSecond(wallMicros)).rightJustified(6, QLatin1Char('0'));
}

} // namespace

QString formatCount(qint64 count)
{
    return QLocale().toString(count);
}

QString formatBytes(qint64 bytes)
{
    if (bytes < 1024)
        return Format::tr("%1 B").arg(formatCount(bytes));
    double value = static_cast<double>(bytes) / 1024;
    if (value < 1023.95)
        return Format::tr("%1 KiB").arg(shortNumber(value));
    value /= 1024;
    if (value < 1023.95)
        return Format::tr("%1 MiB").arg(shortNumber(value));
    return Format::tr("%1 GiB").arg(shortNumber(value / 1024));
}

QString formatRate(double bytesPerSecond)
{
    return Format::tr("%1/s").arg(
        formatBytes(static_cast<qint64>(std::llround(std::max(0.0, bytesPerSecond)))));
}

QString formatPerSecond(double events)
{
    return Format::tr("%1/s").arg(shortNumber(std::max(0.0, events)));
}

QString formatElapsed(qint64 micros)
{
    if (micros < 1000)
        return Format::tr("%1 µs").arg(formatCount(std::max<qint64>(0, micros)));
    if (micros < kMicrosPerSecond)
        return Format::tr("%1 ms").arg(shortNumber(std::min(999.0, static_cast<double>(micros) / 1000)));
    const qint64 seconds = micros / kMicrosPerSecond;
    if (seconds < 60)
        return Format::tr("%1 s").arg(formatCount(seconds));
    if (seconds < 3600)
        return Format::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    if (seconds < 24 * 3600)
        return Format::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return Format::tr("%1 d %2 h").arg(seconds / 86400).arg(seconds / 3600 % 24);
}

QString formatTime(qint64 wallMicros)
{
    return localTime(wallMicros).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString formatTimeMicros(qint64 wallMicros)
{
    return withMicros(localTime(wallMicros).toString(QStringLiteral("HH:mm:ss")), wallMicros);
}

QString formatDateTime(qint64 wallMicros)
{
    const QDateTime time = localTime(wallMicros);
    const int minutes = time.offsetFromUtc() / 60;
    const QString offset = QStringLiteral("%1%2:%3")
                               .arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+'))
                               .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
    return withMicros(time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), wallMicros) + QLatin1Char(' ') +
           offset;
}

} // namespace Chalkwire::Ui
