// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transferharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::line;
using Test::TransferHarness;
using Steer = ClientTransfers::Steer;

namespace {

const QString kTarget = u"/files/tea.txt"_s;
const QByteArray kText = "hello chalk";

QByteArray fetched(int wire, qint64 offset)
{
    return line("{'type':'fetched','id':'f" + QByteArray::number(wire) +
                "','offset':" + QByteArray::number(offset) + "}");
}

QByteArray error(int wire, const QByteArray &code, const QByteArray &re = "fetch")
{
    return line("{'type':'error','id':'f" + QByteArray::number(wire) + "','code':'" + code + "','re':'" + re +
                "'}");
}

QString lookUp(int wire, quint64 seq = 3)
{
    return u"> {\"type\":\"history\",\"id\":\"f%1\",\"room\":\"lobby\",\"after\":%2,\"count\":1}"_s.arg(wire)
        .arg(seq - 1);
}

QString fetch(int wire, const QString &more = {})
{
    return u"> {\"type\":\"fetch\",\"id\":\"f%1\",\"room\":\"lobby\",\"of\":3%2}"_s.arg(wire).arg(more);
}

QStringList sent(const QStringList &lines)
{
    return lines.filter(u"> "_s);
}

/// What waits to be written, in one.
QByteArray toWrite(TransferHarness &h)
{
    QByteArray bytes;
    while (!h.steps.empty() && std::holds_alternative<WritePart>(h.steps.front())) {
        bytes += std::get<WritePart>(h.steps.front()).bytes.toByteArray();
        (void)h.written();
    }
    return bytes;
}

} // namespace

/// Files that the user fetches, and what a server may send instead. docs/protocol.md §9.10
class tst_ClientDownloads : public QObject
{
    Q_OBJECT

private slots:
    void fetchesAFile();
    void sameInAnyChunking();
    void toMemory_data();
    void toMemory();
    void emptyFile();
    void refusesNonsense();
    void whatIsNoFile_data();
    void whatIsNoFile();
    void lookUpsOneAfterTheOther();
    void noOlderPageMeanwhile();
    void goesOnAfterALostConnection();
    void lostWhileChecking();
    void pauses();
    void stops();
    void refusals_data();
    void refusals();
    void diskRefuses();
    void wrongContent();
    void hostileChunks_data();
    void hostileChunks();
    void chunksNobodyAskedFor();
    void readsNoFasterThanTheDisk();
    void heldServerIsNotSilent();
    void leavesWithoutWaiting();
};

void tst_ClientDownloads::fetchesAFile()
{
    TransferHarness h;
    h.enterFiles();
    QCOMPARE(h.fetch(3, u"/files/"_s), (QStringList{u"down #1 waiting 0/0 seq 3 at /files/"_s, lookUp(1)}));
    const QStringList lines = h.hear(TransferHarness::lookedUp("f1", 11));
    QVERIFY(lines.contains(u"down #1 waiting tea.txt 0/11 seq 3 at "_s + kTarget));
    QVERIFY(lines.contains(u"read 65536"_s));
    QCOMPARE(sent(lines), QStringList{fetch(2)});
    QCOMPARE(lines.constLast(), u"down #1 running tea.txt 0/11 seq 3 at "_s + kTarget);
    h.lastWire = 2;
    QCOMPARE(h.hear(h.chunk(0, "hello ")), QStringList());
    QCOMPARE(std::get<WritePart>(h.steps.front()).path, kTarget);
    QCOMPARE(toWrite(h), "hello ");
    QCOMPARE(h.hear(h.chunk(6, "chalk")),
             QStringList{u"down #1 checking tea.txt 6/11 seq 3 at "_s + kTarget});
    QCOMPARE(toWrite(h), "chalk");
    const auto finish = h.take<FinishFile>();
    QCOMPARE(finish.path, kTarget);
    QCOMPARE(finish.sha256, TransferHarness::sha());
    QCOMPARE(h.hear(fetched(2, 11)), QStringList());
    QCOMPARE(h.answer(FileFinished{finish.ticket, u"/files/tea (2).txt"_s}),
             QStringList{u"down #1 done tea.txt 11/11 seq 3 at /files/tea (2).txt"_s});
    QVERIFY(h.steps.empty());
    QVERIFY(!h.steer(Steer::Stop)); // over
}

void tst_ClientDownloads::sameInAnyChunking()
{
    TransferHarness whole;
    whole.enterFiles();
    (void)whole.download(11);
    const QByteArray stream = whole.chunk(0, "hell") + TransferHarness::message(1, "ben", "x") +
                              whole.chunk(4, "o chalk") + fetched(2, 11);
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        TransferHarness h;
        h.enterFiles();
        (void)h.download(11);
        QStringList lines = h.hear(stream.left(cut));
        lines += h.hear(stream.mid(cut));
        QCOMPARE(toWrite(h), kText);
        (void)h.take<FinishFile>();
        QVERIFY(h.steps.empty());
        QVERIFY(lines.contains(u"said lobby 1 ben: x"_s));
    }
}

void tst_ClientDownloads::toMemory_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("fetches");

    QTest::newRow("limit") << Told::Transfer::kMaxContentBytes << true;
    QTest::newRow("limit-plus-one") << Told::Transfer::kMaxContentBytes + 1 << false;
}

void tst_ClientDownloads::toMemory()
{
    QFETCH(qint64, bytes);
    QFETCH(bool, fetches);
    TransferHarness h;
    h.enterFiles();
    const QStringList lines = h.download(bytes, {});
    QCOMPARE(sent(lines), fetches ? QStringList{fetch(2)} : QStringList());
    if (!fetches) {
        QCOMPARE(lines.filter(u"failed tea.txt"_s).filter(u"file_too_large"_s).size(), 1);
        return;
    }
    (void)h.hear(h.chunk(0, QByteArray(bytes, 'x')));
    QCOMPARE(std::get<WritePart>(h.steps.front()).path, QString());
    QCOMPARE(toWrite(h).size(), bytes);
    const auto finish = h.take<FinishFile>();
    (void)h.answer(FileFinished{finish.ticket, {}, "content"});
    QCOMPARE(std::get<Told::Transfer>(h.effects.items.front()).content, "content");
}

void tst_ClientDownloads::emptyFile()
{
    TransferHarness h;
    h.enterFiles();
    QCOMPARE(sent(h.download(0)), QStringList()); // nothing to fetch
    const auto finish = h.take<FinishFile>();
    QVERIFY(h.answer(FileFinished{finish.ticket, kTarget}).constLast().startsWith(u"down #1 done"_s));
}

void tst_ClientDownloads::refusesNonsense()
{
    TransferHarness h;
    h.enterFiles();
    QCOMPARE(h.fetch(0, {}), QStringList());
    QCOMPARE(h.fetch(quint64(-1), {}), QStringList());
    QCOMPARE(h.run([](auto &c, auto &e) { (void)c.fetchFile(u"lab"_s, 3, {}, e); }), QStringList());
}

void tst_ClientDownloads::whatIsNoFile_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code");

    const QByteArray end =
        line("{'type':'history','id':'f1','room':'lobby','first':1,'last':4,'more':false}");
    const auto file = [](const QByteArray &sha) {
        return ",\"replay\":true,\"file\":{\"name\":\"a\",\"size\":1,\"sha256\":\"" + sha + "\"}";
    };
    QTest::newRow("gone") << end << u"no_such_file"_s;
    QTest::newRow("text") << TransferHarness::message(3, "ben", "x", ",\"replay\":true") + end
                          << u"no_such_file"_s;
    QTest::newRow("bad") << TransferHarness::message(3, "ben", "x", file("zz")) + end << u"no_such_file"_s;
    QTest::newRow("another") << TransferHarness::message(4, "ben", "x", file(QByteArray(64, 'a'))) + end
                             << u"no_such_file"_s;
    QTest::newRow("refused") << error(1, "not_in_the_mood", "history") << u"not_in_the_mood"_s;
}

void tst_ClientDownloads::whatIsNoFile()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    TransferHarness h;
    h.enterFiles();
    (void)h.fetch(3, kTarget);
    QVERIFY(h.hear(answer).contains(u"down #1 failed 0/0 %1 seq 3 at %2"_s.arg(code, kTarget)));
    QVERIFY(h.steps.empty());
    QVERIFY(h.steer(Steer::Resume));
    QCOMPARE(sent(h.said), QStringList{lookUp(2)});
}

void tst_ClientDownloads::lookUpsOneAfterTheOther()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.fetch(3, kTarget);
    QCOMPARE(sent(h.fetch(4, kTarget)), QStringList());
    QCOMPARE(sent(h.hear(TransferHarness::lookedUp("f9", 11))), QStringList()); // of another
    QVERIFY(sent(h.hear(TransferHarness::lookedUp("f1", 11))).contains(lookUp(3, 4)));
    // One that was stopped leaves the way to the next.
    QVERIFY(h.steer(Steer::Stop));
    QCOMPARE(sent(h.fetch(5, kTarget)), QStringList());
    QCOMPARE(sent(h.hear(line("{'type':'history','id':'f3','room':'lobby','more':false}"))),
             QStringList{lookUp(4, 5)});
}

/// Their entries would be taken for those of the page.
void tst_ClientDownloads::noOlderPageMeanwhile()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}") +
                 TransferHarness::message(9, "ben", "x"));
    (void)h.close();
    TransferHarness late;
    KeptClient kept{u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, std::nullopt, 0}}, {}};
    (void)late.restore(kept);
    late.welcome("\"history\",\"files\"");
    (void)late.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':9}"));
    (void)late.fetch(3, kTarget);
    const auto older = [](auto &c, auto &e) { (void)c.loadOlder(u"lobby"_s, 0, e); };
    QCOMPARE(sent(late.run(older)), QStringList());
    const QStringList lines = late.hear(TransferHarness::lookedUp("f1", 11));
    QCOMPARE(sent(lines).filter(u"\"before\":10"_s).size() +
                 sent(late.pass(Millis(0))).filter(u"\"before\":10"_s).size(),
             1);
}

void tst_ClientDownloads::goesOnAfterALostConnection()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    const QByteArray chunk = h.chunk(0, "hello chal");
    (void)h.hear(chunk.chopped(5)); // breaks off inside a chunk
    QCOMPARE(toWrite(h), "hello");
    QVERIFY(h.close().contains(u"down #1 waiting tea.txt 5/11 seq 3 at "_s + kTarget));
    QVERIFY(h.steps.empty()); // the file stays open
    h.welcome("\"history\",\"files\"");
    const QStringList lines =
        h.hear(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"));
    QCOMPARE(sent(lines).filter(u"fetch"_s), QStringList{fetch(3, u",\"offset\":5"_s)});
    h.lastWire = 3;
    (void)h.hear(h.chunk(5, " chalk") + fetched(3, 11));
    QCOMPARE(toWrite(h), " chalk");
    (void)h.take<FinishFile>();
}

void tst_ClientDownloads::lostWhileChecking()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    (void)h.hear(h.chunk(0, kText));
    QCOMPARE(h.close().filter(u"down"_s), QStringList());
    QCOMPARE(toWrite(h), kText);
    const auto finish = h.take<FinishFile>();
    QCOMPARE(h.answer(FileFinished{finish.ticket, kTarget}).size(), 1); // needs no server
}

void tst_ClientDownloads::pauses()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    (void)h.hear(h.chunk(0, "hello "));
    QVERIFY(h.steer(Steer::Pause));
    QCOMPARE(sent(h.said), QStringList{u"> {\"type\":\"stop\",\"id\":\"f2\"}"_s});
    QCOMPARE(toWrite(h), "hello ");
    (void)h.hear(h.chunk(6, "cha")); // was on its way
    QVERIFY(h.steps.empty());
    QVERIFY(h.steer(Steer::Resume));
    QCOMPARE(sent(h.said), QStringList{fetch(3, u",\"offset\":6"_s)});
    QCOMPARE(h.hear(line("{'type':'stopped','id':'f2'}")), QStringList());
    (void)h.hear(h.chunk(9, "lk")); // of f2
    QVERIFY(h.steps.empty());
    h.lastWire = 3;
    (void)h.hear(h.chunk(6, "chalk"));
    QCOMPARE(toWrite(h), "chalk");
}

void tst_ClientDownloads::stops()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    (void)h.hear(h.chunk(0, "hello "));
    QVERIFY(h.steer(Steer::Stop));
    QCOMPARE(sent(h.said), QStringList{u"> {\"type\":\"stop\",\"id\":\"f2\"}"_s});
    QVERIFY(h.said.constLast().startsWith(u"down #1 stopped tea.txt"_s));
    const auto written = h.take<WritePart>();
    QCOMPARE(h.take<CloseFile>().ticket, written.ticket);
    QCOMPARE(h.answer(PartWritten{written.ticket, 6, written.cost()}), QStringList());
    QCOMPARE(h.hear(h.chunk(6, "chalk") + error(2, "no_such_transfer", "stop")), QStringList());
    QVERIFY(h.steps.empty());
}

void tst_ClientDownloads::refusals_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("waits");

    QTest::newRow("storage_failed") << QByteArray("storage_failed") << true;
    QTest::newRow("too_many_transfers") << QByteArray("too_many_transfers") << true;
    QTest::newRow("no_such_file") << QByteArray("no_such_file") << false;
    QTest::newRow("bad_hash") << QByteArray("bad_hash") << false;
}

void tst_ClientDownloads::refusals()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, waits);
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    (void)h.hear(h.chunk(0, "hello "));
    QCOMPARE(toWrite(h), "hello ");
    const QStringList lines = h.hear(error(2, code));
    const QString state = waits ? u"waiting tea.txt 6/11"_s : u"failed tea.txt 0/11"_s;
    QCOMPARE(lines,
             QStringList{u"down #1 %1 %2 seq 3 at %3"_s.arg(state, QString::fromLatin1(code), kTarget)});
    if (waits)
        QCOMPARE(sent(h.pass(Millis(1500))).filter(u"fetch"_s), QStringList{fetch(3, u",\"offset\":6"_s)});
    else
        (void)h.take<CloseFile>();
    QVERIFY(h.steps.empty());
}

void tst_ClientDownloads::diskRefuses()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    (void)h.hear(h.chunk(0, "hel") + h.chunk(3, "lo "));
    const auto part = h.take<WritePart>();
    const auto next = h.take<WritePart>();
    const QStringList lines = h.answer(PartWritten{part.ticket, 3, part.cost(), ErrorCode::Unwritable});
    QCOMPARE(sent(lines), QStringList{u"> {\"type\":\"stop\",\"id\":\"f2\"}"_s});
    QVERIFY(lines.contains(u"down #1 failed tea.txt 0/11 unwritable seq 3 at "_s + kTarget));
    (void)h.take<CloseFile>();
    QCOMPARE(h.answer(PartWritten{next.ticket, 3, next.cost(), ErrorCode::Unwritable}), QStringList());
    QVERIFY(h.steer(Steer::Resume)); // from its beginning
    QCOMPARE(sent(h.said), QStringList{lookUp(3)});
    QCOMPARE(sent(h.hear(TransferHarness::lookedUp("f3", 11))), QStringList{fetch(4)});
    h.lastWire = 4;
    (void)h.hear(h.chunk(0, kText));
    QVERIFY(std::get<WritePart>(h.steps.front()).ticket != part.ticket);
}

void tst_ClientDownloads::wrongContent()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    (void)h.hear(h.chunk(0, kText));
    QCOMPARE(toWrite(h), kText);
    const auto finish = h.take<FinishFile>();
    QCOMPARE(h.answer(FileFinished{finish.ticket, {}, {}, ErrorCode::BadHash}),
             QStringList{u"down #1 failed tea.txt 0/11 bad_hash seq 3 at "_s + kTarget});
    QVERIFY(h.steps.empty()); // its file is gone with the answer
}

void tst_ClientDownloads::hostileChunks_data()
{
    QTest::addColumn<QByteArray>("answer");

    TransferHarness h;
    h.lastWire = 2;
    QTest::newRow("gap") << h.chunk(1, "x");
    QTest::newRow("again") << h.chunk(0, "hello") + h.chunk(0, "hello");
    QTest::newRow("one-too-many") << h.chunk(0, kText + "x");
    QTest::newRow("one-too-many-later") << h.chunk(0, "hello") + h.chunk(5, "1234567");
    QTest::newRow("no-offset") << line("{'type':'chunk','id':'f2','bytes':1}") + "x";
    QTest::newRow("negative") << line("{'type':'chunk','id':'f2','offset':-1,'bytes':1}") + "x";
    QTest::newRow("no-bytes") << line("{'type':'chunk','id':'f2','offset':0}");
    QTest::newRow("empty") << line("{'type':'chunk','id':'f2','offset':0,'bytes':0}");
    QTest::newRow("too-short") << h.chunk(0, "hello") + fetched(2, 11);
    QTest::newRow("says-so") << h.chunk(0, "hello") + fetched(2, 5);
}

void tst_ClientDownloads::hostileChunks()
{
    QFETCH(QByteArray, answer);
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    const QStringList lines = h.hear(answer);
    QCOMPARE(lines.filter(u"failed tea.txt 0/11 bad_answer"_s).size(), 1);
    QCOMPARE(sent(lines).filter(u"stop"_s).size(), answer.contains("fetched") ? 0 : 1);
    QVERIFY(toWrite(h).size() <= 5);
    (void)h.take<CloseFile>();
    QCOMPARE(h.hear(h.chunk(0, kText)), QStringList()); // and nothing more is heard
    QVERIFY(h.steps.empty());
    QVERIFY(h.hear(TransferHarness::message(1, "ben", "hi")).contains(u"said lobby 1 ben: hi"_s));
}

void tst_ClientDownloads::chunksNobodyAskedFor()
{
    TransferHarness h;
    h.enterFiles();
    h.lastWire = 2;
    QCOMPARE(h.hear(h.chunk(0, kText) + fetched(2, 11)), QStringList());
    (void)h.fetch(3, kTarget);
    h.lastWire = 1;
    QCOMPARE(h.hear(h.chunk(0, kText)), QStringList()); // it is only looked for
    h.upload(11);
    QCOMPARE(h.hear(line("{'type':'chunk','id':'" + h.lastId.toLatin1() + "','offset':0,'bytes':1}") + "x"),
             QStringList());
    QVERIFY(std::none_of(h.steps.begin(), h.steps.end(),
                         [](const TransferStep &s) { return std::holds_alternative<WritePart>(s); }));
    // More than all: the answer is over for us.
    TransferHarness more;
    more.enterFiles();
    (void)more.download(11);
    (void)more.hear(more.chunk(0, kText) + more.chunk(11, "x"));
    QCOMPARE(toWrite(more), kText);
    (void)more.take<FinishFile>();
    QVERIFY(more.steps.empty());
}

void tst_ClientDownloads::readsNoFasterThanTheDisk()
{
    TransferHarness h;
    h.enterFiles();
    constexpr qint64 kMax = ClientTransfers::kMaxUnwrittenBytes;
    constexpr qint64 kPiece = 1024 * 1024 - 256; // what it costs is a MiB
    (void)h.download(8 * kMax);
    const QByteArray piece(kPiece, 'x');
    qint64 at = 0;
    for (; at < 4 * kPiece; at += kPiece)
        QCOMPARE(h.hear(h.chunk(at, piece)), QStringList());
    QCOMPARE(h.hear(h.chunk(at, "x")), QStringList{u"hold"_s}); // one past it
    QVERIFY(!h.written().contains(u"go on"_s));
    QVERIFY(!h.written().contains(u"go on"_s));
    QVERIFY(h.written().contains(u"go on"_s)); // half of it is written
    // The next connection is read from, and held again.
    for (at += 1; at < 5 * kPiece + 1; at += kPiece)
        (void)h.hear(h.chunk(at, piece));
    (void)h.close();
    QVERIFY(!h.run([](auto &c, auto &e) { c.tick(e); }).contains(u"hold"_s));
}

void tst_ClientDownloads::heldServerIsNotSilent()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(64 * 1024 * 1024);
    for (qint64 at = 0; at <= ClientTransfers::kMaxUnwrittenBytes; at += 1024 * 1024)
        (void)h.hear(h.chunk(at, QByteArray(1024 * 1024, 'x')));
    for (int minute = 0; minute < 5; ++minute)
        QVERIFY(!h.pass(Millis(60'000)).contains(u"close silent"_s));
    while (!h.steps.empty())
        (void)h.written();
    (void)h.pass(Millis(45'000));
    QVERIFY(h.pass(Millis(120'000)).contains(u"close silent"_s));
}

/// A server says bye once all is fetched.
void tst_ClientDownloads::leavesWithoutWaiting()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.download(11);
    QCOMPARE(sent(h.run([](auto &c, auto &e) { c.goAway(e); })),
             (QStringList{u"> {\"type\":\"stop\",\"id\":\"f2\"}"_s, u"> {\"type\":\"bye\"}"_s}));
}

QTEST_GUILESS_MAIN(tst_ClientDownloads)
#include "tst_clientdownloads.moc"
