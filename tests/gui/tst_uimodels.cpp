// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trafficfiltermodel.h"
#include "ui/trafficmodel.h"
#include "uirecords.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Ui;
using namespace Chalkwire::Testing;
using Tester = QAbstractItemModelTester;

class tst_UiModels : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }
    void appendsOneBatch();
    void dropsRowsWithTheRing();
    void dropsPartOfABatchThatIsTooBig();
    void keepsARecordThatPassesTheBoundAlone();
    void keepsRecordsWhilePaused();
    void clearForgetsWhatWaits();
    void saysARowAsOneSentence();
    void findsRowsByNumber();
    void filterHidesAndNeverDiscards();
    void filterIsLive();
    void rowsKeepTheirStripes();
    void wrongFilterLeavesTheLastOne();
    void filterFollowsDroppedRows();
    void bigFilterIsWorkedOutInSlices();
    void newFilterDuringAScanWins();
};

void tst_UiModels::appendsOneBatch()
{
    TrafficModel model(0);
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append(records(3));
    model.append(records(2));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 5); // the timer's doing
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 0);
    QCOMPARE(inserted.at(0).at(2).toInt(), 4);
}

void tst_UiModels::dropsRowsWithTheRing()
{
    const qint64 cost = record(1, "hello0").cost();
    TrafficModel model(4 * cost + cost / 2);
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.append(records(4));
    model.flush();
    QCOMPARE(model.rowCount(), 4); // at the limit
    QCOMPARE(model.dropped(), 0U);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.append(records(1));
    model.flush(); // one past it
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(2).toInt(), 0);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.dropped(), 1U);
    QCOMPARE(model.recordAt(0).number, 2U);
    QCOMPARE(model.recordAt(3).number, 5U);
}

void tst_UiModels::dropsPartOfABatchThatIsTooBig()
{
    const qint64 cost = record(1, "hello0").cost();
    TrafficModel model(4 * cost + cost / 2);
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.append(records(3));
    model.flush();
    model.append(records(9));
    model.flush();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.dropped(), 8U);
    QCOMPARE(model.recordAt(3).bytes, QByteArray("hello8"));
}

void tst_UiModels::keepsARecordThatPassesTheBoundAlone()
{
    TrafficModel model(2000);
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.append(records(3));
    model.flush();
    model.append({record(1, QByteArray(5000, 'x'))});
    model.flush();
    QCOMPARE(model.rowCount(), 1);
    model.append(records(1));
    model.flush();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.recordAt(0).bytes, QByteArray("hello0"));
}

void tst_UiModels::keepsRecordsWhilePaused()
{
    TrafficModel model(0);
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.append(records(2));
    model.setPaused(true);
    QCOMPARE(model.rowCount(), 2); // what came before is shown
    QSignalSpy waiting(&model, &TrafficModel::waitingChanged);
    model.append(records(3));
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(model.waiting(), 3);
    QCOMPARE(model.rowCount(), 2);
    model.setPaused(false);
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(model.recordAt(4).number, 5U);
}

void tst_UiModels::clearForgetsWhatWaits()
{
    TrafficModel model(0);
    Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.append(records(2));
    model.flush();
    model.append(records(2));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.waiting(), 0);
    model.flush();
    QCOMPARE(inserted.size(), 0);
}

void tst_UiModels::saysARowAsOneSentence()
{
    TrafficModel model(0);
    Trace::Record faulty = record(3, "caf\xe9\n");
    faulty.fault = TextFault::InvalidUtf8;
    faulty.faultOffset = 3;
    model.append({record(3, "hello"), faulty});
    model.flush();
    QCOMPARE(model.index(0, 0).data(TrafficModel::SentenceRole).toString(),
             QStringLiteral("From client 3, ana: 5 bytes in one read: hello"));
    QVERIFY(model.index(1, 0)
                .data(TrafficModel::SentenceRole)
                .toString()
                .contains(QStringLiteral("Byte 3 is not valid UTF-8")));
    QCOMPARE(model.index(1, 0).data(TrafficModel::SeverityRole).toInt(), static_cast<int>(Severity::Warning));
    QCOMPARE(model.index(0, TrafficModel::BytesColumn).data(TrafficModel::SortRole).toLongLong(), 5);
    QVERIFY(model.index(0, TrafficModel::TimeColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral(".123456")));
}

void tst_UiModels::findsRowsByNumber()
{
    const qint64 cost = record(1, "hello0").cost();
    TrafficModel model(3 * cost + cost / 2);
    model.append(records(5));
    model.flush();
    QCOMPARE(model.rowOf(2), -1);
    QCOMPARE(model.rowOf(3), 0);
    QCOMPARE(model.rowOf(5), 2);
    QCOMPARE(model.rowOf(6), -1);
    QCOMPARE(model.rowOf(0), -1);
}

void tst_UiModels::filterHidesAndNeverDiscards()
{
    TrafficModel model(0);
    TrafficFilterModel filtered(&model);
    Tester tester(&filtered, Tester::FailureReportingMode::Fatal);
    model.append(records(10));
    model.flush();
    QCOMPARE(filtered.matched(), 10);
    QVERIFY(filtered.setFilterText(QStringLiteral("client:2")).has_value());
    QCOMPARE(filtered.matched(), 5);
    QCOMPARE(filtered.total(), 10);
    QCOMPARE(filtered.recordAt(0).number, 2U);
    QCOMPARE(filtered.rowOf(3), -1);
    QCOMPARE(filtered.mapToSource(filtered.index(4, 1)), model.index(9, 1));
    QVERIFY(filtered.setFilterText({}).has_value());
    QCOMPARE(filtered.matched(), 10);
    for (int row = 0; row < 10; ++row)
        QCOMPARE(filtered.recordAt(row).number, static_cast<quint64>(row + 1));
}

void tst_UiModels::rowsKeepTheirStripes()
{
    TrafficModel model(5 * record(1, "hello0").cost());
    TrafficFilterModel filtered(&model);
    const auto stripes = [&filtered] {
        QString text;
        for (int row = 0; row < filtered.rowCount(); ++row)
            text += filtered.index(row, 0).data(TrafficModel::StripeRole).toBool() ? u'x' : u'-';
        return text;
    };
    model.append(records(5));
    model.flush();
    QCOMPARE(stripes(), QStringLiteral("-x-x-"));
    model.append(records(1)); // one goes at the front
    model.flush();
    QCOMPARE(stripes(), QStringLiteral("x-x-x"));
    QVERIFY(filtered.setFilterText(QStringLiteral("client:2")).has_value());
    QCOMPARE(stripes().size(), 2);
    QVERIFY(stripes() == QStringLiteral("-x") || stripes() == QStringLiteral("x-"));
}

void tst_UiModels::filterIsLive()
{
    TrafficModel model(0);
    TrafficFilterModel filtered(&model);
    Tester tester(&filtered, Tester::FailureReportingMode::Fatal);
    QVERIFY(filtered.setFilterText(QStringLiteral("hello3")).has_value());
    QSignalSpy counts(&filtered, &TrafficFilterModel::countsChanged);
    model.append(records(6));
    model.flush();
    QCOMPARE(filtered.matched(), 1);
    QVERIFY(counts.size() > 0);
    model.append(records(4));
    model.flush();
    QCOMPARE(filtered.matched(), 2);
    QCOMPARE(filtered.recordAt(1).number, 10U);
    model.clear();
    QCOMPARE(filtered.matched(), 0);
    model.append(records(4));
    model.flush();
    QCOMPARE(filtered.matched(), 1);
}

void tst_UiModels::wrongFilterLeavesTheLastOne()
{
    TrafficModel model(0);
    TrafficFilterModel filtered(&model);
    model.append(records(10));
    model.flush();
    QVERIFY(filtered.setFilterText(QStringLiteral("client:2")).has_value());
    const Result<bool> wrong = filtered.setFilterText(QStringLiteral("client:2 bytes>x"));
    QVERIFY(!wrong.has_value());
    QCOMPARE(wrong.error().code, ErrorCode::BadFilter);
    QCOMPARE(wrong.error().position, 9);
    QCOMPARE(filtered.matched(), 5);
    QCOMPARE(filtered.filterText(), QStringLiteral("client:2"));
}

void tst_UiModels::filterFollowsDroppedRows()
{
    const qint64 cost = record(1, "hello0").cost();
    TrafficModel model(6 * cost + cost / 2);
    TrafficFilterModel filtered(&model);
    Tester tester(&filtered, Tester::FailureReportingMode::Fatal);
    QVERIFY(filtered.setFilterText(QStringLiteral("client:1")).has_value());
    for (int round = 0; round < 20; ++round) {
        model.append(records(1 + round % 9));
        model.flush();
        int expected = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            expected += model.recordAt(row).connection == 1 ? 1 : 0;
        QCOMPARE(filtered.matched(), expected);
        for (int row = 0; row < filtered.matched(); ++row)
            QCOMPARE(filtered.recordAt(row).connection, 1U);
    }
}

void tst_UiModels::bigFilterIsWorkedOutInSlices()
{
    constexpr int count = 100'000;
    TrafficModel model(0);
    TrafficFilterModel filtered(&model);
    model.append(records(count, QByteArray(200, 'x')));
    model.flush();
    QTRY_COMPARE_WITH_TIMEOUT(filtered.matched(), count, 30'000);
    QSignalSpy finished(&filtered, &TrafficFilterModel::scanFinished);
    QVERIFY(filtered.setFilterText(QStringLiteral("ÄÖ | x99999")).has_value());
    QVERIFY(filtered.isScanning()); // it came back before it was done
    QCOMPARE(filtered.matched(), count);
    QTRY_VERIFY_WITH_TIMEOUT(!filtered.isScanning(), 60'000);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(filtered.matched(), 1);
    QCOMPARE(filtered.recordAt(0).number, static_cast<quint64>(count));
}

void tst_UiModels::newFilterDuringAScanWins()
{
    TrafficModel model(0);
    TrafficFilterModel filtered(&model);
    Tester tester(&filtered, Tester::FailureReportingMode::Fatal);
    model.append(records(30'000, QByteArray(200, 'x')));
    model.flush();
    QTRY_COMPARE_WITH_TIMEOUT(filtered.matched(), 30'000, 30'000);
    QVERIFY(filtered.setFilterText(QStringLiteral("ÄÖ")).has_value());
    QVERIFY(filtered.setFilterText(QStringLiteral("client:2")).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(!filtered.isScanning(), 30'000);
    QCOMPARE(filtered.matched(), 15'000);
}

QTEST_MAIN(tst_UiModels)
#include "tst_uimodels.moc"
