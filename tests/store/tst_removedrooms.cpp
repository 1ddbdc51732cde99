// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// What becomes of a room that is removed, the same in every store; and what the operator may change.
class tst_RemovedRooms : public EveryStore
{
    Q_OBJECT

private slots:
    void isGoneForEverybody();
    void numbersGoOn();
    void unknownRoomIsNone();
    void removesInTheOrderOfTheBatch();
    void rulesTopicAndMarkersGo();
    void idsAreFree();
    void whatIsLeftGoesInSteps();
    void filesAreDropped();
    void otherRoomsStay();
    void operatorDeletesAnything();
    void usualDaysAreForRoomsWithoutARule();

private:
    Stored remove(const QString &room) { return store().append({removal(room)}).front(); }
    static Append removal(const QString &room) { return {1, room, {}, true}; }
    QString add(const QString &room, const Entry &entry)
    {
        const Stored stored = keep(store(), room, entry);
        return stored.error == ErrorCode::None ? lineOf(stored.entry) : errorName(stored.error);
    }
};

void tst_RemovedRooms::isGoneForEverybody()
{
    (void)add(u"lab"_s, post(u"one"_s));
    (void)add(u"lab"_s, post(u"two"_s));
    const Stored stored = remove(u"LAB"_s);
    QCOMPARE(stored.error, ErrorCode::None);
    QCOMPARE(stored.entry.seq, 2);
    QVERIFY(linesOf(store(), u"lab"_s).isEmpty());
    QVERIFY(find(store(), u"one"_s, {u"lab"_s}).isEmpty());
    const Page page = store().page({1, u"lab"_s});
    QCOMPARE(page.firstSeq, 3);
    QCOMPARE(page.lastSeq, 2);
    QCOMPARE(store().rooms().size(), 1);
    QVERIFY(store().rooms().at(0).isRemoved());
}

void tst_RemovedRooms::numbersGoOn()
{
    (void)add(u"lab"_s, post(u"one"_s));
    (void)remove(u"lab"_s);
    QCOMPARE(add(u"lab"_s, post(u"two"_s)), u"2 ana two"_s);
    QCOMPARE(store().rooms(), (std::vector<RoomHistory>{{u"lab"_s, {}, 2, 2, {}, 1, kNow}}));
    QCOMPARE(remove(u"lab"_s).entry.seq, 2);
    QCOMPARE(add(u"lab"_s, post(u"three"_s)), u"3 ana three"_s);
    QCOMPARE(store().rooms().at(0).baseSeq, 2);
    QCOMPARE(find(store(), u"from:ana"_s, {u"lab"_s}), QStringList{u"three"_s});
}

void tst_RemovedRooms::unknownRoomIsNone()
{
    QCOMPARE(remove(u"lab"_s).error, ErrorCode::None);
    QCOMPARE(remove(u"lab"_s).entry.seq, 0);
    QVERIFY(store().rooms().empty());
    QCOMPARE(add(u"lab"_s, post(u"one"_s)), u"1 ana one"_s);
}

void tst_RemovedRooms::removesInTheOrderOfTheBatch()
{
    const std::vector<Stored> stored = store().append(
        {{1, u"lab"_s, post(u"before"_s)}, removal(u"lab"_s), {2, u"lab"_s, post(u"after"_s)}});
    QCOMPARE(stored.at(0).entry.seq, 1);
    QCOMPARE(stored.at(1).entry.seq, 1);
    QCOMPARE(stored.at(2).entry.seq, 2);
    QCOMPARE(linesOf(store(), u"lab"_s), QStringList{u"2 ana after"_s});
    QCOMPARE(store().purge(kNow, 100).value_or(-1) >= 0, true);
    QCOMPARE(linesOf(store(), u"lab"_s), QStringList{u"2 ana after"_s});
}

void tst_RemovedRooms::rulesTopicAndMarkersGo()
{
    (void)add(u"lab"_s, entryOf(EntryKind::Topic, 0, u"chalk"_s));
    QVERIFY(store().setRules(u"lab"_s, {7, true, {identityOf(u"ana"_s)}}));
    store().setMarker(identityOf(u"ana"_s), {u"lab"_s, 1});
    (void)remove(u"lab"_s);
    QVERIFY(store().flush());
    QCOMPARE(store().rooms(), (std::vector<RoomHistory>{{u"lab"_s, {}, 2, 1, {}, 1}}));
    QVERIFY(store().markers(identityOf(u"ana"_s)).empty());
    QVERIFY(store().purge(kNow, 100).has_value());
    store().setMarker(identityOf(u"ana"_s), {u"lab"_s, 1});
    QVERIFY(store().flush());
}

void tst_RemovedRooms::idsAreFree()
{
    (void)add(u"lab"_s, post(u"old"_s, u"ana"_s, u"x"_s));
    (void)remove(u"lab"_s);
    QCOMPARE(add(u"lobby"_s, post(u"again"_s, u"ana"_s, u"x"_s)), u"1 ana again"_s);
    QVERIFY(keep(store(), u"lobby"_s, post(u"again"_s, u"ana"_s, u"x"_s)).isDuplicate);
    QVERIFY(store().purge(kNow, 100).has_value());
    QCOMPARE(find(store(), u"again"_s), QStringList{u"again"_s});
}

void tst_RemovedRooms::whatIsLeftGoesInSteps()
{
    for (int i = 0; i < 5; ++i)
        (void)add(u"lab"_s, post(u"word"_s));
    (void)remove(u"lab"_s);
    (void)add(u"lab"_s, post(u"word"_s));
    QVERIFY(store().purge(kNow, 3).value_or(9) <= 3);
    QVERIFY(store().purge(kNow, 100).value_or(9) <= 2);
    QCOMPARE(store().purge(kNow, 100), 0);
    QCOMPARE(find(store(), u"word"_s, {u"lab"_s}).size(), 1);
    QCOMPARE(linesOf(store(), u"lab"_s), QStringList{u"6 ana word"_s});
}

void tst_RemovedRooms::filesAreDropped()
{
    Entry entry = post(u"tea.txt"_s);
    entry.file = PostedFile{u"tea.txt"_s, 3, QByteArray(32, 's'), u"key"_s};
    (void)add(u"lab"_s, entry);
    (void)remove(u"lab"_s);
    QVERIFY(store().purge(kNow, 100).has_value());
    const std::vector<KeptFile> dropped = store().takeDroppedFiles();
    QCOMPARE(dropped.size(), std::size_t(1));
    QCOMPARE(dropped[0].key, u"key"_s);
    QVERIFY(store().files()->empty());
}

void tst_RemovedRooms::otherRoomsStay()
{
    (void)add(u"lobby"_s, post(u"word"_s));
    (void)add(u"lab"_s, post(u"word"_s));
    (void)add(u"lobby"_s, post(u"word"_s));
    (void)remove(u"lab"_s);
    QVERIFY(store().purge(kNow, 100).has_value());
    QCOMPARE(linesOf(store(), u"lobby"_s), (QStringList{u"1 ana word"_s, u"2 ana word"_s}));
    QCOMPARE(find(store(), u"word"_s).size(), 2);
}

void tst_RemovedRooms::operatorDeletesAnything()
{
    (void)add(u"lobby"_s, post(u"rude"_s));
    Entry byOperator = entryOf(EntryKind::Edit, 1, u"kind"_s, u"operator"_s);
    byOperator.author = kOperatorIdentity;
    QCOMPARE(add(u"lobby"_s, byOperator), u"not_yours"_s);
    byOperator.kind = EntryKind::Delete;
    QCOMPARE(keep(store(), u"lobby"_s, byOperator).error, ErrorCode::None);
    QCOMPARE(linesOf(store(), u"lobby"_s).first(), u"1 ana (gone)"_s);
}

void tst_RemovedRooms::usualDaysAreForRoomsWithoutARule()
{
    for (const QString &room : {u"lobby"_s, u"maths"_s, u"lab"_s}) {
        (void)add(room, at(kNow - 9 * kDay, post(u"nine"_s)));
        (void)add(room, at(kNow - 3 * kDay, post(u"three"_s)));
    }
    QVERIFY(store().setRules(u"maths"_s, {RoomRules::kKeepForever}));
    QVERIFY(store().setRules(u"lab"_s, {2}));
    store().setUsualKeepDays(5);
    QCOMPARE(store().purge(kNow, 100), 3);
    QCOMPARE(linesOf(store(), u"lobby"_s), QStringList{u"2 ana three"_s});
    QCOMPARE(linesOf(store(), u"maths"_s).size(), 2);
    QVERIFY(linesOf(store(), u"lab"_s).isEmpty());
    store().setUsualKeepDays(0);
    QCOMPARE(store().purge(kNow + 100 * kDay, 100), 0);
}

QTEST_GUILESS_MAIN(tst_RemovedRooms)
#include "tst_removedrooms.moc"
