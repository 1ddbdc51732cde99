// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clientharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ClientHarness;

namespace {

/// The id that reads as #number.
QByteArray longId(int number)
{
    const auto digits = [](int n) { return QByteArray::number(n, 16).rightJustified(16, '0'); };
    return digits(2 * number - 1) + digits(2 * number);
}

QByteArray ack(int number, quint64 seq, const QByteArray &room = "lobby")
{
    return "{\"type\":\"ack\",\"id\":\"" + longId(number) + "\",\"room\":\"" + room +
           "\",\"seq\":" + QByteArray::number(seq) + ",\"time\":9}\n";
}

QByteArray error(int number, const QByteArray &code)
{
    return "{\"type\":\"error\",\"id\":\"" + longId(number) + "\",\"code\":\"" + code +
           "\",\"text\":\"why\"}\n";
}

QByteArray room(quint64 first, quint64 last, const QByteArray &name = "lobby")
{
    return "{\"type\":\"room\",\"room\":\"" + name +
           "\",\"members\":[],\"count\":0,\"first\":" + QByteArray::number(first) +
           ",\"last\":" + QByteArray::number(last) + "}\n";
}

QString postLine(int number, const QString &text, const QString &room = u"lobby"_s)
{
    return u"> {\"type\":\"post\",\"id\":\"#%1\",\"room\":\"%2\",\"text\":\"%3\"}"_s.arg(number).arg(room,
                                                                                                     text);
}

/// Only what is sent.
QStringList sent(const QStringList &lines)
{
    return lines.filter(QRegularExpression(u"^> "_s));
}

} // namespace

/// What the user says reaches the server once: docs/protocol.md §9.4.
class tst_ChatClientDelivery : public QObject
{
    Q_OBJECT

private slots:
    void postIsKeptThenSentThenSaved();
    void everyChange();
    void textsAreChecked_data();
    void textsAreChecked();
    void numbersAreChecked();
    void headerLimitHolds();
    void serverAllowsLess();
    void lineEndsBecomeOne();
    void waitsForConnectionAndRoom();
    void lostAckIsSentAgain();
    void ownEntryMayComeFirst();
    void ownEntryMayBeOlder();
    void duplicateAndStrangeAcks_data();
    void duplicateAndStrangeAcks();
    void finalErrors_data();
    void finalErrors();
    void storageErrorsAreRetried_data();
    void storageErrorsAreRetried();
    void refusalsWaitLonger();
    void joinIsRetriedWhenStorageFails();
    void changesGoAlone();
    void roomsDoNotHoldUpEachOther();
    void windowHolds();
    void rejoinsOnce();
    void rejoinRefusedFails();
    void leftRoomFails();
    void retryAndDiscard();
    void outboxIsBounded();
    void outboxIsRestored();
    void brokenOutboxIsLeftOut_data();
    void brokenOutboxIsLeftOut();
};

void tst_ChatClientDelivery::postIsKeptThenSentThenSaved()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.post(u"lobby"_s, u"hi"_s), (QStringList{u"keep #1 post lobby hi"_s, u"own #1 waiting"_s,
                                                       postLine(1, u"hi"_s), u"own #1 sent"_s}));
    const OutboxItem item = std::get<KeepOutboxItem>(h.effects.items.at(0)).item;
    QCOMPARE(item.id.toLatin1(), longId(1));
    QCOMPARE(item.millis, h.clock.wallMicros() / 1000);
    QCOMPARE(h.feed(ack(1, 1)), (QStringList{u"own #1 saved 1"_s, u"forget #1"_s, u"keep room lobby 1"_s}));
    QCOMPARE(std::get<Told::Own>(h.effects.items.at(1)).millis, 9);
}

void tst_ChatClientDelivery::everyChange()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(
        sent(h.run([](auto &c, auto &e) { (void)c.post(u"LOBBY"_s, u"a"_s, 7, e); })),
        QStringList{u"> {\"type\":\"post\",\"id\":\"#1\",\"room\":\"lobby\",\"re\":7,\"text\":\"a\"}"_s});
    (void)h.feed(ack(1, 1));
    QCOMPARE(
        sent(h.run([](auto &c, auto &e) { (void)c.edit(u"lobby"_s, 7, u"b"_s, e); })),
        QStringList{u"> {\"type\":\"edit\",\"id\":\"#2\",\"room\":\"lobby\",\"of\":7,\"text\":\"b\"}"_s});
    (void)h.feed(ack(2, 2));
    QCOMPARE(sent(h.run([](auto &c, auto &e) { (void)c.remove(u"lobby"_s, 7, e); })),
             QStringList{u"> {\"type\":\"delete\",\"id\":\"#3\",\"room\":\"lobby\",\"of\":7}"_s});
    (void)h.feed(ack(3, 3));
    QCOMPARE(
        sent(h.run([](auto &c, auto &e) { (void)c.react(u"lobby"_s, 7, u"👍"_s, e); })),
        QStringList{u"> {\"type\":\"react\",\"id\":\"#4\",\"room\":\"lobby\",\"of\":7,\"text\":\"👍\"}"_s});
    (void)h.feed(ack(4, 4));
    QCOMPARE(sent(h.run([](auto &c, auto &e) { (void)c.setTopic(u"lobby"_s, u"Tea"_s, e); })),
             QStringList{u"> {\"type\":\"topic\",\"id\":\"#5\",\"room\":\"lobby\",\"text\":\"Tea\"}"_s});
    (void)h.feed(ack(5, 5));
    QCOMPARE(h.core.room(u"lobby"_s)->topic(), u"Tea"_s);
    QCOMPARE(sent(h.run([](auto &c, auto &e) { (void)c.setTopic(u"lobby"_s, QString(), e); })),
             QStringList{u"> {\"type\":\"topic\",\"id\":\"#6\",\"room\":\"lobby\",\"text\":\"\"}"_s});
}

void tst_ChatClientDelivery::textsAreChecked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code"); ///< of a post
    const int good = int(ErrorCode::None);
    QTest::newRow("one") << u"x"_s << good;
    QTest::newRow("empty") << QString() << int(ErrorCode::BadField);
    QTest::newRow("longest") << QString(16'384, u'x') << good;
    QTest::newRow("too-long") << QString(16'385, u'x') << int(ErrorCode::TooLong);
    QTest::newRow("longest-utf8") << QString(5461, u'你') << good;
    QTest::newRow("too-long-utf8") << QString(5462, u'你') << int(ErrorCode::TooLong);
    QTest::newRow("longest-lines") << QString(16'384, u'\n') << good; // escapes fit into the header
    QTest::newRow("longest-bidi") << QString(8192, QChar(0x061c)) << good;
    QTest::newRow("lines-and-tabs") << u"a\tb\nc"_s << good;
    QTest::newRow("escape") << u"a\x1b[31m"_s << int(ErrorCode::BadField);
    QTest::newRow("nul") << QString(QChar(0)) << int(ErrorCode::BadField);
    QTest::newRow("c1") << QString(QChar(0x85)) << int(ErrorCode::BadField);
}

void tst_ChatClientDelivery::textsAreChecked()
{
    QFETCH(QString, text);
    QFETCH(int, code);
    ClientHarness h;
    h.enter();
    const Result<QString> posted = h.core.post(u"lobby"_s, text, 0, h.effects = {});
    QCOMPARE(posted ? int(ErrorCode::None) : int(posted.error().code), code);
    QCOMPARE(h.effects.items.empty(), !posted.has_value());
    if (code != int(ErrorCode::TooLong))
        return;
    QCOMPARE(posted.error().detail, u"16384"_s);
    QCOMPARE(h.core.edit(u"lobby"_s, 1, text, h.effects).error().code, ErrorCode::TooLong);
    QCOMPARE(h.core.direct(u"ben"_s, text, h.effects).error().code, ErrorCode::TooLong);
}

void tst_ChatClientDelivery::numbersAreChecked()
{
    ClientHarness h;
    h.enter();
    h.effects = {};
    for (const quint64 of : {quint64(0), ~quint64(0)}) {
        QCOMPARE(h.core.edit(u"lobby"_s, of, u"x"_s, h.effects).error().detail, u"of"_s);
        QCOMPARE(h.core.remove(u"lobby"_s, of, h.effects).error().detail, u"of"_s);
        QCOMPARE(h.core.react(u"lobby"_s, of, u"x"_s, h.effects).error().detail, u"of"_s);
    }
    QCOMPARE(h.core.post(u"lobby"_s, u"x"_s, ~quint64(0), h.effects).error().detail, u"re"_s);
    QCOMPARE(h.core.post(u"lab"_s, u"x"_s, 0, h.effects).error().code, ErrorCode::NotInRoom);
    QVERIFY(h.effects.items.empty());
    QVERIFY(h.core.react(u"lobby"_s, 1, QString(64, u'x'), h.effects).has_value());
    QCOMPARE(h.core.react(u"lobby"_s, 1, QString(65, u'x'), h.effects).error().code, ErrorCode::TooLong);
    QVERIFY(h.core.setTopic(u"lobby"_s, QString(1024, u'x'), h.effects).has_value());
    QCOMPARE(h.core.setTopic(u"lobby"_s, QString(1025, u'x'), h.effects).error().code, ErrorCode::TooLong);
}

void tst_ChatClientDelivery::headerLimitHolds()
{
    Limits limits;
    limits.maxHeaderBytes = 100 + 80; // what stands around the text of a post
    ClientHarness h(limits);
    h.enter();
    h.effects = {};
    QVERIFY(h.core.post(u"lobby"_s, QString(100, u'x'), 0, h.effects).has_value());
    QCOMPARE(h.core.post(u"lobby"_s, QString(101, u'x'), 0, h.effects).error().detail, u"180"_s);
    QVERIFY(h.core.post(u"lobby"_s, QString(50, u'"'), 0, h.effects).has_value());
    QCOMPARE(h.core.post(u"lobby"_s, QString(51, u'"'), 0, h.effects).error().code, ErrorCode::TooLong);
}

void tst_ChatClientDelivery::serverAllowsLess()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    (void)h.post(u"lobby"_s, u"12345"_s);
    (void)h.post(u"lobby"_s, u"123456"_s);
    (void)h.open();
    (void)h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"limits\":{\"text\":5}}\n");
    QCOMPARE(h.feed(room(1, 0)).mid(1),
             (QStringList{postLine(1, u"12345"_s), u"own #1 sent"_s,
                          u"keep #2 post lobby 123456 failed too_long"_s, u"own #2 failed too_long"_s}));
    QVERIFY(h.core.post(u"lobby"_s, u"12345"_s, 0, h.effects).has_value());
    QCOMPARE(h.core.post(u"lobby"_s, u"123456"_s, 0, h.effects).error().detail, u"5"_s);
}

void tst_ChatClientDelivery::lineEndsBecomeOne()
{
    ClientHarness h;
    h.enter();
    QVERIFY(h.post(u"lobby"_s, u"a\r\nb\rc"_s).contains(u"keep #1 post lobby a\nb\nc"_s));
}

void tst_ChatClientDelivery::waitsForConnectionAndRoom()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    QCOMPARE(h.post(u"lobby"_s, u"a"_s), (QStringList{u"keep #1 post lobby a"_s, u"own #1 waiting"_s}));
    (void)h.open();
    QCOMPARE(h.post(u"lobby"_s, u"b"_s), (QStringList{u"keep #2 post lobby b"_s, u"own #2 waiting"_s}));
    QCOMPARE(
        sent(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\"]}\n")),
        (QStringList{u"> {\"type\":\"marks\",\"id\":\"r1\"}"_s,
                     u"> {\"type\":\"join\",\"id\":\"r2\",\"room\":\"lobby\",\"since\":0}"_s}));
    QCOMPARE(sent(h.feed(room(1, 0))), (QStringList{postLine(1, u"a"_s), postLine(2, u"b"_s)}));
    QCOMPARE(h.close(), (QStringList{u"lost peer_closed"_s, u"own #1 waiting"_s, u"own #2 waiting"_s}));
}

void tst_ChatClientDelivery::lostAckIsSentAgain()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    (void)h.post(u"lobby"_s, u"b"_s);
    (void)h.feed(ack(1, 1));
    QCOMPARE(h.close(), (QStringList{u"lost peer_closed"_s, u"own #2 waiting"_s}));
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 1))), QStringList{postLine(2, u"b"_s)}); // the same id
    QCOMPARE(h.feed(ack(2, 2)), (QStringList{u"own #2 saved 2"_s, u"forget #2"_s, u"keep room lobby 2"_s}));
    (void)h.close();
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 2))), QStringList());
}

void tst_ChatClientDelivery::ownEntryMayComeFirst()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    (void)h.close(); // saved as 1, but the ack was lost
    h.welcome();
    (void)h.feed(room(1, 1));
    QCOMPARE(h.feed(ClientHarness::message(1, "ann", "a", ",\"replay\":true,\"own\":true")),
             (QStringList{u"said lobby 1 ann: a replay own"_s, u"keep room lobby 1"_s}));
    QCOMPARE(h.feed(ack(1, 1)), (QStringList{u"own #1 saved 1 as-entry"_s, u"forget #1"_s}));
    // And the other way round: the ack shows it.
    (void)h.post(u"lobby"_s, u"b"_s);
    (void)h.close();
    h.welcome();
    (void)h.feed(room(1, 2));
    QCOMPARE(h.feed(ack(2, 2)), (QStringList{u"own #2 saved 2"_s, u"forget #2"_s, u"keep room lobby 2"_s}));
    QCOMPARE(h.feed(ClientHarness::message(2, "ana", "b", ",\"replay\":true")), QStringList());
}

void tst_ChatClientDelivery::ownEntryMayBeOlder()
{
    ClientHarness h; // the cursor was kept, the acknowledgement was not
    (void)h.restore({u"secret-of-ana-01"_s,
                     u"ana"_s,
                     {{u"lobby"_s, false, 5, 0}},
                     {{QString::fromLatin1(longId(9)), 1, u"lobby"_s, EntryKind::Post, 0, u"a"_s, 7, {}}}});
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 5))), QStringList{postLine(9, u"a"_s)});
    QCOMPARE(h.feed(ack(9, 5)), (QStringList{u"own #9 saved 5 as-entry"_s, u"forget #9"_s}));
    (void)h.run([](auto &c, auto &e) { (void)c.loadOlder(u"lobby"_s, 0, e); });
    QCOMPARE(
        h.feed(
            ClientHarness::message(4, "ana", "z", ",\"replay\":true") + // somebody else was called so
            ClientHarness::message(5, "ann", "a", ",\"replay\":true,\"own\":true") +
            "{\"type\":\"history\",\"id\":\"r3\",\"room\":\"lobby\",\"first\":1,\"last\":5,\"more\":true}\n"),
        QStringList{u"older lobby [lobby 4 ana: z replay, lobby 5 ann: a replay own] more"_s});
}

void tst_ChatClientDelivery::duplicateAndStrangeAcks_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("duplicate") << ack(1, 1);
    QTest::newRow("of-another") << ack(7, 2);
    QTest::newRow("other-room") << ack(2, 2, "lab");
    QTest::newRow("no-room") << QByteArray("{\"type\":\"ack\",\"id\":\"" + longId(2) + "\",\"seq\":2}\n");
    QTest::newRow("no-id") << QByteArray("{\"type\":\"ack\",\"room\":\"lobby\",\"seq\":2,\"time\":9}\n");
    QTest::newRow("id-is-no-text") << QByteArray(
        "{\"type\":\"ack\",\"id\":2,\"room\":\"lobby\",\"seq\":2}\n");
}

void tst_ChatClientDelivery::duplicateAndStrangeAcks()
{
    QFETCH(QByteArray, frame);
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    (void)h.feed(ack(1, 1));
    (void)h.post(u"lobby"_s, u"b"_s);
    QCOMPARE(h.feed(frame), QStringList());
    QVERIFY(h.feed(ack(2, 2)).contains(u"own #2 saved 2"_s));
}

void tst_ChatClientDelivery::finalErrors_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char *code : {"bad_field", "no_such_post", "not_yours", "no_history", "unknown_type",
                             "bad_payload", "private_room", "too_many_rooms", "a_new_code"})
        QTest::newRow(code) << QByteArray(code);
}

void tst_ChatClientDelivery::finalErrors()
{
    QFETCH(QByteArray, code);
    const QString shown = QString::fromLatin1(code);
    ClientHarness h;
    h.enter();
    (void)h.run([](auto &c, auto &e) { (void)c.edit(u"lobby"_s, 7, u"b"_s, e); });
    QCOMPARE(h.feed(error(1, code)),
             (QStringList{u"keep #1 edit lobby of 7 b failed "_s + shown, u"own #1 failed "_s + shown}));
    QCOMPARE(h.feed(error(1, code)), QStringList());
    (void)h.close();
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 0))), QStringList()); // it is over
}

void tst_ChatClientDelivery::storageErrorsAreRetried_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("full") << QByteArray("storage_full");
    QTest::newRow("failed") << QByteArray("storage_failed");
}

void tst_ChatClientDelivery::storageErrorsAreRetried()
{
    QFETCH(QByteArray, code);
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    QCOMPARE(h.feed(error(1, code)), QStringList{u"own #1 waiting "_s + QString::fromLatin1(code)});
    QCOMPARE(h.post(u"lobby"_s, u"b"_s),
             (QStringList{u"keep #2 post lobby b"_s, u"own #2 waiting"_s})); // behind it
    const Micros wait = *h.effects.wakeAt - h.clock.now();
    QVERIFY(wait >= Millis(1000) && wait < Millis(1500));
    QCOMPARE(h.pass(wait - Micros(1)), QStringList());
    QCOMPARE(h.pass(Micros(1)),
             (QStringList{postLine(1, u"a"_s), u"own #1 sent"_s, postLine(2, u"b"_s), u"own #2 sent"_s}));
}

void tst_ChatClientDelivery::refusalsWaitLonger()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    for (const int seconds : {1, 2, 4, 8, 16, 32, 64, 64}) {
        (void)h.feed(error(1, "storage_full"));
        const Micros until = *h.effects.wakeAt - h.clock.now();
        QVERIFY(until < Millis(seconds * 1500));
        for (Micros left{Millis(seconds * 1500)}; left > Micros(0); left -= Millis(30'000)) {
            (void)h.feed("{\"type\":\"noise\"}\n"); // or silence would end it
            (void)h.pass(std::min<Micros>(left, Millis(30'000)));
        }
    }
    QVERIFY(h.feed(ack(1, 1)).contains(u"own #1 saved 1"_s));
}

void tst_ChatClientDelivery::joinIsRetriedWhenStorageFails()
{
    ClientHarness h;
    h.enter({});
    (void)h.join(u"lab"_s);
    (void)h.post(u"lab"_s, u"a"_s);
    const QByteArray refused =
        "{\"type\":\"error\",\"id\":\"r%\",\"code\":\"storage_failed\",\"re\":\"join\"}\n";
    int id = 2;
    for (const int seconds : {2, 4, 8}) {
        QCOMPARE(h.feed(QByteArray(refused).replace('%', QByteArray::number(id++))), QStringList());
        QCOMPARE(h.pass(Millis(seconds * 1000 - 1)), QStringList());
        QCOMPARE(h.pass(Millis(1)),
                 QStringList{u"> {\"type\":\"join\",\"id\":\"r%1\",\"room\":\"lab\"}"_s.arg(id)});
    }
    QCOMPARE(sent(h.feed(room(1, 0, "lab"))), QStringList{postLine(1, u"a"_s, u"lab"_s)});
}

void tst_ChatClientDelivery::changesGoAlone()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    QCOMPARE(sent(h.run([](auto &c, auto &e) { (void)c.edit(u"lobby"_s, 7, u"1"_s, e); })), QStringList());
    QCOMPARE(sent(h.run([](auto &c, auto &e) { (void)c.edit(u"lobby"_s, 7, u"2"_s, e); })), QStringList());
    QCOMPARE(sent(h.post(u"lobby"_s, u"b"_s)), QStringList());
    QCOMPARE(
        sent(h.feed(ack(1, 1))),
        QStringList{u"> {\"type\":\"edit\",\"id\":\"#2\",\"room\":\"lobby\",\"of\":7,\"text\":\"1\"}"_s});
    // Were the second one on its way too and kept, the first one would undo it later.
    QCOMPARE(sent(h.feed(error(2, "storage_full"))), QStringList());
    QCOMPARE(
        sent(h.pass(Millis(1500))),
        QStringList{u"> {\"type\":\"edit\",\"id\":\"#2\",\"room\":\"lobby\",\"of\":7,\"text\":\"1\"}"_s});
    QCOMPARE(
        sent(h.feed(ack(2, 2))),
        QStringList{u"> {\"type\":\"edit\",\"id\":\"#3\",\"room\":\"lobby\",\"of\":7,\"text\":\"2\"}"_s});
    QCOMPARE(sent(h.feed(error(3, "not_yours"))), QStringList{postLine(4, u"b"_s)});
}

void tst_ChatClientDelivery::roomsDoNotHoldUpEachOther()
{
    ClientHarness h;
    h.enter({u"lobby"_s, u"lab"_s});
    (void)h.run([](auto &c, auto &e) { (void)c.setTopic(u"lobby"_s, u"1"_s, e); });
    (void)h.feed(error(1, "storage_full"));
    QCOMPARE(sent(h.post(u"lab"_s, u"a"_s)), QStringList{postLine(2, u"a"_s, u"lab"_s)});
}

void tst_ChatClientDelivery::windowHolds()
{
    ClientHarness h;
    h.enter();
    QStringList all;
    for (int i = 0; i < 70; ++i)
        all += sent(h.post(u"lobby"_s, u"x"_s));
    QCOMPARE(all.size(), Outbox::kMaxOnTheirWay);
    QCOMPARE(sent(h.feed(ack(1, 1))), QStringList{postLine(65, u"x"_s)});
    ClientHarness narrow;
    (void)narrow.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    (void)narrow.open();
    (void)narrow.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"limits\":{\"pending\":2}}\n");
    (void)narrow.feed(room(1, 0));
    all.clear();
    for (int i = 0; i < 3; ++i)
        all += sent(narrow.post(u"lobby"_s, u"x"_s));
    QCOMPARE(all.size(), 2);
}

void tst_ChatClientDelivery::rejoinsOnce()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    (void)h.post(u"lobby"_s, u"b"_s);
    QCOMPARE(h.feed(error(1, "not_in_room") + error(2, "not_in_room")),
             (QStringList{u"> {\"type\":\"join\",\"id\":\"r3\",\"room\":\"lobby\",\"since\":0}"_s,
                          u"own #1 waiting not_in_room"_s, u"own #2 waiting not_in_room"_s}));
    QCOMPARE(sent(h.feed(room(1, 0))), (QStringList{postLine(1, u"a"_s), postLine(2, u"b"_s)}));
    QVERIFY(h.feed(error(1, "not_in_room"))
                .contains(u"own #1 failed not_in_room"_s)); // the server contradicts itself
}

void tst_ChatClientDelivery::rejoinRefusedFails()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    (void)h.feed(error(1, "not_in_room"));
    // It is asked once more: what was kept before is acknowledged, whoever may be in the room now.
    QCOMPARE(h.feed("{\"type\":\"error\",\"id\":\"r3\",\"code\":\"private_room\",\"re\":\"join\"}\n"),
             (QStringList{u"refused lobby private_room"_s, postLine(1, u"a"_s), u"own #1 sent"_s}));
    QCOMPARE(h.feed(error(1, "not_in_room")),
             (QStringList{u"keep #1 post lobby a failed not_in_room"_s, u"own #1 failed not_in_room"_s}));
}

void tst_ChatClientDelivery::leftRoomFails()
{
    ClientHarness h;
    h.enter();
    (void)h.close();
    (void)h.post(u"lobby"_s, u"a"_s);
    (void)h.run([](auto &c, auto &e) { (void)c.leave(u"lobby"_s, e); });
    (void)h.open();
    QCOMPARE(sent(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\"}\n")),
             QStringList{postLine(1, u"a"_s)});
    QVERIFY(h.feed(error(1, "not_in_room")).contains(u"own #1 failed not_in_room"_s));
}

void tst_ChatClientDelivery::retryAndDiscard()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"a"_s);
    const QString id = QString::fromLatin1(longId(1));
    QCOMPARE(h.run([&](auto &c, auto &e) {
        QVERIFY(!c.discard(id, e));
        QVERIFY(!c.retry(id, e));
    }),
             QStringList());
    (void)h.feed(error(1, "bad_field"));
    QCOMPARE(
        h.run([&](auto &c, auto &e) { QVERIFY(c.retry(id, e)); }),
        (QStringList{u"keep #1 post lobby a"_s, u"own #1 waiting"_s, postLine(1, u"a"_s), u"own #1 sent"_s}));
    (void)h.feed(error(1, "bad_field"));
    QCOMPARE(h.run([&](auto &c, auto &e) { QVERIFY(c.discard(id, e)); }),
             (QStringList{u"forget #1"_s, u"discarded #1"_s}));
    QCOMPARE(h.run([&](auto &c, auto &e) {
        QVERIFY(!c.discard(id, e));
        QVERIFY(!c.retry(id, e));
    }),
             QStringList());
    (void)h.close();
    (void)h.post(u"lobby"_s, u"b"_s); // waits: it can be taken back
    QVERIFY(h.core.discard(QString::fromLatin1(longId(2)), h.effects));
}

void tst_ChatClientDelivery::outboxIsBounded()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    for (std::size_t i = 0; i < Outbox::kMaxItems; ++i)
        QVERIFY(h.core.post(u"lobby"_s, u"x"_s, 0, h.effects).has_value());
    h.effects = {};
    QCOMPARE(h.core.post(u"lobby"_s, u"x"_s, 0, h.effects).error().code, ErrorCode::TooMuchWaiting);
    QVERIFY(h.effects.items.empty());
    QVERIFY(h.core.discard(QString::fromLatin1(longId(1)), h.effects));
    QVERIFY(h.core.post(u"lobby"_s, u"x"_s, 0, h.effects).has_value());
    ClientHarness long_;
    (void)long_.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    const QString text(16'384, u'x');
    for (qsizetype bytes = 0; bytes < Outbox::kMaxTextBytes; bytes += 2 * text.size())
        QVERIFY(long_.core.post(u"lobby"_s, text, 0, long_.effects).has_value());
    QCOMPARE(long_.core.post(u"lobby"_s, u"x"_s, 0, long_.effects).error().code, ErrorCode::TooMuchWaiting);
}

void tst_ChatClientDelivery::outboxIsRestored()
{
    const auto item = [](int number, quint64 order, const QString &text, const QString &failure) {
        return OutboxItem{
            QString::fromLatin1(longId(number)), order, u"lobby"_s, EntryKind::Post, 0, text, 7, failure};
    };
    ClientHarness h;
    QCOMPARE(
        h.restore({u"secret-of-ana-01"_s,
                   u"ana"_s,
                   {{u"lobby"_s, false, 4, 2}},
                   {item(12, 3, u"c"_s, {}), item(10, 1, u"a"_s, {}), item(11, 2, u"b"_s, u"bad_field"_s)}}),
        (QStringList{u"own #10 waiting"_s, u"own #11 failed bad_field"_s, u"own #12 waiting"_s,
                     u"counts lobby 0 0 read 2"_s}));
    (void)h.post(u"lobby"_s, u"d"_s);
    h.welcome();
    QCOMPARE(sent(h.feed(room(1, 4))).mid(0, 3),
             (QStringList{postLine(10, u"a"_s), postLine(12, u"c"_s), postLine(1, u"d"_s)}));
}

void tst_ChatClientDelivery::brokenOutboxIsLeftOut_data()
{
    QTest::addColumn<OutboxItem>("item");
    const OutboxItem good{u"x"_s, 1, u"lobby"_s, EntryKind::Post, 0, u"a"_s, 7, {}};
    const auto row = [&](const char *tag, auto change) {
        OutboxItem item = good;
        change(item);
        QTest::newRow(tag) << item;
    };
    row("no-id", [](OutboxItem &i) { i.id.clear(); });
    row("long-id", [](OutboxItem &i) { i.id = QString(65, u'x'); });
    row("no-order", [](OutboxItem &i) { i.order = 0; });
    row("no-room", [](OutboxItem &i) { i.room.clear(); });
    row("no-kind", [](OutboxItem &i) { i.kind = EntryKind(0); });
    row("other-kind", [](OutboxItem &i) { i.kind = EntryKind(6); });
    row("too-long", [](OutboxItem &i) { i.text = QString(Outbox::kMaxTextBytes, u'x'); });
    row("twice", [](OutboxItem &i) { i.id = u"the-one-that-is-kept"_s; });
}

void tst_ChatClientDelivery::brokenOutboxIsLeftOut()
{
    QFETCH(OutboxItem, item);
    ClientHarness h;
    const OutboxItem good{u"the-one-that-is-kept"_s, 1, u"lobby"_s, EntryKind::Post, 0, u"a"_s, 7, {}};
    QCOMPARE(h.restore({u"secret-of-ana-01"_s, u"ana"_s, {}, {good, item}}),
             QStringList{u"own the-one-that-is-kept waiting"_s});
}

QTEST_GUILESS_MAIN(tst_ChatClientDelivery)
#include "tst_chatclientdelivery.moc"
