// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one room: their order and what changes them.
#include "rooms/roomconversation.h"
#include "rooms/roomwords.h"
#include "saidrows.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using Core::EntryKind;
using State = Core::Told::Own::State;

namespace {

/// A room whose every signal is checked.
struct Room
{
    RoomConversation rows{QStringLiteral("lobby")};
    QAbstractItemModelTester tester{&rows, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void say(quint64 seq, const QString &text = {})
    {
        rows.say(said(seq, text.isEmpty() ? QString::number(seq) : text));
    }
    void change(EntryKind kind, quint64 seq, quint64 of, const QString &text = {})
    {
        rows.say(saidOf(kind, seq, of, text));
    }
    QString texts()
    {
        rows.flush();
        QStringList texts;
        for (int row = 0; row < rows.rowCount(); ++row)
            texts.append(rows.row(row).text);
        return texts.join(u' ');
    }
    int newRow() const
    {
        for (int row = 0; row < rows.rowCount(); ++row) {
            if (rows.index(row).data(RoomConversation::StartsNewRole).toBool())
                return row;
        }
        return -1;
    }
};

} // namespace

class tst_RoomRows : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void insertsOneBatch();
    void standsInTheOrderOfTheNumbers();
    void whatHasNoNumberComesAfterWhatCame();
    void editsInPlace();
    void deletesInPlace();
    void gathersReactions();
    void boundsReactions();
    void reactionsWaitForTheirPost();
    void quotesWhatIsAnswered();
    void olderPagesStandAbove();
    void whatHappenedBeforeTheFirstPageStaysBelow();
    void ownLinesStandLast();
    void savedLinesBecomeEntries();
    void savedLinesMoveToTheirPlace();
    void savedWithoutHistoryStays();
    void changesShowWhileTheyWait();
    void failedSaysWhy();
    void discardTakesTheLineAway();
    void daysBeginOnce();
    void marksWhereNewBegins();
    void onePersonGoesOn();
    void gathersWhoComesAndGoes();
    void goneAndRestarted();
    void rowsReadAsSentences();
    void longRoomsStaySmooth();
};

void tst_RoomRows::insertsOneBatch()
{
    Room room;
    QSignalSpy inserted(&room.rows, &QAbstractItemModel::rowsInserted);
    for (quint64 seq = 1; seq <= 5; ++seq)
        room.say(seq);
    QCOMPARE(room.rows.rowCount(), 0);
    QCOMPARE(room.texts(), QStringLiteral("1 2 3 4 5"));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][2].toInt(), 4);
    QCOMPARE(room.rows.rowOf(3), 2);
    QCOMPARE(room.rows.rowOf(6), -1);
    QCOMPARE(room.rows.lastSeq(), 5U);
}

void tst_RoomRows::standsInTheOrderOfTheNumbers()
{
    Room room;
    for (const quint64 seq : {5U, 9U, 6U, 2U, 7U, 8U})
        room.say(seq);
    room.say(7, QStringLiteral("again"));
    QCOMPARE(room.texts(), QStringLiteral("2 5 6 7 8 9"));
}

void tst_RoomRows::whatHasNoNumberComesAfterWhatCame()
{
    Room room;
    room.say(4);
    room.say(0, QStringLiteral("x"));
    room.say(0, QStringLiteral("y"));
    room.say(5);
    room.say(3);
    QCOMPARE(room.texts(), QStringLiteral("3 4 x y 5"));
    QCOMPARE(room.rows.rowOf(0), -1);
}

void tst_RoomRows::editsInPlace()
{
    Room room;
    room.say(1);
    room.say(2);
    room.rows.flush();
    QSignalSpy changed(&room.rows, &QAbstractItemModel::dataChanged);
    room.change(EntryKind::Edit, 3, 1, QStringLiteral("one"));
    QCOMPARE(room.texts(), QStringLiteral("one 2"));
    QVERIFY(room.rows.row(0).isEdited);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    room.change(EntryKind::Edit, 5, 1, QStringLiteral("newer"));
    room.change(EntryKind::Edit, 4, 1, QStringLiteral("older"));
    room.change(EntryKind::Edit, 6, 77, QStringLiteral("nowhere"));
    QCOMPARE(room.texts(), QStringLiteral("newer 2"));
    QVERIFY(!room.rows.row(1).isEdited);
}

void tst_RoomRows::deletesInPlace()
{
    Room room;
    room.say(1);
    room.say(2);
    room.change(EntryKind::React, 3, 1, QStringLiteral("+"));
    room.change(EntryKind::Delete, 4, 1);
    room.change(EntryKind::Edit, 5, 1, QStringLiteral("back"));
    room.change(EntryKind::React, 6, 1, QStringLiteral("+"));
    QCOMPARE(room.texts(), QStringLiteral(" 2"));
    QVERIFY(room.rows.row(0).isDeleted);
    QVERIFY(room.rows.row(0).reactions.empty());
    QVERIFY(room.rows.index(0).data().toString().endsWith(QStringLiteral("deleted this message")));
}

void tst_RoomRows::gathersReactions()
{
    Room room;
    room.say(1);
    const auto react = [&room](quint64 seq, const QString &text, const QString &from, bool isOwn = false) {
        Core::Told::Said reaction = saidOf(EntryKind::React, seq, 1, text, from);
        reaction.isOwn = isOwn;
        room.rows.say(reaction);
    };
    react(2, QStringLiteral("+"), QStringLiteral("ben"));
    react(3, QStringLiteral("!"), QStringLiteral("ben"));
    react(4, QStringLiteral("+"), QStringLiteral("carl"), true);
    react(5, QStringLiteral("+"), QStringLiteral("ben"));
    std::vector<ReactionGroup> groups = room.rows.row(0).groups();
    QCOMPARE(groups.size(), size_t{2});
    QCOMPARE(groups[0].text, QStringLiteral("+"));
    QCOMPARE(groups[0].count, 2); // ben's counts once
    QCOMPARE(groups[0].ownSeq, 4U);
    QCOMPARE(groups[1].ownSeq, 0U);
    room.change(EntryKind::Delete, 6, 4);
    groups = room.rows.row(0).groups();
    QCOMPARE(groups[0].count, 1);
    QCOMPARE(groups[0].ownSeq, 0U);
    QVERIFY(!room.rows.row(0).isDeleted);
}

void tst_RoomRows::boundsReactions()
{
    Room room;
    room.say(1);
    for (quint64 seq = 2; seq < 3 + ChatRow::kMaxReactions; ++seq)
        room.rows.say(saidOf(EntryKind::React, seq, 1, QStringLiteral("+"), QString::number(seq)));
    QCOMPARE(room.rows.row(0).reactions.size(), ChatRow::kMaxReactions);
}

void tst_RoomRows::reactionsWaitForTheirPost()
{
    Room room;
    room.say(10);
    room.change(EntryKind::React, 11, 5, QStringLiteral("+"));
    room.change(EntryKind::React, 12, 5, QStringLiteral("!"));
    room.change(EntryKind::Delete, 13, 12);
    room.rows.addOlder(olderPage(4, 9));
    QCOMPARE(room.texts(), QStringLiteral("4 5 6 7 8 9 10"));
    QCOMPARE(room.rows.row(1).reactions.size(), size_t{1});
    room.change(EntryKind::Delete, 14, 11); // knows where it went
    QVERIFY(room.rows.row(1).reactions.empty());
}

void tst_RoomRows::quotesWhatIsAnswered()
{
    Room room;
    Core::Told::Said answer = said(3, QStringLiteral("yes"), QStringLiteral("ben"));
    answer.entry.of = 1;
    room.rows.say(answer);
    room.rows.flush();
    const auto quote = [&room](int row) {
        return room.rows.index(row).data(RoomConversation::QuoteRole).toString();
    };
    QCOMPARE(quote(0), QStringLiteral("an older message"));
    room.say(1, QStringLiteral("first\nsecond"));
    QVERIFY(quote(1).contains(QStringLiteral("ana")) && quote(1).contains(QStringLiteral("first")));
    QVERIFY(!quote(1).contains(u'\n'));
    QCOMPARE(quote(0), QString());
    room.change(EntryKind::Delete, 4, 1);
    QCOMPARE(quote(1), QStringLiteral("a deleted message"));
}

void tst_RoomRows::olderPagesStandAbove()
{
    Room room;
    room.say(10);
    room.rows.flush();
    QVERIFY(room.rows.mayHaveOlder());
    QSignalSpy inserted(&room.rows, &QAbstractItemModel::rowsInserted);
    QSignalSpy older(&room.rows, &RoomConversation::olderAdded);
    room.rows.addOlder(olderPage(6, 9));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 0);
    QCOMPARE(older[0][0].toInt(), 4);
    QVERIFY(room.rows.row(0).isReplay);
    room.rows.addOlder(olderPage(1, 5, false));
    QCOMPARE(room.texts(), QStringLiteral("1 2 3 4 5 6 7 8 9 10"));
    QVERIFY(!room.rows.mayHaveOlder());
}

void tst_RoomRows::whatHappenedBeforeTheFirstPageStaysBelow()
{
    Room room;
    room.rows.addPresence(QStringLiteral("ben"), true, kFirstMillis);
    room.rows.addOlder(olderPage(1, 3));
    QCOMPARE(room.texts(), QStringLiteral("1 2 3 "));
    room.say(4);
    QCOMPARE(room.texts(), QStringLiteral("1 2 3  4"));
}

void tst_RoomRows::ownLinesStandLast()
{
    Room room;
    room.say(1);
    room.rows.addOwn(own(QStringLiteral("b"), 2, State::Waiting));
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Waiting));
    room.say(2);
    QCOMPARE(room.texts(), QStringLiteral("1 2 a b"));
    QSignalSpy changed(&room.rows, &QAbstractItemModel::dataChanged);
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Sent));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(room.rows.row(2).state, OwnState::Sent);
    QCOMPARE(room.rows.row(3).state, OwnState::Waiting);
}

void tst_RoomRows::savedLinesBecomeEntries()
{
    Room room;
    room.say(1);
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Sent));
    room.rows.addOwn(own(QStringLiteral("b"), 2, State::Sent));
    QSignalSpy removed(&room.rows, &QAbstractItemModel::rowsRemoved);
    room.rows.addOwn(ownSaved(QStringLiteral("a"), 2));
    QCOMPARE(removed.size(), 0); // it does not move for whoever reads it
    QCOMPARE(room.rows.rowOf(2), 1);
    QCOMPARE(RoomWords::state(room.rows.row(1)).left(5), QStringLiteral("saved"));
    Core::Told::Said entry = said(2, QStringLiteral("a"), QStringLiteral("me"));
    entry.isOwn = true;
    room.rows.say(entry);
    QCOMPARE(room.texts(), QStringLiteral("1 a b"));
    QCOMPARE(room.rows.row(1).from, QStringLiteral("me"));
    entry.entry.seq = 3; // the entry comes before the line is saved
    entry.entry.text = QStringLiteral("b");
    room.rows.say(entry);
    QCOMPARE(room.texts(), QStringLiteral("1 a b b"));
    room.rows.addOwn(ownSaved(QStringLiteral("b"), 3));
    QCOMPARE(room.texts(), QStringLiteral("1 a b"));
    QCOMPARE(room.rows.lastOwnPost(), 2);
}

void tst_RoomRows::savedLinesMoveToTheirPlace()
{
    Room room;
    room.say(1);
    room.say(9);
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Sent));
    room.rows.addOwn(ownSaved(QStringLiteral("a"), 5));
    QCOMPARE(room.texts(), QStringLiteral("1 a 9"));
    QCOMPARE(room.rows.rowOf(5), 1);
    room.rows.addOwn(ownSaved(QStringLiteral("unknown"), 6)); // its entry comes
    QCOMPARE(room.texts(), QStringLiteral("1 a 9"));
}

void tst_RoomRows::savedWithoutHistoryStays()
{
    Room room;
    room.say(0, QStringLiteral("x"));
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Sent));
    room.rows.addOwn(ownSaved(QStringLiteral("a"), 0, false));
    room.say(0, QStringLiteral("y"));
    QCOMPARE(room.texts(), QStringLiteral("x a y"));
    QCOMPARE(room.rows.row(1).state, OwnState::Saved);
    QCOMPARE(room.rows.lastOwnPost(), -1); // without a number there is nothing to edit
}

void tst_RoomRows::changesShowWhileTheyWait()
{
    Room room;
    room.say(1);
    Core::Told::Own edit = own(QStringLiteral("e"), 1, State::Waiting, EntryKind::Edit);
    edit.item.of = 1;
    room.rows.addOwn(edit);
    QCOMPARE(room.texts(), QStringLiteral("1 e"));
    QCOMPARE(room.rows.row(1).kind, RowKind::Change);
    edit.state = State::Sent;
    room.rows.addOwn(edit);
    QCOMPARE(room.texts(), QStringLiteral("1"));
    edit.state = State::Failed;
    room.rows.addOwn(edit);
    QCOMPARE(room.texts(), QStringLiteral("1 e"));
    edit.state = State::Saved;
    room.rows.addOwn(edit);
    QCOMPARE(room.texts(), QStringLiteral("1"));
}

void tst_RoomRows::failedSaysWhy()
{
    Room room;
    Core::Told::Own failed = own(QStringLiteral("a"), 1, State::Failed);
    failed.code = QStringLiteral("not_yours");
    room.rows.addOwn(failed);
    QCOMPARE(RoomWords::state(room.rows.row(0)), QStringLiteral("not sent: only its author may change it"));
    failed.code = QStringLiteral("new\u202ecode");
    room.rows.addOwn(failed);
    QVERIFY(RoomWords::state(room.rows.row(0)).contains(QStringLiteral("new<U+202E>code")));
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Waiting));
    QCOMPARE(RoomWords::state(room.rows.row(0)), QStringLiteral("waiting"));
}

void tst_RoomRows::discardTakesTheLineAway()
{
    Room room;
    room.say(1);
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Failed));
    room.rows.discard(QStringLiteral("b"));
    QCOMPARE(room.rows.rowCount(), 2);
    room.rows.discard(QStringLiteral("a"));
    QCOMPARE(room.texts(), QStringLiteral("1"));
}

void tst_RoomRows::daysBeginOnce()
{
    constexpr quint64 kDay = 24 * 60; // numbers are minutes
    Room room;
    room.say(1);
    room.say(2);
    room.say(kDay);
    room.rows.flush();
    QVERIFY(room.rows.row(0).startsDay && !room.rows.row(1).startsDay && room.rows.row(2).startsDay);
    QSignalSpy changed(&room.rows, &QAbstractItemModel::dataChanged);
    room.say(kDay - 1);
    QVERIFY(room.rows.row(2).startsDay && !room.rows.row(3).startsDay);
    QCOMPARE(changed[0][0].toModelIndex().row(), 3);
    room.rows.addOlder(olderPage(1, 0)); // nothing
    QVERIFY(room.rows.row(0).startsDay);
}

void tst_RoomRows::marksWhereNewBegins()
{
    Room room;
    for (quint64 seq = 10; seq <= 15; ++seq) {
        Core::Told::Said post = said(seq, QString::number(seq));
        post.isOwn = seq == 13;
        room.rows.say(post);
    }
    room.rows.flush();
    QCOMPARE(room.newRow(), -1);
    room.rows.setReadMark(12);
    QCOMPARE(room.newRow(), 4); // past the user's own
    QSignalSpy changed(&room.rows, &QAbstractItemModel::dataChanged);
    room.rows.setReadMark(11);
    QCOMPARE(room.newRow(), 2);
    QCOMPARE(changed.size(), 2);
    room.rows.addOlder(olderPage(5, 9));
    QCOMPARE(room.newRow(), 7);
    room.rows.setReadMark(15);
    QCOMPARE(room.newRow(), -1);
    room.say(16);
    room.rows.flush();
    QCOMPARE(room.newRow(), 11);
    QVERIFY(room.rows.index(11)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("New messages from here.")));
}

void tst_RoomRows::onePersonGoesOn()
{
    Room room;
    room.say(1);
    room.say(2);
    room.say(7); // five minutes later
    room.rows.say(said(8, QStringLiteral("x"), QStringLiteral("ben")));
    room.say(9);
    room.say(10);
    room.rows.flush();
    QString goesOn;
    for (int row = 0; row < room.rows.rowCount(); ++row)
        goesOn += room.rows.index(row).data(RoomConversation::ContinuesRole).toBool() ? u'+' : u'-';
    QCOMPARE(goesOn, QStringLiteral("-+---+"));
    room.rows.setReadMark(9);
    QVERIFY(!room.rows.continues(5)); // the line stands between them
}

void tst_RoomRows::gathersWhoComesAndGoes()
{
    Room room;
    room.say(1);
    for (int i = 0; i < 40; ++i)
        room.rows.addPresence(QStringLiteral("p%1").arg(i), true, kFirstMillis);
    room.rows.addPresence(QStringLiteral("p0"), false, kFirstMillis);
    QCOMPARE(room.rows.rowCount(), 2);
    const QString shown = room.rows.index(1).data().toString();
    QVERIFY(shown.contains(QStringLiteral("went")) && shown.contains(QStringLiteral("34 others")));
    QCOMPARE(room.rows.row(1).people.size(), ChatRow::kMaxPeople);
    room.say(2);
    room.rows.addPresence(QStringLiteral("q"), true, kFirstMillis);
    room.rows.flush();
    QCOMPARE(room.rows.rowCount(), 4);
    room.rows.addRenamed(QStringLiteral("q"), QStringLiteral("r\u202e"), kFirstMillis);
    QVERIFY(room.texts().endsWith(u'\u202e'));
    QVERIFY(!room.rows.index(4).data().toString().contains(QChar(0x202e)));
}

void tst_RoomRows::goneAndRestarted()
{
    Room room;
    room.say(1);
    room.rows.addGone(2, 8);
    room.say(9);
    room.rows.addOwn(own(QStringLiteral("a"), 1, State::Waiting));
    QCOMPARE(room.texts(), QStringLiteral("1  9 a"));
    QCOMPARE(room.rows.row(1).kind, RowKind::Gone);
    QCOMPARE(room.rows.rowOf(8), -1);
    room.rows.restart(kFirstMillis);
    QCOMPARE(room.texts(), QStringLiteral(" a"));
    QCOMPARE(room.rows.row(0).kind, RowKind::Restarted);
    room.say(1, QStringLiteral("new"));
    QCOMPARE(room.texts(), QStringLiteral(" new a"));
}

void tst_RoomRows::rowsReadAsSentences()
{
    Room room;
    room.say(1, QStringLiteral("a\u202eb"));
    room.change(EntryKind::Edit, 2, 1, QStringLiteral("c\u202ed"));
    room.change(EntryKind::React, 3, 1, QStringLiteral("+"));
    room.rows.addOwn(own(QStringLiteral("hello"), 1, State::Waiting));
    const QString first = room.rows.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(first.contains(QStringLiteral("wrote at")) && first.contains(QStringLiteral("c<U+202E>d")),
             qPrintable(first));
    QVERIFY(first.endsWith(QStringLiteral("It was edited. Reactions: + 1.")));
    const QString own = room.rows.index(1).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(own.contains(QStringLiteral("You wrote at")) && own.endsWith(QStringLiteral("hello waiting.")),
             qPrintable(own));
}

void tst_RoomRows::longRoomsStaySmooth()
{
    RoomConversation rows(QStringLiteral("lobby"));
    QElapsedTimer clock;
    clock.start();
    constexpr quint64 kFirst = 1'000'000;
    for (int i = 0; i < RoomConversation::kMaxRows - 200; ++i)
        rows.say(said(kFirst + static_cast<quint64>(i), QStringLiteral("hello everyone %1").arg(i)));
    rows.flush();
    const double append = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    const Core::Told::OlderPage older = olderPage(kFirst - 200, kFirst - 1);
    clock.restart();
    rows.addOlder(older);
    const double prepend = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    clock.restart();
    rows.say(saidOf(EntryKind::Edit, 2'000'000, kFirst + 50'000, QStringLiteral("changed")));
    const double edit = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    qInfo("99,800 rows appended in %.0f ms, 200 put above them in %.2f ms, one edited in %.3f ms", append,
          prepend, edit);
    QCOMPARE(rows.rowCount(), RoomConversation::kMaxRows);
    QCOMPARE(rows.row(50'200).text, QStringLiteral("changed"));
    QCOMPARE(rows.row(0).seq, kFirst - 200);
}

QTEST_GUILESS_MAIN(tst_RoomRows)
#include "tst_roomrows.moc"
