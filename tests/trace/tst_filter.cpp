// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "trace/trafficfilter.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

class tst_Filter : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void matches_data();
    void matches();
    void refuses_data();
    void refuses();
    void bounds();
    void findsWhatDecodingFinds();
    void bearsAnyText();
    void agreesWithItsDocument();
};

/// The records that matches() chooses from, by letter.
static QHash<QChar, Record> cast()
{
    QHash<QChar, Record> all;
    Record record = chunk("Hello World", 0, 3); // c: a chunk of ana's
    record.peer = QStringLiteral("ana");
    all[u'c'] = record;
    record = frame("hello 你好 ÉCOLE\n", 0, 3); // f: a line of ana's
    record.peer = QStringLiteral("ana");
    record.room = QStringLiteral("Lobby");
    all[u'f'] = record;
    record = frame("accepted", 0, 4, Direction::ToClient); // a: an answer to ben
    record.peer = QStringLiteral("Ben");
    record.type = FrameType::Answer;
    record.transport = Transport::Udp;
    all[u'a'] = record;
    record = broadcast("[lobby] ana: \"hi\"\n", {{4, 0}, {5, 9}}); // b: a broadcast to 4 and 5
    all[u'b'] = record;
    record = frame("a\xff\\", 0, 5); // x: invalid bytes
    record.fault = TextFault::InvalidUtf8;
    record.type = FrameType::Request;
    all[u'x'] = record;
    all[u'o'] = opened(6);
    all[u'z'] = closed(CloseReason::Asked, 6);
    return all;
}

void tst_Filter::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    const auto row = [](const QString &text, const char *found) {
        QTest::newRow(qPrintable(text)) << text << QString::fromLatin1(found);
    };
    row(QString(), "abcfoxz");
    row(QStringLiteral("  \t "), "abcfoxz");
    row(QStringLiteral("hello"), "cf");
    row(QStringLiteral("HELLO"), "cf");
    row(QStringLiteral("\"lo wo\""), "c");
    row(QStringLiteral("hello world"), "c");
    row(QStringLiteral("你好"), "f");
    row(QStringLiteral("école"), "f");
    row(QStringLiteral("\uFFFD"), "x");
    row(QStringLiteral("\"\\\"hi\\\"\""), "b");
    row(QStringLiteral("\"\\\\\""), "x");
    row(QStringLiteral("\\"), "x");
    row(QStringLiteral("10:41"), "");
    row(QStringLiteral("\"from:\""), "");
    row(QStringLiteral("from:ana"), "cf");
    row(QStringLiteral("from:ANA"), "cf");
    row(QStringLiteral("FROM:\"ana\""), "cf");
    row(QStringLiteral("from:3"), "cf");
    row(QStringLiteral("from:an"), "");
    row(QStringLiteral("to:ben"), "a");
    row(QStringLiteral("to:4"), "ab");
    row(QStringLiteral("to:3"), "");
    row(QStringLiteral("client:4"), "ab");
    row(QStringLiteral("client:6"), "oz");
    row(QStringLiteral("client:0"), "");
    row(QStringLiteral("client:ana"), "bcfz");
    row(QStringLiteral("client:127.0.0.1:51022"), "o");
    row(QStringLiteral("room:lobby"), "bf");
    row(QStringLiteral("kind:chunk"), "c");
    row(QStringLiteral("kind:frame"), "abfx");
    row(QStringLiteral("kind:event"), "oz");
    row(QStringLiteral("kind:opened"), "o");
    row(QStringLiteral("type:answer"), "a");
    row(QStringLiteral("type:none"), "coz");
    row(QStringLiteral("dir:in"), "cfx");
    row(QStringLiteral("dir:->"), "cfx");
    row(QStringLiteral("dir:to_server"), "cfx");
    row(QStringLiteral("dir:out"), "ab");
    row(QStringLiteral("dir:<-"), "ab");
    row(QStringLiteral("bytes>11"), "bf");
    row(QStringLiteral("bytes>=11"), "bcf");
    row(QStringLiteral("bytes=11"), "c");
    row(QStringLiteral("bytes<8"), "x");
    row(QStringLiteral("bytes<=8"), "ax");
    row(QStringLiteral("BYTES=3"), "x");
    row(QStringLiteral("bytes"), "");
    row(QStringLiteral("hex:\"61 ff\""), "x");
    row(QStringLiteral("hex:48"), "c");
    row(QStringLiteral("fault:any"), "x");
    row(QStringLiteral("fault:invalid_utf8"), "x");
    row(QStringLiteral("fault:nul"), "");
    row(QStringLiteral("fault:none"), "abcfoz");
    row(QStringLiteral("reason:any"), "z");
    row(QStringLiteral("reason:asked"), "z");
    row(QStringLiteral("transport:udp"), "a");
    row(QStringLiteral("-hello"), "aboxz");
    row(QStringLiteral("--hello"), "cf");
    row(QStringLiteral("-from:ana -kind:event"), "abx");
    row(QStringLiteral("-\"lo wo\" hello"), "f");
    row(QStringLiteral("a-b"), "");
    row(QStringLiteral("from:ana | kind:opened"), "cfo");
    row(QStringLiteral("from:ana kind:chunk|type:answer"), "ac");
    row(QStringLiteral("from:ana (kind:chunk|type:answer)"), "c");
    row(QStringLiteral("-(from:ana|kind:event)"), "abx");
    row(QStringLiteral("((hello))world"), "c");
    row(QStringLiteral("hello\"world\""), "c");
    row(QStringLiteral("from:ana \"hello\" bytes>12"), "f");
}

void tst_Filter::matches()
{
    QFETCH(QString, text);
    const Result<TrafficFilter> filter = TrafficFilter::parse(text);
    QVERIFY2(filter.has_value(), filter ? "" : qPrintable(filter.error().detail));
    QCOMPARE(filter->isEmpty(), text.trimmed().isEmpty());
    QString found;
    const QHash<QChar, Record> all = cast();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (filter->matches(it.value()))
            found += it.key();
    }
    std::sort(found.begin(), found.end());
    QTEST(found, "found");
}

void tst_Filter::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("position");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *text, qint64 position, const char *word) {
        QTest::newRow(text) << QString::fromLatin1(text) << position << QString::fromLatin1(word);
    };
    row("hello fron:ana", 6, "fron:ana");
    row("http://x", 0, "http://x");
    row("from:", 0, "from:");
    row("from:\"\"", 0, "from:\"\"");
    row("from: ana", 0, "from:");
    row("kind:chunks", 0, "kind:chunks");
    row("type:any", 0, "type:any");
    row("dir:up", 0, "dir:up");
    row("transport:tls", 0, "transport:tls");
    row("fault:bad", 0, "fault:bad");
    row("reason:why", 0, "reason:why");
    row("hex:4", 0, "hex:4");
    row("hex:\" \"", 0, "hex:\" \"");
    row("a bytes>", 2, "bytes>");
    row("bytes>-1", 0, "bytes>-1");
    row("bytes>1k", 0, "bytes>1k");
    row("bytes=>1", 0, "bytes=>1");
    row("bytes>18446744073709551616", 0, "bytes>18446744073709551616");
    row("bytes:5", 0, "bytes:5");
    row("a \"open", 2, "\"open");
    row("room:\"open", 0, "room:\"open");
    row("\"\"", 0, "\"\"");
    row("-", 0, "-");
    row("a - b", 2, "-");
    row("|", 0, "|");
    row("a |", 3, "");
    row("a || b", 3, "|");
    row("| a", 0, "|");
    row("()", 1, ")");
    row("a )", 2, ")");
    row("(a b", 0, "(a b");
    row("a (b | ", 7, "");
}

void tst_Filter::refuses()
{
    QFETCH(QString, text);
    const Result<TrafficFilter> filter = TrafficFilter::parse(text);
    QVERIFY(!filter.has_value());
    QCOMPARE(filter.error().code, ErrorCode::BadFilter);
    QTEST(filter.error().position, "position");
    QTEST(filter.error().detail, "word");
}

void tst_Filter::bounds()
{
    const QString longest(TrafficFilter::kMaxCharacters, u'x');
    QVERIFY(TrafficFilter::parse(longest).has_value());
    const Result<TrafficFilter> longer = TrafficFilter::parse(longest + u'x');
    QVERIFY(!longer.has_value());
    QCOMPARE(longer.error().position, TrafficFilter::kMaxCharacters);
    QCOMPARE(longer.error().detail, u"x");

    const QString terms = QStringLiteral("a ").repeated(TrafficFilter::kMaxTerms);
    QVERIFY(TrafficFilter::parse(terms).has_value());
    const Result<TrafficFilter> more = TrafficFilter::parse(terms + u'b');
    QVERIFY(!more.has_value());
    QCOMPARE(more.error().position, terms.size());
    QCOMPARE(more.error().detail, u"b");

    const auto nested = [](qsizetype depth) { return QString(depth, u'(') + u'a' + QString(depth, u')'); };
    QVERIFY(TrafficFilter::parse(nested(TrafficFilter::kMaxNesting)).has_value());
    QVERIFY(TrafficFilter::parse(nested(TrafficFilter::kMaxNesting) + nested(TrafficFilter::kMaxNesting))
                .has_value());
    const Result<TrafficFilter> deeper = TrafficFilter::parse(nested(TrafficFilter::kMaxNesting + 1));
    QVERIFY(!deeper.has_value());
    QCOMPARE(deeper.error().position, TrafficFilter::kMaxNesting);
    QVERIFY(TrafficFilter::parse(QString(1023, u'-') + u'a').has_value());
}

void tst_Filter::findsWhatDecodingFinds()
{
    // Looking in bytes is only a short cut: it must find what the decoded text has.
    const QStringList needles{QStringLiteral("a"),          QStringLiteral("=a"),
                              QStringLiteral("你"),         QStringLiteral("你好"),
                              QStringLiteral("é"),          QStringLiteral("\uFFFD"),
                              QStringLiteral("\U0001F600"), QStringLiteral("\u212A"),
                              QStringLiteral("\u017F"),     QStringLiteral("\u212A\u00E9")};
    SeededRandom random(14);
    for (int i = 0; i < 2000; ++i) {
        const Record record = randomRecord(random);
        const QString text = decodeText(record.bytes).text;
        for (const QString &needle : needles) {
            const Result<TrafficFilter> filter = TrafficFilter::parse(needle);
            QVERIFY(filter.has_value());
            QCOMPARE(filter->matches(record), text.contains(needle, Qt::CaseInsensitive));
        }
    }
}

void tst_Filter::bearsAnyText()
{
    static const char *const kParts[] = {"from:", "bytes>", "\"", "(", ")",    "|",
                                         "-",     " ",      "a",  "3", "hex:", "4",
                                         "kind:", "event",  "\\", ":", "any",  "fault:"};
    SeededRandom random(15);
    const QHash<QChar, Record> all = cast();
    int good = 0;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (quint64 n = random.next() % 12; n > 0; --n)
            text += QLatin1String(kParts[random.next() % std::size(kParts)]);
        const Result<TrafficFilter> filter = TrafficFilter::parse(text);
        if (!filter) {
            const Error &error = filter.error();
            QVERIFY(error.position >= 0 && error.position <= text.size());
            QCOMPARE(text.mid(error.position, error.detail.size()), error.detail);
            continue;
        }
        ++good;
        for (const Record &record : all)
            filter->matches(record);
    }
    QVERIFY(good > 1000);
}

void tst_Filter::agreesWithItsDocument()
{
    QFile document(QStringLiteral(CHALKWIRE_DOCS "/filter.md"));
    QVERIFY(document.open(QIODevice::ReadOnly));
    static const QRegularExpression kGap(QStringLiteral("  +"));
    static const QRegularExpression kTerm(QStringLiteral("^\\| (`.*?`) \\|"));
    QStringList examples;
    const QStringList lines = QString::fromUtf8(document.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(QStringLiteral("    ")))
            examples += line.trimmed().section(kGap, 0, 0);
        if (const auto match = kTerm.match(line); match.hasMatch())
            examples += match.captured(1).remove(u'`');
    }
    QVERIFY(examples.size() > 15);
    for (const QString &example : std::as_const(examples))
        QVERIFY2(TrafficFilter::parse(example).has_value(), qPrintable(example));
}

QTEST_APPLESS_MAIN(tst_Filter)
#include "tst_filter.moc"
