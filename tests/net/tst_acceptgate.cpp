// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/acceptgate.h"

#include <QTest>

#include <limits>

using namespace Chalkwire;
using namespace Chalkwire::Net;
using namespace Qt::StringLiterals;

/// Who is counted with whom, and each limit of the gate at its value and one past it.
class tst_AcceptGate : public QObject
{
    Q_OBJECT

private slots:
    void countsByNetwork_data();
    void countsByNetwork();
    void atOncePerAddress();
    void newPerAddress();
    void refusedOnesDoNotCount();
    void loopbackIsExempt();
    void liftedLimits_data();
    void liftedLimits();
    void newLimitsHoldAtOnce();
    void addressesAreForgotten();
    void restsAfterATurn();
    void restIsShorterForSlowArrivals();
    void liftedPace_data();
    void liftedPace();
    void hugeLimitsDoNotOverflow();

private:
    static Limits addressLimits(qint64 atOnce, qint64 anew, qint64 ms)
    {
        Limits limits;
        limits.maxPerAddress = atOnce;
        limits.maxNewPerAddress = anew;
        limits.newPerAddressMs = ms;
        return limits;
    }
    const QHostAddress m_address{u"192.0.2.7"_s};
    const QHostAddress m_other{u"192.0.2.8"_s};
    ManualClock m_clock;
};

void tst_AcceptGate::countsByNetwork_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QString>("own");
    QTest::addColumn<QString>("counted");
    const QString here = u"2001:db8:1:2::1"_s;
    QTest::newRow("ipv4") << u"192.0.2.7"_s << u"192.0.2.1"_s << u"192.0.2.7"_s;
    QTest::newRow("ipv4-mapped") << u"::ffff:192.0.2.7"_s << here << u"192.0.2.7"_s;
    QTest::newRow("ipv6-far") << u"2001:db8:9:9:a:b:c:d"_s << here << u"2001:db8:9:9::"_s;
    QTest::newRow("ipv6-far-last-bit") << u"2001:db8:1:3::1"_s << here << u"2001:db8:1:3::"_s;
    QTest::newRow("ipv6-own-link") << u"2001:db8:1:2::77"_s << here << u"2001:db8:1:2::77"_s;
    QTest::newRow("link-local") << u"fe80::77"_s << u"fe80::1"_s << u"fe80::77"_s;
    QTest::newRow("loopback-4") << u"127.0.0.1"_s << u"127.0.0.1"_s << u"127.0.0.1"_s;
    QTest::newRow("loopback-6") << u"::1"_s << u"::1"_s << u"::1"_s;
    QTest::newRow("local-socket") << QString() << QString() << QString();
}

void tst_AcceptGate::countsByNetwork()
{
    QFETCH(QString, peer);
    QFETCH(QString, own);
    QFETCH(QString, counted);
    QCOMPARE(countedAddress(QHostAddress(peer), QHostAddress(own)), QHostAddress(counted));
}

void tst_AcceptGate::atOncePerAddress()
{
    AcceptGate gate(addressLimits(2, 0, 0));
    QVERIFY(!gate.enter(1, m_address, m_clock.now()));
    QVERIFY(!gate.enter(2, m_address, m_clock.now()));
    QVERIFY(gate.enter(3, m_address, m_clock.now()) == AcceptLimit::PerAddress);
    QVERIFY(!gate.enter(4, m_other, m_clock.now()));
    gate.left(4); // another's place is no place
    QVERIFY(gate.enter(5, m_address, m_clock.now()) == AcceptLimit::PerAddress);
    gate.left(1);
    gate.left(1);
    gate.left(99);
    QVERIFY(!gate.enter(6, m_address, m_clock.now()));
    QVERIFY(gate.enter(7, m_address, m_clock.now()) == AcceptLimit::PerAddress);
}

void tst_AcceptGate::newPerAddress()
{
    AcceptGate gate(addressLimits(0, 3, 300));
    ConnectionId id = 0;
    const auto comesIn = [&](const QHostAddress &address) {
        const auto limit = gate.enter(++id, address, m_clock.now());
        gate.left(id); // leaving makes no room: it is beginning that counts
        return !limit;
    };
    QVERIFY(comesIn(m_address) && comesIn(m_address) && comesIn(m_address));
    QVERIFY(gate.enter(99, m_address, m_clock.now()) == AcceptLimit::NewPerAddress);
    QVERIFY(comesIn(m_other));
    m_clock.advance(Millis(99));
    QVERIFY(!comesIn(m_address));
    m_clock.advance(Millis(1)); // a third of the time, a third of the number
    QVERIFY(comesIn(m_address));
    QVERIFY(!comesIn(m_address));
    m_clock.advance(Millis(1000)); // rest is not saved up beyond the limit
    QVERIFY(comesIn(m_address) && comesIn(m_address) && comesIn(m_address));
    QVERIFY(!comesIn(m_address));
}

void tst_AcceptGate::refusedOnesDoNotCount()
{
    AcceptGate gate(addressLimits(1, 2, 1000));
    QVERIFY(!gate.enter(1, m_address, m_clock.now()));
    for (ConnectionId id = 2; id < 50; ++id)
        QVERIFY(gate.enter(id, m_address, m_clock.now()) == AcceptLimit::PerAddress);
    gate.left(1);
    QVERIFY(!gate.enter(50, m_address, m_clock.now()));
}

void tst_AcceptGate::loopbackIsExempt()
{
    Limits limits = addressLimits(1, 1, 1000);
    AcceptGate gate(limits);
    for (const char *own : {"127.0.0.1", "127.9.9.9", "::1"}) {
        const QHostAddress address{QString::fromLatin1(own)};
        for (ConnectionId id = 1; id < 10; ++id)
            QVERIFY(!gate.enter(id, address, m_clock.now()));
    }
    QCOMPARE(gate.addressCount(), 0);
    limits.exemptLoopback = 0;
    gate.setLimits(limits);
    const QHostAddress home(QHostAddress::LocalHost);
    QVERIFY(!gate.enter(11, home, m_clock.now()));
    QVERIFY(gate.enter(12, home, m_clock.now()).has_value());
    QVERIFY(!gate.enter(13, QHostAddress(), m_clock.now())); // a local socket has no address
    QVERIFY(!gate.enter(14, QHostAddress(), m_clock.now()));
}

void tst_AcceptGate::liftedLimits_data()
{
    QTest::addColumn<qint64>("anew");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("number") << qint64(0) << qint64(1000);
    QTest::newRow("time") << qint64(1) << qint64(0);
}

void tst_AcceptGate::liftedLimits()
{
    QFETCH(qint64, anew);
    QFETCH(qint64, ms);
    AcceptGate gate(addressLimits(0, anew, ms));
    for (ConnectionId id = 1; id < 1000; ++id)
        QVERIFY(!gate.enter(id, m_address, m_clock.now()));
}

void tst_AcceptGate::newLimitsHoldAtOnce()
{
    AcceptGate gate(addressLimits(1, 0, 0));
    QVERIFY(!gate.enter(1, m_address, m_clock.now()));
    gate.setLimits(addressLimits(2, 0, 0));
    QVERIFY(!gate.enter(2, m_address, m_clock.now()));
    gate.setLimits(addressLimits(1, 0, 0)); // nobody is put out
    gate.left(1);
    QVERIFY(gate.enter(3, m_address, m_clock.now()).has_value());
}

void tst_AcceptGate::addressesAreForgotten()
{
    AcceptGate gate(addressLimits(1, 0, 0));
    QVERIFY(!gate.enter(1, m_address, m_clock.now()));
    for (quint32 i = 0; i < 100'000; ++i) {
        QVERIFY(!gate.enter(2, QHostAddress(0x0a000000U + i), m_clock.now()));
        gate.left(2);
        QVERIFY(gate.addressCount() <= 2 * (AcceptGate::kAddressesKept + 1));
    }
    QVERIFY(gate.enter(3, m_address, m_clock.now()).has_value()); // who is inside is not forgotten
}

void tst_AcceptGate::restsAfterATurn()
{
    Limits limits;
    limits.maxAcceptsPerTurn = 4;
    limits.maxAcceptsPerSecond = 1000;
    AcceptGate gate(limits);
    for (int turn = 0; turn < 3; ++turn) {
        for (int i = 0; i < 3; ++i)
            QVERIFY(!gate.restAfterAccept(m_clock.now()));
        QCOMPARE(gate.restAfterAccept(m_clock.now())->count(), 4000);
        m_clock.advance(Millis(4));
    }
}

void tst_AcceptGate::restIsShorterForSlowArrivals()
{
    Limits limits;
    limits.maxAcceptsPerTurn = 2;
    limits.maxAcceptsPerSecond = 100;
    AcceptGate gate(limits);
    QVERIFY(!gate.restAfterAccept(m_clock.now()));
    m_clock.advance(Millis(15));
    QCOMPARE(gate.restAfterAccept(m_clock.now())->count(), 5000);
    QVERIFY(!gate.restAfterAccept(m_clock.now()));
    m_clock.advance(Millis(50));
    QCOMPARE(gate.restAfterAccept(m_clock.now())->count(), 0); // only the others' turn
}

void tst_AcceptGate::liftedPace_data()
{
    QTest::addColumn<qint64>("perTurn");
    QTest::addColumn<qint64>("perSecond");
    QTest::addColumn<int>("restsAt"); ///< 0: never
    QTest::addColumn<qint64>("restMicros");
    QTest::newRow("no-rate") << qint64(8) << qint64(0) << 8 << qint64(0);
    QTest::newRow("no-turn") << qint64(0) << qint64(50) << 50 << qint64(1'000'000);
    QTest::newRow("neither") << qint64(0) << qint64(0) << 0 << qint64(0);
}

void tst_AcceptGate::liftedPace()
{
    QFETCH(qint64, perTurn);
    QFETCH(qint64, perSecond);
    QFETCH(int, restsAt);
    QFETCH(qint64, restMicros);
    Limits limits;
    limits.maxAcceptsPerTurn = perTurn;
    limits.maxAcceptsPerSecond = perSecond;
    AcceptGate gate(limits);
    for (int i = 1; i <= 100; ++i) {
        const auto rest = gate.restAfterAccept(m_clock.now());
        QCOMPARE(rest.has_value(), restsAt != 0 && i % restsAt == 0);
        if (rest)
            QCOMPARE(rest->count(), restMicros);
    }
}

void tst_AcceptGate::hugeLimitsDoNotOverflow()
{
    static constexpr qint64 kHuge = std::numeric_limits<qint64>::max();
    for (const qint64 anew : {qint64(1), kHuge}) {
        AcceptGate gate(addressLimits(kHuge, anew, kHuge));
        QVERIFY(!gate.enter(1, m_address, m_clock.now()));
        QCOMPARE(gate.enter(2, m_address, m_clock.now()).has_value(), anew == 1);
    }
    Limits limits;
    limits.maxAcceptsPerTurn = kHuge;
    limits.maxAcceptsPerSecond = kHuge;
    AcceptGate gate(limits);
    QVERIFY(!gate.restAfterAccept(m_clock.now()));
}

QTEST_GUILESS_MAIN(tst_AcceptGate)
#include "tst_acceptgate.moc"
