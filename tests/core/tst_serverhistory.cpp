// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/vectors.h"

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Test::ChatWorld;

namespace {

const QByteArray kAna = "ana-0123456789abcdef";
const QByteArray kBen = "ben-0123456789abcdef";

QStringList valuesOf(const ChatWorld::Frames &frames, QStringView key)
{
    QStringList values;
    for (const QJsonObject &frame : frames)
        values.append(frame.value(key).toVariant().toString());
    return values;
}

/// What is in `frame` of these, as text: "message 3 hello".
QString told(const QJsonObject &frame)
{
    QStringList words{frame.value(u"type").toString()};
    for (const QStringView key :
         {u"seq", u"of", u"re", u"from", u"text", u"code", u"edited", u"deleted", u"replay"}) {
        if (frame.contains(key))
            words.append(frame.value(key).toVariant().toString());
    }
    return words.join(u' ');
}

QStringList told(const ChatWorld::Frames &frames)
{
    QStringList lines;
    for (const QJsonObject &frame : frames)
        lines.append(told(frame));
    return lines;
}

} // namespace

/// What the server keeps and how it tells of it, docs/protocol.md §9.4 and §9.5.
class tst_ServerHistory : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
    void ackComesWhenItIsKept();
    void nobodyIsToldBefore();
    void sameIdIsKeptOnce();
    void sameIdAfterReconnect();
    void idsOfTwoAuthorsAreApart();
    void orderIsTheSameForAll();
    void refusedPostsAreAnswered_data();
    void refusedPostsAreAnswered();
    void editDeleteReactTopic();
    void onlyTheAuthorChanges();
    void authorIsTheSameAfterReconnect();
    void strangerIsAnAuthorOfItsOwn();
    void lineClientsAreKeptAndTold();
    void tutorialClientsAreNotKept();
    void historyPages();
    void historyRequestsAreChecked_data();
    void historyRequestsAreChecked();
    void replayIsInOrderAndOnce();
    void replayGoesOnUntilAllIsThere();
    void replayEndsWhenItLeaves();
    void searchFindsInOwnRooms();
    void marksAreKeptPerAuthor();
    void restoredRoomsAreThere();
    void pageSaysWhereTheRoomBegins();
    void deletedTextIsNotReplayed();
};

void tst_ServerHistory::vectors_data()
{
    Test::addVectorRows(QStringLiteral(CHALKWIRE_VECTORS "/chat-history.jsonl"));
}

void tst_ServerHistory::vectors()
{
    QFETCH(QJsonObject, vector);
    ChatWorld w;
    Test::checkVector(w, vector, [&w] { w.settle(); });
}

void tst_ServerHistory::ackComesWhenItIsKept()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "p1", "hello");
    QCOMPARE(w.heard(ana).size(), 0);
    QCOMPARE(w.work.appends.size(), std::size_t(1));
    w.settle();
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.size(), 1);
    QCOMPARE(frames[0].value(u"type").toString(), u"ack"_s);
    QCOMPARE(frames[0].value(u"id").toString(), u"p1"_s);
    QCOMPARE(frames[0].value(u"room").toString(), u"lobby"_s);
    QCOMPARE(frames[0].value(u"seq").toInteger(), 1);
    QCOMPARE(frames[0].value(u"time").toInteger(), w.clock.wallMicros() / 1000);
}

void tst_ServerHistory::nobodyIsToldBefore()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    (void)w.heard(ana);
    w.post(ana, "p1", "hello");
    QCOMPARE(w.heard(ben).size(), 0);
    w.leave(ana); // it said so: it is kept and told although it left, and first
    QCOMPARE(w.heard(ben).size(), 0);
    w.settle();
    QCOMPARE(told(w.heard(ben)), (QStringList{u"message 1 ana hello"_s, u"left"_s}));
    QVERIFY(!w.core.session(ana));
}

void tst_ServerHistory::sameIdIsKeptOnce()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    (void)w.heard(ana);
    w.post(ana, "p1", "hello");
    w.post(ana, "p1", "hello"); // in the same batch
    w.settle();
    w.post(ana, "p1", "another text"); // later
    w.settle();
    QCOMPARE(valuesOf(w.heard(ana, u"ack"), u"seq"), (QStringList{u"1"_s, u"1"_s, u"1"_s}));
    QCOMPARE(told(w.heard(ben)), QStringList{u"message 1 ana hello"_s});
}

void tst_ServerHistory::sameIdAfterReconnect()
{
    ChatWorld w;
    const ConnectionId ben = w.chatter("ben");
    const ConnectionId ana = w.chatter("ana", kAna);
    w.post(ana, "p1", "hello");
    w.leave(ana); // before its ack
    w.settle();
    const ConnectionId again = w.chatter("ana", kAna);
    w.post(again, "p1", "hello");
    w.settle();
    QCOMPARE(valuesOf(w.heard(again, u"ack"), u"seq"), QStringList{u"1"_s});
    QCOMPARE(told(w.heard(ben, u"message")), QStringList{u"message 1 ana hello"_s});
}

void tst_ServerHistory::idsOfTwoAuthorsAreApart()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben", kBen);
    w.post(ana, "p1", "from ana");
    w.post(ben, "p1", "from ben");
    w.settle();
    QCOMPARE(valuesOf(w.heard(ana, u"ack"), u"seq"), QStringList{u"1"_s});
    QCOMPARE(valuesOf(w.heard(ben, u"ack"), u"seq"), QStringList{u"2"_s});
}

void tst_ServerHistory::orderIsTheSameForAll()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    const ConnectionId cy = w.chatter("cy");
    (void)w.heard(ana);
    (void)w.heard(ben);
    for (int i = 0; i < 20; ++i) {
        w.post(i % 2 ? ana : ben, QByteArray::number(i), "n" + QByteArray::number(i));
        if (i % 3 == 0)
            w.settle();
    }
    w.settle();
    const QStringList seqs = valuesOf(w.heard(cy), u"seq");
    QCOMPARE(seqs.size(), 20);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(seqs[i], QString::number(i + 1));
}

void tst_ServerHistory::refusedPostsAreAnswered_data()
{
    QTest::addColumn<ErrorCode>("error");
    QTest::addColumn<QString>("code");
    QTest::newRow("full") << ErrorCode::StorageFull << u"storage_full"_s;
    QTest::newRow("failed") << ErrorCode::StorageFailed << u"storage_failed"_s;
}

void tst_ServerHistory::refusedPostsAreAnswered()
{
    QFETCH(ErrorCode, error);
    QFETCH(QString, code);
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    const ConnectionId line = w.connect();
    w.send(line, "/nick cy");
    (void)w.heard(ana);
    (void)w.heard(ben);
    (void)w.heard(line);
    w.post(ana, "p1", "hello");
    w.send(line, "hello");
    w.send(ana, R"({"type":"history","id":"h","room":"lobby"})");
    w.settle(error);
    const ChatWorld::Frames answers = w.heard(ana);
    QCOMPARE(valuesOf(answers, u"code"), (QStringList{code, code}));
    QCOMPARE(valuesOf(answers, u"id"), (QStringList{u"p1"_s, u"h"_s}));
    QCOMPARE(valuesOf(answers, u"re"), (QStringList{u"post"_s, u"history"_s}));
    const QStringList lines = valuesOf(w.heard(line), u"line");
    QCOMPARE(lines.first(), u"accepted"_s);
    QVERIFY(lines.value(1).startsWith(u"* not kept: "));
    QCOMPARE(w.heard(ben).size(), 0);
    w.post(ana, "p1", "hello"); // and when it works again, nothing is missing or twice
    w.settle();
    QCOMPARE(told(w.heard(ben)), QStringList{u"message 1 ana hello"_s});
}

void tst_ServerHistory::editDeleteReactTopic()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    (void)w.heard(ana);
    w.post(ana, "1", "helo");
    w.settle();
    w.send(ana, R"({"type":"edit","id":"2","room":"lobby","of":1,"text":"hello"})");
    w.send(ben, R"({"type":"react","id":"3","room":"lobby","of":1,"text":"+1"})");
    w.send(ana, R"({"type":"post","id":"4","room":"lobby","text":"yes","re":1})");
    w.send(ana, R"({"type":"topic","id":"5","room":"lobby","text":"greetings"})");
    w.send(ben, R"({"type":"delete","id":"6","room":"lobby","of":3})");
    w.send(ana, R"({"type":"delete","id":"7","room":"lobby","of":1})");
    w.settle();
    QCOMPARE(told(w.heard(ben)), (QStringList{u"message 1 ana helo"_s, u"edited 2 1 ana hello"_s, u"ack 3"_s,
                                              u"message 4 1 ana yes"_s, u"topic 5 ana greetings"_s,
                                              u"ack 6"_s, u"deleted 7 1 ana"_s}));
    QCOMPARE(told(w.heard(ana)), (QStringList{u"ack 1"_s, u"ack 2"_s, u"reaction 3 1 ben +1"_s, u"ack 4"_s,
                                              u"ack 5"_s, u"deleted 6 3 ben"_s, u"ack 7"_s}));
    w.send(ben, R"({"type":"join","room":"lobby"})");
    QCOMPARE(w.heard(ben, u"room").first().value(u"topic").toString(), u"greetings"_s);
}

void tst_ServerHistory::onlyTheAuthorChanges()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.post(ana, "1", "hello");
    w.settle();
    (void)w.heard(ben);
    w.send(ben, R"({"type":"edit","id":"2","room":"lobby","of":1,"text":"HA"})");
    w.send(ben, R"({"type":"delete","id":"3","room":"lobby","of":1})");
    w.send(ben, R"({"type":"edit","id":"4","room":"lobby","of":9,"text":"HA"})");
    w.send(ben, R"({"type":"react","id":"5","room":"lobby","of":9,"text":"HA"})");
    w.send(ben, R"({"type":"post","id":"6","room":"lobby","text":"HA","re":9})");
    w.settle();
    QCOMPARE(valuesOf(w.heard(ben), u"code"), (QStringList{u"not_yours"_s, u"not_yours"_s, u"no_such_post"_s,
                                                           u"no_such_post"_s, u"no_such_post"_s}));
    w.post(ben, "7", "the next number");
    w.settle();
    QCOMPARE(valuesOf(w.heard(ben, u"ack"), u"seq"), QStringList{u"2"_s});
}

void tst_ServerHistory::authorIsTheSameAfterReconnect()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.post(ana, "1", "helo");
    w.settle();
    w.leave(ana);
    const ConnectionId again = w.chatter("anna", kAna);
    w.send(again, R"({"type":"edit","id":"2","room":"lobby","of":1,"text":"hello"})");
    w.settle();
    QCOMPARE(told(w.heard(again)), QStringList{u"ack 2"_s});
    // Under whatever name it was said.
    w.send(again, R"({"type":"history","room":"lobby"})");
    w.send(again, R"({"type":"search","text":"hello"})");
    w.settle();
    const ChatWorld::Frames frames = w.heard(again);
    QCOMPARE(told(frames).value(0), u"message 1 ana hello 2 true"_s); // edited, replayed
    QVERIFY(frames[0].value(u"own").toBool() && frames[1].value(u"own").toBool());
    QVERIFY(frames[3].value(u"type").toString() == u"hit" && frames[3].value(u"own").toBool());
}

void tst_ServerHistory::strangerIsAnAuthorOfItsOwn()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "hello");
    w.settle();
    w.leave(ana);
    const ConnectionId again = w.chatter("ana");
    w.send(again, R"({"type":"delete","id":"2","room":"lobby","of":1})");
    w.send(again, R"({"type":"history","room":"lobby"})");
    w.settle();
    const ChatWorld::Frames frames = w.heard(again);
    QCOMPARE(valuesOf(frames, u"code").value(0), u"not_yours"_s);
    QVERIFY(std::ranges::none_of(frames, [](const QJsonObject &frame) { return frame.contains(u"own"); }));
}

void tst_ServerHistory::lineClientsAreKeptAndTold()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId line = w.connect();
    w.send(line, "/nick ben");
    (void)w.heard(line);
    (void)w.heard(ana);
    w.send(line, "hi");
    QCOMPARE(valuesOf(w.heard(line), u"line"), QStringList{u"accepted"_s}); // at once
    QCOMPARE(w.heard(ana).size(), 0);
    w.settle();
    QCOMPARE(told(w.heard(ana)), QStringList{u"message 1 ben hi"_s});
    w.post(ana, "1", "hello");
    w.send(ana, R"({"type":"edit","id":"2","room":"lobby","of":2,"text":"hello!"})");
    w.send(ana, R"({"type":"react","id":"3","room":"lobby","of":1,"text":"<3"})");
    w.send(ana, R"({"type":"topic","id":"4","room":"lobby","text":"greetings"})");
    w.send(ana, R"({"type":"delete","id":"5","room":"lobby","of":2})");
    w.settle();
    QCOMPARE(valuesOf(w.heard(line), u"line"),
             (QStringList{u"[lobby] ana: hello"_s, u"* ana corrects in lobby: hello!"_s,
                          u"* ana reacts in lobby: <3"_s, u"* ana sets the topic of lobby: greetings"_s,
                          u"* ana takes something back in lobby"_s}));
}

void tst_ServerHistory::tutorialClientsAreNotKept()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId line = w.connect();
    w.send(line, "plain"); // follows nothing
    QVERIFY(w.work.appends.empty());
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(told(frames), QStringList{u"message line-2 plain"_s});
    QVERIFY(!frames.first().contains(u"seq"));
}

void tst_ServerHistory::historyPages()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    for (int i = 1; i <= 250; ++i) {
        w.post(ana, QByteArray::number(i), "n" + QByteArray::number(i));
        w.settle();
    }
    (void)w.heard(ana);
    const auto ask = [&](const QByteArray &fields) {
        w.send(ana, R"x({"type":"history","id":"h","room":"lobby")x" + fields + '}');
        w.settle();
        return w.heard(ana);
    };
    ChatWorld::Frames page = ask({});
    QCOMPARE(page.size(), 101);
    QCOMPARE(told(page.first()), u"message 151 ana n151 true"_s);
    const QJsonObject end{{u"type"_s, u"history"_s}, {u"id"_s, u"h"_s}, {u"room"_s, u"lobby"_s},
                          {u"first"_s, 1},           {u"last"_s, 250},  {u"more"_s, true}};
    QCOMPARE(page.last(), end);
    page = ask(R"(,"before":3,"count":200)");
    QCOMPARE(valuesOf(page, u"seq").first(2), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(page.last().value(u"more").toBool(true), false);
    page = ask(R"(,"after":248,"count":1)");
    QCOMPARE(told(page.first()), u"message 249 ana n249 true"_s);
    QCOMPARE(page.last().value(u"more").toBool(false), true);
    page = ask(R"(,"after":250)");
    QCOMPARE(page.size(), 1);
}

void tst_ServerHistory::historyRequestsAreChecked_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, const QByteArray &frame, const QString &answer) {
        QTest::newRow(name) << frame << answer;
    };
    row("count-0", R"({"type":"history","room":"lobby","count":0})", u"bad_field count"_s);
    row("count-limit", R"({"type":"history","room":"lobby","count":200})", u" "_s);
    row("count-limit-plus-one", R"({"type":"history","room":"lobby","count":201})", u"bad_field count"_s);
    row("count-text", R"({"type":"history","room":"lobby","count":"1"})", u"bad_field count"_s);
    row("before-0", R"({"type":"history","room":"lobby","before":0})", u"bad_field before"_s);
    row("before-and-after", R"({"type":"history","room":"lobby","before":2,"after":1})",
        u"bad_field after"_s);
    row("after-negative", R"({"type":"history","room":"lobby","after":-1})", u"bad_field after"_s);
    row("not-there", R"({"type":"history","room":"lab"})", u"not_in_room "_s);
    row("search-empty", R"({"type":"search","text":""})", u"bad_field text"_s);
    row("search-nothing", R"({"type":"search","text":"..."})", u"bad_field text"_s);
    row("search-bad-day", R"({"type":"search","text":"x after:yesterday"})", u"bad_field text"_s);
    row("search-longest", R"({"type":"search","text":")" + QByteArray(2048, 'x') + "\"}", u" "_s);
    row("search-longest-plus-one", R"({"type":"search","text":")" + QByteArray(2049, 'x') + "\"}",
        u"bad_field text"_s);
    row("edit-of-0", R"({"type":"edit","id":"1","room":"lobby","of":0,"text":"x"})", u"bad_field of"_s);
    row("edit-without-of", R"({"type":"edit","id":"1","room":"lobby","text":"x"})", u"bad_field of"_s);
    row("edit-without-id", R"({"type":"edit","room":"lobby","of":1,"text":"x"})", u"bad_field id"_s);
    row("react-longest",
        R"({"type":"react","id":"1","room":"lobby","of":1,"text":")" + QByteArray(64, 'x') + "\"}",
        u"no_such_post "_s);
    row("react-longest-plus-one",
        R"({"type":"react","id":"1","room":"lobby","of":1,"text":")" + QByteArray(65, 'x') + "\"}",
        u"bad_field text"_s);
    row("topic-longest",
        R"({"type":"topic","id":"1","room":"lobby","text":")" + QByteArray(1024, 'x') + "\"}", u" "_s);
    row("topic-longest-plus-one",
        R"({"type":"topic","id":"1","room":"lobby","text":")" + QByteArray(1025, 'x') + "\"}",
        u"bad_field text"_s);
    row("topic-empty", R"({"type":"topic","id":"1","room":"lobby","text":""})", u" "_s);
    row("topic-without-text", R"({"type":"topic","id":"1","room":"lobby"})", u"bad_field text"_s);
    row("read-0", R"({"type":"read","room":"lobby","seq":0})", u"bad_field seq"_s);
    row("since-negative", R"({"type":"join","room":"lobby","since":-1})", u"bad_field since"_s);
}

void tst_ServerHistory::historyRequestsAreChecked()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, answer);
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.send(ana, frame);
    w.settle();
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.size(), 1);
    QCOMPARE(frames[0].value(u"code").toString() + u' ' + frames[0].value(u"field").toString(), answer);
}

void tst_ServerHistory::replayIsInOrderAndOnce()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    for (int i = 1; i <= 5; ++i)
        w.post(ana, QByteArray::number(i), "n" + QByteArray::number(i));
    w.settle();
    const ConnectionId ben = w.connect();
    w.send(ben, R"({"type":"hello","protocol":1,"name":"ben"})");
    w.send(ben, R"({"type":"join","id":"j","room":"lobby","since":3})");
    w.post(ana, "6", "n6"); // while the replay is on its way; kept before the page is read
    w.settle();
    ChatWorld::Frames frames = w.heard(ben);
    frames.removeIf([](const QJsonObject &frame) { return frame.value(u"type").toString() == u"welcome"; });
    QCOMPARE(frames.first().value(u"last").toInteger(), 5);
    QStringList seqs = valuesOf(frames, u"seq");
    seqs.removeAll(QString());
    seqs.sort();
    QCOMPARE(seqs, (QStringList{u"4"_s, u"5"_s, u"6"_s})); // each once
    QCOMPARE(told(frames).filter(u"replay"_s).size(), 0);
    const QJsonObject end = frames.last();
    QCOMPARE(end.value(u"type").toString(), u"history"_s);
    QVERIFY(!end.contains(u"id"));
}

void tst_ServerHistory::replayGoesOnUntilAllIsThere()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    for (int i = 1; i <= 450; ++i) {
        w.post(ana, QByteArray::number(i), "n");
        w.settle();
    }
    const ConnectionId ben = w.connect();
    w.send(ben, R"({"type":"hello","protocol":1,"name":"ben"})");
    w.send(ben, R"({"type":"join","room":"lobby","since":0})");
    w.post(ben, "b", "meanwhile"); // is not kept waiting by the replay
    w.settle();
    const ChatWorld::Frames frames = w.heard(ben);
    QStringList seqs = valuesOf(frames, u"seq");
    seqs.removeAll(QString());
    QCOMPARE(seqs.size(), 451); // and its own ack
    QCOMPARE(valuesOf(frames, u"type").filter(u"history"_s).size(), 1);
    QCOMPARE(frames.last().value(u"more").toBool(true), false);
}

void tst_ServerHistory::replayEndsWhenItLeaves()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "n");
    w.settle();
    (void)w.heard(ana);
    w.send(ana, R"({"type":"join","room":"lobby","since":0})");
    w.send(ana, R"({"type":"leave","room":"lobby"})");
    w.settle();
    QCOMPARE(told(w.heard(ana)), (QStringList{u"room"_s, u"left"_s}));
}

void tst_ServerHistory::searchFindsInOwnRooms()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    const ConnectionId ben = w.chatter("ben");
    w.send(ben, R"({"type":"join","room":"lab"})");
    w.post(ana, "1", "a word in the lobby");
    w.post(ben, "2", "a word in the lab", "lab");
    for (int i = 0; i < 60; ++i)
        w.post(ben, 'x' + QByteArray::number(i), "many");
    w.settle();
    (void)w.heard(ana);
    (void)w.heard(ben);
    w.send(ana, R"({"type":"search","id":"s","text":"word"})");
    w.settle();
    ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(told(frames), (QStringList{u"hit 1 ana a word in the lobby"_s, u"found"_s}));
    QVERIFY(!frames.last().contains(u"next"));
    w.send(ben, R"({"type":"search","id":"s","text":"word"})");
    w.settle();
    QCOMPARE(valuesOf(w.heard(ben, u"hit"), u"room"), (QStringList{u"lab"_s, u"lobby"_s})); // newest first
    w.send(ana, R"({"type":"search","id":"s","text":"many"})");
    w.settle();
    frames = w.heard(ana);
    QCOMPARE(frames.size(), 51);
    QVERIFY(frames.last().contains(u"next"));
    w.send(ana, R"({"type":"search","text":"many","before":)" +
                    QByteArray::number(frames.last().value(u"next").toInteger()) + '}');
    w.settle();
    frames = w.heard(ana);
    QCOMPARE(frames.size(), 11);
    QVERIFY(!frames.last().contains(u"next"));
}

void tst_ServerHistory::marksAreKeptPerAuthor()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId guest = w.chatter("guest");
    for (int i = 1; i <= 3; ++i)
        w.post(ana, QByteArray::number(i), "n");
    w.settle();
    w.send(ana, R"({"type":"read","room":"lobby","seq":2})");
    w.send(ana, R"({"type":"read","room":"lobby","seq":1})");
    w.send(guest, R"({"type":"read","room":"lobby","seq":3})");
    w.settle();
    w.leave(ana);
    const ConnectionId again = w.chatter("ana", kAna);
    w.send(again, R"({"type":"marks","id":"m"})");
    w.send(guest, R"({"type":"marks"})");
    w.settle();
    const QJsonArray marks = w.heard(again, u"marks").first().value(u"marks").toArray();
    QCOMPARE(marks, (QJsonArray{QJsonObject{{u"room"_s, u"lobby"_s}, {u"seq"_s, 2}}}));
    QCOMPARE(w.heard(guest, u"marks").first().value(u"marks").toArray(), QJsonArray());
    w.send(again, R"({"type":"read","room":"lobby","seq":99})"); // never past what there is
    w.send(again, R"({"type":"marks","id":"m"})");
    w.settle();
    QCOMPARE(w.heard(again, u"marks")
                 .first()
                 .value(u"marks")
                 .toArray()
                 .first()
                 .toObject()
                 .value(u"seq")
                 .toInteger(),
             3);
}

void tst_ServerHistory::restoredRoomsAreThere()
{
    ChatWorld w;
    Core::RoomHistory lab{u"lab"_s, u"physics"_s, 11, 20, {7, false, {}}, 0, 1764060000000};
    w.core.restore({lab});
    QCOMPARE(w.core.rooms().find(u"lab")->lastMillis, lab.lastMillis); // the operator sees it
    const ConnectionId ana = w.connect();
    w.send(ana, R"({"type":"hello","protocol":1,"name":"ana"})");
    const QJsonArray rooms = w.heard(ana, u"welcome").first().value(u"rooms").toArray();
    QCOMPARE(rooms.first().toObject().value(u"name").toString(), u"lab"_s);
    QCOMPARE(rooms.first().toObject().value(u"last").toInteger(), 20);
    w.send(ana, R"({"type":"join","room":"LAB"})");
    const QJsonObject room = w.heard(ana, u"room").first();
    QCOMPARE(room.value(u"room").toString(), u"lab"_s);
    QCOMPARE(room.value(u"topic").toString(), u"physics"_s);
    QCOMPARE(room.value(u"first").toInteger(), 11);
    QCOMPARE(room.value(u"last").toInteger(), 20);
    QCOMPARE(room.value(u"keep_days").toInteger(), 7);
    w.send(ana, R"({"type":"leave","room":"lab"})");
    w.core.restore({}); // the history was taken away between two starts
    w.send(ana, R"({"type":"join","room":"lab"})");
    QCOMPARE(w.heard(ana, u"room").first().value(u"last").toInteger(-1), 0);
    w.send(ana, R"({"type":"leave","room":"lab"})");
    w.core.restore({lab});
    w.send(ana, R"({"type":"join","room":"lab"})");
    (void)w.heard(ana);
    w.core.purged(u"lab"_s, 15);
    w.send(ana, R"({"type":"leave","room":"lab"})");
    w.send(ana, R"({"type":"join","room":"lab"})"); // it did not go with its last member
    QCOMPARE(w.heard(ana, u"room").first().value(u"first").toInteger(), 15);
}

void tst_ServerHistory::pageSaysWhereTheRoomBegins()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    for (const char *id : {"1", "2", "3"})
        w.post(ana, id, "tea");
    w.settle();
    (void)w.heard(ana);
    for (const quint64 first : {quint64{3}, quint64{2}}) { // it never falls
        w.send(ana, R"({"type":"history","room":"lobby","before":9})");
        Core::Effects effects;
        w.core.paged({ana, u"lobby"_s, {}, false, first, 3}, effects);
        w.take(effects);
        const QJsonObject page = w.heard(ana, u"history").value(0);
        QCOMPARE(page.value(u"first").toInteger(), 3);
        QCOMPARE(page.value(u"last").toInteger(), 3);
    }
}

void tst_ServerHistory::deletedTextIsNotReplayed()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.post(ana, "1", "first");
    w.post(ana, "2", "secret");
    w.settle();
    w.send(ana, R"({"type":"edit","id":"3","room":"lobby","of":2,"text":"still secret"})");
    w.send(ana, R"({"type":"edit","id":"4","room":"lobby","of":1,"text":"first!"})");
    w.send(ana, R"({"type":"delete","id":"5","room":"lobby","of":2})");
    w.settle();
    (void)w.heard(ana);
    w.send(ana, R"({"type":"history","room":"lobby"})");
    w.settle();
    QCOMPARE(told(w.heard(ana)), (QStringList{u"message 1 ana first! 4 true"_s, u"message 2 ana 5 true"_s,
                                              u"edited 3 2 ana true"_s, u"edited 4 1 ana first! true"_s,
                                              u"deleted 5 2 ana true"_s, u"history"_s}));
}

QTEST_APPLESS_MAIN(tst_ServerHistory)
#include "tst_serverhistory.moc"
