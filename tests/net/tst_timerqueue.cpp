// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/timerqueue.h"

#include <QTest>

using namespace Chalkwire::Net;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using Time = TimerQueue::Time;

namespace {

/// A moment that is on no grid: 1.234567 s on the clock.
constexpr Time kStart{1'234'567'000};

/// Fires what is due and gives the ids in order.
QList<int> fireAll(TimerQueue &timers, Time now)
{
    QList<int> ids;
    for (int left = timers.dueCount(now); left > 0; --left) {
        const auto firing = timers.fire(now);
        if (!firing)
            break;
        ids += firing->id;
        timers.finish(*firing);
    }
    return ids;
}

} // namespace

/// When timers are due, with the time passed in.
class tst_TimerQueue : public QObject
{
    Q_OBJECT

private slots:
    void isEmpty();
    void preciseIsDueExactly();
    void coarseIsNeverEarly_data();
    void coarseIsNeverEarly();
    void coarseOnesMeet();
    void firesInOrder();
    void repeatsWithoutDrift();
    void skipsWhatWasMissed();
    void zeroIsAlwaysDueOnceATurn();
    void isNotFiredWhileItFires();
    void removesWhileItFires();
    void replacesTheSameId();
    void removesByObject();
    void tellsItsTimers();
    void roundsRemainingUp();
};

void tst_TimerQueue::isEmpty()
{
    TimerQueue timers;
    QVERIFY(!timers.nextDue());
    QVERIFY(!timers.fire(kStart));
    QCOMPARE(timers.dueCount(kStart), 0);
    QCOMPARE(timers.remainingMs(1, kStart), -1);
    QVERIFY(!timers.remove(1));
}

void tst_TimerQueue::preciseIsDueExactly()
{
    TimerQueue timers;
    timers.add(1, 10, Qt::PreciseTimer, this, kStart);
    QCOMPARE(timers.nextDue(), kStart + milliseconds(10));
    QCOMPARE(fireAll(timers, kStart + milliseconds(10) - Time(1)), QList<int>());
    QCOMPARE(fireAll(timers, kStart + milliseconds(10)), QList<int>{1});
}

void tst_TimerQueue::coarseIsNeverEarly_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<qint64>("intervalMs");
    QTest::addColumn<qint64>("latestMs");
    const int coarse = Qt::CoarseTimer;
    const int veryCoarse = Qt::VeryCoarseTimer;
    QTest::newRow("coarse-1") << coarse << qint64{1} << qint64{1};
    QTest::newRow("coarse-19") << coarse << qint64{19} << qint64{19};
    QTest::newRow("coarse-20") << coarse << qint64{20} << qint64{21};
    QTest::newRow("coarse-500") << coarse << qint64{500} << qint64{525};
    QTest::newRow("coarse-hour") << coarse << qint64{3'600'000} << qint64{3'780'000};
    QTest::newRow("very-coarse-1") << veryCoarse << qint64{1} << qint64{1001};
    QTest::newRow("very-coarse-5000") << veryCoarse << qint64{5000} << qint64{6000};
}

void tst_TimerQueue::coarseIsNeverEarly()
{
    QFETCH(int, type);
    QFETCH(qint64, intervalMs);
    QFETCH(qint64, latestMs);
    for (const Time start : {kStart, kStart + microseconds(777), Time(0), Time(1)}) {
        TimerQueue timers;
        timers.add(1, intervalMs, static_cast<Qt::TimerType>(type), this, start);
        QVERIFY(timers.nextDue() >= start + milliseconds(intervalMs));
        QVERIFY(timers.nextDue() <= start + milliseconds(latestMs));
    }
}

void tst_TimerQueue::coarseOnesMeet()
{
    TimerQueue timers;
    for (int id = 1; id <= 20; ++id)
        timers.add(id, 1000, Qt::CoarseTimer, this, kStart + milliseconds(id)); // a grid of 32 ms
    const Time first = *timers.nextDue();
    QVERIFY(timers.dueCount(first) > 1);
    QCOMPARE(timers.dueCount(first + milliseconds(31)),
             timers.dueCount(first)); // nothing between two grid lines
    QCOMPARE(timers.dueCount(first + milliseconds(32)), 20);
}

void tst_TimerQueue::firesInOrder()
{
    TimerQueue timers;
    timers.add(1, 30, Qt::PreciseTimer, this, kStart);
    timers.add(2, 10, Qt::PreciseTimer, this, kStart);
    timers.add(3, 10, Qt::PreciseTimer, this, kStart); // as 2, but later set
    timers.add(4, 20, Qt::PreciseTimer, this, kStart);
    QCOMPARE(fireAll(timers, kStart + milliseconds(40)), (QList<int>{2, 3, 4, 1}));
}

void tst_TimerQueue::repeatsWithoutDrift()
{
    TimerQueue timers;
    timers.add(1, 10, Qt::PreciseTimer, this, kStart);
    for (int turn = 1; turn <= 100; ++turn)
        QCOMPARE(fireAll(timers, kStart + milliseconds(10) * turn + microseconds(900)), QList<int>{1});
    QCOMPARE(timers.nextDue(), kStart + milliseconds(1010));
}

void tst_TimerQueue::skipsWhatWasMissed()
{
    TimerQueue timers;
    timers.add(1, 10, Qt::PreciseTimer, this, kStart);
    const Time late = kStart + milliseconds(95);
    QCOMPARE(fireAll(timers, late), QList<int>{1});
    QCOMPARE(timers.nextDue(), late + milliseconds(10));
}

void tst_TimerQueue::zeroIsAlwaysDueOnceATurn()
{
    TimerQueue timers;
    timers.add(1, 0, Qt::CoarseTimer, this, kStart);
    timers.add(2, 0, Qt::PreciseTimer, this, kStart);
    timers.add(3, 5, Qt::PreciseTimer, this, kStart);
    QCOMPARE(fireAll(timers, kStart), (QList<int>{1, 2}));
    QVERIFY(!timers.fire(kStart));
    QCOMPARE(fireAll(timers, kStart + milliseconds(1)), (QList<int>{1, 2}));
    QCOMPARE(fireAll(timers, kStart + milliseconds(5)), (QList<int>{1, 2, 3}));
}

void tst_TimerQueue::isNotFiredWhileItFires()
{
    TimerQueue timers;
    timers.add(1, 0, Qt::PreciseTimer, this, kStart);
    const auto firing = timers.fire(kStart);
    QVERIFY(firing);
    QVERIFY(!timers.nextDue()); // a loop within its slot can sleep
    QVERIFY(!timers.fire(kStart + milliseconds(50)));
    QCOMPARE(timers.remainingMs(1, kStart), 0);
    timers.finish(*firing);
    QVERIFY(timers.nextDue());
}

void tst_TimerQueue::removesWhileItFires()
{
    TimerQueue timers;
    timers.add(1, 0, Qt::PreciseTimer, this, kStart);
    const auto firing = timers.fire(kStart);
    QVERIFY(firing);
    QVERIFY(timers.remove(1));
    timers.add(1, 20, Qt::PreciseTimer, this, kStart); // another timer that was given the same id
    timers.finish(*firing);
    QCOMPARE(timers.nextDue(), kStart + milliseconds(20));
    QCOMPARE(fireAll(timers, kStart + milliseconds(20)), QList<int>{1});
}

void tst_TimerQueue::replacesTheSameId()
{
    TimerQueue timers;
    timers.add(1, 10, Qt::PreciseTimer, this, kStart);
    timers.add(1, 50, Qt::PreciseTimer, this, kStart);
    QCOMPARE(fireAll(timers, kStart + milliseconds(10)), QList<int>());
    QCOMPARE(fireAll(timers, kStart + milliseconds(50)), QList<int>{1});
}

void tst_TimerQueue::removesByObject()
{
    QObject other;
    TimerQueue timers;
    timers.add(1, 10, Qt::PreciseTimer, this, kStart);
    timers.add(2, 10, Qt::PreciseTimer, &other, kStart);
    timers.add(3, 10, Qt::PreciseTimer, this, kStart);
    QVERIFY(timers.removeAll(this));
    QVERIFY(!timers.removeAll(this));
    QCOMPARE(fireAll(timers, kStart + milliseconds(10)), QList<int>{2});
}

void tst_TimerQueue::tellsItsTimers()
{
    TimerQueue timers;
    timers.add(7, 250, Qt::VeryCoarseTimer, this, kStart);
    const auto infos = timers.timersOf(this);
    QCOMPARE(infos.size(), 1);
    QCOMPARE(infos.first().timerId, 7);
    QCOMPARE(infos.first().interval, 250);
    QCOMPARE(infos.first().timerType, Qt::VeryCoarseTimer);
    QVERIFY(timers.timersOf(nullptr).isEmpty());
}

void tst_TimerQueue::roundsRemainingUp()
{
    TimerQueue timers;
    timers.add(1, 10, Qt::PreciseTimer, this, kStart);
    QCOMPARE(timers.remainingMs(1, kStart), 10);
    QCOMPARE(timers.remainingMs(1, kStart + microseconds(9'001)), 1);
    QCOMPARE(timers.remainingMs(1, kStart + milliseconds(10)), 0);
    QCOMPARE(timers.remainingMs(1, kStart + milliseconds(99)), 0);
}

QTEST_APPLESS_MAIN(tst_TimerQueue)
#include "tst_timerqueue.moc"
