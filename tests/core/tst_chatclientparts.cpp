// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "base/text.h"
#include "core/mention.h"
#include "core/seqcursor.h"

#include <QTest>

#include <set>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;

namespace {

/// What SeqCursor does, with a set of all numbers.
struct EverySeq
{
    std::set<quint64> taken;
    quint64 base = 0; ///< everything up to here counts as taken

    quint64 cursor() const
    {
        quint64 at = base;
        while (taken.contains(at + 1))
            ++at;
        return at;
    }
};

} // namespace

class tst_ChatClientParts : public QObject
{
    Q_OBJECT

private slots:
    void cursorTakesEachOnce();
    void cursorIsBounded();
    void cursorAgreesWithASet();
    void cursorSkips();
    void cursorGivesUp();
    void mentionsWords_data();
    void mentionsWords();
};

void tst_ChatClientParts::cursorTakesEachOnce()
{
    using Take = SeqCursor::Take;
    SeqCursor cursor;
    QVERIFY(!cursor.isPlaced());
    cursor.place(10);
    QVERIFY(cursor.isPlaced());
    QCOMPARE(cursor.take(10), Take::Older);
    QCOMPARE(cursor.take(11), Take::New);
    QCOMPARE(cursor.take(11), Take::Known);
    QCOMPARE(cursor.take(14), Take::New);
    QCOMPARE(cursor.take(13), Take::New); // before a run
    QCOMPARE(cursor.take(15), Take::New); // after it
    QCOMPARE(cursor.take(14), Take::Known);
    QCOMPARE(cursor.take(17), Take::New);
    QCOMPARE(cursor.take(16), Take::New); // joins two
    QCOMPARE(cursor.cursor(), 11u);
    QVERIFY(cursor.isBehind());
    QCOMPARE(cursor.take(12), Take::New);
    QCOMPARE(cursor.cursor(), 17u);
    QVERIFY(!cursor.isBehind());
    cursor.widen(5);
    QCOMPARE(cursor.take(5), Take::Known);
    QCOMPARE(cursor.take(4), Take::Older);
}

void tst_ChatClientParts::cursorIsBounded()
{
    using Take = SeqCursor::Take;
    SeqCursor cursor;
    cursor.place(0);
    for (quint64 i = 1; i <= SeqCursor::kMaxRuns; ++i)
        QCOMPARE(cursor.take(10 * i), Take::New);
    QCOMPARE(cursor.take(5), Take::Full);
    QCOMPARE(cursor.take(5), Take::Full); // not remembered
    QCOMPARE(cursor.take(10'000), Take::Full);
    QCOMPARE(cursor.last(), 10'000u); // but known to be missing
    QCOMPARE(cursor.take(11), Take::New);
    QCOMPARE(cursor.take(1), Take::New); // the next one always has a place
}

void tst_ChatClientParts::cursorAgreesWithASet()
{
    using Take = SeqCursor::Take;
    SeededRandom random(3);
    for (int round = 0; round < 200; ++round) {
        SeqCursor cursor;
        EverySeq every;
        every.base = random.next() % 5;
        cursor.place(every.base);
        for (int i = 0; i < 200; ++i) {
            const quint64 seq = 1 + random.next() % 100;
            const Take take = cursor.take(seq);
            QCOMPARE(take == Take::Older, seq <= every.base);
            QCOMPARE(take == Take::Known, seq > every.base && every.taken.contains(seq));
            if (take == Take::New)
                every.taken.insert(seq);
            QCOMPARE(cursor.cursor(), every.cursor());
        }
    }
}

void tst_ChatClientParts::cursorSkips()
{
    SeqCursor cursor;
    cursor.place(2);
    (void)cursor.take(6);
    cursor.skipTo(4);
    QCOMPARE(cursor.cursor(), 4u);
    cursor.skipTo(3);
    QCOMPARE(cursor.cursor(), 4u);
    cursor.skipTo(5); // and what was shown right after it
    QCOMPARE(cursor.cursor(), 6u);
    cursor.skipTo(9);
    QCOMPARE(cursor.cursor(), 9u);
    QCOMPARE(cursor.last(), 9u);
    QCOMPARE(cursor.take(8), SeqCursor::Take::Known);
}

void tst_ChatClientParts::cursorGivesUp()
{
    SeqCursor cursor;
    cursor.place(2);
    (void)cursor.take(6);
    cursor.expect(9);
    QCOMPARE(cursor.giveUp(), 5u);
    QCOMPARE(cursor.cursor(), 6u);
    QVERIFY(cursor.isBehind());
    QCOMPARE(cursor.giveUp(), 0u);
    QVERIFY(!cursor.isBehind());
    QCOMPARE(cursor.cursor(), 6u);
}

void tst_ChatClientParts::mentionsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isMention");
    int number = 0;
    const auto row = [&](const QString &text, const QString &name, bool isMention) {
        QTest::addRow("%d: %s", ++number, qPrintable(visibleText(text))) << text << name << isMention;
    };
    row(u"ana"_s, u"ana"_s, true);
    row(u"@ana"_s, u"ana"_s, true);
    row(u"hi ANA!"_s, u"Ana"_s, true);
    row(u"(ana) said"_s, u"ana"_s, true);
    row(u"ana: look"_s, u"ana"_s, true);
    row(u"ana's"_s, u"ana"_s, true);
    row(u"thanks, ana."_s, u"ana"_s, true);
    row(u"ana... well"_s, u"ana"_s, true);
    row(u"me@ana"_s, u"ana"_s, true);
    row(u"one\nana\ttwo"_s, u"ana"_s, true);
    row(u"banana"_s, u"ana"_s, false);
    row(u"anatomy"_s, u"ana"_s, false);
    row(u"ana2"_s, u"ana"_s, false);
    row(u"ana_x"_s, u"ana"_s, false);
    row(u"ana-maria"_s, u"ana"_s, false);
    row(u"x.ana"_s, u"ana"_s, false);
    row(u"ana.example"_s, u"ana"_s, false);
    row(u"anana ana"_s, u"ana"_s, true); // the second one
    row(u"ana-maria?"_s, u"ana-maria"_s, true);
    row(u"an"_s, u"ana"_s, false);
    row(QString(), u"ana"_s, false);
    row(u"ana"_s, QString(), false);
    row(u"für Jürgen"_s, u"JÜRGEN"_s, true);
    row(u"Ju\u0308rgen"_s, u"jürgen"_s, true);
    row(u"你好安娜吗"_s, u"安娜"_s, true); // no spaces, no words
    row(u"@安娜你好"_s, u"安娜"_s, true);
    row(u"你好ana吗"_s, u"ana"_s, true);
    row(u"𝒜 ana"_s, u"ana"_s, true);
}

void tst_ChatClientParts::mentionsWords()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(bool, isMention);
    QCOMPARE(mentions(text, name), isMention);
}

QTEST_GUILESS_MAIN(tst_ChatClientParts)
#include "tst_chatclientparts.moc"
