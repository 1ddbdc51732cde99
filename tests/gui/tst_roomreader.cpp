// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomreader.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ServerGui;
using Core::Entry;
using Core::EntryKind;

namespace {

Entry entry(quint64 seq, const QString &text, EntryKind kind = EntryKind::Post, quint64 of = 0)
{
    Entry result;
    result.seq = seq;
    result.kind = kind;
    result.from = QStringLiteral("ana");
    result.text = text;
    result.of = of;
    result.millis = 1'764'060'000'000;
    return result;
}

std::vector<Entry> posts(quint64 first, quint64 count)
{
    std::vector<Entry> entries;
    for (quint64 seq = first; seq < first + count; ++seq)
        entries.push_back(entry(seq, QString::number(seq)));
    return entries;
}

App::RoomRow room(quint64 lastSeq, quint64 firstSeq = 1)
{
    App::RoomRow row;
    row.name = QStringLiteral("lab");
    row.firstSeq = firstSeq;
    row.lastSeq = lastSeq;
    return row;
}

/// A reader of lab, and what it asks for.
struct Reader
{
    Reader()
    {
        QObject::connect(&reader, &RoomReader::readRequested, &reader,
                         [this](const Core::PageRequest &request) { asked.append(request); });
        reader.read(QStringLiteral("lab"));
    }
    void update(const App::RoomRow &row) { reader.update(&row); }
    void answer(const std::vector<Entry> &entries, const QString &of = QStringLiteral("lab"))
    {
        Core::Page page;
        page.room = of;
        page.entries = entries;
        reader.takePage(page);
    }
    int rows() { return reader.transcript()->rowCount(); }
    QString text(int row) { return reader.transcript()->index(row).data().toString(); }

    RoomReader reader;
    QList<Core::PageRequest> asked;
};

} // namespace

class tst_RoomReader : public QObject
{
    Q_OBJECT

private slots:
    void asksForTheEndThenForWhatIsNew();
    void asksOneQuestionAtATime();
    void beginsAgainWhereTheRoomRunsAway();
    void ignoresAnswersAboutOtherRooms();
    void survivesAStop();
    void emptyAnswersDoNotLoop();
    void showsWhatBecameOfMessages();
    void forgetsWhatIsNotKept();
    void keepsABoundedNumber();
    void showsHostileTextInOneLine();
};

void tst_RoomReader::asksForTheEndThenForWhatIsNew()
{
    Reader r;
    r.update(room(0));
    QCOMPARE(r.asked.size(), 0); // nothing is kept
    r.update(room(300));
    QCOMPARE(r.asked.size(), 1);
    QCOMPARE(r.asked[0].before, 301U);
    QCOMPARE(r.asked[0].room, QStringLiteral("lab"));
    r.answer(posts(201, 100));
    QCOMPARE(r.rows(), 100);
    QVERIFY(r.text(99).endsWith(QStringLiteral("ana: 300")));
    r.update(room(300));
    QCOMPARE(r.asked.size(), 1);
    r.update(room(302));
    QCOMPARE(r.asked.size(), 2);
    QCOMPARE(r.asked[1].before, 0U);
    QCOMPARE(r.asked[1].after, 300U);
    r.answer(posts(301, 2));
    QCOMPARE(r.rows(), 102);
}

void tst_RoomReader::asksOneQuestionAtATime()
{
    Reader r;
    r.update(room(1));
    r.update(room(2));
    r.update(room(3));
    QCOMPARE(r.asked.size(), 1);
    r.answer(posts(1, 1));
    QCOMPARE(r.asked.size(), 2); // more is there already
    QCOMPARE(r.asked[1].after, 1U);
    r.answer(posts(1, 3)); // the first one is known
    QCOMPARE(r.rows(), 3);
    QCOMPARE(r.asked.size(), 2);
}

void tst_RoomReader::beginsAgainWhereTheRoomRunsAway()
{
    Reader r;
    r.update(room(1));
    r.answer(posts(1, 1));
    r.update(room(1 + RoomTranscript::kMaxRows));
    QCOMPARE(r.asked.last().after, 1U); // still can be caught up with
    r.answer(posts(2, 1));
    r.update(room(3 + RoomTranscript::kMaxRows));
    r.answer(posts(3, 1));
    Reader far;
    far.update(room(1));
    far.answer(posts(1, 1));
    far.update(room(2 + RoomTranscript::kMaxRows));
    QCOMPARE(far.asked.last().before, 3 + quint64(RoomTranscript::kMaxRows));
    QCOMPARE(far.rows(), 0);
}

void tst_RoomReader::ignoresAnswersAboutOtherRooms()
{
    Reader r;
    r.update(room(5));
    r.reader.read(QStringLiteral("lobby"));
    r.answer(posts(1, 5)); // of lab, which is not read any more
    QCOMPARE(r.rows(), 0);
    r.update(room(2));
    QCOMPARE(r.asked.size(), 2);
    QCOMPARE(r.asked[1].room, QStringLiteral("lobby"));
    r.answer(posts(1, 2), QStringLiteral("lobby"));
    QCOMPARE(r.rows(), 2);
    r.answer(posts(3, 2), QStringLiteral("lobby")); // was not asked for
    QCOMPARE(r.rows(), 2);
}

void tst_RoomReader::survivesAStop()
{
    Reader r;
    r.update(room(5));
    r.reader.update(nullptr); // the question goes unanswered
    QCOMPARE(r.rows(), 0);
    r.update(room(5));
    QCOMPARE(r.asked.size(), 2);
}

void tst_RoomReader::emptyAnswersDoNotLoop()
{
    Reader r;
    r.update(room(5, 6)); // all of it is gone meanwhile
    QCOMPARE(r.asked.size(), 1);
    r.answer({});
    QCOMPARE(r.asked.size(), 1);
}

void tst_RoomReader::showsWhatBecameOfMessages()
{
    Reader r;
    QAbstractItemModelTester tester(r.reader.transcript(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    r.update(room(9));
    r.answer({entry(1, QStringLiteral("one")), entry(2, QStringLiteral("two")),
              entry(3, QStringLiteral("tea"), EntryKind::Topic)});
    QVERIFY(r.text(2).endsWith(QStringLiteral("ana changes the topic: tea")));
    QSignalSpy changed(r.reader.transcript(), &QAbstractItemModel::dataChanged);
    r.answer({entry(4, QStringLiteral("uno"), EntryKind::Edit, 1), entry(5, QString(), EntryKind::Delete, 2),
              entry(6, QStringLiteral("+1"), EntryKind::React, 1),
              entry(7, QStringLiteral("x"), EntryKind::Edit, 99)});
    QCOMPARE(r.rows(), 3);
    QVERIFY(r.text(0).endsWith(QStringLiteral("ana: uno (edited)  [+1 ana]")));
    QVERIFY(r.text(1).endsWith(QStringLiteral("ana: (deleted)")));
    QCOMPARE(changed.size(), 3);
    QCOMPARE(changed[1][0].toModelIndex().row(), 1);
    const auto canDelete = [&r](int row) {
        return r.reader.transcript()->index(row).data(RoomTranscript::CanDeleteRole).toBool();
    };
    QVERIFY(canDelete(0));
    QVERIFY(!canDelete(1));
    QVERIFY(!canDelete(2));
    // A page has the text as it is now: an older correction in it does not bring the older text back.
    Entry late = entry(8, QStringLiteral("last"));
    late.changedBy = 11;
    r.answer({late, entry(9, QStringLiteral("middle"), EntryKind::Edit, 8)});
    QVERIFY(r.text(3).endsWith(QStringLiteral("ana: last (edited)")));
}

void tst_RoomReader::forgetsWhatIsNotKept()
{
    Reader r;
    r.update(room(5));
    r.answer(posts(1, 5));
    r.update(room(5, 4));
    QCOMPARE(r.rows(), 2);
    QVERIFY(r.text(0).endsWith(QStringLiteral("ana: 4")));
    QCOMPARE(r.asked.size(), 1);
}

void tst_RoomReader::keepsABoundedNumber()
{
    RoomTranscript transcript;
    QAbstractItemModelTester tester(&transcript, QAbstractItemModelTester::FailureReportingMode::QtTest);
    transcript.append(posts(1, RoomTranscript::kMaxRows));
    QCOMPARE(transcript.rowCount(), int(RoomTranscript::kMaxRows));
    transcript.append(posts(RoomTranscript::kMaxRows + 1, 1));
    QCOMPARE(transcript.rowCount(), int(RoomTranscript::kMaxRows));
    QCOMPARE(transcript.index(0).data(RoomTranscript::SeqRole).toULongLong(), 2U);
}

void tst_RoomReader::showsHostileTextInOneLine()
{
    RoomTranscript transcript;
    Entry hostile = entry(1, QStringLiteral("a\nb\u202ec\u0007<b>") + QString(20'000, u'x'));
    hostile.from = QStringLiteral("an\na");
    transcript.append({hostile});
    const QString text = transcript.index(0).data().toString();
    for (const QChar c : text)
        QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x202e);
    QVERIFY(text.contains(QStringLiteral("<b>")));
    QVERIFY(text.size() < RoomTranscript::kMaxCharacters + 100);
}

QTEST_GUILESS_MAIN(tst_RoomReader)
#include "tst_roomreader.moc"
