// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fileworld.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ChatWorld;
using Test::FileWorld;
using Test::told;

namespace {

const QByteArray kAna = "ana-0123456789abcdef";
const QByteArray kText = QByteArray("0123456789").repeated(100);

} // namespace

/// Files that clients fetch, docs/protocol.md §9.10.
class tst_ServerFetch : public QObject
{
    Q_OBJECT

private slots:
    void fetches_data();
    void fetches();
    void fetchIsForMembers();
    void fetchedInParts();
    void fetchOfNothing_data();
    void fetchOfNothing();
    void deletedIsNotFetched();
    void stopEndsAFetch();
    void transfersAreBounded();
    void stoppedOnesCountUntilTheDiskAnswers();
    void byeWaitsForAFetch();
    void stoppingServerEndsFetches();
    void recordHasNoPayload();
};

void tst_ServerFetch::fetches_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QStringList>("answer");
    QTest::newRow("all") << QByteArray() << QStringList{u"chunk g 0 0123456789"_s, u"fetched g 10"_s};
    QTest::newRow("from") << QByteArray(R"(,"offset":7)")
                          << QStringList{u"chunk g 7 789"_s, u"fetched g 10"_s};
    QTest::newRow("until") << QByteArray(R"(,"until":3)")
                           << QStringList{u"chunk g 0 012"_s, u"fetched g 3"_s};
    QTest::newRow("part") << QByteArray(R"(,"offset":3,"until":4)")
                          << QStringList{u"chunk g 3 3"_s, u"fetched g 4"_s};
    QTest::newRow("past-the-end") << QByteArray(R"(,"offset":9,"until":99)")
                                  << QStringList{u"chunk g 9 9"_s, u"fetched g 10"_s};
    QTest::newRow("nothing") << QByteArray(R"(,"offset":10)") << QStringList{u"fetched g 10"_s};
    QTest::newRow("offset-past-the-end")
        << QByteArray(R"(,"offset":11)") << QStringList{u"error g bad_field offset fetch"_s};
    QTest::newRow("backwards") << QByteArray(R"(,"offset":4,"until":3)")
                               << QStringList{u"error g bad_field until fetch"_s};
    QTest::newRow("negative") << QByteArray(R"(,"offset":-1)")
                              << QStringList{u"error g bad_field offset fetch"_s};
}

void tst_ServerFetch::fetches()
{
    QFETCH(QByteArray, range);
    QFETCH(QStringList, answer);
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    w.give(ana, "f", "0123456789");
    (void)w.heard(ben);
    w.send(ben, R"({"type":"fetch","id":"g","room":"lobby","of":1)" + range + '}');
    w.work();
    QCOMPARE(w.lines(ben), answer);
}

void tst_ServerFetch::fetchIsForMembers()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    w.give(ana, "f", kText);
    w.send(ben, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.send(ben, R"({"type":"leave","room":"lobby"})"); // read once the history has answered
    w.work();
    QVERIFY(w.lines(ben).contains(u"fetched g 1000"_s));
    w.send(ben, R"({"type":"fetch","id":"h","room":"lobby","of":1})");
    w.work();
    QCOMPARE(w.lines(ben), QStringList{u"error h not_in_room fetch"_s});
}

void tst_ServerFetch::fetchedInParts()
{
    constexpr qint64 kPart = 128 * 1024;
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", QByteArray(kPart + 1, 'x'));
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    QCOMPARE(w.files.size(), 1); // the next once this is there
    w.step();
    QCOMPARE(w.heard(ana).value(0).value(u"bytes").toInteger(), kPart);
    QCOMPARE(w.files.size(), 1);
    w.step();
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.value(0).value(u"offset").toInteger(), kPart);
    QCOMPARE(frames.value(0).value(u"bytes").toInteger(), 1);
    QCOMPARE(told(frames.value(1)), u"fetched g %1"_s.arg(kPart + 1));
    QVERIFY(w.files.empty());
}

void tst_ServerFetch::fetchOfNothing_data()
{
    QTest::addColumn<QByteArray>("of");
    QTest::newRow("no-file") << QByteArray("1");
    QTest::newRow("not-there-yet") << QByteArray("3");
    QTest::newRow("a-reaction") << QByteArray("2");
}

void tst_ServerFetch::fetchOfNothing()
{
    QFETCH(QByteArray, of);
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.post(ana, "p", "hello");
    w.send(ana, R"({"type":"react","id":"r","room":"lobby","of":1,"text":"x"})");
    w.work();
    (void)w.heard(ana);
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":)" + of + '}');
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"error g no_such_file fetch"_s});
}

void tst_ServerFetch::deletedIsNotFetched()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", kText);
    w.send(ana, R"({"type":"delete","id":"d","room":"lobby","of":1})");
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.work();
    QCOMPARE(w.lines(ana), (QStringList{u"ack d lobby 2"_s, u"error g no_such_file fetch"_s}));
    QCOMPARE(w.posts.begin()->second, 0);
    w.send(ana, R"({"type":"history","room":"lobby"})");
    w.work();
    QCOMPARE(w.lines(ana).value(0), u"message lobby 1 ana 2"_s); // neither text nor file
}

void tst_ServerFetch::stopEndsAFetch()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", QByteArray(1'000'000, 'x'));
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    w.step();
    w.send(ana, R"({"type":"stop","id":"g"})");
    w.work();
    QCOMPARE(w.heard(ana).size(), 2);
    QCOMPARE(w.reads, 2);
    w.send(ana, R"({"type":"stop","id":"g"})");
    QCOMPARE(w.lines(ana), QStringList{u"error g no_such_transfer stop"_s});
}

void tst_ServerFetch::transfersAreBounded()
{
    Limits limits;
    limits.maxTransfers = 2;
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", QByteArray(1'000'000, 'x'));
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    w.offer(ana, "g", kText); // this id is taken
    w.offer(ana, "h", kText);
    w.offer(ana, "i", kText);
    w.send(ana, R"({"type":"fetch","id":"j","room":"lobby","of":1})");
    QCOMPARE(w.lines(ana),
             (QStringList{u"error g bad_field id offer"_s, u"error i too_many_transfers offer"_s,
                          u"error j too_many_transfers fetch"_s}));
    w.work();
    w.offer(ana, "i", QByteArray("other"));
    w.work();
    QCOMPARE(w.lines(ana).last(), u"upload i 0"_s); // the fetch is over
}

void tst_ServerFetch::stoppedOnesCountUntilTheDiskAnswers()
{
    Limits limits;
    limits.maxTransfers = 2;
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    for (int i = 0; i < 3; ++i) {
        w.offer(ana, "f", kText);
        w.send(ana, R"({"type":"stop","id":"f"})");
    }
    QCOMPARE(w.lines(ana), (QStringList{u"stopped f"_s, u"stopped f"_s, u"error f too_many_transfers offer"_s,
                                        u"error f no_such_transfer stop"_s}));
    QCOMPARE(w.files.size(), 4);
    w.work();
    w.offer(ana, "f", kText);
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"upload f 0"_s});
}

void tst_ServerFetch::byeWaitsForAFetch()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", kText);
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    w.send(ana, R"({"type":"bye"})");
    QVERIFY(!w.isClosed(ana));
    w.work();
    QCOMPARE(w.lines(ana).last(), u"bye"_s);
    QVERIFY(w.isClosed(ana));
}

void tst_ServerFetch::stoppingServerEndsFetches()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", kText);
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    Effects effects;
    w.core.stop(effects);
    w.take(effects);
    QVERIFY(w.isClosed(ana));
    w.work(); // what the disk reads for it is for nobody
    QCOMPARE(w.lines(ana), QStringList{u"bye"_s});
}

void tst_ServerFetch::recordHasNoPayload()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.give(ana, "f", kText);
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    const auto &read = std::get<ReadFile>(w.files.front());
    Effects effects;
    w.core.filesAnswered({FileRead{read.ticket, read.header + kText}}, effects);
    const auto &sent = std::get<Send>(effects.items.front());
    QCOMPARE(sent.shownBytes, read.header.size());
    QCOMPARE(sent.bytes.sliced(sent.shownBytes), kText);
}

QTEST_GUILESS_MAIN(tst_ServerFetch)
#include "tst_serverfetch.moc"
