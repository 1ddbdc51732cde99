// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/names.h"
#include "trace/timetext.h"

#include "base/random.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

class tst_Names : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void areStable();
    void readBack();
    void refuseOthers_data();
    void refuseOthers();
    void writesTime_data();
    void writesTime();
    void writesTimeWithOffset_data();
    void writesTimeWithOffset();
    void readsTimeBack();
    void refusesTime_data();
    void refusesTime();
};

void tst_Names::areStable()
{
    QStringList all;
    for (int i = 0; i < 4; ++i)
        all += recordKindName(RecordKind(i)).toString();
    for (int i = 0; i < 11; ++i)
        all += frameTypeName(FrameType(i)).toString();
    for (int i = 0; i < 2; ++i)
        all += directionName(Direction(i)).toString();
    for (int i = 0; i < 3; ++i)
        all += transportName(Transport(i)).toString();
    QCOMPARE(all.join(u' '),
             u"chunk frame opened closed none request line command chat answer push http_request "
             u"http_page tls_hello raw "
             "to_server to_client tcp local udp");
    QCOMPARE(recordKindName(RecordKind(99)), u"unknown");
}

void tst_Names::readBack()
{
    for (int i = 0; i < 4; ++i)
        QCOMPARE(recordKindFromName(recordKindName(RecordKind(i))), RecordKind(i));
    for (int i = 0; i < 11; ++i)
        QCOMPARE(frameTypeFromName(frameTypeName(FrameType(i))), FrameType(i));
    for (int i = 0; i < 2; ++i)
        QCOMPARE(directionFromName(directionName(Direction(i))), Direction(i));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(transportFromName(transportName(Transport(i))), Transport(i));
    for (int i = 0; i <= int(TextFault::Nul); ++i)
        QCOMPARE(textFaultFromName(textFaultName(TextFault(i))), TextFault(i));
    for (int i = 0; i <= int(CloseReason::ServerSaidClosed); ++i)
        QCOMPARE(closeReasonFromName(closeReasonName(CloseReason(i))), CloseReason(i));
}

void tst_Names::refuseOthers_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"", "unknown", "Chunk", "TCP", "chunk ", "to-server"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_Names::refuseOthers()
{
    QFETCH(QString, name);
    QVERIFY(!recordKindFromName(name));
    QVERIFY(!frameTypeFromName(name));
    QVERIFY(!directionFromName(name));
    QVERIFY(!transportFromName(name));
    QVERIFY(!textFaultFromName(name));
    QVERIFY(!closeReasonFromName(name));
}

void tst_Names::writesTime_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000000Z");
    QTest::newRow("before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999999Z");
    QTest::newRow("now") << qint64(1'795'430'467'123'456) << QByteArray("2026-11-23T10:41:07.123456Z");
    QTest::newRow("leap-day") << qint64(951'782'400'000'001) << QByteArray("2000-02-29T00:00:00.000001Z");
    QTest::newRow("first") << kFirstWallMicros << QByteArray("0000-01-01T00:00:00.000000Z");
    QTest::newRow("last") << kLastWallMicros << QByteArray("9999-12-31T23:59:59.999999Z");
    QTest::newRow("past-last") << kLastWallMicros + 1 << QByteArray("9999-12-31T23:59:59.999999Z");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max()
                             << QByteArray("9999-12-31T23:59:59.999999Z");
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min()
                              << QByteArray("0000-01-01T00:00:00.000000Z");
}

void tst_Names::writesTime()
{
    QFETCH(qint64, micros);
    QTEST(isoUtc(micros), "text");
}

void tst_Names::writesTimeWithOffset_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("utc") << 0 << QByteArray("2026-11-23T10:41:07.123456+00:00");
    QTest::newRow("east") << 3600 << QByteArray("2026-11-23T11:41:07.123456+01:00");
    QTest::newRow("china") << 8 * 3600 << QByteArray("2026-11-23T18:41:07.123456+08:00");
    QTest::newRow("half-hour-west") << -12'600 << QByteArray("2026-11-23T07:11:07.123456-03:30");
    QTest::newRow("absurd") << 1'000'000 << QByteArray("2026-11-24T04:41:07.123456+18:00");
}

void tst_Names::writesTimeWithOffset()
{
    QFETCH(int, offset);
    QTEST(isoWithOffset(1'795'430'467'123'456, offset), "text");
    QCOMPARE(isoWithOffset(kLastWallMicros, offset).size(), 32);
    QCOMPARE(isoLocal(std::numeric_limits<qint64>::min()).size(), 32);
}

void tst_Names::readsTimeBack()
{
    SeededRandom random(4);
    for (int i = 0; i < 5000; ++i) {
        const auto span = quint64(kLastWallMicros - kFirstWallMicros);
        const qint64 micros = kFirstWallMicros + qint64(random.next() % span);
        QCOMPARE(wallMicrosFromIsoUtc(isoUtc(micros)), micros);
    }
}

void tst_Names::refusesTime_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "2026-11-23", "2026-11-23T10:41:07.123456", "2026-11-23T10:41:07.12345Z",
          "2026-11-23T10:41:07,123456Z", "2026-13-23T10:41:07.123456Z", "2026-02-29T10:41:07.123456Z",
          "2026-11-00T10:41:07.123456Z", "2026-11-23T24:00:00.000000Z", "2026-11-23T10:60:07.123456Z",
          "2026-11-23T10:41:60.123456Z", "2026-11-23 10:41:07.123456Z", "-026-11-23T10:41:07.123456Z",
          "2026-11-23T10:41:07.123456Z "})
        QTest::newRow(text) << QByteArray(text);
}

void tst_Names::refusesTime()
{
    QFETCH(QByteArray, text);
    QVERIFY(!wallMicrosFromIsoUtc(text));
}

QTEST_APPLESS_MAIN(tst_Names)
#include "tst_names.moc"
