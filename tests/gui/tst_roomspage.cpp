// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page of rooms: what it shows of what it is told, and what it wishes for.
#include "clientapplication.h"
#include "errorstrip.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/noticestrip.h"
#include "rooms/reconnectbar.h"
#include "rooms/roomheader.h"
#include "rooms/roomspage.h"
#include "rooms/roomview.h"
#include "rooms/searchpanel.h"
#include "saidrows.h"
#include "ui/language.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
namespace Told = Core::Told;

namespace {

const QString kLobby = QStringLiteral("lobby");
const QString kLab = QStringLiteral("lab-2");

Told::RoomJoined joined(const QString &room)
{
    Told::RoomJoined joined;
    joined.room = room;
    joined.topic = QStringLiteral("about <b>%1</b>").arg(room);
    joined.members = {QStringLiteral("ana"), QStringLiteral("me")};
    joined.memberCount = 2;
    return joined;
}

struct Page
{
    Page()
    {
        initClientResources();
        Ui::Theme::install(*qApp);
        Told::Welcome welcome;
        welcome.name = welcome.wanted = QStringLiteral("me");
        welcome.hasHistory = true;
        page.apply({welcome, joined(kLobby), joined(kLab)});
        page.resize(720, 480);
        page.show();
        page.activateWindow();
    }
    QPlainTextEdit *edit() const { return page.composer()->findChild<QPlainTextEdit *>(); }
    void write(const QString &text) const
    {
        QTest::keyClicks(edit(), text);
        QTest::keyClick(edit(), Qt::Key_Return);
    }
    void sayMine(quint64 seq, const QString &text)
    {
        Told::Said mine = said(seq, text, QStringLiteral("me"));
        mine.isOwn = true;
        page.apply({mine});
    }
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

class tst_RoomsPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void showsTheRoom();
    void saysTheRulesOfTheRoom();
    void switchesRooms();
    void wishesForPosts();
    void wishesForEdits();
    void directsGoToTheirPerson();
    void joinsAndLeaves();
    void readsOnlyWhatIsInSight();
    void searchJumps();
    void searchLoadsWhatIsFurtherBack();
    void saysWhatIsWrong();
    void noticesAreNoErrors();
    void announcementsStandInEveryRoom();
    void worksWithoutAConnection();
    void worksWithoutRooms();
    void everyPaneIsReached();
    void everyControlHasAName();
    void nothingIsClipped_data();
    void nothingIsClipped();
};

void tst_RoomsPage::showsTheRoom()
{
    Page p;
    p.page.apply({said(1, QStringLiteral("hello")), Told::Lag{Micros(8000)},
                  Told::Typing{kLobby, QStringLiteral("ana")}});
    QCOMPARE(p.page.view()->room()->rowCount(), 1);
    QVERIFY(p.shows(kLobby) && p.shows(QStringLiteral("about <b>lobby</b>")));
    QVERIFY(p.shows(QStringLiteral("2 people")) && p.shows(QStringLiteral("8 ms")));
    QVERIFY(p.shows(QStringLiteral("is typing")));
    p.page.apply({Told::Members{kLobby, {QStringLiteral("ana")}, 5}});
    QVERIFY(p.shows(QStringLiteral("4 more who are not listed")));
    for (const QLabel *label : p.page.findChildren<QLabel *>())
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
}

void tst_RoomsPage::saysTheRulesOfTheRoom()
{
    Page p;
    QVERIFY(!p.shows(QStringLiteral("private")) && !p.shows(QStringLiteral("keeps messages")));
    Told::RoomJoined lobby = joined(kLobby);
    lobby.isPrivate = true;
    lobby.keepDays = 30;
    p.page.apply({lobby});
    QVERIFY(p.shows(QStringLiteral("private  ·  keeps messages for 30 days  ·  2 people")));
    p.page.apply({Told::RoomRules{kLobby, 1}, Told::RoomRules{kLab, 7}});
    QVERIFY(p.shows(QStringLiteral("keeps messages for 1 day  ·")));
    p.page.state()->setCurrentRoom(kLab);
    QVERIFY(p.shows(QStringLiteral("keeps messages for 7 days")) && !p.shows(QStringLiteral("private")));
    p.page.apply({Told::RoomRules{kLab, 0}});
    QVERIFY(!p.shows(QStringLiteral("keeps messages")));
}

void tst_RoomsPage::switchesRooms()
{
    Page p;
    QTest::keyClicks(p.edit(), QStringLiteral("draft"));
    p.page.roomList()->setCurrentIndex(p.page.roomList()->model()->index(1, 0));
    QCOMPARE(p.page.state()->currentRoom(), kLab);
    QCOMPARE(p.page.view()->room()->room(), kLab);
    QCOMPARE(p.page.composer()->text(), QString());
    QVERIFY(p.page.roomList()->model()->index(0, 0).data(RoomsModel::DraftRole).toBool());
    p.page.apply({Told::RoomLeft{kLab}});
    QCOMPARE(p.page.roomList()->currentIndex().row(), 0);
    QCOMPARE(p.page.composer()->text(), QStringLiteral("draft"));
}

void tst_RoomsPage::wishesForPosts()
{
    Page p;
    p.page.apply({said(7, QStringLiteral("hello?"))});
    QSignalSpy post(&p.page, &RoomsPage::postWished);
    QSignalSpy typed(&p.page, &RoomsPage::typed);
    p.write(QStringLiteral("hi"));
    QCOMPARE(typed.size(), 2);
    QCOMPARE(post[0], QVariantList({kLobby, QStringLiteral("hi"), quint64{0}}));
    emit p.page.view()->replyWished(7);
    QVERIFY(p.shows(QStringLiteral("hello?")));
    p.write(QStringLiteral("yes"));
    QCOMPARE(post[1], QVariantList({kLobby, QStringLiteral("yes"), quint64{7}}));
    emit p.page.view()->replyWished(99); // not there
    QCOMPARE(p.page.composer()->repliesTo(), 0U);
}

void tst_RoomsPage::wishesForEdits()
{
    Page p;
    p.sayMine(7, QStringLiteral("helo"));
    QSignalSpy edit(&p.page, &RoomsPage::editWished);
    QSignalSpy remove(&p.page, &RoomsPage::removeWished);
    QSignalSpy react(&p.page, &RoomsPage::reactWished);
    QTest::keyClick(p.edit(), Qt::Key_Up);
    QCOMPARE(p.page.composer()->corrects(), 7U);
    p.write(QStringLiteral("!"));
    QCOMPARE(edit[0], QVariantList({kLobby, quint64{7}, QStringLiteral("helo!")}));
    emit p.page.view()->removeWished(7);
    QCOMPARE(remove[0], QVariantList({kLobby, quint64{7}}));
    emit p.page.view()->reactWished(7, QStringLiteral("+"));
    QCOMPARE(react[0], QVariantList({kLobby, quint64{7}, QStringLiteral("+")}));
}

void tst_RoomsPage::directsGoToTheirPerson()
{
    Page p;
    QSignalSpy direct(&p.page, &RoomsPage::directWished);
    QSignalSpy post(&p.page, &RoomsPage::postWished);
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    p.page.joinField()->setText(QStringLiteral("@ben"));
    QTest::keyClick(p.page.joinField(), Qt::Key_Return);
    QCOMPARE(p.page.state()->currentRoom(), QStringLiteral("@ben"));
    older.clear();
    p.write(QStringLiteral("psst"));
    QCOMPARE(direct[0], QVariantList({QStringLiteral("ben"), QStringLiteral("psst")}));
    QCOMPARE(post.size(), 0);
    p.page.state()->writeDirect(QStringLiteral("d1"), QStringLiteral("ben"), QStringLiteral("psst"));
    emit p.page.view()->retryWished(QStringLiteral("d1")); // has not failed
    QCOMPARE(direct.size(), 1);
    Told::RequestFailed failed;
    failed.what = Told::Request::Direct;
    failed.id = QStringLiteral("d1");
    p.page.apply({failed});
    emit p.page.view()->retryWished(QStringLiteral("d1"));
    QCOMPARE(direct.size(), 2);
    QCOMPARE(p.page.view()->room()->rowCount(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(older.size(), 0); // nobody keeps what was said
    p.page.apply({Told::Lost{}});
    p.write(QStringLiteral("later"));
    QCOMPARE(direct.size(), 2);
    QCOMPARE(p.page.composer()->text(), QStringLiteral("later"));
}

void tst_RoomsPage::joinsAndLeaves()
{
    Page p;
    QSignalSpy join(&p.page, &RoomsPage::joinWished);
    QSignalSpy leave(&p.page, &RoomsPage::leaveWished);
    p.page.joinField()->setText(QStringLiteral(" art "));
    QTest::keyClick(p.page.joinField(), Qt::Key_Return);
    QTest::keyClick(p.page.joinField(), Qt::Key_Return); // empty now
    QCOMPARE(join.size(), 1);
    QCOMPARE(join[0][0].toString(), QStringLiteral("art"));
    emit p.page.roomList()->customContextMenuRequested(
        p.page.roomList()->visualRect(p.page.roomList()->model()->index(1, 0)).center());
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    menu->actions().last()->trigger();
    menu->close();
    QCOMPARE(leave[0][0].toString(), kLab);
}

void tst_RoomsPage::readsOnlyWhatIsInSight()
{
    Page p;
    QTRY_VERIFY(p.page.isActiveWindow());
    QSignalSpy read(&p.page, &RoomsPage::readWished);
    p.page.apply({said(7, QStringLiteral("hello"))});
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read[0], QVariantList({kLobby, quint64{7}}));
    QWidget other; // somebody else's window is in front
    other.show();
    other.activateWindow();
    QTRY_VERIFY(!p.page.isActiveWindow());
    p.page.apply({said(8, QStringLiteral("hello"))});
    QCoreApplication::processEvents();
    QCOMPARE(read.size(), 1);
    p.page.activateWindow();
    QTRY_COMPARE(read.size(), 2);
}

void tst_RoomsPage::searchJumps()
{
    Page p;
    for (quint64 seq = 1; seq <= 100; ++seq) {
        Told::Said post = said(seq, QStringLiteral("x"));
        post.room = kLab;
        p.page.apply({post});
    }
    p.page.startSearch();
    QVERIFY(p.page.searchPanel()->isVisible());
    emit p.page.searchPanel()->jumpWished(kLab, 5);
    QCOMPARE(p.page.state()->currentRoom(), kLab);
    QCOMPARE(p.page.view()->currentIndex().row(), 4);
    emit p.page.searchPanel()->jumpWished(QStringLiteral("nowhere"), 5);
    QVERIFY(p.shows(QStringLiteral("You are not in the room")));
    emit p.page.searchPanel()->closeWished();
    QVERIFY(!p.page.searchPanel()->isVisible() && p.page.peopleList()->isVisible());
}

void tst_RoomsPage::searchLoadsWhatIsFurtherBack()
{
    Page p;
    p.page.apply({said(1000, QStringLiteral("x"))});
    QCoreApplication::processEvents();
    QSignalSpy older(&p.page, &RoomsPage::olderWished);
    emit p.page.searchPanel()->jumpWished(kLobby, 998);
    QCOMPARE(older.size(), 1);
    p.page.apply({Told::OlderPage{kLobby, {said(999, QStringLiteral("x"))}, true}});
    QVERIFY(older.size() >= 2);
    p.page.apply({Told::OlderPage{kLobby, {said(998, QStringLiteral("found"))}, true}});
    QCOMPARE(p.page.view()->currentIndex().data().toString(), QStringLiteral("found"));
    emit p.page.searchPanel()->jumpWished(kLobby, 5);
    p.page.apply({Told::OlderPage{kLobby, {said(997, QStringLiteral("x"))}, false}});
    QVERIFY(p.shows(QStringLiteral("too far back")));
}

void tst_RoomsPage::saysWhatIsWrong()
{
    Page p;
    p.page.apply({Told::ServerError{QStringLiteral("storage_failed"), QStringLiteral("<b>")}});
    QVERIFY(p.shows(QStringLiteral("the server cannot store it now")));
    p.write(QStringLiteral("x"));
    QVERIFY(!p.shows(QStringLiteral("the server cannot store it now")));
    p.page.apply({Told::RoomRefused{QStringLiteral("staff"), QStringLiteral("private_room"), {}}});
    p.page.state()->setCurrentRoom(QStringLiteral("staff"));
    QVERIFY(p.shows(QStringLiteral("You are not in this room")));
}

void tst_RoomsPage::noticesAreNoErrors()
{
    Page p;
    QSignalSpy join(&p.page, &RoomsPage::joinWished);
    p.page.apply({Told::Invitation{QStringLiteral("art"), QStringLiteral("ana")},
                  Told::Announcement{QStringLiteral("Tea is ready")}});
    QVERIFY(p.page.notices()->isVisible());
    QVERIFY(!p.page.findChild<ErrorStrip *>()->isVisible());
    p.write(QStringLiteral("x")); // answers no invitation
    QVERIFY(p.page.notices()->isVisible());
    QVERIFY(p.shows(QStringLiteral("Tea is ready"))); // before what came earlier and can wait
    p.page.notices()->closeButton()->click();
    p.page.notices()->joinButton()->click();
    QCOMPARE(join[0][0].toString(), QStringLiteral("art"));
    QCOMPARE(p.page.view()->room()->rowCount(), 1); // and stands in the room
    QVERIFY(p.page.view()->room()->index(0).data().toString().endsWith(QStringLiteral("Tea is ready\u2069")));
    p.page.apply({Told::Invitation{kLab, QStringLiteral("ana")}, joined(kLab)}); // came in by itself
    QVERIFY(!p.page.notices()->isVisible());
}

void tst_RoomsPage::announcementsStandInEveryRoom()
{
    Page p;
    const QString ben = p.page.state()->openDirect(QStringLiteral("ben"));
    p.page.apply({Told::Announcement{QStringLiteral("Tea is ready")}});
    for (const QString &room : {kLab, ben, kLobby}) {
        p.page.state()->setCurrentRoom(room);
        QVERIFY(p.page.notices()->isVisible()); // above all of them, until it is put away
        QCOMPARE(p.page.view()->room()->rowCount(), 1);
        QVERIFY(p.page.view()->room()->index(0).data().toString().contains(QStringLiteral("Tea is ready")));
    }
    p.page.notices()->closeButton()->click();
    QVERIFY(!p.page.notices()->isVisible());
    QCOMPARE(p.page.state()->rooms()->totalUnread(), 0); // nobody has to look for it
}

void tst_RoomsPage::worksWithoutAConnection()
{
    Page p;
    p.page.apply({said(1, QStringLiteral("hello")), Told::Lost{}});
    QSignalSpy post(&p.page, &RoomsPage::postWished);
    p.write(QStringLiteral("later"));
    QCOMPARE(post.size(), 1); // it waits
    QVERIFY(!p.shows(QStringLiteral("2 people")));
    QVERIFY(p.shows(QStringLiteral("Nobody is here")));
    QCOMPARE(p.page.view()->room()->rowCount(), 1);
}

void tst_RoomsPage::worksWithoutRooms()
{
    Page p;
    p.page.apply({Told::RoomLeft{kLobby}, Told::RoomLeft{kLab}});
    QSignalSpy post(&p.page, &RoomsPage::postWished);
    QVERIFY(p.shows(QStringLiteral("No room is open")));
    p.write(QStringLiteral("x"));
    QCOMPARE(post.size(), 0);
    QVERIFY(!p.page.grab().isNull());
    p.page.apply({joined(kLobby)});
    QVERIFY(p.shows(QStringLiteral("Nobody has said anything yet")));
}

void tst_RoomsPage::everyPaneIsReached()
{
    Page p;
    QTRY_VERIFY(p.page.isActiveWindow());
    for (QWidget *pane : p.page.panes()) {
        pane->setFocus(Qt::ShortcutFocusReason);
        QVERIFY(QApplication::focusWidget());
        QVERIFY(QApplication::focusWidget() == pane || pane->isAncestorOf(QApplication::focusWidget()));
    }
    p.page.startSearch();
    QVERIFY(p.page.panes().contains(p.page.searchPanel()->field()));
    QVERIFY(!p.page.panes().contains(p.page.peopleList()));
}

void tst_RoomsPage::everyControlHasAName()
{
    Page p;
    p.page.startSearch();
    p.page.reconnectBar()->wait(QDeadlineTimer(9000), 1, QStringLiteral("host:1"), QStringLiteral("refused"));
    for (const QWidget *widget : p.page.findChildren<QWidget *>()) {
        const bool isReached =
            widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && !widget->focusProxy();
        if (!isReached || qobject_cast<const QLabel *>(widget))
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(),
                 qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void tst_RoomsPage::nothingIsClipped_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("english") << QStringLiteral("en");
    QTest::newRow("chinese") << QStringLiteral("zh_CN");
}

void tst_RoomsPage::nothingIsClipped()
{
    QFETCH(QString, language);
    Page p;
    Ui::LanguageSwitcher languages({QStringLiteral("client")});
    languages.setLanguage(language);
    p.page.reconnectBar()->wait(QDeadlineTimer(9000), 1, QStringLiteral("host:1"), QStringLiteral("refused"));
    p.page.startSearch();
    QCoreApplication::processEvents();
    QCOMPARE(p.page.size(), QSize(720, 480));
    for (const QAbstractButton *button : p.page.findChildren<QAbstractButton *>()) {
        const bool isQts = qobject_cast<const QLineEdit *>(button->parentWidget()); // inside the field
        if (!button->isVisible() || button->window() != &p.page || isQts)
            continue;
        const QRect place(button->mapTo(&p.page, QPoint(0, 0)), button->size());
        QVERIFY2(p.page.rect().contains(place) && button->width() >= button->minimumSizeHint().width(),
                 qPrintable(button->accessibleName()));
    }
    languages.setLanguage(QStringLiteral("en"));
}

QTEST_MAIN(tst_RoomsPage)
#include "tst_roomspage.moc"
