// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chatworld.h"

#include <QJsonArray>
#include <QTest>

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Test::ChatWorld;

namespace {

const QByteArray kAna = "ana-0123456789abcdef";
const QByteArray kBen = "ben-0123456789abcdef";

QStringList codesOf(const ChatWorld::Frames &frames)
{
    QStringList codes;
    for (const QJsonObject &frame : frames)
        codes.append(frame.value(u"code").toString());
    return codes;
}

} // namespace

/// Who a client is, what it waits for, and how it goes. docs/protocol.md §9.2, §9.3, §9.6
class tst_ServerLife : public QObject
{
    Q_OBJECT

private slots:
    void clientSecretIsChecked_data();
    void clientSecretIsChecked();
    void sameAuthorReplacesItself();
    void lateHelloReplacesNobody();
    void strangerReplacesNobody();
    void pendingIsBounded_data();
    void pendingIsBounded();
    void pendingOfAllIsBounded();
    void questionsAreAskedOneByOne();
    void halfClosedGetsItsAcks();
    void byeWaitsForTheAcks();
    void badFrameWaitsForTheAcks();
    void stopWaitsForTheAcks();
    void stopSpreadsTheReturn();
    void kickedAreTold();
    void silenceIsAskedThenEnded();
    void lagIsAskedForSoon();
    void pongTellsTheLag();
    void limitsOfSilenceCanBeLifted();
    void manyResultsAreToldInSlices();
    void privateRoomIsForTheInvited();
    void guestsAreInvitedWhileTheyAreHere();
    void privateRoomsAreNotListed();
    void privateNeedsANewRoom();
    void invitedAreBounded_data();
    void invitedAreBounded();
    void privateRoomOutlivesItsMembers();
    void privateRoomOfAGuestStaysPrivate();
    void saysWhichHistory();
    void leavingGuestsMakeRoom();
};

void tst_ServerLife::clientSecretIsChecked_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("shortest") << QByteArray(16, 'a') << true;
    QTest::newRow("shortest-minus-one") << QByteArray(15, 'a') << false;
    QTest::newRow("longest") << QByteArray(64, '9') << true;
    QTest::newRow("longest-plus-one") << QByteArray(65, '9') << false;
    QTest::newRow("dashes") << QByteArray("01234567-89ab-cdef") << true;
    QTest::newRow("space") << QByteArray("01234567 89ab cdef") << false;
    QTest::newRow("not-ascii") << QByteArray("0123456789abcdé") << false;
    QTest::newRow("empty") << QByteArray("") << false;
}

void tst_ServerLife::clientSecretIsChecked()
{
    QFETCH(QByteArray, secret);
    QFETCH(bool, isGood);
    ChatWorld w;
    const ConnectionId id = w.connect();
    w.send(id, R"({"type":"hello","protocol":1,"client":")" + secret + "\"}");
    const QJsonObject answer = w.heard(id).first();
    QCOMPARE(answer.value(u"type").toString(), isGood ? u"welcome"_s : u"error"_s);
    QCOMPARE(answer.value(u"field").toString(), isGood ? QString() : u"client"_s);
}

void tst_ServerLife::sameAuthorReplacesItself()
{
    ChatWorld w;
    const ConnectionId old = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    const ConnectionId now = w.chatter("ana", kAna); // the old connection has not noticed that it is dead
    const QJsonObject bye = w.heard(old, u"bye").first();
    QCOMPARE(bye.value(u"reason").toString(), u"replaced"_s);
    QCOMPARE(bye.value(u"reconnect").toBool(true), false);
    QVERIFY(w.isClosed(old));
    QVERIFY(!w.isClosed(now));
    QCOMPARE(w.core.session(now)->name(), u"ana"_s);
    QVERIFY(!w.core.session(old));
    const ConnectionId other = w.chatter("anna", kAna); // another name: both stay
    QVERIFY(!w.isClosed(now));
    QVERIFY(!w.isClosed(other));
    QVERIFY(!w.isClosed(ben));
}

/// It was long on its way: its connection is older than the one that has the name.
void tst_ServerLife::lateHelloReplacesNobody()
{
    ChatWorld w;
    const ConnectionId old = w.connect();
    const ConnectionId now = w.chatter("ana", kAna);
    w.send(old, R"({"type":"hello","protocol":1,"name":"ana","client":")" + kAna + "\"}");
    QCOMPARE(codesOf(w.heard(old)), QStringList{u"name_taken"_s});
    QVERIFY(!w.isClosed(now));
}

void tst_ServerLife::strangerReplacesNobody()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    for (const QByteArray &secret : {QByteArray(), kBen}) {
        const ConnectionId other = w.connect();
        const QByteArray field = secret.isEmpty() ? QByteArray() : ",\"client\":\"" + secret + '"';
        w.send(other, R"({"type":"hello","protocol":1,"name":"ana")" + field + '}');
        QCOMPARE(codesOf(w.heard(other)), QStringList{u"name_taken"_s});
    }
    QVERIFY(!w.isClosed(ana));
}

void tst_ServerLife::pendingIsBounded_data()
{
    QTest::addColumn<int>("posts");
    QTest::addColumn<bool>("isHeld");
    QTest::newRow("limit-minus-one") << 2 << false;
    QTest::newRow("limit") << 3 << true;
    QTest::newRow("limit-plus-one") << 4 << true;
}

void tst_ServerLife::pendingIsBounded()
{
    QFETCH(int, posts);
    QFETCH(bool, isHeld);
    Limits limits;
    limits.maxPending = 3;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    (void)w.heard(ana);
    for (int i = 0; i < posts; ++i)
        w.post(ana, QByteArray::number(i), "n");
    QCOMPARE(w.isHeld(ana), isHeld);
    QCOMPARE(w.work.appends.size(), std::size_t(qMin(posts, 3)));
    w.post(ben, "b", "others are not held");
    QVERIFY(!w.isHeld(ben));
    w.settle();
    QVERIFY(!w.isHeld(ana));
    QCOMPARE(w.heard(ana, u"ack").size(), posts);
}

void tst_ServerLife::pendingOfAllIsBounded()
{
    Limits limits;
    limits.maxPendingTotal = 2;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId line = w.connect();
    w.send(line, "/nick ben");
    w.post(ana, "1", "n");
    QVERIFY(!w.isHeld(ana));
    w.send(line, "two");
    QVERIFY(w.isHeld(line));
    w.send(line, "three"); // read already
    QCOMPARE(w.work.appends.size(), std::size_t(2));
    w.settle();
    QVERIFY(!w.isHeld(line));
    QCOMPARE(w.heard(ana, u"message").size(), 2);
}

void tst_ServerLife::questionsAreAskedOneByOne()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.send(ana, R"({"type":"history","id":"1","room":"lobby"})");
    w.send(ana, R"({"type":"search","id":"2","text":"x"})");
    w.send(ana, R"({"type":"ping","id":"3"})");
    QCOMPARE(w.work.lookups.size(), std::size_t(1));
    QVERIFY(w.isHeld(ana));
    QCOMPARE(w.heard(ana).size(), 0);
    w.settle();
    QVERIFY(!w.isHeld(ana));
    QStringList ids;
    for (const QJsonObject &frame : w.heard(ana))
        ids.append(frame.value(u"id").toString());
    QCOMPARE(ids, (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

void tst_ServerLife::halfClosedGetsItsAcks()
{
    Limits limits;
    limits.maxPending = 1;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana");
    for (int i = 0; i < 3; ++i)
        w.post(ana, QByteArray::number(i), "n");
    Core::Effects effects;
    w.core.finished(ana, effects);
    w.take(effects);
    w.settle();
    QCOMPARE(w.heard(ana, u"ack").size(), 3);
}

void tst_ServerLife::byeWaitsForTheAcks()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "last words");
    w.send(ana, R"({"type":"bye"})");
    w.send(ana, R"({"type":"ping"})"); // nobody reads it
    QVERIFY(!w.isClosed(ana));
    w.settle();
    QVERIFY(w.isClosed(ana));
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.size(), 2);
    QCOMPARE(frames[0].value(u"type").toString(), u"ack"_s);
    QCOMPARE(frames[1].value(u"reason").toString(), u"quit"_s);
}

void tst_ServerLife::badFrameWaitsForTheAcks()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "last words");
    w.send(ana, "no frame");
    w.settle();
    QVERIFY(w.isClosed(ana));
    QCOMPARE(w.reason(ana), CloseReason::BadFrame);
    const ChatWorld::Frames frames = w.heard(ana);
    QStringList types;
    for (const QJsonObject &frame : frames)
        types.append(frame.value(u"type").toString());
    QCOMPARE(types, (QStringList{u"ack"_s, u"error"_s, u"bye"_s}));
}

void tst_ServerLife::stopWaitsForTheAcks()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    const ConnectionId guide = w.connect();
    w.post(ana, "1", "last words");
    Core::Effects effects;
    w.core.stop(effects);
    w.take(effects);
    QVERIFY(w.isClosed(ben));
    QVERIFY(w.isClosed(guide));
    QVERIFY(!w.isClosed(ana));
    w.settle();
    QVERIFY(w.isClosed(ana));
    QCOMPARE(w.reason(ana), CloseReason::Stopping);
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames[frames.size() - 2].value(u"type").toString(), u"ack"_s);
    QCOMPARE(frames.last().value(u"reason").toString(), u"stopping"_s);
}

void tst_ServerLife::stopSpreadsTheReturn()
{
    ChatWorld w;
    for (int i = 0; i < 120; ++i)
        (void)w.chatter("c" + QByteArray::number(i));
    Core::Effects effects;
    w.core.stop(effects);
    w.take(effects);
    std::map<qint64, int> returns;
    for (ConnectionId id = 1; id <= 120; ++id)
        ++returns[w.heard(id, u"bye").first().value(u"retry_after").toInteger()];
    QCOMPARE(returns, (std::map<qint64, int>{{1, 50}, {2, 50}, {3, 20}}));
}

void tst_ServerLife::kickedAreTold()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    Core::Effects effects;
    w.core.disconnect(ana, CloseReason::Kicked, effects);
    w.take(effects);
    const QJsonObject bye = w.heard(ana).last();
    QCOMPARE(bye.value(u"reason").toString(), u"kicked"_s);
    QCOMPARE(bye.value(u"reconnect").toBool(true), false);
    QVERIFY(!w.core.session(ana));
}

void tst_ServerLife::silenceIsAskedThenEnded()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId line = w.connect();
    w.send(line, "/nick ben");
    (void)w.heard(line);
    w.pass(Millis(1'000));
    w.send(ana, R"({"type":"pong"})");
    (void)w.heard(ana);
    w.pass(Millis(44'999));
    QCOMPARE(w.heard(ana).size(), 0);
    w.pass(Millis(1));
    QCOMPARE(w.heard(ana, u"ping").size(), 1);
    w.pass(Millis(74'999));
    QVERIFY(!w.isClosed(ana));
    w.pass(Millis(1));
    QVERIFY(w.isClosed(ana));
    QCOMPARE(w.reason(ana), CloseReason::Silent);
    QCOMPARE(w.heard(line, u"ping").size(), 0); // nothing is asked of others
    QVERIFY(!w.isClosed(line));
    const ConnectionId cy = w.chatter("cy");
    for (int i = 0; i < 10; ++i) { // whatever it says, it is there
        w.pass(Millis(50'000));
        QVERIFY(!w.isClosed(cy));
        w.send(cy, R"({"type":"pong"})");
    }
    QCOMPARE(w.heard(cy, u"ping").size(), 10);
}

void tst_ServerLife::lagIsAskedForSoon()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.pass(Millis(999));
    w.send(ana, R"({"type":"typing","room":"lobby"})"); // it is not about silence
    QCOMPARE(w.heard(ana).size(), 0);
    w.pass(Millis(1));
    QCOMPARE(w.heard(ana, u"ping").size(), 1);
    w.clock.advance(Millis(20));
    w.send(ana, R"({"type":"typing","room":"lobby"})"); // this was on its way before the ping came
    w.clock.advance(Millis(10));
    Core::Effects effects;
    w.core.received(ana, "{\"type\":\"pong\"}\n", effects);
    const auto known = std::ranges::find_if(effects.items, [](const Core::Effect &effect) {
        return std::holds_alternative<Core::LagKnown>(effect);
    });
    QVERIFY(known != effects.items.end());
    QCOMPARE(std::get<Core::LagKnown>(*known).lag, Micros(Millis(30)));
    w.pass(Millis(44'999)); // once
    QCOMPARE(w.heard(ana).size(), 0);
    w.pass(Millis(1));
    QCOMPARE(w.heard(ana, u"ping").size(), 1);
}

void tst_ServerLife::pongTellsTheLag()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.pass(Millis(45'000));
    w.clock.advance(Millis(120));
    Core::Effects effects;
    w.core.received(ana, "{\"type\":\"pong\"}\n{\"type\":\"pong\"}\n", effects);
    std::vector<Micros> lags;
    for (const Core::Effect &effect : effects.items) {
        if (const auto *known = std::get_if<Core::LagKnown>(&effect))
            lags.push_back(known->lag);
    }
    QCOMPARE(lags, std::vector<Micros>{Millis(120)}); // one ping, one lag
}

void tst_ServerLife::limitsOfSilenceCanBeLifted()
{
    Limits limits;
    limits.chatFirstPingMs = 0;
    limits.chatPingMs = 0;
    limits.chatSilentMs = 0;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana");
    QVERIFY(!w.core.nextDeadline());
    w.pass(Millis(1'000'000));
    QVERIFY(!w.isClosed(ana));
    QCOMPARE(w.heard(ana).size(), 0);
}

void tst_ServerLife::manyResultsAreToldInSlices()
{
    Limits limits;
    limits.maxWorkPerTurn = 100;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    std::vector<Core::Append> appends;
    for (int i = 0; i < 20; ++i) {
        w.post(ana, QByteArray::number(i), "n");
        Core::Effects effects;
        w.core.proceed(ana, effects);
        w.take(effects);
    }
    (void)w.heard(ben);
    Core::Effects effects;
    w.core.stored(w.store.append(std::exchange(w.work.appends, {})), effects);
    QVERIFY(effects.hasMoreStored);
    w.take(effects);
    const qsizetype first = w.heard(ben, u"message").size();
    QVERIFY(first > 0 && first < 10);
    w.settle();
    QCOMPARE(w.heard(ben, u"message").size(), 20 - first);
}

void tst_ServerLife::privateRoomIsForTheInvited()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    const ConnectionId line = w.connect();
    w.send(ana, R"({"type":"join","room":"den","private":true})");
    QCOMPARE(w.heard(ana, u"room").first().value(u"private").toBool(), true);
    w.send(ben, R"({"type":"join","room":"Den"})");
    QCOMPARE(codesOf(w.heard(ben)), QStringList{u"private_room"_s});
    w.send(line, "/join den");
    QVERIFY(w.heard(line).last().value(u"line").toString().startsWith(u"* not joined: den is private"));
    w.send(ben, R"({"type":"invite","room":"den","name":"ben"})"); // not by itself
    QCOMPARE(codesOf(w.heard(ben)), QStringList{u"not_in_room"_s});
    w.send(ana, R"({"type":"invite","id":"i","room":"den","name":"BEN"})");
    QCOMPARE(w.heard(ana).last().value(u"type").toString(), u"invited"_s);
    const QJsonObject invitation = w.heard(ben).last();
    QCOMPARE(invitation.value(u"type").toString(), u"invitation"_s);
    QCOMPARE(invitation.value(u"from").toString(), u"ana"_s);
    w.send(ben, R"({"type":"join","room":"den"})");
    QCOMPARE(w.heard(ben).last().value(u"type").toString(), u"room"_s);
    w.leave(ben);
    w.settle();
    const ConnectionId again = w.chatter("ben2", kBen); // its author is still invited
    w.send(again, R"({"type":"join","room":"den"})");
    QCOMPARE(w.heard(again).last().value(u"type").toString(), u"room"_s);
    w.send(ana, R"({"type":"invite","room":"den","name":"nobody"})");
    w.send(ana, R"({"type":"invite","room":"den","name":"client-3"})");
    QCOMPARE(codesOf(w.heard(ana, u"error")), (QStringList{u"no_such_client"_s, u"no_such_client"_s}));
}

void tst_ServerLife::guestsAreInvitedWhileTheyAreHere()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId guest = w.chatter("ben");
    const ConnectionId line = w.connect();
    w.send(line, "/nick cy");
    w.send(ana, R"({"type":"join","room":"den","private":true})");
    w.send(ana, R"({"type":"invite","room":"den","name":"ben"})");
    w.send(ana, R"({"type":"invite","room":"den","name":"cy"})");
    QCOMPARE(w.heard(line).last().value(u"line").toString(), u"* ana invites you: /join den"_s);
    w.send(line, "/join den");
    QVERIFY(w.heard(line).last().value(u"line").toString().startsWith(u"* you are cy in den"));
    w.send(guest, R"({"type":"join","room":"den"})");
    QCOMPARE(w.heard(guest).last().value(u"type").toString(), u"room"_s);
    w.leave(guest);
    const ConnectionId again = w.chatter("ben");
    w.send(again, R"({"type":"join","room":"den"})");
    QCOMPARE(codesOf(w.heard(again)), QStringList{u"private_room"_s});
}

void tst_ServerLife::privateRoomsAreNotListed()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ana, R"({"type":"join","room":"den","private":true})");
    const auto namesFor = [&](ConnectionId id) {
        w.send(id, R"({"type":"rooms"})");
        QStringList names;
        const QJsonObject frame = w.heard(id, u"rooms").last();
        for (const QJsonValue &room : frame.value(u"rooms").toArray())
            names.append(room.toObject().value(u"name").toString());
        names.append(QString::number(frame.value(u"count").toInteger()));
        return names;
    };
    QCOMPARE(namesFor(ana), (QStringList{u"den"_s, u"lobby"_s, u"2"_s}));
    QCOMPARE(namesFor(ben), (QStringList{u"lobby"_s, u"1"_s}));
}

void tst_ServerLife::privateNeedsANewRoom()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ana, R"({"type":"join","room":"lab"})");
    (void)w.heard(ben);
    w.send(ben, R"({"type":"join","room":"lab","private":true})");
    w.send(ben, R"({"type":"join","room":"lobby","private":true})");
    w.send(ben, R"({"type":"join","room":"den","private":1})");
    QCOMPARE(codesOf(w.heard(ben)), (QStringList{u"room_exists"_s, u"room_exists"_s, u"bad_field"_s}));
}

void tst_ServerLife::invitedAreBounded_data()
{
    QTest::addColumn<QByteArray>("secretPrefix");
    QTest::newRow("authors") << QByteArray("0123456789abcdef");
    QTest::newRow("guests") << QByteArray();
}

void tst_ServerLife::invitedAreBounded()
{
    QFETCH(QByteArray, secretPrefix);
    Limits limits;
    limits.maxAdmitted = 3;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    w.send(ana, R"({"type":"join","room":"den","private":true})");
    for (const QByteArray name : {"b", "c", "d"})
        (void)w.chatter(name, secretPrefix.isEmpty() ? QByteArray() : secretPrefix + name);
    (void)w.heard(ana);
    for (const QByteArray name : {"b", "c", "d", "c"})
        w.send(ana, R"({"type":"invite","room":"den","name":")" + name + "\"}");
    QCOMPARE(codesOf(w.heard(ana)), (QStringList{QString(), QString(), u"too_many_admitted"_s, QString()}));
}

void tst_ServerLife::privateRoomOutlivesItsMembers()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.send(ana, R"({"type":"join","room":"den","private":true})");
    w.post(ana, "1", "secret", "den");
    w.settle();
    QCOMPARE(w.store.rooms().front().rules.isPrivate, true);
    w.leave(ana);
    const ConnectionId ben = w.chatter("ben", kBen);
    w.send(ben, R"({"type":"join","room":"den"})");
    QCOMPARE(codesOf(w.heard(ben)), QStringList{u"private_room"_s});
}

void tst_ServerLife::privateRoomOfAGuestStaysPrivate()
{
    ChatWorld w;
    const ConnectionId guest = w.chatter("ana");
    w.send(guest, R"({"type":"join","room":"den","private":true})");
    w.post(guest, "1", "secret", "den");
    w.settle();
    w.leave(guest);
    ChatWorld restarted;
    restarted.core.restore(w.store.rooms());
    const ConnectionId ben = restarted.chatter("ben", kBen);
    restarted.send(ben, R"({"type":"join","room":"den","since":0})");
    QCOMPARE(codesOf(restarted.heard(ben)), QStringList{u"private_room"_s});
}

void tst_ServerLife::saysWhichHistory()
{
    ChatWorld w;
    w.core.restore(w.store.rooms(), w.store.identity());
    const auto welcome = [&w](const QByteArray &name) {
        const ConnectionId id = w.connect();
        w.send(id, "{\"type\":\"hello\",\"protocol\":1,\"name\":\"" + name + "\"}");
        return w.heard(id, u"welcome").value(0);
    };
    QCOMPARE(welcome("ana").value(u"history").toString(), w.store.identity());
    Core::Effects effects;
    w.core.setOptions(Limits(), {false, false}, effects); // keeps nothing: there is none
    QCOMPARE(welcome("ben").value(u"name").toString(), u"ben"_s);
    QVERIFY(!welcome("zoe").contains(u"history"));
}

void tst_ServerLife::leavingGuestsMakeRoom()
{
    Limits limits;
    limits.maxAdmitted = 2;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    w.send(ana, R"({"type":"join","room":"den","private":true})");
    for (int i = 0; i < 5; ++i) {
        const ConnectionId guest = w.chatter("ben"); // says nothing
        (void)w.heard(ana);
        w.send(ana, R"({"type":"invite","room":"den","name":"ben"})");
        QCOMPARE(w.heard(ana).last().value(u"type").toString(), u"invited"_s);
        w.leave(guest);
    }
}

QTEST_APPLESS_MAIN(tst_ServerLife)
#include "tst_serverlife.moc"
