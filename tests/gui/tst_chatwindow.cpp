// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatfixture.h"
#include "rooms/noticestrip.h"
#include "rooms/reconnectbar.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomlistdialog.h"
#include "rooms/searchpanel.h"

#include <QAction>
#include <QCheckBox>
#include <QListView>
#include <QListWidget>
#include <QTreeView>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using namespace Qt::StringLiterals;
using App::ClientKind;
using App::LinkState;

/// The window of protocol 1 joined to a client and a real server.
class tst_ChatWindow : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void talks();
    void firstTryThatFailsStaysInTheForm();
    void comesBackAndSendsWhatWaited();
    void goesOnInAnotherWindow();
    void commandsAreCarriedOut();
    void wrongCommandIsKeptAndExplained();
    void tooLongIsKept();
    void roomsAreMadeAndFound();
    void othersAreInvited();
    void writesToOnePerson();
    void directMessagesOutliveTheWindow();
    void findsWhatWasSaid();
    void cancelledReconnectingRests();
    void anotherServerHasOtherRooms();
    void titleNamesRoomAndServer();
    void otherServersAreNotTriedAgain();
};

void tst_ChatWindow::talks()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    QVERIFY(ana.window->areRoomsShown());
    QVERIFY(!ana.window->header()->isVisible());
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ben.hasJoined());
    ana.write(u"hello"_s);
    QTRY_COMPARE(ben.posts(), QStringList{u"ana: hello"_s});
    ben.write(u"hi"_s);
    QTRY_COMPARE(ana.posts(), (QStringList{u"me: hello"_s, u"ben: hi"_s}));
    QTRY_COMPARE(ben.posts(), (QStringList{u"ana: hello"_s, u"me: hi"_s}));
}

void tst_ChatWindow::firstTryThatFailsStaysInTheForm()
{
    Class lesson;
    lesson.stop();
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.window->form()->errorStrip()->sentence().startsWith(u"Nothing listens on"_s));
    QVERIFY(ana.window->isFormShown());
    QTRY_VERIFY(ana.isIn(LinkState::Idle)); // and does not try on behind the user's back
    lesson.start();
    ana.window->form()->submit();
    QTRY_VERIFY(ana.hasJoined());
}

void tst_ChatWindow::comesBackAndSendsWhatWaited()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.write(u"one"_s);
    QTRY_COMPARE(ana.posts(), QStringList{u"me: one"_s});
    lesson.stop();
    QTRY_VERIFY(ana.isIn(LinkState::Waiting));
    QVERIFY(ana.page()->reconnectBar()->isVisible());
    ana.write(u"two"_s);
    QTRY_COMPARE(ana.posts(), (QStringList{u"me: one"_s, u"me: two (waiting)"_s}));
    lesson.start();
    ana.page()->reconnectBar()->nowButton()->click();
    QTRY_COMPARE(ana.posts(), (QStringList{u"me: one"_s, u"me: two"_s}));
    QVERIFY(!ana.page()->reconnectBar()->isVisible());
}

void tst_ChatWindow::goesOnInAnotherWindow()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"client.sqlite"_s);
    Class lesson;
    {
        Window ana(lesson.command(u"ana"_s, file));
        QTRY_VERIFY(ana.hasJoined());
        ana.write(u"one"_s);
        QTRY_COMPARE(ana.posts(), QStringList{u"me: one"_s});
        ana.write(u"/join lab"_s);
        QTRY_VERIFY(ana.hasJoined(u"lab"_s));
        lesson.stop();
        QTRY_VERIFY(ana.isIn(LinkState::Waiting));
        ana.write(u"two"_s);
        QTRY_COMPARE(ana.posts(u"lab"_s), QStringList{u"me: two (waiting)"_s});
    }
    lesson.start();
    Window ana(lesson.command({}, file));
    QTRY_COMPARE(ana.posts(u"lab"_s), QStringList{u"me: two"_s});
    ana.page()->state()->setCurrentRoom(u"lobby"_s);
    QTRY_COMPARE(ana.posts(), QStringList{u"me: one"_s});
    QCOMPARE(ana.page()->state()->ownName(), u"ana"_s);
}

void tst_ChatWindow::commandsAreCarriedOut()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.write(u"/topic chalk and wire"_s);
    QTRY_COMPARE(ana.page()->state()->topic(u"lobby"_s), u"chalk and wire"_s);
    ana.write(u"/nick anna"_s);
    QTRY_COMPARE(ana.page()->state()->ownName(), u"anna"_s);
    ana.write(u"//join is a command"_s);
    QTRY_COMPARE(ana.posts(), QStringList{u"me: /join is a command"_s});
    ana.write(u"/join lab"_s);
    QTRY_VERIFY(ana.hasJoined(u"lab"_s));
    ana.write(u"/leave"_s);
    QTRY_VERIFY(!ana.page()->state()->conversation(u"lab"_s));
    QCOMPARE(ana.posts(), QStringList{u"me: /join is a command"_s}); // no command was said
}

void tst_ChatWindow::wrongCommandIsKeptAndExplained()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.write(u"/jion lab"_s);
    QCOMPARE(ana.page()->composer()->text(), u"/jion lab"_s);
    QVERIFY(ana.posts().isEmpty());
    ana.write(u"/join no name"_s);
    QCOMPARE(ana.page()->composer()->text(), u"/join no name"_s);
}

void tst_ChatWindow::tooLongIsKept()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    const qint64 most = Limits().maxTextBytes;
    ana.write(QString(most, u'x'));
    QTRY_COMPARE(ana.posts().size(), 1);
    ana.write(QString(most + 1, u'y'));
    QTRY_COMPARE(ana.page()->composer()->text().size(), most + 1);
    QCOMPARE(ana.posts().size(), 1);
}

void tst_ChatWindow::roomsAreMadeAndFound()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ana.hasJoined() && ben.hasJoined());
    ana.window->actions()->newRoom->trigger();
    ana.answer(u"art"_s);
    QTRY_VERIFY(ana.hasJoined(u"art"_s));
    ben.window->actions()->newRoom->trigger();
    ben.answer(u"no name"_s);
    QTRY_VERIFY(!ben.page()->dialogs()->question()->problem().isEmpty());
    ben.page()->dialogs()->question()->option()->setChecked(true);
    ben.answer(u"art"_s); // it is there, and not private
    QTRY_VERIFY(ben.page()->dialogs()->question()->problem().contains(u"there is a room of this name"_s));
    QCOMPARE(ben.page()->state()->rooms()->rowCount(), 1);
    ben.page()->dialogs()->finish();
    ben.window->actions()->listRooms->trigger();
    RoomListDialog *list = ben.page()->dialogs()->roomList();
    QTRY_COMPARE(list->list()->model()->rowCount(), 2);
    list->list()->setCurrentIndex(list->list()->model()->index(0, 0));
    list->joinButton()->click();
    QTRY_VERIFY(ben.hasJoined(u"art"_s));
}

void tst_ChatWindow::othersAreInvited()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ana.hasJoined() && ben.hasJoined());
    ana.window->actions()->newRoom->trigger();
    ana.page()->dialogs()->question()->option()->setChecked(true);
    ana.answer(u"staff"_s);
    QTRY_VERIFY(ana.hasJoined(u"staff"_s));
    ana.window->actions()->invite->trigger();
    QTRY_COMPARE(ana.page()->dialogs()->question()->choices()->count(), 1);
    ana.answer(u"nobody"_s);
    QTRY_VERIFY(!ana.page()->dialogs()->question()->problem().isEmpty());
    ana.answer(u"ben"_s);
    QTRY_VERIFY(ben.page()->notices()->isVisible());
    QTRY_VERIFY(!ana.page()->dialogs()->question());
    ben.page()->notices()->joinButton()->click();
    QTRY_VERIFY(ben.hasJoined(u"staff"_s));
    ben.window->actions()->topic->trigger();
    ben.answer(u"marks"_s);
    QTRY_COMPARE(ana.page()->state()->topic(u"staff"_s), u"marks"_s);
    ben.window->actions()->rename->trigger();
    ben.answer(u"benny"_s);
    QTRY_COMPARE(ben.page()->state()->ownName(), u"benny"_s);
    QTRY_VERIFY(!ben.page()->dialogs()->question());
}

void tst_ChatWindow::writesToOnePerson()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    Window ben(lesson.command(u"ben"_s));
    QTRY_VERIFY(ana.hasJoined() && ben.hasJoined());
    ana.write(u"/msg ben only you"_s);
    QTRY_COMPARE(ana.page()->state()->currentRoom(), u"@ben"_s);
    QTRY_COMPARE(ben.posts(u"@ana"_s), QStringList{u"ana: only you"_s});
    QTRY_COMPARE(ana.posts(u"@ben"_s), QStringList{u"me: only you"_s});
    QVERIFY(ana.posts().isEmpty());
}

void tst_ChatWindow::directMessagesOutliveTheWindow()
{
    const QTemporaryDir state;
    Class lesson;
    {
        Window ben(lesson.command(u"ben"_s, state.filePath(u"ben.sqlite"_s)));
        QTRY_VERIFY(ben.hasJoined());
    }
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.page()->dialogs()->askWriteTo();
    ana.answer(u"ben"_s); // who is not here
    ana.write(u"needle one"_s);
    ana.write(u"two"_s);
    QTRY_COMPARE(ana.posts(u"@ben"_s), (QStringList{u"me: needle one"_s, u"me: two"_s}));
    ana.page()->dialogs()->askWriteTo();
    ana.answer(u"nobody"_s);
    ana.write(u"psst"_s);
    QTRY_COMPARE(ana.posts(u"@nobody"_s), QStringList{u"me: psst (waiting)"_s});
    const auto unreadOf = [](const Window &window, const QString &room) {
        const int row = window.page() ? window.page()->state()->rooms()->find(room) : -1;
        return row < 0 ? -1 : window.page()->state()->rooms()->item(row).unread;
    };
    for (int run = 0; run < 2; ++run) { // the second time they are no news, and still not read
        Window ben(lesson.command(u"ben"_s, state.filePath(u"ben.sqlite"_s)));
        QTRY_COMPARE(unreadOf(ben, u"@ana"_s), 2);
        QTRY_COMPARE(ben.posts(u"@ana"_s), (QStringList{u"ana: needle one"_s, u"ana: two"_s}));
        if (run == 0)
            continue;
        ben.page()->searchPanel()->searchFor(u"needle in:@ana"_s);
        QTRY_COMPARE(ben.page()->searchPanel()->list()->model()->rowCount(), 1);
        emit ben.page()->searchPanel()->list()->activated(
            ben.page()->searchPanel()->list()->model()->index(0, 0));
        QCOMPARE(ben.page()->state()->currentRoom(), u"@ana"_s);
        QCOMPARE(ben.page()->view()->currentIndex().data().toString(), u"needle one"_s);
        QTRY_COMPARE(unreadOf(ben, u"@ana"_s), 0);
    }
}

void tst_ChatWindow::findsWhatWasSaid()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.write(u"needle"_s);
    QTRY_COMPARE(ana.posts(), QStringList{u"me: needle"_s});
    ana.window->actions()->search->trigger();
    ana.page()->searchPanel()->field()->setText(u"need*"_s);
    ana.page()->searchPanel()->search();
    QTRY_COMPARE(ana.page()->searchPanel()->list()->model()->rowCount(), 1);
    ana.write(u"needles"_s);
    QTRY_COMPARE(ana.posts().size(), 2);
    ana.page()->endSearch();
    ana.write(u"/search need*"_s);
    QVERIFY(QTest::qWaitFor([&ana] { return ana.page()->searchPanel()->isVisible(); }));
    QTRY_COMPARE(ana.page()->searchPanel()->list()->model()->rowCount(), 2);
}

void tst_ChatWindow::cancelledReconnectingRests()
{
    Class lesson;
    Window ana(lesson.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    lesson.stop();
    QTRY_VERIFY(ana.isIn(LinkState::Waiting));
    ana.page()->reconnectBar()->cancelButton()->click();
    QTRY_VERIFY(ana.isIn(LinkState::Idle));
    QVERIFY(ana.page()->reconnectBar()->isVisible());
    lesson.start();
    ana.window->actions()->connectAgain->trigger();
    QTRY_VERIFY(ana.hasJoined());
}

void tst_ChatWindow::anotherServerHasOtherRooms()
{
    Class one;
    Class two;
    Window ana(one.command(u"ana"_s));
    QTRY_VERIFY(ana.hasJoined());
    ana.write(u"for one"_s);
    QTRY_COMPARE(ana.posts(), QStringList{u"me: for one"_s});
    ana.window->showForm();
    ana.window->form()->setRequest(two.command({}).target->text(), ClientKind::Chat, u"ana"_s, {});
    ana.window->form()->submit();
    QTRY_VERIFY(ana.window->areRoomsShown() && ana.hasJoined());
    QVERIFY(ana.posts().isEmpty());
}

void tst_ChatWindow::titleNamesRoomAndServer()
{
    Class lesson;
    const App::ClientCommand command = lesson.command(u"ana"_s);
    Window ana(command);
    QTRY_VERIFY(ana.hasJoined());
    QCOMPARE(ana.window->windowTitle(), u"lobby – %1 – Chalkwire Client"_s.arg(command.target->text()));
    ana.window->showForm();
    QCOMPARE(ana.window->windowTitle(), u"Chalkwire Client"_s);
}

void tst_ChatWindow::otherServersAreNotTriedAgain()
{
    ClientFixture f;
    QVERIFY(f.connectAs(ClientKind::Chat, u"ana"_s));
    f.peer->write("accepted");
    QTRY_VERIFY(f.isIn(LinkState::Ended)); // not Waiting
    const QString sentence = f.window->rooms()->reconnectBar()->sentence();
    QVERIFY(sentence.startsWith(f.address() + u" is no Chalkwire chat server."_s));
}

QTEST_MAIN(tst_ChatWindow)
#include "tst_chatwindow.moc"
