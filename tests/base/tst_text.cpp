// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "base/text.h"

#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire;

class tst_Text : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void decodes_data();
    void decodes();
    void decodesEveryCharacter();
    void decodesAnyBytes();
    void namesFaults();
    void makesVisible_data();
    void makesVisible();
    void boundsVisibleText_data();
    void boundsVisibleText();
    void leavesNothingInvisible();
    void readsHex_data();
    void readsHex();
    void refusesHex_data();
    void refusesHex();
    void readsEscapes_data();
    void readsEscapes();
    void refusesEscapes_data();
    void refusesEscapes();
    void roundTrips();
    void countsBytes_data();
    void countsBytes();
};

static QByteArray randomBytes(SeededRandom &random, qsizetype size)
{
    QByteArray bytes;
    while (bytes.size() < size) {
        // Mostly lead and continuation bytes: uniform bytes hardly ever make a long character.
        const quint64 r = random.next();
        bytes += static_cast<char>(r % 3 == 0 ? 0x80 | (r >> 8 & 0x3f) : r >> 16);
    }
    return bytes;
}

void tst_Text::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("fault");
    QTest::addColumn<qint64>("offset");
    const auto row = [](const char *tag, const char *hex, const QString &text, TextFault fault,
                        qint64 offset) {
        QTest::newRow(tag) << QByteArray::fromHex(hex) << text << int(fault) << offset;
    };
    using enum TextFault;
    row("empty", "", QString(), None, -1);
    row("ascii", "48656c6c6f", QStringLiteral("Hello"), None, -1);
    row("chinese", "e4bda0e5a5bd", QStringLiteral("你好"), None, -1);
    row("emoji", "f09f9880", QStringLiteral("\U0001F600"), None, -1);
    row("nul", "6100", QStringLiteral("a\0"), Nul, 1);
    row("cut-two", "61c3", QStringLiteral("a\uFFFD"), CutCharacter, 1);
    row("cut-three", "e4bd", QStringLiteral("\uFFFD"), CutCharacter, 0);
    row("cut-four", "61f09f98", QStringLiteral("a\uFFFD"), CutCharacter, 1);
    row("lone-continuation", "6180", QStringLiteral("a\uFFFD"), InvalidUtf8, 1);
    row("overlong-two", "c0af", QStringLiteral("\uFFFD\uFFFD"), InvalidUtf8, 0);
    row("overlong-three", "e08080", QStringLiteral("\uFFFD\uFFFD\uFFFD"), InvalidUtf8, 0);
    row("surrogate", "eda080", QStringLiteral("\uFFFD\uFFFD\uFFFD"), InvalidUtf8, 0);
    row("past-last", "f4908080", QStringLiteral("\uFFFD\uFFFD\uFFFD\uFFFD"), InvalidUtf8, 0);
    row("last", "f48fbfbf", QStringLiteral("\U0010FFFF"), None, -1);
    row("f5", "f5", QStringLiteral("\uFFFD"), InvalidUtf8, 0);
    row("ff", "61ff62", QStringLiteral("a\uFFFDb"), InvalidUtf8, 1);
    // Unicode 15, table 3-8: one replacement per maximal part.
    row("maximal-parts",
        "61f18080e180c2628063"
        "80bf64",
        QStringLiteral("a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd"), InvalidUtf8, 1);
    row("first-fault-counts", "00ff", QStringLiteral("\0") + QChar(0xfffd), Nul, 0);
}

void tst_Text::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(int, fault);
    QFETCH(qint64, offset);
    const DecodedText decoded = decodeText(bytes);
    QCOMPARE(decoded.text, text);
    QCOMPARE(int(decoded.fault), fault);
    QCOMPARE(decoded.faultOffset, offset);
}

void tst_Text::decodesEveryCharacter()
{
    for (char32_t c = 1; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        const QString text = QString::fromUcs4(&c, 1);
        const DecodedText decoded = decodeText(text.toUtf8());
        if (decoded.text != text || decoded.fault != TextFault::None)
            QFAIL(qPrintable(QString::number(c, 16)));
    }
}

void tst_Text::decodesAnyBytes()
{
    SeededRandom random(1);
    for (int i = 0; i < 2000; ++i) {
        const QByteArray bytes = randomBytes(random, 64);
        const DecodedText decoded = decodeText(bytes);
        QVERIFY(decoded.text.isValidUtf16());
        QVERIFY(decoded.text.size() <= bytes.size());
        // What stands before the fault is clean, and the fault is where decoding alone finds it again.
        if (decoded.fault != TextFault::None) {
            QCOMPARE(decodeText(QByteArrayView(bytes).first(decoded.faultOffset)).fault, TextFault::None);
            QCOMPARE(decodeText(QByteArrayView(bytes).sliced(decoded.faultOffset)).faultOffset, 0);
        }
    }
}

void tst_Text::namesFaults()
{
    QCOMPARE(textFaultName(TextFault::None), u"none");
    QCOMPARE(textFaultName(TextFault::InvalidUtf8), u"invalid_utf8");
    QCOMPARE(textFaultName(TextFault::CutCharacter), u"cut_character");
    QCOMPARE(textFaultName(TextFault::Nul), u"nul");
}

void tst_Text::makesVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("Hello, 你好 é") << QStringLiteral("Hello, 你好 é");
    QTest::newRow("line-end") << QStringLiteral("a\r\n") << QStringLiteral("a␍␊");
    QTest::newRow("nul") << QString(QChar(u'\0')) << QStringLiteral("␀");
    QTest::newRow("escape") << QStringLiteral("\x1b[31m") << QStringLiteral("␛[31m");
    QTest::newRow("delete") << QStringLiteral("\x7f") << QStringLiteral("␡");
    QTest::newRow("c1-csi") << QString(QChar(0x9b)) << QStringLiteral("<0x9b>");
    QTest::newRow("c1-first") << QString(QChar(0x80)) << QStringLiteral("<0x80>");
    QTest::newRow("after-c1") << QString(QChar(0xa0)) << QString(QChar(0xa0));
    QTest::newRow("bidi-override") << QStringLiteral("gpj\u202Eexe") << QStringLiteral("gpj<U+202E>exe");
    QTest::newRow("bidi-isolate") << QStringLiteral("\u2066") << QStringLiteral("<U+2066>");
    QTest::newRow("arabic-letter-mark") << QStringLiteral("\u061C") << QStringLiteral("<U+061C>");
    QTest::newRow("line-separator") << QStringLiteral("\u2028\u2029") << QStringLiteral("<U+2028><U+2029>");
    QTest::newRow("pair") << QStringLiteral("\U0001F600") << QStringLiteral("\U0001F600");
    QTest::newRow("lone-high") << QString(QChar(0xd83d)) << QStringLiteral("\uFFFD");
    QTest::newRow("lone-low") << QString(QChar(0xde00)) + u'a' << QStringLiteral("\uFFFDa");
}

void tst_Text::makesVisible()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleText(text), shown);
}

void tst_Text::boundsVisibleText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("shown");
    QTest::newRow("limit") << QStringLiteral("abcd") << 4 << QStringLiteral("abcd");
    QTest::newRow("limit-plus-one") << QStringLiteral("abcde") << 4 << QStringLiteral("abc…");
    QTest::newRow("long-escape-fits") << QStringLiteral("a\u202E") << 9 << QStringLiteral("a<U+202E>");
    QTest::newRow("long-escape-does-not") << QStringLiteral("a\u202E") << 8 << QStringLiteral("a…");
    QTest::newRow("pair-is-not-cut") << QStringLiteral("ab\U0001F600c") << 4 << QStringLiteral("ab…");
    QTest::newRow("one") << QStringLiteral("ab") << 1 << QStringLiteral("…");
    QTest::newRow("none") << QStringLiteral("ab") << 0 << QString();
    QTest::newRow("nothing-in-none") << QString() << 0 << QString();
}

void tst_Text::boundsVisibleText()
{
    QFETCH(QString, text);
    QFETCH(int, limit);
    QFETCH(QString, shown);
    QCOMPARE(visibleText(text, limit), shown);
}

void tst_Text::leavesNothingInvisible()
{
    for (int c = 0; c <= 0xffff; ++c) {
        const QString shown = visibleText(QString(QChar(char16_t(c))));
        for (const QChar shownChar : shown) {
            const auto category = shownChar.category();
            const bool isDanger =
                category == QChar::Other_Control || category == QChar::Separator_Line ||
                category == QChar::Separator_Paragraph || shownChar.isSurrogate() ||
                shownChar.direction() == QChar::DirRLO || shownChar.direction() == QChar::DirRLI ||
                shownChar.direction() == QChar::DirLRO || shownChar.direction() == QChar::DirPDF;
            if (isDanger)
                QFAIL(qPrintable(QString::number(c, 16)));
        }
    }
}

void tst_Text::readsHex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray hel("Hel");
    QTest::newRow("empty") << QString() << QByteArray();
    QTest::newRow("spaces") << QStringLiteral("48 65 6c") << hel;
    QTest::newRow("upper") << QStringLiteral("48 65 6C") << hel;
    QTest::newRow("glued") << QStringLiteral("48656c") << hel;
    QTest::newRow("colons") << QStringLiteral("48:65:6c") << hel;
    QTest::newRow("markers") << QStringLiteral("0x48,0X65, 0x6c") << hel;
    QTest::newRow("backslashes") << QStringLiteral("\\x48\\x65\\x6c") << hel;
    QTest::newRow("lines") << QStringLiteral("48\n65\t6c\r\n") << hel;
    QTest::newRow("zero") << QStringLiteral("00") << QByteArray(1, '\0');
}

void tst_Text::readsHex()
{
    QFETCH(QString, text);
    const Result<QByteArray> bytes = fromHex(text);
    QVERIFY(bytes.has_value());
    QTEST(*bytes, "bytes");
}

void tst_Text::refusesHex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("position");
    QTest::newRow("odd") << QStringLiteral("48 6") << qint64(4);
    QTest::newRow("letter") << QStringLiteral("48 6g") << qint64(4);
    QTest::newRow("word") << QStringLiteral("hello") << qint64(0);
    QTest::newRow("marker-alone") << QStringLiteral("0x") << qint64(2);
    QTest::newRow("backslash-alone") << QStringLiteral("48\\") << qint64(2);
    QTest::newRow("full-width-digit") << QStringLiteral("\uFF14\uFF18") << qint64(0);
}

void tst_Text::refusesHex()
{
    QFETCH(QString, text);
    const Result<QByteArray> bytes = fromHex(text);
    QVERIFY(!bytes.has_value());
    QCOMPARE(bytes.error().code, ErrorCode::BadBytes);
    QTEST(bytes.error().position, "position");
}

void tst_Text::readsEscapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << QStringLiteral("é 你") << QByteArray("\xc3\xa9 \xe4\xbd\xa0");
    QTest::newRow("all") << QStringLiteral("\\n\\r\\t\\0\\\\\\xfF") << QByteArray("\n\r\t\0\\\xff", 6);
    QTest::newRow("between") << QStringLiteral("a\\nb") << QByteArray("a\nb");
}

void tst_Text::readsEscapes()
{
    QFETCH(QString, text);
    const Result<QByteArray> bytes = fromEscapedText(text);
    QVERIFY(bytes.has_value());
    QTEST(*bytes, "bytes");
}

void tst_Text::refusesEscapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("position");
    QTest::newRow("unknown") << QStringLiteral("ab\\q") << qint64(2);
    QTest::newRow("at-end") << QStringLiteral("ab\\") << qint64(2);
    QTest::newRow("one-digit") << QStringLiteral("\\x4") << qint64(0);
    QTest::newRow("bad-digit") << QStringLiteral("\\x4g") << qint64(0);
}

void tst_Text::refusesEscapes()
{
    QFETCH(QString, text);
    const Result<QByteArray> bytes = fromEscapedText(text);
    QVERIFY(!bytes.has_value());
    QCOMPARE(bytes.error().code, ErrorCode::BadBytes);
    QTEST(bytes.error().position, "position");
}

void tst_Text::roundTrips()
{
    SeededRandom random(2);
    for (int i = 0; i < 2000; ++i) {
        const QByteArray bytes = randomBytes(random, i % 70);
        QCOMPARE(fromHex(toHex(bytes)).value_or("error"), bytes);
        QCOMPARE(fromEscapedText(toEscapedText(bytes)).value_or("error"), bytes);
    }
    QCOMPARE(toHex("Hel\xff"), u"48 65 6c ff");
    QCOMPARE(toEscapedText("a\\\n\x1b\xff"), u"a\\\\\\n\\x1b\\xff");
}

void tst_Text::countsBytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << QStringLiteral("0 B");
    QTest::newRow("limit") << qint64(1023) << QStringLiteral("1023 B");
    QTest::newRow("limit-plus-one") << qint64(1024) << QStringLiteral("1.0 KiB");
    QTest::newRow("kib") << qint64(1234) << QStringLiteral("1.2 KiB");
    QTest::newRow("rounds-to-next-unit") << qint64(1024 * 1024 - 1) << QStringLiteral("1.0 MiB");
    QTest::newRow("below-rounding") << qint64(1023 * 1024) << QStringLiteral("1023.0 KiB");
    QTest::newRow("mib") << qint64(64 * 1024 * 1024) << QStringLiteral("64.0 MiB");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << QStringLiteral("8388608.0 TiB");
}

void tst_Text::countsBytes()
{
    QFETCH(qint64, bytes);
    QTEST(byteCount(bytes), "text");
}

QTEST_APPLESS_MAIN(tst_Text)
#include "tst_text.moc"
