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

/// "direct 3 ana>ben hello own replay", "ack ben 3", "error no_such_client".
QString told(const QJsonObject &frame)
{
    const QString type = frame.value(u"type").toString();
    QStringList words{type};
    if (type == u"error")
        words.append(frame.value(u"code").toString());
    if (type == u"ack")
        words.append(frame.value(u"to").toString());
    if (frame.contains(u"seq"))
        words.append(QString::number(frame.value(u"seq").toInteger()));
    if (type == u"hit")
        words.append(frame.value(u"room").toString());
    if (type == u"direct" || type == u"hit")
        words.append(frame.value(u"from").toString() + u'>' + frame.value(u"to").toString());
    if (frame.contains(u"text") && (type == u"direct" || type == u"hit"))
        words.append(frame.value(u"text").toString());
    if (type == u"history" || type == u"room")
        words.append(
            u"%1..%2"_s.arg(frame.value(u"first").toInteger()).arg(frame.value(u"last").toInteger()));
    for (const QStringView flag : {u"own", u"replay", u"more"}) {
        if (frame.value(flag).toBool())
            words.append(flag.toString());
    }
    return words.join(u' ');
}

QStringList heard(ChatWorld &w, ConnectionId id)
{
    w.settle();
    QStringList lines;
    for (const QJsonObject &frame : w.heard(id)) {
        if (frame.contains(u"line"))
            lines.append(frame.value(u"line").toString());
        else if (frame.value(u"type") != u"entered"_s && frame.value(u"type") != u"left"_s)
            lines.append(told(frame));
    }
    return lines;
}

void say(ChatWorld &w, ConnectionId id, const QByteArray &to, const QByteArray &text,
         const QByteArray &messageId = {})
{
    w.send(id, "{\"type\":\"direct\",\"id\":\"" + (messageId.isEmpty() ? text : messageId) + "\",\"to\":\"" +
                   to + "\",\"text\":\"" + text + "\"}");
}

} // namespace

/// Direct messages, docs/protocol.md §9.12.
class tst_ServerDirects : public QObject
{
    Q_OBJECT

private slots:
    void isKeptBeforeAnybodyIsTold();
    void bothInboxesCount();
    void everyConnectionOfBothIsTold();
    void sameIdIsKeptOnce();
    void whoWasAwayGetsItLater();
    void whoWasNeverHereCannotBeWrittenTo();
    void lastBearerOfANameGetsIt();
    void renamedAuthorIsFoundByBothNames();
    void inboxIsPagedAndRead();
    void replayGoesOnUntilAllIsThere();
    void nobodyElseSeesAnInbox();
    void strangersHaveNoInbox();
    void strangerWritesToAnAuthor();
    void authorWritesToAStranger();
    void lineClientsWriteAndRead();
    void toOneself();
    void fullDiskRefuses();
    void inboxIsNoRoom();
    void searchFindsOwnOnes();
    void searchFindsThoseOfNobodyElse_data();
    void searchFindsThoseOfNobodyElse();
    void withoutAHistoryItIsHandedOn();
};

void tst_ServerDirects::isKeptBeforeAnybodyIsTold()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    (void)heard(w, ana);
    say(w, ana, "ben", "psst");
    QCOMPARE(w.heard(ana).size(), 0);
    QCOMPARE(w.heard(ben).size(), 0);
    QCOMPARE(heard(w, ana), QStringList{u"ack ben 1"_s});
    QCOMPARE(heard(w, ben), QStringList{u"direct 1 ana>ben psst"_s});
}

void tst_ServerDirects::bothInboxesCount()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    const ConnectionId zoe = w.chatter("zoe", "zoe-0123456789abcdef");
    say(w, zoe, "ana", "one");
    say(w, ana, "ben", "two");
    say(w, ben, "ana", "three");
    QCOMPARE(heard(w, ana),
             (QStringList{u"direct 1 zoe>ana one"_s, u"ack ben 2"_s, u"direct 3 ben>ana three"_s}));
    QCOMPARE(heard(w, ben), (QStringList{u"direct 1 ana>ben two"_s, u"ack ana 2"_s}));
    QCOMPARE(heard(w, zoe), QStringList{u"ack ana 1"_s});
}

void tst_ServerDirects::everyConnectionOfBothIsTold()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId anas = w.chatter("ana-2", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    const ConnectionId bens = w.chatter("ben-2", kBen);
    const ConnectionId zoe = w.chatter("zoe");
    for (const ConnectionId id : {ana, anas, ben, bens, zoe})
        (void)heard(w, id);
    say(w, ana, "ben-2", "psst");
    QCOMPARE(heard(w, ana), QStringList{u"ack ben-2 1"_s});
    QCOMPARE(heard(w, anas), QStringList{u"direct 1 ana>ben-2 psst own"_s});
    QCOMPARE(heard(w, ben), QStringList{u"direct 1 ana>ben-2 psst"_s});
    QCOMPARE(heard(w, bens), QStringList{u"direct 1 ana>ben-2 psst"_s});
    QCOMPARE(heard(w, zoe), QStringList());
}

void tst_ServerDirects::sameIdIsKeptOnce()
{
    ChatWorld w;
    ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    say(w, ana, "ben", "psst", "x");
    w.settle();
    w.leave(ana); // the ack was lost
    ana = w.chatter("ana", kAna);
    say(w, ana, "ben", "psst", "x");
    QCOMPARE(heard(w, ana), QStringList{u"ack ben 1"_s});
    QCOMPARE(heard(w, ben), QStringList{u"direct 1 ana>ben psst"_s});
}

void tst_ServerDirects::whoWasAwayGetsItLater()
{
    ChatWorld w;
    ConnectionId ben = w.chatter("ben", kBen);
    w.leave(ben);
    const ConnectionId ana = w.chatter("ana", kAna);
    say(w, ana, "BEN", "psst");
    QCOMPARE(heard(w, ana), QStringList{u"ack BEN 1"_s});
    ben = w.chatter("ben", kBen);
    w.send(ben, R"({"type":"join","id":"j","room":"@","since":0})");
    QCOMPARE(heard(w, ben),
             (QStringList{u"room 1..1"_s, u"direct 1 ana>BEN psst replay"_s, u"history 1..1"_s}));
}

void tst_ServerDirects::whoWasNeverHereCannotBeWrittenTo()
{
    ChatWorld w;
    const ConnectionId zoe = w.chatter("zoe"); // nobody would know her again
    w.leave(zoe);
    const ConnectionId ana = w.chatter("ana", kAna);
    say(w, ana, "zoe", "a");
    say(w, ana, "nobody", "b");
    say(w, ana, "tutorial-1", "c");
    QCOMPARE(heard(w, ana),
             (QStringList{u"error no_such_client"_s, u"error no_such_client"_s, u"error no_such_client"_s}));
}

void tst_ServerDirects::lastBearerOfANameGetsIt()
{
    ChatWorld w;
    w.leave(w.chatter("ben", kAna));
    w.leave(w.chatter("ben", kBen));
    const ConnectionId zoe = w.chatter("zoe", "zoe-0123456789abcdef");
    say(w, zoe, "ben", "psst");
    w.settle();
    const ConnectionId first = w.chatter("ana", kAna);
    w.send(first, R"({"type":"join","room":"@","since":0})");
    QCOMPARE(heard(w, first), (QStringList{u"room 1..0"_s, u"history 1..0"_s}));
    const ConnectionId last = w.chatter("ben", kBen);
    w.send(last, R"({"type":"join","room":"@"})");
    QCOMPARE(heard(w, last), QStringList{u"room 1..1"_s});
}

void tst_ServerDirects::renamedAuthorIsFoundByBothNames()
{
    ChatWorld w;
    const ConnectionId ben = w.chatter("ben", kBen);
    w.send(ben, R"({"type":"name","name":"benny"})");
    w.leave(ben);
    const ConnectionId ana = w.chatter("ana", kAna);
    say(w, ana, "ben", "a");
    say(w, ana, "benny", "b");
    QCOMPARE(heard(w, ana), (QStringList{u"ack ben 1"_s, u"ack benny 2"_s}));
}

void tst_ServerDirects::inboxIsPagedAndRead()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    for (const char *text : {"a", "b", "c"})
        say(w, ana, "ben", text);
    (void)heard(w, ana);
    (void)heard(w, ben);
    w.send(ben, R"({"type":"history","room":"@","count":2})");
    QCOMPARE(heard(w, ben), (QStringList{u"direct 2 ana>ben b replay"_s, u"direct 3 ana>ben c replay"_s,
                                         u"history 1..3 more"_s}));
    w.send(ben, R"({"type":"history","room":"@","before":2})");
    QCOMPARE(heard(w, ben), (QStringList{u"direct 1 ana>ben a replay"_s, u"history 1..3"_s}));
    w.send(ana, R"({"type":"history","room":"@","after":2})");
    QCOMPARE(heard(w, ana), (QStringList{u"direct 3 ana>ben c own replay"_s, u"history 1..3"_s}));
    w.send(ben, R"({"type":"read","room":"@","seq":2})");
    w.send(ben, R"({"type":"marks","id":"m"})");
    w.settle();
    const QJsonObject mark = w.heard(ben, u"marks").value(0).value(u"marks").toArray().at(0).toObject();
    QCOMPARE(mark.value(u"room").toString(), u"@"_s);
    QCOMPARE(mark.value(u"seq").toInteger(), 2);
}

void tst_ServerDirects::replayGoesOnUntilAllIsThere()
{
    Limits limits;
    limits.maxPageEntries = 2;
    ChatWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    for (const char *text : {"a", "b", "c", "d", "e"})
        say(w, ana, "ben", text);
    (void)heard(w, ben);
    w.send(ben, R"({"type":"join","id":"j","room":"@","since":1})");
    QCOMPARE(heard(w, ben), (QStringList{u"room 1..5"_s, u"direct 2 ana>ben b replay"_s,
                                         u"direct 3 ana>ben c replay"_s, u"direct 4 ana>ben d replay"_s,
                                         u"direct 5 ana>ben e replay"_s, u"history 1..5"_s}));
}

void tst_ServerDirects::nobodyElseSeesAnInbox()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    const ConnectionId zoe = w.chatter("zoe", "zoe-0123456789abcdef");
    say(w, ana, "ben", "psst");
    w.settle();
    (void)heard(w, zoe);
    w.send(zoe, R"({"type":"join","room":"@","since":0})");
    QCOMPARE(heard(w, zoe), (QStringList{u"room 1..0"_s, u"history 1..0"_s}));
    for (const Core::RoomHistory &room : w.store.rooms()) {
        if (!Core::isInbox(room.name))
            continue;
        w.send(zoe, "{\"type\":\"join\",\"room\":\"" + room.name.toLatin1() + "\"}");
        w.send(zoe, "{\"type\":\"history\",\"room\":\"" + room.name.toLatin1() + "\"}");
    }
    w.send(zoe, R"({"type":"search","text":"psst"})");
    w.send(zoe, R"({"type":"rooms"})");
    QCOMPARE(heard(w, zoe), (QStringList{u"error bad_name"_s, u"error not_in_room"_s, u"error bad_name"_s,
                                         u"error not_in_room"_s, u"found"_s, u"rooms"_s}));
    QCOMPARE(w.core.rooms().count(), 1);
    ChatWorld later; // nor after a restart
    later.core.restore(w.store.rooms());
    QCOMPARE(later.core.rooms().count(), 1);
    (void)ben;
}

void tst_ServerDirects::strangersHaveNoInbox()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    (void)heard(w, ana);
    say(w, ana, "ben", "psst");
    QVERIFY(w.work.empty());
    QCOMPARE(heard(w, ana), QStringList{u"ack ben"_s});
    QCOMPARE(heard(w, ben), QStringList{u"direct ana>ben psst"_s});
    w.send(ana, R"({"type":"join","room":"@"})");
    w.send(ana, R"({"type":"history","room":"@"})");
    w.send(ana, R"({"type":"read","room":"@","seq":1})");
    QCOMPARE(heard(w, ana),
             (QStringList{u"error bad_name"_s, u"error not_in_room"_s, u"error not_in_room"_s}));
}

void tst_ServerDirects::strangerWritesToAnAuthor()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben", kBen);
    (void)heard(w, ana);
    say(w, ana, "ben", "psst", "x");
    say(w, ana, "ben", "psst", "x");
    QCOMPARE(heard(w, ana), (QStringList{u"ack ben"_s, u"ack ben"_s}));
    QCOMPARE(heard(w, ben), QStringList{u"direct 1 ana>ben psst"_s});
    w.leave(ben);
    say(w, ana, "ben", "later");
    QCOMPARE(heard(w, ana), QStringList{u"ack ben"_s});
    QCOMPARE(w.store.rooms().size(), std::size_t(1)); // ben's; she has none
    QCOMPARE(w.store.rooms().at(0).lastSeq, 2);
}

void tst_ServerDirects::authorWritesToAStranger()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    (void)heard(w, ana);
    say(w, ana, "ben", "psst", "x");
    QCOMPARE(w.heard(ben).size(), 0);
    QCOMPARE(heard(w, ana), QStringList{u"ack ben 1"_s});
    QCOMPARE(heard(w, ben), QStringList{u"direct ana>ben psst"_s});
    say(w, ana, "ben", "psst", "x"); // again
    QCOMPARE(heard(w, ana), QStringList{u"ack ben 1"_s});
    QCOMPARE(heard(w, ben), QStringList());
    say(w, ana, "ben", "late");
    w.leave(ben);
    QCOMPARE(heard(w, ana), QStringList{u"ack ben 2"_s}); // nobody is there to be told
}

void tst_ServerDirects::lineClientsWriteAndRead()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.connect();
    w.raw(ben, "/nick ben\n");
    (void)heard(w, ben);
    (void)heard(w, ana);
    w.raw(ben, "/msg ana hello you\n/msg nobody x\n");
    QCOMPARE(heard(w, ben), (QStringList{u"accepted"_s, u"* nobody here is called nobody"_s}));
    QCOMPARE(heard(w, ana), QStringList{u"direct 1 ben>ana hello you"_s});
    say(w, ana, "ben", "psst");
    QCOMPARE(heard(w, ana), QStringList{u"ack ben 2"_s});
    QCOMPARE(heard(w, ben), QStringList{u"[private] ana: psst"_s});
    w.raw(ben, "/msg ana lost\n");
    w.settle(ErrorCode::StorageFull);
    QCOMPARE(heard(w, ben), (QStringList{u"accepted"_s, u"* not kept: the server's disk is full"_s}));
}

void tst_ServerDirects::toOneself()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId other = w.chatter("ana-2", kAna);
    (void)heard(w, ana);
    (void)heard(w, other);
    say(w, ana, "ana", "note");
    say(w, ana, "ana-2", "copy");
    QCOMPARE(heard(w, ana), (QStringList{u"ack ana 1"_s, u"ack ana-2 2"_s}));
    QCOMPARE(heard(w, other),
             (QStringList{u"direct 1 ana>ana note own"_s, u"direct 2 ana>ana-2 copy own"_s}));
}

void tst_ServerDirects::fullDiskRefuses()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    (void)heard(w, ana);
    say(w, ana, "ben", "psst", "x");
    w.settle(ErrorCode::StorageFull);
    QCOMPARE(heard(w, ana), QStringList{u"error storage_full"_s});
    QCOMPARE(heard(w, ben), QStringList());
    w.send(ana, R"({"type":"join","id":"j","room":"@"})");
    w.settle(ErrorCode::StorageFailed);
    QCOMPARE(heard(w, ana), QStringList{u"error storage_failed"_s});
}

void tst_ServerDirects::inboxIsNoRoom()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    (void)heard(w, ana);
    say(w, ana, "ana", "note");
    (void)heard(w, ana);
    w.send(ana, R"({"type":"edit","id":"3","room":"@","of":1,"text":"x"})"); // it is final
    w.send(ana, R"({"type":"delete","id":"4","room":"@","of":1})");
    w.send(ana, R"({"type":"react","id":"5","room":"@","of":1,"text":"x"})");
    QCOMPARE(heard(w, ana), QStringList(3, u"error not_in_room"_s));
    w.post(ana, "1", "x", "@");
    w.send(ana, R"({"type":"topic","id":"2","room":"@","text":"x"})");
    w.send(ana, R"({"type":"leave","room":"@"})");
    w.send(ana, R"({"type":"who","room":"@"})");
    w.send(ana, R"({"type":"history","room":"@","count":201})");
    QCOMPARE(heard(w, ana),
             (QStringList{u"error not_in_room"_s, u"error not_in_room"_s, u"error not_in_room"_s,
                          u"error not_in_room"_s, u"error bad_field"_s}));
    w.order({Core::RoomOrder::What::Remove, u"@"_s});
    QCOMPARE(w.ordersDone.at(0).error, ErrorCode::NoSuchRoom);
}

void tst_ServerDirects::searchFindsOwnOnes()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    say(w, ana, "ben", "tea", "1");
    say(w, ben, "ana", "no tea", "2");
    w.post(ana, "3", "tea for all");
    (void)heard(w, ana);
    (void)heard(w, ben);
    w.send(ana, R"({"type":"search","text":"tea"})");
    QCOMPARE(heard(w, ana), (QStringList{u"hit 1 lobby ana> tea for all own"_s, u"hit 2 @ ben>ana no tea"_s,
                                         u"hit 1 @ ana>ben tea own"_s, u"found"_s}));
    w.send(ben, R"({"type":"search","text":"tea in:@"})");
    QCOMPARE(heard(w, ben),
             (QStringList{u"hit 2 @ ben>ana no tea own"_s, u"hit 1 @ ana>ben tea"_s, u"found"_s}));
    w.send(ben, R"({"type":"search","text":"in:@ana from:ana"})");
    QCOMPARE(heard(w, ben), (QStringList{u"hit 1 @ ana>ben tea"_s, u"found"_s}));
    w.leave(ben); // another window of his, under another name
    const ConnectionId bens = w.chatter("ben-2", kBen);
    w.send(bens, R"({"type":"search","text":"no in:@ana"})");
    QCOMPARE(heard(w, bens), (QStringList{u"hit 2 @ ben>ana no tea own"_s, u"found"_s}));
}

void tst_ServerDirects::searchFindsThoseOfNobodyElse_data()
{
    QTest::addColumn<QByteArray>("client"); // of who asks
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("another-author") << QByteArray("zoe-0123456789abcdef") << QByteArray("zoe");
    QTest::newRow("stranger") << QByteArray() << QByteArray("zoe");
    QTest::newRow("author-of-his-name") << QByteArray("zoe-0123456789abcdef") << QByteArray("ben");
    QTest::newRow("stranger-of-his-name") << QByteArray() << QByteArray("ben");
}

void tst_ServerDirects::searchFindsThoseOfNobodyElse()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    say(w, ana, "ben", "psst");
    w.settle();
    w.leave(ben);
    QFETCH(QByteArray, client);
    QFETCH(QByteArray, name);
    const ConnectionId other = w.chatter(name, client);
    QList<QByteArray> queries{"psst",     "psst in:@",           "in:@", "in:@ana", "in:@ben",
                              "from:ana", "ps* after:1970-01-01"};
    for (const Core::RoomHistory &room : w.store.rooms())
        queries.append("psst in:" + room.name.toLatin1());
    QCOMPARE(queries.size(), 9);
    for (const QByteArray &query : queries) {
        w.send(other, R"({"type":"search","text":")" + query + "\"}");
        QCOMPARE(heard(w, other), QStringList{u"found"_s});
    }
}

void tst_ServerDirects::withoutAHistoryItIsHandedOn()
{
    ChatWorld w;
    Core::Effects effects;
    w.core.setOptions(Limits(), {}, effects);
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    (void)heard(w, ana);
    say(w, ana, "ben", "psst");
    say(w, ana, "nobody", "psst");
    QVERIFY(w.work.empty());
    QCOMPARE(heard(w, ana), (QStringList{u"ack ben"_s, u"error no_such_client"_s}));
    QCOMPARE(heard(w, ben), QStringList{u"direct ana>ben psst"_s});
}

QTEST_APPLESS_MAIN(tst_ServerDirects)
#include "tst_serverdirects.moc"
