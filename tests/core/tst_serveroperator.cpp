// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatworld.h"

#include <QTest>

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Core::RoomOrder;
using Test::ChatWorld;
using What = Core::RoomOrder::What;

namespace {

RoomOrder say(const QString &room, const QString &text)
{
    return {What::Say, room, text};
}
RoomOrder remove(const QString &room)
{
    return {What::Remove, room};
}
RoomOrder keep(const QString &room, qint64 days)
{
    return {What::Keep, room, {}, 0, days};
}
/// "ok 3" or "no_such_room" of what was ordered since the last call.
QStringList results(ChatWorld &w)
{
    QStringList lines;
    for (const Core::OrderDone &done : std::exchange(w.ordersDone, {}))
        lines.append(done.error == ErrorCode::None ? u"ok %1"_s.arg(done.seq)
                                                   : (errorName(done.error) + u' ' + done.detail).trimmed());
    return lines;
}
QString joined(ChatWorld &w, ConnectionId id, const QByteArray &room, const QByteArray &more = {})
{
    (void)w.heard(id);
    w.send(id, "{\"type\":\"join\",\"room\":\"" + room + "\"" + more + "}");
    const QJsonObject answer = w.heard(id).value(0);
    return answer.value(u"type") == u"error"_s
               ? answer.value(u"code").toString()
               : u"%1..%2"_s.arg(answer.value(u"first").toInteger()).arg(answer.value(u"last").toInteger());
}

} // namespace

/// What the operator does in rooms, docs/protocol.md §9.11.
class tst_ServerOperator : public QObject
{
    Q_OBJECT

private slots:
    void checksOrders_data();
    void checksOrders();
    void saysLikeOthers();
    void saysWithoutAHistory();
    void sayingWaitsForTheDisk();
    void deletesWhatOthersSaid();
    void othersDoNotChangeWhatItSaid();
    void nobodyElseIsTheOperator();
    void keepsForDays();
    void usualDaysHoldAtOnce();
    void removesARoom();
    void removesTheLobby();
    void removedRoomTakesNobodyIn();
    void roomStaysThatCannotBeRemoved();
    void removesWithoutAHistory();
    void numbersGoOnAfterRemoval();
    void removedNumbersOutliveARestart();
    void numbersOfARemovedLobbyOutliveARestart();
    void removalMakesRoomForAnother();
    void postOnItsWayGoesWithTheRoom();
    void privateRoomIsForgotten();
};

void tst_ServerOperator::checksOrders_data()
{
    QTest::addColumn<RoomOrder>("order");
    QTest::addColumn<QString>("result");
    QTest::newRow("say") << say(u"LOBBY"_s, u"hello"_s) << u"ok 2"_s;
    QTest::newRow("say-elsewhere") << say(u"nowhere"_s, u"hello"_s) << u"no_such_room"_s;
    QTest::newRow("say-nothing") << say(u"lobby"_s, {}) << u"bad_field text"_s;
    QTest::newRow("say-lines") << say(u"lobby"_s, u"a\n\tb"_s) << u"ok 2"_s;
    QTest::newRow("say-escape") << say(u"lobby"_s, u"a\x1b"_s) << u"bad_field text"_s;
    QTest::newRow("say-limit") << say(u"lobby"_s, QString(16384, u'x')) << u"ok 2"_s;
    QTest::newRow("say-limit-plus-one") << say(u"lobby"_s, QString(16385, u'x')) << u"bad_field text"_s;
    QTest::newRow("delete") << RoomOrder{What::Delete, u"lobby"_s, {}, 1} << u"ok 2"_s;
    QTest::newRow("delete-none") << RoomOrder{What::Delete, u"lobby"_s, {}, 0} << u"bad_field of"_s;
    QTest::newRow("delete-unknown") << RoomOrder{What::Delete, u"lobby"_s, {}, 2} << u"no_such_post"_s;
    QTest::newRow("keep-for-ever") << keep(u"lobby"_s, -1) << u"ok 0"_s;
    QTest::newRow("keep-below") << keep(u"lobby"_s, -2) << u"bad_field days"_s;
    QTest::newRow("keep-limit") << keep(u"lobby"_s, 3650) << u"ok 0"_s;
    QTest::newRow("keep-limit-plus-one") << keep(u"lobby"_s, 3651) << u"bad_field days"_s;
    QTest::newRow("remove") << remove(u"lobby"_s) << u"ok 0"_s;
    QTest::newRow("remove-unknown") << remove(u"nowhere"_s) << u"no_such_room"_s;
}

void tst_ServerOperator::checksOrders()
{
    QFETCH(RoomOrder, order);
    QFETCH(QString, result);
    ChatWorld w;
    w.post(w.chatter("ana"), "1", "hello");
    w.settle();
    w.order(order);
    w.settle();
    QCOMPARE(results(w), QStringList{result});
}

void tst_ServerOperator::saysLikeOthers()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.connect();
    w.raw(ben, "/nick ben\n");
    (void)w.heard(ben);
    (void)w.heard(ana);
    w.order(say(u"lobby"_s, u"lunch"_s));
    w.settle();
    QCOMPARE(results(w), QStringList{u"ok 1"_s});
    const QJsonObject message = w.heard(ana, u"message").value(0);
    QCOMPARE(message.value(u"from").toString(), u"operator"_s);
    QCOMPARE(message.value(u"text").toString(), u"lunch"_s);
    QCOMPARE(message.value(u"seq").toInteger(), 1);
    QCOMPARE(w.heard(ben).value(0).value(u"line").toString(), u"[lobby] operator: lunch"_s);
    w.send(ana, R"({"type":"history","room":"lobby"})");
    w.settle();
    QCOMPARE(w.heard(ana, u"message").value(0).value(u"text").toString(), u"lunch"_s);
}

void tst_ServerOperator::saysWithoutAHistory()
{
    ChatWorld w;
    Core::Effects effects;
    w.core.setOptions(Limits(), {}, effects);
    const ConnectionId ana = w.chatter("ana");
    w.order(say(u"lobby"_s, u"lunch"_s));
    QCOMPARE(results(w), QStringList{u"ok 0"_s});
    const QJsonObject message = w.heard(ana, u"message").value(0);
    QCOMPARE(message.value(u"from").toString(), u"operator"_s);
    QVERIFY(!message.contains(u"seq"));
    w.order(RoomOrder{What::Delete, u"lobby"_s, {}, 1});
    w.order(keep(u"lobby"_s, 3));
    QCOMPARE(results(w), (QStringList{u"no_history"_s, u"no_history"_s}));
    QVERIFY(w.work.empty());
}

void tst_ServerOperator::sayingWaitsForTheDisk()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.order(say(u"lobby"_s, u"lunch"_s));
    QVERIFY(w.ordersDone.empty());
    QCOMPARE(w.heard(ana).size(), 0);
    w.settle(ErrorCode::StorageFull);
    QCOMPARE(results(w), QStringList{u"storage_full"_s});
    QCOMPARE(w.heard(ana).size(), 0);
}

void tst_ServerOperator::deletesWhatOthersSaid()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "rude");
    w.settle();
    (void)w.heard(ana);
    w.order(RoomOrder{What::Delete, u"lobby"_s, {}, 1});
    w.settle();
    QCOMPARE(results(w), QStringList{u"ok 2"_s});
    const QJsonObject deleted = w.heard(ana, u"deleted").value(0);
    QCOMPARE(deleted.value(u"from").toString(), u"operator"_s);
    QCOMPARE(deleted.value(u"of").toInteger(), 1);
    w.order(RoomOrder{What::Delete, u"lobby"_s, {}, 1}); // it is gone
    w.settle();
    QCOMPARE(results(w), QStringList{u"no_such_post"_s});
    QCOMPARE(w.heard(ana).size(), 0);
}

void tst_ServerOperator::othersDoNotChangeWhatItSaid()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", "ana-0123456789abcdef");
    w.order(say(u"lobby"_s, u"lunch"_s));
    w.settle();
    (void)w.heard(ana);
    w.send(ana, R"({"type":"edit","id":"2","room":"lobby","of":1,"text":"dinner"})");
    w.send(ana, R"({"type":"delete","id":"3","room":"lobby","of":1})");
    w.settle();
    for (const QJsonObject &error : w.heard(ana))
        QCOMPARE(error.value(u"code").toString(), u"not_yours"_s);
}

void tst_ServerOperator::nobodyElseIsTheOperator()
{
    ChatWorld w;
    const ConnectionId id = w.connect();
    for (const char *name : {"operator", "0perator", "Operator"}) {
        w.send(id, QByteArray(R"({"type":"hello","protocol":1,"name":")") + name + "\"}");
        QCOMPARE(w.heard(id, u"error").size(), 1);
    }
}

void tst_ServerOperator::keepsForDays()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.connect();
    w.raw(ben, "/nick ben\n");
    (void)w.heard(ben);
    (void)w.heard(ana);
    w.order(keep(u"lobby"_s, 7));
    QCOMPARE(results(w), QStringList{u"ok 0"_s});
    const QJsonObject rules = w.heard(ana, u"rules").value(0);
    QCOMPARE(rules.value(u"room").toString(), u"lobby"_s);
    QCOMPARE(rules.value(u"keep_days").toInteger(), 7);
    QCOMPARE(w.heard(ben).value(0).value(u"line").toString(), u"* lobby keeps what is said for 7 days"_s);
    w.order(keep(u"lobby"_s, 7)); // as it was: nobody is told
    QCOMPARE(w.heard(ana).size(), 0);
    w.settle();
    QCOMPARE(w.store.rooms().at(0).rules.keepDays, 7);
    w.send(ana, R"({"type":"join","room":"lobby"})");
    QCOMPARE(w.heard(ana, u"room").value(0).value(u"keep_days").toInteger(), 7);
    w.order(keep(u"lobby"_s, Core::RoomRules::kKeepForever));
    QCOMPARE(w.heard(ana, u"rules").value(0).value(u"keep_days").toInteger(-1), 0);
    QCOMPARE(w.heard(ben).last().value(u"line").toString(), u"* lobby keeps what is said for ever"_s);
}

void tst_ServerOperator::usualDaysHoldAtOnce()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.send(ana, R"({"type":"join","room":"lab"})");
    w.order(keep(u"lab"_s, Core::RoomRules::kKeepForever));
    (void)w.heard(ana);
    Limits limits;
    limits.keepDays = 30;
    Core::Effects effects;
    w.core.setOptions(limits, {false, true}, effects);
    w.take(effects);
    const ChatWorld::Frames told = w.heard(ana, u"rules");
    QCOMPARE(told.size(), 1); // lab has a rule of its own
    QCOMPARE(told[0].value(u"room").toString(), u"lobby"_s);
    QCOMPARE(told[0].value(u"keep_days").toInteger(), 30);
    w.send(ana, R"({"type":"join","room":"lobby"})");
    QCOMPARE(w.heard(ana, u"room").value(0).value(u"keep_days").toInteger(), 30);
    w.order(keep(u"lab"_s, Core::RoomRules::kKeepAsUsual));
    QCOMPARE(w.heard(ana, u"rules").value(0).value(u"keep_days").toInteger(), 30);
}

void tst_ServerOperator::removesARoom()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.connect();
    w.raw(ben, "/nick ben\n/join lab\n");
    QCOMPARE(joined(w, ana, "lab"), u"1..0"_s);
    w.post(ana, "1", "secret", "lab");
    w.settle();
    (void)w.heard(ana);
    (void)w.heard(ben);
    w.order(remove(u"lab"_s));
    QCOMPARE(w.heard(ana, u"removed").value(0).value(u"room").toString(), u"lab"_s);
    QCOMPARE(w.heard(ben).value(0).value(u"line").toString(),
             u"* the operator removes lab and all that was said in it"_s);
    QVERIFY(w.ordersDone.empty()); // it is not gone from the disk
    w.settle();
    QCOMPARE(results(w), QStringList{u"ok 0"_s});
    QVERIFY(!w.core.rooms().find(u"lab"));
    QVERIFY(w.store.page({1, u"lab"_s}).entries.empty());
    w.post(ana, "2", "after", "lab");
    QCOMPARE(w.heard(ana, u"error").value(0).value(u"code").toString(), u"not_in_room"_s);
    w.send(ana, R"({"type":"who","room":"lobby"})"); // where else they are they stay
    QCOMPARE(w.heard(ana, u"people").value(0).value(u"count").toInteger(), 1);
    w.raw(ben, "/join\n");
    QCOMPARE(w.heard(ben).value(0).value(u"line").toString(), u"* you are ben in lobby; here: ana, ben"_s);
}

void tst_ServerOperator::removesTheLobby()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "hello");
    w.settle();
    (void)w.heard(ana);
    w.order(remove(u"lobby"_s));
    QCOMPARE(w.heard(ana, u"removed").size(), 1);
    w.settle();
    QCOMPARE(joined(w, ana, "lobby"), u"2..1"_s);
    w.post(ana, "2", "anew");
    w.settle();
    QCOMPARE(w.heard(ana, u"ack").value(0).value(u"seq").toInteger(), 2);
}

void tst_ServerOperator::removedRoomTakesNobodyIn()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.connect();
    (void)joined(w, ana, "lab");
    w.order(remove(u"lab"_s));
    (void)w.heard(ana);
    QCOMPARE(joined(w, ana, "LAB"), u"room_removed"_s);
    w.raw(ben, "/join lab\n");
    QVERIFY(
        w.heard(ben).value(0).value(u"line").toString().startsWith(u"* not joined: the operator removed"));
    w.order(remove(u"lab"_s));
    w.order(say(u"lab"_s, u"x"_s));
    QCOMPARE(results(w), (QStringList{u"room_removed"_s, u"room_removed"_s}));
    w.settle();
    QCOMPARE(joined(w, ana, "lab"), u"1..0"_s);
}

void tst_ServerOperator::roomStaysThatCannotBeRemoved()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lab");
    (void)joined(w, ana, "empty");
    w.post(ana, "1", "hello", "lab");
    w.settle();
    w.order(remove(u"lab"_s));
    w.order(remove(u"empty"_s));
    w.settle(ErrorCode::StorageFull);
    QCOMPARE(results(w), (QStringList{u"storage_full"_s, u"storage_full"_s}));
    QVERIFY(!w.core.rooms().find(u"empty")); // nobody is in it, and nothing was
    (void)w.heard(ana);
    QCOMPARE(joined(w, ana, "lab", R"(,"since":0)"), u"1..1"_s);
    w.settle();
    QCOMPARE(w.heard(ana, u"message").value(0).value(u"text").toString(), u"hello"_s);
}

void tst_ServerOperator::removesWithoutAHistory()
{
    ChatWorld w;
    Core::Effects effects;
    w.core.setOptions(Limits(), {}, effects);
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lab");
    w.order(remove(u"lab"_s));
    QCOMPARE(results(w), QStringList{u"ok 0"_s});
    QCOMPARE(w.heard(ana, u"removed").size(), 1);
    QVERIFY(w.work.empty());
    QVERIFY(!w.core.rooms().find(u"lab"));
    QCOMPARE(joined(w, ana, "lab"), u"0..0"_s); // it says neither
}

void tst_ServerOperator::numbersGoOnAfterRemoval()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lab");
    for (const char *id : {"1", "2", "3"})
        w.post(ana, id, "old", "lab");
    w.settle();
    w.order(remove(u"lab"_s));
    w.settle();
    (void)w.heard(ana);
    QCOMPARE(joined(w, ana, "Lab", R"(,"since":1)"), u"room_removed"_s); // it knew another room
    QCOMPARE(joined(w, ana, "Lab", R"(,"since":3)"), u"room_removed"_s);
    QCOMPARE(joined(w, ana, "Lab", R"(,"since":0)"), u"4..3"_s);
    w.settle();
    w.post(ana, "1", "new", "lab"); // the id is free again
    w.settle();
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.last().value(u"type").toString(), u"ack"_s);
    QCOMPARE(frames.last().value(u"seq").toInteger(), 4);
    QCOMPARE(joined(w, ana, "lab", R"(,"since":3)"), u"room_removed"_s);
    QCOMPARE(joined(w, ana, "lab", R"(,"since":4)"), u"4..4"_s);
}

void tst_ServerOperator::removedNumbersOutliveARestart()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lab");
    (void)joined(w, ana, "maths");
    w.post(ana, "1", "old", "lab");
    w.post(ana, "2", "old", "maths");
    w.order(remove(u"lab"_s));
    w.order(remove(u"maths"_s));
    w.settle();
    (void)w.heard(ana);
    (void)joined(w, ana, "maths");
    w.post(ana, "3", "new", "maths");
    w.settle();
    (void)w.heard(ana);
    ChatWorld later;
    later.core.restore(w.store.rooms());
    QVERIFY(!later.core.rooms().find(u"lab"));
    const ConnectionId ben = later.chatter("ben");
    QCOMPARE(joined(later, ben, "lab", R"(,"since":1)"), u"room_removed"_s);
    QCOMPARE(joined(later, ben, "lab"), u"2..1"_s);
    QCOMPARE(joined(later, ben, "maths", R"(,"since":1)"), u"room_removed"_s);
    QCOMPARE(joined(later, ben, "maths", R"(,"since":2)"), u"2..2"_s);
}

/// It is there before anything is restored, and so is no new room then.
void tst_ServerOperator::numbersOfARemovedLobbyOutliveARestart()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lobby");
    w.post(ana, "1", "old", "lobby");
    w.order(remove(u"lobby"_s));
    w.settle();
    ChatWorld later;
    later.core.restore(w.store.rooms());
    const ConnectionId ben = later.chatter("ben");
    QCOMPARE(joined(later, ben, "lobby", R"(,"since":1)"), u"room_removed"_s);
    QCOMPARE(joined(later, ben, "lobby"), u"2..1"_s);
}

void tst_ServerOperator::removalMakesRoomForAnother()
{
    Limits limits;
    limits.maxRooms = 2;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lab");
    w.post(ana, "1", "kept", "lab");
    w.settle();
    w.send(ana, R"({"type":"leave","room":"lab"})");
    (void)w.heard(ana);
    QCOMPARE(joined(w, ana, "maths"), u"too_many_rooms"_s);
    w.order(remove(u"lab"_s));
    w.settle();
    QCOMPARE(joined(w, ana, "maths"), u"1..0"_s);
}

void tst_ServerOperator::postOnItsWayGoesWithTheRoom()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    (void)joined(w, ana, "lab");
    w.post(ana, "1", "on its way", "lab");
    w.order(remove(u"lab"_s));
    w.settle();
    QCOMPARE(w.heard(ana, u"ack").value(0).value(u"seq").toInteger(), 1); // it was kept, then removed
    QVERIFY(!w.core.rooms().find(u"lab"));
    QVERIFY(w.store.page({1, u"lab"_s}).entries.empty());
    QCOMPARE(joined(w, ana, "lab"), u"2..1"_s);
}

void tst_ServerOperator::privateRoomIsForgotten()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", "ana-0123456789abcdef");
    const ConnectionId ben = w.chatter("ben");
    QCOMPARE(joined(w, ana, "club", R"(,"private":true)"), u"1..0"_s);
    QCOMPARE(joined(w, ben, "club"), u"private_room"_s);
    w.settle();
    w.order(remove(u"club"_s));
    w.settle();
    QCOMPARE(joined(w, ben, "club"), u"1..0"_s);
    w.send(ben, R"({"type":"join","room":"club"})");
    QVERIFY(!w.heard(ben, u"room").value(0).contains(u"private"));
}

QTEST_APPLESS_MAIN(tst_ServerOperator)
#include "tst_serveroperator.moc"
