// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/clientstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions kForOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                          QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
const QString kServer = u"127.0.0.1:8000"_s;

ClientEffects effects(std::vector<ClientEffect> items)
{
    return {std::move(items), std::nullopt, {}};
}

OutboxItem item(const QString &id, quint64 order, const QString &text = u"hello"_s)
{
    return {id, order, u"lobby"_s, EntryKind::Post, 0, text, 1'700'000'000'000, {}};
}

KeptUpload upload(const QString &id, quint64 order)
{
    return {id, order, u"lobby"_s, 0, u"/files/tea.txt"_s, u"tea.txt"_s, 11, 5, QByteArray(32, '\0')};
}

KeepRoom roomAt(const QString &name, std::optional<quint64> cursor = std::nullopt)
{
    return {{name, false, cursor, 0}};
}

std::unique_ptr<ClientStore> openStore(const QString &path, qint64 maxBytes = ClientStore::kMaxBytes)
{
    Result<std::unique_ptr<ClientStore>> store = ClientStore::open(path, maxBytes);
    if (!store)
        qWarning("%s: %s", qPrintable(errorName(store.error().code)), qPrintable(store.error().detail));
    return store ? *std::move(store) : nullptr;
}

KeptClient load(ClientStore &store, const QString &server = kServer)
{
    const Result<KeptClient> kept = store.load(server);
    return kept ? *kept : KeptClient{u"error"_s, errorName(kept.error().code), {}, {}};
}

} // namespace

class tst_ClientStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsEverything();
    void keepsServersApart();
    void forgets();
    void namesOfRoomsAreComparedAsNames();
    void isPrivate();
    void setsDamagedFilesAside();
    void hasOneOwner();
    void leavesAHistoryAlone();
    void keepsWhatItMissedWithTheNextCall();
    void forgetsTheServersNotUsedForLongest();
    void keepsServersWithSomethingWaiting();
    void takesOverVersion1();
    void cursorsWaitForTheNextWrite();
    void conversationsAreKeptWithTheInbox();
    void outlivesAKill();

private:
    QString path() const { return m_folder->filePath(u"state/client.sqlite"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ClientStore::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_ClientStore::keepsEverything()
{
    KeptClient kept{u"0123456789abcdef"_s, u"ana"_s, {}, {}, u"that one"_s};
    kept.rooms = {{u"lab"_s, true, std::nullopt, 0}, {u"Lobby"_s, false, 0xffff'ffff'ffff'ffff, 7}};
    kept.outbox = {{u"a1"_s, 3, u"Lobby"_s, EntryKind::Topic, 12, u"two\nlines 你好"_s, -5, u"not_yours"_s},
                   {u"b2"_s, 2, u"lab"_s, EntryKind::Post, 0, QString(), 1, QString()}};
    kept.uploads = {upload(u"c3"_s, 4),
                    {u"d4"_s, 1, u"lab"_s, 7, u"/a"_s, u"a"_s, 0, 0, {}, u"no_files"_s, true}};
    auto store = openStore(path());
    QVERIFY(store);
    QCOMPARE(load(*store), KeptClient());
    std::vector<ClientEffect> all{KeepIdentity{kept.secret, kept.name, kept.history}};
    for (const KeptRoom &room : kept.rooms)
        all.emplace_back(KeepRoom{room});
    for (const OutboxItem &one : kept.outbox)
        all.emplace_back(KeepOutboxItem{one});
    for (const KeptUpload &one : kept.uploads)
        all.emplace_back(KeepUpload{one});
    QCOMPARE(store->keep(effects(all)).code, ErrorCode::None);
    QCOMPARE(load(*store), kept);
    store.reset();
    store = openStore(path());
    QCOMPARE(load(*store), kept);
    // The last word about the same thing holds.
    kept.name = u"bob"_s;
    kept.rooms[0].cursor = 4;
    kept.outbox[1].failure = u"too_long"_s;
    kept.uploads[0].isPaused = true;
    QCOMPARE(store
                 ->keep(effects({KeepRoom{{u"lab"_s, false, 3, 3}},
                                 KeepIdentity{kept.secret, kept.name, kept.history}, KeepRoom{kept.rooms[0]},
                                 KeepOutboxItem{kept.outbox[1]}, KeepUpload{kept.uploads[0]}}))
                 .code,
             ErrorCode::None);
    store.reset();
    QCOMPARE(load(*openStore(path())), kept);
}

void tst_ClientStore::keepsServersApart()
{
    const auto store = openStore(path());
    for (const QString &server : {u"one:1"_s, u"two:2"_s}) {
        (void)load(*store, server);
        QCOMPARE(store
                     ->keep(effects({KeepIdentity{server, {}}, roomAt(u"lobby"_s),
                                     KeepOutboxItem{item(u"same"_s, 1, server)}}))
                     .code,
                 ErrorCode::None);
    }
    QCOMPARE(store->keep(effects({ForgetRoom{u"lobby"_s}})).code, ErrorCode::None);
    QCOMPARE(load(*store, u"one:1"_s).secret, u"one:1"_s);
    QCOMPARE(load(*store, u"one:1"_s).rooms.size(), 1);
    QCOMPARE(load(*store, u"one:1"_s).outbox[0].text, u"one:1"_s);
    QCOMPARE(load(*store, u"two:2"_s).rooms.size(), 0);
    QCOMPARE(load(*store, u"two:2"_s).outbox[0].text, u"two:2"_s);
    QCOMPARE(load(*store, u"three:3"_s), KeptClient());
}

void tst_ClientStore::forgets()
{
    auto store = openStore(path());
    (void)load(*store);
    QCOMPARE(store
                 ->keep(effects({roomAt(u"lab"_s), KeepOutboxItem{item(u"a"_s, 1)},
                                 KeepOutboxItem{item(u"b"_s, 2)}, KeepOutboxItem{item(u"c"_s, 3)},
                                 ForgetOutboxItem{u"c"_s}, KeepUpload{upload(u"a"_s, 1)},
                                 KeepUpload{upload(u"b"_s, 2)}}))
                 .code,
             ErrorCode::None);
    QCOMPARE(store->keep(effects({ForgetUpload{u"a"_s}, ForgetUpload{u"none"_s}})).code, ErrorCode::None);
    QCOMPARE(
        store->keep(effects({ForgetRoom{u"lab"_s}, ForgetOutboxItem{u"a"_s}, ForgetOutboxItem{u"none"_s}}))
            .code,
        ErrorCode::None);
    store.reset();
    const KeptClient kept = load(*openStore(path()));
    QVERIFY(kept.rooms.empty());
    QCOMPARE(kept.outbox, std::vector<OutboxItem>{item(u"b"_s, 2)});
    QCOMPARE(kept.uploads, std::vector<KeptUpload>{upload(u"b"_s, 2)});
}

void tst_ClientStore::namesOfRoomsAreComparedAsNames()
{
    auto store = openStore(path());
    (void)load(*store);
    QCOMPARE(store->keep(effects({roomAt(u"LAB"_s), roomAt(u"Lab"_s, 5)})).code, ErrorCode::None);
    store.reset();
    store = openStore(path());
    QCOMPARE(load(*store).rooms, std::vector<KeptRoom>{roomAt(u"Lab"_s, 5).room});
    QCOMPARE(store->keep(effects({ForgetRoom{u"lab"_s}})).code, ErrorCode::None);
    QVERIFY(load(*store).rooms.empty());
}

/// It has a secret, also in the files that SQLite makes beside it.
void tst_ClientStore::isPrivate()
{
    const auto permissions = [this] {
        QFile::Permissions all;
        for (const QFileInfo &file : QDir(QFileInfo(path()).path()).entryInfoList({u"client.sqlite*"_s}))
            if (!file.fileName().endsWith(u".lock"))
                all |= file.permissions();
        return all;
    };
    auto store = openStore(path());
    (void)load(*store);
    QCOMPARE(store->keep(effects({KeepIdentity{u"0123456789abcdef"_s, {}}})).code, ErrorCode::None);
    QVERIFY(QFile::exists(path() + u"-wal"_s));
    QCOMPARE(permissions() & kForOthers, QFile::Permissions());
    QCOMPARE(QFileInfo(QFileInfo(path()).path()).permissions() & kForOthers, QFile::Permissions());
    store.reset();
    QVERIFY(QFile::setPermissions(path(), QFile::permissions(path()) | QFile::ReadOther));
    store = openStore(path());
    QVERIFY(store);
    QCOMPARE(permissions() & kForOthers, QFile::Permissions());
}

void tst_ClientStore::setsDamagedFilesAside()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("SQLite format 3") + '\0' + QByteArray(8000, 'x'));
    file.close();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"the chat client's file is damaged"_s));
    const auto store = openStore(path());
    QVERIFY(store);
    QVERIFY(QFile::exists(store->setAside()));
    QVERIFY(store->setAside().startsWith(path() + u".damaged-"_s));
    QCOMPARE(QFileInfo(path()).permissions() & kForOthers, QFile::Permissions());
    QCOMPARE(load(*store), KeptClient());
    QCOMPARE(store->keep(effects({KeepIdentity{u"new"_s, {}}})).code, ErrorCode::None);
}

void tst_ClientStore::hasOneOwner()
{
    auto store = openStore(path());
    const Result<std::unique_ptr<ClientStore>> second = ClientStore::open(path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::StorageInUse);
    QVERIFY2(second.error().detail.startsWith(u"tst_clientstore (process "_s),
             qPrintable(second.error().detail));
    // A file beside it is another client's.
    QVERIFY(openStore(path() + u"2"_s));
    store.reset();
    QVERIFY(openStore(path()));
}

void tst_ClientStore::leavesAHistoryAlone()
{
    {
        const Result<std::unique_ptr<SqliteFile>> history = SqliteFile::open(path(), 0);
        QVERIFY(history);
    }
    const Result<std::unique_ptr<ClientStore>> store = ClientStore::open(path());
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StorageFailed);
    QCOMPARE(store.error().detail, u"not a chat client's file: "_s + path());
    QVERIFY(SqliteFile::open(path(), 0));
}

void tst_ClientStore::keepsWhatItMissedWithTheNextCall()
{
    auto store = openStore(path(), 256 * 1024);
    (void)load(*store);
    QCOMPARE(store->keep(effects({KeepOutboxItem{item(u"a"_s, 1)}, KeepOutboxItem{item(u"b"_s, 2)}})).code,
             ErrorCode::None);
    const QString big(400'000, u'x');
    // All or nothing: what a call changes beside the text that has no place is not kept either.
    QCOMPARE(store->keep(effects({ForgetOutboxItem{u"a"_s}, KeepOutboxItem{item(u"big"_s, 3, big)}})).code,
             ErrorCode::StorageFull);
    store.reset();
    store = openStore(path(), 256 * 1024);
    QCOMPARE(load(*store).outbox, (std::vector<OutboxItem>{item(u"a"_s, 1), item(u"b"_s, 2)}));
    QCOMPARE(store->keep(effects({ForgetOutboxItem{u"a"_s}, KeepOutboxItem{item(u"big"_s, 3, big)}})).code,
             ErrorCode::StorageFull);
    QCOMPARE(store->keep(effects({ForgetOutboxItem{u"big"_s}, KeepOutboxItem{item(u"c"_s, 4)}})).code,
             ErrorCode::None);
    store.reset();
    store = openStore(path());
    QCOMPARE(load(*store).outbox, (std::vector<OutboxItem>{item(u"b"_s, 2), item(u"c"_s, 4)}));
}

void tst_ClientStore::forgetsTheServersNotUsedForLongest()
{
    const auto store = openStore(path());
    const auto use = [&store](qint64 number) {
        const QString server = u"host:%1"_s.arg(number);
        (void)load(*store, server);
        return store->keep(effects({KeepIdentity{server, {}}, roomAt(u"lobby"_s)})).code;
    };
    for (qint64 i = 1; i <= ClientStore::kMaxServers; ++i)
        QCOMPARE(use(i), ErrorCode::None);
    QCOMPARE(load(*store, u"host:1"_s).secret, u"host:1"_s);
    QCOMPARE(use(1), ErrorCode::None); // now 2 was not used for longest
    QCOMPARE(load(*store, u"host:2"_s).secret, u"host:2"_s);
    QCOMPARE(use(ClientStore::kMaxServers + 1), ErrorCode::None);
    QCOMPARE(load(*store, u"host:2"_s), KeptClient());
    for (const qint64 there : {qint64(1), qint64(3), ClientStore::kMaxServers + 1})
        QCOMPARE(load(*store, u"host:%1"_s.arg(there)).rooms.size(), 1);
}

void tst_ClientStore::keepsServersWithSomethingWaiting()
{
    const auto store = openStore(path());
    for (qint64 i = 1; i <= ClientStore::kMaxServers + 3; ++i) {
        (void)load(*store, QString::number(i));
        std::vector<ClientEffect> kept{KeepIdentity{u"secret"_s, {}}};
        if (i == 1)
            kept.emplace_back(KeepOutboxItem{item(u"waits"_s, 1)});
        if (i == 2)
            kept.emplace_back(KeepUpload{upload(u"waits"_s, 1)});
        QCOMPARE(store->keep(effects(kept)).code, ErrorCode::None);
    }
    QCOMPARE(load(*store, u"1"_s).outbox.size(), 1);
    QCOMPARE(load(*store, u"2"_s).uploads.size(), 1);
    QCOMPARE(load(*store, u"3"_s), KeptClient());
}

void tst_ClientStore::takesOverVersion1()
{
    QFile script(QStringLiteral(CHALKWIRE_CLIENT_SCHEMAS "/1.sql"));
    QVERIFY(script.open(QIODevice::ReadOnly));
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    {
        SqliteConnection connection;
        QVERIFY(connection.open(path(), SqliteConnection::Access::ReadWrite));
        QVERIFY2(connection.run(QString::fromUtf8(script.readAll())), qPrintable(connection.error().text));
    }
    KeptClient kept{u"0123456789abcdef"_s, u"ana"_s, {{u"Lab"_s, true, 7, 5}}, {}, u"that one"_s};
    kept.outbox = {{u"a"_s, 1, u"Lab"_s, EntryKind::Post, 0, u"hello"_s, 1'700'000'000'000, {}}};
    auto store = openStore(path());
    QVERIFY(store);
    QCOMPARE(store->setAside(), QString());
    QCOMPARE(load(*store), kept);
    QCOMPARE(store->keep(effects({KeepUpload{upload(u"b"_s, 2)}})).code, ErrorCode::None);
    store.reset();
    kept.uploads = {upload(u"b"_s, 2)};
    QCOMPARE(load(*openStore(path())), kept);
}

void tst_ClientStore::cursorsWaitForTheNextWrite()
{
    const QTemporaryDir elsewhere;
    int copies = 0;
    const auto onDisk = [&] { // as a crash now would leave it
        const QString copy = elsewhere.filePath(u"%1.sqlite"_s.arg(++copies));
        for (const QString &part : {QString(), u"-wal"_s})
            (void)QFile::copy(path() + part, copy + part);
        return load(*openStore(copy)).rooms.at(0).cursor;
    };
    auto store = openStore(path());
    (void)load(*store);
    const auto keepCursor = [&store](quint64 cursor) {
        return store->keep(effects({KeepRoom{{u"lobby"_s, false, cursor, 0}}})).code;
    };
    QCOMPARE(keepCursor(1), ErrorCode::None); // a new room does not wait
    QVERIFY(!store->hasWaiting());
    QCOMPARE(keepCursor(2), ErrorCode::None);
    QVERIFY(store->hasWaiting());
    QCOMPARE(onDisk(), std::optional<quint64>(1));
    QCOMPARE(store->keep(effects({KeepOutboxItem{item(u"a"_s, 1)}})).code, ErrorCode::None);
    QVERIFY(!store->hasWaiting());
    QCOMPARE(onDisk(), std::optional<quint64>(2));
    QCOMPARE(keepCursor(3), ErrorCode::None);
    QCOMPARE(store->flush().code, ErrorCode::None);
    QCOMPARE(onDisk(), std::optional<quint64>(3));
    QCOMPARE(keepCursor(4), ErrorCode::None);
    store.reset();
    QCOMPARE(onDisk(), std::optional<quint64>(4));
}

void tst_ClientStore::conversationsAreKeptWithTheInbox()
{
    auto store = openStore(path());
    (void)load(*store);
    const KeptRoom inbox{u"@"_s, false, 4, 2};
    const KeptRoom ben{u"@ben"_s, false, 4, 2, 2};
    QCOMPARE(store->keep(effects({KeepRoom{inbox}})).code, ErrorCode::None);
    QCOMPARE(store->keep(effects({KeepRoom{ben}})).code, ErrorCode::None);
    QVERIFY(store->hasWaiting()); // a crash loses both or none
    store.reset();
    store = openStore(path());
    QCOMPARE(load(*store).rooms, (std::vector<KeptRoom>{inbox, ben}));
    QCOMPARE(store->keep(effects({ForgetRoom{u"@ben"_s}})).code, ErrorCode::None);
    QVERIFY(store->hasWaiting());
    store.reset();
    QCOMPARE(load(*openStore(path())).rooms, std::vector<KeptRoom>{inbox});
}

/// What the child printed was on the disk.
void tst_ClientStore::outlivesAKill()
{
    for (int round = 1; round <= 3; ++round) {
        QProcess child;
        child.start(QStringLiteral(CHALKWIRE_STORE_CHILD), {path(), u"client"_s});
        QByteArray output;
        while (output.count('\n') < 20 * round && child.waitForReadyRead())
            output += child.readAllStandardOutput();
        child.kill();
        QVERIFY(child.waitForFinished());
        output += child.readAllStandardOutput();
        output.truncate(output.lastIndexOf('\n'));
        const qsizetype last = output.mid(output.lastIndexOf('\n') + 1).toLongLong();
        QVERIFY(last >= 20 * round);
        const auto store = openStore(path());
        QVERIFY(store);
        QVERIFY(store->setAside().isEmpty());
        const KeptClient kept = load(*store, u"child"_s);
        // Each step keeps an item and the room's cursor at once, and forgets the item before.
        QCOMPARE(kept.outbox.size(), 1);
        QVERIFY(qsizetype(kept.outbox[0].order) >= last);
        QCOMPARE(kept.rooms.size(), 1);
        QCOMPARE(kept.rooms[0].cursor, std::optional(kept.outbox[0].order));
    }
}

QTEST_GUILESS_MAIN(tst_ClientStore)
#include "tst_clientstore.moc"
