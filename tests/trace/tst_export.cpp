// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/export.h"
#include "trace/jsonline.h"

#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

class tst_Export : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void chooses_data();
    void chooses();
    void dumpsHex_data();
    void dumpsHex();
    void dumpsOnlyRowsAndComments();
    void writesCsv_data();
    void writesCsv();
    void namesColumns();
    void defusesCells_data();
    void defusesCells();
    void writesCsvThatReadsBack();
    void writesJsonLines();
    void showsOffsetOfConnection();
    void goesRecordByRecord();
};

static QByteArray exported(ExportFormat format, const Record &record, const ExportOptions &options = {})
{
    QByteArray out;
    appendExport(format, options, record, out);
    return out;
}

void tst_Export::chooses_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QString>("in"); // a all, 4 connection 4, c chunks only, x connection 4 and chunks only
    QTest::newRow("chunk") << chunk("a") << QStringLiteral("ac");
    QTest::newRow("frame") << frame("a") << QStringLiteral("a");
    QTest::newRow("opened") << opened() << QStringLiteral("a");
    QTest::newRow("closed") << closed(CloseReason::Quit, 4) << QStringLiteral("a4");
    QTest::newRow("its-chunk") << chunk("a", 0, 4) << QStringLiteral("a4cx");
    QTest::newRow("its-broadcast") << broadcast("a", {{3, 0}, {4, 9}}) << QStringLiteral("a4");
    QTest::newRow("other-broadcast") << broadcast("a", {{3, 0}}) << QStringLiteral("a");
}

void tst_Export::chooses()
{
    QFETCH(Record, record);
    QFETCH(QString, in);
    const std::pair<QChar, ExportOptions> cases[] = {
        {u'a', {}}, {u'4', {4, false}}, {u'c', {0, true}}, {u'x', {4, true}}};
    for (const auto &[letter, options] : cases) {
        QCOMPARE(isExported(record, options), in.contains(letter));
        for (const ExportFormat format : {ExportFormat::HexDump, ExportFormat::Csv, ExportFormat::JsonLines})
            QCOMPARE(!exported(format, record, options).isEmpty(), in.contains(letter));
    }
}

void tst_Export::dumpsHex_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("text");
    Record named = chunk("Hello", 40);
    named.peer = QStringLiteral("ana");
    QTest::newRow("chunk") << named
                           << QByteArray("# 12 chunk tcp client 3 (ana) offset 40\n"
                                         "I 2026-11-23T10:41:07.123456Z\n"
                                         "000000 48 65 6c 6c 6f\n\n");
    QTest::newRow("full-row") << chunk("0123456789abcdef", 0, 3, Direction::ToClient)
                              << QByteArray("# 12 chunk tcp client 3 offset 0\n"
                                            "O 2026-11-23T10:41:07.123456Z\n"
                                            "000000 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66\n\n");
    QTest::newRow("row-plus-one") << chunk("0123456789abcdefg", 5)
                                  << QByteArray("# 12 chunk tcp client 3 offset 5\n"
                                                "I 2026-11-23T10:41:07.123456Z\n"
                                                "000000 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66\n"
                                                "000010 67\n\n");
    QTest::newRow("empty") << chunk("") << QByteArray("# 12 chunk tcp client 3 offset 0\n\n");
    QTest::newRow("broadcast") << broadcast("\xff", {{4, 0}, {5, 70}})
                               << QByteArray("# 12 frame push tcp (ana) to 4 5 room lobby\n"
                                             "O 2026-11-23T10:41:07.123456Z\n"
                                             "000000 ff\n\n");
    QTest::newRow("opened") << opened()
                            << QByteArray("# 12 opened tcp client 3 (127.0.0.1:51022) at "
                                          "2026-11-23T10:41:07.123456Z\n\n");
    Record evil = closed(CloseReason::Kicked);
    evil.peer = QStringLiteral("x\n000000 41\x1b[2J\u202E");
    QTest::newRow("name-cannot-break-out")
        << evil
        << QByteArray("# 12 closed tcp client 3 (x␊000000 41␛[2J<U+202E>) kicked at "
                      "2026-11-23T10:41:07.123456Z\n\n");
}

void tst_Export::dumpsHex()
{
    QFETCH(Record, record);
    QTEST(exported(ExportFormat::HexDump, record), "text");
}

void tst_Export::dumpsOnlyRowsAndComments()
{
    static const QRegularExpression kLine(QRegularExpression::anchoredPattern(
        QStringLiteral("|# .*|[IO] [-0-9]{10}T[:.0-9]{15}Z|[0-9a-f]{6,}( [0-9a-f]{2}){1,16}")));
    SeededRandom random(10);
    QByteArray all = exportHeader(ExportFormat::HexDump);
    for (int i = 0; i < 500; ++i)
        all += exported(ExportFormat::HexDump, randomRecord(random));
    QVERIFY(!all.contains('\x1b'));
    for (const QByteArray &line : all.split('\n'))
        QVERIFY2(kLine.match(QString::fromUtf8(line)).hasMatch(), line.constData());
    const QByteArray huge = exported(ExportFormat::HexDump, chunk(QByteArray(0x1000001, 'x')));
    QVERIFY(huge.contains("\nfffff0 78"));
    QVERIFY(huge.endsWith("\n1000000 78\n\n"));
}

void tst_Export::writesCsv_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("row");
    Record read = chunk("Hi, \"you\"\n", 40);
    read.peer = QStringLiteral("ana");
    read.segments = 2;
    read.messages = 3;
    QTest::newRow("chunk") << read
                           << QByteArray("2026-11-23T10:41:07.123456Z,12,chunk,,3,ana,to_server,40,10,2,3,,,,"
                                         "\"Hi, \"\"you\"\"␊\",48 69 2c 20 22 79 6f 75 22 0a,,\r\n");
    Record bad = frame("\xff", 0);
    bad.reads = 4;
    bad.fault = TextFault::InvalidUtf8;
    QTest::newRow("frame")
        << bad
        << QByteArray("2026-11-23T10:41:07.123456Z,12,frame,line,3,,to_server,0,1,,,4,,,\uFFFD,ff,"
                      "invalid_utf8,\r\n");
    QTest::newRow("broadcast")
        << broadcast("你好\n", {{4, 0}, {5, 70}})
        << QByteArray("2026-11-23T10:41:07.123456Z,12,frame,push,,ana,to_client,,7,,,,lobby,4 5,"
                      "你好␊,e4 bd a0 e5 a5 bd 0a,,\r\n");
    QTest::newRow("opened")
        << opened() << QByteArray("2026-11-23T10:41:07.123456Z,12,opened,,3,127.0.0.1:51022,,,,,,,,,,,,\r\n");
    QTest::newRow("closed") << closed(CloseReason::Asked)
                            << QByteArray(
                                   "2026-11-23T10:41:07.123456Z,12,closed,,3,ana,,,,,,,,,,,,asked\r\n");
}

void tst_Export::writesCsv()
{
    QFETCH(Record, record);
    QTEST(exported(ExportFormat::Csv, record), "row");
}

void tst_Export::namesColumns()
{
    QCOMPARE(exportHeader(ExportFormat::Csv), "time,number,kind,type,client_id,name,direction,offset,length,"
                                              "segments,messages,reads,room,recipients,text,hex,fault,"
                                              "reason\r\n");
    QCOMPARE(exportHeader(ExportFormat::JsonLines), "");
}

void tst_Export::defusesCells_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("equals") << QByteArray("=1+1") << QByteArray("'=1+1");
    QTest::newRow("plus") << QByteArray("+1") << QByteArray("'+1");
    QTest::newRow("minus") << QByteArray("-1") << QByteArray("'-1");
    QTest::newRow("at") << QByteArray("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("'␉=1");
    QTest::newRow("cr") << QByteArray("\r=1") << QByteArray("'␍=1");
    QTest::newRow("lf") << QByteArray("\n=1") << QByteArray("'␊=1");
    QTest::newRow("full-width") << QByteArray("\uff1d1") << QByteArray("'\uff1d1");
    QTest::newRow("quoted-formula") << QByteArray("=A(\"x\",1)") << QByteArray("\"'=A(\"\"x\"\",1)\"");
    QTest::newRow("inside") << QByteArray("a=1") << QByteArray("a=1");
    QTest::newRow("escape") << QByteArray("a\x1b[2J") << QByteArray("a␛[2J");
    QTest::newRow("bidi") << QByteArray("a\u202Eb") << QByteArray("a<U+202E>b");
    QTest::newRow("line-break") << QByteArray("a\r\nb") << QByteArray("a␍␊b");
    QTest::newRow("semicolon") << QByteArray("a;b") << QByteArray("a;b");
}

void tst_Export::defusesCells()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, cell);
    Record record = chunk(bytes);
    QVERIFY(exported(ExportFormat::Csv, record)
                .contains(",,," + cell + ',' + toHex(bytes).toLatin1() + ",,\r\n"));
    record = opened();
    record.peer = QString::fromUtf8(bytes);
    record.room = record.peer;
    QVERIFY(exported(ExportFormat::Csv, record).contains(",3," + cell + ",,,,,,," + cell + ",,,,,\r\n"));
}

/// A reader of RFC 4180, written for this test.
static QList<QStringList> readCsv(const QString &text)
{
    QList<QStringList> rows{{QString()}};
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        QString &cell = rows.last().last();
        const bool isPair = text[i] == u'"' && isQuoted && i + 1 < text.size() && text[i + 1] == u'"';
        if (isPair)
            cell += text[i++];
        else if (text[i] == u'"')
            isQuoted = !isQuoted;
        else if (isQuoted)
            cell += text[i];
        else if (text[i] == u',')
            rows.last() += QString();
        else if (text[i] == u'\r' && text.mid(i + 1, 1) == u"\n" && ++i)
            rows += QStringList{QString()};
        else
            cell += text[i];
    }
    rows.removeLast();
    return rows;
}

void tst_Export::writesCsvThatReadsBack()
{
    SeededRandom random(11);
    QByteArray all = exportHeader(ExportFormat::Csv);
    Records records;
    for (int i = 0; i < 500; ++i) {
        records.push_back(randomRecord(random));
        appendExport(ExportFormat::Csv, {}, records.back(), all);
    }
    const QList<QStringList> rows = readCsv(QString::fromUtf8(all));
    QCOMPARE(rows.size(), 501);
    for (qsizetype i = 1; i < rows.size(); ++i) {
        const Record &record = records[size_t(i) - 1];
        QCOMPARE(rows[i].size(), 18);
        QCOMPARE(rows[i][1], QString::number(record.number));
        QCOMPARE(rows[i][15], toHex(record.bytes));
        const QString shown = visibleText(decodeText(record.bytes).text, 1 << 20);
        QCOMPARE(rows[i][14].right(shown.size()), shown);
        for (const int column : {5, 10, 12})
            QVERIFY(rows[i][column].isEmpty() || !QStringLiteral("=+-@").contains(rows[i][column].front()));
    }
}

void tst_Export::writesJsonLines()
{
    const QByteArray line = exported(ExportFormat::JsonLines, chunk("Hello", 40));
    QByteArray expected;
    appendJsonLine(chunk("Hello", 40), expected);
    QCOMPARE(line, expected);
}

void tst_Export::showsOffsetOfConnection()
{
    const Record record = broadcast("a", {{4, 0}, {5, 70}});
    QVERIFY(exported(ExportFormat::Csv, record, {5, false}).contains(",to_client,70,1,"));
    QVERIFY(exported(ExportFormat::Csv, record, {4, false}).contains(",to_client,0,1,"));
    QVERIFY(exported(ExportFormat::HexDump, record, {5, false}).contains(" offset 70\n"));
}

void tst_Export::goesRecordByRecord()
{
    for (const ExportFormat format : {ExportFormat::HexDump, ExportFormat::Csv, ExportFormat::JsonLines}) {
        const QByteArray one = exported(format, chunk("a"));
        QByteArray out = exportHeader(format);
        const QByteArray header = out;
        appendExport(format, {}, chunk("a"), out);
        appendExport(format, {}, chunk("a"), out);
        QCOMPARE(out, header + one + one);
    }
}

QTEST_APPLESS_MAIN(tst_Export)
#include "tst_export.moc"
