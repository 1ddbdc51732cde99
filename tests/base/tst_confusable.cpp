// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/confusable.h"
#include "support/lookalikes.h"

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <vector>

#define U_SHOW_CPLUSPLUS_API 0
#include <unicode/uspoof.h>

using namespace Chalkwire;
using namespace Qt::StringLiterals;

namespace {

bool areAlike(QStringView a, QStringView b)
{
    const Look first(a);
    const Look second(b);
    return first.isLike(second) && second.isLike(first);
}

bool shareAKey(const Look &a, const Look &b)
{
    return a.writtenKey() == b.writtenKey() || a.smallKey() == b.smallKey();
}

QByteArray tag(QStringView a, QStringView b)
{
    return (a.toString() + u' ' + b.toString()).toUtf8();
}

/// What must differ, pair by pair.
void compareAll(const QStringList &names)
{
    std::vector<Look> looks;
    for (const QString &name : names)
        looks.emplace_back(name);
    for (std::size_t i = 0; i < looks.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (looks[i].isLike(looks[j]))
                QFAIL(tag(names[qsizetype(i)], names[qsizetype(j)]).constData());
        }
    }
}

} // namespace

class tst_Confusable : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void alike_data();
    void alike();
    void apart_data();
    void apart();
    void honestNamesAreApart();
    void numberedNamesAreApart_data();
    void numberedNamesAreApart();
    void letteredNamesAreApart();
    void isAsUnicodeSays();
    void anyTextHasALook_data();
    void anyTextHasALook();
    void beginningCounts();
    void tricks_data();
    void tricks();
    void honestNamesPlayNoTrick();
};

void tst_Confusable::alike_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("imitation");
    for (const Test::LookAlike &pair : Test::kLookAlikes)
        QTest::newRow(tag(pair.name, pair.imitation).constData())
            << pair.name.toString() << pair.imitation.toString();
    QTest::newRow("same") << u"ana"_s << u"ana"_s;
    QTest::newRow("case") << u"Иван"_s << u"ИВАН"_s;
    QTest::newRow("fullwidth") << u"ana"_s << u"ａｎａ"_s;
    QTest::newRow("styled") << u"Ana"_s << u"𝒜𝓃𝒶"_s;
    QTest::newRow("composed") << u"éva"_s << u"e\u0301va"_s;
}

void tst_Confusable::alike()
{
    QFETCH(QString, name);
    QFETCH(QString, imitation);
    QVERIFY(areAlike(name, imitation));
    QVERIFY(shareAKey(Look(name), Look(imitation))); // or it would not be found
}

void tst_Confusable::apart_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("one-letter-more") << u"ana"_s << u"anna"_s;
    QTest::newRow("one-less-of-rn") << u"mr"_s << u"rn"_s;
    QTest::newRow("accent") << u"eva"_s << u"éva"_s;
    QTest::newRow("big-i-big-l") << u"Ian"_s << u"Lan"_s;
    QTest::newRow("i-l") << u"Alia"_s << u"Alla"_s;
    QTest::newRow("big-rn") << u"Ame"_s << u"ARNE"_s;
    QTest::newRow("big-m-big-rn") << u"AME"_s << u"ARNE"_s;
    QTest::newRow("1-big-l") << u"team-1"_s << u"team-L"_s;
    QTest::newRow("1-i") << u"team-1"_s << u"team-i"_s;
    QTest::newRow("accented-i-l") << u"Ían"_s << u"Ĺan"_s;
    QTest::newRow("ghe-u") << u"5-Г"_s << u"5-У"_s;
    QTest::newRow("big-be-six") << u"5-Б"_s << u"5-6"_s;
    QTest::newRow("gamma-upsilon") << u"Γ1"_s << u"Υ1"_s;
    QTest::newRow("ve-soft-sign") << u"В"_s << u"Ь"_s;
    QTest::newRow("shha-en") << u"Һади"_s << u"Нади"_s;
    QTest::newRow("empty") << QString() << u"a"_s;
}

void tst_Confusable::apart()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(!Look(first).isLike(Look(second)));
    QVERIFY(!Look(second).isLike(Look(first)));
}

void tst_Confusable::honestNamesAreApart()
{
    QStringList names;
    for (const QStringView name : Test::kHonestNames)
        names.append(name.toString());
    compareAll(names);
}

void tst_Confusable::numberedNamesAreApart_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<char32_t>("zero");
    QTest::newRow("pc") << u"pc-"_s << U'0';
    QTest::newRow("tutorial") << u"tutorial-"_s << U'0';
    QTest::newRow("no-dash") << u"Ana"_s << U'0';
    QTest::newRow("chinese") << u"同学"_s << U'0';
    QTest::newRow("fullwidth") << u"同学"_s << U'\uff10';
    QTest::newRow("cyrillic") << u"ученик-"_s << U'0';
    QTest::newRow("arabic") << u"طالب-"_s << U'\u0660';
    QTest::newRow("persian") << u"شاگرد-"_s << U'\u06f0';
    QTest::newRow("devanagari") << u"छात्र-"_s << U'\u0966';
    QTest::newRow("bengali") << u"ছাত্র-"_s << U'\u09e6';
    QTest::newRow("thai") << u"นักเรียน-"_s << U'\u0e50';
}

void tst_Confusable::numberedNamesAreApart()
{
    QFETCH(QString, prefix);
    QFETCH(char32_t, zero);
    QStringList names;
    for (int number = 0; number <= 400; ++number) {
        QString name = prefix;
        for (const QChar digit : QString::number(number)) {
            const char32_t shown = zero + static_cast<char32_t>(digit.digitValue());
            name += QString::fromUcs4(&shown, 1);
        }
        QCOMPARE(trickOf(name), NameTrick::None);
        names.append(name);
    }
    compareAll(names);
}

void tst_Confusable::letteredNamesAreApart()
{
    QStringList names;
    for (char16_t letter = u'A'; letter <= u'Z'; ++letter)
        names.append(u"team-"_s + letter);
    for (int number = 2; number < 10; ++number)
        names.append(u"team-%1"_s.arg(number));
    compareAll(names);
}

/// Every letter and digit there is, against what Unicode's data says it is like.
void tst_Confusable::isAsUnicodeSays()
{
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    const auto skeletonOf = [&](const QString &text) {
        std::array<char16_t, 64> skeleton{};
        const int32_t size = uspoof_getSkeleton(checker, 0, reinterpret_cast<const char16_t *>(text.utf16()),
                                                int32_t(text.size()), skeleton.data(), 64, &status);
        return QStringView(skeleton.data(), size).toString();
    };
    int seen = 0;
    for (char32_t c = 0x21; c < 0x30000; ++c) {
        const QString text = QString::fromUcs4(&c, 1);
        if (!QChar::isLetterOrNumber(c) || text.normalized(QString::NormalizationForm_KD) != text)
            continue; // compatibility characters are those they stand for
        const QString plain = skeletonOf(text);
        if (plain == text || skeletonOf(plain) != plain)
            continue; // a few skeletons have other ones
        ++seen;
        if (!areAlike(text, plain) || !shareAKey(Look(text), Look(plain)))
            QFAIL((tag(text, plain) + ' ' + QByteArray::number(quint32(c), 16)).constData());
    }
    QVERIFY(U_SUCCESS(status));
    QVERIFY2(seen > 1500, qPrintable(QString::number(seen)));
    uspoof_close(checker);
}

void tst_Confusable::anyTextHasALook_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("lone-surrogate") << QString(QChar(0xd800));
    QTest::newRow("surrogates-the-wrong-way") << QString(QChar(0xdc00)) + QChar(0xd800);
    QTest::newRow("nul") << QString(QChar(QChar::Null));
    QTest::newRow("controls") << u"a\u001b\u202e\u200b"_s;
    QTest::newRow("marks") << QString(300, QChar(0x301));
    QTest::newRow("emoji") << u"😀😀"_s;
    QTest::newRow("long-ligature") << QString(100, QChar(0xfdfa));
    QTest::newRow("cut-in-a-pair") << QString(255, u'a') + u"𝒜"_s;
    QTest::newRow("last-character") << u"\U0010ffff"_s;
}

void tst_Confusable::anyTextHasALook()
{
    QFETCH(QString, text);
    QVERIFY(Look(text).isLike(Look(text)));
    (void)trickOf(text);
}

void tst_Confusable::beginningCounts()
{
    const QString most(Look::kMaxCharacters - 1, u'a');
    QVERIFY(!areAlike(most + u"b"_s, most + u"c"_s));
    QVERIFY(areAlike(most + u"ab"_s, most + u"ac"_s));
}

void tst_Confusable::tricks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("trick");
    const auto row = [](const char *name, const QString &text, NameTrick trick) {
        QTest::newRow(name) << text << int(trick);
    };
    row("empty", QString(), NameTrick::None);
    row("latin-cyrillic", u"аna"_s, NameTrick::MixedScripts);
    row("latin-greek", u"Νina"_s, NameTrick::MixedScripts);
    row("latin-armenian", u"hօn"_s, NameTrick::MixedScripts);
    row("latin-hebrew", u"Pauן"_s, NameTrick::MixedScripts);
    row("latin-thai", u"Tonต้น"_s, NameTrick::MixedScripts);
    row("cyrillic-greek", u"ФΟТО"_s, NameTrick::MixedScripts);
    row("cyrillic-han", u"Иван明"_s, NameTrick::MixedScripts);
    row("korean-kana", u"김さくら"_s, NameTrick::MixedScripts);
    row("latin-japanese", u"Taro山田さんカ"_s, NameTrick::None);
    row("latin-korean-han", u"Lee김金"_s, NameTrick::None);
    row("latin-bopomofo", u"Liㄅ明"_s, NameTrick::None);
    row("arabic-ascii-digits", u"علي1"_s, NameTrick::None);
    row("digits-of-two", u"علي1٢"_s, NameTrick::MixedDigits);
    row("digits-of-two-arabic", u"علي١۴"_s, NameTrick::MixedDigits);
    row("filler", u"\u3164"_s, NameTrick::Invisible);
    row("variation-selector", u"明\ufe00"_s, NameTrick::Invisible);
    row("joiner", u"a\u034fna"_s, NameTrick::Invisible);
    row("supplementary-selector", u"明\U000e0100"_s, NameTrick::Invisible);
    row("mark-twice", u"q\u0301\u0301"_s, NameTrick::Invisible);
    row("dot-on-a-dot", u"i\u0307an"_s, NameTrick::Invisible);
}

void tst_Confusable::tricks()
{
    QFETCH(QString, name);
    QFETCH(int, trick);
    QCOMPARE(int(trickOf(name)), trick);
}

void tst_Confusable::honestNamesPlayNoTrick()
{
    for (const QStringView name : Test::kHonestNames)
        QVERIFY2(trickOf(name) == NameTrick::None, qPrintable(name.toString()));
}

QTEST_APPLESS_MAIN(tst_Confusable)
#include "tst_confusable.moc"
