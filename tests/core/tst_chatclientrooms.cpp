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

QByteArray error(const QByteArray &code, const QByteArray &more = {})
{
    return "{\"type\":\"error\"" + more + ",\"code\":\"" + code + "\",\"text\":\"why\"}\n";
}

const QByteArray kWelcome =
    "{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\",\"directs\"]}\n";

/// In the lobby, and in an inbox of three messages that were shown.
void enterWithInbox(ClientHarness &h)
{
    h.enter({u"lobby"_s}, "\"history\",\"directs\"");
    (void)h.feed("{\"type\":\"room\",\"id\":\"r2\",\"room\":\"@\",\"members\":[],\"count\":0,\"first\":1,"
                 "\"last\":3}\n");
}

QByteArray direct(quint64 seq, const QByteArray &from, const QByteArray &to, const QByteArray &text,
                  const QByteArray &more = {})
{
    return "{\"type\":\"direct\",\"room\":\"@\",\"seq\":" + QByteArray::number(seq) + ",\"from\":\"" + from +
           "\",\"to\":\"" + to + "\",\"text\":\"" + text + "\",\"time\":7" + more + "}\n";
}

} // namespace

/// Rooms, people and what is asked: docs/protocol.md §9.3, §9.5, §9.7.
class tst_ChatClientRooms : public QObject
{
    Q_OBJECT

private slots:
    void joinsAndLeaves();
    void joinIsRefused_data();
    void joinIsRefused();
    void lostWhileJoining();
    void knownRoomStaysWhenRefused();
    void privateRoomStaysPrivate();
    void roomLimit();
    void removedByTheServer();
    void roomIsRemoved();
    void removedWhileAway();
    void rulesChange();
    void people();
    void requests();
    void requestsNeedAConnection();
    void requestsFail();
    void tooManyRequests();
    void directMessages();
    void directsAreKept();
    void directsAreSentAgain();
    void directsAreReplayed();
    void olderDirects();
    void inboxIsNoRoom();
    void inboxOutlivesARestart();
    void typingIsPaced();
    void away();
    void announcementsAndErrors();
    void whatIsShownNoMoreComesAgain();
};

void tst_ChatClientRooms::joinsAndLeaves()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.join(u"Lab"_s),
             (QStringList{u"> {\"type\":\"join\",\"id\":\"r3\",\"room\":\"Lab\"}"_s, u"keep room Lab -"_s}));
    QCOMPARE(h.join(u"LAB"_s), QStringList()); // the same
    QCOMPARE(h.feed("{\"type\":\"room\",\"id\":\"r3\",\"room\":\"lab\",\"members\":[],\"count\":0,\"first\":"
                    "1,\"last\":3}\n"),
             (QStringList{u"joined lab [] 0"_s, u"keep room lab 3"_s}));
    QCOMPARE(h.run([](auto &c, auto &e) { QVERIFY(c.leave(u"lab"_s, e).has_value()); }),
             (QStringList{u"> {\"type\":\"leave\",\"id\":\"r4\",\"room\":\"lab\"}"_s, u"forget room lab"_s,
                          u"left lab"_s}));
    QCOMPARE(h.feed("{\"type\":\"left\",\"id\":\"r4\",\"room\":\"lab\",\"name\":\"ana\"}\n"), QStringList());
    ClientEffects effects;
    QCOMPARE(h.core.leave(u"lab"_s, effects).error().code, ErrorCode::NotInRoom);
    (void)h.close();
    (void)h.open(); // and is not joined again
    QCOMPARE(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\"}\n").filter(u"join"_s),
             QStringList{u"> {\"type\":\"join\",\"id\":\"r5\",\"room\":\"lobby\"}"_s});
}

void tst_ChatClientRooms::joinIsRefused_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char *code :
         {"private_room", "room_exists", "too_many_rooms", "bad_name", "bad_field", "new_code"})
        QTest::newRow(code) << QByteArray(code);
}

void tst_ChatClientRooms::joinIsRefused()
{
    QFETCH(QByteArray, code);
    ClientHarness h;
    h.enter({});
    (void)h.join(u"lab"_s);
    QCOMPARE(h.feed(error(code, ",\"id\":\"r2\",\"re\":\"join\"")),
             (QStringList{u"refused lab "_s + QString::fromLatin1(code), u"forget room lab"_s}));
    QVERIFY(!h.core.room(u"lab"_s));
}

void tst_ChatClientRooms::lostWhileJoining()
{
    ClientHarness h;
    h.enter({});
    (void)h.join(u"lab"_s);
    (void)h.post(u"lab"_s, u"x"_s);
    QCOMPARE(h.close(), QStringList{u"lost peer_closed"_s});
    h.welcome();
    QCOMPARE(
        h.feed("{\"type\":\"room\",\"room\":\"lab\",\"members\":[],\"count\":0,\"first\":1,\"last\":0}\n")
            .filter(u"own"_s),
        QStringList{u"own #1 sent"_s});
}

void tst_ChatClientRooms::knownRoomStaysWhenRefused()
{
    ClientHarness h;
    h.enter();
    (void)h.close();
    h.welcome();
    QCOMPARE(h.feed(error("private_room", ",\"id\":\"r4\"")), QStringList{u"refused lobby private_room"_s});
    ClientEffects effects;
    QCOMPARE(h.core.post(u"lobby"_s, u"x"_s, 0, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.join(u"lobby"_s),
             QStringList{u"> {\"type\":\"join\",\"id\":\"r5\",\"room\":\"lobby\",\"since\":0}"_s});
    (void)h.feed(error("private_room", ",\"id\":\"r5\""));
    (void)h.close();
    (void)h.open();
    QCOMPARE(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\"}\n").filter(u"join"_s).size(), 1);
}

void tst_ChatClientRooms::privateRoomStaysPrivate()
{
    ClientHarness h;
    h.enter({});
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.join(u"den"_s, true, e); }),
             (QStringList{u"> {\"type\":\"join\",\"id\":\"r2\",\"room\":\"den\",\"private\":true}"_s,
                          u"keep room den - private"_s}));
    (void)h.feed("{\"type\":\"room\",\"id\":\"r2\",\"room\":\"den\",\"members\":[],\"private\":true,"
                 "\"first\":1,\"last\":0}\n");
    (void)h.close();
    (void)h.open();
    // Were the room gone, joining without it would make a public one.
    QCOMPARE(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\"}\n").filter(u"join"_s),
             QStringList{u"> {\"type\":\"join\",\"id\":\"r3\",\"room\":\"den\",\"private\":true}"_s});
}

void tst_ChatClientRooms::roomLimit()
{
    ClientHarness h;
    (void)h.restore(ana());
    (void)h.open();
    (void)h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"limits\":{\"rooms\":2}}\n");
    ClientEffects effects;
    QVERIFY(h.core.join(u"a"_s, false, effects).has_value());
    QVERIFY(h.core.join(u"b"_s, false, effects).has_value());
    const Result<QString> third = h.core.join(u"c"_s, false, effects);
    QCOMPARE(third.error().code, ErrorCode::TooManyRooms);
    QCOMPARE(third.error().detail, u"2"_s);
    QVERIFY(h.core.leave(u"a"_s, effects).has_value());
    QVERIFY(h.core.join(u"c"_s, false, effects).has_value());
}

void tst_ChatClientRooms::removedByTheServer()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed("{\"type\":\"left\",\"room\":\"lobby\",\"name\":\"ana\"}\n"),
             QStringList{u"refused lobby not_in_room"_s});
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "hi")), QStringList());
}

void tst_ChatClientRooms::roomIsRemoved()
{
    ClientHarness h;
    h.enter({u"lobby"_s, u"lab"_s});
    (void)h.post(u"lab"_s, u"late"_s);
    QCOMPARE(h.feed("{\"type\":\"removed\",\"room\":\"lab\"}\n"),
             (QStringList{u"refused lab room_removed"_s, u"forget room lab"_s}));
    QVERIFY(!h.core.room(u"lab"_s));
    QCOMPARE(h.feed("{\"type\":\"removed\",\"room\":\"lab\"}\n"), QStringList()); // we are not in it
    QVERIFY(
        h.feed("{\"type\":\"error\",\"id\":\"00000000000000020000000000000003\",\"code\":\"not_in_room\"}\n")
            .isEmpty());
    // Another of this name begins with nothing: what was known of it was of the first.
    QCOMPARE(h.join(u"lab"_s).first(), u"> {\"type\":\"join\",\"id\":\"r4\",\"room\":\"lab\"}"_s);
    QCOMPARE(h.feed("{\"type\":\"room\",\"id\":\"r4\",\"room\":\"lab\",\"members\":[\"ana\"],\"count\":1,"
                    "\"first\":4,\"last\":3}\n"),
             (QStringList{u"joined lab [ana] 1"_s, u"keep room lab 0"_s}));
    QCOMPARE(h.feed("{\"type\":\"message\",\"room\":\"lab\",\"seq\":4,\"from\":\"ben\",\"text\":\"new\","
                    "\"time\":7}\n")
                 .first(),
             u"said lab 4 ben: new"_s);
}

void tst_ChatClientRooms::removedWhileAway()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lab"_s, true, 3, 3}}, {}});
    h.welcome();
    QCOMPARE(h.feed("{\"type\":\"error\",\"id\":\"r1\",\"code\":\"room_removed\"}\n").size(), 0); // marks
    QVERIFY(h.core.room(u"lab"_s));
    QCOMPARE(h.feed("{\"type\":\"error\",\"id\":\"r2\",\"code\":\"room_removed\",\"text\":\"why\"}\n"),
             (QStringList{u"refused lab room_removed"_s, u"forget room lab"_s}));
    QVERIFY(!h.core.room(u"lab"_s));
}

void tst_ChatClientRooms::rulesChange()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed("{\"type\":\"rules\",\"room\":\"lobby\",\"keep_days\":7}\n"),
             QStringList{u"rules lobby keeps 7"_s});
    QCOMPARE(h.feed("{\"type\":\"rules\",\"room\":\"elsewhere\",\"keep_days\":7}\n"), QStringList());
    QCOMPARE(h.feed("{\"type\":\"rules\",\"room\":\"lobby\",\"keep_days\":-1}\n"),
             QStringList{u"rules lobby keeps 0"_s});
}

void tst_ChatClientRooms::people()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed("{\"type\":\"entered\",\"room\":\"lobby\",\"name\":\"cy\"}\n"),
             QStringList{u"came lobby cy"_s});
    QCOMPARE(h.feed("{\"type\":\"entered\",\"room\":\"lobby\",\"name\":\"CY\"}\n"), QStringList());
    QCOMPARE(h.core.room(u"lobby"_s)->memberCount(), 3);
    QCOMPARE(h.feed("{\"type\":\"renamed\",\"from\":\"cy\",\"to\":\"dora\"}\n"),
             QStringList{u"renamed cy dora"_s});
    QCOMPARE(h.core.room(u"lobby"_s)->members(), (QStringList{u"ana"_s, u"ben"_s, u"dora"_s}));
    QCOMPARE(h.feed("{\"type\":\"left\",\"room\":\"lobby\",\"name\":\"ben\"}\n"),
             QStringList{u"went lobby ben"_s});
    QCOMPARE(h.feed("{\"type\":\"left\",\"room\":\"lobby\",\"name\":\"ben\"}\n"), QStringList());
    QCOMPARE(h.feed("{\"type\":\"typing\",\"room\":\"lobby\",\"from\":\"dora\"}\n"),
             QStringList{u"typing lobby dora"_s});
    QCOMPARE(h.feed("{\"type\":\"entered\",\"room\":\"other\",\"name\":\"cy\"}\n"), QStringList());
}

void tst_ChatClientRooms::requests()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.who(u"LOBBY"_s, e); }),
             QStringList{u"> {\"type\":\"who\",\"id\":\"r3\",\"room\":\"lobby\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"people\",\"id\":\"r3\",\"room\":\"lobby\",\"members\":[\"ana\",\"cy\"],"
                    "\"count\":300}\n"),
             QStringList{u"members lobby [ana,cy] 300"_s});
    QCOMPARE(h.core.room(u"lobby"_s)->memberCount(), 300);
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.who(QString(), e); }),
             QStringList{u"> {\"type\":\"who\",\"id\":\"r4\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"people\",\"id\":\"r4\",\"members\":[\"ana\"],\"count\":1}\n"),
             QStringList{u"members [ana] 1"_s});
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.listRooms(e); }),
             QStringList{u"> {\"type\":\"rooms\",\"id\":\"r5\"}"_s});
    QCOMPARE(
        h.feed(
            "{\"type\":\"rooms\",\"id\":\"r5\",\"rooms\":[{\"name\":\"lab\",\"members\":2}],\"count\":1}\n"),
        QStringList{u"rooms [lab/2/0] 1"_s});
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.invite(u"lobby"_s, u"cy"_s, e); }),
             QStringList{u"> {\"type\":\"invite\",\"id\":\"r6\",\"room\":\"lobby\",\"name\":\"cy\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"invited\",\"id\":\"r6\",\"room\":\"lobby\",\"name\":\"cy\"}\n"),
             QStringList{u"invited lobby cy"_s});
    QCOMPARE(h.feed("{\"type\":\"invitation\",\"room\":\"den\",\"from\":\"ben\"}\n"),
             QStringList{u"invitation den ben"_s});
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.search(u"tea from:ben"_s, 0, e); }),
             QStringList{u"> {\"type\":\"search\",\"id\":\"r7\",\"text\":\"tea from:ben\"}"_s});
    const QByteArray hit =
        "{\"type\":\"hit\",\"id\":\"r7\",\"room\":\"lobby\",\"seq\":4,\"from\":\"ben\",\"text\":\"tea\"}\n";
    QCOMPARE(h.feed(hit + "{\"type\":\"found\",\"id\":\"r7\",\"next\":3}\n"),
             QStringList{u"found r7 [lobby 4 ben: tea] 3"_s});
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.search(u"tea"_s, 3, e); }),
             QStringList{u"> {\"type\":\"search\",\"id\":\"r8\",\"text\":\"tea\",\"before\":3}"_s});
    QCOMPARE(h.feed("{\"type\":\"found\",\"id\":\"r8\"}\n"), QStringList{u"found r8 []"_s});
}

void tst_ChatClientRooms::requestsNeedAConnection()
{
    ClientHarness h;
    (void)h.restore(ana({u"lobby"_s}));
    ClientEffects effects;
    QCOMPARE(h.core.direct(u"ben"_s, u"x"_s, effects).error().code, ErrorCode::NotConnected);
    QCOMPARE(h.core.search(u"x"_s, 0, effects).error().code, ErrorCode::NotConnected);
    QCOMPARE(h.core.invite(u"lobby"_s, u"ben"_s, effects).error().code, ErrorCode::NotConnected);
    QCOMPARE(h.core.who(u"lobby"_s, effects).error().code, ErrorCode::NotConnected);
    QCOMPARE(h.core.listRooms(effects).error().code, ErrorCode::NotConnected);
    QVERIFY(effects.items.empty());
    QCOMPARE(h.core.who(u"lab"_s, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.invite(u"lab"_s, u"ben"_s, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.loadOlder(u"lab"_s, 0, effects).error().code, ErrorCode::NotInRoom);
}

void tst_ChatClientRooms::requestsFail()
{
    ClientHarness h;
    h.enter();
    (void)h.run([](auto &c, auto &e) { (void)c.invite(u"lobby"_s, u"cy"_s, e); });
    QCOMPARE(h.feed(error("no_such_client", ",\"id\":\"r3\"")),
             QStringList{u"request-failed r3 lobby cy no_such_client"_s});
    QCOMPARE(h.feed(error("no_such_client", ",\"id\":\"r3\"")), QStringList()); // once
    (void)h.run([](auto &c, auto &e) { (void)c.search(u"x"_s, 0, e); });
    (void)h.run([](auto &c, auto &e) { (void)c.search(u"y"_s, 0, e); });
    (void)h.feed("{\"type\":\"hit\",\"room\":\"lobby\",\"seq\":4,\"from\":\"ben\",\"text\":\"x\"}\n");
    QCOMPARE(h.feed(error("storage_failed", ",\"id\":\"r4\"")),
             QStringList{u"request-failed r4 storage_failed"_s});
    QCOMPARE(h.feed("{\"type\":\"found\",\"id\":\"r5\"}\n"),
             QStringList{u"found r5 []"_s}); // not the other's
    (void)h.run([](auto &c, auto &e) { (void)c.who(QString(), e); });
    (void)h.run([](auto &c, auto &e) { (void)c.search(u"x"_s, 0, e); });
    QCOMPARE(h.close(), (QStringList{u"lost peer_closed"_s, u"request-failed r6 connection_lost"_s,
                                     u"request-failed r7 connection_lost"_s}));
}

void tst_ChatClientRooms::tooManyRequests()
{
    ClientHarness h;
    h.enter();
    ClientEffects effects;
    for (std::size_t i = 2; i < ServerLink::kMaxAsked; ++i) // marks and join: answered without their ids
        QVERIFY(h.core.who(QString(), effects).has_value());
    QCOMPARE(h.core.who(QString(), effects).error().code, ErrorCode::TooMuchWaiting);
    (void)h.feed("{\"type\":\"people\",\"id\":\"r9\",\"members\":[],\"count\":0}\n");
    QVERIFY(h.core.who(QString(), effects).has_value());
}

void tst_ChatClientRooms::directMessages()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.run([](auto &c, auto &e) { QCOMPARE(*c.direct(u"ben"_s, u"psst"_s, e), u"r3"_s); }),
             QStringList{u"> {\"type\":\"direct\",\"id\":\"r3\",\"to\":\"ben\",\"text\":\"psst\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"ack\",\"id\":\"r3\",\"to\":\"ben\",\"time\":5}\n"),
             QStringList{u"direct-sent r3 ben"_s});
    QCOMPARE(h.feed("{\"type\":\"direct\",\"from\":\"ben\",\"text\":\"what\",\"time\":6}\n"),
             QStringList{u"direct ben: what"_s});
    (void)h.run([](auto &c, auto &e) { (void)c.direct(u"cy"_s, u"psst"_s, e); });
    QCOMPARE(h.feed(error("not_reachable", ",\"id\":\"r4\"")),
             QStringList{u"request-failed r4 cy not_reachable"_s});
    // Not kept by the server, so not sent again: it may have arrived.
    (void)h.run([](auto &c, auto &e) { (void)c.direct(u"ben"_s, u"psst"_s, e); });
    QCOMPARE(h.close(), (QStringList{u"lost peer_closed"_s, u"request-failed r5 ben connection_lost"_s}));
}

void tst_ChatClientRooms::directsAreKept()
{
    ClientHarness h;
    enterWithInbox(h);
    QCOMPARE(h.run([](auto &c, auto &e) { QVERIFY(c.direct(u"ben"_s, u"psst"_s, e).has_value()); }),
             (QStringList{u"keep #1 post @ben psst"_s, u"own #1 waiting"_s,
                          u"> {\"type\":\"direct\",\"id\":\"#1\",\"to\":\"ben\",\"text\":\"psst\"}"_s,
                          u"own #1 sent"_s}));
    const QString id =
        h.effects.items.empty() ? QString() : std::get<Told::Own>(h.effects.items.back()).item.id;
    QCOMPARE(
        h.feed("{\"type\":\"ack\",\"id\":\"" + id.toUtf8() + "\",\"to\":\"ben\",\"seq\":4,\"time\":5}\n"),
        (QStringList{u"own #1 saved 4"_s, u"forget #1"_s, u"keep room @ 4"_s}));
    QCOMPARE(h.feed(direct(5, "ben", "ana", "what")),
             (QStringList{u"direct 5 ben: what"_s, u"keep room @ben 5 read 4 unread 1"_s,
                          u"counts @ben 1 1 read 4"_s, u"keep room @ 5"_s, u"counts @ 1 0 read 0"_s}));
    QCOMPARE(h.feed(direct(5, "ben", "ana", "what")), QStringList()); // once
    QCOMPARE(h.feed(direct(6, "ana", "cy", "hi", ",\"own\":true")),   // from another window of ours
             (QStringList{u"direct 6 ana: hi own to cy"_s, u"keep room @ 6"_s}));
    QCOMPARE(h.feed(direct(7, "ana", "ana2", "hm")), // somebody who is called as we were
             (QStringList{u"direct 7 ana: hm"_s, u"keep room @ana 7 read 6 unread 1"_s,
                          u"counts @ana 1 1 read 6"_s, u"keep room @ 7"_s, u"counts @ 2 0 read 0"_s}));
}

void tst_ChatClientRooms::directsAreSentAgain()
{
    ClientHarness h;
    enterWithInbox(h);
    (void)h.run([](auto &c, auto &e) { (void)c.direct(u"ben"_s, u"psst"_s, e); });
    QVERIFY(!h.close().filter(u"own #1 waiting"_s).isEmpty());
    (void)h.run([](auto &c, auto &e) { (void)c.direct(u"ben"_s, u"more"_s, e); }); // waits for the connection
    (void)h.open();
    const QStringList again = h.feed(kWelcome).filter(u"> {\"type\":\"direct\""_s);
    QCOMPARE(again,
             (QStringList{u"> {\"type\":\"direct\",\"id\":\"#1\",\"to\":\"ben\",\"text\":\"psst\"}"_s,
                          u"> {\"type\":\"direct\",\"id\":\"#2\",\"to\":\"ben\",\"text\":\"more\"}"_s}));
    QString id;
    for (const ClientEffect &effect : h.effects.items) {
        if (const auto *told = std::get_if<Told::Own>(&effect); told && id.isEmpty())
            id = told->item.id;
    }
    QVERIFY(h.feed("{\"type\":\"error\",\"id\":\"" + id.toUtf8() + "\",\"code\":\"no_such_client\"}\n")
                .contains(u"own #1 failed no_such_client"_s));
}

void tst_ChatClientRooms::directsAreReplayed()
{
    ClientHarness h;
    enterWithInbox(h);
    (void)h.close();
    (void)h.open();
    QVERIFY(h.feed(kWelcome).contains(u"> {\"type\":\"join\",\"id\":\"r5\",\"room\":\"@\",\"since\":3}"_s));
    (void)h.feed("{\"type\":\"room\",\"id\":\"r5\",\"room\":\"@\",\"members\":[],\"count\":0,\"first\":1,"
                 "\"last\":4}\n");
    QVERIFY(
        h.feed(direct(4, "ben", "ana", "late", ",\"replay\":true")).contains(u"direct 4 ben: late replay"_s));
}

void tst_ChatClientRooms::olderDirects()
{
    ClientHarness h;
    enterWithInbox(h);
    QCOMPARE(
        h.run([](auto &c, auto &e) { QVERIFY(c.loadOlder(u"@"_s, 0, e).has_value()); }),
        QStringList{u"> {\"type\":\"history\",\"id\":\"r4\",\"room\":\"@\",\"before\":4,\"count\":200}"_s});
    (void)h.feed(direct(3, "ben", "ana", "old", ",\"replay\":true"));
    const QStringList page =
        h.feed("{\"type\":\"history\",\"id\":\"r4\",\"room\":\"@\",\"first\":3,\"last\":3,\"more\":false}\n");
    QCOMPARE(page.first(), u"older @ [@ 3 ben: old replay]"_s);
}

void tst_ChatClientRooms::inboxIsNoRoom()
{
    ClientHarness h;
    enterWithInbox(h);
    ClientEffects effects;
    const QString inbox = u"@"_s;
    QCOMPARE(h.core.post(inbox, u"x"_s, 0, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.remove(inbox, 3, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.invite(inbox, u"ben"_s, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.who(inbox, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.leave(inbox, effects).error().code, ErrorCode::NotInRoom);
    QCOMPARE(h.core.join(inbox, false, effects).error().code, ErrorCode::BadName);
    QCOMPARE(h.run([&](auto &c, auto &e) { c.typing(inbox, e); }), QStringList());
}

void tst_ChatClientRooms::inboxOutlivesARestart()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"@"_s, false, 7, 0}}, {}});
    (void)h.open();
    QVERIFY(h.feed(kWelcome).contains(u"> {\"type\":\"join\",\"id\":\"r2\",\"room\":\"@\",\"since\":7}"_s));
    QCOMPARE(h.feed(error("storage_failed", ",\"id\":\"r2\"")), QStringList()); // it is tried again
    ClientHarness old;                                                          // a server that keeps none
    (void)old.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"@"_s, false, 7, 0}}, {}});
    (void)old.open();
    QVERIFY(old.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\"]}\n")
                .filter(u"join"_s)
                .isEmpty());
}

void tst_ChatClientRooms::typingIsPaced()
{
    ClientHarness h;
    h.enter();
    const auto type = [&] { return h.run([](auto &c, auto &e) { c.typing(u"lobby"_s, e); }); };
    QCOMPARE(type(), QStringList{u"> {\"type\":\"typing\",\"room\":\"lobby\"}"_s});
    QCOMPARE(type(), QStringList());
    h.clock.advance(Millis(2999));
    QCOMPARE(type(), QStringList());
    h.clock.advance(Millis(1));
    QCOMPARE(type().size(), 1);
    QCOMPARE(h.feed(error("not_in_room", ",\"re\":\"typing\"")), QStringList());
}

void tst_ChatClientRooms::away()
{
    ClientHarness h;
    h.enter();
    const auto set = [&h](bool isAway, const QString &text) {
        return h.run([&](auto &c, auto &e) { QVERIFY(c.setAway(isAway, text, e).has_value()); });
    };
    QCOMPARE(set(true, u"lunch"_s), QStringList{u"> {\"type\":\"away\",\"away\":true,\"text\":\"lunch\"}"_s});
    QCOMPARE(h.feed("{\"type\":\"away\",\"name\":\"ana\",\"away\":true,\"text\":\"lunch\"}\n"),
             QStringList{u"away ana lunch own"_s});
    QCOMPARE(h.feed("{\"type\":\"away\",\"name\":\"ben\",\"away\":false}\n"), QStringList{u"back ben"_s});
    QCOMPARE(h.feed("{\"type\":\"away\",\"away\":true}\n"), QStringList());
    (void)h.close();
    (void)h.open(); // it is away still
    QVERIFY(h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\"}\n")
                .contains(u"> {\"type\":\"away\",\"away\":true,\"text\":\"lunch\"}"_s));
    QCOMPARE(set(false, u"ignored"_s), QStringList{u"> {\"type\":\"away\",\"away\":false}"_s});
    ClientEffects effects;
    QVERIFY(h.core.setAway(true, QString(256, u'x'), effects).has_value());
    QCOMPARE(h.core.setAway(true, QString(257, u'x'), effects).error().code, ErrorCode::TooLong);
    QCOMPARE(h.core.setAway(true, u"\x1b"_s, effects).error().code, ErrorCode::BadField);
}

void tst_ChatClientRooms::announcementsAndErrors()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed("{\"type\":\"announcement\",\"text\":\"Lunch\"}\n"),
             QStringList{u"announcement Lunch"_s});
    QCOMPARE(h.feed("{\"type\":\"announcement\",\"text\":\"Lunch\",\"time\":1700}\n"),
             QStringList{u"announcement Lunch 1700"_s});
    QCOMPARE(h.feed(error("unknown_type", ",\"re\":\"dance\"")), QStringList{u"error unknown_type why"_s});
    QCOMPARE(h.feed(error("second_hello")), QStringList{u"error second_hello why"_s});
    QCOMPARE(h.feed("{\"type\":\"error\",\"code\":7}\n"), QStringList{u"error"_s});
}

void tst_ChatClientRooms::whatIsShownNoMoreComesAgain()
{
    ClientHarness h;
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 2, 1}}, {}});
    h.welcome();
    const auto replayed = [](quint64 seq) {
        return ClientHarness::message(seq, "ben", "x", ",\"replay\":true");
    };
    const auto history = [](const QByteArray &id) {
        return "{\"type\":\"history\",\"id\":\"" + id +
               "\",\"room\":\"lobby\",\"first\":1,\"last\":5,\"more\":true}\n";
    };
    const auto load = [&h](quint64 shownFrom) {
        return h.run([&](auto &c, auto &e) { (void)c.loadOlder(u"lobby"_s, shownFrom, e); })
            .filter(u"> "_s)
            .join(u' ');
    };
    (void)h.feed(
        "{\"type\":\"room\",\"room\":\"lobby\",\"members\":[],\"count\":0,\"first\":1,\"last\":5}\n" +
        replayed(3) + replayed(4) + replayed(5));
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), 3);
    QVERIFY(load(5).contains(u"\"before\":5,"_s)); // 3 and 4 left the screen
    QCOMPARE(h.feed(replayed(3) + replayed(4) + history("r3")).filter(u"older"_s),
             QStringList{u"older lobby [lobby 3 ben: x replay, lobby 4 ben: x replay] more"_s});
    QCOMPARE(std::get<Core::Told::OlderPage>(h.effects.items.back()).before, 5U);
    QCOMPARE(h.core.room(u"lobby"_s)->unread(), 3); // none counts twice
    QVERIFY(load(0).contains(u"\"before\":3,"_s));
    (void)h.feed(history("r4"));
    QVERIFY(load(1000).contains(u"\"before\":6,"_s)); // not beyond what was shown
    QCOMPARE(h.feed(ClientHarness::message(6, "ben", "x")).filter(u"said"_s).size(), 1);
}

QTEST_GUILESS_MAIN(tst_ChatClientRooms)
#include "tst_chatclientrooms.moc"
