// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/words.h"

#include <QRegularExpression>
#include <QTest>

using namespace Chalkwire::Store;
using namespace Qt::StringLiterals;

class tst_Words : public QObject
{
    Q_OBJECT

private slots:
    void listsWords_data();
    void listsWords();
    void cutsLongWords();
    void looksFor_data();
    void looksFor();
    void hasNothingThatIsSyntax();
    void namesItsVersion();
    void asciiIsLikeAllElse();

private:
    static QString shown(const Phrase &phrase)
    {
        return phrase.words.join(u' ') + (phrase.isPrefix ? u"*"_s : QString());
    }
};

void tst_Words::listsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("english") << u"Hello, World! it's 5pm."_s << u"hello world it s 5pm"_s;
    QTest::newRow("german") << u"Größe STRASSE Straße"_s << u"grösse strasse strasse"_s;
    QTest::newRow("decomposed") << u"cafe\u0301 caf\u00e9"_s << u"caf\u00e9 caf\u00e9"_s;
    QTest::newRow("full-width") << u"Ａｂｃ１２"_s << u"abc12"_s;
    QTest::newRow("ligature") << u"ﬁne"_s << u"fine"_s;
    QTest::newRow("marks-stay") << u"हिन्दी"_s << u"हिन्दी"_s;
    QTest::newRow("arabic") << u"مرحبا يا"_s << u"مرحبا يا"_s;
    QTest::newRow("chinese-one") << u"茶"_s << u"茶"_s;
    QTest::newRow("chinese-two") << u"你好"_s << u"你好 好"_s;
    QTest::newRow("chinese-four") << u"世界你好"_s << u"世界 界你 你好 好"_s;
    QTest::newRow("chinese-comma") << u"你好，世界"_s << u"你好 好 世界 界"_s;
    QTest::newRow("beyond-the-first-plane") << u"𠮷野家"_s << u"𠮷野 野家 家"_s;
    QTest::newRow("mixed") << u"Qt很好用2次"_s << u"qt 很好 好用 用 2 次"_s;
    QTest::newRow("kana") << u"ひらがなカナ"_s << u"ひら らが がな なカ カナ ナ"_s;
    QTest::newRow("long-vowel") << u"コーヒー"_s << u"コー ーヒ ヒー ー"_s;
    QTest::newRow("half-width-kana") << u"ｺｰﾋｰ"_s << u"コー ーヒ ヒー ー"_s;
    QTest::newRow("korean") << u"한국어"_s << u"한국 국어 어"_s;
    QTest::newRow("thai-with-marks") << u"น้ำ"_s << QString(u"น\u0e49 \u0e49\u0e4d \u0e4dา า"_s);
    QTest::newRow("emoji") << u"ok 😀👍🏽 ❤\ufe0f"_s << u"ok"_s;
    QTest::newRow("lone-mark") << u"\u0301"_s << QString();
    QTest::newRow("lone-surrogate") << u"a"_s + QChar(0xd83d) + u"b"_s << u"a b"_s;
    QTest::newRow("controls") << u"a\u0000b\nc\u202ed"_s << u"a b c d"_s;
}

void tst_Words::listsWords()
{
    QFETCH(QString, text);
    QTEST(wordsOf(text).join(u' '), "words");
}

void tst_Words::cutsLongWords()
{
    const QString limit(64, u'x');
    QCOMPARE(wordsOf(limit), QStringList{limit});
    QCOMPARE(wordsOf(limit + u'y'), QStringList{limit});
    QCOMPARE(phrasesOf(limit + u'z', false), (QList<Phrase>{{{limit}, false}})); // finds both
    // Characters, not UTF-16 units.
    const QString mathematical = u"𝛀"_s.repeated(65); // folds to ω
    QCOMPARE(wordsOf(mathematical), QStringList{QString(64, u'ω')});
    const QString gothic = u"𐌰"_s.repeated(65);
    QCOMPARE(wordsOf(gothic), QStringList{u"𐌰"_s.repeated(64)});
}

void tst_Words::looksFor_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isPrefix");
    QTest::addColumn<QStringList>("phrases");
    QTest::newRow("nothing") << u"…😀"_s << false << QStringList{};
    QTest::newRow("word") << u"Größe"_s << false << QStringList{u"grösse"_s};
    QTest::newRow("phrase") << u"good  morning, all"_s << false << QStringList{u"good morning all"_s};
    QTest::newRow("chinese-one") << u"茶"_s << false << QStringList{u"茶*"_s};
    QTest::newRow("chinese-two") << u"你好"_s << false << QStringList{u"你好"_s};
    QTest::newRow("chinese-three") << u"你好吗"_s << false << QStringList{u"你好 好吗"_s};
    QTest::newRow("mixed") << u"use Qt很好 now"_s << false << QStringList{u"use qt"_s, u"很好"_s, u"now"_s};
    QTest::newRow("prefix-limit") << u"gro"_s << true << QStringList{u"gro*"_s};
    QTest::newRow("prefix-too-short") << u"gr"_s << true << QStringList{u"gr"_s};
    QTest::newRow("prefix-of-the-last") << u"good mor"_s << true << QStringList{u"good mor*"_s};
    QTest::newRow("prefix-chinese") << u"你好"_s << true << QStringList{u"你好"_s};
}

void tst_Words::looksFor()
{
    QFETCH(QString, text);
    QFETCH(bool, isPrefix);
    QStringList phrases;
    for (const Phrase &phrase : phrasesOf(text, isPrefix))
        phrases.append(shown(phrase));
    QTEST(phrases, "phrases");
}

void tst_Words::hasNothingThatIsSyntax()
{
    static const QRegularExpression syntax(u"[^a-z0-9\\x{80}-\\x{10ffff}]"_s);
    QString everything;
    for (char32_t c = 1; c < 0x30000; ++c)
        everything += QString::fromUcs4(&c, 1) + u' ';
    const QStringList words = wordsOf(everything);
    QVERIFY(words.size() > 50'000);
    for (const QString &word : words)
        QVERIFY2(!word.isEmpty() && !syntax.match(word).hasMatch(), qPrintable(word));
}

void tst_Words::namesItsVersion()
{
    QCOMPARE(wordsVersion(), u"1.%1"_s.arg(int(QChar::currentUnicodeVersion())));
}

/// It has a way of its own, which must give the same.
void tst_Words::asciiIsLikeAllElse()
{
    QStringList texts{QString(63, u'a'), QString(64, u'a'), QString(65, u'Z') + u" b"_s, u"Mixed CASE 42"_s};
    for (char16_t c = 0; c < 0x80; ++c)
        texts.append(u"a%1b %1"_s.arg(QChar(c)));
    for (const QString &text : texts)
        QCOMPARE(wordsOf(text), wordsOf(text + u" …"_s));
}

QTEST_APPLESS_MAIN(tst_Words)
#include "tst_words.moc"
