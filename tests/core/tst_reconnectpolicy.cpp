// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reconnectpolicy.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <set>
#include <vector>

using namespace Chalkwire;
using Core::ReconnectPolicy;
using Loss = ReconnectPolicy::Loss;

namespace {

constexpr int kSeeds = 1000;

/// A client whose server is away: each delay until its next try.
struct Client
{
    explicit Client(quint64 seed)
        : random(seed)
    {
        policy.connected();
    }
    void stay(Millis time) { clock.advance(time); }
    /// What it is told to wait.
    Micros lose(const Loss &loss = {})
    {
        const auto next = policy.lost(loss);
        return next ? *next - clock.now() : Micros(-1);
    }
    /// Waits and tries.
    void retry()
    {
        clock.advance(*policy.nextTry() - clock.now());
        QVERIFY(policy.begin());
    }
    /// Fails `times` times; what it is told the last time.
    Micros fail(int times)
    {
        Micros delay = lose();
        for (int i = 1; i < times; ++i) {
            retry();
            delay = lose();
        }
        return delay;
    }

    ManualClock clock;
    SeededRandom random;
    ReconnectPolicy policy{clock, random};
};

/// Always the least or the most that is asked for.
class Extreme final : public Random
{
public:
    explicit Extreme(bool isMost)
        : m_isMost(isMost)
    {
    }
    quint64 next() override { return m_isMost ? m_most : 0; }
    void setWidth(Micros width) { m_most = static_cast<quint64>(width.count()); }

private:
    bool m_isMost;
    quint64 m_most = 0;
};

} // namespace

class tst_ReconnectPolicy : public QObject
{
    Q_OBJECT

private slots:
    void delaysAreSpread_data();
    void delaysAreSpread();
    void delaysReachBothEnds_data();
    void delaysReachBothEnds();
    void manyAttemptsDoNotOverflow();
    void sameSeedSameDelays();
    void serverMayAskForTime_data();
    void serverMayAskForTime();
    void thoseToldTheSameSpread();
    void askingForTimeKeepsTheBackoff();
    void finalMeansFinal();
    void finalEndsAPlan();
    void countSurvivesShortConnections();
    void countEndsAfterAMinute_data();
    void countEndsAfterAMinute();
    void userDoesNotWait();
    void userAsksOnceAtATime();
    void cancelEndsIt();
    void beginsOnTimeAndOnce();
    void losingTwiceKeepsThePlan();
    void sleepingMakesNoBurst();
    void windowSeesTheState();
};

void tst_ReconnectPolicy::delaysAreSpread_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("mostMs");
    QTest::newRow("first") << 1 << 500;
    QTest::newRow("second") << 2 << 1000;
    QTest::newRow("fifth") << 5 << 8000;
    QTest::newRow("last-doubling") << 7 << 32'000;
    QTest::newRow("cap") << 8 << 60'000;
    QTest::newRow("past-the-cap") << 9 << 60'000;
    QTest::newRow("past-64-bits") << 70 << 60'000;
}

void tst_ReconnectPolicy::delaysAreSpread()
{
    QFETCH(int, attempt);
    QFETCH(int, mostMs);
    const Micros most = Millis(mostMs);
    std::set<qint64> different;
    std::vector<int> quarters(4);
    qint64 sum = 0;
    for (quint64 seed = 0; seed < kSeeds; ++seed) {
        Client client(seed);
        const Micros delay = client.fail(attempt);
        QVERIFY2(delay >= ReconnectPolicy::kMinDelay && delay <= most,
                 qPrintable(QString::number(delay.count())));
        QCOMPARE(client.policy.attempt(), attempt);
        different.insert(delay.count());
        sum += delay.count();
        const qint64 width = (most - ReconnectPolicy::kMinDelay).count() + 1;
        ++quarters[static_cast<std::size_t>((delay - ReconnectPolicy::kMinDelay).count() * 4 / width)];
    }
    QVERIFY(different.size() > kSeeds * 9 / 10);
    const double mean = static_cast<double>(sum) / kSeeds;
    const double expected = static_cast<double>((most + ReconnectPolicy::kMinDelay).count()) / 2;
    QVERIFY2(qAbs(mean - expected) < expected * 0.05, qPrintable(QString::number(mean)));
    for (const int count : quarters) // jitter over the whole range, not around its middle
        QVERIFY2(count > 200 && count < 300, qPrintable(QString::number(count)));
}

void tst_ReconnectPolicy::delaysReachBothEnds_data()
{
    QTest::addColumn<bool>("isMost");
    QTest::newRow("least") << false;
    QTest::newRow("most") << true;
}

void tst_ReconnectPolicy::delaysReachBothEnds()
{
    QFETCH(bool, isMost);
    ManualClock clock;
    Extreme random(isMost);
    ReconnectPolicy policy(clock, random);
    policy.connected();
    for (const int mostMs : {500, 1000, 2000, 4000, 8000, 16'000, 32'000, 60'000, 60'000}) {
        random.setWidth(Millis(mostMs) - ReconnectPolicy::kMinDelay);
        const Millis expected = isMost ? Millis(mostMs) : ReconnectPolicy::kMinDelay;
        QVERIFY(policy.lost({}) == clock.now() + expected);
        clock.advance(expected);
        QVERIFY(policy.begin());
    }
}

void tst_ReconnectPolicy::manyAttemptsDoNotOverflow()
{
    Client client(7);
    for (int i = 1; i <= 5000; ++i) {
        const Micros delay = client.lose();
        QVERIFY(delay >= ReconnectPolicy::kMinDelay && delay <= ReconnectPolicy::kMaxDelay);
        QCOMPARE(client.policy.attempt(), i);
        client.retry();
    }
}

void tst_ReconnectPolicy::sameSeedSameDelays()
{
    Client a(42);
    Client b(42);
    Client c(43);
    QVERIFY(a.fail(9) == b.fail(9));
    QVERIFY(a.fail(9) != c.fail(9));
}

void tst_ReconnectPolicy::serverMayAskForTime_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("leastMs");
    QTest::addColumn<qint64>("mostMs");
    const qint64 bound = ReconnectPolicy::kMaxRetryAfterSeconds;
    QTest::newRow("none") << qint64(0) << qint64(100) << qint64(500);
    QTest::newRow("negative") << qint64(-5) << qint64(100) << qint64(500);
    QTest::newRow("least-number") << std::numeric_limits<qint64>::min() << qint64(100) << qint64(500);
    QTest::newRow("one") << qint64(1) << qint64(1100) << qint64(1500);
    QTest::newRow("a-minute") << qint64(60) << qint64(60'100) << qint64(75'000);
    QTest::newRow("limit") << bound << qint64(600'100) << qint64(660'000);
    QTest::newRow("limit-plus-one") << bound + 1 << qint64(600'100) << qint64(660'000);
    QTest::newRow("greatest-number") << std::numeric_limits<qint64>::max() << qint64(600'100)
                                     << qint64(660'000);
}

void tst_ReconnectPolicy::serverMayAskForTime()
{
    QFETCH(qint64, seconds);
    QFETCH(qint64, leastMs);
    QFETCH(qint64, mostMs);
    Micros earliest = Micros::max();
    Micros latest{};
    for (quint64 seed = 0; seed < kSeeds; ++seed) {
        const Micros delay = Client(seed).lose({seconds});
        earliest = std::min(earliest, delay);
        latest = std::max(latest, delay);
    }
    const Micros tenth = Millis(mostMs - leastMs) / 10; // the draws come near both ends
    QVERIFY(earliest >= Millis(leastMs) && earliest < Millis(leastMs) + tenth);
    QVERIFY(latest <= Millis(mostMs) && latest > Millis(mostMs) - tenth);
}

void tst_ReconnectPolicy::thoseToldTheSameSpread()
{
    std::set<qint64> different;
    for (quint64 seed = 0; seed < kSeeds; ++seed)
        different.insert(Client(seed).lose({1}).count());
    QVERIFY(different.size() > kSeeds * 9 / 10);
}

void tst_ReconnectPolicy::askingForTimeKeepsTheBackoff()
{
    Micros latest{};
    for (quint64 seed = 0; seed < kSeeds; ++seed) {
        Client client(seed);
        (void)client.fail(4);
        client.retry();
        client.policy.connected();
        const Micros delay = client.lose({1});
        QVERIFY(delay >= Millis(1100) && delay <= Millis(9000));
        latest = std::max(latest, delay);
    }
    QVERIFY(latest > Millis(8000));
}

void tst_ReconnectPolicy::finalMeansFinal()
{
    Client client(1);
    (void)client.fail(3);
    client.retry();
    client.policy.connected();
    QVERIFY(!client.policy.lost({0, true}));
    QVERIFY(!client.policy.nextTry());
    client.clock.advance(std::chrono::hours(24));
    QVERIFY(!client.policy.begin());
    QVERIFY(!client.policy.lost({})); // its socket closes after the farewell
    QVERIFY(!client.policy.lost({5}));

    client.policy.tryNow();
    QVERIFY(client.policy.begin());
    QCOMPARE(client.policy.attempt(), 3);
    QVERIFY(client.policy.lost({}).has_value()); // the user's try failed for another reason
    QCOMPARE(client.policy.attempt(), 4);
}

void tst_ReconnectPolicy::finalEndsAPlan()
{
    Client client(1);
    QVERIFY(client.policy.lost({}).has_value());
    QVERIFY(!client.policy.lost({0, true}));
    client.clock.advance(std::chrono::hours(1));
    QVERIFY(!client.policy.begin());

    Client trying(2);
    (void)trying.lose();
    trying.retry();
    QVERIFY(!trying.policy.lost({30, true}));
}

void tst_ReconnectPolicy::countSurvivesShortConnections()
{
    Client client(3);
    for (int i = 1; i <= 20; ++i) { // a server that takes everybody and dies
        QVERIFY(client.lose() > Micros(0));
        QCOMPARE(client.policy.attempt(), i);
        client.retry();
        client.policy.connected();
        client.stay(Millis(2000));
        QCOMPARE(client.policy.attempt(), i);
    }
}

void tst_ReconnectPolicy::countEndsAfterAMinute_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<int>("attempt");
    QTest::newRow("at-once") << qint64(0) << 6;
    QTest::newRow("one-before") << qint64(59'999'999) << 6;
    QTest::newRow("limit") << qint64(60'000'000) << 1;
    QTest::newRow("a-day") << qint64(86'400'000'000) << 1;
}

void tst_ReconnectPolicy::countEndsAfterAMinute()
{
    QFETCH(qint64, micros);
    QFETCH(int, attempt);
    Client client(4);
    (void)client.fail(5);
    client.retry();
    client.policy.connected();
    client.clock.advance(Micros(micros));
    QCOMPARE(client.policy.attempt(), attempt - 1);
    const Micros delay = client.lose();
    QCOMPARE(client.policy.attempt(), attempt);
    QVERIFY(attempt > 1 || delay <= ReconnectPolicy::kFirstDelay);
}

void tst_ReconnectPolicy::userDoesNotWait()
{
    Client client(5);
    (void)client.fail(6);
    QVERIFY(!client.policy.begin());
    client.policy.tryNow();
    QVERIFY(client.policy.nextTry() == client.clock.now());
    QCOMPARE(client.policy.attempt(), 6);
    QVERIFY(client.policy.begin());
    (void)client.lose();
    QCOMPARE(client.policy.attempt(), 7);
}

void tst_ReconnectPolicy::userAsksOnceAtATime()
{
    Client client(6);
    client.policy.tryNow(); // connected
    QVERIFY(!client.policy.begin());
    (void)client.lose();
    client.policy.tryNow();
    client.policy.tryNow();
    QVERIFY(client.policy.begin());
    client.policy.tryNow(); // a try is under way
    QVERIFY(!client.policy.begin());
    QCOMPARE(client.policy.attempt(), 1);
}

void tst_ReconnectPolicy::cancelEndsIt()
{
    Client client(8);
    (void)client.fail(5);
    client.policy.cancel();
    QVERIFY(!client.policy.nextTry());
    QCOMPARE(client.policy.attempt(), 0);
    client.clock.advance(std::chrono::hours(1));
    QVERIFY(!client.policy.begin());
    QVERIFY(!client.policy.lost({})); // the socket that was closed for it

    client.policy.tryNow();
    QVERIFY(client.policy.begin());
    client.policy.cancel(); // in the middle of a try
    QVERIFY(!client.policy.lost({}));
}

void tst_ReconnectPolicy::beginsOnTimeAndOnce()
{
    Client client(9);
    QVERIFY(!client.policy.begin()); // connected
    const Micros delay = client.lose();
    client.clock.advance(delay - Micros(1));
    QVERIFY(!client.policy.begin());
    client.clock.advance(Micros(1));
    QVERIFY(client.policy.begin());
    QVERIFY(!client.policy.begin());
    QVERIFY(!client.policy.nextTry());
}

void tst_ReconnectPolicy::losingTwiceKeepsThePlan()
{
    Client client(10);
    const auto next = client.policy.lost({60}); // its `bye`
    client.stay(Millis(1));
    QVERIFY(client.policy.lost({}) == next); // the end of its socket
    QCOMPARE(client.policy.attempt(), 1);
}

void tst_ReconnectPolicy::sleepingMakesNoBurst()
{
    Client client(11);
    (void)client.fail(4);
    client.clock.advance(std::chrono::hours(10));
    QVERIFY(client.policy.begin());
    QVERIFY(!client.policy.begin());
    for (int i = 5; i < 10; ++i) { // the network is not there yet
        QVERIFY(client.lose() >= ReconnectPolicy::kMinDelay);
        QCOMPARE(client.policy.attempt(), i);
        QVERIFY(!client.policy.begin());
        client.retry();
    }
}

void tst_ReconnectPolicy::windowSeesTheState()
{
    Client client(12);
    QCOMPARE(client.policy.attempt(), 0);
    QVERIFY(!client.policy.nextTry());
    const auto next = client.policy.lost({});
    QVERIFY(next && client.policy.nextTry() == next);
    QCOMPARE(client.policy.attempt(), 1);
    client.retry();
    QCOMPARE(client.policy.attempt(), 1);
    client.policy.connected();
    QVERIFY(!client.policy.nextTry());
    client.stay(ReconnectPolicy::kStableAfter);
    QCOMPARE(client.policy.attempt(), 0);
}

QTEST_APPLESS_MAIN(tst_ReconnectPolicy)
#include "tst_reconnectpolicy.moc"
