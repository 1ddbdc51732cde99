// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/names.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

class tst_CoreNames : public QObject
{
    Q_OBJECT

private slots:
    void acceptsNames_data();
    void acceptsNames();
    void saysWhy_data();
    void saysWhy();
    void lengthCountsCharacters();
    void composes();
    void keyFolds();
};

void tst_CoreNames::acceptsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("ascii") << u"ana"_s << true;
    QTest::newRow("digits") << u"4b"_s << true;
    QTest::newRow("punctuation") << u"a_b-c.d"_s << true;
    QTest::newRow("chinese") << u"小明"_s << true;
    QTest::newRow("arabic") << u"ليلى"_s << true;
    QTest::newRow("devanagari-with-marks") << u"हिन्दी"_s << true;
    QTest::newRow("emoji") << u"a😀"_s << false;
    QTest::newRow("zero-width") << u"a\u200bb"_s << false;
    QTest::newRow("mark-first") << u"\u0301a"_s << false;
    QTest::newRow("slash") << u"a/b"_s << false;
    QTest::newRow("lone-surrogate") << QString(QChar(0xd800)) << false;
    QTest::newRow("latin-chinese") << u"Li明"_s << true;
    QTest::newRow("latin-japanese") << u"Taroたろう"_s << true;
    QTest::newRow("latin-korean") << u"Lee김"_s << true;
    QTest::newRow("latin-cyrillic") << u"\u0430na"_s << false;
    QTest::newRow("latin-greek") << u"Νina"_s << false;
    QTest::newRow("cyrillic-digits") << u"Ваня-2"_s << true;
    QTest::newRow("digits-of-two-scripts") << u"علي1٢"_s << false;
    QTest::newRow("hangul-filler") << u"\u3164"_s << false;
    QTest::newRow("variation-selector") << u"ana\ufe0f"_s << false;
    QTest::newRow("dot-on-an-i") << u"i\u0307an"_s << false;
}

void tst_CoreNames::acceptsNames()
{
    QFETCH(QString, name);
    QTEST(checkName(name, 24).has_value(), "isGood");
}

void tst_CoreNames::saysWhy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::newRow("scripts")
        << u"\u0430na"_s << u"a name keeps to one script; only Latin goes with Chinese, Japanese or Korean"_s;
    QTest::newRow("digits") << u"علي1٢"_s << u"a name has the digits of one script"_s;
    QTest::newRow("unseen") << u"\u3164"_s << u"a name has nothing in it that cannot be seen"_s;
    QTest::newRow("characters") << u"a/b"_s << u"a name has only letters, digits, _ - and ."_s;
}

void tst_CoreNames::saysWhy()
{
    QFETCH(QString, name);
    const Result<QString> checked = checkName(name, 24);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::BadName);
    QTEST(checked.error().detail, "why");
}

void tst_CoreNames::lengthCountsCharacters()
{
    QVERIFY(checkName(QString(24, u'a'), 24).has_value());
    QVERIFY(!checkName(QString(25, u'a'), 24).has_value());
    QVERIFY(checkName(QString(25, u'a'), 0).has_value());
    QVERIFY(checkName(u"𝒜𝒜"_s, 2).has_value()); // two characters, four UTF-16 units
}

void tst_CoreNames::composes()
{
    QCOMPARE(*checkName(u"e\u0301va"_s, 24), u"éva"_s);
}

void tst_CoreNames::keyFolds()
{
    QCOMPARE(nameKey(u"ÉVA"), nameKey(u"e\u0301va"));
    QCOMPARE(nameKey(u"ａna"), nameKey(u"ANA"));
    QVERIFY(nameKey(u"ana") != nameKey(u"anna"));
}

QTEST_GUILESS_MAIN(tst_CoreNames)
#include "tst_corenames.moc"
