// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/peer.h"
#include "base/random.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <memory>

using namespace Chalkwire;

class tst_Values : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void holdsValueOrError();
    void movesWhatCannotBeCopied();
    void namesEveryError();
    void setsEveryLimit();
    void refusesLimits_data();
    void refusesLimits();
    void passesLimit();
    void writesEndpoint_data();
    void writesEndpoint();
    void namesEveryCloseReason();
    void readsLogLevels();
    void standsStill();
    void goesOn();
    void repeatsForSeed();
};

void tst_Values::holdsValueOrError()
{
    const Expected<int, QString> good = 42;
    QVERIFY(good.has_value());
    QVERIFY(bool(good));
    QCOMPARE(*good, 42);
    QCOMPARE(good.value_or(7), 42);
    const Expected<int, QString> bad = Unexpected{QStringLiteral("why")};
    QVERIFY(!bad.has_value());
    QCOMPARE(bad.error(), u"why");
    QCOMPARE(bad.value_or(7), 7);
    // The same type on both sides stays apart.
    const Expected<QString, QString> same = Unexpected{QStringLiteral("error")};
    QVERIFY(!same.has_value());
}

void tst_Values::movesWhatCannotBeCopied()
{
    Expected<std::unique_ptr<int>, QString> holder = std::make_unique<int>(5);
    QCOMPARE(**holder, 5);
    const std::unique_ptr<int> taken = std::move(holder).value();
    QCOMPARE(*taken, 5);
}

void tst_Values::namesEveryError()
{
    QSet<QString> names;
    for (int i = 0; i <= int(ErrorCode::BadRecord); ++i)
        names.insert(errorName(ErrorCode(i)));
    QCOMPARE(names.size(), int(ErrorCode::BadRecord) + 1);
    QVERIFY(!names.contains(QStringLiteral("unknown")));
    QCOMPARE(errorName(ErrorCode(255)), u"unknown");
}

void tst_Values::setsEveryLimit()
{
    Limits limits;
    const QStringList names = Limits::names();
    for (qsizetype i = 0; i < names.size(); ++i) {
        QCOMPARE(limits.value(names[i]) > 0, names[i] != u"idleMs" && names[i] != u"keepDays");
        QVERIFY(limits.set(names[i] + u'=' + QString::number(1000 + i)).has_value());
    }
    for (qsizetype i = 0; i < names.size(); ++i)
        QCOMPARE(limits.value(names[i]), 1000 + i);
    QVERIFY(limits.set(u"maxClients=0").has_value());
    QCOMPARE(limits.maxClients, 0);
    QCOMPARE(limits.value(u"nothing"), -1);
}

void tst_Values::refusesLimits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("empty") << QString() << int(ErrorCode::UnknownLimit);
    QTest::newRow("unknown") << QStringLiteral("maxclients=1") << int(ErrorCode::UnknownLimit);
    QTest::newRow("no-value") << QStringLiteral("maxClients") << int(ErrorCode::BadNumber);
    QTest::newRow("empty-value") << QStringLiteral("maxClients=") << int(ErrorCode::BadNumber);
    QTest::newRow("negative") << QStringLiteral("maxClients=-1") << int(ErrorCode::BadNumber);
    QTest::newRow("fraction") << QStringLiteral("maxClients=1.5") << int(ErrorCode::BadNumber);
    QTest::newRow("unit") << QStringLiteral("traceBytes=1k") << int(ErrorCode::BadNumber);
    QTest::newRow("too-large") << QStringLiteral("maxClients=9223372036854775808")
                               << int(ErrorCode::BadNumber);
}

void tst_Values::refusesLimits()
{
    QFETCH(QString, text);
    Limits limits;
    const Result<bool> result = limits.set(text);
    QVERIFY(!result.has_value());
    QTEST(int(result.error().code), "code");
    QCOMPARE(limits.maxClients, Limits().maxClients);
}

void tst_Values::passesLimit()
{
    QVERIFY(!passes(10, 10));
    QVERIFY(passes(11, 10));
    QVERIFY(!passes(11, 0));
}

void tst_Values::writesEndpoint_data()
{
    QTest::addColumn<int>("transport");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("text");
    const int tcp = int(Transport::Tcp);
    QTest::newRow("ipv4") << tcp << QStringLiteral("127.0.0.1") << QStringLiteral("127.0.0.1:8000");
    QTest::newRow("ipv6") << tcp << QStringLiteral("::1") << QStringLiteral("[::1]:8000");
    QTest::newRow("scope") << tcp << QStringLiteral("fe80::1%eth0") << QStringLiteral("[fe80::1%eth0]:8000");
    QTest::newRow("numbered-scope") << tcp << QStringLiteral("fe80::1%2")
                                    << QStringLiteral("[fe80::1%2]:8000");
    QTest::newRow("udp") << int(Transport::Udp) << QStringLiteral("10.0.0.1")
                         << QStringLiteral("10.0.0.1:8000");
    QTest::newRow("local") << int(Transport::Local) << QStringLiteral("a%1") << QStringLiteral("local:a%1");
}

void tst_Values::writesEndpoint()
{
    QFETCH(int, transport);
    QFETCH(QString, address);
    const PeerInfo peer{Transport(transport), address, 8000, 1};
    QTEST(peer.endpoint(), "text");
}

void tst_Values::namesEveryCloseReason()
{
    QSet<QString> names;
    for (int i = 0; i <= int(CloseReason::ServerSaidClosed); ++i)
        names.insert(closeReasonName(CloseReason(i)));
    QCOMPARE(names.size(), int(CloseReason::ServerSaidClosed) + 1);
    QVERIFY(!names.contains(QStringLiteral("unknown")));
    QCOMPARE(closeReasonName(CloseReason(255)), u"unknown");
}

void tst_Values::readsLogLevels()
{
    QCOMPARE(logLevelFromName(u"debug").value_or(LogLevel::Error), LogLevel::Debug);
    QCOMPARE(logLevelFromName(u"info").value_or(LogLevel::Error), LogLevel::Info);
    QCOMPARE(logLevelFromName(u"warning").value_or(LogLevel::Error), LogLevel::Warning);
    QCOMPARE(logLevelFromName(u"error").value_or(LogLevel::Info), LogLevel::Error);
    QVERIFY(!logLevelFromName(u"Info").has_value());
    QVERIFY(!logLevelFromName(u"").has_value());
}

void tst_Values::standsStill()
{
    ManualClock clock;
    const Instant then = clock.now();
    const qint64 wall = clock.wallMicros();
    QCOMPARE(clock.now(), then);
    clock.advance(Micros(1500));
    QCOMPARE((clock.now() - then).count(), 1500);
    QCOMPARE(clock.wallMicros() - wall, 1500);
}

void tst_Values::goesOn()
{
    const SystemClock clock;
    const Instant then = clock.now();
    QVERIFY(clock.now() >= then);
    QVERIFY(clock.wallMicros() > ManualClock().wallMicros());
}

void tst_Values::repeatsForSeed()
{
    // The C++ standard states the 10 000th number of this engine for its default seed ([rand.predef]).
    SeededRandom random(5489);
    quint64 last = 0;
    for (int i = 0; i < 10'000; ++i)
        last = random.next();
    QCOMPARE(last, 9981545732273789042ULL);
    SystemRandom system;
    QVERIFY(system.next() != system.next());
}

QTEST_APPLESS_MAIN(tst_Values)
#include "tst_values.moc"
