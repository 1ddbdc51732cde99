// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clientharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ClientHarness;

namespace {

KeptClient ana(const QStringList &rooms = {})
{
    KeptClient kept{u"secret-of-ana-01"_s, u"ana"_s, {}, {}};
    for (const QString &room : rooms)
        kept.rooms.push_back({room, false, std::nullopt, 0});
    return kept;
}

const QString kHello =
    u"> {\"type\":\"hello\",\"protocol\":1,\"name\":\"ana\",\"client\":\"secret-of-ana-01\"}"_s;

QByteArray error(const QByteArray &code, const QByteArray &more = {})
{
    return "{\"type\":\"error\"" + more + ",\"code\":\"" + code + "\",\"text\":\"why\"}\n";
}

} // namespace

/// The connection and names: docs/protocol.md §9.2, §9.6.
class tst_ChatClientCore : public QObject
{
    Q_OBJECT

private slots:
    void firstConnect();
    void secretIsDrawnOnce();
    void restoredSecret_data();
    void restoredSecret();
    void takenNameGoesInAsAnother();
    void longNameMakesPlaceForTheDigit();
    void badNameGoesInWithoutOne();
    void nameChangesLive();
    void nameChangesBeforeWelcome();
    void nameChangeIsNotLost();
    void refusedNames();
    void greetingErrors_data();
    void greetingErrors();
    void otherServersAreLeftForGood_data();
    void otherServersAreLeftForGood();
    void onlyWhatAnswersHelloIsAnotherServer();
    void wrongWelcomes_data();
    void wrongWelcomes();
    void answersPing();
    void asksForTheLagSoon();
    void asksAfterSilence();
    void silenceEnds();
    void greetingDoesNotLastForEver();
    void unfinishedFrameEnds();
    void byes_data();
    void byes();
    void goesAway();
    void goingAwayEnds();
    void framesAreSeen();
};

void tst_ChatClientCore::firstConnect()
{
    ClientHarness h;
    QCOMPARE(h.restore(ana({u"lobby"_s})), QStringList());
    QCOMPARE(h.open(), QStringList{kHello});
    const QStringList welcomed =
        h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"server\":\"Chalkwire 0.1.0\","
               "\"features\":[\"history\",\"telepathy\"],\"limits\":{},"
               "\"rooms\":[{\"name\":\"lobby\",\"members\":3,\"last\":7}],\"count\":1}\n");
    QCOMPARE(welcomed, (QStringList{u"welcome ana wanted ana history [lobby/3/7] 1"_s,
                                    u"> {\"type\":\"marks\",\"id\":\"r1\"}"_s,
                                    u"> {\"type\":\"join\",\"id\":\"r2\",\"room\":\"lobby\"}"_s}));
    QCOMPARE(h.feed("{\"type\":\"marks\",\"id\":\"r1\",\"marks\":[]}\n"), QStringList());
    QCOMPARE(
        h.feed(
            "{\"type\":\"room\",\"id\":\"r2\",\"room\":\"lobby\",\"members\":[\"ana\",\"ben\"],\"count\":2,"
            "\"topic\":\"Tea\",\"first\":1,\"last\":7,\"keep_days\":30}\n"),
        (QStringList{u"joined lobby [ana,ben] 2 Tea keeps 30"_s, u"keep room lobby 7"_s}));
    QCOMPARE(h.core.name(), u"ana"_s);
}

void tst_ChatClientCore::secretIsDrawnOnce()
{
    ClientHarness h;
    QCOMPARE(h.open(),
             (QStringList{u"keep me #1"_s, u"> {\"type\":\"hello\",\"protocol\":1,\"client\":\"#1\"}"_s}));
    (void)h.close();
    QCOMPARE(h.open(), QStringList{u"> {\"type\":\"hello\",\"protocol\":1,\"client\":\"#1\"}"_s});
    const auto &hello = std::get<Send>(h.effects.items.at(0)).bytes;
    QCOMPARE(hello, QByteArray("{\"type\":\"hello\",\"protocol\":1,"
                               "\"client\":\"00000000000000010000000000000002\"}\n"));
}

void tst_ChatClientCore::restoredSecret_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("shortest") << QString(16, u'a') << true;
    QTest::newRow("too-short") << QString(15, u'a') << false;
    QTest::newRow("longest") << QString(64, u'Z') << true;
    QTest::newRow("too-long") << QString(65, u'Z') << false;
    QTest::newRow("characters") << u"abc-XYZ-012-3456"_s << true;
    QTest::newRow("other-characters") << u"abcdefghijklmno_"_s << false;
    QTest::newRow("other-letters") << QString(16, u'é') << false;
    QTest::newRow("none") << QString() << false;
}

void tst_ChatClientCore::restoredSecret()
{
    QFETCH(QString, secret);
    QFETCH(bool, isTaken);
    ClientHarness h;
    QCOMPARE(h.restore({secret, u"ana"_s, {}, {}}),
             isTaken ? QStringList() : QStringList{u"keep me #1 ana"_s});
    const QString said = isTaken ? secret : u"#1"_s;
    QCOMPARE(
        h.open(),
        QStringList{u"> {\"type\":\"hello\",\"protocol\":1,\"name\":\"ana\",\"client\":\"%1\"}"_s.arg(said)});
}

void tst_ChatClientCore::takenNameGoesInAsAnother()
{
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    for (int i = 2; i <= 9; ++i) {
        QCOMPARE(
            h.feed(error("name_taken", ",\"re\":\"hello\"")),
            QStringList{
                u"> {\"type\":\"hello\",\"protocol\":1,\"name\":\"ana%1\",\"client\":\"secret-of-ana-01\"}"_s
                    .arg(i)});
    }
    QCOMPARE(h.feed(error("name_taken")),
             QStringList{u"> {\"type\":\"hello\",\"protocol\":1,\"client\":\"secret-of-ana-01\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"chat-7\"}\n"),
             QStringList{u"welcome chat-7 wanted ana no-history [] 0"_s});
    (void)h.close();
    QCOMPARE(h.open(), QStringList{kHello}); // the wish stands
}

void tst_ChatClientCore::longNameMakesPlaceForTheDigit()
{
    ClientHarness h;
    const QString wanted = QString(22, u'x') + u"𝒜𝒜"_s; // 24 characters, 26 UTF-16 units
    (void)h.restore({u"secret-of-ana-01"_s, wanted, {}, {}});
    (void)h.open();
    QCOMPARE(
        h.feed(error("name_taken")),
        QStringList{
            u"> {\"type\":\"hello\",\"protocol\":1,\"name\":\"%1𝒜2\",\"client\":\"secret-of-ana-01\"}"_s.arg(
                QString(22, u'x'))});
}

void tst_ChatClientCore::badNameGoesInWithoutOne()
{
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    QCOMPARE(h.feed(error("bad_name")),
             (QStringList{u"name-refused ana bad_name"_s,
                          u"> {\"type\":\"hello\",\"protocol\":1,\"client\":\"secret-of-ana-01\"}"_s}));
    QCOMPARE(h.feed(error("bad_name")), (QStringList{u"error bad_name why"_s, u"close local_closed"_s}));
    QCOMPARE(h.close(), QStringList{u"lost bad_name"_s});
}

void tst_ChatClientCore::nameChangesLive()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.run([](auto &c, auto &e) { QVERIFY(c.setName(u"anna"_s, e).has_value()); }),
             QStringList{u"> {\"type\":\"name\",\"id\":\"r3\",\"name\":\"anna\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"renamed\",\"id\":\"r3\",\"from\":\"ana\",\"to\":\"anna\"}\n"),
             (QStringList{u"keep me secret-of-ana-01 anna"_s, u"renamed ana anna own"_s}));
    QCOMPARE(h.core.name(), u"anna"_s);
    QCOMPARE(h.core.room(u"lobby"_s)->members(), (QStringList{u"anna"_s, u"ben"_s}));
    (void)h.run([](auto &c, auto &e) { (void)c.setName(u"ben"_s, e); });
    QCOMPARE(h.feed(error("name_taken", ",\"id\":\"r4\"")),
             QStringList{u"request-failed r4 ben name_taken"_s});
    (void)h.close();
    QCOMPARE(
        h.open(),
        QStringList{
            u"> {\"type\":\"hello\",\"protocol\":1,\"name\":\"anna\",\"client\":\"secret-of-ana-01\"}"_s});
}

void tst_ChatClientCore::nameChangesBeforeWelcome()
{
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.setName(u"anna"_s, e); }),
             QStringList{u"keep me secret-of-ana-01 anna"_s});
    QVERIFY(h.effects.wakeAt); // a server that says nothing is given up still
    QCOMPARE(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\"}\n"),
             (QStringList{u"welcome ana wanted ana no-history [] 0"_s,
                          u"> {\"type\":\"name\",\"id\":\"r1\",\"name\":\"anna\"}"_s}));
}

void tst_ChatClientCore::nameChangeIsNotLost()
{
    ClientHarness h;
    h.enter();
    (void)h.run([](auto &c, auto &e) { (void)c.setName(u"anna"_s, e); });
    QVERIFY(h.close().contains(u"keep me secret-of-ana-01 anna"_s));
    QCOMPARE(
        h.open(),
        QStringList{
            u"> {\"type\":\"hello\",\"protocol\":1,\"name\":\"anna\",\"client\":\"secret-of-ana-01\"}"_s});
}

void tst_ChatClientCore::refusedNames()
{
    ClientHarness h;
    ClientEffects effects;
    QVERIFY(h.core.setName(QString(24, u'x'), effects).has_value());
    for (const QString &name : {QString(), QString(25, u'x'), u"a b"_s, u"chat-7"_s, u"server"_s}) {
        effects = {};
        QCOMPARE(h.core.setName(name, effects).error().code, ErrorCode::BadName);
        QVERIFY(effects.items.empty());
    }
    QCOMPARE(h.core.join(u"a b"_s, false, effects).error().code, ErrorCode::BadName);
    QCOMPARE(h.core.direct(u"a b"_s, u"x"_s, effects).error().code, ErrorCode::BadName);
}

void tst_ChatClientCore::greetingErrors_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char *code :
         {"bad_field", "hello_first", "header_too_long", "bad_json", "duplicate_key", "new_code"})
        QTest::newRow(code) << QByteArray(code);
}

void tst_ChatClientCore::greetingErrors()
{
    QFETCH(QByteArray, code);
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    const QString shown = QString::fromLatin1(code);
    QCOMPARE(h.feed(error(code)), (QStringList{u"error %1 why"_s.arg(shown), u"close local_closed"_s}));
    QCOMPARE(h.feed(error(code)), QStringList());
    QCOMPARE(h.close(), QStringList{u"lost "_s + shown});
}

void tst_ChatClientCore::otherServersAreLeftForGood_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("http") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
    QTest::newRow("tutorial") << QByteArray("accepted"); // and never an end of line
    QTest::newRow("tls") << QByteArray("\x15\x03\x01\x00\x02");
    QTest::newRow("spaces-first") << QByteArray(" \r\n x");
    QTest::newRow("no-json") << QByteArray("{hello}\n");
}

void tst_ChatClientCore::otherServersAreLeftForGood()
{
    QFETCH(QByteArray, answer);
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    QCOMPARE(h.feed(answer), QStringList{u"close bad_frame"_s});
    QCOMPARE(h.feed(answer), QStringList());
    QCOMPARE(h.close(), QStringList{u"lost no_chat_server for good"_s});
}

void tst_ChatClientCore::onlyWhatAnswersHelloIsAnotherServer()
{
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    QCOMPARE(h.feed("\r\n {\"type\":"), QStringList()); // may be a frame
    (void)h.close();
    h.welcome();
    QCOMPARE(h.feed("accepted\n"), QStringList{u"close bad_frame"_s});
    QCOMPARE(h.close(), QStringList{u"lost bad_json"_s});
}

void tst_ChatClientCore::wrongWelcomes_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("no-protocol") << QByteArray("\"name\":\"ana\"");
    QTest::newRow("newer-protocol") << QByteArray("\"protocol\":2,\"name\":\"ana\"");
    QTest::newRow("no-name") << QByteArray("\"protocol\":1");
    QTest::newRow("name-is-no-text") << QByteArray("\"protocol\":1,\"name\":7");
}

void tst_ChatClientCore::wrongWelcomes()
{
    QFETCH(QByteArray, fields);
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    QCOMPARE(h.feed("{\"type\":\"welcome\"," + fields + "}\n"), QStringList{u"close bad_frame"_s});
    QCOMPARE(h.close(), QStringList{u"lost bad_field"_s});
}

void tst_ChatClientCore::answersPing()
{
    ClientHarness h;
    h.enter({});
    QCOMPARE(h.feed("{\"type\":\"ping\",\"id\":\"x\"}\n{\"type\":\"ping\"}\n"),
             (QStringList{u"> {\"type\":\"pong\",\"id\":\"x\"}"_s, u"> {\"type\":\"pong\"}"_s}));
    (void)h.close();
    (void)h.open();
    QCOMPARE(h.feed("{\"type\":\"ping\"}\n"), QStringList{u"> {\"type\":\"pong\"}"_s}); // before welcome too
}

void tst_ChatClientCore::asksForTheLagSoon()
{
    ClientHarness h{Limits()};
    h.enter({});
    QCOMPARE(h.pass(Millis(999)), QStringList());
    (void)h.feed("{\"type\":\"noise\"}\n"); // it is not about silence
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(1));
    QCOMPARE(h.pass(Millis(1)), QStringList{u"> {\"type\":\"ping\",\"id\":\"p1\"}"_s});
    h.clock.advance(Millis(30));
    QCOMPARE(h.feed("{\"type\":\"pong\",\"id\":\"p1\"}\n"), QStringList{u"lag 30000"_s});
    QCOMPARE(h.pass(Millis(44'999)), QStringList()); // once
    QCOMPARE(h.pass(Millis(1)), QStringList{u"> {\"type\":\"ping\",\"id\":\"p2\"}"_s});
    (void)h.close();
    h.welcome(); // and of the next connection
    (void)h.pass(Millis(999));
    QCOMPARE(h.pass(Millis(1)), QStringList{u"> {\"type\":\"ping\",\"id\":\"p3\"}"_s});
}

void tst_ChatClientCore::asksAfterSilence()
{
    ClientHarness h;
    h.enter({});
    QCOMPARE(h.pass(Millis(44'999)), QStringList());
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(1));
    // Calls that do nothing say so too.
    QCOMPARE(h.feed(QByteArray()), QStringList());
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(1));
    QCOMPARE(h.run([](auto &c, auto &e) { c.typing(u"lab"_s, e); }), QStringList());
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(1));
    QCOMPARE(h.pass(Millis(1)), QStringList{u"> {\"type\":\"ping\",\"id\":\"p1\"}"_s});
    h.clock.advance(Millis(30));
    QCOMPARE(h.feed("{\"type\":\"pong\",\"id\":\"p0\"}\n"), QStringList());
    QCOMPARE(h.feed("{\"type\":\"pong\",\"id\":\"p1\"}\n"), QStringList{u"lag 30000"_s});
    QCOMPARE(h.feed("{\"type\":\"pong\",\"id\":\"p1\"}\n"), QStringList());
    QCOMPARE(h.pass(Millis(44'999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"> {\"type\":\"ping\",\"id\":\"p2\"}"_s});
}

void tst_ChatClientCore::silenceEnds()
{
    ClientHarness h;
    h.enter({});
    (void)h.pass(Millis(45'000));
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(75'000));
    QCOMPARE(h.pass(Millis(74'999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close silent"_s});
    QVERIFY(!h.effects.wakeAt);
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "late")), QStringList());
    QCOMPARE(h.close(), QStringList{u"lost silent"_s});
    Limits limits;
    limits.chatFirstPingMs = 0;
    limits.chatPingMs = 0;
    limits.chatSilentMs = 0;
    ClientHarness patient(limits);
    patient.enter({});
    QCOMPARE(patient.pass(Millis(10'000'000)), QStringList());
    QVERIFY(!patient.effects.wakeAt);
}

void tst_ChatClientCore::greetingDoesNotLastForEver()
{
    ClientHarness h;
    (void)h.open();
    for (int i = 0; i < 119; ++i) {
        QCOMPARE(h.pass(Millis(1000)), QStringList());
        (void)h.feed("{\"type\":\"noise\"}\n");
    }
    QCOMPARE(h.pass(Millis(1000)), QStringList{u"close silent"_s});
}

void tst_ChatClientCore::unfinishedFrameEnds()
{
    ClientHarness h;
    h.enter({});
    (void)h.feed("{\"type\":\"ping\"}\n{\"ty"); // the second one begins
    for (int i = 0; i < 9; ++i) {
        QCOMPARE(h.pass(Millis(30'000)), QStringList());
        (void)h.feed(" ");
    }
    QCOMPARE(h.pass(Millis(30'000)), QStringList{u"close unfinished"_s});
    // A frame after the other: none is unfinished for long.
    (void)h.close();
    h.welcome();
    (void)h.feed("{\"type\":\"noise\"");
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(h.pass(Millis(30'000)), QStringList());
        (void)h.feed("}\n{\"type\":\"noise\"");
    }
    (void)h.feed("}\n");
    (void)h.feed("{\"type\":\"noise\",\"bytes\":1000}\n"); // a payload that dribbles
    for (int i = 0; i < 9; ++i) {
        QCOMPARE(h.pass(Millis(30'000)), QStringList());
        (void)h.feed("x");
    }
    QCOMPARE(h.pass(Millis(30'000)), QStringList{u"close unfinished"_s});
}

void tst_ChatClientCore::byes_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("lost");
    QTest::newRow("retry") << QByteArray(",\"reason\":\"stopping\",\"retry_after\":7")
                           << u"lost stopping retry 7"_s;
    QTest::newRow("at-once") << QByteArray(",\"reason\":\"slow\",\"retry_after\":0")
                             << u"lost slow retry 0"_s;
    QTest::newRow("never") << QByteArray(",\"reason\":\"kicked\",\"reconnect\":false")
                           << u"lost kicked for good"_s;
    QTest::newRow("replaced") << QByteArray(",\"reason\":\"replaced\",\"retry_after\":1")
                              << u"lost replaced retry 1 for good"_s;
    QTest::newRow("far-off") << QByteArray(",\"reason\":\"x\",\"retry_after\":9000000000")
                             << u"lost x retry 3600"_s;
    QTest::newRow("wrong-kinds") << QByteArray(",\"reason\":[],\"retry_after\":\"1\",\"reconnect\":0")
                                 << u"lost peer_closed"_s;
    QTest::newRow("nothing") << QByteArray() << u"lost peer_closed"_s;
}

void tst_ChatClientCore::byes()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, lost);
    ClientHarness h;
    h.enter({});
    QCOMPARE(h.feed("{\"type\":\"bye\"" + fields + "}\n{\"type\":\"ping\"}\n"),
             QStringList{u"close peer_closed"_s});
    QCOMPARE(h.close(), QStringList{lost});
    h.welcome(); // and nothing of it is left
    QCOMPARE(h.close(), QStringList{u"lost peer_closed"_s});
}

void tst_ChatClientCore::goesAway()
{
    ClientHarness h;
    h.enter();
    (void)h.post(u"lobby"_s, u"last words"_s);
    QCOMPARE(h.run([](auto &c, auto &e) { c.goAway(e); }), QStringList{u"> {\"type\":\"bye\"}"_s});
    QCOMPARE(h.run([](auto &c, auto &e) { c.goAway(e); }), QStringList());
    QCOMPARE(h.post(u"lobby"_s, u"more"_s), (QStringList{u"keep #2 post lobby more"_s, u"own #2 waiting"_s}));
    QCOMPARE(
        h.feed(
            "{\"type\":\"ack\",\"id\":\"00000000000000010000000000000002\",\"room\":\"lobby\",\"seq\":1}\n"),
        (QStringList{u"own #1 saved 1"_s, u"forget #1"_s, u"keep room lobby 1"_s}));
    QCOMPARE(h.feed("{\"type\":\"bye\",\"reason\":\"quit\",\"retry_after\":1}\n"),
             QStringList{u"close local_closed"_s});
    QCOMPARE(h.close(), QStringList{u"lost quit for good"_s});
}

void tst_ChatClientCore::goingAwayEnds()
{
    ClientHarness h;
    h.enter();
    (void)h.run([](auto &c, auto &e) { c.goAway(e); });
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(3000));
    QCOMPARE(h.run([](auto &c, auto &e) { c.goAway(e); }), QStringList()); // once
    QCOMPARE(*h.effects.wakeAt, h.clock.now() + Millis(3000));
    QCOMPARE(h.pass(Millis(2999)), QStringList());
    QCOMPARE(h.pass(Millis(1)), QStringList{u"close local_closed"_s});
    (void)h.close();
    (void)h.open();
    QCOMPARE(h.run([](auto &c, auto &e) { c.goAway(e); }),
             (QStringList{u"> {\"type\":\"bye\"}"_s, u"close local_closed"_s}));
    (void)h.close();
    QCOMPARE(h.run([](auto &c, auto &e) { c.goAway(e); }), QStringList());
}

void tst_ChatClientCore::framesAreSeen()
{
    ClientHarness h;
    h.enter();
    h.frames.clear();
    const QByteArray first = ClientHarness::message(1, "ben", "hi");
    const QByteArray second = ClientHarness::message(2, "ben", "hi", ",\"replay\":true");
    (void)h.feed(first + "{\"type\":\"noise\",\"bytes\":2}\nab" + second);
    QCOMPARE(h.frames.size(), 3u);
    QCOMPARE(h.frames[0].type, FrameType::Push);
    QCOMPARE(h.frames[0].room, u"lobby"_s);
    QCOMPARE(h.frames[0].bytes, first);
    QCOMPARE(h.frames[1].type, FrameType::Answer);
    QCOMPARE(h.frames[2].type, FrameType::Answer);
    QCOMPARE(h.frames[2].offset, h.frames[1].offset + quint64(h.frames[1].bytes.size()) + 2);
    (void)h.post(u"lobby"_s, u"x"_s);
    const auto &send = std::get<Send>(h.effects.items.at(2));
    QCOMPARE(send.type, FrameType::Chat);
    QCOMPARE(send.room, u"lobby"_s);
    QCOMPARE(*send.to.begin(), ChatClientCore::kConnection);
}

QTEST_GUILESS_MAIN(tst_ChatClientCore)
#include "tst_chatclientcore.moc"
