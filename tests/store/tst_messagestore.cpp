// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// What every store does alike; tst_search has the searching.
class tst_MessageStore : public EveryStore
{
    Q_OBJECT

private slots:
    void hasAnIdentity();
    void startsEmpty();
    void numbersEachRoomWithoutGaps();
    void givesBackWhatWasGiven();
    void knowsIdsAgain();
    void knowsIdsWithinABatch();
    void refusalsTakeNoNumber();
    void refusalMakesNoRoom();
    void checksChanges_data();
    void checksChanges();
    void edits();
    void deletes();
    void deletesReactions();
    void setsTopics();
    void pages_data();
    void pages();
    void boundsPagesByBytes_data();
    void boundsPagesByBytes();
    void markersMoveForward();
    void keepsRules();
    void purgesWhatIsTooOld_data();
    void purgesWhatIsTooOld();
    void purgesInSteps();
    void purgesBehindTheFuture();
    void purgesChanges();
    void purgedIdsAreFree();

private:
    QString add(const QString &room, const Entry &entry)
    {
        const Stored stored = keep(store(), room, entry);
        return stored.error == ErrorCode::None ? lineOf(stored.entry) : errorName(stored.error);
    }
    RoomHistory roomNamed(const QString &name)
    {
        for (const RoomHistory &room : store().rooms()) {
            if (room.name == name)
                return room;
        }
        return {};
    }
    void keepDays(const QString &room, qint64 days)
    {
        RoomRules rules;
        rules.keepDays = days;
        QVERIFY(store().setRules(room, rules));
    }
};

void tst_MessageStore::hasAnIdentity()
{
    QCOMPARE(store().identity().size(), 32);
    QCOMPARE(store().identity(), store().identity());
    QVERIFY(store().identity() != MemoryStore(0).identity());
}

void tst_MessageStore::startsEmpty()
{
    QVERIFY(store().rooms().empty());
    QVERIFY(store().append({}).empty());
    const Page page = store().page({7, u"lobby"_s});
    QCOMPARE(page.ticket, 7);
    QCOMPARE(page.room, u"lobby"_s);
    QVERIFY(page.entries.empty() && !page.hasMore && page.error == ErrorCode::None);
    QCOMPARE(page.firstSeq, 1);
    QCOMPARE(page.lastSeq, 0);
    QVERIFY(store().markers(identityOf(u"ana"_s)).empty());
    QCOMPARE(store().purge(kNow, 100), 0);
    QVERIFY(store().flush());
}

void tst_MessageStore::numbersEachRoomWithoutGaps()
{
    const std::vector<Stored> stored = store().append(
        {{10, u"Lobby"_s, post(u"a"_s)}, {11, u"maths"_s, post(u"b"_s)}, {12, u"LOBBY"_s, post(u"c"_s)}});
    QCOMPARE(stored.size(), 3);
    QStringList lines;
    for (const Stored &one : stored)
        lines.append(u"%1 %2 %3"_s.arg(one.ticket).arg(one.room, lineOf(one.entry)));
    QCOMPARE(lines, (QStringList{u"10 Lobby 1 ana a"_s, u"11 maths 1 ana b"_s, u"12 Lobby 2 ana c"_s}));
    QCOMPARE(add(u"lobby"_s, post(u"d"_s)), u"3 ana d"_s);
    QCOMPARE(linesOf(store(), u"lobby"_s), (QStringList{u"1 ana a"_s, u"2 ana c"_s, u"3 ana d"_s}));
    const std::vector<RoomHistory> rooms = store().rooms();
    QCOMPARE(rooms.size(), 2);
    QCOMPARE(rooms[0], (RoomHistory{u"Lobby"_s, {}, 1, 3, {}, 0, kNow}));
    QCOMPARE(rooms[1], (RoomHistory{u"maths"_s, {}, 1, 1, {}, 0, kNow}));
}

void tst_MessageStore::givesBackWhatWasGiven()
{
    Entry entry = post(u"zwei\nZeilen\t你好 😀 \"'%_;--"_s, u"小明"_s, u"id/1"_s);
    entry.millis = -5;
    QCOMPARE(add(u"房间"_s, entry), u"1 小明 "_s + entry.text);
    entry.seq = 1;
    const Page page = store().page({1, u"房间"_s});
    QCOMPARE(page.entries.size(), 1);
    QCOMPARE(page.entries[0], entry);
    Entry bare; // nothing in it at all
    QCOMPARE(keep(store(), u"房间"_s, bare).error, ErrorCode::None);
    bare.seq = 2;
    QCOMPARE(store().page({1, u"房间"_s, 1}).entries.at(0), bare);
}

void tst_MessageStore::knowsIdsAgain()
{
    QCOMPARE(add(u"lobby"_s, post(u"first"_s, u"ana"_s, u"x"_s)), u"1 ana first"_s);
    QCOMPARE(add(u"lobby"_s, post(u"of another"_s, u"ben"_s, u"x"_s)), u"2 ben of another"_s);
    QCOMPARE(add(u"lobby"_s, entryOf(EntryKind::Edit, 1, u"better"_s)), u"3 ana edit 1 better"_s);
    const std::vector<Stored> again = store().append({{5, u"LOBBY"_s, post(u"ignored"_s, u"ana"_s, u"x"_s)},
                                                      {6, u"maths"_s, post(u"too"_s, u"ana"_s, u"x"_s)}});
    for (const Stored &one : again) {
        QVERIFY(one.isDuplicate);
        QCOMPARE(one.error, ErrorCode::None);
        QCOMPARE(one.room, u"lobby"_s);
        QCOMPARE(lineOf(one.entry), u"1 ana better"_s); // as it stands
        QCOMPARE(one.entry.changedBy, 3);
    }
    QCOMPARE(again[1].ticket, 6);
    QCOMPARE(add(u"lobby"_s, post(u"next"_s)), u"4 ana next"_s);
    QCOMPARE(store().rooms().size(), 1);
}

void tst_MessageStore::knowsIdsWithinABatch()
{
    const std::vector<Stored> stored = store().append({{1, u"lobby"_s, post(u"a"_s, u"ana"_s, u"x"_s)},
                                                       {2, u"lobby"_s, post(u"b"_s, u"ana"_s, u"x"_s)},
                                                       {3, u"lobby"_s, post(u"c"_s, u"ana"_s)},
                                                       {4, u"lobby"_s, post(u"c"_s, u"ana"_s)}});
    QVERIFY(!stored[0].isDuplicate && stored[1].isDuplicate && !stored[2].isDuplicate &&
            !stored[3].isDuplicate);
    QCOMPARE(lineOf(stored[1].entry), u"1 ana a"_s);
    QCOMPARE(linesOf(store(), u"lobby"_s), (QStringList{u"1 ana a"_s, u"2 ana c"_s, u"3 ana c"_s}));
}

void tst_MessageStore::refusalsTakeNoNumber()
{
    const std::vector<Stored> stored = store().append({{1, u"lobby"_s, post(u"a"_s)},
                                                       {2, u"lobby"_s, entryOf(EntryKind::Edit, 9, u"b"_s)},
                                                       {3, u"lobby"_s, post(u"c"_s)}});
    QCOMPARE(stored[1].ticket, 2);
    QCOMPARE(stored[1].error, ErrorCode::NoSuchPost);
    QCOMPARE(stored[1].entry.seq, 0);
    QCOMPARE(stored[2].entry.seq, 2);
    QCOMPARE(linesOf(store(), u"lobby"_s), (QStringList{u"1 ana a"_s, u"2 ana c"_s}));
}

void tst_MessageStore::refusalMakesNoRoom()
{
    QCOMPARE(add(u"nowhere"_s, entryOf(EntryKind::React, 1, u"👍"_s)), u"no_such_post"_s);
    QCOMPARE(keep(store(), u"nowhere"_s, entryOf(EntryKind::React, 1, u"👍"_s)).room, u"nowhere"_s);
    store().setMarker(identityOf(u"ana"_s), {u"nowhere"_s, 1});
    QVERIFY(store().markers(identityOf(u"ana"_s)).empty());
    QVERIFY(store().rooms().empty());
}

void tst_MessageStore::checksChanges_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("of");
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, EntryKind kind, int of, const char *by, const char *result) {
        QTest::newRow(name) << int(kind) << of << QString::fromLatin1(by) << QString::fromLatin1(result);
    };
    // 1 post of ana, 2 reaction of ben to it, 3 topic of ana, 4 post of ana that she deleted with 5, 6 edit
    // of 1
    row("edit", EntryKind::Edit, 1, "ana", "7 ana edit 1 x");
    row("edit-not-yours", EntryKind::Edit, 1, "ben", "not_yours");
    row("edit-reaction", EntryKind::Edit, 2, "ben", "no_such_post");
    row("edit-topic", EntryKind::Edit, 3, "ana", "no_such_post");
    row("edit-deleted", EntryKind::Edit, 4, "ana", "no_such_post");
    row("edit-delete", EntryKind::Edit, 5, "ana", "no_such_post");
    row("edit-edit", EntryKind::Edit, 6, "ana", "no_such_post");
    row("edit-itself", EntryKind::Edit, 7, "ana", "no_such_post");
    row("edit-nothing", EntryKind::Edit, 0, "ana", "no_such_post");
    row("delete", EntryKind::Delete, 1, "ana", "7 ana delete 1 x");
    row("delete-not-yours", EntryKind::Delete, 1, "ben", "not_yours");
    row("delete-reaction", EntryKind::Delete, 2, "ben", "7 ben delete 2 x");
    row("delete-reaction-not-yours", EntryKind::Delete, 2, "ana", "not_yours");
    row("delete-deleted", EntryKind::Delete, 4, "ana", "no_such_post");
    row("delete-topic", EntryKind::Delete, 3, "ana", "no_such_post");
    row("react", EntryKind::React, 1, "ana", "7 ana react 1 x");
    row("react-to-reaction", EntryKind::React, 2, "ana", "no_such_post");
    row("react-to-deleted", EntryKind::React, 4, "ben", "no_such_post");
    row("react-to-nothing", EntryKind::React, 0, "ben", "no_such_post");
    row("answer", EntryKind::Post, 1, "ben", "7 ben 1 x");
    row("answer-to-deleted", EntryKind::Post, 4, "ben", "no_such_post");
    row("answer-to-nothing", EntryKind::Post, 8, "ben", "no_such_post");
    row("topic-of-anybody", EntryKind::Topic, 0, "ben", "7 ben topic x");
}

void tst_MessageStore::checksChanges()
{
    (void)store().append({{1, u"lobby"_s, post(u"one"_s)},
                          {2, u"lobby"_s, entryOf(EntryKind::React, 1, u"👍"_s, u"ben"_s)},
                          {3, u"lobby"_s, entryOf(EntryKind::Topic, 0, u"chalk"_s)},
                          {4, u"lobby"_s, post(u"two"_s)},
                          {5, u"lobby"_s, entryOf(EntryKind::Delete, 4, {})},
                          {6, u"lobby"_s, entryOf(EntryKind::Edit, 1, u"uno"_s)}});
    QFETCH(int, kind);
    QFETCH(int, of);
    QFETCH(QString, by);
    QTEST(add(u"lobby"_s, entryOf(EntryKind(kind), quint64(of), u"x"_s, by)), "result");
    // Never across rooms.
    if (of != 0)
        QCOMPARE(add(u"maths"_s, entryOf(EntryKind(kind), quint64(of), u"x"_s, by)), u"no_such_post"_s);
}

void tst_MessageStore::edits()
{
    (void)add(u"lobby"_s, post(u"helo"_s));
    (void)add(u"lobby"_s, entryOf(EntryKind::Edit, 1, u"hello"_s));
    (void)add(u"lobby"_s, entryOf(EntryKind::Edit, 1, u"hello!"_s));
    const Page page = store().page({1, u"lobby"_s});
    QCOMPARE(linesOf(page),
             (QStringList{u"1 ana hello!"_s, u"2 ana edit 1 hello"_s, u"3 ana edit 1 hello!"_s}));
    QCOMPARE(page.entries[0].changedBy, 3);
    QVERIFY(!page.entries[0].isDeleted);
}

void tst_MessageStore::deletes()
{
    (void)add(u"lobby"_s, post(u"secret"_s));
    (void)add(u"lobby"_s, post(u"other"_s));
    (void)add(u"lobby"_s, entryOf(EntryKind::Edit, 1, u"secret edit"_s));
    (void)add(u"lobby"_s, entryOf(EntryKind::Edit, 2, u"other edit"_s));
    QCOMPARE(add(u"lobby"_s, entryOf(EntryKind::Delete, 1, {})), u"5 ana delete 1"_s);
    const Page page = store().page({1, u"lobby"_s});
    QCOMPARE(linesOf(page), (QStringList{u"1 ana (gone)"_s, u"2 ana other edit"_s, u"3 ana edit 1 (gone)"_s,
                                         u"4 ana edit 2 other edit"_s, u"5 ana delete 1"_s}));
    QCOMPARE(page.entries[0].changedBy, 5);
    for (const Entry &entry : page.entries)
        QVERIFY(!entry.text.contains(u"secret"));
}

void tst_MessageStore::deletesReactions()
{
    (void)add(u"lobby"_s, post(u"hello"_s));
    (void)add(u"lobby"_s, entryOf(EntryKind::React, 1, u"👍"_s, u"ben"_s));
    QCOMPARE(add(u"lobby"_s, entryOf(EntryKind::Delete, 2, {}, u"ben"_s)), u"3 ben delete 2"_s);
    QCOMPARE(linesOf(store(), u"lobby"_s),
             (QStringList{u"1 ana hello"_s, u"2 ben react 1 (gone)"_s, u"3 ben delete 2"_s}));
    QCOMPARE(store().page({1, u"lobby"_s}).entries[1].changedBy, 3);
}

void tst_MessageStore::setsTopics()
{
    QCOMPARE(add(u"lobby"_s, entryOf(EntryKind::Topic, 0, u"chalk"_s)), u"1 ana topic chalk"_s);
    QCOMPARE(roomNamed(u"lobby"_s).topic, u"chalk"_s);
    (void)add(u"lobby"_s, entryOf(EntryKind::Topic, 0, {}));
    QCOMPARE(roomNamed(u"lobby"_s), (RoomHistory{u"lobby"_s, {}, 1, 2, {}, 0, kNow}));
}

void tst_MessageStore::pages_data()
{
    QTest::addColumn<quint64>("after");
    QTest::addColumn<quint64>("before");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("numbers");
    QTest::addColumn<bool>("hasMore");
    constexpr quint64 none = 0;
    constexpr quint64 largest = std::numeric_limits<quint64>::max();
    QTest::newRow("limit") << none << none << qint64(10) << u"1 2 3 4 5 6 7 8 9 10"_s << false;
    QTest::newRow("one-less") << none << none << qint64(9) << u"1 2 3 4 5 6 7 8 9"_s << true;
    QTest::newRow("middle") << quint64(3) << none << qint64(2) << u"4 5"_s << true;
    QTest::newRow("to-the-end") << quint64(8) << none << qint64(2) << u"9 10"_s << false;
    QTest::newRow("after-last") << quint64(10) << none << qint64(2) << QString() << false;
    QTest::newRow("after-beyond") << quint64(11) << none << qint64(2) << QString() << false;
    QTest::newRow("after-largest") << largest << none << qint64(2) << QString() << false;
    QTest::newRow("back-limit") << none << quint64(11) << qint64(10) << u"1 2 3 4 5 6 7 8 9 10"_s << false;
    QTest::newRow("back-one-less") << none << quint64(11) << qint64(9) << u"2 3 4 5 6 7 8 9 10"_s << true;
    QTest::newRow("back-middle") << none << quint64(5) << qint64(2) << u"3 4"_s << true;
    QTest::newRow("back-to-first") << none << quint64(3) << qint64(2) << u"1 2"_s << false;
    QTest::newRow("back-from-first") << none << quint64(1) << qint64(2) << QString() << false;
    QTest::newRow("back-beyond") << none << quint64(50) << qint64(1) << u"10"_s << true;
    QTest::newRow("back-largest") << none << largest << qint64(1) << u"10"_s << true;
    QTest::newRow("before-goes-first") << quint64(7) << quint64(3) << qint64(1) << u"2"_s << true;
    QTest::newRow("at-least-one") << none << none << qint64(0) << u"1"_s << true;
    QTest::newRow("at-least-one-back") << none << quint64(2) << qint64(-1) << u"1"_s << false;
}

void tst_MessageStore::pages()
{
    for (int i = 0; i < 10; ++i) {
        (void)add(u"lobby"_s, post(u"in the lobby"_s));
        (void)add(u"maths"_s, post(u"elsewhere"_s));
    }
    QFETCH(quint64, after);
    QFETCH(quint64, before);
    QFETCH(qint64, count);
    const Page page = store().page({3, u"Lobby"_s, after, before, count});
    QStringList numbers;
    for (const Entry &entry : page.entries)
        numbers.append(QString::number(entry.seq));
    QTEST(numbers.join(u' '), "numbers");
    QTEST(page.hasMore, "hasMore");
    QCOMPARE(page.ticket, 3);
    QCOMPARE(page.room, u"lobby"_s);
    QCOMPARE(page.firstSeq, 1);
    QCOMPARE(page.lastSeq, 10);
}

void tst_MessageStore::boundsPagesByBytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<int>("count");
    QTest::newRow("limit") << qint64(300) << 3; // each counts 100
    QTest::newRow("limit-minus-one") << qint64(299) << 2;
    QTest::newRow("at-least-one") << qint64(0) << 1;
    QTest::newRow("all") << qint64(500) << 5;
}

void tst_MessageStore::boundsPagesByBytes()
{
    for (int i = 0; i < 5; ++i)
        (void)add(u"lobby"_s, post(u"你"_s.repeated(12)));
    QFETCH(qint64, bytes);
    for (const quint64 before : {0, 6}) {
        const Page page = store().page({1, u"lobby"_s, 0, before, 100, bytes});
        QTEST(int(page.entries.size()), "count");
        QCOMPARE(page.hasMore, page.entries.size() < 5);
    }
}

void tst_MessageStore::markersMoveForward()
{
    const Identity ana = identityOf(u"ana"_s);
    (void)add(u"lobby"_s, post(u"a"_s));
    (void)add(u"maths"_s, post(u"b"_s));
    store().setMarker(ana, {u"Lobby"_s, 5});
    store().setMarker(ana, {u"lobby"_s, 3});
    QCOMPARE(store().markers(ana), (std::vector<Marker>{{u"lobby"_s, 5}}));
    QVERIFY(store().flush());
    store().setMarker(ana, {u"lobby"_s, 4});
    store().setMarker(ana, {u"maths"_s, 1});
    store().setMarker(identityOf(u"ben"_s), {u"lobby"_s, 9});
    QCOMPARE(store().markers(ana), (std::vector<Marker>{{u"lobby"_s, 5}, {u"maths"_s, 1}}));
    (void)add(u"lobby"_s, post(u"written with a batch"_s));
    QCOMPARE(store().markers(ana), (std::vector<Marker>{{u"lobby"_s, 5}, {u"maths"_s, 1}}));
    QCOMPARE(store().markers(identityOf(u"ben"_s)), (std::vector<Marker>{{u"lobby"_s, 9}}));
}

void tst_MessageStore::keepsRules()
{
    const RoomRules rules{30, true, {identityOf(u"ben"_s), identityOf(u"ana"_s)}};
    QVERIFY(store().setRules(u"Staff"_s, rules));
    QCOMPARE(store().rooms(), (std::vector<RoomHistory>{{u"Staff"_s, {}, 1, 0, rules}}));
    QCOMPARE(add(u"staff"_s, post(u"a"_s)), u"1 ana a"_s);
    QCOMPARE(roomNamed(u"Staff"_s), (RoomHistory{u"Staff"_s, {}, 1, 1, rules, 0, kNow}));
    QVERIFY(store().setRules(u"staff"_s, {0, true, {}}));
    QCOMPARE(roomNamed(u"Staff"_s).rules, (RoomRules{0, true, {}}));
    QVERIFY(store().setRules(u"other"_s, {0, false, {identityOf(u"ana"_s)}}));
    QCOMPARE(store().rooms().size(), 2);
    QVERIFY(store().setRules(u"other"_s, {}));
    QCOMPARE(store().rooms().size(), 1); // neither entries nor rules
}

void tst_MessageStore::purgesWhatIsTooOld_data()
{
    QTest::addColumn<qint64>("days");
    QTest::addColumn<QStringList>("left");
    const QStringList all{u"1 ana ten"_s, u"2 ana three"_s, u"3 ana more than two"_s, u"4 ana two"_s,
                          u"5 ana new"_s};
    QTest::newRow("no-rule") << qint64(0) << all;
    QTest::newRow("nonsense") << qint64(-3) << all;
    QTest::newRow("all-kept") << qint64(10) << all;
    QTest::newRow("limit") << qint64(2) << all.sliced(3);
    QTest::newRow("three") << qint64(3) << all.sliced(1);
    QTest::newRow("for-ever") << std::numeric_limits<qint64>::max() << all;
}

void tst_MessageStore::purgesWhatIsTooOld()
{
    for (const QString &room : {u"lobby"_s, u"maths"_s}) {
        (void)store().append({{1, room, at(kNow - 10 * kDay, post(u"ten"_s))},
                              {2, room, at(kNow - 3 * kDay, post(u"three"_s))},
                              {3, room, at(kNow - 2 * kDay - 1, post(u"more than two"_s))},
                              {4, room, at(kNow - 2 * kDay, post(u"two"_s))},
                              {5, room, at(kNow, post(u"new"_s))}});
    }
    QFETCH(qint64, days);
    QFETCH(QStringList, left);
    keepDays(u"lobby"_s, days);
    QCOMPARE(store().purge(kNow, 100), 5 - left.size());
    QCOMPARE(linesOf(store(), u"lobby"_s), left);
    QCOMPARE(roomNamed(u"lobby"_s).firstSeq, quint64(6 - left.size()));
    QCOMPARE(roomNamed(u"lobby"_s).lastMillis, kNow);
    QCOMPARE(linesOf(store(), u"maths"_s).size(), 5);
    QCOMPARE(find(store(), u"two"_s, {u"lobby"_s}).size(), left.filter(u"two"_s).size());
    QCOMPARE(store().purge(kNow, 100), 0);
}

void tst_MessageStore::purgesInSteps()
{
    for (int i = 0; i < 5; ++i) {
        (void)add(u"lobby"_s, at(kNow - 9 * kDay, post(u"old"_s)));
        (void)add(u"maths"_s, at(kNow - 9 * kDay, post(u"old"_s)));
    }
    (void)add(u"lobby"_s, post(u"new"_s));
    keepDays(u"lobby"_s, 1);
    keepDays(u"maths"_s, 1);
    QCOMPARE(store().purge(kNow, 0), 0);
    QCOMPARE(store().purge(kNow, 7), 7);
    QCOMPARE(store().purge(kNow, 3), 3);
    QCOMPARE(store().purge(kNow, 7), 0);
    QCOMPARE(linesOf(store(), u"lobby"_s), QStringList{u"6 ana new"_s});
    const Page page = store().page({1, u"lobby"_s, 0, 6});
    QVERIFY(page.entries.empty() && !page.hasMore);
    QCOMPARE(page.firstSeq, 6);
    // A room that was emptied goes on counting.
    QCOMPARE(roomNamed(u"maths"_s), (RoomHistory{u"maths"_s, {}, 6, 5, {1, false, {}}}));
    QCOMPARE(add(u"maths"_s, post(u"next"_s)), u"6 ana next"_s);
}

void tst_MessageStore::purgesBehindTheFuture()
{
    (void)store().append({{1, u"lobby"_s, at(kNow + 3650 * kDay, post(u"wrong clock"_s))},
                          {2, u"lobby"_s, at(kNow - 9 * kDay, post(u"old"_s))},
                          {3, u"lobby"_s, at(kNow + 3650 * kDay, post(u"wrong again"_s))},
                          {4, u"lobby"_s, post(u"new"_s)},
                          {5, u"lobby"_s, at(kNow - 9 * kDay, post(u"clock was behind"_s))}});
    keepDays(u"lobby"_s, 1);
    QCOMPARE(store().purge(kNow, 1), 1);
    QCOMPARE(store().purge(kNow, 100), 1);
    QCOMPARE(linesOf(store(), u"lobby"_s),
             (QStringList{u"3 ana wrong again"_s, u"4 ana new"_s, u"5 ana clock was behind"_s}));
    // All is from the future, as after a clock was put back: nothing is known to be old.
    (void)add(u"maths"_s, at(kNow + kDay, post(u"tomorrow"_s)));
    keepDays(u"maths"_s, 1);
    QCOMPARE(store().purge(kNow, 100), 0);
}

void tst_MessageStore::purgesChanges()
{
    (void)store().append({{1, u"lobby"_s, at(kNow - 9 * kDay, entryOf(EntryKind::Topic, 0, u"chalk"_s))},
                          {2, u"lobby"_s, at(kNow - 9 * kDay, post(u"one"_s))},
                          {3, u"lobby"_s, at(kNow - 9 * kDay, post(u"gone"_s))},
                          {4, u"lobby"_s, at(kNow - 9 * kDay, entryOf(EntryKind::Edit, 2, u"uno"_s))},
                          {5, u"lobby"_s, at(kNow - 9 * kDay, entryOf(EntryKind::Delete, 3, {}))},
                          {6, u"lobby"_s, entryOf(EntryKind::React, 2, u"👍"_s)}});
    keepDays(u"lobby"_s, 1);
    QCOMPARE(store().purge(kNow, 100), 5);
    QCOMPARE(linesOf(store(), u"lobby"_s), QStringList{u"6 ana react 2 👍"_s});
    QCOMPARE(roomNamed(u"lobby"_s).topic, u"chalk"_s);
    QCOMPARE(add(u"lobby"_s, entryOf(EntryKind::Edit, 2, u"x"_s)), u"no_such_post"_s);
    for (const QString &word : {u"one"_s, u"uno"_s, u"gone"_s})
        QCOMPARE(find(store(), word), QStringList());
}

void tst_MessageStore::purgedIdsAreFree()
{
    (void)add(u"lobby"_s, at(kNow - 9 * kDay, post(u"old"_s, u"ana"_s, u"x"_s)));
    keepDays(u"lobby"_s, 1);
    QCOMPARE(store().purge(kNow, 100), 1);
    QCOMPARE(add(u"lobby"_s, post(u"again"_s, u"ana"_s, u"x"_s)), u"2 ana again"_s);
}

QTEST_GUILESS_MAIN(tst_MessageStore)
#include "tst_messagestore.moc"
