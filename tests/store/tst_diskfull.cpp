// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filestore.h"
#include "storetools.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

namespace {

void write(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

/// A disk of some MiB that only this process sees, in memory, or, where no such may be mounted, a bound for
/// the size of each file.
class SmallDisk
{
public:
    /// To be called while there is one thread.
    SmallDisk()
    {
        const QByteArray user = QByteArray::number(::getuid());
        const QByteArray group = QByteArray::number(::getgid());
        const QByteArray path = QFile::encodeName(m_folder.path());
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWNS | CLONE_NEWUSER) == 0) {
            write("/proc/self/setgroups", "deny");
            write("/proc/self/uid_map", user + ' ' + user + " 1");
            write("/proc/self/gid_map", group + ' ' + group + " 1");
        }
        m_isMounted = ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                      ::mount("chalkwire", path.constData(), "tmpfs", 0, "size=3m") == 0;
        std::signal(SIGXFSZ, SIG_IGN);
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount2(QFile::encodeName(m_folder.path()).constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    QString path() const { return m_folder.filePath(u"history.db"_s); }
    /// What a full disk is called: SQLite cannot tell a file's bound from a broken disk.
    ErrorCode full() const { return m_isMounted ? ErrorCode::StorageFull : ErrorCode::StorageFailed; }
    void occupy()
    {
        if (!m_isMounted)
            return setBound(1024 * 1024);
        QFile ballast(m_folder.filePath(u"ballast"_s));
        QVERIFY(ballast.open(QIODevice::WriteOnly | QIODevice::Append));
        while (ballast.write(QByteArray(4096, 'x')) == 4096 && ballast.flush()) {
        }
    }
    void free()
    {
        if (!m_isMounted)
            return setBound(RLIM_INFINITY);
        QVERIFY(QFile::remove(m_folder.filePath(u"ballast"_s)));
    }

private:
    static void setBound(rlim_t bytes)
    {
        rlimit limit{};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = qMin(bytes, limit.rlim_max);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    QTemporaryDir m_folder;
    bool m_isMounted = false;
};

SmallDisk *s_disk = nullptr;

} // namespace

class tst_DiskFull : public QObject
{
    Q_OBJECT

private slots:
    void refusesAndRecovers();
    void opensOnAFullDisk();
    void refusesFilesAndGoesOn();
};

void tst_DiskFull::refusesAndRecovers()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    auto store = openStore(s_disk->path());
    QVERIFY(store);
    quint64 kept = 0;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 10; ++i)
            kept = keep(*store, u"lobby"_s, post(u"before %1"_s.arg(round))).entry.seq;
        s_disk->occupy();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the history: storage_"_s));
        Stored last = keep(*store, u"lobby"_s, post(u"word "_s.repeated(200)));
        for (; last.error == ErrorCode::None; last = keep(*store, u"lobby"_s, post(u"word "_s.repeated(200))))
            kept = last.entry.seq;
        QCOMPARE(last.error, s_disk->full());
        QCOMPARE(last.entry.seq, 0);
        // It stays up and is read.
        QCOMPARE(keep(*store, u"lobby"_s, post(u"word "_s.repeated(200))).error, s_disk->full());
        QCOMPARE(linesOf(*store, u"lobby"_s).size(), kept);
        QCOMPARE(find(*store, u"before"_s).size(), 10 * (round + 1));
        s_disk->free();
        const Stored next = keep(*store, u"lobby"_s, post(u"after"_s));
        QCOMPARE(next.error, ErrorCode::None);
        QCOMPARE(next.entry.seq, ++kept);
    }
    store.reset();
    store = openStore(s_disk->path());
    QVERIFY(store->setAside().isEmpty());
    const Page page = store->page({1, u"lobby"_s, 0, 0, 1'000'000, 1'000'000'000});
    QCOMPARE(page.entries.size(), kept);
    for (quint64 seq = 1; seq <= kept; ++seq)
        QCOMPARE(page.entries[seq - 1].seq, seq);
}

void tst_DiskFull::opensOnAFullDisk()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    (void)openStore(s_disk->path());
    s_disk->occupy();
    const Result<std::unique_ptr<SqliteStore>> store = SqliteStore::open(s_disk->path(), 0);
    s_disk->free();
    if (store)
        QVERIFY(!(*store)->rooms().empty());
    else
        QCOMPARE(store.error().code, ErrorCode::StorageFull); // not even the lock can be written
}

void tst_DiskFull::refusesFilesAndGoesOn()
{
    const QByteArray content(1'000'000, 'x');
    const KeptFile file{{},
                        QCryptographicHash::hash(content, QCryptographicHash::Sha256),
                        content.size(),
                        identityOf(u"ana"_s)};
    const auto store = FileStore::open(QFileInfo(s_disk->path()).path() + u"/files"_s, {}, {}).value();
    QCOMPARE(store->begin(1, file, 0).value(), 0);
    QCOMPARE(store->append(1, QByteArrayView(content).first(10'000), 0), ErrorCode::None);
    s_disk->occupy();
    ErrorCode error = ErrorCode::None;
    for (qsizetype at = 10'000; error == ErrorCode::None && at < content.size(); at += 10'000)
        error = store->append(1, QByteArrayView(content).sliced(at, 10'000), 0);
    QCOMPARE(error, s_disk->full());
    QVERIFY(!store->isUnderWay(1));
    s_disk->free();
    const qint64 offset = store->begin(2, file, 0).value();
    QVERIFY(offset >= 10'000);
    QCOMPARE(store->append(2, QByteArrayView(content).sliced(offset), 0), ErrorCode::None);
    QByteArray read(content.size(), 0);
    QCOMPARE(store->read(store->finish(2).value(), 0, read.data(), read.size()), ErrorCode::None);
    QCOMPARE(read, content);
}

int main(int argc, char **argv)
{
    SmallDisk disk;
    s_disk = &disk;
    QCoreApplication application(argc, argv);
    tst_DiskFull test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_diskfull.moc"
