// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/searchquery.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

class tst_SearchQuery : public QObject
{
    Q_OBJECT

private slots:
    void readsTerms_data();
    void readsTerms();
    void readsOperators();
    void readsDirects();
    void lastOneHolds();
    void readsMoments_data();
    void readsMoments();
    void refusesMoments_data();
    void refusesMoments();
    void boundsTerms();
    void boundsCharacters_data();
    void boundsCharacters();

private:
    static QString shown(const SearchQuery &query)
    {
        QStringList terms;
        for (const SearchQuery::Term &term : query.terms)
            terms.append(u'<' + term.text + u'>' + (term.isPrefix ? u"*"_s : QString()));
        return terms.join(u' ');
    }
};

void tst_SearchQuery::readsTerms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("terms");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("spaces") << u" \t\n"_s << QString();
    QTest::newRow("words") << u"  good   morning "_s << u"<good> <morning>"_s;
    QTest::newRow("quoted") << u"say \"good morning\" all"_s << u"<say> <good morning> <all>"_s;
    QTest::newRow("glued-quotes") << u"\"a b\"c"_s << u"<a b> <c>"_s;
    QTest::newRow("open-quote") << u"x \"a b"_s << u"<x> <a b>"_s;
    QTest::newRow("empty-quotes") << u"\"\" x \""_s << u"<x>"_s;
    QTest::newRow("quote-inside") << u"5\" disk"_s << u"<5\"> <disk>"_s;
    QTest::newRow("prefix") << u"beg*"_s << u"<beg>*"_s;
    QTest::newRow("lone-star") << u"*"_s << u"<*>"_s;
    QTest::newRow("star-inside") << u"a*b"_s << u"<a*b>"_s;
    QTest::newRow("quoted-star") << u"\"a*\""_s << u"<a*>"_s;
    QTest::newRow("unknown-operator") << u"https://a.example to:ana"_s << u"<https://a.example> <to:ana>"_s;
    QTest::newRow("no-value") << u"from: :ana in:"_s << u"<from:> <:ana> <in:>"_s;
    QTest::newRow("quoted-operator") << u"\"from:ana\""_s << u"<from:ana>"_s;
    QTest::newRow("chinese-space") << u"你好\u3000世界"_s << u"<你好> <世界>"_s;
}

void tst_SearchQuery::readsTerms()
{
    QFETCH(QString, text);
    const Result<SearchQuery> query = parseSearch(text);
    QVERIFY(query.has_value());
    QTEST(shown(*query), "terms");
    QVERIFY(query->from.isEmpty() && query->in.isEmpty() && !query->after && !query->before);
}

void tst_SearchQuery::readsOperators()
{
    const Result<SearchQuery> query =
        parseSearch(u"From:Ana chalk IN:maths after:2026-11-01 before:2026-12-01");
    QVERIFY(query.has_value());
    QCOMPARE(shown(*query), u"<chalk>"_s);
    QCOMPARE(query->from, u"Ana"_s);
    QCOMPARE(query->in, u"maths"_s);
    QCOMPARE(query->after.value_or(0), 1'793'491'200'000);
    QCOMPARE(query->before.value_or(0), 1'796'083'200'000);
}

void tst_SearchQuery::readsDirects()
{
    const Result<SearchQuery> all = parseSearch(u"chalk in:@");
    QVERIFY(all.has_value());
    QCOMPARE(all->in, kInbox.toString());
    QCOMPARE(all->with, QString());
    const Result<SearchQuery> ben = parseSearch(u"in:@Ben");
    QVERIFY(ben.has_value());
    QCOMPARE(ben->in, kInbox.toString());
    QCOMPARE(ben->with, u"Ben"_s);
    const Result<SearchQuery> later = parseSearch(u"in:@ben in:lobby");
    QVERIFY(later.has_value());
    QCOMPARE(later->in, u"lobby"_s);
    QCOMPARE(later->with, QString());
}

void tst_SearchQuery::lastOneHolds()
{
    const Result<SearchQuery> query =
        parseSearch(u"from:ana from:ben in:a in:b after:2026-01-01 after:1970-01-02");
    QVERIFY(query.has_value());
    QCOMPARE(query->from, u"ben"_s);
    QCOMPARE(query->in, u"b"_s);
    QCOMPARE(query->after.value_or(0), 86'400'000);
}

void tst_SearchQuery::readsMoments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("millis");
    QTest::newRow("first-day") << u"1970-01-01"_s << qint64(0);
    QTest::newRow("leap-day") << u"2024-02-29"_s << qint64(1'709'164'800'000);
    QTest::newRow("before-1970") << u"1969-12-31"_s << qint64(-86'400'000);
    QTest::newRow("millis") << u"1793491200001"_s << qint64(1'793'491'200'001);
    QTest::newRow("ten-digits") << u"1234567890"_s << qint64(1'234'567'890);
    QTest::newRow("largest") << u"9223372036854775807"_s << std::numeric_limits<qint64>::max();
}

void tst_SearchQuery::readsMoments()
{
    QFETCH(QString, text);
    const Result<SearchQuery> query = parseSearch(u"before:"_s + text);
    QVERIFY(query.has_value());
    QVERIFY(query->before.has_value());
    QTEST(*query->before, "millis");
}

void tst_SearchQuery::refusesMoments_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"2026", "123456789", "2026-02-29", "2026-11-01x", "2026-1-1", "yesterday",
                             "-1793491200000", "9223372036854775808", "2026-11-01T10:00"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_SearchQuery::refusesMoments()
{
    QFETCH(QString, text);
    const Result<SearchQuery> query = parseSearch(u"chalk after:"_s + text + u" before:2026-01-01"_s);
    QVERIFY(!query.has_value());
    QCOMPARE(query.error().code, ErrorCode::BadField);
    QCOMPARE(query.error().detail, u"after"_s);
}

void tst_SearchQuery::boundsTerms()
{
    QStringList words;
    for (int i = 0; i < 17; ++i)
        words.append(u"w%1"_s.arg(i));
    const Result<SearchQuery> query = parseSearch(words.join(u' ') + u" from:ana"_s);
    QVERIFY(query.has_value());
    QCOMPARE(query->terms.size(), 16);
    QCOMPARE(query->terms.last().text, u"w15"_s);
    QCOMPARE(query->from, u"ana"_s); // operators count for themselves
}

void tst_SearchQuery::boundsCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cut");
    const QString x(64, u'x');
    QTest::newRow("limit") << x << x;
    QTest::newRow("limit-plus-one") << x + u'y' << x;
    QTest::newRow("not-halved") << QString(63, u'x') + u"😀😀"_s << QString(63, u'x') + u"😀"_s;
    QTest::newRow("composed") << u"e\u0301"_s.repeated(65) << QString(64, u'é');
    QTest::newRow("lone-surrogates") << QString(65, QChar(0xd83d)) << QString(64, QChar(0xd83d));
}

void tst_SearchQuery::boundsCharacters()
{
    QFETCH(QString, text);
    QFETCH(QString, cut);
    const Result<SearchQuery> word = parseSearch(text);
    QVERIFY(word.has_value());
    QCOMPARE(word->terms.value(0).text, cut);
    const Result<SearchQuery> from = parseSearch(u"from:"_s + text);
    QVERIFY(from.has_value());
    QCOMPARE(from->from, cut);
}

QTEST_APPLESS_MAIN(tst_SearchQuery)
#include "tst_searchquery.moc"
