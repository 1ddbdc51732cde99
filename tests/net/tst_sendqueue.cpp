// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sendqueue.h"

#include <QTest>

using namespace Chalkwire::Net;

/// Which messages go out in one write, and what a write of any length took of them.
class tst_SendQueue : public QObject
{
    Q_OBJECT

private slots:
    void joinsWhatWaits();
    void oneMessageIsNotCopied();
    void batchEndsAtItsLimit_data();
    void batchEndsAtItsLimit();
    void equalQueuesShareABatch();
    void differentQueuesDoNot();
    void readyBatchIsNotCopied();
    void readyBatchJoinsWhatWaits_data();
    void readyBatchJoinsWhatWaits();
    void cutsWhatWasTaken();
    void countsMessagesBySplit();
    void takesNoMoreThanThereIs();
    void clearForgetsAll();
};

void tst_SendQueue::joinsWhatWaits()
{
    SendQueue queue;
    queue.append("one");
    queue.append("two");
    QCOMPARE(queue.bytes(), 6);
    QCOMPARE(queue.waitingBytes(), 6);
    SendQueue::SharedBatch none;
    QCOMPARE(queue.nextBatch(none), "onetwo");
    QVERIFY(queue.isWriting());
    QVERIFY(!queue.hasWaiting());
    queue.append("three"); // for the next batch
    QCOMPARE(queue.bytes(), 11);
    const WrittenChunk chunk = queue.taken(6);
    QCOMPARE(chunk.bytes, "onetwo");
    QCOMPARE(chunk.messages, 2);
    QVERIFY(!queue.isWriting());
    QCOMPARE(queue.bytes(), 5);
    QCOMPARE(queue.nextBatch(none), "three");
}

void tst_SendQueue::oneMessageIsNotCopied()
{
    SendQueue queue;
    const QByteArray message("a message");
    queue.append(message);
    SendQueue::SharedBatch none;
    const QByteArray batch = queue.nextBatch(none);
    QVERIFY(batch.constData() == message.constData());
    QVERIFY(queue.taken(batch.size()).bytes.constData() == message.constData());
}

void tst_SendQueue::batchEndsAtItsLimit_data()
{
    constexpr qint64 kLimit = SendQueue::kBatchBytes;
    QTest::addColumn<QList<qint64>>("sizes");
    QTest::addColumn<qint64>("first");
    QTest::newRow("at the limit") << QList<qint64>{kLimit - 1, 1} << kLimit;
    QTest::newRow("one past it") << QList<qint64>{kLimit - 1, 2} << kLimit - 1;
    QTest::newRow("one long message") << QList<qint64>{kLimit + 1, 1} << kLimit + 1;
    QTest::newRow("the long one second") << QList<qint64>{1, kLimit} << qint64(1);
}

void tst_SendQueue::batchEndsAtItsLimit()
{
    QFETCH(QList<qint64>, sizes);
    QFETCH(qint64, first);
    SendQueue queue;
    for (const qint64 size : sizes)
        queue.append(QByteArray(size, 'x'));
    const qint64 all = queue.bytes();
    SendQueue::SharedBatch none;
    QCOMPARE(queue.nextBatch(none).size(), first);
    queue.taken(first);
    QCOMPARE(queue.bytes(), all - first);
    QCOMPARE(queue.waitingBytes(), all - first);
    QCOMPARE(queue.hasWaiting(), all > first);
}

void tst_SendQueue::equalQueuesShareABatch()
{
    const QByteArray one("one");
    const QByteArray two("two");
    SendQueue first;
    SendQueue second;
    for (SendQueue *queue : {&first, &second}) {
        queue->append(one);
        queue->append(two);
    }
    SendQueue::SharedBatch shared;
    const QByteArray batch = first.nextBatch(shared);
    QVERIFY(second.nextBatch(shared).constData() == batch.constData());
    // Each has its own place in it.
    QCOMPARE(first.taken(6).messages, 2);
    QCOMPARE(second.taken(3).messages, 1);
    QCOMPARE(second.bytes(), 3);
}

void tst_SendQueue::differentQueuesDoNot()
{
    const QByteArray one("one");
    SendQueue first;
    SendQueue second;
    first.append(one);
    second.append(one);
    second.append("more");
    SendQueue third;
    third.append(QByteArray(one.constData(), one.size())); // the same text, another message
    SendQueue::SharedBatch shared;
    QCOMPARE(first.nextBatch(shared), "one");
    QCOMPARE(second.nextBatch(shared), "onemore");
    QCOMPARE(third.nextBatch(shared), "one");
    QCOMPARE(first.taken(3).bytes, "one"); // its batch is still there
}

void tst_SendQueue::readyBatchIsNotCopied()
{
    const auto batch = SendQueue::batchOf({"one", "two"});
    SendQueue first;
    SendQueue second;
    for (SendQueue *queue : {&first, &second}) {
        queue->append(batch);
        QCOMPARE(queue->waitingBytes(), 6);
        QVERIFY(queue->hasWaiting());
        SendQueue::SharedBatch none;
        QVERIFY(queue->nextBatch(none).constData() == batch->bytes.constData());
        QVERIFY(!queue->hasWaiting());
        QCOMPARE(queue->waitingBytes(), 0);
    }
    QCOMPARE(first.taken(6).messages, 2);
    QCOMPARE(second.bytes(), 6);
}

void tst_SendQueue::readyBatchJoinsWhatWaits_data()
{
    QTest::addColumn<int>("at"); // how many messages wait before the batch comes
    QTest::newRow("before them") << 0;
    QTest::newRow("between them") << 1;
    QTest::newRow("after them") << 2;
}

void tst_SendQueue::readyBatchJoinsWhatWaits()
{
    QFETCH(int, at);
    QList<QByteArray> expected{"alone", "again"};
    SendQueue queue;
    for (int i = 0; i <= expected.size(); ++i) {
        if (i == at)
            queue.append(SendQueue::batchOf({"one", "two"}));
        if (i < expected.size())
            queue.append(expected.at(i));
    }
    expected.insert(at, "onetwo");
    QCOMPARE(queue.waitingBytes(), 16);
    SendQueue::SharedBatch none;
    QCOMPARE(queue.nextBatch(none), expected.join());
    QCOMPARE(queue.taken(16).messages, 4);
}

void tst_SendQueue::cutsWhatWasTaken()
{
    const QByteArray all("alphabetagamma");
    for (qsizetype at = 1; at < all.size(); ++at) {
        SendQueue queue;
        queue.append("alpha");
        queue.append("beta");
        queue.append("gamma");
        SendQueue::SharedBatch none;
        queue.nextBatch(none);
        QCOMPARE(queue.taken(at).bytes, all.first(at));
        QCOMPARE(queue.bytes(), all.size() - at);
        QCOMPARE(queue.taken(all.size() - at).bytes, all.sliced(at));
        QVERIFY(!queue.isWriting());
    }
}

void tst_SendQueue::countsMessagesBySplit()
{
    const QList<int> ended{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2}; // after 1, 2, ... bytes
    for (qsizetype at = 1; at <= ended.size(); ++at) {
        SendQueue queue;
        queue.append("alpha");
        queue.append("beta");
        queue.append("gamma");
        SendQueue::SharedBatch none;
        queue.nextBatch(none);
        QCOMPARE(queue.taken(at).messages, ended.at(at - 1));
        QCOMPARE(queue.taken(14 - at).messages, 3 - ended.at(at - 1));
    }
}

void tst_SendQueue::takesNoMoreThanThereIs()
{
    SendQueue queue;
    QVERIFY(queue.taken(1).bytes.isEmpty());
    queue.append("abc");
    QVERIFY(queue.taken(1).bytes.isEmpty()); // it waits; the socket has none of it
    SendQueue::SharedBatch none;
    queue.nextBatch(none);
    QVERIFY(queue.taken(0).bytes.isEmpty());
    QVERIFY(queue.taken(-1).bytes.isEmpty());
    QCOMPARE(queue.taken(4).bytes, "abc");
    QCOMPARE(queue.bytes(), 0);
}

void tst_SendQueue::clearForgetsAll()
{
    SendQueue queue;
    queue.append("abc");
    SendQueue::SharedBatch none;
    queue.nextBatch(none);
    queue.append("def");
    queue.clear();
    QCOMPARE(queue.bytes(), 0);
    QVERIFY(!queue.isWriting() && !queue.hasWaiting());
    QVERIFY(queue.taken(3).bytes.isEmpty());
}

QTEST_APPLESS_MAIN(tst_SendQueue)
#include "tst_sendqueue.moc"
