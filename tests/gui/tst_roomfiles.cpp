// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files in the rows of a room: what is offered, how they come and go, what is said of them.
#include "rooms/filewords.h"
#include "rooms/roomconversation.h"
#include "saidrows.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using Core::Told::Transfer;
using State = Transfer::State;

namespace {

const QString kTea = QStringLiteral("tea.txt");

Core::Told::Said gave(quint64 seq, const QString &name = kTea, qint64 bytes = 2048)
{
    Core::Told::Said given = said(seq, name);
    given.entry.file = Core::PostedFile{name, bytes, QByteArray(32, 'x'), {}};
    return given;
}

Transfer upload(State state, quint64 seq = 0)
{
    Transfer transfer;
    transfer.state = state;
    transfer.id = QStringLiteral("u1");
    transfer.room = QStringLiteral("lobby");
    transfer.seq = seq;
    transfer.bytes = 2048;
    transfer.done = 1024;
    transfer.path = QStringLiteral("/somewhere/") + kTea;
    transfer.millis = kFirstMillis;
    return transfer;
}

Transfer download(State state, quint64 seq)
{
    Transfer transfer = upload(state, seq);
    transfer.way = Transfer::Way::Download;
    transfer.id = QStringLiteral("d1");
    return transfer;
}

struct Room
{
    RoomConversation rows{QStringLiteral("lobby")};
    QAbstractItemModelTester tester{&rows, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void tell(const Transfer &transfer) { rows.addTransfer(transfer, 512, kFirstMillis); }
    void say(const Core::Told::Said &said)
    {
        rows.say(said);
        rows.flush();
    }
};

} // namespace

class tst_RoomFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void messagesBringFiles();
    void deletedOnesBringNone();
    void uploadsStandAtTheEnd();
    void uploadsBecomeMessages_data();
    void uploadsBecomeMessages();
    void stoppedUploadsGo();
    void downloadsShowInTheirRow();
    void downloadsAreRememberedOverPages();
    void previewsAreNoDownloads();
    void stateIsSaid_data();
    void stateIsSaid();
    void offersWhatFits();
    void picturesByNameAndSize_data();
    void picturesByNameAndSize();
    void programsByName();
    void ratesAreMeans();
    void peerNamesAreOnlyText();
};

void tst_RoomFiles::messagesBringFiles()
{
    Room room;
    room.say(gave(1));
    QVERIFY(room.rows.row(0).file);
    QCOMPARE(room.rows.row(0).file->name, kTea);
    QCOMPARE(room.rows.row(0).file->bytes, 2048);
    QVERIFY(!room.rows.row(0).hasText());
    room.say(saidOf(Core::EntryKind::Edit, 2, 1, QStringLiteral("for all")));
    QVERIFY(room.rows.row(0).hasText());
    QCOMPARE(room.rows.row(0).file->name, kTea); // an edit changes the text and nothing else
    const QString sentence = room.rows.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.contains(QStringLiteral("gave a file at")) &&
                 sentence.contains(QStringLiteral("for all")),
             qPrintable(sentence));
}

void tst_RoomFiles::deletedOnesBringNone()
{
    Room room;
    room.say(gave(1));
    room.say(saidOf(Core::EntryKind::Delete, 2, 1));
    QVERIFY(!room.rows.row(0).file);
    room.tell(download(State::Running, 1)); // it may be told still
    QVERIFY(!room.rows.row(0).file);
    Core::Told::Said old = gave(3);
    old.entry.isDeleted = true;
    room.say(old);
    QVERIFY(!room.rows.row(1).file);
}

void tst_RoomFiles::uploadsStandAtTheEnd()
{
    Room room;
    room.rows.addOwn(own(QStringLiteral("a"), 7, Core::Told::Own::State::Waiting));
    room.tell(upload(State::Reading));
    room.say(said(1, QStringLiteral("hello")));
    room.rows.addOwn(own(QStringLiteral("b"), 8, Core::Told::Own::State::Waiting));
    QCOMPARE(room.rows.rowCount(), 4);
    const ChatRow &row = room.rows.row(2);
    QCOMPARE(row.id, QStringLiteral("u1"));
    QVERIFY(row.isOwn() && row.isPending());
    QCOMPARE(row.text, kTea); // the path is nobody's business
    QVERIFY(row.file->isUpload);
    QSignalSpy inserted(&room.rows, &QAbstractItemModel::rowsInserted);
    room.tell(upload(State::Running));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(room.rows.row(2).file->rate, 512);
    QCOMPARE(room.rows.row(2).file->percent(), 50);
}

void tst_RoomFiles::uploadsBecomeMessages_data()
{
    QTest::addColumn<bool>("isMessageFirst");
    QTest::newRow("told-as-done") << false;
    QTest::newRow("message-first") << true;
}

void tst_RoomFiles::uploadsBecomeMessages()
{
    QFETCH(bool, isMessageFirst);
    Room room;
    room.say(said(4, QStringLiteral("hello")));
    room.tell(upload(State::Checking));
    Core::Told::Said mine = gave(5);
    mine.isOwn = true;
    if (isMessageFirst)
        room.say(mine);
    Transfer done = upload(State::Done, 5);
    done.name = kTea;
    room.tell(done);
    if (!isMessageFirst)
        room.say(mine); // replayed after a reconnect
    QCOMPARE(room.rows.rowCount(), 2);
    const ChatRow &row = room.rows.row(1);
    QCOMPARE(row.seq, 5U);
    QCOMPARE(row.state, OwnState::Saved);
    QCOMPARE(row.text, kTea);
    QVERIFY(row.file->state == State::Done && row.file->path == done.path);
    QCOMPARE(room.rows.rowOf(5), 1);
}

void tst_RoomFiles::stoppedUploadsGo()
{
    Room room;
    room.tell(upload(State::Running));
    room.tell(upload(State::Stopped));
    QCOMPARE(room.rows.rowCount(), 0);
    room.tell(upload(State::Stopped)); // twice
    QCOMPARE(room.rows.rowCount(), 0);
}

void tst_RoomFiles::downloadsShowInTheirRow()
{
    Room room;
    room.say(gave(1));
    room.say(said(2, QStringLiteral("thanks")));
    room.tell(download(State::Running, 1));
    QVERIFY(room.rows.row(0).file->state == State::Running);
    QCOMPARE(room.rows.row(0).file->name, kTea); // as the message says, not the path
    room.tell(download(State::Running, 2));      // brings none
    QVERIFY(!room.rows.row(1).file);
    room.tell(download(State::Done, 1));
    QCOMPARE(room.rows.row(0).file->path, QStringLiteral("/somewhere/tea.txt"));
    room.rows.forgetFile(1);
    QVERIFY(!room.rows.row(0).file->state && room.rows.row(0).file->path.isEmpty());
    room.tell(download(State::Running, 1));
    room.tell(download(State::Stopped, 1));
    QVERIFY(!room.rows.row(0).file->state);
}

void tst_RoomFiles::downloadsAreRememberedOverPages()
{
    Room room;
    room.say(said(9, QStringLiteral("hello")));
    room.tell(download(State::Running, 5)); // its row was dropped
    Core::Told::OlderPage page = olderPage(6, 8);
    page.entries.insert(page.entries.begin(), gave(5));
    room.rows.addOlder(page);
    QVERIFY(room.rows.row(0).file->state == State::Running);
    room.rows.restart(kFirstMillis); // another history: 5 is another message
    room.say(gave(5));
    QVERIFY(!room.rows.row(1).file->state);
}

void tst_RoomFiles::previewsAreNoDownloads()
{
    Room room;
    room.say(gave(1));
    Transfer preview = download(State::Running, 1);
    preview.path.clear();
    room.tell(preview);
    QVERIFY(!room.rows.row(0).file->state);
}

void tst_RoomFiles::stateIsSaid_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *tag, State state, const char *status, const char *code = "",
                        const char *problem = "") {
        QTest::newRow(tag) << state << QString::fromLatin1(code) << QString::fromUtf8(status)
                           << QString::fromUtf8(problem);
    };
    row("reading", State::Reading, "2.0 KiB · being read: 50 %");
    row("running", State::Running, "1.0 KiB of 2.0 KiB · 50 % · 512 bytes/s");
    row("paused", State::Paused, "2.0 KiB · paused at 50 %");
    row("checking", State::Checking, "2.0 KiB · being checked");
    row("done", State::Done, "2.0 KiB · fetched");
    row("waits", State::Waiting, "2.0 KiB · waits at 50 %");
    row("waits-for-space", State::Waiting, "2.0 KiB · waits at 50 %", "storage_full",
        "The server's disk is full: try again later.");
    row("changed", State::Failed, "2.0 KiB", "file_changed",
        "The file on this computer has changed: send it again.");
    row("quota", State::Failed, "2.0 KiB", "quota_used",
        "You may keep no more on this server: delete files of yours.");
    row("hash", State::Failed, "2.0 KiB", "bad_hash", "What arrived is not what was sent: try again.");
    row("gone", State::Failed, "2.0 KiB", "no_such_file", "The server does not have this file any more.");
    row("large", State::Failed, "2.0 KiB", "file_too_large", "The server takes no file as large as this.");
    row("offline", State::Failed, "2.0 KiB", "not_connected",
        "There is no connection: it goes on when there is.");
    row("new-code", State::Failed, "2.0 KiB", "<b>",
        "It did not work: the server refused it (\u2068<b>\u2069).");
}

void tst_RoomFiles::stateIsSaid()
{
    QFETCH(State, state);
    QFETCH(QString, code);
    Room room;
    room.say(gave(1));
    Transfer transfer = download(state, 1);
    transfer.code = code;
    room.tell(transfer);
    const RowFile &file = *room.rows.row(0).file;
    QTEST(FileWords::status(file), "status");
    QTEST(FileWords::problem(file), "problem");
    const QString sentence = room.rows.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(sentence.contains(FileWords::status(file)) && sentence.contains(FileWords::problem(file)));
}

void tst_RoomFiles::offersWhatFits()
{
    using enum FileAct;
    RowFile file;
    const auto acts = [&file](std::optional<State> state) {
        file.state = state;
        return file.acts();
    };
    QCOMPARE(acts(std::nullopt), (std::vector{Get, SaveAs}));
    QCOMPARE(acts(State::Reading), std::vector{Stop});
    QCOMPARE(acts(State::Waiting), (std::vector{Pause, Stop}));
    QCOMPARE(acts(State::Running), (std::vector{Pause, Stop}));
    QCOMPARE(acts(State::Paused), (std::vector{Resume, Stop}));
    QCOMPARE(acts(State::Checking), std::vector<FileAct>()); // too late
    QCOMPARE(acts(State::Failed), (std::vector{Retry, Stop}));
    QCOMPARE(acts(State::Done), (std::vector{ShowInFolder, Open, SaveAs}));
    QCOMPARE(acts(State::Stopped), (std::vector{Get, SaveAs}));
}

void tst_RoomFiles::picturesByNameAndSize_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("limit") << QStringLiteral("a.PNG") << qint64{1024 * 1024} << true;
    QTest::newRow("limit-plus-one") << QStringLiteral("a.png") << qint64{1024 * 1024 + 1} << false;
    QTest::newRow("jpeg") << QStringLiteral("a.b.jpeg") << qint64{1} << true;
    QTest::newRow("empty") << QStringLiteral("a.jpg") << qint64{0} << false;
    QTest::newRow("svg") << QStringLiteral("a.svg") << qint64{10} << false;
    QTest::newRow("no-suffix") << QStringLiteral("png") << qint64{10} << false;
}

void tst_RoomFiles::picturesByNameAndSize()
{
    QFETCH(QString, name);
    QFETCH(qint64, bytes);
    QTEST(mayBeShown({name, bytes}), "isShown");
}

void tst_RoomFiles::programsByName()
{
    for (const QString &name :
         {QStringLiteral("a.EXE"), QStringLiteral("photo.jpg.scr"), QStringLiteral("run.sh"),
          QStringLiteral("x.desktop"), QStringLiteral("letter.docm")})
        QVERIFY2(mayRun(name), qPrintable(name));
    for (const QString &name :
         {QStringLiteral("exe"), QStringLiteral("a.txt"), QStringLiteral("a.exe.png"), QString()})
        QVERIFY2(!mayRun(name), qPrintable(name));
    QCOMPARE(fileIcon(QStringLiteral("a.JPG")), QStringLiteral("picture"));
    QCOMPARE(fileIcon(QStringLiteral("a.tar.gz")), QStringLiteral("archive"));
    QCOMPARE(fileIcon(QStringLiteral("README")), QStringLiteral("file"));
}

void tst_RoomFiles::ratesAreMeans()
{
    TransferRate rate;
    QCOMPARE(rate.add(0, 1000), 0);
    QCOMPARE(rate.add(100, 1100), 0); // too short to say
    QCOMPARE(rate.add(1000, 2000), 1000);
    QCOMPARE(rate.add(1000, 3000), 500);
    for (qint64 ms = 3100; ms <= 10'000; ms += 100)
        (void)rate.add(1000 + (ms - 3000) * 2, ms); // 2000 a second, long enough
    QCOMPARE(rate.add(1000 + 7100 * 2, 10'100), 2000);
    QCOMPARE(rate.add(0, 10'200), 0); // it began anew
}

void tst_RoomFiles::peerNamesAreOnlyText()
{
    Room room;
    room.say(gave(1, QStringLiteral("<b>\u202egpj.exe")));
    const QString sentence = room.rows.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.contains(QStringLiteral("<b><U+202E>gpj.exe")), qPrintable(sentence));
    RowFile broken{kTea, 0};
    QCOMPARE(broken.percent(), 100); // no division
    broken.bytes = 10;
    broken.done = 1000;
    QCOMPARE(broken.percent(), 100);
    broken.done = -5;
    QCOMPARE(broken.percent(), 0);
}

QTEST_GUILESS_MAIN(tst_RoomFiles)
#include "tst_roomfiles.moc"
