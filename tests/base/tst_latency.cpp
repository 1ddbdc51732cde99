// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency.h"

#include <QTest>

using Chalkwire::LatencyHistogram;

class tst_Latency : public QObject
{
    Q_OBJECT

private slots:
    void emptyHasNothing();
    void oneValueIsItself_data();
    void oneValueIsItself();
    void percentilesAreAtMostAQuarterHigh();
    void outOfRangeIsKept();
};

void tst_Latency::emptyHasNothing()
{
    const LatencyHistogram none;
    QCOMPARE(none.count(), 0);
    QCOMPARE(none.maxMicros(), 0);
    QCOMPARE(none.percentileMicros(0.5), 0);
}

void tst_Latency::oneValueIsItself_data()
{
    QTest::addColumn<qint64>("micros");
    for (int bit = 0; bit < 36; ++bit) {
        const qint64 power = qint64{1} << bit;
        for (const qint64 micros : {power - 1, power, power + 1})
            QTest::addRow("%lld at bit %d", micros, bit) << micros;
    }
    QTest::addRow("largest") << LatencyHistogram::kMaxMicros;
}

void tst_Latency::oneValueIsItself()
{
    QFETCH(qint64, micros);
    LatencyHistogram times;
    times.add(micros);
    QCOMPARE(times.count(), 1);
    QCOMPARE(times.maxMicros(), micros);
    for (const double fraction : {0.0, 0.5, 0.99, 1.0})
        QCOMPARE(times.percentileMicros(fraction), micros);
    times.add(LatencyHistogram::kMaxMicros); // now its class decides
    const qint64 half = times.percentileMicros(0.5);
    QVERIFY(half >= micros && half <= qMax(micros, micros + micros / 4));
}

void tst_Latency::percentilesAreAtMostAQuarterHigh()
{
    LatencyHistogram times;
    for (qint64 micros = 1; micros <= 10'000; ++micros)
        times.add(micros);
    for (const double fraction : {0.01, 0.5, 0.9, 0.99, 0.999}) {
        const double exact = fraction * 10'000;
        const auto found = static_cast<double>(times.percentileMicros(fraction));
        QVERIFY2(found >= exact && found <= exact * 1.25, qPrintable(QString::number(found)));
    }
    QCOMPARE(times.percentileMicros(1.0), 10'000);
}

void tst_Latency::outOfRangeIsKept()
{
    LatencyHistogram times;
    times.add(-5);
    times.add(LatencyHistogram::kMaxMicros + 5);
    QCOMPARE(times.count(), 2);
    QCOMPARE(times.percentileMicros(0.5), 0);
    QCOMPARE(times.maxMicros(), LatencyHistogram::kMaxMicros);
}

QTEST_APPLESS_MAIN(tst_Latency)
#include "tst_latency.moc"
