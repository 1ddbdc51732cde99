// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/coreharness.h"

#include <QTest>

using namespace Chalkwire;
using Test::CoreHarness;

/// A client whose messages make much work has it done in slices (Limits::maxWorkPerTurn).
class tst_Slices : public QObject
{
    Q_OBJECT

private slots:
    void limitAndOnePastIt();
    void sliceBySlice();
    void receiversCount();
    void sameReceiversCountOnce();
    void requestsAreCharged();
    void bytesMeanwhileWaitTheirTurn();
    void endOfTheStreamTakesTheRest();
    void othersHearTheRestOfOneWhoLeft();
    void closesInALaterSlice();
    void heldLinesAreNotUnfinished();
    void whatIsLeftAfterTheLastSliceIs();
    void noLimitNoSlices();
    void unknownIdsAreIgnored();

private:
    static Limits withWork(qint64 work)
    {
        Limits limits;
        limits.maxWorkPerTurn = work;
        return limits;
    }
};

void tst_Slices::limitAndOnePastIt()
{
    CoreHarness under(withWork(49));
    QCOMPARE(under.feed(under.join(), QByteArray("a\n").repeated(3)).size(), 3); // 48
    QVERIFY(!under.isHeld);
    CoreHarness at(withWork(48));
    const ConnectionId id = at.join();
    QCOMPARE(at.feed(id, QByteArray("a\n").repeated(4)).size(), 3);
    QVERIFY(at.isHeld);
    QCOMPARE(at.proceed(id).size(), 1);
    QVERIFY(!at.isHeld);
}

void tst_Slices::sliceBySlice()
{
    CoreHarness core(withWork(160));
    const ConnectionId id = core.join();
    QCOMPARE(core.feed(id, QByteArray("a\n").repeated(25)).size(), 10);
    QVERIFY(core.isHeld);
    QCOMPARE(core.proceed(id).size(), 10);
    QVERIFY(core.isHeld);
    QCOMPARE(core.proceed(id).size(), 5);
    QVERIFY(!core.isHeld);
    QVERIFY(core.proceed(id).isEmpty());
    QCOMPARE(core.frames.size(), std::size_t(25));
    for (std::size_t i = 0; i < core.frames.size(); ++i)
        QCOMPARE(core.frames[i].offset, quint64(2 * i));
}

void tst_Slices::receiversCount()
{
    CoreHarness core(withWork(66));
    const ConnectionId ana = core.chatter("ana");
    for (int i = 0; i < 6; ++i)
        core.chatter(QByteArray("other" + QByteArray::number(i)).constData());
    core.proceed(ana);
    core.isHeld = false;
    // 16 and 6 receivers each
    QCOMPARE(core.feed(ana, QByteArray("hi\n").repeated(4)).size(), 2 * 3);
    QVERIFY(core.isHeld);
}

void tst_Slices::sameReceiversCountOnce()
{
    // A line as others see it is "[lobby] ana: " and the text; a KiB of it counts as one more write.
    const QByteArray line = QByteArray(1024 - 14, 'x') + '\n';
    CoreHarness core(withWork(16 + 6 + 6 + 2 * (16 + 6)));
    const ConnectionId ana = core.chatter("ana");
    for (int i = 0; i < 6; ++i)
        core.chatter(QByteArray("other" + QByteArray::number(i)).constData());
    core.proceed(ana);
    core.isHeld = false;
    QCOMPARE(core.feed(ana, line.repeated(4)).size(), 2 * 3);
    QVERIFY(core.isHeld);
    QCOMPARE(core.proceed(ana).size(), 2);
    QVERIFY(!core.isHeld);
}

void tst_Slices::requestsAreCharged()
{
    CoreHarness core(withWork(32));
    const ConnectionId id = core.join(Wire::Dialect::Guide);
    core.feed(id, "one");
    QVERIFY(!core.isHeld);
    core.feed(id, "two");
    QVERIFY(core.isHeld);
    core.proceed(id);
    QVERIFY(!core.isHeld);
}

void tst_Slices::bytesMeanwhileWaitTheirTurn()
{
    CoreHarness core(withWork(32));
    const ConnectionId id = core.join();
    core.feed(id, "1\n2\n3\n");
    QVERIFY(core.feed(id, "4\n").isEmpty()); // a read that was under way
    core.proceed(id);
    core.proceed(id);
    QByteArray all;
    for (const Core::FrameSeen &frame : core.frames)
        all += frame.bytes;
    QCOMPARE(all, "1\n2\n3\n4\n");
}

void tst_Slices::endOfTheStreamTakesTheRest()
{
    CoreHarness core(withWork(32));
    const ConnectionId id = core.join(Wire::Dialect::Line);
    core.feed(id, "1\n2\n3\n4\n5\nrest");
    QCOMPARE(core.finish(id).size(), 4); // three lines, and the one without an end
    QCOMPARE(core.frames.back().bytes, "rest");
}

void tst_Slices::othersHearTheRestOfOneWhoLeft()
{
    CoreHarness core(withWork(32));
    core.chatter("ben");
    const ConnectionId ana = core.join();
    core.feed(ana, "1\n2\n3\n4\n");
    const QStringList said = core.leave(ana);
    QVERIFY(said.contains(QStringLiteral("1 < [lobby] line-2: 4\\n")));
}

void tst_Slices::closesInALaterSlice()
{
    CoreHarness core(withWork(32));
    const ConnectionId id = core.join();
    core.feed(id, "1\n2\nclose\nnever\n");
    QCOMPARE(core.proceed(id),
             QStringList({QStringLiteral("1 < closed\\n"), QStringLiteral("close 1 asked")}));
    QVERIFY(core.proceed(id).isEmpty());
    QCOMPARE(core.core.session(id), nullptr);
}

void tst_Slices::heldLinesAreNotUnfinished()
{
    CoreHarness core(withWork(32));
    const ConnectionId id = core.join();
    QCOMPARE(core.feed(id, QByteArray("a\n").repeated(4)).size(), 2);
    QVERIFY(core.isHeld);
    QVERIFY(!core.core.nextDeadline());
    QCOMPARE(core.proceed(id).size(), 2);
    core.proceed(id);
    QVERIFY(!core.isHeld);
    QVERIFY(!core.core.nextDeadline());
}

void tst_Slices::whatIsLeftAfterTheLastSliceIs()
{
    CoreHarness core(withWork(48));
    const ConnectionId id = core.join();
    QCOMPARE(core.feed(id, "a\n").size(), 1);
    QCOMPARE(core.feed(id, "a\na\na\nhal").size(), 2);
    QVERIFY(!core.core.nextDeadline());
    QCOMPARE(core.proceed(id).size(), 1);
    QVERIFY(!core.isHeld);
    QVERIFY(core.core.nextDeadline().has_value());
    QCOMPARE(core.feed(id, "f\n").size(), 1);
    QVERIFY(!core.isHeld);
}

void tst_Slices::noLimitNoSlices()
{
    CoreHarness core(withWork(0));
    QCOMPARE(core.feed(core.join(), QByteArray("a\n").repeated(8000)).size(), 8000);
    QVERIFY(!core.isHeld);
}

void tst_Slices::unknownIdsAreIgnored()
{
    CoreHarness core;
    QVERIFY(core.proceed(7).isEmpty());
}

QTEST_APPLESS_MAIN(tst_Slices)
#include "tst_slices.moc"
