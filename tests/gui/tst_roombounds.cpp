// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a room is kept, and how what was dropped comes back.
#include "rooms/roomconversation.h"
#include "saidrows.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using State = Core::Told::Own::State;

class tst_RoomBounds : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void keepsTheNewestRows_data();
    void keepsTheNewestRows();
    void keepsWithinMemory();
    void droppedRowsComeBack();
    void boundsOlderPages();
};

void tst_RoomBounds::keepsTheNewestRows_data()
{
    QTest::addColumn<int>("more");
    QTest::addColumn<int>("gone");
    QTest::newRow("limit") << 0 << 0;
    QTest::newRow("limit-plus-one") << 1 << 1;
    QTest::newRow("batch") << 500 << 500;
}

void tst_RoomBounds::keepsTheNewestRows()
{
    QFETCH(int, more);
    QFETCH(int, gone);
    RoomConversation rows(QStringLiteral("lobby"));
    rows.addOwn(own(QStringLiteral("a"), 1, State::Waiting)); // stays, whatever comes
    for (int seq = 1; seq < RoomConversation::kMaxRows; ++seq)
        rows.say(said(static_cast<quint64>(seq), QStringLiteral("x")));
    rows.flush();
    QSignalSpy removed(&rows, &QAbstractItemModel::rowsRemoved);
    for (int i = 0; i < more; ++i)
        rows.say(said(static_cast<quint64>(RoomConversation::kMaxRows + i), QStringLiteral("x")));
    rows.flush();
    QCOMPARE(rows.rowCount(), RoomConversation::kMaxRows);
    QCOMPARE(removed.size(), gone > 0 ? 1 : 0);
    QCOMPARE(rows.row(0).seq, static_cast<quint64>(gone + 1));
    QVERIFY(rows.row(0).startsDay);
    QVERIFY(rows.mayHaveOlder());
    QCOMPARE(rows.shownFrom(), gone > 0 ? static_cast<quint64>(gone + 1) : 0);
    QCOMPARE(rows.row(rows.rowCount() - 1).id, QStringLiteral("a"));
}

void tst_RoomBounds::keepsWithinMemory()
{
    RoomConversation rows(QStringLiteral("lobby"));
    const QString large(1024 * 1024, u'x');
    for (quint64 seq = 1; seq <= 80; ++seq)
        rows.say(said(seq, large));
    rows.flush();
    qint64 cost = 0;
    for (int row = 0; row < rows.rowCount(); ++row)
        cost += rows.row(row).cost();
    QVERIFY(cost <= RoomConversation::kMaxBytes);
    QVERIFY(cost + rows.row(0).cost() > RoomConversation::kMaxBytes);
    QCOMPARE(rows.row(rows.rowCount() - 1).seq, 80U);
}

void tst_RoomBounds::droppedRowsComeBack()
{
    RoomConversation rows(QStringLiteral("lobby"));
    const quint64 last = RoomConversation::kMaxRows + 10;
    for (quint64 seq = 1; seq <= RoomConversation::kMaxRows; ++seq)
        rows.say(said(seq, QStringLiteral("x")));
    rows.say(saidOf(Core::EntryKind::React, last - 9, 3, QStringLiteral("+"))); // 3 is there still
    QCOMPARE(rows.row(2).reactions.size(), 1U);
    for (quint64 seq = last - 8; seq <= last; ++seq)
        rows.say(said(seq, QStringLiteral("x")));
    rows.say(saidOf(Core::EntryKind::React, last + 1, 3, QStringLiteral("!"))); // and now it is not
    QCOMPARE(rows.row(0).seq, 10U);
    QCOMPARE(rows.shownFrom(), 10U);
    Core::Told::OlderPage stale = olderPage(1, 2);
    stale.before = 3; // asked for before the rows were dropped
    rows.addOlder(stale);
    QCOMPARE(rows.row(0).seq, 10U);
    QVERIFY(rows.mayHaveOlder());
    Core::Told::OlderPage page = olderPage(1, 9, false);
    page.before = 10;
    rows.addOlder(page);
    QCOMPARE(rows.rowCount(), RoomConversation::kMaxRows + 9); // more than are kept of what only comes
    QCOMPARE(rows.row(0).seq, 1U);
    QCOMPARE(rows.row(2).reactions.size(), 2U);
    QCOMPARE(rows.shownFrom(), 0U);
    QVERIFY(!rows.mayHaveOlder());
    rows.say(said(last + 2, QStringLiteral("x"))); // what is read stays while it is read
    rows.flush();
    QCOMPARE(rows.row(0).seq, 1U);
    rows.readsNewest();
    rows.say(said(last + 3, QStringLiteral("x")));
    rows.flush();
    QCOMPARE(rows.rowCount(), RoomConversation::kMaxRows);
    QVERIFY(rows.mayHaveOlder());
}

void tst_RoomBounds::boundsOlderPages()
{
    RoomConversation rows(QStringLiteral("lobby"));
    for (int i = 0; i < RoomConversation::kMaxRows; ++i)
        rows.say(said(static_cast<quint64>(1'000'000 + i), QStringLiteral("x")));
    const quint64 lowest = 1'000'000 - RoomConversation::kMaxRows;
    rows.addOlder(olderPage(lowest + 1, 999'999));
    QCOMPARE(rows.rowCount(), 2 * RoomConversation::kMaxRows - 1);
    QVERIFY(rows.mayHaveOlder());
    rows.addOlder(olderPage(lowest - 9, lowest));
    QCOMPARE(rows.rowCount(), 2 * RoomConversation::kMaxRows);
    QCOMPARE(rows.row(0).seq, lowest);
    QVERIFY(!rows.mayHaveOlder());
    rows.readsNewest(); // down there, there is space again
    rows.say(said(2'000'000, QStringLiteral("x")));
    rows.flush();
    QVERIFY(rows.mayHaveOlder());
}

QTEST_GUILESS_MAIN(tst_RoomBounds)
#include "tst_roombounds.moc"
