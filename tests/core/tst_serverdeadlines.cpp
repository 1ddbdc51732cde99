// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/coreharness.h"

#include <QTest>

#include <limits>

using namespace Chalkwire;
using Test::CoreHarness;
using Wire::Dialect;
using namespace Qt::StringLiterals;

/// What ends a client that begins and does not finish, or says nothing: each at its limit and one step
/// before.
class tst_ServerDeadlines : public QObject
{
    Q_OBJECT

private slots:
    void lineHasToEnd();
    void dribblingGainsNothing();
    void nextLineHasItsOwnTime();
    void headerCountsFromTheFirstByte();
    void liftedTimesWait();
    void oldestUnfinishedMakesRoom_data();
    void oldestUnfinishedMakesRoom();
    void finishedOnesDoNotCount();
    void halfClosedHasNothingUnfinished();
    void idleCountsFromTheLastMessage();
    void idleCountsFromConnecting();
    void idleIsOffByDefault();
    void datagramsAreNotIdle();
    void newLimitsHoldAtOnce();
    void silentOneKeepsItsPlaceWhileNobodyWaits();
    void silentOnesMakeRoomOldestFirst();
    void noMoreLeaveThanWait();
    void whoSpokeKeepsItsPlace();
    void hugeTimesDoNotOverflow();

private:
    static QStringList waiting(CoreHarness &h, qsizetype count)
    {
        Core::Effects effects;
        h.core.waitingChanged(count, effects);
        return h.keep(effects);
    }
    static void setOptions(CoreHarness &h, const Limits &limits)
    {
        Core::Effects effects;
        h.core.setOptions(limits, {}, effects);
        (void)h.keep(effects);
    }
    const QStringList m_cutLine{u"1 < * this line did not end in time\\n"_s, u"close 1 unfinished"_s};
};

void tst_ServerDeadlines::lineHasToEnd()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "a\n"), QStringList{u"1 < accepted\\n"_s});
    QVERIFY(!h.core.nextDeadline());
    QCOMPARE(h.feed(id, "hal"), QStringList());
    QVERIFY(*h.core.nextDeadline() == h.clock.now() + Millis(300'000));
    QCOMPARE(h.pass(Millis(299'999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), m_cutLine);
    QVERIFY(!h.core.nextDeadline());
}

void tst_ServerDeadlines::dribblingGainsNothing()
{
    CoreHarness h;
    const ConnectionId id = h.join(Dialect::Line);
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(h.feed(id, "x"), QStringList());
        QCOMPARE(h.pass(Millis(i < 29 ? 10'000 : 9'999)), QStringList());
    }
    QCOMPARE(h.pass(Millis(1)), m_cutLine);
}

void tst_ServerDeadlines::nextLineHasItsOwnTime()
{
    CoreHarness h;
    const ConnectionId id = h.join(Dialect::Line);
    for (int i = 0; i < 10; ++i) { // each read ends one line and begins the next
        QCOMPARE(h.feed(id, "x").size(), 0);
        QCOMPARE(h.pass(Millis(200'000)), QStringList());
        QCOMPARE(h.feed(id, "\nbegun ").size(), 1);
        QCOMPARE(h.pass(Millis(200'000)), QStringList());
        QCOMPARE(h.feed(id, "ended\n").size(), 1);
    }
    QCOMPARE(h.pass(Millis(1'000'000)), QStringList());
}

void tst_ServerDeadlines::headerCountsFromTheFirstByte()
{
    CoreHarness h;
    const ConnectionId id = h.join();
    QCOMPARE(h.feed(id, "GET / HT"), QStringList());
    QCOMPARE(h.pass(Millis(150)), QStringList());
    QCOMPARE(h.feed(id, "TP/1.1\r\n"), QStringList());
    QVERIFY(h.isPending);
    for (int i = 0; i < 98; ++i) {
        QCOMPARE(h.pass(Millis(100)), QStringList());
        QCOMPARE(h.feed(id, "x"), QStringList());
    }
    QCOMPARE(h.pass(Millis(49)), QStringList());
    QCOMPARE(h.pass(Millis(1)).constLast(), u"close 1 http_answered"_s);
}

void tst_ServerDeadlines::liftedTimesWait()
{
    Limits limits;
    limits.sniffPrefixMs = 0;
    limits.httpHeaderMs = 0;
    limits.unfinishedLineMs = 0;
    CoreHarness h(limits);
    (void)h.feed(h.join(), "GET /");
    (void)h.feed(h.join(), "GET / HTTP/1.1\r\n");
    (void)h.feed(h.join(Dialect::Line), "half");
    QVERIFY(!h.core.nextDeadline());
    QCOMPARE(h.pass(Millis(1'000'000'000)), QStringList());
    QVERIFY(h.core.session(1) && h.core.session(2) && h.core.session(3));
}

void tst_ServerDeadlines::oldestUnfinishedMakesRoom_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("begun");
    QTest::addColumn<QString>("end");
    QTest::newRow("line") << QByteArray("a\n") << QByteArray("b") << u"close 1 unfinished"_s;
    QTest::newRow("header") << QByteArray("GET / HTTP/1.1\r\n") << QByteArray("a")
                            << u"close 1 http_answered"_s;
    QTest::newRow("prefix") << QByteArray("GE") << QByteArray("T") << u"1 < accepted"_s;
}

void tst_ServerDeadlines::oldestUnfinishedMakesRoom()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, begun);
    Limits limits;
    limits.maxUnfinished = 3;
    CoreHarness h(limits);
    for (int i = 0; i < 3; ++i) {
        const ConnectionId id = h.join();
        (void)h.feed(id, first);
        QCOMPARE(h.feed(id, begun), QStringList());
        h.clock.advance(Micros(1));
    }
    const ConnectionId fourth = h.join();
    QStringList got = h.feed(fourth, first);
    got += h.feed(fourth, begun);
    QTEST(got.value(got.size() - 1), "end");
    QVERIFY(h.core.session(2) && h.core.session(3) && h.core.session(4));
}

void tst_ServerDeadlines::finishedOnesDoNotCount()
{
    Limits limits;
    limits.maxUnfinished = 1;
    CoreHarness h(limits);
    for (int i = 0; i < 20; ++i) {
        const ConnectionId id = h.join(Dialect::Line);
        QCOMPARE(h.feed(id, "half"), QStringList());
        if (i % 2 == 0)
            QCOMPARE(h.feed(id, " whole\n").size(), 1);
        else
            QCOMPARE(h.leave(id), QStringList());
    }
}

void tst_ServerDeadlines::halfClosedHasNothingUnfinished()
{
    Limits limits;
    limits.maxUnfinished = 1;
    CoreHarness h(limits);
    const ConnectionId id = h.join();
    (void)h.feed(id, "GE");
    QCOMPARE(h.finish(id), QStringList{u"1 < accepted"_s});
    QCOMPARE(h.pass(Millis(1'000'000)), QStringList());
    QCOMPARE(h.feed(h.join(), "GE"), QStringList());
}

void tst_ServerDeadlines::idleCountsFromTheLastMessage()
{
    Limits limits;
    limits.idleMs = 1000;
    CoreHarness h(limits);
    const ConnectionId guide = h.join();
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(h.feed(guide, "x"), QStringList{u"1 < accepted"_s});
        QCOMPARE(h.pass(Millis(999)), QStringList());
    }
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close 1 idle"_s});
    const ConnectionId line = h.join(Dialect::Line);
    QCOMPARE(h.feed(line, "whole\n").size(), 1);
    QCOMPARE(h.pass(Millis(500)), QStringList());
    QCOMPARE(h.feed(line, "dribbled"), QStringList());
    QCOMPARE(h.pass(Millis(499)), QStringList());
    QCOMPARE(h.pass(Millis(1)).constLast(), u"close 2 unfinished"_s);
}

void tst_ServerDeadlines::idleCountsFromConnecting()
{
    Limits limits;
    limits.idleMs = 1000;
    CoreHarness h(limits);
    (void)h.join();
    QCOMPARE(h.pass(Millis(999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close 1 idle"_s});
}

void tst_ServerDeadlines::idleIsOffByDefault()
{
    CoreHarness h;
    (void)h.join();
    (void)h.feed(h.join(), "x");
    (void)h.feed(h.join(), "x\n");
    QVERIFY(!h.core.nextDeadline()); // idle clients cost nothing
    QCOMPARE(h.pass(std::chrono::hours(24 * 365)), QStringList());
}

void tst_ServerDeadlines::datagramsAreNotIdle()
{
    Limits limits;
    limits.idleMs = 1000;
    CoreHarness h(limits);
    const ConnectionId id = h.join(Dialect::Undecided, Transport::Udp);
    (void)h.feed(id, "x");
    QCOMPARE(h.pass(Millis(100'000)), QStringList()); // udpForgetMs is for them
    QCOMPARE(waiting(h, 1), QStringList());
}

void tst_ServerDeadlines::newLimitsHoldAtOnce()
{
    Limits limits;
    CoreHarness h(limits);
    (void)h.feed(h.join(), "x");
    (void)h.feed(h.join(Dialect::Line), "half");
    QCOMPARE(h.pass(Millis(200'000)), QStringList());
    limits.idleMs = 50'000;
    limits.unfinishedLineMs = 210'000;
    setOptions(h, limits);
    QCOMPARE(h.pass(Millis(9'999)), QStringList());
    QCOMPARE(h.pass(Millis(1)).constLast(), u"close 2 unfinished"_s);
    QCOMPARE(h.pass(Millis(39'999)), QStringList()); // nobody counted its silence before
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close 1 idle"_s});
}

void tst_ServerDeadlines::silentOneKeepsItsPlaceWhileNobodyWaits()
{
    CoreHarness h;
    (void)h.join();
    QCOMPARE(h.pass(std::chrono::hours(1000)), QStringList());
    QVERIFY(!h.core.nextDeadline());
    QCOMPARE(waiting(h, 1), QStringList{u"close 1 idle"_s});
}

void tst_ServerDeadlines::silentOnesMakeRoomOldestFirst()
{
    CoreHarness h;
    (void)h.join();
    h.clock.advance(Millis(1000));
    (void)h.join();
    QCOMPARE(waiting(h, 2), QStringList());
    QVERIFY(*h.core.nextDeadline() == h.clock.now() + Millis(599'000));
    QCOMPARE(h.pass(Millis(598'999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close 1 idle"_s});
    QCOMPARE(h.pass(Millis(999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close 2 idle"_s});
}

void tst_ServerDeadlines::noMoreLeaveThanWait()
{
    CoreHarness h;
    for (int i = 0; i < 5; ++i)
        (void)h.join();
    h.clock.advance(Millis(600'000));
    QCOMPARE(waiting(h, 2), (QStringList{u"close 1 idle"_s, u"close 2 idle"_s}));
    QVERIFY(!h.core.nextDeadline());
    QCOMPARE(waiting(h, 2), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList());
    QCOMPARE(h.leave(1), QStringList());
    QCOMPARE(waiting(h, 1), QStringList()); // its place is taken, the other one is on its way
    QCOMPARE(h.leave(2), QStringList());
    QCOMPARE(waiting(h, 0), QStringList());
    QCOMPARE(waiting(h, 1), QStringList{u"close 3 idle"_s});
}

void tst_ServerDeadlines::whoSpokeKeepsItsPlace()
{
    Limits limits;
    CoreHarness h(limits);
    (void)h.feed(h.join(), "x");
    h.clock.advance(Millis(600'000));
    QCOMPARE(waiting(h, 1), QStringList());
    QVERIFY(!h.core.nextDeadline());
    limits.firstByteMs = 0;
    setOptions(h, limits);
    (void)h.join();
    h.clock.advance(Millis(600'000));
    QCOMPARE(waiting(h, 2), QStringList()); // lifted
}

void tst_ServerDeadlines::hugeTimesDoNotOverflow()
{
    static constexpr qint64 kHuge = std::numeric_limits<qint64>::max();
    Limits limits;
    limits.sniffPrefixMs = limits.httpHeaderMs = limits.unfinishedLineMs = kHuge;
    limits.firstByteMs = limits.idleMs = limits.maxUnfinished = kHuge;
    CoreHarness h(limits);
    (void)h.feed(h.join(), "GET /");
    (void)h.join();
    QCOMPARE(waiting(h, 1), QStringList());
    QCOMPARE(h.pass(std::chrono::hours(24 * 365)), QStringList());
}

QTEST_GUILESS_MAIN(tst_ServerDeadlines)
#include "tst_serverdeadlines.moc"
