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
}

void tst_CoreNames::acceptsNames()
{
    QFETCH(QString, name);
    QTEST(checkName(name, 24).has_value(), "isGood");
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
