// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/jsonline.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

class tst_JsonLine : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writes_data();
    void writes();
    void roundTrips();
    void isOneHarmlessLine();
    void replacesLoneSurrogates();
    void readsPlainly();
    void refuses_data();
    void refuses();
    void bounds();
    void bearsAnyBytes();
    void bearsEveryTruncation();
    void agreesWithItsDocument();
};

static QByteArray lineOf(const Record &record)
{
    QByteArray line;
    appendJsonLine(record, line);
    return line;
}

void tst_JsonLine::writes_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("opened") << opened()
                            << QByteArray(
                                   R"({"number":12,"time":"2026-11-23T10:41:07.123456Z","kind":"opened",)"
                                   R"("transport":"tcp","client":3,"name":"127.0.0.1:51022"})"
                                   "\n");
    Record read = chunk("Hello", 40);
    read.peer = QStringLiteral("ana");
    read.segments = 2;
    read.messages = 1;
    QTest::newRow("chunk")
        << read
        << QByteArray(R"({"number":12,"time":"2026-11-23T10:41:07.123456Z","kind":"chunk",)"
                      R"("transport":"tcp","client":3,"name":"ana","direction":"to_server",)"
                      R"("offset":40,"segments":2,"messages":1,"length":5,"text":"Hello","bytes":"SGVsbG8="})"
                      "\n");
    Record bad = frame("a\xff\n", 0);
    bad.fault = TextFault::InvalidUtf8;
    bad.faultOffset = 1;
    bad.reads = 1;
    bad.transport = Transport::Local;
    QTest::newRow("frame") << bad
                           << QByteArray(
                                  R"({"number":12,"time":"2026-11-23T10:41:07.123456Z","kind":"frame",)"
                                  R"("type":"line","transport":"local","client":3,"direction":"to_server",)"
                                  R"("offset":0,"reads":1,"length":3,"bytes":"Yf8K","fault":"invalid_utf8",)"
                                  R"("fault_offset":1})"
                                  "\n");
    QTest::newRow("broadcast")
        << broadcast("你\n", {{4, 0}, {5, 70}})
        << QByteArray(R"({"number":12,"time":"2026-11-23T10:41:07.123456Z","kind":"frame","type":"push",)"
                      R"("transport":"tcp","name":"ana","direction":"to_client","room":"lobby",)"
                      R"("recipients":[{"client":4,"offset":0},{"client":5,"offset":70}],)"
                      R"("length":4,"text":"你\n","bytes":"5L2gCg=="})"
                      "\n");
    QTest::newRow("closed") << closed(CloseReason::Asked)
                            << QByteArray(
                                   R"({"number":12,"time":"2026-11-23T10:41:07.123456Z","kind":"closed",)"
                                   R"("transport":"tcp","client":3,"name":"ana","reason":"asked"})"
                                   "\n");
}

void tst_JsonLine::writes()
{
    QFETCH(Record, record);
    const QByteArray line = lineOf(record);
    QTEST(line, "line");
    const Result<Record> read = readJsonLine(line);
    QVERIFY(read.has_value());
    QVERIFY(same(*read, record));
}

void tst_JsonLine::roundTrips()
{
    SeededRandom random(7);
    for (int i = 0; i < 2000; ++i) {
        const Record record = randomRecord(random);
        const QByteArray line = lineOf(record);
        const Result<Record> read = readJsonLine(line);
        QVERIFY2(read.has_value(), line.constData());
        QVERIFY2(same(*read, record), line.constData());
    }
}

void tst_JsonLine::isOneHarmlessLine()
{
    SeededRandom random(8);
    for (int i = 0; i < 2000; ++i) {
        const QByteArray line = lineOf(randomRecord(random));
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith("}\n"));
        const QString text = QString::fromUtf8(line.chopped(1));
        QCOMPARE(visibleText(text, text.size()), text);
        QVERIFY(QJsonDocument::fromJson(line).isObject());
    }
}

void tst_JsonLine::replacesLoneSurrogates()
{
    Record record = opened();
    record.peer = QString(QChar(0xd83d)) + u'a' + QChar(0xde00) + QStringLiteral("\U0001F600");
    const Result<Record> read = readJsonLine(lineOf(record));
    QVERIFY(read.has_value());
    QCOMPARE(read->peer, u"\uFFFDa\uFFFD\U0001F600");
}

void tst_JsonLine::readsPlainly()
{
    const Result<Record> least =
        readJsonLine(R"({"number":1,"time":"1970-01-01T00:00:00.000001Z","kind":"chunk"})");
    QVERIFY(least.has_value());
    QCOMPARE(least->wallMicros, 1);
    QCOMPARE(least->faultOffset, -1);
    const Result<Record> more = readJsonLine(
        " {\"new\":[1],\"bytes\":\"YQ==\",\"text\":\"b\",\"length\":9,\"kind\":\"chunk\",\"number\":1,"
        "\"time\":\"1970-01-01T00:00:00.000000Z\"}\r\n");
    QVERIFY(more.has_value());
    QCOMPARE(more->bytes, "a"); // bytes count, text and length are for people
}

void tst_JsonLine::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *tag, const char *more, const char *field) {
        QTest::newRow(tag) << QByteArray(
                                  R"({"number":1,"time":"1970-01-01T00:00:00.000000Z","kind":"chunk",)") +
                                  more + '}'
                           << QString::fromLatin1(field);
    };
    row("kind", R"("kind":"chunks")", "kind");
    row("kind-number", R"("kind":1)", "kind");
    row("time", R"("time":"yesterday")", "time");
    row("type", R"("type":"")", "type");
    row("transport", R"("transport":"tls")", "transport");
    row("direction", R"("direction":"in")", "direction");
    row("fault", R"("fault":"bad")", "fault");
    row("reason", R"("reason":null)", "reason");
    row("name", R"("name":3)", "name");
    row("room", R"("room":["lobby"])", "room");
    row("negative", R"("client":-1)", "client");
    row("fraction", R"("offset":1.5)", "offset");
    row("past-largest", R"("offset":9223372036854775808)", "offset");
    row("text-number", R"("number":"1")", "number");
    row("messages-limit-plus-one", R"("messages":65536)", "messages");
    row("reads-limit-plus-one", R"("reads":65536)", "reads");
    row("segments-limit-plus-one", R"("segments":65536)", "segments");
    row("base64", R"("bytes":"YQ=")", "bytes");
    row("base64-sign", R"("bytes":"Y?==")", "bytes");
    row("base64-wide", R"("bytes":"你好")", "bytes");
    row("recipients", R"("recipients":{})", "recipients");
    row("recipient", R"("recipients":[3])", "recipients");
    row("recipient-zero", R"("recipients":[{"client":0}])", "recipients");
    row("recipient-offset", R"("recipients":[{"client":1,"offset":-5}])", "recipients");
    QTest::newRow("no-kind") << QByteArray(R"({"number":1,"time":"1970-01-01T00:00:00.000000Z"})")
                             << QStringLiteral("kind");
    QTest::newRow("no-time") << QByteArray(R"({"number":1,"kind":"chunk"})") << QStringLiteral("time");
    QTest::newRow("array") << QByteArray("[]") << QStringLiteral("not an object");
}

void tst_JsonLine::refuses()
{
    QFETCH(QByteArray, line);
    const Result<Record> read = readJsonLine(line);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::BadRecord);
    QTEST(read.error().detail, "field");
}

void tst_JsonLine::bounds()
{
    QByteArray line = lineOf(chunk("a"));
    QVERIFY(readJsonLine(line, line.size()).has_value());
    const Result<Record> longer = readJsonLine(line, line.size() - 1);
    QVERIFY(!longer.has_value());
    QCOMPARE(longer.error().code, ErrorCode::TooLong);
    line.replace("\"client\":3", "\"segments\":65535,\"offset\":0,\"client\":9223372036854775807");
    QVERIFY(readJsonLine(line).has_value());
    const QByteArray deep = QByteArray(100'000, '[');
    QCOMPARE(readJsonLine(deep).error().code, ErrorCode::BadRecord);
}

void tst_JsonLine::bearsAnyBytes()
{
    SeededRandom random(9);
    for (int i = 0; i < 3000; ++i) {
        QByteArray line = lineOf(randomRecord(random));
        for (int k = 0; k < 3; ++k)
            line[qsizetype(random.next() % quint64(line.size()))] = char(random.next());
        const Result<Record> read = readJsonLine(line);
        if (!read)
            continue;
        // Whatever was read, we can write and read again.
        const Result<Record> again = readJsonLine(lineOf(*read));
        QVERIFY2(again.has_value() && same(*again, *read), line.constData());
    }
    QVERIFY(!readJsonLine(QByteArrayView()).has_value());
    QVERIFY(!readJsonLine("\n").has_value());
}

void tst_JsonLine::bearsEveryTruncation()
{
    const QByteArray line = lineOf(broadcast("你\n", {{4, 0}, {5, 70}})).chopped(1);
    for (qsizetype size = 0; size < line.size(); ++size)
        QVERIFY(!readJsonLine(QByteArrayView(line).first(size)).has_value());
}

void tst_JsonLine::agreesWithItsDocument()
{
    QFile document(QStringLiteral(CHALKWIRE_DOCS "/trace-format.md"));
    QVERIFY(document.open(QIODevice::ReadOnly));
    QSet<RecordKind> kinds;
    while (!document.atEnd()) {
        const QByteArray line = document.readLine();
        if (!line.startsWith("    {"))
            continue;
        const Result<Record> read = readJsonLine(line);
        QVERIFY2(read.has_value(), line.constData());
        QCOMPARE(lineOf(*read), line.mid(4));
        kinds.insert(read->kind);
    }
    QCOMPARE(kinds.size(), 4);
}

QTEST_APPLESS_MAIN(tst_JsonLine)
#include "tst_jsonline.moc"
