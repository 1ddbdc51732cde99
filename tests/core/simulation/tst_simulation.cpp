// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/run.h"

#include <QTest>

using namespace Chalkwire::Simulation;

/// The real server and the real clients, in whatever trouble: the rules of Simulation::Rule hold. A row for
/// every seed that once broke one. `./dev simulate` runs more of them.
class tst_Simulation : public QObject
{
    Q_OBJECT

private slots:
    void rulesHold();
    void rulesHoldWhereTheyOnceBroke_data();
    void rulesHoldWhereTheyOnceBroke();
    void aSeedRepeatsItsRun();
};

void tst_Simulation::rulesHold()
{
    qint64 entries = 0;
    for (quint64 seed = 1; seed <= 200; ++seed) {
        const Run::Outcome outcome = Run(seed).play();
        QVERIFY2(outcome.violations.isEmpty(),
                 qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(outcome.violations.join(u'\n'))));
        entries += outcome.entries;
    }
    QVERIFY(entries > qint64(200) * 10); // they said something
}

void tst_Simulation::rulesHoldWhereTheyOnceBroke_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::newRow("read-mark-lost-with-its-connection") << quint64(4);
    QTest::newRow("read-mark-not-told-while-half-open") << quint64(289);
    QTest::newRow("crash-while-discarding") << quint64(328);
    QTest::newRow("replaced-by-a-late-hello") << quint64(1988);
    QTest::newRow("out-of-a-lobby-made-anew") << quint64(15);
    QTest::newRow("out-of-a-room-made-anew") << quint64(82);
    QTest::newRow("changes-of-another-history") << quint64(57);
    QTest::newRow("announced-before-hello") << quint64(202);
    QTest::newRow("announced-before-hello-2") << quint64(237);
    QTest::newRow("announced-before-hello-3") << quint64(246);
    QTest::newRow("announced-before-hello-4") << quint64(272);
    QTest::newRow("out-of-a-lobby-while-it-is-removed") << quint64(296);
    QTest::newRow("unread-of-a-lost-file") << quint64(67);
    QTest::newRow("id-of-a-removed-room") << quint64(190);
    QTest::newRow("correction-of-what-was-deleted") << quint64(4665);
    QTest::newRow("crash-between-count-and-cursor") << quint64(5589);
    QTest::newRow("crash-while-another-history-begins") << quint64(6127);
    QTest::newRow("crash-while-another-history-begins-2") << quint64(8545);
}

void tst_Simulation::rulesHoldWhereTheyOnceBroke()
{
    QFETCH(quint64, seed);
    const Run::Outcome outcome = Run(seed).play();
    QVERIFY2(outcome.violations.isEmpty(), qPrintable(outcome.violations.join(u'\n')));
}

void tst_Simulation::aSeedRepeatsItsRun()
{
    const Run::Outcome first = Run(7).play();
    const Run::Outcome again = Run(7).play();
    QCOMPARE(again.hash, first.hash);
    QVERIFY(Run(8).play().hash != first.hash);
}

QTEST_GUILESS_MAIN(tst_Simulation)
#include "tst_simulation.moc"
