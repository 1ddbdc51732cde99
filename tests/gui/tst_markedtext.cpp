// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bold, italic, code and addresses in what people say.
#include "rooms/markedtext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Chalkwire::ClientGui;

class tst_MarkedText : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void findsAddresses_data();
    void findsAddresses();
    void takesAnything();
    void takesLongTexts_data();
    void takesLongTexts();
};

namespace {

/// "a<b:bold><c:code>": the text with its spans.
QString drawn(const MarkedText &marked)
{
    static const QStringList kNames{QStringLiteral("c"), QStringLiteral("b"), QStringLiteral("i"),
                                    QStringLiteral("l")};
    QString drawn;
    int at = 0;
    for (const TextSpan &span : marked.spans) {
        drawn += marked.text.mid(at, span.start - at);
        drawn += u'<' + kNames[static_cast<int>(span.kind)] + u':' + marked.address(span) + u'>';
        at = span.start + span.length;
    }
    return drawn + marked.text.mid(at);
}

} // namespace

void tst_MarkedText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *tag, const char *text, const char *expected) {
        QTest::newRow(tag) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("plain", "hello", "hello");
    row("empty", "", "");
    row("code", "run `ls -l` now", "run <c:ls -l> now");
    row("bold", "a **b c** d", "a <b:b c> d");
    row("italic", "*a* b", "<i:a> b");
    row("all", "`a` **b** *c*", "<c:a> <b:b> <i:c>");
    row("code-takes-marks", "`**a** *b* http://c.de`", "<c:**a** *b* http://c.de>");
    row("no-nesting", "**a *b* c**", "<b:a *b* c>");
    row("times", "2*3*4 and 2 * 3 * 4", "2*3*4 and 2 * 3 * 4");
    row("pointer", "char *a, *b;", "char *a, *b;");
    row("power", "2**3**4", "2**3**4");
    row("glob", "rm *.txt *.log", "rm *.txt *.log");
    row("open", "**a *b `c", "**a *b `c");
    row("not-over-lines",
        "*a\xe2\x80\xa8"
        "b* `a\xe2\x80\xa8"
        "b`",
        "*a\xe2\x80\xa8"
        "b* `a\xe2\x80\xa8"
        "b`");
    row("next-line-is-new", "*a\xe2\x80\xa8*b*", "*a\xe2\x80\xa8<i:b>");
    row("empty-marks", "`` **** ** *", "`` **** ** *");
    row("three-stars", "***a***", "***a***");
    row("block", "```\xe2\x80\xa8int a;\xe2\x80\xa8int b;\xe2\x80\xa8```", "<c:int a;\xe2\x80\xa8int b;>");
    row("open-block", "```\xe2\x80\xa8int a;", "```\xe2\x80\xa8int a;");
    row("html", "<b>a</b> &lt;", "<b>a</b> &lt;");
    row("underscores", "snake_case_name", "snake_case_name");
    row("chinese", "**\xe4\xbd\xa0\xe5\xa5\xbd**\xef\xbc\x8c", "<b:\xe4\xbd\xa0\xe5\xa5\xbd>\xef\xbc\x8c");
}

void tst_MarkedText::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(drawn(markedText(text)), expected);
}

void tst_MarkedText::findsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("links");
    const auto row = [](const char *tag, const char *text, const char *links) {
        QTest::newRow(tag) << QString::fromUtf8(text) << QString::fromUtf8(links);
    };
    row("http", "see http://a.de/b?c=d&e#f now", "http://a.de/b?c=d&e#f");
    row("https-upper", "HTTPS://A.de", "HTTPS://A.de");
    row("mailto", "mailto:ana@b.de", "mailto:ana@b.de");
    row("mailto-carries-nothing", "mailto:ana@b.de?attach=/etc/passwd", "mailto:ana@b.de");
    row("mailto-nobody", "mailto:@b.de mailto:ana mailto:ana@", "");
    row("two", "http://a.de http://b.de", "http://a.de http://b.de");
    row("port", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/");
    row("punctuation", "(http://a.de/b). http://c.de, http://d.de!", "http://a.de/b http://c.de http://d.de");
    row("brackets", "http://a.de/b_(c)", "http://a.de/b_(c)");
    row("chinese-after", "\xe7\x9c\x8bhttp://a.de\xe5\x90\xa7", "http://a.de");
    row("punycode", "http://xn--e1afmkfd.com", "http://xn--e1afmkfd.com");
    row("other-schemes", "javascript:alert(1) file:///etc data:text/html,a ftp://a.de //a.de smb://a", "");
    row("user-name", "http://bank.de@evil.de/ http://bank.de:80@evil.de", "");
    row("at-in-path", "http://a.de/@ana", "http://a.de/@ana");
    // Cyrillic a: the host goes on in letters that look like it.
    row("lookalike", "http://p\xd0\xb0ypal.com", "");
    row("idn", "http://\xd0\xbf\xd1\x80\xd0\xb8.com", "");
    row("no-host", "http:// http:///a https://-a", "");
    row("inside-a-word", "xhttp://a.de", "");
    row("bidi-escape", "http://a.de/<U+202E>moc", "http://a.de/");
}

void tst_MarkedText::findsAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, links);
    QCOMPARE(linksIn(text).join(u' '), links);
    QCOMPARE(markedText(text).text, text); // what is seen is where it leads
}

void tst_MarkedText::takesAnything()
{
    static const QString kParts = QString::fromUtf8("*`a 1\xe2\x80\xa8http://.@()\xe4\xbd\xa0");
    QRandomGenerator random(20);
    for (int round = 0; round < 5000; ++round) {
        QString text;
        for (int i = random.bounded(40); i > 0; --i)
            text +=
                random.bounded(8) == 0 ? QStringLiteral("http://a") : kParts[random.bounded(kParts.size())];
        const MarkedText marked = markedText(text);
        int at = 0;
        for (const TextSpan &span : marked.spans) {
            QVERIFY2(span.start >= at && span.length > 0, qPrintable(text));
            at = span.start + span.length;
        }
        QVERIFY2(at <= marked.text.size() && marked.text.size() <= text.size(), qPrintable(text));
    }
}

void tst_MarkedText::takesLongTexts_data()
{
    QTest::addColumn<QString>("part");
    for (const char *part :
         {"*a", "**a", "`", "*a ", " *a", "` ", "``` ", "http://", "http://a ", "**", "*a*"})
        QTest::newRow(part) << QString::fromUtf8(part);
}

/// Each mark looks for its end once: in squares this would not end within the test's time.
void tst_MarkedText::takesLongTexts()
{
    QFETCH(QString, part);
    const QString text = part.repeated(300'000);
    QVERIFY(markedText(text).text.size() <= text.size());
}

QTEST_GUILESS_MAIN(tst_MarkedText)
#include "tst_markedtext.moc"
