// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetools.h"

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Chalkwire::Store;
using namespace Chalkwire::Test;
using namespace Qt::StringLiterals;

/// What only a history in memory does: the oldest makes room.
class tst_MemoryStore : public QObject
{
    Q_OBJECT

private slots:
    void oldestMakesRoom();
    void whatWasTakenAwayMakesRoom();
    void noBound();
    void tooBigForAll();
    void searchTakesPieces_data();
    void searchTakesPieces();
    void removedLeaveOtherRoomsAlone();

private:
    static constexpr qint64 kText = 100'000; // characters; beside it the rest of an entry is little
    static QString big(const QString &name) { return name + u' ' + QString(kText, u'x'); }
    static QStringList shown(MessageStore &store, const QString &room)
    {
        QStringList lines;
        for (const QString &line : linesOf(store, room))
            lines.append(line.left(7));
        return lines;
    }
};

void tst_MemoryStore::oldestMakesRoom()
{
    MemoryStore store(2 * 3 * kText + kText); // three of them
    (void)keep(store, u"lobby"_s, post(big(u"a"_s), u"ana"_s, u"x"_s));
    (void)keep(store, u"maths"_s, post(big(u"b"_s)));
    (void)keep(store, u"lobby"_s, post(big(u"c"_s)));
    QCOMPARE(shown(store, u"lobby"_s), (QStringList{u"1 ana a"_s, u"2 ana c"_s}));
    QVERIFY(!store.takeHasShed());
    (void)keep(store, u"lobby"_s, post(big(u"d"_s)));
    QVERIFY(store.takeHasShed());
    QVERIFY(!store.takeHasShed());
    QCOMPARE(shown(store, u"lobby"_s), (QStringList{u"2 ana c"_s, u"3 ana d"_s}));
    QCOMPARE(shown(store, u"maths"_s), QStringList{u"1 ana b"_s});
    QCOMPARE(store.page({1, u"lobby"_s}).firstSeq, 2);
    (void)keep(store, u"lobby"_s, post(big(u"e"_s)));
    QCOMPARE(shown(store, u"maths"_s), QStringList());
    QCOMPARE(store.rooms().at(1), (RoomHistory{u"maths"_s, {}, 2, 1}));
    QCOMPARE(find(store, u"b"_s, {u"maths"_s}), QStringList());
    // Its id is free again.
    const Stored again = keep(store, u"lobby"_s, post(u"f"_s, u"ana"_s, u"x"_s));
    QVERIFY(!again.isDuplicate);
    QCOMPARE(again.entry.seq, 5);
}

void tst_MemoryStore::whatWasTakenAwayMakesRoom()
{
    MemoryStore store(2 * 3 * kText + kText);
    (void)keep(store, u"lobby"_s, post(big(u"a"_s)));
    (void)keep(store, u"lobby"_s, entryOf(EntryKind::Edit, 1, big(u"b"_s)));
    (void)keep(store, u"lobby"_s, entryOf(EntryKind::Delete, 1, {}));
    for (int i = 0; i < 3; ++i)
        (void)keep(store, u"lobby"_s, post(big(u"c"_s)));
    QCOMPARE(store.page({1, u"lobby"_s}).firstSeq, 1);
    (void)keep(store, u"lobby"_s, post(big(u"d"_s)));
    QVERIFY(store.page({1, u"lobby"_s}).firstSeq > 1);
}

void tst_MemoryStore::noBound()
{
    MemoryStore store(0);
    for (int i = 0; i < 20; ++i)
        (void)keep(store, u"lobby"_s, post(big(u"a"_s)));
    QCOMPARE(shown(store, u"lobby"_s).size(), 20);
}

void tst_MemoryStore::searchTakesPieces_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<int>("pieces");
    QTest::newRow("limit") << MemoryStore::kScan << 1;
    QTest::newRow("limit-plus-one") << MemoryStore::kScan + 1 << 2;
    QTest::newRow("many") << 5 * MemoryStore::kScan << 5;
}

void tst_MemoryStore::searchTakesPieces()
{
    QFETCH(qint64, count);
    QFETCH(int, pieces);
    MemoryStore store(0);
    (void)keep(store, u"lobby"_s, post(u"needle"_s));
    for (qint64 i = 2; i < count; ++i)
        (void)keep(store, i % 2 == 0 ? u"lobby"_s : u"maths"_s, post(u"hay"_s));
    (void)keep(store, u"lobby"_s, post(u"needle and thread"_s));
    SearchRequest rest = searchFor(u"needle"_s, {u"lobby"_s});
    Found found;
    int calls = 1;
    while (!store.searchOn(rest, found))
        ++calls;
    QCOMPARE(calls, pieces);
    QCOMPARE(textsOf(found), (QStringList{u"needle and thread"_s, u"needle"_s}));
    QCOMPARE(found.next, 0);
    QCOMPARE(textsOf(store.search(searchFor(u"needle"_s, {u"lobby"_s}))), textsOf(found));
}

void tst_MemoryStore::removedLeaveOtherRoomsAlone()
{
    MemoryStore store(2 * 3 * kText + kText);
    (void)store.setRules(u"maths"_s, {1});
    (void)keep(store, u"lobby"_s, post(big(u"a"_s)));
    (void)keep(store, u"maths"_s, at(kNow - 2 * kDay, post(big(u"b"_s))));
    (void)keep(store, u"lobby"_s, post(big(u"c"_s)));
    QCOMPARE(store.purge(kNow, 100), std::optional<qint64>(1));
    (void)keep(store, u"maths"_s, post(big(u"d"_s)));
    (void)keep(store, u"lobby"_s, post(big(u"e"_s))); // the oldest of all makes room: "a"
    QCOMPARE(shown(store, u"lobby"_s), (QStringList{u"2 ana c"_s, u"3 ana e"_s}));
    QCOMPARE(shown(store, u"maths"_s), QStringList{u"2 ana d"_s});
    QCOMPARE(find(store, u"c"_s, {u"lobby"_s}).size(), 1);
}

void tst_MemoryStore::tooBigForAll()
{
    MemoryStore store(kText);
    const Stored stored = keep(store, u"lobby"_s, post(big(u"a"_s)));
    QCOMPARE(stored.error, ErrorCode::None);
    QCOMPARE(stored.entry.seq, 1);
    QCOMPARE(store.rooms().at(0), (RoomHistory{u"lobby"_s, {}, 2, 1}));
    QCOMPARE(keep(store, u"lobby"_s, post(u"small"_s)).entry.seq, 2);
    QCOMPARE(shown(store, u"lobby"_s), QStringList{u"2 ana s"_s});
}

QTEST_APPLESS_MAIN(tst_MemoryStore)
#include "tst_memorystore.moc"
