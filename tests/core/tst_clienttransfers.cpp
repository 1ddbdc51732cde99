// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/transferharness.h"

#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::Core;
using namespace Qt::StringLiterals;
using Test::line;
using Test::TransferHarness;

namespace {

constexpr qint64 kPart = ClientTransfers::kPartBytes;
const QString kPath = u"/files/tea.txt"_s;

QStringList sent(const QStringList &lines)
{
    return lines.filter(u"> "_s);
}

} // namespace

/// What bounds the files on their way, whatever the server says. docs/protocol.md §9.10
class tst_ClientTransfers : public QObject
{
    Q_OBJECT

private slots:
    void windowIsBounded();
    void unsentBytesAreBounded();
    void readsAhead();
    void transfersAtOnceAreBounded_data();
    void transfersAtOnceAreBounded();
    void transfersAreBounded();
    void senselessAnswers_data();
    void senselessAnswers();
    void tellsTenTimesASecond();
};

/// What the server has not written is bounded, however fast the system takes it.
void tst_ClientTransfers::windowIsBounded()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(8 * ClientTransfers::kWindowBytes);
    (void)h.take<CloseFile>();
    constexpr int kParts = ClientTransfers::kWindowBytes / kPart;
    QCOMPARE(h.readAll(true), kParts);
    (void)h.hear(h.about("progress", ",'offset':" + QByteArray::number(kPart - 1)));
    QCOMPARE(h.readAll(true), 0); // not a whole part
    (void)h.hear(h.about("progress", ",'offset':" + QByteArray::number(kPart)));
    QCOMPARE(h.readAll(true), 1);
}

/// So is what the system has not taken, of all uploads together: a post would wait behind it.
void tst_ClientTransfers::unsentBytesAreBounded()
{
    TransferHarness h;
    h.enterFiles();
    for (int i = 0; i < 3; ++i) {
        h.upload(8 * ClientTransfers::kWindowBytes);
        std::erase_if(h.steps, [](const TransferStep &s) { return std::holds_alternative<CloseFile>(s); });
    }
    QCOMPARE(h.readAll(false), int(ClientTransfers::kMaxUnsentBytes / kPart));
    (void)h.work([](auto &c, auto &e) { c.written(ClientTransfers::kMaxUnsentBytes, e); });
    QVERIFY(h.steps.empty());
    (void)h.work([](auto &c, auto &e) { c.written(ClientTransfers::kMaxUnsentBytes - 1, e); });
    QCOMPARE(h.steps.size(), 1u);
}

/// The disk and the connection do not wait for each other.
void tst_ClientTransfers::readsAhead()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(8 * ClientTransfers::kWindowBytes);
    (void)h.take<CloseFile>();
    constexpr auto kParts = std::size_t(ClientTransfers::kMaxUnsentBytes / kPart);
    QCOMPARE(h.steps.size(), kParts);
    for (std::size_t i = 0; i < kParts; ++i)
        QCOMPARE(std::get<ReadPart>(h.steps[i]).offset, qint64(i) * kPart);
    (void)h.read();
    QCOMPARE(h.steps.size(), kParts - 1); // the one that was read is not sent
    (void)h.drained();
    QCOMPARE(h.steps.size(), kParts);
    QCOMPARE(std::get<ReadPart>(h.steps.back()).offset, qint64(kParts) * kPart);
}

void tst_ClientTransfers::transfersAtOnceAreBounded_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<int>("allowed");

    QTest::newRow("none-said") << QByteArray() << int(ClientTransfers::kMaxAtOnce);
    QTest::newRow("no-limit") << QByteArray("0") << int(ClientTransfers::kMaxAtOnce);
    QTest::newRow("fewer") << QByteArray("2") << 2;
    QTest::newRow("more") << QByteArray("100") << int(ClientTransfers::kMaxAtOnce);
}

void tst_ClientTransfers::transfersAtOnceAreBounded()
{
    QFETCH(QByteArray, said);
    QFETCH(int, allowed);
    TransferHarness h;
    h.enterFiles();
    (void)h.close();
    (void)h.open();
    const QByteArray limits = said.isEmpty() ? QByteArray() : ",'limits':{'transfers':" + said + "}";
    (void)h.feed(
        line("{'type':'welcome','protocol':1,'name':'ana','features':['history','files']" + limits + "}"));
    (void)h.feed(line("{'type':'room','room':'lobby','members':[],'count':0,'first':1,'last':0}"));
    QStringList ids;
    for (int i = 0; i <= allowed; ++i) {
        (void)h.offer(kPath);
        ids.append(h.lastId);
        QCOMPARE(sent(h.hashed(11)).size(), i < allowed ? 1 : 0);
        h.steps.clear();
    }
    h.lastId = ids.constFirst();
    QCOMPARE(sent(h.hear(h.ack())).size(), 1); // its place is free
}

void tst_ClientTransfers::transfersAreBounded()
{
    TransferHarness h;
    h.enterFiles();
    for (std::size_t i = 0; i < ClientTransfers::kMaxTransfers; ++i) {
        (void)h.offer(kPath);
        QVERIFY(!h.lastId.isEmpty());
    }
    QCOMPARE(h.offer(kPath), QStringList());
    QVERIFY(h.lastId.isEmpty());
    QCOMPARE(h.fetch(3, {}), QStringList());
}

void tst_ClientTransfers::senselessAnswers_data()
{
    QTest::addColumn<QByteArray>("offset"); ///< of upload
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("fails");

    const auto progress = [](const QByteArray &offset) { return ",'offset':" + offset; };
    QTest::newRow("whole") << QByteArray("11") << QByteArray() << false;
    QTest::newRow("past-the-end") << QByteArray("12") << QByteArray() << true;
    QTest::newRow("negative") << QByteArray("-1") << QByteArray() << true;
    QTest::newRow("no-number") << QByteArray("'x'") << QByteArray() << true;
    QTest::newRow("progress") << QByteArray("0") << progress("11") << false;
    QTest::newRow("progress-past-what-was-sent") << QByteArray("0") << progress("12") << true;
    QTest::newRow("progress-back") << QByteArray("5") << progress("4") << false;
    QTest::newRow("no-progress") << QByteArray("0") << QByteArray(",'x':1") << false;
}

void tst_ClientTransfers::senselessAnswers()
{
    QFETCH(QByteArray, offset);
    QFETCH(QByteArray, more);
    QFETCH(bool, fails);
    TransferHarness h;
    h.enterFiles();
    (void)h.offer(kPath);
    (void)h.hashed(11);
    (void)h.take<CloseFile>();
    QCOMPARE(h.hear(h.about("progress", ",'offset':5")), QStringList()); // nobody asked yet
    QStringList lines = h.hear(h.about("upload", ",'name':'tea.txt','offset':" + offset));
    if (!more.isEmpty()) {
        (void)h.read();
        lines = h.hear(h.about("progress", more));
    }
    QCOMPARE(lines.filter(u"failed tea.txt"_s).filter(u"bad_answer"_s).size(), fails ? 1 : 0);
    QCOMPARE(sent(lines).filter(u"stop"_s).size(), fails ? 1 : 0);
    if (fails)
        QCOMPARE(h.hear(h.ack()).filter(u"done"_s).size(), 1); // it was kept after all: then it is there
}

void tst_ClientTransfers::tellsTenTimesASecond()
{
    TransferHarness h;
    h.enterFiles();
    h.upload(20 * kPart);
    (void)h.take<CloseFile>();
    (void)h.readAll(true);
    int told = 0;
    for (int i = 1; i <= 1000; ++i) {
        told += int(h.pass(Millis(1)).size());
        told += int(h.hear(h.about("progress", ",'offset':" + QByteArray::number(i))).size());
    }
    QVERIFY(told == 9 || told == 10); // the last may be told a little later
    (void)h.pass(Millis(200));
    QCOMPARE(h.hear(h.about("progress", ",'offset':1000")), QStringList()); // no news
    (void)h.hear(h.about("progress", ",'offset':1001"));
    QCOMPARE(h.hear(h.about("progress", ",'offset':1002")), QStringList());
    QCOMPARE(h.pass(Millis(100)).size(), 1); // though nothing more came
    QCOMPARE(h.pass(Millis(100)), QStringList());
}

QTEST_GUILESS_MAIN(tst_ClientTransfers)
#include "tst_clienttransfers.moc"
