// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/chunks.h"
#include "support/clientharness.h"

#include <QTest>

#include <functional>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ClientHarness;

namespace {

const QByteArray kWelcome =
    "{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"features\":[\"history\"]}\n";

/// "x0","x1",... inside brackets.
QByteArray names(qsizetype count)
{
    QByteArray list;
    for (qsizetype i = 0; i < count; ++i)
        list += (i > 0 ? ",\"x" : "\"x") + QByteArray::number(i) + '"';
    return '[' + list + ']';
}

QByteArray replayed(quint64 seq, const QByteArray &text = "m")
{
    return ClientHarness::message(seq, "ben", text, ",\"replay\":true");
}

/// What a connection brings once the room is joined.
QByteArray session()
{
    return QByteArray() +
           "{\"type\":\"marks\",\"id\":\"r1\",\"marks\":[{\"room\":\"lobby\",\"seq\":1}]}\n\n \r\n"
           "{\"type\":\"room\",\"id\":\"r2\",\"room\":\"lobby\",\"members\":[\"ana\",\"ben\"],\"count\":2,"
           "\"first\":1,\"last\":3}\n" +
           replayed(1) + ClientHarness::message(4, "ben", "für @ana") +
           "{\"type\":\"noise\",\"bytes\":3}\na\nb" + replayed(2) + replayed(3) +
           "{\"type\":\"entered\",\"room\":\"lobby\",\"name\":\"cy\"}\r\n"
           "{\"type\":\"edited\",\"room\":\"lobby\",\"seq\":5,\"from\":\"ben\",\"text\":\"x\",\"of\":4}\n"
           "{\"type\":\"direct\",\"from\":\"ben\",\"text\":\"psst\",\"time\":6}\n"
           "{\"type\":\"renamed\",\"from\":\"ana\",\"to\":\"anna\"}\n"
           "{\"type\":\"ping\",\"id\":\"7\"}\n"
           "{\"type\":\"error\",\"code\":\"storage_failed\",\"text\":\"why\"}\n"
           "{\"type\":\"bye\",\"reason\":\"stopping\",\"retry_after\":3}\n";
}

void begin(ClientHarness &h)
{
    (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 0, 0}}, {}});
    (void)h.open();
}

/// What was told and sent; what is kept and counted once per chunk stands apart.
QStringList toldBy(ClientHarness &h, const QList<QByteArray> &chunks)
{
    begin(h);
    QStringList told = h.feed(kWelcome);
    for (const QByteArray &chunk : chunks)
        told += h.feed(chunk);
    told += h.close();
    told.removeIf(
        [](const QString &line) { return line.startsWith(u"keep "_s) || line.startsWith(u"counts "_s); });
    return told;
}

} // namespace

/// Whatever a server sends: it is ignored or ends the connection, and everything stays bounded.
class tst_ChatClientHostile : public QObject
{
    Q_OBJECT

private slots:
    void sameInAnyChunking();
    void everyTruncation();
    void badFramesEnd_data();
    void badFramesEnd();
    void headerAndPayloadLimits();
    void strangeFramesAreIgnored_data();
    void strangeFramesAreIgnored();
    void nothingBeforeWelcome_data();
    void nothingBeforeWelcome();
    void listsAreCut();
    void namesAreBounded();
    void membersAreBounded();
    void marksAreBounded();
    void pageIsBounded();
    void pageTextIsBounded();
    void hitsAreBounded();
    void answersNobodyAskedFor();
    void farNumbersDoNoHarm();
    void effectsAreBoundedByTheChunk();
    void closedTwiceAndBytesAfterIt();
    void randomBytes();
    void randomFrames();
};

void tst_ChatClientHostile::sameInAnyChunking()
{
    ClientHarness h;
    const QStringList expected = toldBy(h, {session()});
    QVERIFY(expected.contains(u"said lobby 4 ben: für @ana mention"_s));
    QVERIFY(expected.contains(u"lost stopping retry 3"_s));
    QCOMPARE(expected.filter(u"said"_s).size(), 5);
    ClientHarness bytewise;
    QCOMPARE(toldBy(bytewise, Test::bytewise(session())), expected);
    QVERIFY(bytewise.core.room(u"lobby"_s)->kept() == h.core.room(u"lobby"_s)->kept());
    for (qsizetype split = 1; split < session().size(); ++split) {
        ClientHarness halves;
        QCOMPARE(toldBy(halves, {session().first(split), session().sliced(split)}), expected);
    }
    SeededRandom random(5);
    for (int round = 0; round < 50; ++round) {
        ClientHarness chunked;
        QCOMPARE(toldBy(chunked, Test::randomChunks(random, session())), expected);
    }
}

void tst_ChatClientHostile::everyTruncation()
{
    for (qsizetype size = 0; size < session().size(); ++size) {
        ClientHarness h;
        const QStringList told = toldBy(h, {session().first(size)});
        QVERIFY(told.last().startsWith(u"lost "_s) || told.last().startsWith(u"own "_s));
    }
}

void tst_ChatClientHostile::badFramesEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::newRow("no-json") << QByteArray("hello\n") << u"bad_json"_s;
    QTest::newRow("array") << QByteArray("[]\n") << u"bad_json"_s;
    QTest::newRow("twice") << QByteArray("{\"a\":1,\"a\":2}\n") << u"duplicate_key"_s;
    QTest::newRow("utf-8") << QByteArray("{\"a\":\"\xff\"}\n") << u"invalid_text"_s;
    QTest::newRow("nul") << QByteArray("{\"a\":\"\\u0000\"}\n") << u"invalid_text"_s;
    QTest::newRow("surrogate") << QByteArray("{\"a\":\"\\ud800\"}\n") << u"invalid_text"_s;
    QTest::newRow("deep") << QByteArray(17, '[') + QByteArray("\n") << u"too_deep"_s;
    QTest::newRow("payload") << QByteArray("{\"bytes\":-1}\n") << u"bad_payload"_s;
}

void tst_ChatClientHostile::badFramesEnd()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "x") + bytes + ClientHarness::message(2, "ben", "y"))
                 .mid(0, 2),
             (QStringList{u"said lobby 1 ben: x"_s, u"close bad_frame"_s})); // what came before is told
    QCOMPARE(h.frames.back().bytes, bytes);                                  // can be looked at
    QCOMPARE(h.feed(ClientHarness::message(2, "ben", "y")), QStringList());
    QCOMPARE(h.close(), QStringList{u"lost "_s + code});
}

void tst_ChatClientHostile::headerAndPayloadLimits()
{
    Limits limits;
    limits.maxHeaderBytes = 200;
    limits.maxPayloadBytes = 10;
    const auto header = [](qsizetype size) {
        return "{\"type\":\"noise\"" + QByteArray(size - 16, ' ') + "}\n";
    };
    ClientHarness h(limits);
    h.enter();
    QCOMPARE(h.feed(header(200)), QStringList());
    QCOMPARE(h.feed("{\"type\":\"noise\",\"bytes\":10}\n0123456789{}\n"), QStringList());
    QCOMPARE(h.feed(header(201)), QStringList{u"close bad_frame"_s});
    QCOMPARE(h.close(), QStringList{u"lost header_too_long"_s});
    h.welcome();
    QCOMPARE(h.feed("{\"type\":\"noise\",\"bytes\":11}\n"), QStringList{u"close bad_frame"_s});
    (void)h.close();
    h.welcome();
    QCOMPARE(h.feed(QByteArray(201, 'x')), QStringList{u"close bad_frame"_s}); // without a line end
}

// length: a table
void tst_ChatClientHostile::strangeFramesAreIgnored_data()
{
    QTest::addColumn<QByteArray>("frame");
    for (const char *frame : {
             "{}",
             "{\"type\":7}",
             "{\"type\":null,\"room\":\"lobby\"}",
             "{\"type\":\"\"}",
             "{\"type\":\"hello\",\"protocol\":1}",
             "{\"type\":\"dance\",\"room\":\"lobby\"}",
             "{\"type\":\"welcome\",\"protocol\":1,\"name\":\"other\"}",
             "{\"type\":\"room\"}",
             "{\"type\":\"room\",\"room\":7}",
             "{\"type\":\"room\",\"room\":\"other\",\"members\":[],\"first\":1,\"last\":9}",
             "{\"type\":\"entered\",\"room\":\"lobby\"}",
             "{\"type\":\"entered\",\"room\":\"lobby\",\"name\":[]}",
             "{\"type\":\"left\",\"room\":\"lobby\"}",
             "{\"type\":\"left\",\"room\":\"other\",\"name\":\"ana\"}",
             "{\"type\":\"typing\",\"room\":\"lobby\"}",
             "{\"type\":\"typing\",\"room\":\"lobby\",\"from\":\"ana\"}",
             "{\"type\":\"renamed\",\"from\":\"ana\"}",
             "{\"type\":\"renamed\",\"to\":\"ana\"}",
             "{\"type\":\"renamed\",\"from\":\"ana\",\"to\":{}}",
             "{\"type\":\"invited\",\"room\":\"lobby\",\"name\":\"ben\"}",
             "{\"type\":\"invitation\",\"room\":\"den\"}",
             "{\"type\":\"invitation\",\"from\":\"ben\"}",
             "{\"type\":\"direct\",\"from\":\"ben\"}",
             "{\"type\":\"direct\",\"text\":\"x\"}",
             "{\"type\":\"announcement\"}",
             "{\"type\":\"announcement\",\"text\":1}",
             "{\"type\":\"ack\"}",
             "{\"type\":\"pong\"}",
             "{\"type\":\"pong\",\"id\":\"p1\"}",
             "{\"type\":\"marks\"}",
             "{\"type\":\"marks\",\"marks\":{}}",
             "{\"type\":\"marks\",\"marks\":[[],7,null,{\"room\":\"\",\"seq\":1},{\"room\":7,\"seq\":1}]}",
             "{\"type\":\"history\"}",
             "{\"type\":\"history\",\"room\":\"lobby\"}",
             "{\"type\":\"history\",\"room\":\"lobby\",\"first\":\"a\",\"last\":-5,\"more\":7}",
             "{\"type\":\"hit\",\"room\":\"lobby\",\"seq\":1,\"from\":\"ben\",\"text\":\"x\"}",
             "{\"type\":\"found\"}",
             "{\"type\":\"found\",\"id\":\"r1\"}",
             "{\"type\":\"message\"}",
             "{\"type\":\"message\",\"room\":\"other\",\"seq\":1,\"from\":\"ben\",\"text\":\"x\"}",
             "{\"type\":\"message\",\"room\":\"lobby\",\"seq\":\"1\",\"from\":\"ben\",\"text\":\"x\"}",
             "{\"type\":\"message\",\"room\":\"lobby\",\"from\":\"ben\",\"text\":\"x\",\"replay\":true}",
             "{\"type\":\"edited\",\"room\":\"lobby\",\"from\":\"ben\",\"text\":\"x\",\"of\":1}",
             "{\"type\":\"topic\",\"room\":\"lobby\",\"from\":\"ben\",\"text\":\"x\"}",
             "{\"type\":\"error\",\"id\":\"nobody\",\"code\":\"bad_field\"}",
         })
        QTest::newRow(frame) << QByteArray(frame);
}

void tst_ChatClientHostile::strangeFramesAreIgnored()
{
    QFETCH(QByteArray, frame);
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed(frame + '\n'), QStringList());
    QVERIFY(h.feed(ClientHarness::message(1, "ben", "x")).contains(u"said lobby 1 ben: x"_s)); // it goes on
}

void tst_ChatClientHostile::nothingBeforeWelcome_data()
{
    QTest::addColumn<QByteArray>("frame");
    for (const char *type :
         {"room", "message", "ack", "left", "marks", "history", "renamed", "direct", "poll"})
        QTest::newRow(type) << "{\"type\":\"" + QByteArray(type) +
                                   "\",\"room\":\"lobby\",\"seq\":1,\"from\":\"ben\",\"to\":\"cy\",\"name\":"
                                   "\"ana\",\"text\":\"x\"}\n";
}

void tst_ChatClientHostile::nothingBeforeWelcome()
{
    QFETCH(QByteArray, frame);
    ClientHarness h;
    begin(h);
    QCOMPARE(h.feed(frame), QStringList());
}

void tst_ChatClientHostile::listsAreCut()
{
    QByteArray rooms;
    for (int i = 0; i < 257; ++i)
        rooms += QByteArray(i > 0 ? "," : "") + "{\"name\":\"x" + QByteArray::number(i) + "\",\"members\":1}";
    ClientHarness h;
    begin(h);
    (void)h.feed("{\"type\":\"welcome\",\"protocol\":1,\"name\":\"ana\",\"rooms\":[" + rooms +
                 "],\"count\":257}\n");
    const auto *welcome = std::get_if<Told::Welcome>(&h.effects.items.at(1));
    QVERIFY(welcome);
    QCOMPARE(welcome->rooms.size(), 256u);
    QCOMPARE(welcome->roomCount, 257);
    for (const qsizetype count : {256, 257}) {
        (void)h.feed("{\"type\":\"room\",\"room\":\"lobby\",\"members\":" + names(count) +
                     ",\"count\":300}\n");
        QCOMPARE(h.core.room(u"lobby"_s)->members().size(), 256);
        QCOMPARE(h.core.room(u"lobby"_s)->memberCount(), 300);
    }
}

void tst_ChatClientHostile::namesAreBounded()
{
    const auto joined = [](qsizetype size) {
        ClientHarness h;
        h.enter();
        (void)h.feed("{\"type\":\"people\",\"room\":\"lobby\",\"members\":[\"" + QByteArray(size, 'x') +
                     "\",\"\",7],\"count\":1}\n");
        return h.core.room(u"lobby"_s)->members().size();
    };
    QCOMPARE(joined(256), 1);
    QCOMPARE(joined(257), 0);
    ClientHarness h;
    h.enter();
    const auto from = [&](quint64 seq, const QByteArray &name) {
        (void)h.feed(ClientHarness::message(seq, name, "x"));
        return std::get<Told::Said>(h.effects.items.at(1)).entry.from;
    };
    QCOMPARE(from(1, QByteArray(256, 'x')).size(), 256);
    QCOMPARE(from(2, QByteArray(257, 'x')).size(), 256);
    QCOMPARE(from(3, QByteArray(255, 'x') + "𝒜").size(), 255); // no half of a character
    (void)h.feed("{\"type\":\"error\",\"code\":\"" + QByteArray(65, 'c') + "\",\"text\":\"" +
                 QByteArray(513, 't') + "\"}\n");
    const auto error = std::get<Told::ServerError>(h.effects.items.at(1));
    QCOMPARE(error.code.size(), 64);
    QCOMPARE(error.text.size(), 512);
}

void tst_ChatClientHostile::membersAreBounded()
{
    ClientHarness h;
    h.enter();
    for (int i = 0; i < 2000; ++i)
        (void)h.feed("{\"type\":\"entered\",\"room\":\"lobby\",\"name\":\"x" + QByteArray::number(i) +
                     "\"}\n");
    QCOMPARE(h.core.room(u"lobby"_s)->members().size(), qsizetype(ClientRoom::kMaxMembers));
    QCOMPARE(h.core.room(u"lobby"_s)->memberCount(), 2002);
    QCOMPARE(h.feed("{\"type\":\"left\",\"room\":\"lobby\",\"name\":\"x1999\"}\n"),
             QStringList{u"went lobby x1999"_s});
    QCOMPARE(h.core.room(u"lobby"_s)->memberCount(), 2001);
    // A count that has no next one: found by UBSan.
    (void)h.feed("{\"type\":\"people\",\"room\":\"lobby\",\"members\":[],\"count\":9223372036854775807}\n"
                 "{\"type\":\"entered\",\"room\":\"lobby\",\"name\":\"cy\"}\n");
    QCOMPARE(h.core.room(u"lobby"_s)->memberCount(), ClientRoom::kMaxCount);
}

void tst_ChatClientHostile::marksAreBounded()
{
    QByteArray marks;
    for (int i = 0; i < 257; ++i)
        marks += QByteArray(i > 0 ? "," : "") + "{\"room\":\"x" + QByteArray::number(i) + "\",\"seq\":5}";
    ClientHarness h;
    begin(h);
    (void)h.feed(kWelcome + "{\"type\":\"marks\",\"marks\":[" + marks + "]}\n");
    (void)h.join(u"x255"_s);
    QCOMPARE(h.core.room(u"x255"_s)->readMark(), 5u);
    (void)h.join(u"x256"_s);
    QCOMPARE(h.core.room(u"x256"_s)->readMark(), 0u);
}

void tst_ChatClientHostile::pageIsBounded()
{
    const auto page = [](quint64 count) {
        ClientHarness h;
        (void)h.restore({u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, 1000, 0}}, {}});
        h.welcome();
        (void)h.feed("{\"type\":\"room\",\"room\":\"lobby\",\"first\":1,\"last\":1000}\n");
        (void)h.run([](auto &c, auto &e) { (void)c.loadOlder(u"lobby"_s, 0, e); });
        QStringList lines;
        for (quint64 seq = 1; seq <= count; ++seq)
            lines += h.feed(replayed(seq));
        return lines;
    };
    QCOMPARE(page(200), QStringList());
    QCOMPARE(page(201), QStringList{u"close bad_frame"_s});
}

void tst_ChatClientHostile::pageTextIsBounded()
{
    EntryBatch batch;
    Told::Said half;
    half.entry.text = QString(EntryBatch::kMaxTextUnits / 2, u'x');
    Told::Said one;
    one.entry.text = u"x"_s;
    QVERIFY(batch.add(half));
    QVERIFY(batch.add(half));
    QVERIFY(!batch.add(one));
    QCOMPARE(batch.take().size(), 2u);
    QVERIFY(batch.add(one)); // begins anew
}

void tst_ChatClientHostile::hitsAreBounded()
{
    ClientHarness h;
    h.enter();
    (void)h.run([](auto &c, auto &e) { (void)c.search(u"x"_s, 0, e); });
    const QByteArray hit =
        "{\"type\":\"hit\",\"room\":\"lobby\",\"seq\":1,\"from\":\"ben\",\"text\":\"x\"}\n";
    for (int i = 0; i < 200; ++i)
        QCOMPARE(h.feed(hit), QStringList());
    QCOMPARE(h.feed(hit), QStringList{u"close bad_frame"_s});
    QCOMPARE(h.close().value(0), u"lost too_long"_s);
}

void tst_ChatClientHostile::answersNobodyAskedFor()
{
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed("{\"type\":\"people\",\"members\":[\"ben\"],\"count\":1}\n"),
             QStringList{u"members [ben] 1"_s});
    QCOMPARE(h.feed("{\"type\":\"renamed\",\"from\":\"zoe\",\"to\":\"zora\"}\n"),
             QStringList{u"renamed zoe zora"_s});
    QCOMPARE(h.feed(replayed(7)).filter(u"older"_s), QStringList());
    for (quint64 seq = 1; seq < 500; ++seq)
        QCOMPARE(h.feed(replayed(0)).size(), 0);
}

void tst_ChatClientHostile::farNumbersDoNoHarm()
{
    const QByteArray far = "9223372036854775807"; // the highest there is
    ClientHarness h;
    h.enter();
    QCOMPARE(h.feed("{\"type\":\"message\",\"room\":\"lobby\",\"seq\":" + far +
                    ",\"from\":\"ben\",\"text\":\"x\"}\n")
                 .value(0),
             u"said lobby %1 ben: x"_s.arg(QString::fromLatin1(far)));
    QVERIFY(!h.core.room(u"lobby"_s)->shown.cursor()); // not lost: what is said next is told
    QCOMPARE(h.feed(ClientHarness::message(1, "ben", "y")).value(0), u"said lobby 1 ben: y"_s);
    (void)h.feed("{\"type\":\"history\",\"room\":\"lobby\",\"first\":" + far + ",\"last\":" + far + "}\n");
    (void)h.run([](auto &c, auto &e) { c.markRead(u"lobby"_s, ~quint64(0), e); });
    (void)h.close();
    h.welcome(); // and another server, with numbers that make sense, is heard again
    QVERIFY(
        h.feed("{\"type\":\"room\",\"room\":\"lobby\",\"members\":[],\"count\":0,\"first\":1,\"last\":2}\n")
            .contains(u"restarted lobby"_s));
    QCOMPARE(h.feed(replayed(1)).value(0), u"said lobby 1 ben: m replay"_s);
}

void tst_ChatClientHostile::effectsAreBoundedByTheChunk()
{
    ClientHarness h;
    h.enter();
    for (int i = 0; i < 500; ++i)
        (void)h.post(u"lobby"_s, u"x"_s);
    for (const QByteArray &frame :
         {QByteArray("{}\n"), QByteArray("{\"type\":\"ping\"}\n"), QByteArray("{\"type\":\"error\"}\n"),
          QByteArray("{\"type\":\"people\"}\n"),
          QByteArray("{\"type\":\"history\",\"room\":\"lobby\",\"last\":9}\n"),
          QByteArray("{\"type\":\"room\",\"room\":\"lobby\",\"first\":9,\"last\":1}\n"),
          QByteArray("{\"type\":\"room\",\"room\":\"lobby\",\"first\":9,\"last\":9}\n")}) {
        const QByteArray chunk = frame.repeated(64 * 1024 / frame.size());
        ClientEffects effects;
        h.core.received(chunk, effects);
        QVERIFY(effects.items.size() <= std::size_t(4 * (chunk.size() / frame.size()) + 100));
    }
}

void tst_ChatClientHostile::closedTwiceAndBytesAfterIt()
{
    ClientHarness h;
    QCOMPARE(h.close(), QStringList());
    QCOMPARE(h.feed(session()), QStringList());
    QCOMPARE(h.pass(Millis(1'000'000)), QStringList());
    h.enter();
    (void)h.close();
    QCOMPARE(h.close(), QStringList());
    QCOMPARE(h.feed(session()), QStringList());
    (void)h.open();
    QCOMPARE(h.open().value(0), u"lost peer_closed"_s); // a caller that forgot to say so
    QCOMPARE(h.feed(QByteArray()), QStringList());
}

void tst_ChatClientHostile::randomBytes()
{
    SeededRandom random(7);
    for (int round = 0; round < 300; ++round) {
        ClientHarness h;
        h.enter();
        for (int i = 0; i < 20; ++i)
            (void)h.feed(Test::randomBytes(random, qsizetype(random.next() % 60), "{}[]\",:\n\\0a"));
        (void)h.close();
    }
}

void tst_ChatClientHostile::randomFrames()
{
    const QList<QByteArray> types =
        QByteArray("welcome room left entered message edited deleted reaction topic "
                   "history marks ack error found hit renamed people")
            .split(' ');
    const QList<QByteArray> values =
        QByteArray("\"lobby\" \"ana\" \"r1\" \"r3\" 1 2 -1 9223372036854775807 true [] {} null "
                   "\"not_in_room\" \"storage_full\" [{\"room\":\"lobby\",\"seq\":3}]")
            .split(' ');
    const QList<QByteArray> keys =
        QByteArray("id seq from to name text of re first last more since code members "
                   "count marks replay deleted edited private")
            .split(' ');
    SeededRandom random(11);
    const auto any = [&](const QList<QByteArray> &list) {
        return list.at(qsizetype(random.next() % quint64(list.size())));
    };
    for (int round = 0; round < 300; ++round) {
        ClientHarness h;
        h.enter();
        for (int i = 0; i < 60; ++i) {
            QByteArray frame = "{\"type\":\"" + any(types) + "\",\"room\":\"lobby\"";
            QList<QByteArray> free = keys;
            for (int k = 0; k < 5; ++k)
                frame += ",\"" + free.takeAt(qsizetype(random.next() % quint64(free.size()))) +
                         "\":" + any(values);
            (void)h.feed(frame + "}\n");
            const quint64 doing = random.next() % 8;
            if (doing == 0)
                (void)h.post(u"lobby"_s, u"x"_s);
            else if (doing == 1)
                (void)h.run([](auto &c, auto &e) { (void)c.loadOlder(u"lobby"_s, 0, e); });
            else if (doing == 2)
                (void)h.pass(Millis(700));
            else if (doing == 3)
                (void)h.join(u"lobby"_s);
            if (h.effects.wakeAt)
                QVERIFY(*h.effects.wakeAt > h.clock.now()); // never in a hurry that ends nowhere
        }
    }
}

QTEST_GUILESS_MAIN(tst_ChatClientHostile)
#include "tst_chatclienthostile.moc"
