// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filedesk.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kText = "hello chalk";
constexpr ConnectionId kBy = 7;

KeptFile wanted()
{
    return {{},
            QCryptographicHash::hash(kText, QCryptographicHash::Sha256),
            kText.size(),
            QByteArray(kIdentityBytes, 'a')};
}

WriteUpload written(quint64 ticket, qsizetype at, qsizetype count)
{
    return {ticket, kBy, kText, QByteArrayView(kText).sliced(at, count)};
}

} // namespace

/// Work goes to the files' thread, and comes back in order.
class tst_FileDesk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersInOrder();
    void readsBehindAHeader();
    void errorsAreAnswered();
    void releasesOnceToo();
    void closesAfterTheWork();
    void temporaryFolderGoes();
    void setsFilesAsideWithTheirHistory();
    void saysThatItCannotOpen();

private:
    FilesPlace place() const { return {m_folder->filePath(u"files"_s), {}}; }
    QStringList names() const { return QDir(place().folder).entryList(QDir::Files); }
    /// What it answers to these; an empty list when nothing came.
    static std::vector<FileAnswer> ask(FileDesk &desk, std::vector<FileStep> steps)
    {
        std::vector<FileAnswer> answers;
        QObject context;
        QObject::connect(&desk, &FileDesk::worked, &context,
                         [&answers](const SharedFileAnswers &some) { answers = *some; });
        desk.take(steps);
        (void)QTest::qWaitFor([&answers] { return !answers.empty(); });
        return answers;
    }
    static QString give(FileDesk &desk)
    {
        const auto answers =
            ask(desk, {BeginUpload{1, wanted()}, written(1, 0, kText.size()), FinishUpload{1, wanted()}});
        return answers.empty() ? QString() : std::get<UploadDone>(answers.back()).file.key;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_FileDesk::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_FileDesk::answersInOrder()
{
    FileDesk desk;
    desk.open(place());
    const auto answers =
        ask(desk, {BeginUpload{1, wanted()}, written(1, 0, 5), written(1, 5, 6), FinishUpload{1, wanted()}});
    QCOMPARE(answers.size(), 3);
    QCOMPARE(std::get<UploadBegun>(answers[0]).offset, 0);
    const auto &written = std::get<UploadWritten>(answers[1]);
    QCOMPARE(written.bytes, kText.size()); // both
    QCOMPARE(written.by, kBy);
    QCOMPARE(written.cost, kText.size() + 2 * 256);
    const auto &done = std::get<UploadDone>(answers[2]);
    QCOMPARE(done.error, ErrorCode::None);
    QCOMPARE(names(), QStringList{done.file.key});
    QCOMPARE(done.file.sha256, wanted().sha256);
}

void tst_FileDesk::readsBehindAHeader()
{
    FileDesk desk;
    desk.open(place());
    const QString key = give(desk);
    const auto answers = ask(desk, {ReadFile{2, kBy, key, 6, 5, "{}\n"}});
    QCOMPARE(answers.size(), 1);
    QCOMPARE(std::get<FileRead>(answers[0]).frame, "{}\nchalk");
}

void tst_FileDesk::errorsAreAnswered()
{
    FileDesk desk;
    desk.open(place());
    const auto answers =
        ask(desk, {written(1, 0, 5), FinishUpload{1, wanted()}, ReadFile{2, kBy, u"no"_s, 0, 1, {}},
                   BeginUpload{3, wanted()}, FinishUpload{3, wanted()}});
    QCOMPARE(answers.size(), 5);
    QCOMPARE(std::get<UploadWritten>(answers[0]).error, ErrorCode::NoSuchTransfer);
    QCOMPARE(std::get<UploadWritten>(answers[0]).bytes, 5);
    QCOMPARE(std::get<UploadDone>(answers[1]).error, ErrorCode::NoSuchTransfer);
    QCOMPARE(std::get<FileRead>(answers[2]).error, ErrorCode::NoSuchFile);
    QCOMPARE(std::get<UploadDone>(answers[4]).error, ErrorCode::BadHash);
}

void tst_FileDesk::releasesOnceToo()
{
    FileDesk desk;
    desk.open(place());
    KeptFile file = wanted();
    file.key = give(desk);
    const auto again = ask(desk, {BeginUpload{2, wanted()}, FinishUpload{2, wanted()}}); // it has it
    QCOMPARE(std::get<UploadDone>(again.at(1)).file.key, file.key);
    (void)ask(desk, {ReleaseFile{file}, BeginUpload{3, wanted()}, EndUpload{3}});
    QCOMPARE(names(), QStringList{file.key});
    desk.release({file});
    (void)ask(desk, {BeginUpload{4, wanted()}, EndUpload{4}});
    QCOMPARE(names(), QStringList());
}

void tst_FileDesk::closesAfterTheWork()
{
    {
        FileDesk desk;
        desk.open(place());
        std::vector<FileStep> steps{BeginUpload{1, wanted()}, written(1, 0, 5), EndUpload{1, true}};
        desk.take(steps);
        QVERIFY(steps.empty());
    }
    QCOMPARE(names().size(), 1);
    FileDesk desk;
    desk.open(place());
    const auto answers = ask(desk, {BeginUpload{1, wanted()}});
    QCOMPARE(std::get<UploadBegun>(answers.at(0)).offset, 5);
}

void tst_FileDesk::temporaryFolderGoes()
{
    QVERIFY(qputenv("TMPDIR", m_folder->path().toLocal8Bit()));
    {
        FileDesk desk;
        desk.open({});
        QVERIFY(!give(desk).isEmpty());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
    QVERIFY(qunsetenv("TMPDIR"));
}

void tst_FileDesk::setsFilesAsideWithTheirHistory()
{
    FilesPlace again = place();
    QString key;
    {
        FileDesk desk;
        desk.open(place());
        key = give(desk);
    }
    again.setAside = m_folder->filePath(u"history.sqlite.damaged-1"_s);
    FileDesk desk;
    QSignalSpy opened(&desk, &FileDesk::opened);
    desk.open(again);
    QVERIFY(opened.wait());
    QCOMPARE(names(), QStringList());
    QCOMPARE(QDir(again.setAside + u".files"_s).entryList(QDir::Files), QStringList{key});
}

void tst_FileDesk::saysThatItCannotOpen()
{
    QFile file(place().folder);
    QVERIFY(file.open(QIODevice::WriteOnly));
    FileDesk desk;
    QSignalSpy failed(&desk, &FileDesk::openFailed);
    desk.open(place());
    QVERIFY(failed.wait());
    QCOMPARE(failed.at(0).at(0).value<Error>().code, ErrorCode::StorageFailed);
}

QTEST_GUILESS_MAIN(tst_FileDesk)
#include "tst_filedesk.moc"
