// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

#include "base/random.h"
#include "store/sqliteschema.h"
#include "store/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// What becomes of files that are damaged, older, newer or somebody else's.
class tst_SqliteFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void setsDamagedFilesAside_data();
    void setsDamagedFilesAside();
    void keepsTheLogOfADamagedFile();
    void setsALonelyLogAside();
    void namesDoNotCollide();
    void survivesFlips_data();
    void survivesFlips();
    void leavesOthersAlone_data();
    void leavesOthersAlone();
    void leavesNewerAlone();
    void finishesWhatWasOnlyBegun_data();
    void finishesWhatWasOnlyBegun();
    void everyVersionHasAFixture();
    void migrates_data();
    void migrates();
    void listsWordsAnew();
    void mendsTheIndex_data();
    void mendsTheIndex();
    void listsLater();
    void listsWhatACrashLeft();
    void forgetsWords_data();
    void forgetsWords();

private:
    QString path() const { return m_folder->filePath(u"history.db"_s); }
    QStringList aside() const { return QDir(m_folder->path()).entryList({u"*.damaged-*"_s}); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    /// A history of 300 posts and an edit.
    void fill() const
    {
        const auto store = openStore(path());
        std::vector<Append> batch;
        for (int i = 0; i < 300; ++i)
            batch.push_back({1, u"lobby"_s, post(u"number %1 你好"_s.arg(i), u"ana"_s, QString::number(i))});
        (void)store->append(batch);
        QVERIFY(store->flush()); // the words are in the index
        (void)store->append({{1, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"number zero"_s)}});
    }
    /// The first column of what these statements, run one after another, give.
    static QStringList sql(const QString &path, const QStringList &statements)
    {
        QStringList values;
        SqliteConnection connection;
        if (!connection.open(path, SqliteConnection::Access::ReadWrite))
            qWarning("%s: %s", qPrintable(path), qPrintable(connection.error().text));
        for (const QString &text : statements) {
            Statement statement(connection, text.toUtf8().constData());
            Rows rows = statement.rows();
            while (rows.next())
                values.append(rows.text(0));
            if (rows.hasFailed())
                qWarning("%s: %s", qPrintable(text), qPrintable(rows.error().text));
        }
        return values;
    }
    static QStringList schemaOf(const QString &path)
    {
        return sql(path, {u"SELECT type || name || ifnull(sql, '') FROM sqlite_master ORDER BY 1"_s});
    }
    static void makeVersion(int version, const QString &path)
    {
        const QString text =
            QString::fromUtf8(contentOf(QStringLiteral(CHALKWIRE_SCHEMAS "/%1.sql").arg(version)));
        QStringList statements = text.split(u";\n"_s);
        statements.removeLast();
        (void)sql(path, statements);
    }
    /// How many entries the index has for this word.
    int indexed(const QString &word) const
    {
        return sql(path(), {u"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, entry_words, 'instance')"_s,
                            u"SELECT count(*) FROM temp.v WHERE term = '%1'"_s.arg(word)})
            .value(0)
            .toInt();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_SqliteFile::init()
{
    if (QTest::currentTestFunction() != "survivesFlips"_ba) // which may complain
        QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_SqliteFile::setsDamagedFilesAside_data()
{
    QTest::addColumn<int>("begin"); // in percent of the file
    QTest::addColumn<int>("count"); // bytes that are replaced; 0: the file ends there
    QTest::newRow("cut-to-half") << 50 << 0;
    QTest::newRow("cut-near-the-end") << 90 << 0;
    QTest::newRow("cut-to-a-hundredth") << 1 << 0;
    QTest::newRow("header") << 0 << 16;
    QTest::newRow("first-page") << 0 << 4096;
    QTest::newRow("middle") << 50 << 8192;
    QTest::newRow("end") << 90 << 8192;
    QTest::newRow("everything") << 0 << 100'000'000;
}

void tst_SqliteFile::setsDamagedFilesAside()
{
    fill();
    QFETCH(int, begin);
    QFETCH(int, count);
    QByteArray bytes = contentOf(path());
    const qsizetype from = bytes.size() * begin / 100;
    const qsizetype size = qMin<qsizetype>(count, bytes.size() - from);
    bytes = count == 0 ? bytes.first(from) : bytes.replace(from, size, QByteArray(size, '\xa5'));
    write(path(), bytes);

    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"the history is damaged: .*\\.damaged-"_s));
    const auto store = openStore(path());
    QVERIFY(store);
    QCOMPARE(aside().size(), 1);
    QCOMPARE(m_folder->filePath(aside().first()), store->setAside());
    QVERIFY(contentOf(store->setAside()) == bytes);
    QVERIFY(store->rooms().empty());
    QCOMPARE(keep(*store, u"lobby"_s, post(u"new"_s)).entry.seq, 1);
    QCOMPARE(find(*store, u"new"_s), QStringList{u"new"_s});
}

void tst_SqliteFile::keepsTheLogOfADamagedFile()
{
    fill();
    QByteArray bytes = contentOf(path());
    bytes.replace(0, 16, QByteArray(16, 'x'));
    write(path(), bytes);
    const QByteArray log(5000, 'w');
    write(path() + u"-wal"_s, log);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"the history is damaged"_s));
    const auto store = openStore(path());
    QVERIFY(store);
    QVERIFY(contentOf(store->setAside()) == bytes);
    QVERIFY(contentOf(store->setAside() + u"-wal"_s) == log);
}

void tst_SqliteFile::setsALonelyLogAside()
{
    const QByteArray log(5000, 'w');
    write(path() + u"-wal"_s, log);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"the history is damaged: only its log"_s));
    const auto store = openStore(path());
    QVERIFY(store);
    QVERIFY(contentOf(store->setAside() + u"-wal"_s) == log);
}

void tst_SqliteFile::namesDoNotCollide()
{
    QStringList names;
    for (int i = 0; i < 3; ++i) {
        write(path(), "damage %1"_ba.replace("%1", QByteArray::number(i)));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"the history is damaged"_s));
        const auto store = openStore(path());
        QVERIFY(store);
        names.append(store->setAside());
    }
    for (int i = 0; i < 3; ++i)
        QCOMPARE(contentOf(names[i]), "damage %1"_ba.replace("%1", QByteArray::number(i)));
}

void tst_SqliteFile::survivesFlips_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("bits");
    for (quint64 seed = 1; seed <= 60; ++seed)
        QTest::addRow("%llu", seed) << seed << (seed % 2 == 0 ? 1 : 40);
}

/// Whatever it is, nothing crashes and no byte is lost.
void tst_SqliteFile::survivesFlips()
{
    fill();
    QFETCH(quint64, seed);
    QFETCH(int, bits);
    SeededRandom random(seed);
    QByteArray bytes = contentOf(path());
    for (int i = 0; i < bits; ++i) {
        const quint64 dice = random.next();
        char &byte = bytes.data()[static_cast<qsizetype>((dice >> 3) % quint64(bytes.size()))];
        byte = char(byte ^ (1 << (dice % 8)));
    }
    write(path(), bytes);
    const auto opened = SqliteStore::open(path(), 0);
    if (!opened) {
        QVERIFY(contentOf(path()) == bytes); // left for somebody to look at
        return;
    }
    SqliteStore &store = **opened;
    if (!store.setAside().isEmpty()) {
        QVERIFY(contentOf(store.setAside()) == bytes);
        QCOMPARE(keep(store, u"lobby"_s, post(u"new"_s)).entry.seq, 1);
        return;
    }
    QVERIFY(linesOf(store, u"lobby"_s).size() <= 301);
    (void)find(store, u"number"_s);
    (void)find(store, u"你好"_s);
    (void)keep(store, u"lobby"_s, entryOf(EntryKind::Edit, 2, u"changed"_s));
    (void)keep(store, u"lobby"_s, post(u"again"_s, u"ana"_s, u"7"_s));
    (void)store.setRules(u"lobby"_s, {1, false, {}});
    (void)store.purge(kNow + 9 * kDay, 1000);
}

void tst_SqliteFile::leavesOthersAlone_data()
{
    QTest::addColumn<QStringList>("statements");
    const QString table = u"CREATE TABLE room (id)"_s;
    QTest::newRow("other-id") << QStringList{u"PRAGMA application_id = 7"_s, table};
    QTest::newRow("other-id-empty") << QStringList{u"PRAGMA application_id = 7"_s};
    QTest::newRow("table") << QStringList{table};
    QTest::newRow("version") << QStringList{u"PRAGMA user_version = 1"_s};
    QTest::newRow("log") << QStringList{u"PRAGMA journal_mode = WAL"_s, table};
}

void tst_SqliteFile::leavesOthersAlone()
{
    QFETCH(QStringList, statements);
    (void)sql(path(), statements);
    const QByteArray bytes = contentOf(path());
    QVERIFY(!bytes.isEmpty());
    const auto store = SqliteStore::open(path(), 0);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StorageFailed);
    QCOMPARE(store.error().detail, u"not a history: "_s + path());
    QVERIFY(contentOf(path()) == bytes);
    QVERIFY(aside().isEmpty());
}

void tst_SqliteFile::leavesNewerAlone()
{
    fill();
    (void)sql(path(), {u"PRAGMA user_version = %1"_s.arg(schemaSteps().size() + 1)});
    const QByteArray bytes = contentOf(path());
    QCOMPARE(openError(path()), u"storage_too_new"_s);
    QVERIFY(contentOf(path()) == bytes);
    QVERIFY(aside().isEmpty());
    (void)sql(path(), {u"PRAGMA user_version = %1"_s.arg(schemaSteps().size())});
    QCOMPARE(linesOf(*openStore(path()), u"lobby"_s).size(), 301);
}

void tst_SqliteFile::finishesWhatWasOnlyBegun_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("empty-file") << QStringList{};
    QTest::newRow("no-table") << QStringList{u"PRAGMA journal_mode = WAL"_s};
}

void tst_SqliteFile::finishesWhatWasOnlyBegun()
{
    QFETCH(QStringList, statements);
    write(path(), {});
    (void)sql(path(), statements);
    const auto store = openStore(path());
    QVERIFY(store);
    QVERIFY(store->setAside().isEmpty());
    QCOMPARE(keep(*store, u"lobby"_s, post(u"new"_s)).entry.seq, 1);
}

void tst_SqliteFile::everyVersionHasAFixture()
{
    QStringList wanted;
    for (qsizetype version = 1; version <= schemaSteps().size(); ++version)
        wanted.append(u"%1.sql"_s.arg(version));
    QStringList found = QDir(QStringLiteral(CHALKWIRE_SCHEMAS)).entryList(QDir::Files);
    std::ranges::sort(found, {}, [](const QString &name) { return name.chopped(4).toInt(); });
    QCOMPARE(found, wanted);
    // What the newest one would be written as: no released step has changed.
    makeVersion(int(schemaSteps().size()), path());
    const QTemporaryDir fresh;
    (void)openStore(fresh.filePath(u"history.db"_s));
    QCOMPARE(schemaOf(path()), schemaOf(fresh.filePath(u"history.db"_s)));
}

void tst_SqliteFile::migrates_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= schemaSteps().size(); ++version)
        QTest::addRow("from-%d", version) << version;
}

void tst_SqliteFile::migrates()
{
    QFETCH(int, version);
    makeVersion(version, path());
    QString identity; // it had none
    {
        const auto store = openStore(path());
        QVERIFY(store);
        identity = store->identity();
        QCOMPARE(identity.size(), 32);
        QVERIFY(store->setAside().isEmpty());
        const RoomRules rules{30, true, {identityOf(u"zoe"_s), identityOf(u"ana"_s)}};
        QCOMPARE(store->rooms(),
                 (std::vector<RoomHistory>{{u"Lobby"_s, u"chalk"_s, 2, 5, rules, 0, 1728086400000},
                                           {u"maths"_s, {}, 1, 1, {}, 0, 1728000000003}}));
        QCOMPARE(linesOf(*store, u"lobby"_s),
                 (QStringList{u"2 ana hello again 你好"_s, u"3 ana topic chalk"_s,
                              u"4 ana edit 2 hello again 你好"_s, u"5 ben react 2 👍"_s}));
        QCOMPARE(store->page({1, u"lobby"_s}).entries.at(0).id, u"x"_s);
        QCOMPARE(store->page({1, u"lobby"_s}).entries.at(0).changedBy, 4);
        QCOMPARE(bool(store->page({1, u"maths"_s}).entries.at(0).file), version > 1);
        QCOMPARE(store->files()->size(), version > 1 ? 1 : 0);
        QCOMPARE(store->markers(identityOf(u"ana"_s)), (std::vector<Marker>{{u"Lobby"_s, 4}}));
        QCOMPARE(find(*store, u"你好 from:ana after:2024-10-04 before:2024-10-05"_s),
                 QStringList{u"hello again 你好"_s});
        QCOMPARE(find(*store, u"世界"_s, {u"maths"_s}), QStringList{u"世界"_s});
        QVERIFY(keep(*store, u"lobby"_s, post(u"again"_s, u"ana"_s, u"x"_s)).isDuplicate);
        QCOMPARE(keep(*store, u"lobby"_s, entryOf(EntryKind::Delete, 2, {})).entry.seq, 6);
        QCOMPARE(find(*store, u"hello"_s), QStringList());
    }
    QCOMPARE(openStore(path())->identity(), identity);
    const QTemporaryDir fresh;
    (void)openStore(fresh.filePath(u"history.db"_s));
    QCOMPARE(schemaOf(path()), schemaOf(fresh.filePath(u"history.db"_s)));
}

void tst_SqliteFile::listsWordsAnew()
{
    fill();
    // As if other rules had made them.
    (void)sql(path(),
              {u"INSERT INTO entry_words (entry_words) VALUES ('delete-all')"_s,
               u"INSERT INTO entry_words (rowid, room, name, text) VALUES (2, 'r1', 'ana', 'ghost')"_s,
               u"UPDATE setting SET value = '0.0' WHERE name = 'words'"_s});
    {
        const auto store = openStore(path());
        QCOMPARE(find(*store, u"ghost"_s), QStringList());
        QCOMPARE(find(*store, u"299"_s), QStringList{u"number 299 你好"_s});
        QCOMPARE(find(*store, u"zero from:ana"_s), QStringList{u"number zero"_s});
    }
    QCOMPARE(indexed(u"number"_s), 300);
    QCOMPARE(sql(path(), {u"SELECT value FROM setting WHERE name = 'words'"_s}), QStringList{wordsVersion()});
}

void tst_SqliteFile::mendsTheIndex_data()
{
    QTest::addColumn<QString>("seenBy");
    QTest::addColumn<QString>("which");
    for (const char *name : {"start", "search", "change"})
        QTest::addRow("%s", name) << QString::fromLatin1(name) << QString();
    // What FTS5 reads first is whole, and it remembers that.
    for (const char *name : {"start", "search"})
        QTest::addRow("%s, leaves", name) << QString::fromLatin1(name) << u" WHERE id > 10"_s;
}

void tst_SqliteFile::mendsTheIndex()
{
    fill();
    QFETCH(QString, seenBy);
    QFETCH(QString, which);
    const QString damage = u"UPDATE entry_words_data SET block = x'0102030405060708'"_s + which;
    if (seenBy == u"start") {
        (void)sql(path(), {damage});
    } else {
        const auto store = openStore(path());
        (void)sql(path(), {damage});
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"the index of words is damaged"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the history: storage_failed"_s));
        if (seenBy == u"search")
            QCOMPARE(find(*store, u"number"_s), QStringList{u"storage_failed"_s});
        else
            QCOMPARE(keep(*store, u"lobby"_s, entryOf(EntryKind::Edit, 2, u"new"_s)).error,
                     ErrorCode::StorageFailed);
        QCOMPARE(linesOf(*store, u"lobby"_s).size(), 301);
    }
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"the index of words is out of date or damaged"_s));
    const auto store = openStore(path());
    QVERIFY(store);
    QVERIFY(store->setAside().isEmpty());
    QCOMPARE(find(*store, u"299"_s), QStringList{u"number 299 你好"_s});
    QCOMPARE(keep(*store, u"lobby"_s, post(u"new"_s)).entry.seq, 302);
}

/// What waits is found without the index, and listed once it is kListAtOnce, or at leisure.
void tst_SqliteFile::listsLater()
{
    const auto store = openStore(path());
    const auto add = [&store](qint64 count) {
        const std::vector<Append> batch(size_t(count), {1, u"lobby"_s, post(u"word"_s)});
        QCOMPARE(store->append(batch).back().error, ErrorCode::None);
        store->catchUp();
    };
    add(3);
    QCOMPARE(indexed(u"word"_s), 0);
    QCOMPARE(find(*store, u"word"_s).size(), 3);
    QCOMPARE(indexed(u"word"_s), 0);
    QVERIFY(store->flush());
    QCOMPARE(indexed(u"word"_s), 3);
    add(SqliteStore::kListAtOnce - 1);
    QCOMPARE(indexed(u"word"_s), 3);
    add(1);
    QCOMPARE(indexed(u"word"_s), SqliteStore::kListAtOnce + 3);
    add(SqliteStore::kListAtOnce * 2 + 1);
    QCOMPARE(indexed(u"word"_s), SqliteStore::kListAtOnce * 3 + 4);
}

/// The words of what was kept right before a crash are in no index yet.
void tst_SqliteFile::listsWhatACrashLeft()
{
    const auto store = openStore(path());
    (void)keep(*store, u"lobby"_s, post(u"one word"_s));
    QVERIFY(store->flush());
    (void)keep(*store, u"lobby"_s, post(u"two word"_s));
    const QTemporaryDir left;
    for (const QString &end : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(path() + end, left.filePath(u"history.db"_s) + end));
    const auto next = openStore(left.filePath(u"history.db"_s));
    QCOMPARE(find(*next, u"word"_s), (QStringList{u"two word"_s, u"one word"_s}));
    QCOMPARE(find(*next, u"one"_s), QStringList{u"one word"_s});
}

void tst_SqliteFile::forgetsWords_data()
{
    QTest::addColumn<bool>("isListed");
    QTest::newRow("listed") << true;
    QTest::newRow("waiting") << false;
}

void tst_SqliteFile::forgetsWords()
{
    QFETCH(bool, isListed);
    {
        const auto store = openStore(path());
        (void)store->append({{1, u"lobby"_s, at(kNow - 9 * kDay, post(u"purged 清除 both"_s))},
                             {2, u"lobby"_s, post(u"deleted both"_s)},
                             {3, u"lobby"_s, post(u"edited both"_s)}});
        if (isListed)
            QVERIFY(store->flush());
        (void)store->append({{4, u"lobby"_s, entryOf(EntryKind::Delete, 2, {})},
                             {5, u"lobby"_s, entryOf(EntryKind::Edit, 3, u"kept both"_s)}});
        (void)store->setRules(u"lobby"_s, {1, false, {}});
        QCOMPARE(store->purge(kNow, 10), 1);
        QCOMPARE(find(*store, u"both"_s), QStringList{u"kept both"_s});
    }
    for (const QString &word : {u"purged"_s, u"清除"_s, u"除"_s, u"deleted"_s, u"edited"_s})
        QCOMPARE(indexed(word), 0);
    for (const QString &word : {u"both"_s, u"kept"_s, u"r1"_s, u"ana"_s})
        QCOMPARE(indexed(word), 1);
}

QTEST_GUILESS_MAIN(tst_SqliteFile)
#include "tst_sqlitefile.moc"
