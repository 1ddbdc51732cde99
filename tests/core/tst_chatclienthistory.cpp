// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clientharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ClientHarness;

namespace {

QByteArray live(quint64 seq)
{
    return ClientHarness::message(seq, "ben", "m" + QByteArray::number(seq));
}

QByteArray replayed(quint64 seq)
{
    return ClientHarness::message(seq, "ben", "m" + QByteArray::number(seq), ",\"replay\":true");
}

QByteArray room(quint64 first, quint64 last)
{
    return "{\"type\":\"room\",\"room\":\"lobby\",\"members\":[],\"count\":0,\"first\":" +
           QByteArray::number(first) + ",\"last\":" + QByteArray::number(last) + "}\n";
}

QByteArray history(const QByteArray &id, quint64 first, quint64 last, bool hasMore)
{
    return "{\"type\":\"history\",\"id\":\"" + id +
           "\",\"room\":\"lobby\",\"first\":" + QByteArray::number(first) +
           ",\"last\":" + QByteArray::number(last) + ",\"more\":" + (hasMore ? "true" : "false") + "}\n";
}

/// The numbers of what was told as said, in the order of telling, each with an r when replayed.
QStringList numbers(const QStringList &lines)
{
    QStringList all;
    for (const QString &line : lines) {
        if (line.startsWith(u"said "_s))
            all.append(line.section(u' ', 2, 2) + (line.contains(u"replay"_s) ? u"r"_s : QString()));
    }
    return all;
}

QStringList sent(const QStringList &lines)
{
    return lines.filter(QRegularExpression(u"^> "_s));
}

QStringList loadOlder(ClientHarness &h)
{
    return h.run([](auto &c, auto &e) { (void)c.loadOlder(u"lobby"_s, 0, e); });
}

QString ask(const QString &id, const QString &direction, quint64 seq)
{
    return u"> {\"type\":\"history\",\"id\":\"%1\",\"room\":\"lobby\",\"%2\":%3,\"count\":200}"_s
        .arg(id, direction)
        .arg(seq);
}

/// In the lobby, everything up to `cursor` shown, and joined again where the server has entries up to `last`.
void rejoin(ClientHarness &h, quint64 cursor, quint64 last, quint64 first = 1)
{
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, cursor, 0}}, {}});
    h.welcome();
    (void)h.feed(room(first, last));
}

} // namespace

/// Every entry is told once, however it comes, and what is read is counted: docs/protocol.md §9.5.
class tst_ChatClientHistory : public QObject
{
    Q_OBJECT

private slots:
    void everyKindOfEntry();
    void joinsWithSince();
    void replayWithLiveEntriesBetween();
    void duplicatesAreDropped();
    void replayThatStallsIsAskedFor();
    void replayThatEndsEarlyIsAskedFor();
    void gapIsAskedFor();
    void goneEntriesAreSkipped();
    void missingForGoodIsSkipped();
    void tooManyGapsAreAskedForAgain();
    void historyBeganAnew();
    void anotherHistory();
    void historyFailsForNow();
    void newerKindsHaveNumbers();
    void wrongEntriesHaveNumbers();
    void olderPages();
    void olderPagesAreWhole();
    void olderPagesOneAfterTheOther();
    void olderPageFails();
    void countsUnread();
    void countsAreBounded();
    void deletedIsNotUnread();
    void marksOfTheServer();
    void readIsPaced();
    void mentionsMe();
    void topicIsTheLatest();
    void withoutHistory();
};

void tst_ChatClientHistory::everyKindOfEntry()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed(live(1)),
             (QStringList{u"said lobby 1 ben: m1"_s, u"keep room lobby 1"_s, u"counts lobby 1 0 read 0"_s}));
    QCOMPARE(std::get<Told::Said>(h.effects.items.at(1)).entry.millis, 7);
    const auto feed = [&](const QByteArray &frame) { return h.feed(frame).value(0); };
    QCOMPARE(
        feed("{\"type\":\"message\",\"room\":\"LOBBY\",\"seq\":2,\"from\":\"cy\",\"text\":\"b\",\"re\":1}\n"),
        u"said lobby 2 cy: b of 1"_s);
    QCOMPARE(
        feed("{\"type\":\"edited\",\"room\":\"lobby\",\"seq\":3,\"from\":\"cy\",\"text\":\"c\",\"of\":2}\n"),
        u"said lobby 3 edit cy: c of 2"_s);
    QCOMPARE(
        feed(
            "{\"type\":\"reaction\",\"room\":\"lobby\",\"seq\":4,\"from\":\"cy\",\"text\":\"+\",\"of\":1}\n"),
        u"said lobby 4 react cy: + of 1"_s);
    QCOMPARE(feed("{\"type\":\"deleted\",\"room\":\"lobby\",\"seq\":5,\"from\":\"cy\",\"of\":2}\n"),
             u"said lobby 5 delete cy: of 2"_s);
    QCOMPARE(feed("{\"type\":\"topic\",\"room\":\"lobby\",\"seq\":6,\"from\":\"cy\",\"text\":\"T\"}\n"),
             u"said lobby 6 topic cy: T"_s);
    QCOMPARE(feed("{\"type\":\"message\",\"room\":\"lobby\",\"seq\":7,\"from\":\"cy\",\"text\":\"d\","
                  "\"replay\":true,\"edited\":9}\n"),
             u"said lobby 7 cy: d changed 9 replay"_s);
    QCOMPARE(feed("{\"type\":\"message\",\"room\":\"lobby\",\"seq\":8,\"from\":\"cy\",\"replay\":true,"
                  "\"deleted\":10}\n"),
             u"said lobby 8 cy: changed 10 deleted replay"_s);
    QCOMPARE(feed("{\"type\":\"message\",\"room\":\"lobby\",\"from\":\"tutorial-3\",\"text\":\"hello\"}\n"),
             u"said lobby 0 tutorial-3: hello"_s);
    QCOMPARE(h.feed("{\"type\":\"message\",\"room\":\"lab\",\"seq\":1,\"from\":\"cy\",\"text\":\"x\"}\n"),
             QStringList());
}

void tst_ChatClientHistory::joinsWithSince()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s,
                     u"ana"_s,
                     {{u"lobby"_s, false, 41, 0}, {u"lab"_s, false, std::nullopt, 0}},
                     {}});
    (void)h.open();
    const QByteArray welcome =
        "{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\"]}\n";
    QCOMPARE(sent(h.feed(welcome)).mid(1),
             (QStringList{u"> {\"type\":\"join\",\"id\":\"r2\",\"room\":\"lab\"}"_s,
                          u"> {\"type\":\"join\",\"id\":\"r3\",\"room\":\"lobby\",\"since\":41}"_s}));
    (void)h.feed(room(1, 43));
    QCOMPARE(h.feed(replayed(42) + replayed(43)),
             (QStringList{u"said lobby 42 ben: m42 replay"_s, u"said lobby 43 ben: m43 replay"_s,
                          u"keep room lobby 43"_s, u"counts lobby 2 0 read 0"_s}));
    (void)h.close();
    (void)h.open();
    QVERIFY(
        h.feed(welcome).contains(u"> {\"type\":\"join\",\"id\":\"r6\",\"room\":\"lobby\",\"since\":43}"_s));
}

void tst_ChatClientHistory::replayWithLiveEntriesBetween()
{
    ClientHarness h;
    rejoin(h, 2, 5);
    QStringList told = h.feed(replayed(3) + live(6) + replayed(4));
    QCOMPARE(numbers(told), (QStringList{u"3r"_s, u"6"_s, u"4r"_s}));
    QVERIFY(told.contains(u"keep room lobby 4"_s)); // 6 is not without 5: a crash now asks for both again
    told = h.feed(live(7) + replayed(5) + replayed(6) + live(8));
    QCOMPARE(numbers(told), (QStringList{u"7"_s, u"5r"_s, u"8"_s}));
    QVERIFY(told.contains(u"keep room lobby 8"_s));
    QCOMPARE(sent(h.pass(Millis(30'000))), QStringList()); // nothing is missing
}

void tst_ChatClientHistory::duplicatesAreDropped()
{
    ClientHarness h;
    rejoin(h, 2, 2);
    QCOMPARE(numbers(h.feed(live(3) + live(3) + live(5) + live(5) + replayed(2) + replayed(5) + live(4) +
                            live(4))),
             (QStringList{u"3"_s, u"5"_s, u"4"_s}));
    QCOMPARE(numbers(h.feed(live(1) + live(2) + live(3) + live(4) + live(5))), QStringList());
}

void tst_ChatClientHistory::replayThatStallsIsAskedFor()
{
    ClientHarness h;
    rejoin(h, 2, 9);
    (void)h.pass(Millis(9'000));
    (void)h.feed(replayed(3)); // it goes on
    QCOMPARE(sent(h.pass(Millis(9'999))), QStringList());
    QCOMPARE(sent(h.pass(Millis(1))), QStringList{ask(u"r3"_s, u"after"_s, 3)});
    QCOMPARE(sent(h.pass(Millis(30'000))), QStringList()); // once
    QCOMPARE(numbers(h.feed(replayed(4) + replayed(5))), (QStringList{u"4r"_s, u"5r"_s}));
    QCOMPARE(sent(h.feed(history("r3", 1, 9, true))), QStringList{ask(u"r4"_s, u"after"_s, 5)});
}

void tst_ChatClientHistory::replayThatEndsEarlyIsAskedFor()
{
    ClientHarness h;
    rejoin(h, 2, 4);
    QCOMPARE(sent(h.feed(replayed(3) + history("r2", 1, 4, true))),
             QStringList()); // more of it follows by itself
    QCOMPARE(sent(h.feed(history("r2", 1, 4, false))), QStringList{ask(u"r3"_s, u"after"_s, 3)});
}

void tst_ChatClientHistory::gapIsAskedFor()
{
    ClientHarness h;
    rejoin(h, 2, 2);
    QCOMPARE(numbers(h.feed(live(5))), QStringList{u"5"_s});
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(1000));
    QCOMPARE(sent(h.pass(Millis(999))), QStringList());
    QCOMPARE(sent(h.pass(Millis(1))), QStringList{ask(u"r3"_s, u"after"_s, 2)});
    QCOMPARE(numbers(h.feed(replayed(3) + replayed(4) + replayed(5) + history("r3", 1, 5, false))),
             (QStringList{u"3r"_s, u"4r"_s}));
    QCOMPARE(sent(h.pass(Millis(30'000))), QStringList());
}

void tst_ChatClientHistory::goneEntriesAreSkipped()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 10, 0}}, {}});
    h.welcome();
    const QStringList joined = h.feed(room(15, 16));
    QCOMPARE(joined, (QStringList{u"gone lobby 11 14"_s, u"joined lobby [] 0"_s, u"keep room lobby 14"_s}));
    QCOMPARE(numbers(h.feed(replayed(15) + replayed(16))), (QStringList{u"15r"_s, u"16r"_s}));
    (void)h.feed(live(20)); // and they go while we are there
    (void)h.pass(Millis(1000));
    const QStringList answer = h.feed(replayed(19) + history("r3", 19, 20, false));
    QVERIFY(answer.contains(u"gone lobby 17 18"_s));
    QVERIFY(answer.contains(u"keep room lobby 20"_s));
}

void tst_ChatClientHistory::missingForGoodIsSkipped()
{
    ClientHarness h;
    rejoin(h, 2, 2);
    (void)h.feed(live(5) + live(9));
    QCOMPARE(sent(h.pass(Millis(1000))), QStringList{ask(u"r3"_s, u"after"_s, 2)});
    // The server has neither 3 nor 4, against the protocol: we do not ask for ever.
    QCOMPARE(h.feed(history("r3", 1, 9, false)),
             (QStringList{u"gone lobby 3 4"_s, ask(u"r4"_s, u"after"_s, 5), u"keep room lobby 5"_s}));
    QCOMPARE(h.feed(history("r4", 1, 9, false)), (QStringList{u"gone lobby 6 8"_s, u"keep room lobby 9"_s}));
    QCOMPARE(h.feed(history("r5", 1, 1000, false)), QStringList());
    QCOMPARE(sent(h.pass(Millis(1000))), QStringList{ask(u"r5"_s, u"after"_s, 9)});
    QCOMPARE(h.feed(history("r5", 1, 1000, false)), QStringList()); // says 1000 and has none of them
    QCOMPARE(sent(h.pass(Millis(30'000))), QStringList());
    QCOMPARE(numbers(h.feed(live(10))), QStringList{u"10"_s});
}

void tst_ChatClientHistory::tooManyGapsAreAskedForAgain()
{
    ClientHarness h;
    rejoin(h, 0, 0);
    QByteArray frames;
    QStringList told;
    for (quint64 i = 1; i <= SeqCursor::kMaxRuns; ++i)
        told += numbers(h.feed(live(2 * i)));
    QCOMPARE(told.size(), qsizetype(SeqCursor::kMaxRuns));
    QCOMPARE(numbers(h.feed(live(130))), QStringList());         // one run too many: not told, not remembered
    QCOMPARE(numbers(h.feed(live(129))), QStringList{u"129"_s}); // joins a run
    QCOMPARE(sent(h.pass(Millis(1000))), QStringList{ask(u"r3"_s, u"after"_s, 0)});
    for (quint64 i = 1; i <= 130; ++i)
        told += numbers(h.feed(replayed(i)));
    QCOMPARE(told.size() + 1, 130);
    QCOMPARE(QSet<QString>(told.begin(), told.end()).size(), told.size());
    QVERIFY(told.contains(u"130r"_s));
}

void tst_ChatClientHistory::historyBeganAnew()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 10, 8}}, {}});
    h.welcome();
    QCOMPARE(h.feed(room(1, 2)), (QStringList{u"restarted lobby"_s, u"joined lobby [] 0"_s,
                                              u"keep room lobby 0"_s, u"counts lobby 0 0 read 0"_s}));
    QCOMPARE(sent(h.pass(Millis(10'000))), QStringList{ask(u"r3"_s, u"after"_s, 0)});
    QCOMPARE(numbers(h.feed(replayed(1) + replayed(2))), (QStringList{u"1r"_s, u"2r"_s}));
    // What was read begins anew too, though the server was told of more before.
    ClientHarness told;
    told.enter();
    (void)told.feed(live(1) + live(2) + live(3));
    (void)told.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, 3, e); });
    (void)told.close();
    told.welcome();
    (void)told.feed(room(1, 1) + replayed(1));
    (void)told.pass(Millis(1000));
    QCOMPARE(sent(told.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, 1, e); })),
             QStringList{u"> {\"type\":\"read\",\"room\":\"lobby\",\"seq\":1}"_s});
}

/// The server's history was replaced by one that has grown further than ours: no number says so.
void tst_ChatClientHistory::anotherHistory()
{
    const auto welcome = [](ClientHarness &h, const QByteArray &history) {
        (void)h.open();
        return h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\"],"
                      "\"history\":\"" +
                      history + "\"}\n");
    };
    const auto joins = [](const QStringList &lines) { return lines.filter(u"\"join\""_s); };
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 10, 8}}, {}, {}});
    const QStringList first = welcome(h, "one");
    QVERIFY(joins(first).value(0).contains(u"\"since\":10"_s)); // nobody told us which one it was
    QCOMPARE(first.last(), u"keep me secret-of-ana-01 ana one"_s);
    (void)h.close();
    QCOMPARE(welcome(h, "one").filter(u"keep me"_s), QStringList());
    (void)h.close();
    const QStringList other = welcome(h, "two");
    QVERIFY(other.contains(u"restarted lobby"_s));
    QVERIFY(joins(other).value(0).contains(u"\"since\":0"_s));
    QCOMPARE(other.last(), u"keep me secret-of-ana-01 ana two"_s); // after its rooms
    QVERIFY(other.contains(u"keep room lobby 0"_s));

    ClientHarness later;
    (void)later.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 10, 8}}, {}, u"two"_s});
    QVERIFY(welcome(later, "three").contains(u"restarted lobby"_s));
}

void tst_ChatClientHistory::historyFailsForNow()
{
    ClientHarness h;
    rejoin(h, 2, 2);
    (void)h.feed(live(5));
    (void)h.pass(Millis(1000));
    QCOMPARE(h.feed("{\"type\":\"error\",\"id\":\"r3\",\"code\":\"storage_failed\"}\n"), QStringList());
    QCOMPARE(sent(h.pass(Millis(4999))), QStringList());
    QCOMPARE(sent(h.pass(Millis(1))), QStringList{ask(u"r4"_s, u"after"_s, 2)});
    QCOMPARE(sent(h.feed("{\"type\":\"error\",\"id\":\"r4\",\"code\":\"not_in_room\"}\n")),
             QStringList{u"> {\"type\":\"join\",\"id\":\"r5\",\"room\":\"lobby\",\"since\":2}"_s});
}

void tst_ChatClientHistory::newerKindsHaveNumbers()
{
    ClientHarness h;
    rejoin(h, 2, 2);
    QCOMPARE(h.feed("{\"type\":\"poll\",\"room\":\"lobby\",\"seq\":3,\"from\":\"ben\"}\n"),
             QStringList{u"keep room lobby 3"_s});
    QCOMPARE(numbers(h.feed(live(4))), QStringList{u"4"_s});
    QVERIFY(!h.core.room(u"lobby"_s)->shown.isBehind());
}

void tst_ChatClientHistory::wrongEntriesHaveNumbers()
{
    ClientHarness h;
    rejoin(h, 0, 0);
    const QList<QByteArray> wrong{
        "\"message\",\"text\":\"no from\"",
        "\"message\",\"from\":\"ben\"",
        "\"message\",\"from\":\"ben\",\"text\":7",
        "\"edited\",\"from\":\"ben\",\"text\":\"no of\"",
        "\"edited\",\"from\":\"ben\",\"text\":\"later\",\"of\":100",
        "\"deleted\",\"from\":\"ben\",\"of\":-1",
        "\"reaction\",\"from\":\"ben\",\"of\":1",
        "\"topic\",\"from\":\"ben\"",
    };
    quint64 seq = 0;
    for (const QByteArray &fields : wrong) {
        const QByteArray number = QByteArray::number(++seq);
        QCOMPARE(h.feed("{\"room\":\"lobby\",\"seq\":" + number + ",\"type\":" + fields + "}\n"),
                 QStringList{u"keep room lobby "_s + QString::fromLatin1(number)});
    }
    for (const char *bad : {"0", "-1", "1.5", "\"9\"", "null", "1e30"}) // what has no number is nothing
        QCOMPARE(
            h.feed(QByteArray(
                       "{\"type\":\"message\",\"room\":\"lobby\",\"from\":\"ben\",\"text\":\"x\",\"seq\":") +
                   bad + "}\n"),
            QStringList());
    // A message whose `re` is wrong is a message.
    QCOMPARE(
        h.feed(
             "{\"type\":\"message\",\"room\":\"lobby\",\"seq\":9,\"from\":\"ben\",\"text\":\"x\",\"re\":9}\n")
            .value(0),
        u"said lobby 9 ben: x"_s);
}

void tst_ChatClientHistory::olderPages()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, std::nullopt, 0}}, {}});
    QCOMPARE(loadOlder(h), QStringList{u"keep room lobby -"_s}.mid(1)); // waits until it is in
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 5))), QStringList{ask(u"r3"_s, u"before"_s, 6)});
    QCOMPARE(h.feed(replayed(4) + live(6) + replayed(5)).filter(u"4"_s), QStringList()); // gathered
    QCOMPARE(h.feed(history("r3", 1, 6, true)),
             QStringList{u"older lobby [lobby 4 ben: m4 replay, lobby 5 ben: m5 replay] more"_s});
    QCOMPARE(sent(loadOlder(h)), QStringList{ask(u"r4"_s, u"before"_s, 4)});
    QCOMPARE(h.feed(replayed(1) + replayed(3) + replayed(3) + replayed(2) + history("r4", 1, 6, false)),
             QStringList{u"older lobby [lobby 1 ben: m1 replay, lobby 3 ben: m3 replay]"_s});
    QCOMPARE(loadOlder(h), QStringList{u"older lobby []"_s}); // there is nothing before 1
    ClientHarness without;
    without.enter({u"lobby"_s}, {});
    QCOMPARE(loadOlder(without), QStringList{u"older lobby []"_s});
    QCOMPARE(numbers(h.feed(replayed(1) + replayed(4))), QStringList());
}

void tst_ChatClientHistory::olderPagesAreWhole()
{
    ClientHarness h;
    rejoin(h, 5, 5);
    (void)loadOlder(h);
    (void)h.feed(replayed(3) + replayed(4));
    (void)h.close(); // half of it came: it comes again as a whole
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 5))), QStringList{ask(u"r6"_s, u"before"_s, 6)});
    QCOMPARE(
        h.feed(replayed(3) + replayed(4) + replayed(5) + history("r6", 1, 5, true)),
        QStringList{
            u"older lobby [lobby 3 ben: m3 replay, lobby 4 ben: m4 replay, lobby 5 ben: m5 replay] more"_s});
}

void tst_ChatClientHistory::olderPagesOneAfterTheOther()
{
    ClientHarness h;
    (void)h.restore(
        {u"secret-of-ana-01"_s, u"ana"_s, {{u"lab"_s, false, 7, 0}, {u"lobby"_s, false, 5, 0}}, {}});
    h.welcome();
    (void)h.feed("{\"type\":\"room\",\"room\":\"lab\",\"members\":[],\"count\":0,\"first\":1,\"last\":7}\n" +
                 room(1, 5));
    QCOMPARE(sent(loadOlder(h)), QStringList{ask(u"r4"_s, u"before"_s, 6)});
    QCOMPARE(sent(loadOlder(h)), QStringList());
    QCOMPARE(sent(h.run([](auto &c, auto &e) { (void)c.loadOlder(u"lab"_s, 0, e); })), QStringList());
    const QStringList next = h.feed(replayed(5) + history("r4", 1, 5, true));
    QCOMPARE(
        sent(next),
        QStringList{u"> {\"type\":\"history\",\"id\":\"r5\",\"room\":\"lab\",\"before\":8,\"count\":200}"_s});
}

void tst_ChatClientHistory::olderPageFails()
{
    ClientHarness h;
    rejoin(h, 5, 5);
    (void)loadOlder(h);
    QCOMPARE(h.feed("{\"type\":\"error\",\"id\":\"r3\",\"code\":\"storage_failed\"}\n"),
             QStringList{u"request-failed r3 lobby storage_failed"_s});
    QCOMPARE(sent(loadOlder(h)), QStringList{ask(u"r4"_s, u"before"_s, 6)});
    (void)h.run([](auto &c, auto &e) { (void)c.leave(u"lobby"_s, e); });
    QCOMPARE(h.feed(replayed(5) + history("r4", 1, 5, false)), QStringList());
}

void tst_ChatClientHistory::countsUnread()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 10, 8}}, {}});
    h.welcome();
    (void)h.feed(room(1, 12));
    QVERIFY(h.feed(replayed(11) + ClientHarness::message(12, "ben", "hey ana", ",\"replay\":true"))
                .contains(u"counts lobby 2 1 read 8"_s));
    QCOMPARE(h.feed(ClientHarness::message(13, "ana", "mine")).filter(u"counts"_s),
             QStringList()); // my other window
    (void)h.post(u"lobby"_s, u"x"_s);
    (void)h.feed(
        "{\"type\":\"ack\",\"id\":\"00000000000000010000000000000002\",\"room\":\"lobby\",\"seq\":14}\n");
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), 2);
    (void)loadOlder(h); // 9 and 10 were not read either
    QVERIFY(h.feed(replayed(8) + replayed(9) + replayed(10) + history("r3", 1, 14, true))
                .contains(u"counts lobby 4 1 read 8"_s));
    QVERIFY(h.run([](auto &c, auto &e) {
                 c.markRead(u"lobby"_s, 11, e);
             }).contains(u"counts lobby 1 1 read 11"_s));
    QCOMPARE(h.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, 9, e); }), QStringList()); // it only rises
    QVERIFY(h.run([](auto &c, auto &e) {
                 c.markRead(u"lobby"_s, 1000, e);
             }).contains(u"counts lobby 0 0 read 14"_s));
    QVERIFY(h.feed(live(15)).contains(u"counts lobby 1 0 read 14"_s)); // a mark beyond the end did no harm
}

void tst_ChatClientHistory::countsAreBounded()
{
    ClientHarness h;
    rejoin(h, 0, 0);
    const auto most = quint64(ClientRoom::kMaxUnread);
    for (quint64 seq = 1; seq <= most; ++seq)
        (void)h.feed(live(seq));
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), qint64(most));
    (void)h.feed(live(most + 1));
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), qint64(most));
    (void)h.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, 10, e); });
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), qint64(most) - 9);
}

void tst_ChatClientHistory::deletedIsNotUnread()
{
    ClientHarness h;
    rejoin(h, 0, 0);
    (void)h.feed(live(1) + live(2));
    QVERIFY(h.feed("{\"type\":\"deleted\",\"room\":\"lobby\",\"seq\":3,\"from\":\"ben\",\"of\":1}\n")
                .contains(u"counts lobby 1 0 read 0"_s));
    (void)h.feed("{\"type\":\"message\",\"room\":\"lobby\",\"seq\":4,\"from\":\"ben\",\"deleted\":5,"
                 "\"replay\":true}\n");
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), 1);
}

void tst_ChatClientHistory::marksOfTheServer()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 10, 3}}, {}});
    (void)h.open();
    (void)h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\"]}\n");
    QCOMPARE(h.feed("{\"type\":\"marks\",\"id\":\"r1\",\"marks\":[{\"room\":\"lab\",\"seq\":4},{\"room\":"
                    "\"LOBBY\",\"seq\":11},"
                    "7,{\"room\":\"lobby\",\"seq\":\"x\"},{\"seq\":5}]}\n"),
             (QStringList{u"keep room lobby 10 read 11"_s, u"counts lobby 0 0 read 11"_s}));
    QCOMPARE(sent(h.feed(room(1, 12))), QStringList()); // the server knows it
    QVERIFY(h.feed(replayed(11) + replayed(12)).contains(u"counts lobby 1 0 read 11"_s));
    (void)h.join(u"lab"_s); // one that was read on another machine
    QCOMPARE(h.core.room(u"lab"_s)->readMark(), 4u);
}

void tst_ChatClientHistory::readIsPaced()
{
    ClientHarness h;
    rejoin(h, 0, 0);
    (void)h.feed(live(1) + live(2) + live(3));
    const auto read = [&](quint64 seq) {
        return sent(h.run([&](auto &c, auto &e) { c.markRead(u"lobby"_s, seq, e); }));
    };
    QCOMPARE(read(1), QStringList{u"> {\"type\":\"read\",\"room\":\"lobby\",\"seq\":1}"_s});
    QCOMPARE(read(2), QStringList());
    QCOMPARE(read(3), QStringList());
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(1000));
    QCOMPARE(sent(h.pass(Millis(999))), QStringList());
    QCOMPARE(sent(h.pass(Millis(1))), QStringList{u"> {\"type\":\"read\",\"room\":\"lobby\",\"seq\":3}"_s});
    QCOMPARE(sent(h.pass(Millis(5000))), QStringList());
    (void)h.close();
    (void)h.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, 3, e); });
    (void)h.feed(live(4));
    h.welcome();
    // The server has no mark: the last one was lost with the connection.
    QCOMPARE(sent(h.feed(room(1, 4) + replayed(4))),
             QStringList{u"> {\"type\":\"read\",\"room\":\"lobby\",\"seq\":3}"_s});
    QCOMPARE(sent(h.pass(Millis(1000))), QStringList());
    QCOMPARE(read(4), QStringList{u"> {\"type\":\"read\",\"room\":\"lobby\",\"seq\":4}"_s});
}

void tst_ChatClientHistory::mentionsMe()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "Hi @Ana!")).value(0),
             u"said lobby 1 ben: Hi @Ana! mention"_s);
    QCOMPARE(h.feed(ClientHarness::message(2, "ben", "bananas")).value(0), u"said lobby 2 ben: bananas"_s);
    QCOMPARE(h.feed(ClientHarness::message(3, "ana", "I am ana")).value(0),
             u"said lobby 3 ana: I am ana own"_s);
    (void)h.feed("{\"type\":\"renamed\",\"from\":\"ana\",\"to\":\"zoe\"}\n");
    QCOMPARE(h.feed(ClientHarness::message(4, "ben", "zoe?")).value(0), u"said lobby 4 ben: zoe? mention"_s);
}

void tst_ChatClientHistory::topicIsTheLatest()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 1, 0}}, {}});
    h.welcome();
    (void)h.feed("{\"type\":\"room\",\"room\":\"lobby\",\"members\":[],\"count\":0,\"topic\":\"now\","
                 "\"first\":1,\"last\":5}\n");
    const auto topic = [&](quint64 seq, const QByteArray &text) {
        (void)h.feed("{\"type\":\"topic\",\"room\":\"lobby\",\"from\":\"ben\",\"seq\":" +
                     QByteArray::number(seq) + ",\"text\":\"" + text + "\"}\n");
        return h.core.room(u"lobby"_s)->topic();
    };
    QCOMPARE(topic(2, "before"), u"now"_s);
    QCOMPARE(topic(6, "next"), u"next"_s);
    QCOMPARE(topic(5, "now"), u"next"_s);
    QCOMPARE(topic(7, ""), QString());
}

void tst_ChatClientHistory::withoutHistory()
{
    ClientHarness h;
    h.enter({u"lobby"_s}, {});
    (void)h.post(u"lobby"_s, u"a"_s);
    QCOMPARE(
        h.feed(
            "{\"type\":\"ack\",\"id\":\"00000000000000010000000000000002\",\"room\":\"lobby\",\"time\":9}\n"),
        (QStringList{u"own #1 saved 0"_s, u"forget #1"_s}));
    QCOMPARE(
        h.feed("{\"type\":\"message\",\"room\":\"lobby\",\"from\":\"ben\",\"text\":\"hi\",\"time\":7}\n"),
        (QStringList{u"said lobby 0 ben: hi"_s, u"counts lobby 1 0 read 0"_s}));
    QCOMPARE(h.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, 0, e); }),
             QStringList{u"counts lobby 0 0 read 0"_s});
    (void)h.close();
    (void)h.open();
    QCOMPARE(sent(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[]}\n")),
             QStringList{u"> {\"type\":\"join\",\"id\":\"r2\",\"room\":\"lobby\"}"_s});
}

QTEST_GUILESS_MAIN(tst_ChatClientHistory)
#include "tst_chatclienthistory.moc"
