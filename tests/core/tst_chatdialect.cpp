// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "support/coreharness.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Chalkwire;
using namespace Qt::StringLiterals;
using Test::CoreHarness;

namespace {

/// What the core sends to one client, as objects, and whether it closes it.
struct Heard
{
    QList<QJsonObject> frames;
    bool isClosed = false;
};

/// Whether `actual` has every field of `expected`.
bool hasAll(const QJsonObject &actual, const QJsonObject &expected)
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        if (actual.value(it.key()) != it.value())
            return false;
    }
    return true;
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

/// The chat dialect, docs/protocol.md §9.
class tst_ChatDialect : public QObject
{
    Q_OBJECT

private slots:
    void sessions_data();
    void sessions();
    void firstLineDecides_data();
    void firstLineDecides();
    void pinnedNeedsNoSniffing();
    void sameInAnyChunking();
    void everyDialectHearsEveryOther();
    void lineControlsBecomeVisible();
    void postsGoToOneRoom();
    void renamedIsToldOnce();
    void nameIsFreeAgain();
    void nameTaken();
    void directAcrossDialects();
    void strangersHearNothing();
    void roomLimits();
    void listsAreBounded();
    void leavingIsTold();
    void framesAreSeen();
    void operatorSpeaksInFrames();
    void isServedInSlices();
    void unfinishedFrameEnds();
    void halfClosedGetsItsAnswers();

private:
    static Heard hear(CoreHarness &h, ConnectionId id, const Core::Effects &effects)
    {
        Heard heard;
        for (const Core::Effect &effect : effects.items) {
            if (const auto *send = std::get_if<Core::Send>(&effect)) {
                if (std::find(send->to.begin(), send->to.end(), id) != send->to.end()) {
                    const QList<QByteArray> lines = send->bytes.split('\n');
                    for (const QByteArray &line : lines) {
                        if (!line.isEmpty())
                            heard.frames.append(QJsonDocument::fromJson(line).object());
                    }
                }
            } else if (const auto *close = std::get_if<Core::Close>(&effect)) {
                heard.isClosed = heard.isClosed || close->connection == id;
            }
        }
        (void)h.keep(effects);
        return heard;
    }
    static Heard feed(CoreHarness &h, ConnectionId from, const QByteArray &bytes, ConnectionId ear)
    {
        Core::Effects effects;
        h.core.received(from, bytes, effects);
        return hear(h, ear, effects);
    }
    static Heard feed(CoreHarness &h, ConnectionId id, const QByteArray &bytes)
    {
        return feed(h, id, bytes, id);
    }
    /// A chat client that is welcome, in `room` unless that is empty.
    static ConnectionId chatter(CoreHarness &h, const QByteArray &name, const QByteArray &room = "lobby")
    {
        const ConnectionId id = h.join();
        (void)h.feed(id, QByteArray("{\"type\":\"hello\",\"protocol\":1,\"name\":\"") + name + "\"}\n");
        if (!room.isEmpty())
            (void)h.feed(id, QByteArray("{\"type\":\"join\",\"room\":\"") + room + "\"}\n");
        return id;
    }
    static QByteArray post(const QByteArray &room, const QByteArray &text)
    {
        return QByteArray("{\"type\":\"post\",\"id\":\"1\",\"room\":\"") + room +
               QByteArray("\",\"text\":\"") + text + "\"}\n";
    }
};

void tst_ChatDialect::sessions_data()
{
    QTest::addColumn<QJsonObject>("session");
    QFile file(QStringLiteral(CHALKWIRE_VECTORS "/chat-sessions.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QJsonObject session = QJsonDocument::fromJson(file.readLine()).object();
        QTest::newRow(qPrintable(session.value(u"name").toString())) << session;
    }
}

void tst_ChatDialect::sessions()
{
    QFETCH(QJsonObject, session);
    CoreHarness h;
    const ConnectionId id = h.join();
    const Heard heard = feed(h, id, session.value(u"send").toString().toUtf8());
    const QJsonArray expected = session.value(u"expect").toArray();
    for (qsizetype i = 0; i < qMin(expected.size(), heard.frames.size()); ++i)
        QVERIFY2(hasAll(heard.frames[i], expected[i].toObject()), textOf(heard.frames[i]).constData());
    QCOMPARE(heard.frames.size(), expected.size());
    QCOMPARE(heard.isClosed, session.value(u"closed").toBool());
}

void tst_ChatDialect::firstLineDecides_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isChat");
    QTest::newRow("hello") << QByteArray("{\"type\":\"hello\",\"protocol\":1}\n") << true;
    QTest::newRow("no-json") << QByteArray("{'type':'hello', \"type\" \"hello\"\n") << true;
    QTest::newRow("data") << QByteArray("{\"type\":\"temperature\",\"value\":7}\n") << false;
    QTest::newRow("greeting") << QByteArray("{\"hello\":1}\n") << false;
    QTest::newRow("text") << QByteArray("\"type\":\"hello\"\n") << false;
    QTest::newRow("second-line") << QByteArray("{\n\"type\":\"hello\"}\n") << false;
}

void tst_ChatDialect::firstLineDecides()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isChat);
    CoreHarness h;
    const ConnectionId id = h.join();
    (void)h.feed(id, bytes);
    const QString name = QString::fromLatin1(isChat ? "chat-1" : "line-1");
    if (const Core::ServerSession *s = h.core.session(id))
        QCOMPARE(s->name(), name);
    else
        QVERIFY(isChat); // no JSON: closed
}

void tst_ChatDialect::pinnedNeedsNoSniffing()
{
    CoreHarness h;
    const ConnectionId id = h.join(Wire::Dialect::Chat);
    QCOMPARE(feed(h, id, "{\"type\":\"ping\"}\n").frames.value(0).value(u"type").toString(), u"pong"_s);
    const Heard heard = feed(h, id, "hello\n{}\n");
    QCOMPARE(h.frames.size(), 2U); // what is refused can be looked at
    QCOMPARE(h.frames.back().bytes, QByteArray("hello\n"));
    QCOMPARE(h.frames.back().offset, 16U);
    QCOMPARE(h.frames.back().type, FrameType::Chat);
    QCOMPARE(heard.frames.value(0).value(u"code").toString(), u"bad_json"_s);
    QVERIFY(heard.isClosed);
}

void tst_ChatDialect::sameInAnyChunking()
{
    const QByteArray stream = "{\"type\":\"hello\",\"protocol\":1}\n{\"type\":\"dance\",\"bytes\":3}\n\n\n\n"
                              "{\"type\":\"join\",\"room\":\"lab\"}\n" +
                              post("lab", "hi");
    SeededRandom random(3);
    for (int round = 0; round < 50; ++round) {
        CoreHarness h;
        const ConnectionId id = h.join();
        QStringList types;
        for (const QByteArray &chunk : Test::randomChunks(random, stream)) {
            for (const QJsonObject &frame : feed(h, id, chunk).frames)
                types.append(frame.value(u"type").toString());
        }
        QCOMPARE(types, (QStringList{u"welcome"_s, u"error"_s, u"room"_s, u"ack"_s}));
    }
}

void tst_ChatDialect::everyDialectHearsEveryOther()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    const ConnectionId ben = h.chatter("ben");
    const ConnectionId tutorial = h.join(Wire::Dialect::Guide);
    const Heard fromLine = feed(h, ben, "hi from ben\n", ana);
    QCOMPARE(fromLine.frames.size(), 1);
    QVERIFY(hasAll(fromLine.frames[0], {{u"type"_s, u"message"_s},
                                        {u"room"_s, u"lobby"_s},
                                        {u"from"_s, u"ben"_s},
                                        {u"text"_s, u"hi from ben"_s},
                                        {u"time"_s, h.clock.wallMicros() / 1000}}));
    const Heard fromTutorial = feed(h, tutorial, "hello", ana);
    QCOMPARE(fromTutorial.frames.value(0).value(u"from").toString(), u"tutorial-3"_s);
    const QStringList sent = h.feed(ana, post("lobby", "one\\ntwo"));
    QCOMPARE(sent.size(), 2); // the ack, and ben's line
    QCOMPARE(sent[1], u"2 < [lobby] ana: one␊two\\n"_s);
}

void tst_ChatDialect::lineControlsBecomeVisible()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    const ConnectionId ben = h.chatter("ben");
    const Heard heard = feed(h, ben, QByteArray("a\0b\x1b[31m\n", 9), ana);
    QCOMPARE(heard.frames.value(0).value(u"text").toString(), u"a␀b␛[31m"_s);
}

void tst_ChatDialect::postsGoToOneRoom()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana", "lab");
    (void)h.feed(ana, "{\"type\":\"join\",\"room\":\"art\"}\n");
    const ConnectionId ben = chatter(h, "ben", "lab");
    const ConnectionId cy = chatter(h, "cy", "art");
    QCOMPARE(feed(h, ana, post("art", "x"), ben).frames.size(), 0);
    QCOMPARE(feed(h, ana, post("art", "x"), cy).frames.size(), 1);
    QCOMPARE(feed(h, ana, post("LAB", "x"), ben).frames.value(0).value(u"room").toString(), u"lab"_s);
    (void)h.feed(ana, "{\"type\":\"leave\",\"room\":\"art\"}\n");
    QCOMPARE(feed(h, cy, post("art", "x"), ana).frames.size(), 0);
}

void tst_ChatDialect::renamedIsToldOnce()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana", "lab");
    const ConnectionId ben = chatter(h, "ben", "lab");
    for (const ConnectionId id : {ana, ben})
        (void)h.feed(id, "{\"type\":\"join\",\"room\":\"art\"}\n");
    QCOMPARE(h.feed(ana, "{\"type\":\"name\",\"name\":\"anna\"}\n").value(1),
             u"2 < {\"type\":\"renamed\",\"from\":\"ana\",\"to\":\"anna\"}\\n"_s);
}

void tst_ChatDialect::nameIsFreeAgain()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    (void)h.feed(ana, "{\"type\":\"name\",\"name\":\"anna\"}\n");
    const ConnectionId other = chatter(h, "ana");
    QCOMPARE(h.core.session(other)->name(), u"ana"_s);
    (void)h.leave(ana);
    QCOMPARE(h.core.session(chatter(h, "anna"))->name(), u"anna"_s);
}

void tst_ChatDialect::nameTaken()
{
    CoreHarness h;
    (void)chatter(h, "ana");
    const ConnectionId id = h.join();
    const Heard heard = feed(h, id,
                             "{\"type\":\"hello\",\"protocol\":1,\"name\":\"ANA\"}\n"
                             "{\"type\":\"hello\",\"protocol\":1,\"name\":\"ann\"}\n");
    QCOMPARE(heard.frames.value(0).value(u"code").toString(), u"name_taken"_s);
    QCOMPARE(heard.frames.value(1).value(u"type").toString(), u"welcome"_s);
}

void tst_ChatDialect::directAcrossDialects()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana", "");
    const ConnectionId ben = h.chatter("ben");
    const QByteArray toBen = "{\"type\":\"direct\",\"id\":\"1\",\"to\":\"ben\",\"text\":\"hi\"}\n";
    QCOMPARE(h.feed(ana, toBen).value(1), u"2 < [private] ana: hi\\n"_s);
    const Heard heard = feed(h, ben, "/msg ana hello\n", ana);
    QVERIFY(hasAll(heard.frames.value(0),
                   {{u"type"_s, u"direct"_s}, {u"from"_s, u"ben"_s}, {u"text"_s, u"hello"_s}}));
    (void)h.join(Wire::Dialect::Guide);
    const QByteArray toTutorial =
        "{\"type\":\"direct\",\"id\":\"1\",\"to\":\"tutorial-3\",\"text\":\"hi\"}\n";
    QCOMPARE(feed(h, ana, toTutorial).frames.value(0).value(u"code").toString(), u"not_reachable"_s);
}

void tst_ChatDialect::strangersHearNothing()
{
    CoreHarness h;
    const ConnectionId stranger = h.join();
    (void)h.feed(stranger, "{\"type\":\"hello\",\"protocol\":0}\n");
    const ConnectionId ana = chatter(h, "ana");
    const QByteArray direct = "{\"type\":\"direct\",\"id\":\"1\",\"to\":\"chat-1\",\"text\":\"hi\"}\n";
    QCOMPARE(feed(h, ana, direct).frames.value(0).value(u"code").toString(), u"not_reachable"_s);
    QCOMPARE(feed(h, ana, post("lobby", "x"), stranger).frames.size(), 0);
}

void tst_ChatDialect::roomLimits()
{
    Limits limits;
    limits.maxRooms = 3;
    limits.maxRoomsPerClient = 2;
    CoreHarness h(limits);
    const ConnectionId ana = chatter(h, "ana", "lab");
    const auto join = [&](ConnectionId id, const QByteArray &room) {
        const QJsonObject answer =
            feed(h, id, QByteArray("{\"type\":\"join\",\"room\":\"") + room + "\"}\n").frames.value(0);
        return answer.value(u"code").toString(answer.value(u"type").toString());
    };
    QCOMPARE(join(ana, "art"), u"room"_s);
    QCOMPARE(join(ana, "lobby"), u"too_many_rooms"_s); // for her
    QCOMPARE(join(ana, "art"), u"room"_s);
    const ConnectionId ben = chatter(h, "ben", "lobby");
    QCOMPARE(join(ben, "new"), u"too_many_rooms"_s); // on the server
    QCOMPARE(join(ben, "art"), u"room"_s);
}

void tst_ChatDialect::listsAreBounded()
{
    Limits limits;
    limits.maxRooms = 0;
    limits.maxRoomsPerClient = 0;
    CoreHarness h(limits);
    const ConnectionId ana = chatter(h, "ana", "");
    for (int i = 0; i < 300; ++i) {
        (void)chatter(h, "b" + QByteArray::number(i));
        (void)h.feed(ana, QByteArray("{\"type\":\"join\",\"room\":\"r") + QByteArray::number(i) + "\"}\n");
    }
    const auto list = [&](const QByteArray &frame, QStringView field) {
        const QJsonObject answer = feed(h, ana, frame + '\n').frames.value(0);
        return std::pair(answer.value(field).toArray().size(), answer.value(u"count").toInteger());
    };
    const auto most = [](qint64 count) { return std::pair(qsizetype(256), count); };
    QCOMPARE(list("{\"type\":\"join\",\"room\":\"lobby\"}", u"members"), most(301));
    QCOMPARE(list("{\"type\":\"who\",\"room\":\"lobby\"}", u"members"), most(301));
    QCOMPARE(list("{\"type\":\"who\"}", u"members"), most(301));
    QCOMPARE(list("{\"type\":\"rooms\"}", u"rooms"), most(301));
}

void tst_ChatDialect::leavingIsTold()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    const ConnectionId ben = h.join();
    const Heard coming = feed(h, ben,
                              "{\"type\":\"hello\",\"protocol\":1,\"name\":\"ben\"}\n"
                              "{\"type\":\"join\",\"room\":\"lobby\"}\n",
                              ana);
    QVERIFY(hasAll(coming.frames.value(0), {{u"type"_s, u"entered"_s}, {u"name"_s, u"ben"_s}}));
    Core::Effects effects;
    h.core.closed(ben, effects);
    const Heard going = hear(h, ana, effects);
    QCOMPARE(going.frames.size(), 1);
    QVERIFY(
        hasAll(going.frames[0], {{u"type"_s, u"left"_s}, {u"name"_s, u"ben"_s}, {u"room"_s, u"lobby"_s}}));
}

void tst_ChatDialect::framesAreSeen()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    h.frames.clear();
    const QByteArray first = "{\"type\":\"dance\",\"bytes\":2}\n";
    (void)h.feed(ana, first + "ab" + post("lobby", "x"));
    QCOMPARE(h.frames.size(), 2u);
    QCOMPARE(h.frames[0].type, FrameType::Chat);
    QCOMPARE(h.frames[0].bytes, first);
    QCOMPARE(h.frames[1].bytes, post("lobby", "x"));
    QCOMPARE(h.frames[1].room, u"lobby"_s);
    QCOMPARE(h.frames[1].offset, h.frames[0].offset + static_cast<quint64>(first.size()) + 2);
}

void tst_ChatDialect::operatorSpeaksInFrames()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    (void)h.chatter("ben");
    Core::Effects effects;
    h.core.operatorSends(Core::Audience::Chatting, kNoConnection, "break \xff\n", effects);
    const Heard heard = hear(h, ana, effects);
    QCOMPARE(heard.frames.size(), 1);
    QVERIFY(hasAll(heard.frames[0], {{u"type"_s, u"announcement"_s},
                                     {u"text"_s, u"break \ufffd"_s},
                                     {u"time"_s, h.clock.wallMicros() / 1000}}));
    QVERIFY(h.keep(effects).contains(u"2 < break \\xff\\n"_s));
    // To one client its bytes go as they are: the operator is trying something.
    Core::Effects one;
    h.core.operatorSends(Core::Audience::One, ana, "x", one);
    QCOMPARE(h.keep(one), QStringList{u"1 < x"_s});
}

void tst_ChatDialect::isServedInSlices()
{
    Limits limits;
    limits.maxWorkPerTurn = 160;
    CoreHarness h(limits);
    const ConnectionId ana = chatter(h, "ana");
    (void)h.proceed(ana);
    QVERIFY(!h.isHeld);
    QStringList sent = h.feed(ana, QByteArray("{\"type\":\"ping\"}\n").repeated(25));
    QVERIFY(h.isHeld);
    QVERIFY(sent.size() <= 10);
    while (h.isHeld)
        sent += h.proceed(ana);
    QCOMPARE(sent.size(), 25);
}

void tst_ChatDialect::unfinishedFrameEnds()
{
    Limits limits;
    limits.chatFirstPingMs = 0;
    limits.chatPingMs = 0;
    limits.chatSilentMs = 0; // it dribbles, so to speak
    CoreHarness h(limits);
    const ConnectionId ana = chatter(h, "ana");
    (void)h.feed(ana, "{\"type\":\"pi");
    QCOMPARE(h.pass(Millis(299'999)), QStringList());
    Core::Effects effects;
    h.clock.advance(Millis(1));
    h.core.tick(effects);
    const Heard heard = hear(h, ana, effects);
    QVERIFY(heard.isClosed);
    QVERIFY(hasAll(heard.frames.value(0), {{u"type"_s, u"bye"_s}, {u"reason"_s, u"unfinished"_s}}));
    // A payload that does not come counts the same.
    const ConnectionId ben = chatter(h, "ben");
    (void)h.feed(ben, "{\"type\":\"dance\",\"bytes\":3}\nab");
    QVERIFY(!h.pass(Millis(300'000)).isEmpty());
    QVERIFY(!h.core.session(ben));
}

void tst_ChatDialect::halfClosedGetsItsAnswers()
{
    CoreHarness h;
    const ConnectionId ana = chatter(h, "ana");
    QCOMPARE(h.feed(ana, "{\"type\":\"ping\"}\n{\"type\":\"pi").size(), 1);
    QCOMPARE(h.finish(ana), QStringList());
}

QTEST_GUILESS_MAIN(tst_ChatDialect)
#include "tst_chatdialect.moc"
