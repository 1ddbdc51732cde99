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

constexpr qint64 kPart = ClientTransfers::kPartBytes;
const QString kPath = u"/files/tea.txt"_s;
const QString kOffer =
    u"> {\"type\":\"offer\",\"id\":\"#1\",\"room\":\"lobby\",\"name\":\"tea.txt\",\"size\":11,"
    u"\"sha256\":\""_s +
    QString(64, u'a') + u"\"}"_s;

QStringList sent(const QStringList &lines)
{
    return lines.filter(u"> "_s);
}

} // namespace

/// Files that the user gives: each is there once, whatever breaks off. docs/protocol.md §9.10
class tst_ClientUploads : public QObject
{
    Q_OBJECT

private slots:
    void givesAFile();
    void isCheckedWhenItIsThere();
    void emptyFile();
    void refusesNonsense();
    void hashesInPartsOneAfterTheOther();
    void unreadableFile();
    void waitsForTheConnection();
    void isOfferedAgainWithItsId();
    void goesOnWhereTheServerIs();
    void ackAfterTheConnectionBroke();
    void outlivesTheProgram();
    void unsoundKeptUploads();
    void pauses();
    void pausedOneMakesRoom();
    void stops();
    void stopsTooLate();
    void refusals_data();
    void refusals();
    void waitsLongerEachTime();
    void badHashIsLookedAtOnce();
    void fileThatChanged();
    void joinsAgainOnce();
    void answersOfEarlierChunks();
    void serverWithoutFiles();
};

void tst_ClientUploads::givesAFile()
{
    TransferHarness h;
    h.enterFiles();
    QCOMPARE(h.offer(kPath), (QStringList{u"keep upload #1 lobby tea.txt 0 unknown"_s,
                                          u"up #1 reading tea.txt 0/0 at /files/tea.txt"_s}));
    // Kept before it is offered.
    QCOMPARE(h.hashed(11), (QStringList{u"keep upload #1 lobby tea.txt 11"_s,
                                        u"up #1 waiting tea.txt 0/11 at /files/tea.txt"_s, kOffer}));
    QCOMPARE(h.steps.size(), 1u); // the file is closed
    (void)h.take<CloseFile>();
    QCOMPARE(h.hear(h.about("upload", ",'offset':0,'name':'a/con'")),
             QStringList{u"up #1 running _con 0/11 at /files/tea.txt"_s});
    const auto part = std::get<ReadPart>(h.steps.front());
    QCOMPARE(part.path, kPath);
    QCOMPARE(part.size, 11);
    QCOMPARE(part.modified, 5);
    QCOMPARE(h.read(), (QStringList{u"> {\"type\":\"chunk\",\"id\":\"#1\",\"offset\":0,\"bytes\":11}"_s,
                                    u"up #1 checking _con 0/11 at /files/tea.txt"_s}));
    (void)h.take<CloseFile>();
    QCOMPARE(h.hear(h.ack()),
             (QStringList{u"forget upload #1"_s, u"up #1 done _con 11/11 seq 1 at /files/tea.txt"_s,
                          u"keep room lobby 1"_s}));
    QVERIFY(h.steps.empty());
    QCOMPARE(h.hear(h.ack()), QStringList()); // once
    // Its number is taken: replayed, it would be shown twice.
    QCOMPARE(h.hear(TransferHarness::message(1, "ana", "tea.txt")), QStringList());
}

/// Sent is not arrived: the server says what is, but not of the last part.
void tst_ClientUploads::isCheckedWhenItIsThere()
{
    TransferHarness h;
    h.enterFiles();
    constexpr qint64 kTold = 256 * 1024;
    h.upload(2 * kTold + 1);
    (void)h.take<CloseFile>();
    QCOMPARE(h.readAll(true), int(2 * kTold / kPart) + 1);
    const auto lines = [&](qint64 offset) {
        const QStringList heard = h.hear(h.about("progress", ",'offset':" + QByteArray::number(offset)));
        return heard + h.pass(Millis(100));
    };
    QVERIFY(lines(kTold).constLast().startsWith(u"up #1 running"_s));
    QVERIFY(lines(kTold + 1).constLast().startsWith(u"up #1 checking"_s));
}

void tst_ClientUploads::emptyFile()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(0);
    QVERIFY(h.hear(h.ack()).contains(u"up #1 done tea.txt 0/0 seq 1 at /files/tea.txt"_s));
    for (const TransferStep &step : h.steps)
        QVERIFY(std::holds_alternative<CloseFile>(step));
}

void tst_ClientUploads::refusesNonsense()
{
    TransferHarness h;
    h.enterFiles();
    const auto error = [&](const QString &room, const QString &path, quint64 re) {
        ErrorCode code = ErrorCode::None;
        const QStringList lines = h.run([&](auto &c, auto &e) {
            const Result<QString> id = c.offerFile(room, path, re, e);
            code = id ? ErrorCode::None : id.error().code;
        });
        return lines.isEmpty() ? code : ErrorCode::None;
    };
    QCOMPARE(error(u"lobby"_s, {}, 0), ErrorCode::BadField);
    QCOMPARE(error(u"lobby"_s, kPath, quint64(-1)), ErrorCode::BadField);
    QCOMPARE(error(u"lab"_s, kPath, 0), ErrorCode::NotInRoom);
    h.lastId = u"nobody"_s;
    QVERIFY(!h.steer(Steer::Pause) && !h.steer(Steer::Resume) && !h.steer(Steer::Stop));
}

void tst_ClientUploads::hashesInPartsOneAfterTheOther()
{
    TransferHarness h;
    (void)h.enterFiles();
    (void)h.offer(kPath);
    (void)h.offer(u"/files/two"_s);
    const auto first = h.take<HashPart>();
    QVERIFY(h.steps.empty());
    (void)h.answer(PartHashed{first.ticket, 4, 8, 5});
    const auto again = h.take<HashPart>();
    QCOMPARE(again.ticket, first.ticket);
    QVERIFY(h.steps.empty());
    (void)h.answer(PartHashed{first.ticket, 8, 8, 5, TransferHarness::sha()});
    (void)h.take<CloseFile>();
    QCOMPARE(h.take<HashPart>().path, u"/files/two"_s);
    QCOMPARE(h.answer(PartHashed{first.ticket, 8, 8, 5, TransferHarness::sha()}), QStringList()); // too late
}

void tst_ClientUploads::unreadableFile()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.offer(kPath);
    const auto part = h.take<HashPart>();
    QCOMPARE(h.answer(PartHashed{part.ticket, 0, 0, 0, {}, ErrorCode::Unreadable}),
             (QStringList{u"keep upload #1 lobby tea.txt 0 unknown unreadable"_s,
                          u"up #1 failed tea.txt 0/0 unreadable at /files/tea.txt"_s}));
    (void)h.take<CloseFile>();
    QVERIFY(h.steer(Steer::Resume));
    QCOMPARE(h.hashed(11).constLast(), kOffer);
}

void tst_ClientUploads::waitsForTheConnection()
{
    TransferHarness h;
    (void)h.run([](auto &c, auto &e) { (void)c.setName(u"ana"_s, e); });
    (void)h.join(u"lobby"_s);
    QCOMPARE(h.offer(kPath).size(), 2); // is hashed meanwhile
    QCOMPARE(sent(h.hashed(11)), QStringList());
    h.welcome("\"history\",\"files\"");
    const QStringList lines =
        h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"));
    QCOMPARE(sent(lines).size(), 1); // when it is in the room
    QVERIFY(lines.constLast().contains(u"offer"_s));
}

void tst_ClientUploads::isOfferedAgainWithItsId()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.offer(kPath);
    QVERIFY(h.hashed(11).contains(kOffer));
    QVERIFY(h.close().contains(u"up #1 waiting tea.txt 0/11 at /files/tea.txt"_s)); // no answer
    h.welcome("\"history\",\"files\"");
    QVERIFY(h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"))
                .contains(kOffer));
    h.comeBack(); // broken off again, in the middle
}

void tst_ClientUploads::goesOnWhereTheServerIs()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(3 * kPart);
    (void)h.take<CloseFile>();
    (void)h.read();
    const auto lost = h.take<ReadPart>(); // on its way from the disk
    (void)h.work([](auto &c, auto &e) { c.closed(e); });
    (void)h.take<CloseFile>();
    QCOMPARE(h.answer(PartRead{lost.ticket, lost.header + "x"}), QStringList());
    (void)h.take<ReadPart>(); // likewise
    h.comeBack();
    QVERIFY(h.hear(h.about("upload", ",'offset':100,'name':'tea.txt'"))
                .contains(u"up #1 running tea.txt 100/%1 at %2"_s.arg(3 * kPart).arg(kPath)));
    const auto part = std::get<ReadPart>(h.steps.front());
    QCOMPARE(part.offset, 100);
    QCOMPARE(part.count, kPart);
    QCOMPARE(h.readAll(true), 3);
    QCOMPARE(h.hear(h.ack()).filter(u"done"_s).size(), 1);
}

void tst_ClientUploads::ackAfterTheConnectionBroke()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(11);
    (void)h.take<CloseFile>();
    (void)h.read();
    h.steps.clear();
    (void)h.close();
    h.comeBack();
    QVERIFY(h.hear(h.about("upload", ",'offset':11,'name':'tea.txt'"))
                .contains(u"up #1 checking tea.txt 11/11 at "_s + kPath));
    QVERIFY(h.steps.empty()); // nothing is sent
    QCOMPARE(h.hear(h.ack()).filter(u"done"_s).size(), 1);
}

void tst_ClientUploads::outlivesTheProgram()
{
    TransferHarness h;
    const auto kept = [](const QString &id, quint64 order) {
        return KeptUpload{id, order, u"lobby"_s, 0, kPath, u"tea.txt"_s, 11, 5, TransferHarness::sha()};
    };
    KeptClient client{u"secret-of-ana-01"_s, u"ana"_s, {{u"lobby"_s, false, std::nullopt, 0}}, {}};
    client.uploads = {kept(u"b"_s, 2), kept(u"a"_s, 1), kept(u"c"_s, 3), kept(u"d"_s, 4), kept(u"e"_s, 5)};
    client.uploads[2].failure = u"quota_used"_s;
    client.uploads[3].isPaused = true;
    client.uploads[4].sha256.clear();
    client.uploads[4].bytes = 0;
    QCOMPARE(
        h.restore(client).filter(u"up "_s),
        (QStringList{u"up a waiting tea.txt 0/11 at "_s + kPath, u"up b waiting tea.txt 0/11 at "_s + kPath,
                     u"up c failed tea.txt 0/11 quota_used at "_s + kPath,
                     u"up d paused tea.txt 0/11 at "_s + kPath, u"up e reading tea.txt 0/0 at "_s + kPath}));
    QVERIFY(std::holds_alternative<HashPart>(h.effects.files.front()));
    h.welcome("\"history\",\"files\"");
    const QStringList lines =
        sent(h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}")));
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).contains(u"\"id\":\"a\""_s) && lines.at(1).contains(u"\"id\":\"b\""_s));
    h.lastId = u"d"_s;
    QVERIFY(h.steer(Steer::Resume));
    QVERIFY(h.said.contains(u"keep upload d lobby tea.txt 11"_s));
    QCOMPARE(sent(h.said).size(), 1);
}

void tst_ClientUploads::unsoundKeptUploads()
{
    TransferHarness h;
    const KeptUpload good{u"a"_s, 1, u"lobby"_s, 0, kPath, u"tea.txt"_s, 11, 5, TransferHarness::sha()};
    KeptClient client{u"secret-of-ana-01"_s, u"ana"_s, {}, {}};
    const auto with = [&](auto change) {
        KeptUpload upload = good;
        upload.id = u"x"_s;
        change(upload);
        client.uploads.push_back(upload);
    };
    with([](KeptUpload &u) { u.id.clear(); });
    with([](KeptUpload &u) { u.id = QString(65, u'x'); });
    with([](KeptUpload &u) { u.room.clear(); });
    with([](KeptUpload &u) { u.path.clear(); });
    with([](KeptUpload &u) { u.name.clear(); });
    with([](KeptUpload &u) { u.bytes = -1; });
    with([](KeptUpload &u) { u.sha256.chop(1); });
    client.uploads.push_back(good);
    client.uploads.push_back(good); // twice
    QCOMPARE(h.restore(client).filter(u"up "_s), QStringList{u"up a waiting tea.txt 0/11 at "_s + kPath});
}

void tst_ClientUploads::pauses()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(3 * kPart);
    (void)h.take<CloseFile>();
    (void)h.read();
    const auto late = h.take<ReadPart>();
    (void)h.take<ReadPart>(); // likewise
    QVERIFY(h.steer(Steer::Pause));
    QCOMPARE(h.said, (QStringList{u"keep upload #1 lobby tea.txt %1 paused"_s.arg(3 * kPart),
                                  u"up #1 paused tea.txt 0/%1 at %2"_s.arg(3 * kPart).arg(kPath)}));
    (void)h.take<CloseFile>();
    QVERIFY(!h.steer(Steer::Pause));
    QCOMPARE(h.answer(PartRead{late.ticket, late.header + "x"}), QStringList());
    QVERIFY(h.steps.empty());
    QVERIFY(h.steer(Steer::Resume));
    QCOMPARE(sent(h.said), QStringList()); // it is still under way there
    const auto part = std::get<ReadPart>(h.steps.front());
    QCOMPARE(part.offset, kPart);
    QVERIFY(part.ticket != late.ticket);
    QCOMPARE(h.readAll(true), 2);
    // Paused, it stays so over a connection.
    (void)h.offer(kPath);
    QVERIFY(h.steer(Steer::Pause));
    (void)h.close();
    h.comeBack();
    QVERIFY(!h.steer(Steer::Pause));
}

void tst_ClientUploads::pausedOneMakesRoom()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(3 * kPart);
    QVERIFY(h.steer(Steer::Pause));
    QCOMPARE(h.hear(h.about("error", ",'code':'no_such_transfer','re':'offer'")), QStringList());
    QVERIFY(h.steer(Steer::Resume));
    QCOMPARE(sent(h.said).filter(u"offer"_s).size(), 1);
}

void tst_ClientUploads::stops()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.offer(kPath);
    QVERIFY(h.steer(Steer::Stop)); // before anybody knows of it
    QCOMPARE(h.said, (QStringList{u"forget upload #1"_s, u"up #1 stopped tea.txt 0/0 at "_s + kPath}));
    h.steps.clear();
    h.upload(3 * kPart);
    QVERIFY(h.steer(Steer::Stop));
    QCOMPARE(sent(h.said), QStringList{u"> {\"type\":\"stop\",\"id\":\"#2\"}"_s});
    QVERIFY(h.said.contains(u"forget upload #2"_s)); // also if the connection breaks now
    QVERIFY(!h.steer(Steer::Stop));
    QVERIFY(h.hear(h.about("stopped")).constLast().startsWith(u"up #2 stopped"_s));
    h.steps.clear();
    h.upload(3 * kPart);
    QVERIFY(h.steer(Steer::Stop));
    QCOMPARE(h.close().filter(u"up #3 stopped"_s).size(), 1);
    h.comeBack();
    QVERIFY(!h.steer(Steer::Resume)); // gone
}

void tst_ClientUploads::stopsTooLate()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(11);
    (void)h.take<CloseFile>();
    (void)h.read();
    QVERIFY(h.steer(Steer::Stop));
    (void)h.hear(h.about("error", ",'code':'no_such_transfer','re':'stop'"));
    QVERIFY(h.hear(h.ack()).contains(u"up #1 done tea.txt 11/11 seq 1 at "_s + kPath));
    // Not all of it was sent: it was not under way any more.
    h.steps.clear();
    h.upload(3 * kPart);
    QVERIFY(h.steer(Steer::Stop));
    QCOMPARE(h.hear(h.about("error", ",'code':'no_such_transfer','re':'stop'")).filter(u"stopped"_s).size(),
             1);
}

void tst_ClientUploads::refusals_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("state");

    for (const char *code : {"storage_full", "storage_failed", "too_many_transfers", "no_such_transfer"})
        QTest::newRow(code) << QByteArray(code) << u"waiting"_s;
    for (const char *code : {"quota_used", "file_too_large", "no_files", "no_such_post", "bad_field", "what"})
        QTest::newRow(code) << QByteArray(code) << u"failed"_s;
}

void tst_ClientUploads::refusals()
{
    QFETCH(QByteArray, code);
    QFETCH(QString, state);
    for (const bool hasBegun : {false, true}) {
        TransferHarness h;
        h.enterFiles();
        (void)h.offer(kPath);
        (void)h.hashed(11);
        if (hasBegun)
            (void)h.hear(h.about("upload", ",'offset':0,'name':'tea.txt'"));
        const QStringList lines = h.hear(h.about("error", ",'code':'" + code + "','re':'offer'"));
        QCOMPARE(lines.constLast(),
                 u"up #1 %1 tea.txt 0/11 %2 at %3"_s.arg(state, QString::fromLatin1(code), kPath));
        QCOMPARE(sent(lines), QStringList()); // the server knows that it is over
        QCOMPARE(lines.filter(u"keep upload"_s).size(), state == u"failed"_s ? 1 : 0);
        if (state == u"failed"_s) {
            QVERIFY(h.steer(Steer::Resume));
            QVERIFY(h.said.contains(kOffer));
        } else {
            QVERIFY(h.effects.wakeAt.has_value());
            QCOMPARE(sent(h.pass(Millis(1500))), QStringList{kOffer});
        }
    }
}

void tst_ClientUploads::waitsLongerEachTime()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.offer(kPath);
    (void)h.hashed(11);
    Limits limits;
    for (int seconds = 1; seconds <= 64; seconds *= 2) {
        (void)h.hear(h.about("error", ",'code':'storage_full','re':'offer'"));
        QCOMPARE(sent(h.pass(Millis(1000 * seconds) - Micros(1))).filter(u"offer"_s).size(), 0);
        QCOMPARE(sent(h.pass(Millis(500 * seconds + 1))).filter(u"offer"_s).size(), 1);
        (void)h.hear(line("{'type':'ping'}")); // or it would be taken for dead
    }
    // A new connection begins anew.
    (void)h.hear(h.about("error", ",'code':'storage_full','re':'offer'"));
    (void)h.close();
    h.welcome("\"history\",\"files\"");
    QVERIFY(h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"))
                .contains(kOffer));
}

void tst_ClientUploads::badHashIsLookedAtOnce()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(11);
    (void)h.take<CloseFile>();
    (void)h.read();
    h.steps.clear();
    const QByteArray error = h.about("error", ",'code':'bad_hash','re':'offer'");
    QVERIFY(h.hear(error).contains(u"up #1 reading tea.txt 0/11 at "_s + kPath));
    QVERIFY(h.hashed(11).contains(kOffer));
    QVERIFY(h.hear(error).contains(u"up #1 failed tea.txt 0/11 bad_hash at "_s + kPath));
}

void tst_ClientUploads::fileThatChanged()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(11);
    (void)h.take<CloseFile>();
    const auto part = h.take<ReadPart>();
    const QStringList lines = h.answer(PartRead{part.ticket, {}, ErrorCode::FileChanged});
    QCOMPARE(sent(lines), QStringList{u"> {\"type\":\"stop\",\"id\":\"#1\"}"_s});
    QVERIFY(lines.contains(u"up #1 failed tea.txt 0/11 file_changed at "_s + kPath));
    (void)h.take<CloseFile>();
    QVERIFY(h.steer(Steer::Resume)); // as it is now
    (void)h.take<HashPart>();
    QCOMPARE(h.hear(h.about("stopped")), QStringList()); // does not stop the new one
}

void tst_ClientUploads::joinsAgainOnce()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.offer(kPath);
    (void)h.hashed(11);
    const QByteArray error = h.about("error", ",'code':'not_in_room','re':'offer'");
    QCOMPARE(sent(h.hear(error)).filter(u"join"_s).size(), 1);
    QVERIFY(h.hear(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"))
                .contains(kOffer));
    QVERIFY(h.hear(error).contains(u"up #1 failed tea.txt 0/11 not_in_room at "_s + kPath));
}

/// An upload that is refused in the middle has chunks on their way, and each is answered.
void tst_ClientUploads::answersOfEarlierChunks()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(3 * kPart);
    (void)h.hear(h.about("error", ",'code':'storage_full','re':'offer'"));
    const QByteArray late = h.about("error", ",'code':'no_such_transfer','re':'chunk'");
    QCOMPARE(h.hear(late), QStringList());
    QCOMPARE(sent(h.pass(Millis(1500))).filter(u"offer"_s).size(), 1);
    QCOMPARE(h.hear(late), QStringList());
    (void)h.hear(h.about("upload", ",'offset':0,'name':'tea.txt'"));
    QCOMPARE(h.hear(late).filter(u"waiting"_s).size(), 1); // this is about one of now
}

void tst_ClientUploads::serverWithoutFiles()
{
    TransferHarness h;
    h.enterFiles();
    (void)h.close();
    (void)h.offer(kPath);
    h.welcome(); // it has none any more
    (void)h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"));
    QCOMPARE(h.hashed(11).constLast(), u"up #1 failed tea.txt 0/11 no_files at "_s + kPath);
    h.run([](auto &c, auto &e) { // what it said is enough: nothing is read, kept or sent
        const Result<QString> refused = c.offerFile(u"lobby"_s, kPath, 0, e);
        QVERIFY(!refused && refused.error().code == ErrorCode::NoFiles);
        QVERIFY(e.items.empty());
    });
    TransferHarness small;
    (void)small.enterFiles();
    (void)small.close();
    (void)small.open();
    (void)small.feed(line("{'type':'welcome','protocol':1,'name':'ana','features':['history','files'],"
                          "'limits':{'file':11,'payload':6}}"));
    (void)small.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"));
    (void)small.offer(kPath);
    QCOMPARE(small.hashed(12).constLast(), u"up #1 failed tea.txt 0/12 file_too_large at "_s + kPath);
    small.steps.clear();
    (void)small.offer(kPath);
    QCOMPARE(sent(small.hashed(11)).size(), 1);
    (void)small.take<CloseFile>();
    (void)small.hear(small.about("upload", ",'offset':0,'name':'tea.txt'"));
    QCOMPARE(std::get<ReadPart>(small.steps.front()).count, 6); // no payload is longer
}

QTEST_GUILESS_MAIN(tst_ClientUploads)
#include "tst_clientuploads.moc"
