// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page of rooms with a conversation with one person open.
#include "clientapplication.h"
#include "rooms/askdialog.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomspage.h"
#include "rooms/roomview.h"
#include "rooms/searchpanel.h"
#include "saidrows.h"
#include "ui/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
namespace Told = Core::Told;

namespace {

const QString kInbox = QStringLiteral("@");
const QString kBen = QStringLiteral("@ben");
const QString kCy = QStringLiteral("@cy");

/// Connected to a server that keeps direct messages, in the lobby.
struct Page
{
    Page()
    {
        initClientResources();
        Ui::Theme::install(*qApp);
        Told::Welcome welcome;
        welcome.name = welcome.wanted = QStringLiteral("me");
        welcome.hasHistory = welcome.hasDirects = true;
        Told::RoomJoined joined;
        joined.room = QStringLiteral("lobby");
        joined.members = {QStringLiteral("ana"), QStringLiteral("me")};
        joined.memberCount = 2;
        page.apply({welcome, joined});
        page.resize(720, 480);
        page.show();
        page.activateWindow();
    }
    static Told::Direct direct(quint64 seq, const QString &from)
    {
        return {from, QString::number(seq), kFirstMillis, QStringLiteral("me"), seq};
    }
    /// Of the inbox, all from one.
    static Told::OlderPage older(quint64 from, quint64 to, const QString &name, bool hasMore = true)
    {
        Told::OlderPage page = olderPage(from, to, hasMore);
        page.room = kInbox;
        page.before = to + 1;
        for (Told::Said &one : page.entries) {
            one.room = kInbox;
            one.entry.from = name;
            one.entry.to = QStringLiteral("me");
        }
        return page;
    }
    QPlainTextEdit *edit() const { return page.composer()->findChild<QPlainTextEdit *>(); }
    bool shows(const QString &part) const
    {
        const QList<QLabel *> labels = page.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&part](const QLabel *label) {
            return label->isVisible() && label->text().contains(part);
        });
    }

    RoomsPage page{Limits{}};
};

} // namespace

class tst_DirectPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void scrollingUpLoadsOlderOnes();
    void pagesOfOthersAreGoneThrough();
    void goingThroughEnds();
    void readsWhatIsInSight();
    void searchJumpsIntoAConversation();
    void searchOpensAClosedConversation();
    void isFinal();
    void writesToSomebodyWhoIsNotHere();
    void refusesWhatIsNoName();
    void peopleHaveAMenu();
    void waitsWithoutAConnection();
};

void tst_DirectPage::scrollingUpLoadsOlderOnes()
{
    Page p;
    p.page.apply({Page::older(101, 200, QStringLiteral("ben"))});
    p.page.state()->setCurrentRoom(kBen);
    QCoreApplication::processEvents();
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    p.page.view()->verticalScrollBar()->setValue(0);
    QTRY_COMPARE(older.size(), 1);
    QCOMPARE(older[0], QVariantList({kInbox, quint64{0}}));
    p.page.apply({Page::older(1, 100, QStringLiteral("ben"), false)});
    QCOMPARE(p.page.view()->room()->rowCount(), 200);
    older.clear();
    p.page.view()->verticalScrollBar()->setValue(0);
    QCoreApplication::processEvents();
    QCOMPARE(older.size(), 0); // that was all
}

void tst_DirectPage::pagesOfOthersAreGoneThrough()
{
    Page p;
    p.page.apply({Page::direct(300, QStringLiteral("ben"))});
    p.page.state()->setCurrentRoom(kBen);
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    QTRY_VERIFY(!older.isEmpty()); // the top is in sight
    for (quint64 last = 299; last > 99; last -= 100) {
        older.clear();
        p.page.apply({Page::older(last - 99, last, QStringLiteral("cy"))});
        QCOMPARE(older.size(), 1);
    }
    p.page.apply({Page::older(50, 99, QStringLiteral("ben"), false)});
    QCOMPARE(p.page.view()->room()->rowCount(), 51);
    QCOMPARE(p.page.state()->conversation(kCy)->rowCount(), 200);
}

/// A short conversation in a long inbox must not fetch it all at once.
void tst_DirectPage::goingThroughEnds()
{
    Page p;
    p.page.apply({Page::direct(100'000, QStringLiteral("ben"))});
    p.page.state()->setCurrentRoom(kBen);
    QCoreApplication::processEvents();
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    qsizetype pages = 0;
    for (qsizetype wished = -1; wished != older.size() && pages < 1000; ++pages) {
        wished = older.size();
        const auto last = static_cast<quint64>(99'999 - pages);
        p.page.apply({Page::older(last, last, QStringLiteral("cy"))});
    }
    QVERIFY2(pages > 10 && pages < 100, qPrintable(QString::number(pages)));
}

void tst_DirectPage::readsWhatIsInSight()
{
    Page p;
    QTRY_VERIFY(p.page.isActiveWindow());
    QSignalSpy read(&p.page, &RoomsPage::readWished);
    p.page.apply({Page::direct(7, QStringLiteral("ben")), Page::direct(8, QStringLiteral("cy"))});
    QCoreApplication::processEvents();
    QCOMPARE(read.size(), 0);
    p.page.state()->setCurrentRoom(kBen);
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read[0], QVariantList({kBen, quint64{7}}));
}

void tst_DirectPage::searchJumpsIntoAConversation()
{
    Page p;
    p.page.apply({Page::older(101, 200, QStringLiteral("ben"))});
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    emit p.page.searchPanel()->jumpWished(kBen, 150);
    QCOMPARE(p.page.state()->currentRoom(), kBen);
    QCOMPARE(p.page.view()->currentIndex().data().toString(), QStringLiteral("150"));
    emit p.page.searchPanel()->jumpWished(kBen, 5); // not loaded yet
    QCOMPARE(older.size(), 1);
    QCOMPARE(older[0][0].toString(), kInbox);
    p.page.apply({Page::older(51, 100, QStringLiteral("cy"))}); // nothing of his
    QCOMPARE(older.size(), 2);
    p.page.apply({Page::older(1, 50, QStringLiteral("ben"), false)});
    QCOMPARE(p.page.view()->currentIndex().data().toString(), QStringLiteral("5"));
}

void tst_DirectPage::searchOpensAClosedConversation()
{
    Page p;
    p.page.apply({Page::older(1, 100, QStringLiteral("ben"), false)});
    p.page.state()->closeDirect(kBen);
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    emit p.page.searchPanel()->jumpWished(kBen, 5);
    QCOMPARE(p.page.state()->currentRoom(), kBen);
    QCOMPARE(older[0], QVariantList({kInbox, quint64{101}}));
    p.page.apply({Page::older(1, 100, QStringLiteral("ben"), false)});
    QCOMPARE(p.page.view()->currentIndex().data().toString(), QStringLiteral("5"));
}

/// docs/protocol.md §9.12: nothing changes a direct message, so nothing is offered that would.
void tst_DirectPage::isFinal()
{
    Page p;
    Told::Direct mine = Page::direct(7, QStringLiteral("me"));
    mine.to = QStringLiteral("ben");
    mine.isOwn = true;
    p.page.apply({mine});
    p.page.state()->setCurrentRoom(kBen);
    QCoreApplication::processEvents();
    p.page.view()->setCurrentIndex(p.page.view()->room()->index(0));
    QTest::keyClick(p.page.view(), Qt::Key_Return);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    for (const QAction *action : menu->actions()) {
        for (const char *change : {"Edit", "Delete", "React", "Reply"})
            QVERIFY2(action->text() != QLatin1String(change), change);
    }
    menu->close();
    QSignalSpy edit(&p.page, &RoomsPage::editWished);
    QTest::keyClick(p.edit(), Qt::Key_Up);
    QCOMPARE(p.page.composer()->text(), QString());
    QTest::keyClicks(p.edit(), QStringLiteral("x"));
    QTest::keyClick(p.edit(), Qt::Key_Return);
    QCOMPARE(edit.size(), 0);
}

void tst_DirectPage::writesToSomebodyWhoIsNotHere()
{
    Page p;
    QSignalSpy direct(&p.page, &RoomsPage::directWished);
    p.page.dialogs()->askWriteTo();
    p.page.dialogs()->question()->field()->setText(QStringLiteral("zoe"));
    QTest::keyClick(p.page.dialogs()->question()->field(), Qt::Key_Return);
    QCOMPARE(p.page.state()->currentRoom(), QStringLiteral("@zoe"));
    QVERIFY(!p.page.dialogs()->question() || !p.page.dialogs()->question()->isVisible());
    QVERIFY(p.shows(QStringLiteral("later if away now")));
    QTest::keyClicks(p.edit(), QStringLiteral("psst"));
    QTest::keyClick(p.edit(), Qt::Key_Return);
    QCOMPARE(direct[0], QVariantList({QStringLiteral("zoe"), QStringLiteral("psst")}));
    Told::Own own;
    own.item.id = QStringLiteral("d1");
    own.item.room = QStringLiteral("@zoe");
    own.item.text = QStringLiteral("psst");
    own.state = Told::Own::State::Sent;
    p.page.apply({own});
    own.state = Told::Own::State::Failed;
    own.code = QStringLiteral("no_such_client");
    p.page.apply({own});
    QVERIFY(p.shows(QStringLiteral("nobody of this name is here, or was here before")));
}

void tst_DirectPage::refusesWhatIsNoName()
{
    Page p;
    p.page.dialogs()->askWriteTo();
    p.page.dialogs()->question()->field()->setText(QStringLiteral("z o e"));
    QTest::keyClick(p.page.dialogs()->question()->field(), Qt::Key_Return);
    QVERIFY(p.page.dialogs()->question()->problem().startsWith(QStringLiteral("This cannot be a name")));
    QCOMPARE(p.page.state()->currentRoom(), QStringLiteral("lobby"));
    p.page.dialogs()->question()->field()->setText(QStringLiteral("@zoe")); // as the window writes it
    QTest::keyClick(p.page.dialogs()->question()->field(), Qt::Key_Return);
    QCOMPARE(p.page.state()->currentRoom(), QStringLiteral("@zoe"));
}

void tst_DirectPage::peopleHaveAMenu()
{
    Page p;
    QListView *people = p.page.peopleList();
    const auto menuOf = [people](int row) {
        emit people->customContextMenuRequested(people->visualRect(people->model()->index(row, 0)).center());
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    };
    QMenu *own = menuOf(1);
    QVERIFY(own);
    QCOMPARE(own->actions().size(), 1); // nothing to oneself
    own->actions().first()->trigger();
    own->close();
    QVERIFY(p.page.dialogs()->question());
    p.page.dialogs()->finish();
    QMenu *ana = menuOf(0);
    QVERIFY(ana);
    ana->actions().first()->trigger();
    ana->close();
    QCOMPARE(p.page.state()->currentRoom(), QStringLiteral("@ana"));
}

void tst_DirectPage::waitsWithoutAConnection()
{
    Page p;
    p.page.state()->setCurrentRoom(p.page.state()->openDirect(QStringLiteral("ben")));
    p.page.apply({Told::Lost{}});
    QSignalSpy direct(&p.page, &RoomsPage::directWished);
    QTest::keyClicks(p.edit(), QStringLiteral("later"));
    QTest::keyClick(p.edit(), Qt::Key_Return);
    QCOMPARE(direct.size(), 1); // the core keeps it
}

QTEST_MAIN(tst_DirectPage)
#include "tst_directpage.moc"
