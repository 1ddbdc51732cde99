// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historydesk.h"

#include "store/memorystore.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::App;

namespace {

Core::HistoryWork posts(quint64 first, quint64 count)
{
    Core::HistoryWork work;
    for (quint64 ticket = first; ticket < first + count; ++ticket) {
        Core::Entry entry;
        entry.from = QStringLiteral("ana");
        entry.author = QByteArray(Core::kIdentityBytes, 'a');
        entry.text = QString::number(ticket);
        work.appends.push_back({ticket, QStringLiteral("lobby"), entry});
    }
    return work;
}

/// A desk that has been opened, and what it answered.
struct Desk
{
    explicit Desk(const HistoryPlace &place = {})
    {
        QObject::connect(&desk, &HistoryDesk::worked, &desk, [this](const SharedHistoryAnswers &answers) {
            if (answers->isOfWrites)
                batches.push_back(answers->stored.size());
            stored.insert(stored.end(), answers->stored.begin(), answers->stored.end());
            pages.insert(pages.end(), answers->pages.begin(), answers->pages.end());
            found.insert(found.end(), answers->found.begin(), answers->found.end());
        });
        desk.open(place);
    }
    bool isOpened()
    {
        return QTest::qWaitFor([this] { return desk.isOpen(); });
    }
    bool hasStored(std::size_t count)
    {
        return QTest::qWaitFor([this, count] { return stored.size() >= count; });
    }
    void take(Core::HistoryWork work)
    {
        desk.take(work);
        QVERIFY(work.empty());
    }

    std::vector<std::size_t> batches;
    std::vector<Core::Stored> stored;
    std::vector<Core::Page> pages;
    std::vector<Core::Found> found;
    HistoryDesk desk;
};

} // namespace

/// Work goes to the history's thread in batches, and comes back in order.
class tst_HistoryDesk : public QObject
{
    Q_OBJECT

private slots:
    void answersInOrder();
    void oneTurnIsOneBatch();
    void gathersWhileABatchIsWritten();
    void batchIsBounded_data();
    void batchIsBounded();
    void lookupsAreAnsweredToo();
    void longSearchIsAnswered();
    void closesAfterTheWork();
    void destructionWritesWhatWasTaken();
    void opensAgain();
    void saysWhyItCannotOpen();
};

void tst_HistoryDesk::answersInOrder()
{
    Desk d;
    QVERIFY(d.isOpened());
    for (quint64 ticket = 1; ticket <= 1000; ticket += 10)
        d.take(posts(ticket, 10));
    QVERIFY(d.hasStored(1000));
    for (std::size_t i = 0; i < 1000; ++i) {
        QCOMPARE(d.stored[i].ticket, quint64(i + 1));
        QCOMPARE(d.stored[i].entry.seq, quint64(i + 1));
    }
}

void tst_HistoryDesk::oneTurnIsOneBatch()
{
    Desk d;
    QVERIFY(d.isOpened());
    for (quint64 ticket = 1; ticket <= 52; ++ticket)
        d.take(posts(ticket, 1));
    QVERIFY(d.hasStored(52));
    QCOMPARE(d.batches, std::vector<std::size_t>{52});
}

void tst_HistoryDesk::gathersWhileABatchIsWritten()
{
    const QTemporaryDir folder;
    Desk d({folder.filePath(QStringLiteral("history.sqlite")), 0});
    QVERIFY(d.isOpened());
    for (quint64 ticket = 1; ticket <= 2; ++ticket) {
        d.take(posts(ticket, 1));
        QCoreApplication::sendPostedEvents(&d.desk, QEvent::MetaCall); // a turn: it is handed on
    }
    for (quint64 ticket = 3; ticket <= 52; ++ticket) // one is written, one is ready: now they gather
        d.take(posts(ticket, 1));
    QVERIFY(d.hasStored(52));
    QCOMPARE(d.batches, (std::vector<std::size_t>{1, 1, 50}));
}

void tst_HistoryDesk::batchIsBounded_data()
{
    QTest::addColumn<quint64>("count");
    QTest::addColumn<std::vector<std::size_t>>("batches");
    QTest::newRow("limit") << quint64(200) << std::vector<std::size_t>{200};
    QTest::newRow("limit-plus-one") << quint64(201) << std::vector<std::size_t>{200, 1};
}

void tst_HistoryDesk::batchIsBounded()
{
    QFETCH(quint64, count);
    QFETCH(std::vector<std::size_t>, batches);
    Desk d;
    QVERIFY(d.isOpened());
    d.take(posts(1, count));
    QCOMPARE(d.desk.waiting(), static_cast<qsizetype>(count));
    QVERIFY(d.hasStored(count));
    QCOMPARE(d.batches, batches);
    QCOMPARE(d.desk.waiting(), 0);
}

void tst_HistoryDesk::lookupsAreAnsweredToo()
{
    Desk d;
    QVERIFY(d.isOpened());
    Core::HistoryWork work = posts(1, 3);
    Core::PageRequest page;
    page.ticket = 7;
    page.room = QStringLiteral("lobby");
    work.lookups.push_back(page);
    d.take(std::move(work));
    QVERIFY(QTest::qWaitFor([&d] { return !d.pages.empty(); }));
    QCOMPARE(d.stored.size(), std::size_t(3)); // was told first
    QCOMPARE(d.pages.front().ticket, quint64(7));
    QCOMPARE(d.pages.front().entries.size(), std::size_t(3));
}

/// One that takes many pieces, and a short one that need not wait for it.
void tst_HistoryDesk::longSearchIsAnswered()
{
    constexpr quint64 kMany = 3 * Store::MemoryStore::kScan;
    Desk d;
    QVERIFY(d.isOpened());
    Core::HistoryWork work = posts(1, kMany);
    for (const auto &[ticket, text] : {std::pair(7, quint64(1)), std::pair(8, kMany)}) {
        Core::SearchRequest search;
        search.ticket = static_cast<quint64>(ticket);
        search.query.terms.append({QString::number(text)});
        search.rooms = QStringList{QStringLiteral("lobby")};
        search.count = 1;
        work.lookups.push_back(search);
    }
    Core::HistoryWork lookups;
    lookups.lookups = std::exchange(work.lookups, {});
    d.take(std::move(work));
    QVERIFY(d.hasStored(kMany));
    d.take(std::move(lookups));
    QVERIFY(QTest::qWaitFor([&d] { return d.found.size() == 2; }));
    for (const Core::Found &found : d.found) {
        QCOMPARE(found.hits.size(), std::size_t(1));
        QCOMPARE(found.hits.front().entry.seq, found.ticket == 7 ? quint64(1) : kMany);
    }
}

void tst_HistoryDesk::closesAfterTheWork()
{
    Desk d;
    QVERIFY(d.isOpened());
    QSignalSpy closed(&d.desk, &HistoryDesk::closed);
    d.take(posts(1, 1000));
    d.desk.close();
    QVERIFY(closed.wait());
    QCOMPARE(d.stored.size(), std::size_t(1000));
    QVERIFY(!d.desk.isOpen());
}

void tst_HistoryDesk::destructionWritesWhatWasTaken()
{
    const QTemporaryDir folder;
    const HistoryPlace place{folder.filePath(QStringLiteral("history.sqlite")), 0};
    {
        Desk d(place);
        QVERIFY(d.isOpened());
        d.take(posts(1, 1000));
    }
    HistoryDesk again;
    QSignalSpy opened(&again, &HistoryDesk::opened);
    again.open(place);
    QVERIFY(opened.wait());
    const auto history = opened.first().first().value<HistoryOpened>();
    QCOMPARE(history.rooms.size(), std::size_t(1));
    QCOMPARE(history.rooms.front().lastSeq, quint64(1000));
    QCOMPARE(history.setAside, QString());
}

void tst_HistoryDesk::opensAgain()
{
    const QTemporaryDir folder;
    const HistoryPlace place{folder.filePath(QStringLiteral("history.sqlite")), 0};
    Desk d(place);
    QVERIFY(d.isOpened());
    QSignalSpy closed(&d.desk, &HistoryDesk::closed);
    d.take(posts(1, 1));
    d.desk.close();
    QVERIFY(closed.wait());
    d.desk.open(place); // nobody has it any more
    QVERIFY(d.isOpened());
    d.take(posts(2, 1));
    QVERIFY(d.hasStored(2));
    QCOMPARE(d.stored.back().entry.seq, quint64(2));
}

void tst_HistoryDesk::saysWhyItCannotOpen()
{
    const QTemporaryDir folder;
    QFile obstacle(folder.filePath(QStringLiteral("file")));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    Desk d({folder.filePath(QStringLiteral("file/folder/history.sqlite")), 0});
    QSignalSpy failed(&d.desk, &HistoryDesk::openFailed);
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::StorageFailed);
    QVERIFY(!d.desk.isOpen());
}

QTEST_GUILESS_MAIN(tst_HistoryDesk)
#include "tst_historydesk.moc"
