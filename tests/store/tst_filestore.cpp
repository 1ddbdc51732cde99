// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filestore.h"
#include "storetools.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kText = QByteArray("chalk and wire, ").repeated(4096); // 64 KiB

KeptFile wanted(const QByteArray &content, const QString &author = u"ana"_s)
{
    return {{},
            QCryptographicHash::hash(content, QCryptographicHash::Sha256),
            content.size(),
            identityOf(author)};
}

} // namespace

class tst_FileStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsAndReads();
    void keepsNothingForOthersEyes();
    void keepsAContentOnce();
    void anotherAuthorHasToSendItToo();
    void removesWhatNoPostHas();
    void readsOnlyWhatIsThere();
    void refusesAWrongHash();
    void goesOn();
    void goesOnAfterARestart();
    void goesOnWithWhatWasNeverWritten();
    void laterUploadTakesOver();
    void nothingIsLeftOfWhatWasDiscarded();
    void keepsEmptyFiles();
    void boundsAnAuthor();
    void boundsTheWhole();
    void whatWasLeftMakesRoom();
    void boundsWhatIsLeft();
    void forgetsOldUploads();
    void removesLeftoversOnly();
    void healsADamagedContent();
    void saysWhenTheFolderIsNoFolder();

private:
    std::unique_ptr<FileStore> open(const FileBounds &bounds = {}, const std::vector<KeptFile> &kept = {})
    {
        Result<std::unique_ptr<FileStore>> store = FileStore::open(path(), bounds, kept);
        return store ? *std::move(store) : nullptr;
    }
    QString path() const { return m_folder->filePath(u"files"_s); }
    QStringList names() const { return QDir(path()).entryList(QDir::Files | QDir::Hidden); }
    /// "" where it is kept, else the error; `key` is set.
    static QString give(FileStore &store, quint64 id, const QByteArray &content, QString *key = nullptr,
                        const QString &author = u"ana"_s)
    {
        const Result<qint64> begun = store.begin(id, wanted(content, author), 0);
        if (!begun)
            return errorName(begun.error().code);
        const QByteArrayView rest = QByteArrayView(content).sliced(*begun);
        if (const ErrorCode wrong = rest.isEmpty() ? ErrorCode::None : store.append(id, rest, 0);
            wrong != ErrorCode::None)
            return errorName(wrong);
        const Result<QString> kept = store.finish(id);
        if (kept && key)
            *key = *kept;
        return kept ? QString() : errorName(kept.error().code);
    }
    static qint64 begin(FileStore &store, quint64 id, const KeptFile &file)
    {
        const Result<qint64> begun = store.begin(id, file, 0);
        return begun ? *begun : -1;
    }
    static QByteArray read(const FileStore &store, const QString &key, qint64 offset, qint64 count)
    {
        QByteArray bytes(count, 0);
        const ErrorCode error = store.read(key, offset, bytes.data(), count);
        return error == ErrorCode::None ? bytes : errorName(error).toLatin1();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_FileStore::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_FileStore::keepsAndReads()
{
    QString key;
    {
        const auto store = open();
        QCOMPARE(begin(*store, 1, wanted(kText)), 0);
        QCOMPARE(store->append(1, QByteArrayView(kText).first(1000), 0), ErrorCode::None);
        QVERIFY(names().value(0).endsWith(u".part")); // not to be seen as a file
        QCOMPARE(store->append(1, QByteArrayView(kText).sliced(1000), 0), ErrorCode::None);
        key = store->finish(1).value();
        QVERIFY(!store->isUnderWay(1));
        QCOMPARE(read(*store, key, 0, kText.size()), kText);
        QCOMPARE(read(*store, key, 1000, 16), kText.sliced(1000, 16));
    }
    QCOMPARE(names(), QStringList{key});
    KeptFile file = wanted(kText);
    file.key = key;
    QCOMPARE(read(*open({}, {file}), key, 0, kText.size()), kText);
}

void tst_FileStore::keepsNothingForOthersEyes()
{
    const auto store = open();
    QString key;
    QCOMPARE(give(*store, 1, kText, &key), QString());
    constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther |
                             QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path()) & kOthers));
    QVERIFY(!(QFile::permissions(path() + u'/' + key) & kOthers));
}

void tst_FileStore::keepsAContentOnce()
{
    const auto store = open();
    QString first;
    QString second;
    QCOMPARE(give(*store, 1, kText, &first), QString());
    QCOMPARE(begin(*store, 2, wanted(kText)), kText.size()); // nothing has to be sent
    second = store->finish(2).value();
    QCOMPARE(second, first);
    QCOMPARE(names(), QStringList{first});
}

void tst_FileStore::anotherAuthorHasToSendItToo()
{
    const auto store = open();
    QString first;
    QString second;
    QCOMPARE(give(*store, 1, kText, &first), QString());
    QCOMPARE(begin(*store, 2, wanted(kText, u"ben"_s)), 0);
    store->discard(2);
    QCOMPARE(give(*store, 3, kText, &second, u"ben"_s), QString());
    QCOMPARE(second, first);
    QCOMPARE(names(), QStringList{first});
}

void tst_FileStore::removesWhatNoPostHas()
{
    const auto store = open();
    KeptFile file = wanted(kText);
    KeptFile bens = wanted(kText, u"ben"_s);
    QCOMPARE(give(*store, 1, kText, &file.key), QString());
    QCOMPARE(give(*store, 2, kText), QString());
    QCOMPARE(give(*store, 3, kText, &bens.key, u"ben"_s), QString());
    store->release(file);
    store->release(bens);
    store->release(bens); // once too often
    QCOMPARE(read(*store, file.key, 0, 5), kText.first(5));
    store->release(file);
    QCOMPARE(read(*store, file.key, 0, 5), "no_such_file");
    QCOMPARE(names(), QStringList());
}

void tst_FileStore::readsOnlyWhatIsThere()
{
    const auto store = open();
    QString key;
    QCOMPARE(give(*store, 1, kText, &key), QString());
    QCOMPARE(read(*store, key, kText.size() - 1, 1), kText.last(1));
    QCOMPARE(read(*store, key, kText.size(), 1), "no_such_file");
    QCOMPARE(read(*store, key, -1, 1), "no_such_file");
    QCOMPARE(read(*store, u"../files/"_s + key, 0, 1), "no_such_file");
    QVERIFY(QFile::remove(path() + u'/' + key));
    QCOMPARE(read(*store, key, 0, 1), "storage_failed");
}

void tst_FileStore::refusesAWrongHash()
{
    const auto store = open();
    QCOMPARE(begin(*store, 1, wanted(kText)), 0);
    QCOMPARE(store->append(1, QByteArray(kText.size(), 'x'), 0), ErrorCode::None);
    QCOMPARE(store->finish(1).error().code, ErrorCode::BadHash);
    QCOMPARE(names(), QStringList());
    QCOMPARE(give(*store, 2, kText), QString());
}

void tst_FileStore::goesOn()
{
    const auto store = open();
    QCOMPARE(begin(*store, 1, wanted(kText)), 0);
    QCOMPARE(store->append(1, QByteArrayView(kText).first(1000), 0), ErrorCode::None);
    store->leave(1, 0);
    QCOMPARE(store->append(1, "x", 0), ErrorCode::NoSuchTransfer);
    QCOMPARE(begin(*store, 2, wanted(kText, u"ben"_s)), 0); // what ana sent is no business of his
    QCOMPARE(begin(*store, 3, wanted(kText)), 1000);
    QCOMPARE(store->append(3, QByteArrayView(kText).sliced(1000), 0), ErrorCode::None);
    QVERIFY(store->finish(3));
}

void tst_FileStore::goesOnAfterARestart()
{
    {
        const auto store = open();
        QCOMPARE(begin(*store, 1, wanted(kText)), 0);
        QCOMPARE(store->append(1, QByteArrayView(kText).first(1000), 0), ErrorCode::None);
    } // as if it was ended
    QString key;
    const auto store = open();
    QCOMPARE(begin(*store, 1, wanted(kText)), 1000);
    QCOMPARE(store->append(1, QByteArrayView(kText).sliced(1000), 0), ErrorCode::None);
    key = store->finish(1).value();
    QCOMPARE(read(*store, key, 0, kText.size()), kText);
}

void tst_FileStore::goesOnWithWhatWasNeverWritten()
{
    {
        const auto store = open();
        QCOMPARE(begin(*store, 1, wanted(kText)), 0);
        QCOMPARE(store->append(1, QByteArrayView(kText).first(1000), 0), ErrorCode::None);
    }
    QFile part(path() + u'/' + names().value(0)); // the power went: its length came to the disk, it did not
    QVERIFY(part.open(QIODevice::ReadWrite));
    part.write(QByteArray(1000, 0));
    part.close();
    const auto store = open();
    QCOMPARE(begin(*store, 1, wanted(kText)), 1000);
    QCOMPARE(store->append(1, QByteArrayView(kText).sliced(1000), 0), ErrorCode::None);
    QCOMPARE(store->finish(1).error().code, ErrorCode::BadHash);
    QCOMPARE(give(*store, 2, kText), QString());
}

void tst_FileStore::laterUploadTakesOver()
{
    const auto store = open();
    QCOMPARE(begin(*store, 1, wanted(kText)), 0);
    QCOMPARE(store->append(1, QByteArrayView(kText).first(1000), 0), ErrorCode::None);
    QCOMPARE(begin(*store, 2, wanted(kText)), 1000); // its connection is dead, and nobody knows yet
    QCOMPARE(store->append(1, "late", 0), ErrorCode::NoSuchTransfer);
    QCOMPARE(store->append(2, QByteArrayView(kText).sliced(1000), 0), ErrorCode::None);
    store->discard(1);
    QVERIFY(store->finish(2));
}

void tst_FileStore::nothingIsLeftOfWhatWasDiscarded()
{
    const auto store = open({kText.size(), kText.size()});
    for (quint64 id = 1; id < 4; ++id) {
        QCOMPARE(begin(*store, id, wanted(kText)), 0);
        QCOMPARE(store->append(id, QByteArrayView(kText).first(1000), 0), ErrorCode::None);
        store->discard(id);
    }
    QCOMPARE(names(), QStringList());
}

void tst_FileStore::keepsEmptyFiles()
{
    const auto store = open();
    QString key;
    QCOMPARE(give(*store, 1, {}, &key), QString());
    QCOMPARE(names(), QStringList{key});
    QCOMPARE(read(*store, key, 0, 0), QByteArray());
}

void tst_FileStore::boundsAnAuthor()
{
    const auto store = open({0, 3000});
    KeptFile file = wanted(QByteArray(1000, 'a'));
    QCOMPARE(give(*store, 1, QByteArray(1000, 'a'), &file.key), QString());
    QCOMPARE(begin(*store, 2, wanted(QByteArray(1500, 'b'))), 0); // one that is under way counts
    QCOMPARE(give(*store, 3, QByteArray(501, 'c')), u"quota_used"_s);
    QCOMPARE(give(*store, 4, QByteArray(500, 'c')), QString());
    QCOMPARE(give(*store, 5, QByteArray(1000, 'a')), u"quota_used"_s); // so does the same again
    QCOMPARE(give(*store, 6, QByteArray(3000, 'd'), nullptr, u"ben"_s), QString());
    store->release(file);
    QCOMPARE(give(*store, 7, QByteArray(1001, 'e')), u"quota_used"_s);
    QCOMPARE(give(*store, 8, QByteArray(1000, 'e')), QString());
}

void tst_FileStore::boundsTheWhole()
{
    KeptFile file = wanted(QByteArray(1000, 'a'));
    {
        const auto store = open({3000});
        QCOMPARE(give(*store, 1, QByteArray(1000, 'a'), &file.key), QString());
        QCOMPARE(begin(*store, 2, wanted(QByteArray(1500, 'b'))), 0);
        QCOMPARE(give(*store, 3, QByteArray(501, 'c'), nullptr, u"ben"_s), u"storage_full"_s);
        QCOMPARE(give(*store, 4, QByteArray(500, 'c'), nullptr, u"ben"_s), QString());
        QCOMPARE(give(*store, 5, QByteArray(1000, 'a')), QString()); // that is there
    }
    const auto store = open({3000}, {file});
    QCOMPARE(give(*store, 1, QByteArray(2001, 'd')), u"storage_full"_s);
    QCOMPARE(give(*store, 1, QByteArray(2000, 'd')), QString());
}

void tst_FileStore::whatWasLeftMakesRoom()
{
    const auto store = open({3000});
    for (const char c : {'a', 'b'}) {
        QCOMPARE(begin(*store, 1, wanted(QByteArray(1500, c))), 0);
        QCOMPARE(store->append(1, QByteArray(1000, c), 0), ErrorCode::None);
        store->leave(1, c);
    }
    QCOMPARE(begin(*store, 2, wanted(QByteArray(2000, 'c'))), 0); // the older one went
    store->discard(2);
    QCOMPARE(begin(*store, 3, wanted(QByteArray(1500, 'b'))), 1000);
    store->leave(3, 'b');
    QCOMPARE(begin(*store, 4, wanted(QByteArray(1500, 'a'))), 0);
}

void tst_FileStore::boundsWhatIsLeft()
{
    const auto store = open({0, 0, 2});
    const auto left = [&store](char c) {
        const qint64 begun = begin(*store, 1, wanted(QByteArray(1500, c)));
        (void)store->append(1, QByteArray(10, c), 0);
        store->leave(1, c);
        return begun;
    };
    QCOMPARE(left('a'), 0);
    QCOMPARE(left('b'), 0);
    QCOMPARE(left('c'), 0);
    QCOMPARE(names().size(), 2);
    QCOMPARE(left('c'), 10);
    QCOMPARE(left('b'), 10);
    QCOMPARE(left('a'), 0);
}

void tst_FileStore::forgetsOldUploads()
{
    const auto store = open({0, 0, 0, 1000});
    QCOMPARE(begin(*store, 1, wanted(kText)), 0);
    QCOMPARE(store->append(1, "chalk", 0), ErrorCode::None);
    store->forgetOld(100'000); // one under way has no age
    store->leave(1, 5000);
    store->forgetOld(6000);
    QCOMPARE(names().size(), 1);
    store->forgetOld(6001);
    QCOMPARE(names(), QStringList());
    QCOMPARE(begin(*store, 2, wanted(kText)), 0);
}

void tst_FileStore::removesLeftoversOnly()
{
    QString orphan;
    QCOMPARE(give(*open(), 1, kText, &orphan), QString()); // kept, and no post came of it
    for (const QString &name : {u"notes.txt"_s, u"0123.part"_s, QString(32, u'A')}) {
        QFile file(path() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const auto store = open();
    QCOMPARE(names(), (QStringList{u"0123.part"_s, QString(32, u'A'), u"notes.txt"_s}));
    QCOMPARE(give(*store, 1, kText), QString());
}

void tst_FileStore::healsADamagedContent()
{
    const auto store = open();
    QString key;
    QString again;
    QCOMPARE(give(*store, 1, kText, &key), QString());
    QVERIFY(QFile::resize(path() + u'/' + key, 10));
    QCOMPARE(give(*store, 2, kText, &again), QString()); // all of it was sent
    QCOMPARE(again, key);
    QCOMPARE(read(*store, key, 0, kText.size()), kText);
}

void tst_FileStore::saysWhenTheFolderIsNoFolder()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto store = FileStore::open(path(), {}, {});
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StorageFailed);
}

QTEST_GUILESS_MAIN(tst_FileStore)
#include "tst_filestore.moc"
