// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

#include "base/random.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSet>

#include <thread>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// What only a history on the disk does. tst_sqlitefile has its file.
class tst_SqliteStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void comesBack();
    void acknowledgedOutlivesAKill();
    void hasOneOwner();
    void deadOwnersGiveWay_data();
    void deadOwnersGiveWay();
    void makesAFolderOfItsOwn();
    void keepsToItsBytes();
    void roomIsRemovedFromAFullHistory();
    void failedBatchLeavesNothing();
    void smallestBounds_data();
    void smallestBounds();
    void worksInAnotherThread();
    void readersLetTheLogShrink();
    void syncsEveryBatch();
    void searchTakesPieces_data();
    void searchTakesPieces();

private:
    QString path() const { return m_folder->filePath(u"history.db"_s); }
    /// What the error of a history that somebody has says of its owner.
    QString ownerOf(const QString &path)
    {
        const auto store = SqliteStore::open(path, 0);
        return store ? QString() : errorName(store.error().code) + u' ' + store.error().detail;
    }
    /// Adds what is old until it is refused; gives how many were not.
    quint64 fillUp(SqliteStore &store)
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the history: storage_full"_s));
        for (quint64 count = 0; count < 100'000; ++count) {
            const Stored stored = keep(store, u"lobby"_s, at(kNow - 9 * kDay, post(u"word "_s.repeated(40))));
            if (stored.error == ErrorCode::StorageFull)
                return count;
        }
        return 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_SqliteStore::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_SqliteStore::comesBack()
{
    const RoomRules rules{30, true, {identityOf(u"zoe"_s), identityOf(u"ana"_s)}};
    std::vector<RoomHistory> rooms;
    std::vector<Entry> entries;
    QString identity;
    {
        const auto store = openStore(path());
        (void)store->append({{1, u"Lobby"_s, post(u"hello 你好"_s, u"ana"_s, u"x"_s)},
                             {2, u"lobby"_s, entryOf(EntryKind::Topic, 0, u"chalk"_s)},
                             {3, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"hello again 你好"_s)},
                             {4, u"lobby"_s, post(u"gone"_s)},
                             {5, u"lobby"_s, entryOf(EntryKind::Delete, 4, {})}});
        QVERIFY(store->setRules(u"staff"_s, rules));
        store->setMarker(identityOf(u"ana"_s), {u"lobby"_s, 3}); // written when it closes
        identity = store->identity();
        rooms = store->rooms();
        entries = store->page({1, u"lobby"_s}).entries;
    }
    const auto store = openStore(path());
    QCOMPARE(store->identity(), identity);
    QCOMPARE(store->rooms(), rooms);
    QCOMPARE(store->rooms().at(1), (RoomHistory{u"staff"_s, {}, 1, 0, rules}));
    QCOMPARE(store->page({1, u"lobby"_s}).entries, entries);
    QCOMPARE(store->markers(identityOf(u"ana"_s)), (std::vector<Marker>{{u"Lobby"_s, 3}}));
    QCOMPARE(find(*store, u"你好"_s), QStringList{u"hello again 你好"_s});
    QCOMPARE(find(*store, u"gone"_s), QStringList());
    const Stored again = keep(*store, u"lobby"_s, post(u"sent again"_s, u"ana"_s, u"x"_s));
    QVERIFY(again.isDuplicate);
    QCOMPARE(again.entry, entries[0]);
    QCOMPARE(keep(*store, u"LOBBY"_s, post(u"next"_s)).entry.seq, 6);
    QVERIFY(store->setAside().isEmpty());
}

void tst_SqliteStore::acknowledgedOutlivesAKill()
{
    SeededRandom random(7);
    QSet<QByteArray> acknowledged;
    for (int round = 0; round < 6; ++round) {
        QProcess child;
        child.start(QStringLiteral(CHALKWIRE_STORE_CHILD), {path()});
        QVERIFY(child.waitForReadyRead());
        QCOMPARE(child.readLine(), "ready\n");
        QByteArray printed;
        const auto enough = static_cast<qsizetype>(random.next() % 4000);
        while (printed.size() < enough && child.waitForReadyRead())
            printed += child.readAll();
        child.kill();
        child.waitForFinished();
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        printed += child.readAll();
        printed.truncate(printed.lastIndexOf('\n') + 1); // the last line may be cut
        for (const QByteArray &line : printed.split('\n'))
            acknowledged.insert(line);
        acknowledged.remove({});
        const auto store = openStore(path());
        QVERIFY(store);
        QSet<QByteArray> kept;
        for (const RoomHistory &room : store->rooms()) {
            const Page page = store->page({1, room.name, 0, 0, 1'000'000, 1'000'000'000});
            QCOMPARE(page.entries.size(), room.lastSeq);
            for (quint64 seq = 1; seq <= room.lastSeq; ++seq) {
                const Entry &entry = page.entries[seq - 1];
                QCOMPARE(entry.seq, seq);
                QCOMPARE(entry.text, u"text of "_s + entry.id);
                QCOMPARE(find(*store, u'"' + entry.text + u'"', {room.name}).size(), 1);
                kept.insert(u"%1 %2 %3"_s.arg(room.name).arg(seq).arg(entry.id).toUtf8());
            }
        }
        QVERIFY(kept.contains(acknowledged));
        QVERIFY(acknowledged.size() > round);
    }
}

void tst_SqliteStore::hasOneOwner()
{
    const QString own = QString::number(QCoreApplication::applicationPid());
    auto store = openStore(path());
    QVERIFY(ownerOf(path()).startsWith(u"storage_in_use tst_sqlitestore (process "_s + own));
    // One owner a folder, whatever the file is called.
    QVERIFY(ownerOf(m_folder->filePath(u"other.db"_s)).startsWith(u"storage_in_use"));
    QCOMPARE(keep(*store, u"lobby"_s, post(u"not disturbed"_s)).error, ErrorCode::None);
    store.reset();

    QProcess child;
    child.start(QStringLiteral(CHALKWIRE_STORE_CHILD), {path(), u"hold"_s});
    QVERIFY(child.waitForReadyRead());
    QVERIFY2(
        ownerOf(path()).startsWith(u"storage_in_use storechild (process %1 on "_s.arg(child.processId())),
        qPrintable(ownerOf(path())));
    child.kill();
    child.waitForFinished();
    store = openStore(path());
    QVERIFY(store);
    QCOMPARE(linesOf(*store, u"lobby"_s), QStringList{u"1 ana not disturbed"_s});
}

void tst_SqliteStore::deadOwnersGiveWay_data()
{
    QTest::addColumn<QByteArray>("lock");
    const QByteArray own = QByteArray::number(QCoreApplication::applicationPid());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray("\xff\x00garbage", 9);
    QTest::newRow("number-given-again")
        << own + "\ntst_sqlitestore\n" + QSysInfo::machineHostName().toUtf8() + "\n";
    QTest::newRow("other-host") << QByteArray("1\nchalkwire-server\nelsewhere\n");
}

void tst_SqliteStore::deadOwnersGiveWay()
{
    QFETCH(QByteArray, lock);
    QFile file(m_folder->filePath(u"owner.lock"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lock);
    file.close();
    QVERIFY(openStore(path()));
}

void tst_SqliteStore::makesAFolderOfItsOwn()
{
    const QString folder = m_folder->filePath(u"a/b"_s);
    const auto store = openStore(folder + u"/history.db"_s);
    QVERIFY(store);
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                          QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY((QFileInfo(folder).permissions() & others) == QFile::Permissions());
    // Where none can be made.
    QCOMPARE(openError(folder + u"/history.db/c/history.db"_s), u"storage_failed"_s);
    QCOMPARE(openError(m_folder->filePath(u"a"_s)), u"storage_failed"_s); // a folder is no file
}

void tst_SqliteStore::keepsToItsBytes()
{
    constexpr qint64 kBytes = 512 * 1024;
    quint64 count = 0;
    {
        const auto store = openStore(path(), kBytes);
        count = fillUp(*store);
        QVERIFY(count > 100);
        QCOMPARE(linesOf(*store, u"lobby"_s).size(), count); // still read
        QCOMPARE(find(*store, u"word"_s).size(), 50);
    }
    QVERIFY(QFileInfo(path()).size() <= kBytes);
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the history: storage_full"_s));
        const auto store = openStore(path(), kBytes);
        QCOMPARE(keep(*store, u"lobby"_s, post(u"word "_s.repeated(2000))).error, ErrorCode::StorageFull);
        QVERIFY(store->setRules(u"lobby"_s, {1, false, {}})); // in the spare pages
        QCOMPARE(store->purge(kNow, qint64(count)), qint64(count));
        QCOMPARE(keep(*store, u"lobby"_s, post(u"word "_s.repeated(2000))).entry.seq, count + 1);
    }
    const auto store = openStore(path(), 2 * kBytes); // and more is more
    QVERIFY(fillUp(*store) > count);
}

void tst_SqliteStore::roomIsRemovedFromAFullHistory()
{
    const auto store = openStore(path(), 512 * 1024);
    const quint64 count = fillUp(*store);
    QVERIFY(count > 100);
    for (int i = 0; i < 5000; ++i) // what waits is written with it
        store->setName(u"n%1"_s.arg(i), identityOf(QString::number(i)));
    QCOMPARE(store->append({{1, u"lobby"_s, {}, true}}).front().error, ErrorCode::None);
    QVERIFY(linesOf(*store, u"lobby"_s).isEmpty());
    QCOMPARE(store->purge(kNow, 10), 10); // what is left of it, in steps
    QCOMPARE(store->purge(kNow, qint64(count)), qint64(count) - 10);
    QCOMPARE(keep(*store, u"lobby"_s, post(u"word "_s.repeated(2000))).entry.seq, count + 1);
}

void tst_SqliteStore::failedBatchLeavesNothing()
{
    const auto store = openStore(path(), 256 * 1024);
    (void)store->append(
        {{1, u"lobby"_s, post(u"first"_s)}, {2, u"lobby"_s, entryOf(EntryKind::Topic, 0, u"a"_s)}});
    store->setMarker(identityOf(u"ana"_s), {u"lobby"_s, 2});
    const std::vector<RoomHistory> rooms = store->rooms();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the history: storage_full"_s));
    const std::vector<Stored> stored =
        store->append({{3, u"lobby"_s, post(u"second"_s, u"ana"_s, u"x"_s)},
                       {4, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"changed"_s)},
                       {5, u"lobby"_s, entryOf(EntryKind::Topic, 0, u"b"_s)},
                       {6, u"another"_s, post(u"in a new room"_s)},
                       {7, u"lobby"_s, post(u"word "_s.repeated(100'000))}});
    QCOMPARE(stored.size(), 5);
    for (quint64 i = 0; i < 5; ++i) {
        QCOMPARE(stored[i].ticket, 3 + i);
        QCOMPARE(stored[i].error, ErrorCode::StorageFull);
        QCOMPARE(stored[i].entry.seq, 0);
        QVERIFY(!stored[i].isDuplicate);
    }
    QCOMPARE(store->rooms(), rooms);
    QCOMPARE(linesOf(*store, u"lobby"_s), (QStringList{u"1 ana first"_s, u"2 ana topic a"_s}));
    for (const QString &word : {u"second"_s, u"changed"_s, u"new"_s})
        QCOMPARE(find(*store, word, {u"lobby"_s, u"another"_s}), QStringList());
    QCOMPARE(find(*store, u"first"_s), QStringList{u"first"_s});
    QCOMPARE(store->markers(identityOf(u"ana"_s)), (std::vector<Marker>{{u"lobby"_s, 2}}));
    const Stored again = keep(*store, u"lobby"_s, post(u"second"_s, u"ana"_s, u"x"_s));
    QVERIFY(!again.isDuplicate);
    QCOMPARE(again.entry.seq, 3);
    QCOMPARE(keep(*store, u"another"_s, post(u"made now"_s)).entry.seq, 1);
}

void tst_SqliteStore::smallestBounds_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("one-byte") << qint64(1);
    QTest::newRow("some-pages") << qint64(40'000);
}

void tst_SqliteStore::smallestBounds()
{
    QFETCH(qint64, bytes);
    const auto store = SqliteStore::open(path(), bytes);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StorageFull);
}

void tst_SqliteStore::worksInAnotherThread()
{
    QStringList lines;
    QStringList found;
    std::thread other([&] {
        const auto store = openStore(path());
        for (int i = 0; i < 20; ++i)
            (void)keep(*store, u"lobby"_s, post(u"there"_s));
        lines = linesOf(*store, u"lobby"_s);
        found = find(*store, u"there"_s);
    });
    const QTemporaryDir folder;
    const auto store = openStore(folder.filePath(u"history.db"_s));
    for (int i = 0; i < 20; ++i)
        (void)keep(*store, u"lobby"_s, post(u"here"_s));
    other.join();
    QCOMPARE(lines.size(), 20);
    QCOMPARE(found.size(), 20);
    QCOMPARE(find(*store, u"there"_s), QStringList());
}

void tst_SqliteStore::readersLetTheLogShrink()
{
    constexpr qint64 kMostBytes = 8 * 1024 * 1024; // a thousand pages and a batch, where nothing holds them
    const auto store = openStore(path());
    const Append big{1, u"lobby"_s, post(u"word "_s + QString(100'000, u'.'))};
    qint64 written = 0;
    while (written < 3 * kMostBytes) {
        for (const Stored &stored : store->append(std::vector<Append>(10, big)))
            written += stored.entry.text.size();
        // Each stops before its end.
        SearchRequest request = searchFor(u"word"_s, {u"lobby"_s});
        request.count = 1;
        QVERIFY(store->search(request).next != 0);
        QVERIFY(store->page({1, u"lobby"_s, 0, 0, 1}).hasMore);
        QVERIFY(store->page({1, u"lobby"_s, 0, 40, 1}).hasMore);
        QVERIFY(keep(*store, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"x"_s)).error == ErrorCode::None);
    }
    QVERIFY(QFileInfo(path() + u"-wal"_s).size() <= kMostBytes);
}

void tst_SqliteStore::syncsEveryBatch()
{
    const auto file = SqliteFile::open(path(), 0);
    QVERIFY(file);
    Statement synchronous((*file)->connection(), "PRAGMA synchronous");
    Rows level = synchronous.rows();
    QVERIFY(level.next());
    QCOMPARE(level.number(0), 2); // FULL
    Statement journal((*file)->connection(), "PRAGMA journal_mode");
    Rows mode = journal.rows();
    QVERIFY(mode.next());
    QCOMPARE(mode.text(0), u"wal"_s);
}

/// What waits for the index may be much where the disk is full.
void tst_SqliteStore::searchTakesPieces_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<int>("pieces");
    QTest::newRow("limit") << SqliteStore::kScan - 1 << 1;
    QTest::newRow("limit-plus-one") << SqliteStore::kScan + 1 << 2;
    QTest::newRow("many") << 2 * SqliteStore::kScan + 1 << 3;
}

void tst_SqliteStore::searchTakesPieces()
{
    QFETCH(qint64, count);
    QFETCH(int, pieces);
    const auto store = openStore(path());
    (void)keep(*store, u"lobby"_s, post(u"needle"_s));
    QVERIFY(store->flush());
    std::vector<Append> batch;
    for (qint64 i = 1; i < count; ++i)
        batch.push_back({1, i % 2 == 0 ? u"lobby"_s : u"maths"_s, post(u"hay"_s)});
    batch.push_back({1, u"lobby"_s, post(u"needle and thread"_s)});
    (void)store->append(batch);
    SearchRequest rest = searchFor(u"needle"_s, {u"lobby"_s});
    Found found;
    int calls = 1;
    while (!store->searchOn(rest, found))
        ++calls;
    QCOMPARE(calls, pieces);
    QCOMPARE(textsOf(found), (QStringList{u"needle and thread"_s, u"needle"_s}));
    QCOMPARE(found.next, 0);
}

QTEST_GUILESS_MAIN(tst_SqliteStore)
#include "tst_sqlitestore.moc"
