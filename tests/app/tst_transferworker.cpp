// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transferdesk.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kText = "hello chalk";

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

WritePart written(quint64 ticket, const QString &path, const QByteArray &bytes = kText)
{
    return {ticket, path, bytes, bytes};
}

} // namespace

/// What becomes of the user's files: nothing that is there is harmed.
class tst_TransferWorker : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void hashesInParts();
    void whatCannotBeRead_data();
    void whatCannotBeRead();
    void readsBehindAHeader();
    void seesThatAFileChanged_data();
    void seesThatAFileChanged();
    void writesAndNames();
    void emptyFile();
    void replacesNothing();
    void wrongContentIsRemoved();
    void closedIsRemoved();
    void unfinishedIsRemoved();
    void cannotWrite();
    void staysBroken();
    void inMemory();
    void worksInAThreadOfItsOwn();

private:
    QString at(const QString &name) const { return m_folder->filePath(name); }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    void put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray got(const QString &name) const
    {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    qint64 modified(const QString &name) const
    {
        return QFileInfo(at(name)).lastModified().toMSecsSinceEpoch();
    }
    /// What it answers to these.
    std::vector<TransferAnswer> ask(const std::vector<TransferStep> &steps)
    {
        std::vector<TransferAnswer> answers;
        QObject context;
        connect(m_worker.get(), &TransferWorker::worked, &context,
                [&](const SharedTransferAnswers &all) { answers = *all; });
        m_worker->work(std::make_shared<const std::vector<TransferStep>>(steps));
        return answers;
    }
    template<class Answer>
    Answer askOne(const TransferStep &step)
    {
        return std::get<Answer>(ask({step}).at(0));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TransferWorker> m_worker;
};

void tst_TransferWorker::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_worker = std::make_unique<TransferWorker>();
}

void tst_TransferWorker::hashesInParts()
{
    constexpr qint64 kPart = 4 * 1024 * 1024;
    const QByteArray large(kPart + 1, 'x');
    put(u"large"_s, large);
    const HashPart step{1, at(u"large"_s)};
    auto hashed = askOne<PartHashed>(step);
    QCOMPARE(hashed.done, kPart);
    QCOMPARE(hashed.size, kPart + 1);
    QCOMPARE(hashed.sha256, QByteArray());
    hashed = askOne<PartHashed>(step);
    QCOMPARE(hashed.done, kPart + 1);
    QCOMPARE(hashed.modified, modified(u"large"_s));
    QCOMPARE(hashed.sha256, sha256(large));
    QVERIFY(ask({CloseFile{1}}).empty());
    put(u"empty"_s, {});
    QCOMPARE(askOne<PartHashed>(HashPart{2, at(u"empty"_s)}).sha256, sha256({}));
}

void tst_TransferWorker::whatCannotBeRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("not-there") << u"none"_s;
    QTest::newRow("folder") << u"."_s;
    QTest::newRow("device") << u"../../dev/zero"_s;
}

void tst_TransferWorker::whatCannotBeRead()
{
    QFETCH(QString, name);
    QCOMPARE(askOne<PartHashed>(HashPart{1, at(name)}).error, ErrorCode::Unreadable);
    QCOMPARE(askOne<PartRead>(ReadPart{2, at(name), 1, 1, 0, 1, "h"}).error, ErrorCode::Unreadable);
}

void tst_TransferWorker::readsBehindAHeader()
{
    put(u"tea"_s, kText);
    const auto part = [&](qint64 offset, qint64 count) {
        return askOne<PartRead>(
            ReadPart{1, at(u"tea"_s), kText.size(), modified(u"tea"_s), offset, count, "header "});
    };
    QCOMPARE(part(0, 5).frame, "header hello");
    QCOMPARE(part(6, 5).frame, "header chalk");
    QCOMPARE(part(7, 5).error, ErrorCode::Unreadable); // not so much is there
}

void tst_TransferWorker::seesThatAFileChanged_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("later");
    QTest::newRow("same") << kText.size() << qint64(0);
    QTest::newRow("size") << kText.size() + 1 << qint64(0);
    QTest::newRow("time") << kText.size() << qint64(1);
}

void tst_TransferWorker::seesThatAFileChanged()
{
    QFETCH(qint64, size);
    QFETCH(qint64, later);
    put(u"tea"_s, kText);
    const auto read = askOne<PartRead>(ReadPart{1, at(u"tea"_s), size, modified(u"tea"_s) + later, 0, 5, {}});
    const bool isSame = size == kText.size() && later == 0;
    QCOMPARE(read.error, isSame ? ErrorCode::None : ErrorCode::FileChanged);
}

void tst_TransferWorker::writesAndNames()
{
    const QString path = at(u"tea.txt"_s);
    const auto first = askOne<PartWritten>(written(1, path, "hello "));
    QCOMPARE(first.error, ErrorCode::None);
    QCOMPARE(first.bytes, 6);
    QCOMPARE(first.cost, 6 + 256);
    QCOMPARE(names(), QStringList{u"tea.txt.part"_s});
    (void)ask({written(1, path, "chalk")});
    const auto finished = askOne<FileFinished>(FinishFile{1, path, sha256(kText)});
    QCOMPARE(finished.error, ErrorCode::None);
    QCOMPARE(finished.path, path);
    QCOMPARE(names(), QStringList{u"tea.txt"_s});
    QCOMPARE(got(u"tea.txt"_s), kText);
}

void tst_TransferWorker::emptyFile()
{
    QCOMPARE(askOne<FileFinished>(FinishFile{1, at(u"tea"_s), sha256({})}).error, ErrorCode::None);
    QCOMPARE(got(u"tea"_s), QByteArray());
}

void tst_TransferWorker::replacesNothing()
{
    const QStringList taken{u"tea.txt"_s, u"tea (2).txt"_s, u"tea.txt.part"_s};
    for (const QString &name : taken)
        put(name, name.toUtf8());
    QVERIFY(QFile::link(at(u"nowhere"_s), at(u"tea (3).txt"_s))); // leads to nothing, and would make it
    (void)ask({written(1, at(u"tea.txt"_s))});
    const auto finished = askOne<FileFinished>(FinishFile{1, at(u"tea.txt"_s), sha256(kText)});
    QCOMPARE(finished.path, at(u"tea (4).txt"_s));
    QCOMPARE(got(u"tea (4).txt"_s), kText);
    for (const QString &name : taken)
        QCOMPARE(got(name), name.toUtf8());
    QVERIFY(!QFile::exists(at(u"nowhere"_s)));
    put(u"plain"_s, "x");
    QCOMPARE(askOne<FileFinished>(FinishFile{2, at(u"plain"_s), sha256({})}).path, at(u"plain (2)"_s));
}

void tst_TransferWorker::wrongContentIsRemoved()
{
    (void)ask({written(1, at(u"tea"_s))});
    QCOMPARE(askOne<FileFinished>(FinishFile{1, at(u"tea"_s), sha256("another")}).error, ErrorCode::BadHash);
    QCOMPARE(names(), QStringList());
}

void tst_TransferWorker::closedIsRemoved()
{
    (void)ask({written(1, at(u"tea"_s)), written(2, at(u"two"_s))});
    QCOMPARE(names().size(), 2);
    (void)ask({CloseFile{1}, CloseFile{7}});
    QCOMPARE(names(), QStringList{u"two.part"_s});
    // What is read only stays.
    put(u"mine"_s, kText);
    (void)ask({HashPart{3, at(u"mine"_s)}, CloseFile{3}});
    QCOMPARE(got(u"mine"_s), kText);
}

void tst_TransferWorker::unfinishedIsRemoved()
{
    (void)ask({written(1, at(u"tea"_s))});
    m_worker.reset();
    QCOMPARE(names(), QStringList());
}

void tst_TransferWorker::cannotWrite()
{
    const QString path = at(u"none/tea"_s);
    QCOMPARE(askOne<PartWritten>(written(1, path)).error, ErrorCode::Unwritable);
    QCOMPARE(askOne<FileFinished>(FinishFile{2, path, sha256({})}).error, ErrorCode::Unwritable);
}

/// A part is missing: the next would be written in its place.
void tst_TransferWorker::staysBroken()
{
    const QString path = at(u"later/tea"_s);
    QCOMPARE(askOne<PartWritten>(written(1, path)).error, ErrorCode::Unwritable);
    QVERIFY(QDir(m_folder->path()).mkdir(u"later"_s));
    QCOMPARE(askOne<PartWritten>(written(1, path)).error, ErrorCode::Unwritable);
    QCOMPARE(askOne<FileFinished>(FinishFile{1, path, sha256(kText)}).error, ErrorCode::Unwritable);
    QCOMPARE(askOne<PartWritten>(written(2, path)).error, ErrorCode::None);
}

void tst_TransferWorker::inMemory()
{
    (void)ask({written(1, {}, "hello "), written(1, {}, "chalk")});
    QCOMPARE(askOne<FileFinished>(FinishFile{1, {}, sha256(kText)}).content, kText);
    QCOMPARE(names(), QStringList());
}

void tst_TransferWorker::worksInAThreadOfItsOwn()
{
    auto desk = std::make_unique<TransferDesk>();
    QSignalSpy spy(desk.get(), &TransferDesk::worked);
    desk->take({});
    desk->take({written(1, at(u"tea"_s))});
    desk->take({FinishFile{1, at(u"tea"_s), sha256(kText)}});
    QTRY_COMPARE(spy.size(), 2);
    desk->take({written(2, at(u"two"_s)), FinishFile{2, at(u"two"_s), sha256(kText)}});
    desk.reset(); // waits for it
    QCOMPARE(got(u"two"_s), kText);
}

QTEST_GUILESS_MAIN(tst_TransferWorker)
#include "tst_transferworker.moc"
