// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fileworld.h"
#include "support/vectors.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::ChatWorld;
using Test::FileWorld;
using Test::sha256;
using Test::told;

namespace {

const QByteArray kAna = "ana-0123456789abcdef";
const QByteArray kText = QByteArray("0123456789").repeated(100);

} // namespace

/// Files that clients give, docs/protocol.md §9.10.
class tst_ServerFiles : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
    void welcomeSaysWhatIsTaken();
    void serverWithoutFilesRefuses();
    void uploadIsPostedOnceItIsThere();
    void lineClientsAreTold();
    void nameIsMended();
    void offersAreChecked_data();
    void offersAreChecked();
    void chunksAreChecked_data();
    void chunksAreChecked();
    void payloadComesInAnyPieces();
    void smallPartsKeepNoLargeRead();
    void refusedChunksAreSkipped();
    void emptyFile();
    void wrongHashIsNotPosted();
    void diskSaysNo();
    void progressIsToldSparsely();
    void goesOnAfterReconnect();
    void guestsLeaveNothing();
    void sameIdIsPostedOnce();
    void pausedUploadMakesRoom();
    void pausedUploadGivesItsBytes();
    void uploadEndsWhenItLeftTheRoom();
    void noMoreIsTakenWhenItLeftTheRoom();
    void idOfAPostIsNoAck();
    void completeUploadOutlivesItsConnection();
    void kickedUploadIsNotPosted();
    void slowDiskHoldsTheClient();
    void stopDiscardsAnUpload();
    void uploadsAreBounded();
};

void tst_ServerFiles::vectors_data()
{
    Test::addVectorRows(QStringLiteral(CHALKWIRE_VECTORS "/chat-files.jsonl"));
}

void tst_ServerFiles::vectors()
{
    QFETCH(QJsonObject, vector);
    FileWorld w;
    Test::checkVector(w, vector, [&w] { w.work(); });
}

void tst_ServerFiles::welcomeSaysWhatIsTaken()
{
    FileWorld w;
    const ConnectionId id = w.connect();
    w.send(id, R"({"type":"hello","protocol":1})");
    const QJsonObject welcome = w.heard(id, u"welcome").value(0);
    QCOMPARE(welcome.value(u"features").toVariant().toStringList(),
             (QStringList{u"history"_s, u"directs"_s, u"files"_s}));
    QCOMPARE(welcome.value(u"limits").toObject().value(u"file").toInteger(), Limits().maxFileBytes);
    QCOMPARE(welcome.value(u"limits").toObject().value(u"transfers").toInteger(), Limits().maxTransfers);
}

void tst_ServerFiles::serverWithoutFilesRefuses()
{
    ChatWorld w;
    const ConnectionId ana = w.chatter("ana");
    w.send(ana,
           R"({"type":"offer","id":"f","room":"lobby","name":"a","size":1,"sha256":")" + sha256("a") + "\"}");
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    const ChatWorld::Frames frames = w.heard(ana);
    QCOMPARE(frames.size(), 2);
    QCOMPARE(told(frames[0]), u"error f no_files offer"_s);
    QCOMPARE(told(frames[1]), u"error g no_files fetch"_s);
}

void tst_ServerFiles::uploadIsPostedOnceItIsThere()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    (void)w.heard(ana);
    w.offer(ana, "f1", kText, R"("name":"a.txt","re":1)");
    QVERIFY(w.heard(ana).isEmpty());
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"upload f1 0"_s});
    w.chunk(ana, "f1", 0, kText.first(600));
    w.chunk(ana, "f1", 600, kText.sliced(600));
    w.step(); // written, and what it should be; the history has not said yet
    QVERIFY(w.heard(ana).isEmpty());
    QVERIFY(w.heard(ben).isEmpty());
    w.settle();
    QCOMPARE(w.lines(ana), QStringList{u"error f1 no_such_post offer"_s}); // `re` is checked as in a post
    w.work();
    QCOMPARE(w.posts.begin()->second, 0);
    w.offer(ana, "f2", kText);
    w.work();
    w.chunk(ana, "f2", 0, kText);
    w.work();
    QCOMPARE(w.lines(ana), (QStringList{u"upload f2 0"_s, u"ack f2 lobby 1"_s}));
    QCOMPARE(w.lines(ben), QStringList{u"message lobby 1 ana a.txt (a.txt 1000)"_s});
    QCOMPARE(w.posts.begin()->second, 1);
    QCOMPARE(w.contents.begin()->second, kText);
    // And so it stands in the history.
    w.send(ben, R"({"type":"history","room":"lobby"})");
    w.send(ben, R"({"type":"search","text":"a.txt"})");
    w.work();
    QCOMPARE(w.lines(ben).filter(u"(a.txt 1000)"_s).size(), 2);
}

void tst_ServerFiles::lineClientsAreTold()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId line = w.connect();
    w.send(line, "/nick ben");
    (void)w.heard(line);
    w.give(ana, "f1", kText);
    QCOMPARE(w.lines(line), QStringList{u"* ana gives a file in lobby: a.txt (1000 B)"_s});
}

void tst_ServerFiles::nameIsMended()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f1", kText, R"("name":"..\\..\\nul.txt\u202e ")");
    w.work();
    QCOMPARE(w.heard(ana).value(0).value(u"name").toString(), u"_nul.txt"_s);
    w.chunk(ana, "f1", 0, kText);
    w.work();
    w.send(ana, R"({"type":"history","room":"lobby"})");
    w.work();
    QCOMPARE(w.lines(ana).filter(u"message"_s),
             QStringList{u"message lobby 1 ana _nul.txt (_nul.txt 1000)"_s});
}

void tst_ServerFiles::offersAreChecked_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *tag, const QByteArray &fields, const QString &answer) {
        QByteArray all = fields;
        all.replace("HASH", sha256("a"));
        QTest::newRow(tag) << R"({"type":"offer",)" + all + '}' << answer;
    };
    const QByteArray rest = R"("room":"lobby","name":"a","sha256":"HASH")";
    row("good", R"("id":"f","size":1,)" + rest, u"upload f 0"_s);
    row("no-id", R"("size":1,)" + rest, u"error bad_field id offer"_s);
    row("no-size", R"("id":"f",)" + rest, u"error f bad_field size offer"_s);
    row("negative-size", R"("id":"f","size":-1,)" + rest, u"error f bad_field size offer"_s);
    row("size-is-text", R"("id":"f","size":"1",)" + rest, u"error f bad_field size offer"_s);
    row("largest", R"("id":"f","size":2000,)" + rest, u"upload f 0"_s);
    row("too-large", R"("id":"f","size":2001,)" + rest, u"error f file_too_large offer"_s);
    row("other-room", R"("id":"f","size":1,"room":"lab","name":"a","sha256":"HASH")",
        u"error f not_in_room offer"_s);
    row("no-name", R"("id":"f","size":1,"room":"lobby","sha256":"HASH")", u"error f bad_field name offer"_s);
    row("longest-name",
        R"("id":"f","size":1,"room":"lobby","sha256":"HASH","name":")" + QByteArray(1024, 'n') + '"',
        u"upload f 0"_s);
    row("long-name",
        R"("id":"f","size":1,"room":"lobby","sha256":"HASH","name":")" + QByteArray(1025, 'n') + '"',
        u"error f bad_field name offer"_s);
    row("no-hash", R"("id":"f","size":1,"room":"lobby","name":"a")", u"error f bad_field sha256 offer"_s);
    row("short-hash", R"("id":"f","size":1,"room":"lobby","name":"a","sha256":"abcd")",
        u"error f bad_field sha256 offer"_s);
    row("capital-hash",
        R"("id":"f","size":1,"room":"lobby","name":"a","sha256":")" + QByteArray(64, 'A') + '"',
        u"error f bad_field sha256 offer"_s);
    row("bad-re", R"("id":"f","size":1,"re":0,)" + rest, u"error f bad_field re offer"_s);
    row("payload", R"("id":"f","size":1,"bytes":1,)" + rest, u"error f bad_field bytes offer"_s);
}

void tst_ServerFiles::offersAreChecked()
{
    QFETCH(QByteArray, offer);
    QFETCH(QString, answer);
    Limits limits;
    limits.maxFileBytes = 2000;
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    w.send(ana, offer);
    w.work();
    QCOMPARE(w.lines(ana), QStringList{answer});
}

void tst_ServerFiles::chunksAreChecked_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *tag, const QByteArray &frame, const QString &answer) {
        QTest::newRow(tag) << frame << answer;
    };
    row("in-order", FileWorld::chunkFrame("f", 10, "a"), {});
    row("to-the-end", FileWorld::chunkFrame("f", 10, kText.sliced(10)), u"ack f lobby 1"_s);
    row("again", FileWorld::chunkFrame("f", 9, "a"), u"error f bad_field offset chunk"_s);
    row("gap", FileWorld::chunkFrame("f", 11, "a"), u"error f bad_field offset chunk"_s);
    row("past-the-end", FileWorld::chunkFrame("f", 10, kText.sliced(9)), u"error f bad_field bytes chunk"_s);
    row("empty", FileWorld::chunkFrame("f", 10, {}), u"error f bad_field bytes chunk"_s);
    row("no-bytes", "{\"type\":\"chunk\",\"id\":\"f\",\"offset\":10}\n", u"error f bad_field bytes chunk"_s);
    row("no-offset", "{\"type\":\"chunk\",\"id\":\"f\",\"bytes\":1}\nx", u"error f bad_field offset chunk"_s);
    row("no-id", "{\"type\":\"chunk\",\"offset\":10,\"bytes\":1}\nx", u"error bad_field id chunk"_s);
    row("other-id", FileWorld::chunkFrame("g", 0, "a"), u"error g no_such_transfer chunk"_s);
}

void tst_ServerFiles::chunksAreChecked()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, answer);
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText.first(10));
    w.work();
    (void)w.heard(ana);
    w.raw(ana, frame);
    w.work();
    w.send(ana, R"({"type":"ping"})"); // it goes on
    QCOMPARE(w.lines(ana), answer.isEmpty() ? QStringList{u"pong"_s} : (QStringList{answer, u"pong"_s}));
    if (!answer.startsWith(u"error"))
        return;
    w.chunk(ana, "f", 10, kText.sliced(10)); // so does the upload
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"ack f lobby 1"_s});
}

void tst_ServerFiles::payloadComesInAnyPieces()
{
    const QByteArray stream = FileWorld::chunkFrame("f", 0, kText.first(33)) +
                              FileWorld::chunkFrame("f", 33, kText.sliced(33, 7)) + "{\"type\":\"ping\"}\n";
    for (qsizetype cut = 1; cut < stream.size(); ++cut) {
        FileWorld w;
        const ConnectionId ana = w.chatter("ana", kAna);
        w.offer(ana, "f", kText.first(40));
        w.work();
        (void)w.heard(ana);
        w.raw(ana, stream.first(cut));
        w.raw(ana, stream.sliced(cut));
        QCOMPARE(w.lines(ana), QStringList{u"pong"_s});
        w.work();
        QCOMPARE(w.lines(ana), QStringList{u"ack f lobby 1"_s});
        QCOMPARE(w.contents.begin()->second, kText.first(40));
    }
}

void tst_ServerFiles::smallPartsKeepNoLargeRead()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.raw(ana, FileWorld::chunkFrame("f", 0, "0") + QByteArray(10'000, ' ') + "\n");
    w.chunk(ana, "f", 1, kText.sliced(1, 500));
    QCOMPARE(std::get<WriteUpload>(w.files.at(0)).chunk, "0");
    const auto &large = std::get<WriteUpload>(w.files.at(1));
    QVERIFY(large.bytes.data() > large.chunk.constData()); // not copied
    QVERIFY(large.bytes.data() + large.bytes.size() <= large.chunk.constEnd());
}

void tst_ServerFiles::refusedChunksAreSkipped()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work(ErrorCode::QuotaUsed);
    w.raw(ana, FileWorld::chunkFrame("f", 0, "{\"type\":\"ping\"}\n") + "{\"type\":\"ping\"}\n");
    QCOMPARE(w.lines(ana),
             (QStringList{u"error f quota_used offer"_s, u"error f no_such_transfer chunk"_s, u"pong"_s}));
}

void tst_ServerFiles::emptyFile()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", {});
    w.work();
    QCOMPARE(w.lines(ana), (QStringList{u"upload f 0"_s, u"ack f lobby 1"_s}));
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"fetched g 0"_s});
}

void tst_ServerFiles::wrongHashIsNotPosted()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    w.offer(ana, "f", kText);
    w.work();
    (void)w.heard(ana);
    w.chunk(ana, "f", 0, QByteArray(kText.size(), 'x'));
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"error f bad_hash offer"_s});
    QVERIFY(w.heard(ben).isEmpty());
    QVERIFY(w.contents.empty());
}

void tst_ServerFiles::diskSaysNo()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    (void)w.heard(ana);
    w.chunk(ana, "f", 0, kText.first(10));
    w.chunk(ana, "f", 10, kText.sliced(10));
    w.work(ErrorCode::StorageFull); // said once
    QCOMPARE(w.lines(ana), QStringList{u"error f storage_full offer"_s});
    QVERIFY(w.contents.empty());
    w.give(ana, "f", kText);
    w.send(ana, R"({"type":"fetch","id":"g","room":"lobby","of":1})");
    w.settle();
    w.step(ErrorCode::StorageFailed);
    QCOMPARE(w.lines(ana), QStringList{u"error g storage_failed fetch"_s});
}

void tst_ServerFiles::progressIsToldSparsely()
{
    constexpr qint64 kEach = 256 * 1024;
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const QByteArray content(3 * kEach, 'x');
    w.offer(ana, "f", content);
    w.work();
    (void)w.heard(ana);
    w.chunk(ana, "f", 0, content.first(kEach - 1));
    w.step();
    QVERIFY(w.heard(ana).isEmpty());
    w.chunk(ana, "f", kEach - 1, "x");
    QVERIFY(w.heard(ana).isEmpty()); // not before it is written
    w.step();
    QCOMPARE(w.lines(ana), QStringList{u"progress f %1"_s.arg(kEach)});
    w.chunk(ana, "f", kEach, content.first(2 * kEach)); // its end says it all
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"ack f lobby 1"_s});
}

void tst_ServerFiles::goesOnAfterReconnect()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.raw(ana, FileWorld::chunkFrame("f", 0, kText).chopped(900)); // it breaks off in the middle of a chunk
    w.work();
    w.leave(ana);
    w.work();
    const ConnectionId again = w.chatter("ana", kAna);
    w.offer(again, "f", kText);
    w.work();
    QCOMPARE(w.lines(again), QStringList{u"upload f 100"_s});
    w.chunk(again, "f", 100, kText.sliced(100));
    w.work();
    QCOMPARE(w.lines(again), QStringList{u"ack f lobby 1"_s});
    QCOMPARE(w.contents.begin()->second, kText);
}

void tst_ServerFiles::guestsLeaveNothing()
{
    for (const QByteArray &client : {QByteArray(), kAna}) {
        FileWorld w;
        const ConnectionId guest = w.chatter("guest", client);
        w.offer(guest, "f", kText);
        w.work();
        w.chunk(guest, "f", 0, kText.first(10));
        w.leave(guest);
        w.work();
        QCOMPARE(w.part.size(), client.isEmpty() ? 0 : 10); // nobody else may go on with it
        QVERIFY(w.uploads.empty());
    }
}

void tst_ServerFiles::sameIdIsPostedOnce()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    w.give(ana, "f", kText);
    (void)w.heard(ben);
    w.part = kText; // the author has it: nothing has to be sent
    w.offer(ana, "f", kText);
    w.work();
    QCOMPARE(w.lines(ana), (QStringList{u"upload f 1000"_s, u"ack f lobby 1"_s}));
    QVERIFY(w.heard(ben).isEmpty());
    QCOMPARE(w.posts.begin()->second, 1); // the second claim was given back
}

void tst_ServerFiles::pausedUploadMakesRoom()
{
    Limits limits;
    limits.maxUploads = 2;
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.offer(ana, "g", "other");
    w.work();
    w.chunk(ana, "f", 0, kText.first(10));
    w.pass(Millis(limits.pausedUploadMs - 1));
    w.chunk(ana, "g", 0, "oth");
    w.offer(ana, "h", "a third that is longer");
    w.work();
    QCOMPARE(w.lines(ana).last(), u"error h too_many_transfers offer"_s);
    w.pass(Millis(1));
    w.offer(ana, "h", "a third that is longer");
    w.work();
    QCOMPARE(w.lines(ana),
             (QStringList{u"error f no_such_transfer offer"_s, u"upload h 10"_s})); // what was left
    QCOMPARE(w.uploads.size(), 2);
}

/// What it may still send is counted as used: it must not keep that for ever.
void tst_ServerFiles::pausedUploadGivesItsBytes()
{
    const Limits limits;
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    w.offer(ana, "f", kText);
    w.work();
    (void)w.heard(ana);
    w.pass(Millis(limits.pausedUploadMs - 1));
    w.offer(ben, "g", "other");
    w.work(ErrorCode::StorageFull);
    QCOMPARE(w.lines(ben).last(), u"error g storage_full offer"_s);
    w.pass(Millis(1));
    w.offer(ben, "g", "other");
    w.settle();
    w.step(ErrorCode::StorageFull);
    QCOMPARE(w.lines(ana).last(), u"error f no_such_transfer offer"_s);
    w.work();
    QCOMPARE(w.lines(ben), QStringList{u"upload g 0"_s});
    w.chunk(ana, "f", 0, kText); // it did not know yet
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"error f no_such_transfer chunk"_s});
}

void tst_ServerFiles::uploadEndsWhenItLeftTheRoom()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText);
    w.send(ana, R"({"type":"leave","room":"lobby"})");
    (void)w.heard(ana);
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"error f not_in_room offer"_s});
    QCOMPARE(w.posts.begin()->second, 0);
}

void tst_ServerFiles::noMoreIsTakenWhenItLeftTheRoom()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText.first(600));
    w.send(ana, R"({"type":"leave","room":"lobby"})");
    (void)w.heard(ana);
    w.chunk(ana, "f", 600, kText.sliced(600));
    QCOMPARE(w.lines(ana), QStringList{u"error f not_in_room offer"_s});
    w.chunk(ana, "f", 600, kText.sliced(600));
    QCOMPARE(w.lines(ana), QStringList{u"error f no_such_transfer chunk"_s});
    w.work();
    QVERIFY(w.heard(ana).isEmpty());
}

void tst_ServerFiles::idOfAPostIsNoAck()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.post(ana, "f", "tea");
    w.work();
    (void)w.heard(ana);
    w.chunk(ana, "f", 0, kText);
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"error f bad_field id offer"_s});
}

void tst_ServerFiles::completeUploadOutlivesItsConnection()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText);
    w.leave(ana);
    w.work();
    QCOMPARE(w.lines(ben), (QStringList{u"message lobby 1 ana a.txt (a.txt 1000)"_s, u"left lobby"_s}));
}

void tst_ServerFiles::kickedUploadIsNotPosted()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText);
    Effects effects;
    w.core.disconnect(ana, CloseReason::Kicked, effects);
    w.take(effects);
    w.work();
    QCOMPARE(w.posts.begin()->second, 0);
    QVERIFY(!w.core.session(ana));
}

void tst_ServerFiles::slowDiskHoldsTheClient()
{
    Limits limits;
    limits.uploadWindowBytes = 100 + 2 * 256; // each chunk counts 256 more
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText.first(99));
    QVERIFY(!w.isHeld(ana));
    w.chunk(ana, "f", 99, kText.sliced(99, 1));
    QVERIFY(w.isHeld(ana));
    w.chunk(ana, "f", 100, kText.sliced(100)); // it came before the network heard of it
    QCOMPARE(w.files.size(), 2);
    w.step();
    QCOMPARE(w.files.size(), 2); // written, and finish
    w.work();
    QVERIFY(!w.isHeld(ana));
    QCOMPARE(w.lines(ana).last(), u"ack f lobby 1"_s);
}

void tst_ServerFiles::stopDiscardsAnUpload()
{
    FileWorld w;
    const ConnectionId ana = w.chatter("ana", kAna);
    w.offer(ana, "f", kText);
    w.work();
    w.chunk(ana, "f", 0, kText.first(10));
    w.send(ana, R"({"type":"stop","id":"f"})");
    w.work();
    QCOMPARE(w.lines(ana), (QStringList{u"upload f 0"_s, u"stopped f"_s}));
    QVERIFY(w.part.isEmpty() && w.uploads.empty());
    w.offer(ana, "f", kText);
    w.send(ana, R"({"type":"stop","id":"f"})"); // before the disk has answered
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"stopped f"_s});
}

void tst_ServerFiles::uploadsAreBounded()
{
    Limits limits;
    limits.maxUploads = 1;
    FileWorld w(limits);
    const ConnectionId ana = w.chatter("ana", kAna);
    const ConnectionId ben = w.chatter("ben");
    (void)w.heard(ana);
    w.offer(ana, "f", kText);
    w.offer(ben, "f", kText);
    w.work();
    QCOMPARE(w.lines(ana), QStringList{u"upload f 0"_s});
    QCOMPARE(w.lines(ben), QStringList{u"error f too_many_transfers offer"_s});
    w.leave(ana);
    w.work();
    (void)w.heard(ben);
    w.offer(ben, "f", QByteArray("other"));
    w.work();
    QCOMPARE(w.lines(ben).size(), 1);
    QVERIFY(w.lines(ben).filter(u"error"_s).isEmpty());
}

QTEST_GUILESS_MAIN(tst_ServerFiles)
#include "tst_serverfiles.moc"
