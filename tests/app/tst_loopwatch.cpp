// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loopwatch.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;

class tst_LoopWatch : public QObject
{
    Q_OBJECT

private slots:
    void limitAndOnePastIt();
    void namesTheLongest();
    void startsAnewOnceTaken();
    void everyWorkHasAName();
};

namespace {

void work(LoopWatch &watch, ManualClock &clock, Micros time, LoopWork what,
          ConnectionId client = kNoConnection)
{
    const LoopWatch::Scope scope(watch, what, client);
    clock.advance(time);
}

} // namespace

void tst_LoopWatch::limitAndOnePastIt()
{
    ManualClock clock;
    LoopWatch watch(clock);
    work(watch, clock, LoopWatch::kBlocked, LoopWork::Reading);
    QVERIFY(!watch.takeLongest());
    work(watch, clock, LoopWatch::kBlocked + Micros(1), LoopWork::Reading);
    QVERIFY(watch.takeLongest());
}

void tst_LoopWatch::namesTheLongest()
{
    ManualClock clock;
    LoopWatch watch(clock);
    work(watch, clock, Millis(60), LoopWork::Report);
    work(watch, clock, Millis(80), LoopWork::Reading, 7);
    work(watch, clock, Millis(70), LoopWork::Arrival, 8);
    work(watch, clock, Millis(10), LoopWork::Departure, 9);
    const auto longest = watch.takeLongest();
    QVERIFY(longest);
    QVERIFY(longest->work == LoopWork::Reading);
    QCOMPARE(longest->client, ConnectionId(7));
    QCOMPARE(longest->time, Micros(Millis(80)));
    QCOMPARE(longest->count, 3);
}

void tst_LoopWatch::startsAnewOnceTaken()
{
    ManualClock clock;
    LoopWatch watch(clock);
    work(watch, clock, Millis(80), LoopWork::Command);
    QVERIFY(watch.takeLongest());
    QVERIFY(!watch.takeLongest());
    work(watch, clock, Millis(60), LoopWork::Deadline);
    const auto longest = watch.takeLongest();
    QVERIFY(longest && longest->work == LoopWork::Deadline);
    QCOMPARE(longest->count, 1);
}

void tst_LoopWatch::everyWorkHasAName()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(LoopWork::Many); ++i)
        names.append(loopWorkName(static_cast<LoopWork>(i)));
    QVERIFY(!names.contains(QStringLiteral("unknown")));
    QCOMPARE(names.removeDuplicates(), 0);
}

QTEST_APPLESS_MAIN(tst_LoopWatch)
#include "tst_loopwatch.moc"
