// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/jsonline.h"
#include "trace/logfile.h"
#include "trace/textline.h"
#include "trace/timetext.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace Chalkwire;
using namespace Chalkwire::Trace;

namespace {

Batches batch(const Records &records)
{
    return {std::make_shared<const Records>(records)};
}

} // namespace

class tst_LogFile : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void namesTenRecipients_data();
    void namesTenRecipients();
    void writesLines_data();
    void writesLines();
    void staysOneLine();
    void writesEveryRecord();
    void leavesChunksOutOfText();
    void appendsAcrossRestarts();
    void endsTornLine();
    void rotatesPastLimit();
    void keepsSoManyFiles();
    void keepsOnlyOne();
    void dropsFilesOfLargerLimit();
    void liftsLimits();
    void keepsLongRecordWhole();
    void namesRotatedFiles();
    void reportsOnceAndRecovers();
    void beginsAnewWhenDeleted();
#ifdef Q_OS_UNIX
    void survivesFullDisk();
#endif

private:
    QString path(const char *name = "server.log") const
    {
        return m_dir->filePath(QString::fromLatin1(name));
    }
    QByteArray content(const char *name = "server.log") const;
    QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files, QDir::Name);
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

static QByteArray lineOf(const Record &record)
{
    QByteArray line;
    appendJsonLine(record, line);
    return line;
}

static Limits limitsOf(qint64 bytes, qint64 files)
{
    Limits limits;
    limits.logFileBytes = bytes;
    limits.logFiles = files;
    return limits;
}

static Record at(qint64 wallMicros, const QByteArray &bytes)
{
    Record record = frame(bytes);
    record.wallMicros = wallMicros;
    return record;
}

void tst_LogFile::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QByteArray tst_LogFile::content(const char *name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no such file");
}

void tst_LogFile::namesTenRecipients_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("who");
    QTest::newRow("limit") << 10 << QByteArray(" to 1,2,3,4,5,6,7,8,9,10 <- ");
    QTest::newRow("limit-plus-one") << 11 << QByteArray(" to 1,2,3,4,5,6,7,8,9,10 and 1 more <- ");
}

void tst_LogFile::namesTenRecipients()
{
    QFETCH(int, count);
    QFETCH(QByteArray, who);
    Record record = frame("a");
    record.direction = Direction::ToClient;
    record.connection = kNoConnection;
    record.peer.clear();
    std::vector<Recipient> recipients;
    for (int i = 1; i <= count; ++i)
        recipients.push_back({ConnectionId(i), 0});
    record.recipients = std::move(recipients);
    QByteArray line;
    appendTextLine(record, line);
    QVERIFY2(line.contains(who), line.constData());
}

void tst_LogFile::writesLines_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("line");
    Record named = frame("hello\n");
    named.peer = QStringLiteral("ana");
    QTest::newRow("frame") << named << QByteArray(" #12 client 3 (ana) -> line 6 B: hello␊\n");
    QTest::newRow("answer") << frame("accepted", 0, 3, Direction::ToClient)
                            << QByteArray(" #12 client 3 <- line 8 B: accepted\n");
    Record bad = frame("a\xff");
    bad.fault = TextFault::InvalidUtf8;
    bad.faultOffset = 1;
    QTest::newRow("fault") << bad << QByteArray(" #12 client 3 -> line 2 B invalid_utf8 at 1: a\uFFFD\n");
    QTest::newRow("chunk") << chunk("hi") << QByteArray(" #12 client 3 -> chunk 2 B: hi\n");
    QTest::newRow("broadcast") << broadcast("你好\n", {{4, 0}, {5, 70}})
                               << QByteArray(" #12 (ana) to 4,5 <- push 7 B room lobby: 你好␊\n");
    QTest::newRow("opened") << opened() << QByteArray(" #12 client 3 (127.0.0.1:51022) opened tcp\n");
    QTest::newRow("closed") << closed(CloseReason::Asked) << QByteArray(" #12 client 3 (ana) closed asked\n");
    QTest::newRow("escape") << frame("\x1b]0;x\x07\u202E")
                            << QByteArray(" #12 client 3 -> line 9 B: ␛]0;x␇<U+202E>\n");
}

void tst_LogFile::writesLines()
{
    QFETCH(Record, record);
    QFETCH(QByteArray, line);
    QByteArray out;
    appendTextLine(record, out);
    QCOMPARE(out, isoLocal(kSampleMicros) + line);
}

void tst_LogFile::staysOneLine()
{
    SeededRandom random(13);
    for (int i = 0; i < 1000; ++i) {
        QByteArray line;
        appendTextLine(randomRecord(random), line);
        QCOMPARE(line.count('\n'), 1);
        const QString text = QString::fromUtf8(line.chopped(1));
        QCOMPARE(visibleText(text, text.size()), text);
    }
}

void tst_LogFile::writesEveryRecord()
{
    LogFile log(path("deep/er/trace.jsonl"), LogFile::Format::JsonLines, Limits());
    const Records records{opened(), chunk("a"), frame("a"), closed(CloseReason::Asked)};
    QVERIFY(!log.write(batch(records)));
    QVERIFY(!log.write({}));
    QVERIFY(!log.write(batch({chunk("b")})));
    QByteArray expected;
    for (const Record &record : records)
        expected += lineOf(record);
    QCOMPARE(content("deep/er/trace.jsonl"), expected + lineOf(chunk("b")));
    QCOMPARE(log.lost(), 0);
}

void tst_LogFile::leavesChunksOutOfText()
{
    LogFile log(path(), LogFile::Format::TextLines, Limits());
    QVERIFY(!log.write(batch({opened(), chunk("a"), frame("a"), closed(CloseReason::Asked)})));
    QCOMPARE(content().count('\n'), 3);
    QVERIFY(!content().contains("chunk"));
}

void tst_LogFile::appendsAcrossRestarts()
{
    for (int run = 0; run < 3; ++run) {
        LogFile log(path(), LogFile::Format::JsonLines, Limits());
        QVERIFY(!log.write(batch({frame("a")})));
    }
    QCOMPARE(content(), lineOf(frame("a")) + lineOf(frame("a")) + lineOf(frame("a")));
}

void tst_LogFile::endsTornLine()
{
    QFile torn(path());
    QVERIFY(torn.open(QIODevice::WriteOnly));
    torn.write("{\"numb");
    torn.close();
    LogFile log(path(), LogFile::Format::JsonLines, Limits());
    QVERIFY(!log.write(batch({frame("a")})));
    QCOMPARE(content(), "{\"numb\n" + lineOf(frame("a")));
}

void tst_LogFile::rotatesPastLimit()
{
    const QByteArray line = lineOf(frame("a"));
    {
        LogFile log(path(), LogFile::Format::JsonLines, limitsOf(2 * line.size(), 5));
        QVERIFY(!log.write(batch({frame("a")})));
        QVERIFY(!log.write(batch({frame("a")})));
        QCOMPARE(files(), QStringList{QStringLiteral("server.log")}); // at the limit
    }
    // The size is known again after a restart.
    LogFile log(path(), LogFile::Format::JsonLines, limitsOf(2 * line.size(), 5));
    QVERIFY(!log.write(batch({frame("b")})));
    QCOMPARE(content("server.1.log"), line + line);
    QCOMPARE(content(), lineOf(frame("b")));
    LogFile less(path("less.log"), LogFile::Format::JsonLines, limitsOf(2 * line.size() - 1, 5));
    QVERIFY(!less.write(batch({frame("a"), frame("a")})));
    QCOMPARE(content("less.1.log"), line);
    QCOMPARE(content("less.log"), line);
}

void tst_LogFile::keepsSoManyFiles()
{
    LogFile log(path(), LogFile::Format::JsonLines, limitsOf(1, 3));
    for (char c = 'a'; c <= 'c'; ++c)
        QVERIFY(!log.write(batch({frame(QByteArray(1, c))})));
    QCOMPARE(files().size(), 3);
    QVERIFY(!log.write(batch({frame("d"), frame("e")})));
    QCOMPARE(files().size(), 3);
    QCOMPARE(content(), lineOf(frame("e")));
    QCOMPARE(content("server.1.log"), lineOf(frame("d")));
    QCOMPARE(content("server.2.log"), lineOf(frame("c")));
}

void tst_LogFile::keepsOnlyOne()
{
    LogFile log(path(), LogFile::Format::JsonLines, limitsOf(1, 1));
    QVERIFY(!log.write(batch({frame("a"), frame("b")})));
    QCOMPARE(files(), QStringList{QStringLiteral("server.log")});
    QCOMPARE(content(), lineOf(frame("b")));
}

void tst_LogFile::dropsFilesOfLargerLimit()
{
    LogFile many(path(), LogFile::Format::JsonLines, limitsOf(1, 9));
    for (int i = 0; i < 7; ++i)
        QVERIFY(!many.write(batch({frame("a")})));
    QCOMPARE(files().size(), 7);
    LogFile few(path(), LogFile::Format::JsonLines, limitsOf(1, 2));
    QVERIFY(!few.write(batch({frame("b")})));
    QCOMPARE(files(), QStringList({QStringLiteral("server.1.log"), QStringLiteral("server.log")}));
}

void tst_LogFile::liftsLimits()
{
    LogFile oneLong(path("long.log"), LogFile::Format::JsonLines, limitsOf(0, 2));
    for (int i = 0; i < 50; ++i)
        QVERIFY(!oneLong.write(batch({frame("a")})));
    QCOMPARE(files(), QStringList{QStringLiteral("long.log")});
    LogFile many(path(), LogFile::Format::JsonLines, limitsOf(1, 0));
    for (int i = 0; i < 20; ++i)
        QVERIFY(!many.write(batch({frame("a")})));
    QCOMPARE(files().size(), 21);
}

void tst_LogFile::keepsLongRecordWhole()
{
    LogFile log(path(), LogFile::Format::JsonLines, limitsOf(100, 3));
    QVERIFY(!log.write(batch({frame(QByteArray(5000, 'x'))})));
    QCOMPARE(files(), QStringList{QStringLiteral("server.log")});
    QCOMPARE(content(), lineOf(frame(QByteArray(5000, 'x'))));
}

void tst_LogFile::namesRotatedFiles()
{
    const auto rotated = [](const char *name) {
        return LogFile(QString::fromLatin1(name), LogFile::Format::JsonLines, Limits()).rotatedPath(2);
    };
    QCOMPARE(rotated("/a.b/name.log"), u"/a.b/name.2.log");
    QCOMPARE(rotated("/a.b/name"), u"/a.b/name.2");
    QCOMPARE(rotated("/a/.name"), u"/a/.name.2");
    QCOMPARE(rotated("x.y.jsonl"), u"x.y.2.jsonl");
}

void tst_LogFile::reportsOnceAndRecovers()
{
    // A file stands where the folder should be.
    QFile obstacle(path("logs"));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    constexpr qint64 kRetry = LogFile::kRetryMicros;
    LogFile log(path("logs/server.log"), LogFile::Format::JsonLines, Limits());
    const auto failure = log.write(batch({at(0, "a"), at(1, "b")}));
    QVERIFY(failure.has_value());
    QCOMPARE(failure->path, path("logs/server.log"));
    QVERIFY(!failure->reason.isEmpty());
    QVERIFY(!log.write(batch({at(2 * kRetry, "c")}))); // tried, failed again: not reported again
    QCOMPARE(log.lost(), 3);
    QVERIFY(obstacle.remove());
    QVERIFY(!log.write(batch({at(3 * kRetry - 1, "d")}))); // one µs too early
    QCOMPARE(log.lost(), 4);
    QVERIFY(!log.write(batch({at(3 * kRetry, "e")})));
    QCOMPARE(log.lost(), 4);
    QCOMPARE(content("logs/server.log"), lineOf(at(3 * kRetry, "e")));
    // A clock that was set back does not keep it waiting, and the next failure is news again.
    QVERIFY(QDir(path("logs")).removeRecursively());
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    QVERIFY(log.write(batch({at(4 * kRetry, "f")})).has_value());
    QVERIFY(obstacle.remove());
    QVERIFY(!log.write(batch({at(-100 * kRetry, "g")})));
    QCOMPARE(content("logs/server.log"), lineOf(at(-100 * kRetry, "g")));
}

void tst_LogFile::beginsAnewWhenDeleted()
{
    LogFile log(path(), LogFile::Format::JsonLines, Limits());
    QVERIFY(!log.write(batch({frame("a")})));
    QVERIFY(QFile::remove(path()));
    QVERIFY(!log.write(batch({frame("b")})));
    QCOMPARE(content(), lineOf(frame("b")));
}

#ifdef Q_OS_UNIX
void tst_LogFile::survivesFullDisk()
{
    const QByteArray line = lineOf(frame("a"));
    LogFile log(path(), LogFile::Format::JsonLines, Limits());
    QVERIFY(!log.write(batch({frame("a")})));
    // A limit on the size of files stands in for a full disk: a write takes a part, then fails.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = rlim_t(line.size() * 2 + 10);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto failure = log.write(batch({at(0, "b"), at(0, "c"), at(0, "d")}));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(failure.has_value());
    QVERIFY(!failure->reason.isEmpty());
    QCOMPARE(content(), line); // no half line
    QCOMPARE(log.lost(), 3);
    QVERIFY(!log.write(batch({at(LogFile::kRetryMicros, "e")})));
    QCOMPARE(content(), line + lineOf(at(LogFile::kRetryMicros, "e")));
}
#endif

QTEST_APPLESS_MAIN(tst_LogFile)
#include "tst_logfile.moc"
