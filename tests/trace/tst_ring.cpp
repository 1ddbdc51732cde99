// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/ring.h"

#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

class tst_Ring : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void costsItsParts();
    void concernsRecipients();
    void numbersRecords();
    void keepsNumbersRising();
    void findsByNumber();
    void keepsAtLimit();
    void dropsPastLimit();
    void keepsLongRecordAlone();
    void hasNoBound();
    void clears();
    void gives();
    void sharesBatches();
    void renumbersABatchInACopy();
    void dropsWithinBatches();
    void givesOnlyWhatIsKept();
    void findsInManyBatches();
    void staysWithinBound();

private:
    static SharedRecords batch(quint64 firstNumber, int count)
    {
        Records records(static_cast<size_t>(count), chunk("abc"));
        for (Record &record : records)
            record.number = firstNumber++;
        return std::make_shared<const Records>(std::move(records));
    }
};

void tst_Ring::costsItsParts()
{
    Record record;
    const qint64 empty = record.cost();
    QVERIFY(empty >= qint64(sizeof(Record)));
    record.bytes = QByteArray(100, 'x');
    QCOMPARE(record.cost(), empty + 100);
    record.peer = QStringLiteral("ana");
    record.room = QStringLiteral("lobby");
    QCOMPARE(record.cost(), empty + 100 + 16);
    record.recipients = std::vector<Recipient>(1000);
    QCOMPARE(record.cost(), empty + 100 + 16 + 1000 * qint64(sizeof(Recipient)));
    record.recipients = record.recipients.later(100); // the list is another record's
    QCOMPARE(record.cost(), empty + 100 + 16);
}

void tst_Ring::concernsRecipients()
{
    const Record one = chunk("a", 7, 3);
    QVERIFY(one.concerns(3));
    QVERIFY(!one.concerns(4));
    QVERIFY(!one.concerns(kNoConnection));
    QCOMPARE(one.offsetFor(3), 7);
    const Record many = broadcast("a", {{4, 40}, {5, 50}});
    QVERIFY(many.concerns(4));
    QVERIFY(many.concerns(5));
    QVERIFY(!many.concerns(3));
    QVERIFY(!many.concerns(kNoConnection));
    QCOMPARE(many.offsetFor(5), 50);
    Record next = many;
    next.recipients = many.recipients.later(7).later(3);
    QCOMPARE(next.offsetFor(4), 50);
    QCOMPARE(next.offsetFor(5), 60);
    QCOMPARE(next.recipients.front().offset, 50);
    QCOMPARE(next.recipients.size(), size_t(2));
    QCOMPARE(many.offsetFor(4), 40);
}

void tst_Ring::numbersRecords()
{
    Ring ring(0);
    for (quint64 i = 1; i <= 3; ++i) {
        ring.append(Record());
        QCOMPARE(ring.at(ring.size() - 1).number, i);
    }
}

void tst_Ring::keepsNumbersRising()
{
    Ring ring(0);
    Record record;
    record.number = 10;
    ring.append(record);
    ring.append(record);
    record.number = 5;
    ring.append(record);
    record.number = 20;
    ring.append(record);
    QCOMPARE(ring.at(0).number, 10);
    QCOMPARE(ring.at(1).number, 11);
    QCOMPARE(ring.at(2).number, 12);
    QCOMPARE(ring.at(3).number, 20);
}

void tst_Ring::findsByNumber()
{
    Ring ring(0);
    QCOMPARE(ring.indexOf(1), -1);
    for (const quint64 number : {2ULL, 3ULL, 7ULL}) {
        Record record;
        record.number = number;
        ring.append(record);
    }
    QCOMPARE(ring.indexOf(2), 0);
    QCOMPARE(ring.indexOf(7), 2);
    for (const quint64 missing : {0ULL, 1ULL, 4ULL, 8ULL})
        QCOMPARE(ring.indexOf(missing), -1);
}

void tst_Ring::keepsAtLimit()
{
    Ring ring(2 * chunk("abc").cost());
    QCOMPARE(ring.append(chunk("abc")), 0);
    QCOMPARE(ring.append(chunk("def")), 0);
    QCOMPARE(ring.size(), 2);
    QCOMPARE(ring.dropped(), 0);
    QCOMPARE(ring.bytes(), 2 * chunk("abc").cost());
}

void tst_Ring::dropsPastLimit()
{
    Ring ring(2 * chunk("abc").cost() - 1);
    ring.append(chunk("abc"));
    QCOMPARE(ring.append(chunk("def")), 1);
    QCOMPARE(ring.size(), 1);
    QCOMPARE(ring.at(0).bytes, "def");
    QCOMPARE(ring.dropped(), 1);
    QCOMPARE(ring.bytes(), chunk("def").cost());
    QCOMPARE(ring.indexOf(12), -1);
    QCOMPARE(ring.indexOf(13), 0);
}

void tst_Ring::keepsLongRecordAlone()
{
    Ring ring(1000);
    ring.append(chunk("a"));
    ring.append(chunk("b"));
    QCOMPARE(ring.append(chunk(QByteArray(5000, 'x'))), 2);
    QCOMPARE(ring.size(), 1);
    QVERIFY(ring.bytes() > 5000);
    QCOMPARE(ring.append(chunk("c")), 1);
    QCOMPARE(ring.at(0).bytes, "c");
    QCOMPARE(ring.dropped(), 3);
}

void tst_Ring::hasNoBound()
{
    Ring ring(0);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(ring.append(chunk(QByteArray(1000, 'x'))), 0);
    QCOMPARE(ring.size(), 1000);
}

void tst_Ring::clears()
{
    Ring ring(0);
    ring.append(Record());
    ring.clear();
    QCOMPARE(ring.size(), 0);
    QCOMPARE(ring.bytes(), 0);
    QCOMPARE(ring.dropped(), 0);
    ring.append(Record());
    QCOMPARE(ring.at(0).number, 2); // a number is never given twice
}

void tst_Ring::gives()
{
    Ring ring(0);
    ring.append(chunk("a"));
    ring.append(frame("a"));
    ring.append(closed(CloseReason::Asked));
    const Batches batches = ring.take();
    QCOMPARE(batches.size(), 1);
    const Records &all = *batches.front();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all[1].kind, RecordKind::Frame);
    QCOMPARE(all[2].number, 14);
    QCOMPARE(ring.size(), 0);
    QCOMPARE(ring.bytes(), 0);
    QVERIFY(ring.take().empty());
}

void tst_Ring::sharesBatches()
{
    Ring ring(0);
    const SharedRecords shared = batch(5, 3);
    QCOMPARE(ring.append(shared), 0);
    QCOMPARE(&ring.at(2), &(*shared)[2]);
    QCOMPARE(ring.bytes(), 3 * chunk("abc").cost());
    ring.append(Record());
    QCOMPARE(ring.at(3).number, 8);
    QCOMPARE(shared->size(), 3);
    Batches all = ring.take();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.front().get(), shared.get());
    QCOMPARE(ring.append(std::make_shared<const Records>()), 0);
    QCOMPARE(ring.size(), 0);
}

void tst_Ring::renumbersABatchInACopy()
{
    Ring ring(0);
    const SharedRecords shared = batch(5, 3);
    ring.append(shared);
    ring.append(shared);
    QCOMPARE(ring.size(), 6);
    for (qsizetype i = 0; i < 6; ++i)
        QCOMPARE(ring.at(i).number, quint64(5 + i));
    QCOMPARE(shared->front().number, 5);
}

void tst_Ring::dropsWithinBatches()
{
    Ring ring(4 * chunk("abc").cost());
    std::weak_ptr<const Records> first;
    {
        const SharedRecords records = batch(1, 3);
        first = records;
        QCOMPARE(ring.append(records), 0);
    }
    QCOMPARE(ring.append(batch(4, 3)), 2);
    QCOMPARE(ring.at(0).number, 3);
    QCOMPARE(ring.indexOf(2), -1);
    QCOMPARE(ring.indexOf(3), 0);
    QVERIFY(!first.expired());
    QCOMPARE(ring.append(batch(7, 1)), 1); // its last record goes, and with it the batch
    QVERIFY(first.expired());
    QCOMPARE(ring.at(0).number, 4);
    QCOMPARE(ring.dropped(), 3);
}

void tst_Ring::givesOnlyWhatIsKept()
{
    Ring ring(4 * chunk("abc").cost());
    ring.append(batch(1, 3));
    ring.append(batch(4, 3));
    const Batches all = ring.take();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.front()->size(), 1);
    QCOMPARE(all.front()->front().number, 3);
    QCOMPARE(ring.size(), 0);
    QCOMPARE(ring.append(batch(7, 1)), 0);
    QCOMPARE(ring.at(0).number, 7);
}

void tst_Ring::findsInManyBatches()
{
    Ring ring(0);
    for (quint64 i = 0; i < 100; ++i)
        ring.append(batch(1 + 10 * i, 1 + static_cast<int>(i % 5)));
    for (size_t i = 0; i < Ring::kBatchRecords + 1; ++i)
        ring.append(Record());
    QCOMPARE(ring.size(), 300 + qsizetype(Ring::kBatchRecords) + 1);
    for (const qsizetype step : {qsizetype(1), qsizetype(7), qsizetype(1000)}) {
        for (qsizetype i = ring.size() - 1; i >= 0; i -= step)
            QCOMPARE(ring.indexOf(ring.at(i).number), i);
    }
    QCOMPARE(ring.indexOf(10), -1); // between two batches
    QCOMPARE(ring.take().size(), 102);
}

void tst_Ring::staysWithinBound()
{
    constexpr qint64 kBound = 20'000;
    SeededRandom random(3);
    Ring ring(kBound);
    quint64 appended = 0;
    for (int i = 0; i < 3000; ++i) {
        ring.append(randomRecord(random));
        ++appended;
        QVERIFY(ring.bytes() <= kBound);
        QCOMPARE(quint64(ring.size()) + ring.dropped(), appended);
    }
    qint64 sum = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        sum += ring.at(i).cost();
        QCOMPARE(ring.indexOf(ring.at(i).number), i);
    }
    QCOMPARE(ring.bytes(), sum);
}

QTEST_APPLESS_MAIN(tst_Ring)
#include "tst_ring.moc"
