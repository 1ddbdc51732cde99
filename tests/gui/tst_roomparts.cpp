// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The search panel, the bar that says when the connection is tried again, and the strip of notices.
#include "rooms/noticestrip.h"
#include "rooms/reconnectbar.h"
#include "rooms/searchpanel.h"
#include "saidrows.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;

namespace {

const QString kId = QStringLiteral("s1");

Core::Told::SearchResult result(const QString &id, quint64 from, int count, quint64 next)
{
    Core::Told::SearchResult result;
    result.id = id;
    result.next = next;
    for (int i = 0; i < count; ++i)
        result.hits.push_back(said(from - static_cast<quint64>(i), QStringLiteral("hello **world**\nagain")));
    return result;
}

struct Panel
{
    Panel()
    {
        Ui::Theme::install(*qApp);
        panel.resize(300, 400);
        panel.QWidget::show();
    }
    void search(const QString &text)
    {
        panel.field()->setText(text);
        QTest::keyClick(panel.field(), Qt::Key_Return);
        panel.begun(kId);
    }
    int rows() const { return panel.list()->model()->rowCount(); }
    bool shows(const QString &part) const
    {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&part](const QLabel *label) {
            return label->isVisible() && label->text().contains(part);
        });
    }

    SearchPanel panel;
    QAbstractItemModelTester tester{panel.list()->model(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy wished{&panel, &SearchPanel::searchWished};
    QSignalSpy jump{&panel, &SearchPanel::jumpWished};
};

} // namespace

class tst_RoomParts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void noticesComeOneByOne();
    void invitationsArePutAway();
    void searchShowsWhatIsFound();
    void searchGoesOn();
    void searchHearsOnlyItsAnswer();
    void searchSaysThatNothingIsThere();
    void searchSaysWhyNot();
    void searchIsBounded();
    void hitsAreOneLine();
    void directHitsNameTheConversation();
    void hitsArePainted();
    void marksTheWords_data();
    void marksTheWords();
    void barCountsDown();
    void barSaysEverything();
};

void tst_RoomParts::searchShowsWhatIsFound()
{
    Panel p;
    QVERIFY(p.shows(QStringLiteral("Search what was said")));
    p.search(QStringLiteral(" hello "));
    QCOMPARE(p.wished.size(), 1);
    QCOMPARE(p.wished[0][0].toString(), QStringLiteral("hello"));
    QCOMPARE(p.wished[0][1].toULongLong(), 0U);
    QVERIFY(p.shows(QStringLiteral("Searching…")));
    p.panel.showResult(result(kId, 9, 2, 0));
    QCOMPARE(p.rows(), 2);
    QVERIFY(p.shows(QStringLiteral("2 messages")));
    QVERIFY(!p.panel.moreButton()->isVisible());
    p.panel.list()->setFocus();
    p.panel.list()->setCurrentIndex(p.panel.list()->model()->index(1, 0));
    QTest::keyClick(p.panel.list(), Qt::Key_Return);
    QCOMPARE(p.jump.size(), 1);
    QCOMPARE(p.jump[0][0].toString(), QStringLiteral("lobby"));
    QCOMPARE(p.jump[0][1].toULongLong(), 8U);
    QSignalSpy close(&p.panel, &SearchPanel::closeWished);
    QTest::keyClick(p.panel.list(), Qt::Key_Escape);
    QCOMPARE(close.size(), 1);
}

void tst_RoomParts::searchGoesOn()
{
    Panel p;
    p.search(QStringLiteral("hello"));
    p.panel.showResult(result(kId, 100, 50, 51));
    QVERIFY(p.panel.moreButton()->isVisible());
    QVERIFY(p.shows(QStringLiteral("50 messages, and older ones")));
    p.panel.field()->setText(QStringLiteral("not searched yet"));
    p.panel.moreButton()->click();
    QCOMPARE(p.wished[1][0].toString(), QStringLiteral("hello"));
    QCOMPARE(p.wished[1][1].toULongLong(), 51U);
    p.panel.begun(QStringLiteral("s2"));
    QVERIFY(!p.panel.moreButton()->isEnabled());
    p.panel.showResult(result(QStringLiteral("s2"), 50, 1, 0));
    QCOMPARE(p.rows(), 51);
    QCOMPARE(p.panel.list()->currentIndex().row(), 50);
    p.search(QStringLiteral("other"));
    QCOMPARE(p.rows(), 0);
}

void tst_RoomParts::searchHearsOnlyItsAnswer()
{
    Panel p;
    p.search(QStringLiteral("hello"));
    p.panel.showResult(result(QStringLiteral("s0"), 9, 2, 0));
    QCOMPARE(p.rows(), 0);
    p.panel.showResult(result(kId, 9, 2, 0));
    p.panel.showResult(result(kId, 9, 2, 0));
    QCOMPARE(p.rows(), 2);
    p.panel.field()->clear();
    QTest::keyClick(p.panel.field(), Qt::Key_Return);
    QCOMPARE(p.wished.size(), 1); // nothing is not searched for
}

void tst_RoomParts::searchSaysThatNothingIsThere()
{
    Panel p;
    p.search(QStringLiteral("hello"));
    p.panel.showResult(result(kId, 9, 0, 0));
    QVERIFY(p.shows(QStringLiteral("Nothing was found")));
}

void tst_RoomParts::searchSaysWhyNot()
{
    Panel p;
    p.search(QStringLiteral("hello"));
    p.panel.refused(QStringLiteral("This server keeps nothing."));
    QVERIFY(p.shows(QStringLiteral("This server keeps nothing.")));
    p.panel.showResult(result(kId, 9, 2, 0)); // too late
    QCOMPARE(p.rows(), 0);
}

void tst_RoomParts::searchIsBounded()
{
    HitsModel hits;
    QAbstractItemModelTester tester(&hits, QAbstractItemModelTester::FailureReportingMode::QtTest);
    hits.append(result(kId, 10'000, HitsModel::kMaxHits - 1, 1).hits);
    QVERIFY(!hits.isFull());
    hits.append(result(kId, 5000, 2, 1).hits);
    QVERIFY(hits.isFull());
    QCOMPARE(hits.rowCount(), HitsModel::kMaxHits);
    Panel p;
    p.search(QStringLiteral("hello"));
    p.panel.showResult(result(kId, 10'000, HitsModel::kMaxHits, 1));
    QVERIFY(!p.panel.moreButton()->isVisible());
    QVERIFY(p.shows(QStringLiteral("The newest 1,000 messages")));
}

void tst_RoomParts::hitsAreOneLine()
{
    HitsModel hits;
    Core::Told::Said hit = said(9, QStringLiteral("a\nb\u202ec"), QStringLiteral("an\u202ea"));
    hits.append({hit});
    const QModelIndex index = hits.index(0);
    QCOMPARE(index.data().toString(), QStringLiteral("a\u240ab<U+202E>c"));
    QVERIFY(index.data(HitsModel::WhereRole).toString().contains(QStringLiteral("an<U+202E>a")));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("wrote in")));
}

void tst_RoomParts::directHitsNameTheConversation()
{
    HitsModel hits;
    Core::Told::Said from = said(9, QStringLiteral("x"), QStringLiteral("ben"));
    from.room = Core::kInbox.toString();
    from.entry.to = QStringLiteral("me");
    Core::Told::Said to = said(8, QStringLiteral("y"), QStringLiteral("me"));
    to.room = from.room;
    to.entry.to = QStringLiteral("cy");
    to.isOwn = true;
    hits.append({from, to});
    QCOMPARE(hits.index(0).data(HitsModel::RoomRole).toString(), QStringLiteral("@ben"));
    QCOMPARE(hits.index(1).data(HitsModel::RoomRole).toString(), QStringLiteral("@cy"));
    QVERIFY(hits.index(1).data(HitsModel::WhereRole).toString().contains(QStringLiteral("@cy")));
}

void tst_RoomParts::hitsArePainted()
{
    Panel p;
    p.search(QStringLiteral("\"needle\""));
    Core::Told::SearchResult found = result(kId, 9, 2, 0);
    found.hits.push_back(said(1, QStringLiteral("hay ").repeated(50) + QStringLiteral("needle")));
    found.hits.push_back(said(1, QStringLiteral("\u05e9\u05dc\u05d5\u05dd needle")));
    p.panel.showResult(found);
    p.panel.list()->setCurrentIndex(p.panel.list()->model()->index(0, 0));
    QVERIFY(!p.panel.grab().isNull());
    QVERIFY(p.panel.list()->visualRect(p.panel.list()->model()->index(0, 0)).height() >
            2 * p.panel.fontMetrics().height() * 8 / 10);
}

void tst_RoomParts::marksTheWords_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked");
    const QString line = QStringLiteral("Hello hello world");
    QTest::newRow("word") << QStringLiteral("hello") << QStringLiteral("0+5 6+5");
    QTest::newRow("two") << QStringLiteral("world hello") << QStringLiteral("0+5 6+5 12+5");
    QTest::newRow("begin") << QStringLiteral("wor*") << QStringLiteral("12+3");
    QTest::newRow("phrase") << QStringLiteral("\"hello world\"") << QStringLiteral("6+11");
    QTest::newRow("overlap") << QStringLiteral("hell ello") << QStringLiteral("0+5 6+5");
    QTest::newRow("narrowing") << QStringLiteral("from:hello in:world after:2026-11-01 BEFORE:2026-12-01")
                               << QString();
    QTest::newRow("star-alone") << QStringLiteral("*") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void tst_RoomParts::marksTheWords()
{
    QFETCH(QString, query);
    QFETCH(QString, marked);
    QStringList found;
    for (const auto &[at, length] : wordsIn(QStringLiteral("Hello hello world"), query))
        found.append(QStringLiteral("%1+%2").arg(at).arg(length));
    QCOMPARE(found.join(u' '), marked);
}

void tst_RoomParts::barCountsDown()
{
    Ui::Theme::install(*qApp);
    ReconnectBar bar;
    QVERIFY(!bar.isVisible());
    const QString target = QStringLiteral("192.168.1.20:8000");
    bar.wait(QDeadlineTimer(3900), 3, target, QStringLiteral("refused"));
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.sentence(), QStringLiteral("Reconnecting in 4 s (attempt 3, 192.168.1.20:8000 refused)"));
    QCOMPARE(bar.accessibleName(), bar.sentence());
    bar.wait(QDeadlineTimer(1001), 4, target, {});
    const QLabel *label = nullptr;
    for (const QLabel *candidate : bar.findChildren<QLabel *>())
        label = candidate->text().isEmpty() ? label : candidate;
    QTRY_COMPARE(label->text(), QStringLiteral("Reconnecting in 1 s (attempt 4, 192.168.1.20:8000)"));
    QTRY_VERIFY(label->text().startsWith(QStringLiteral("Reconnecting in 0 s")));
    bar.clear();
    QVERIFY(!bar.isVisible());
}

void tst_RoomParts::barSaysEverything()
{
    Ui::Theme::install(*qApp);
    ReconnectBar bar;
    QSignalSpy now(&bar, &ReconnectBar::nowWished);
    QSignalSpy cancel(&bar, &ReconnectBar::cancelWished);
    bar.wait(QDeadlineTimer(9000), 1, QStringLiteral("<b>host</b>\u202e"), QStringLiteral("%1"));
    QVERIFY(bar.sentence().contains(QStringLiteral("<b>host</b><U+202E> %1")));
    for (const QLabel *label : bar.findChildren<QLabel *>())
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
    bar.nowButton()->click();
    bar.cancelButton()->click();
    QVERIFY(now.size() == 1 && cancel.size() == 1);
    bar.showTrying(2, QStringLiteral("host:1"));
    QCOMPARE(bar.sentence(), QStringLiteral("Connecting to host:1 (attempt 2)…"));
    QVERIFY(!bar.nowButton()->isVisible() && bar.cancelButton()->isVisible());
    bar.showEnded(QStringLiteral("You were disconnected."));
    QCOMPARE(bar.sentence(), QStringLiteral("You were disconnected."));
    QVERIFY(bar.nowButton()->isVisible() && !bar.cancelButton()->isVisible());
}

void tst_RoomParts::noticesComeOneByOne()
{
    Ui::Theme::install(*qApp);
    NoticeStrip strip;
    QSignalSpy join(&strip, &NoticeStrip::joinWished);
    QVERIFY(strip.isHidden());
    strip.addInvitation(QStringLiteral("<b>lab"), QStringLiteral("ana"));
    strip.addAnnouncement(QStringLiteral("Tea\u202e"));
    strip.addAnnouncement(QStringLiteral("and cake"));
    QVERIFY(!strip.isHidden());
    QCOMPARE(strip.sentence(), QStringLiteral("From the server: Tea<U+202E> (2 more)")); // it is for now
    QVERIFY(strip.joinButton()->isHidden());
    QCOMPARE(strip.closeButton()->text(), QStringLiteral("Close"));
    strip.closeButton()->click();
    QVERIFY(strip.sentence().startsWith(QStringLiteral("From the server: and cake")));
    strip.addInvitation(QStringLiteral("art"), QStringLiteral("ana"));
    strip.closeButton()->click();
    QVERIFY(strip.sentence().contains(QStringLiteral("<b>lab")) &&
            strip.sentence().endsWith(QStringLiteral("(1 more)")));
    QVERIFY(!strip.joinButton()->isHidden());
    QCOMPARE(strip.closeButton()->text(), QStringLiteral("Not now"));
    strip.joinButton()->click();
    QCOMPARE(join.size(), 1);
    QCOMPARE(join[0][0].toString(), QStringLiteral("<b>lab"));
    QVERIFY(strip.sentence().contains(QStringLiteral("art")));
    strip.closeButton()->click();
    QVERIFY(strip.isHidden());
    QCOMPARE(join.size(), 1);
}

void tst_RoomParts::invitationsArePutAway()
{
    Ui::Theme::install(*qApp);
    NoticeStrip strip;
    strip.addInvitation(QStringLiteral("lab"), QStringLiteral("ana"));
    strip.addInvitation(QStringLiteral("LAB"), QStringLiteral("ben")); // the same room
    QVERIFY(strip.sentence().contains(QStringLiteral("ben")));
    QVERIFY(!strip.sentence().contains(QStringLiteral("more")));
    strip.forgetInvitation(QStringLiteral("other"));
    QVERIFY(!strip.isHidden());
    strip.forgetInvitation(QStringLiteral("Lab"));
    QVERIFY(strip.isHidden());
    for (std::size_t i = 0; i <= NoticeStrip::kMaxWaiting; ++i)
        strip.addAnnouncement(QString::number(i));
    QCOMPARE(strip.sentence(),
             QStringLiteral("From the server: 1 (%1 more)").arg(NoticeStrip::kMaxWaiting - 1));
}

QTEST_MAIN(tst_RoomParts)
#include "tst_roomparts.moc"
