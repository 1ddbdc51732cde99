// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// What every store finds.
class tst_Search : public EveryStore
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void wantsSomethingToLookFor();
    void nothingTypedIsSyntax_data();
    void nothingTypedIsSyntax();
    void looksOnlyWhereAsked();
    void looksInManyRooms_data();
    void looksInManyRooms();
    void givesPages();
    void boundsPages_data();
    void boundsPages();
    void seesChanges();
    void findsAcrossClockJumps();

private:
    void fill()
    {
        (void)store().append(
            {{1, u"lobby"_s, at(kNow, post(u"Good morning, everybody"_s))},
             {2, u"lobby"_s, at(kNow + kDay, post(u"Chalk: good for boards"_s, u"ben"_s))},
             {3, u"lobby"_s, at(kNow + kDay, entryOf(EntryKind::Edit, 9, u"never"_s))},
             {4, u"maths"_s, at(kNow + 2 * kDay, post(u"morning good"_s, u"Ben"_s))},
             {5, u"maths"_s, at(kNow + 2 * kDay, post(u"世界你好，早上"_s, u"小明"_s))},
             {6, u"maths"_s, at(kNow + 3 * kDay, entryOf(EntryKind::Topic, 0, u"good topic"_s))},
             {7, u"maths"_s, at(kNow + 3 * kDay, post(u"喝茶 or coffee"_s, u"a-b.c_d"_s))}});
    }
    static QStringList everywhere() { return {u"lobby"_s, u"maths"_s}; }
};

void tst_Search::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("found"); // by their first letters
    QTest::newRow("word") << u"good"_s << u"m C G"_s;
    QTest::newRow("case") << u"GOOD"_s << u"m C G"_s;
    QTest::newRow("words") << u"morning good"_s << u"m G"_s;
    QTest::newRow("phrase") << u"\"good morning\""_s << u"G"_s;
    QTest::newRow("phrase-other-way") << u"\"morning good\""_s << u"m"_s;
    QTest::newRow("punctuation") << u"chalk:good"_s << u"C"_s;
    QTest::newRow("part-of-a-word") << u"morn"_s << QString();
    QTest::newRow("prefix") << u"morn*"_s << u"m G"_s;
    QTest::newRow("prefix-limit") << u"mor*"_s << u"m G"_s;
    QTest::newRow("prefix-too-short") << u"mo*"_s << QString();
    QTest::newRow("chinese-word") << u"你好"_s << u"世"_s;
    QTest::newRow("chinese-across-words") << u"界你"_s << u"世"_s;
    QTest::newRow("chinese-not-across-a-comma") << u"好早"_s << QString();
    QTest::newRow("chinese-three") << u"世界你"_s << u"世"_s;
    QTest::newRow("chinese-wrong-order") << u"好你"_s << QString();
    QTest::newRow("chinese-one") << u"茶"_s << u"喝"_s;
    QTest::newRow("chinese-one-inside") << u"界"_s << u"世"_s;
    QTest::newRow("chinese-and-word") << u"茶 coffee"_s << u"喝"_s;
    QTest::newRow("from") << u"from:ben"_s << u"m C"_s;
    QTest::newRow("from-and-word") << u"good from:BEN"_s << u"m C"_s;
    QTest::newRow("from-chinese") << u"from:小明"_s << u"世"_s;
    QTest::newRow("from-punctuation") << u"from:a-b.c_d"_s << u"喝"_s;
    QTest::newRow("from-part") << u"from:a"_s << QString();
    QTest::newRow("in") << u"in:lobby"_s << u"C G"_s;
    QTest::newRow("in-and-word") << u"good in:Maths"_s << u"m"_s;
    QTest::newRow("in-unknown") << u"good in:art"_s << QString();
    QTest::newRow("after-limit") << u"good after:%1"_s.arg(kNow + kDay) << u"m C"_s;
    QTest::newRow("after-limit-plus-one") << u"good after:%1"_s.arg(kNow + kDay + 1) << u"m"_s;
    QTest::newRow("before-limit") << u"good before:%1"_s.arg(kNow + kDay) << u"G"_s;
    QTest::newRow("before-limit-plus-one") << u"good before:%1"_s.arg(kNow + kDay + 1) << u"C G"_s;
    QTest::newRow("between") << u"good after:2024-10-05 before:2024-10-06"_s << u"C"_s;
    QTest::newRow("between-nothing") << u"good after:2024-10-06 before:2024-10-05"_s << QString();
    QTest::newRow("after-all") << u"good after:%1"_s.arg(std::numeric_limits<qint64>::max()) << QString();
    QTest::newRow("before-all") << u"good before:1970-01-01"_s << QString();
    QTest::newRow("unknown") << u"nothing"_s << QString();
    QTest::newRow("all-must-be") << u"good nothing"_s << QString();
}

void tst_Search::finds()
{
    fill();
    QFETCH(QString, query);
    QStringList letters;
    for (const QString &text : find(store(), query, everywhere()))
        letters.append(text.left(1));
    QTEST(letters.join(u' '), "found");
}

void tst_Search::wantsSomethingToLookFor()
{
    fill();
    for (const QString &text : {QString(), u"😀 !?"_s, u"after:2024-01-01"_s})
        QCOMPARE(find(store(), text, everywhere()), QStringList{u"bad_field"_s});
}

void tst_Search::nothingTypedIsSyntax_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");
    QTest::newRow("or") << u"good OR chalk"_s << 0;
    QTest::newRow("not") << u"good NOT chalk"_s << 0;
    QTest::newRow("near") << u"NEAR(good morning)"_s << 0;
    QTest::newRow("column") << u"name:ben good"_s << 0;
    QTest::newRow("minus") << u"-good"_s << 3;
    QTest::newRow("caret") << u"^good"_s << 3;
    QTest::newRow("plus") << u"good + morning"_s << 2;
    QTest::newRow("brackets") << u"{good} (morning"_s << 2;
    QTest::newRow("quote-in-a-word") << u"good\"morning"_s << 1;
    QTest::newRow("star-alone") << u"good *"_s << 3;
    QTest::newRow("from-quote") << u"from:\" good"_s << 0;
    QTest::newRow("from-quotes") << u"from:\"\"\"x good"_s << 0;
    QTest::newRow("from-star") << u"from:be*"_s << 0;
    QTest::newRow("from-nul") << u"from:be"_s + QChar(QChar::Null) + u"n good"_s << 0;
    QTest::newRow("from-nothing-but-signs") << u"from:()^ good"_s << 0;
    QTest::newRow("from-space") << u"from:b\u00a0en good"_s << 0;
    QTest::newRow("in-quote") << u"in:\"lobby good"_s << 0;
    QTest::newRow("sql") << u"good'; DROP TABLE entry; --"_s << 0;
}

void tst_Search::nothingTypedIsSyntax()
{
    fill();
    QFETCH(QString, query);
    const Found found = store().search(searchFor(query, everywhere()));
    QCOMPARE(found.error, ErrorCode::None);
    QTEST(int(found.hits.size()), "count");
}

void tst_Search::looksOnlyWhereAsked()
{
    fill();
    QCOMPARE(find(store(), u"good"_s, {}), QStringList());
    QCOMPARE(find(store(), u"good"_s, {u"nowhere"_s}), QStringList());
    QCOMPARE(find(store(), u"good"_s, {u"MATHS"_s, u"nowhere"_s}), QStringList{u"morning good"_s});
    QCOMPARE(find(store(), u"good in:lobby"_s, {u"maths"_s}), QStringList());
    QCOMPARE(find(store(), u"from:ben"_s, {u"maths"_s}), QStringList{u"morning good"_s});
    const Found found = store().search(searchFor(u"coffee"_s, {u"Maths"_s}));
    QCOMPARE(found.ticket, 0);
    QCOMPARE(found.hits.size(), 1);
    QCOMPARE(found.hits[0].room, u"maths"_s);
    QCOMPARE(lineOf(found.hits[0].entry), u"4 a-b.c_d 喝茶 or coffee"_s);
}

void tst_Search::looksInManyRooms_data()
{
    QTest::addColumn<int>("count"); // the others have a word less
    for (const int count : {1, 2, 149, 150, 151, 298, 299, 300})
        QTest::addRow("%d", count) << count;
}

void tst_Search::looksInManyRooms()
{
    std::vector<Append> batch;
    QStringList rooms;
    QStringList texts;
    for (int i = 0; i < 300; ++i) {
        rooms.append(u"room%1"_s.arg(i));
        texts.prepend(u"word in %1"_s.arg(i));
        batch.push_back({1, rooms.last(), post(texts.first())});
    }
    (void)store().append(batch);
    (void)store().setRules(u"empty"_s, {1, false, {}});
    QFETCH(int, count);
    SearchRequest request = searchFor(u"word"_s, rooms.first(count) + QStringList{u"empty"_s});
    request.count = 1000;
    QCOMPARE(textsOf(store().search(request)), texts.last(count));
}

void tst_Search::givesPages()
{
    for (int i = 1; i <= 7; ++i)
        (void)keep(store(), i % 2 == 0 ? u"lobby"_s : u"maths"_s, post(u"word %1"_s.arg(i)));
    SearchRequest request = searchFor(u"word"_s, everywhere());
    request.count = 3;
    QStringList texts;
    QList<int> sizes;
    do {
        const Found found = store().search(request);
        QCOMPARE(found.error, ErrorCode::None);
        texts += textsOf(found);
        sizes.append(int(found.hits.size()));
        request.before = found.next;
        (void)keep(store(), u"lobby"_s, post(u"word, said meanwhile"_s)); // moves nothing
    } while (request.before != 0);
    QCOMPARE(sizes, (QList<int>{3, 3, 1}));
    QCOMPARE(texts, (QStringList{u"word 7"_s, u"word 6"_s, u"word 5"_s, u"word 4"_s, u"word 3"_s, u"word 2"_s,
                                 u"word 1"_s}));
    request.before = std::numeric_limits<quint64>::max();
    QCOMPARE(textsOf(store().search(request)).size(), 3);
    request.before = 1;
    QCOMPARE(textsOf(store().search(request)), QStringList());
}

void tst_Search::boundsPages_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<int>("size");
    QTest::newRow("limit") << qint64(5) << qint64(10'000) << 5;
    QTest::newRow("one-less") << qint64(4) << qint64(10'000) << 4;
    QTest::newRow("bytes-limit") << qint64(50) << qint64(300) << 3; // each counts 100
    QTest::newRow("bytes-limit-minus-one") << qint64(50) << qint64(299) << 2;
    QTest::newRow("at-least-one") << qint64(0) << qint64(0) << 1;
}

void tst_Search::boundsPages()
{
    for (int i = 0; i < 5; ++i)
        (void)keep(store(), u"lobby"_s, post(u"你好"_s.repeated(6)));
    QFETCH(qint64, count);
    QFETCH(qint64, bytes);
    SearchRequest request = searchFor(u"你好"_s, everywhere());
    request.count = count;
    request.bytes = bytes;
    const Found found = store().search(request);
    QTEST(int(found.hits.size()), "size");
    QCOMPARE(found.next != 0, found.hits.size() < 5);
}

void tst_Search::seesChanges()
{
    (void)store().append({{1, u"lobby"_s, post(u"old words"_s)},
                          {2, u"lobby"_s, post(u"later words"_s)},
                          {3, u"lobby"_s, entryOf(EntryKind::React, 2, u"words"_s)}});
    (void)keep(store(), u"lobby"_s, entryOf(EntryKind::Edit, 1, u"new words"_s));
    QCOMPARE(find(store(), u"old"_s), QStringList());
    QCOMPARE(find(store(), u"words"_s), (QStringList{u"later words"_s, u"new words"_s}));
    (void)store().append({{1, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"words 2"_s)},
                          {2, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"words 3"_s)}});
    QCOMPARE(find(store(), u"words"_s), (QStringList{u"later words"_s, u"words 3"_s}));
    (void)keep(store(), u"lobby"_s, entryOf(EntryKind::Delete, 1, {}));
    QCOMPARE(find(store(), u"words"_s), QStringList{u"later words"_s});
    QCOMPARE(find(store(), u"in:lobby"_s), QStringList{u"later words"_s});
}

void tst_Search::findsAcrossClockJumps()
{
    // Days since kNow; a millisecond before, at and after midnight.
    const QList<int> days{0, 3, -2, 1, 1, -3, 0, 2, 2, 3, -1};
    QList<std::pair<qint64, QString>> said;
    for (qsizetype i = 0; i < days.size(); ++i) {
        std::vector<Append> batch;
        for (const qint64 offset : {-1, 0, 1}) {
            const qint64 millis = kNow + days[i] * kDay + offset;
            said.prepend({millis, u"word %1 %2"_s.arg(i).arg(offset)});
            batch.push_back({1, u"lobby"_s, at(millis, post(said.first().second))});
        }
        (void)store().append(batch);
    }
    for (qint64 after = kNow - 3 * kDay; after <= kNow + 4 * kDay; after += kDay) {
        for (qint64 before = kNow - 3 * kDay; before <= kNow + 4 * kDay; before += kDay) {
            QStringList wanted;
            for (const auto &[millis, text] : said) {
                if (millis >= after && millis < before)
                    wanted.append(text);
            }
            QCOMPARE(find(store(), u"word after:%1 before:%2"_s.arg(after).arg(before)), wanted);
        }
    }
}

QTEST_GUILESS_MAIN(tst_Search)
#include "tst_search.moc"
