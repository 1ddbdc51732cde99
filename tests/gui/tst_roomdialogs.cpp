// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about rooms: what they ask for, and how they end.
#include "rooms/askdialog.h"
#include "rooms/chatstate.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomlistdialog.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
namespace Told = Core::Told;

namespace {

const QString kLobby = QStringLiteral("lobby");
const QString kLab = QStringLiteral("lab");

Told::RoomJoined joined(const QString &room)
{
    Told::RoomJoined joined;
    joined.room = room;
    joined.topic = QStringLiteral("tea");
    joined.members = {QStringLiteral("ana"), QStringLiteral("me")};
    joined.memberCount = 2;
    return joined;
}

struct Asked
{
    Asked()
    {
        Ui::Theme::install(*qApp);
        Told::Welcome welcome;
        welcome.name = welcome.wanted = QStringLiteral("me");
        welcome.hasHistory = true;
        state.apply({welcome, joined(kLobby)});
    }
    /// Writes it and presses Enter.
    void answer(const QString &text) const
    {
        dialogs.question()->field()->setText(text);
        QTest::keyClick(dialogs.question()->field(), Qt::Key_Return);
    }
    bool isOpen() const { return dialogs.question() && dialogs.question()->isVisible(); }
    static QStringList texts(const QMenu &menu)
    {
        QStringList texts;
        for (const QAction *action : menu.actions())
            texts.append(action->text());
        return texts;
    }

    QWidget page;
    ChatState state;
    RoomDialogs dialogs{&state, &page};
};

} // namespace

class tst_RoomDialogs : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void newRoomIsMade();
    void newRoomIsRefusedInPlace();
    void nameChanges();
    void topicIsSet();
    void invitesWhoIsElsewhere();
    void writesToAnybody();
    void oneQuestionAtATime();
    void roomsArePicked();
    void listNeedsAConnection();
    void menusLeadThere();
};

void tst_RoomDialogs::newRoomIsMade()
{
    Asked f;
    QSignalSpy wished(&f.dialogs, &RoomDialogs::newRoomWished);
    f.dialogs.askNewRoom();
    QVERIFY(f.isOpen() && !f.dialogs.question()->isModal());
    QVERIFY(!f.dialogs.question()->acceptButton()->isEnabled()); // without a name
    f.dialogs.question()->option()->setChecked(true);
    f.answer(QStringLiteral(" Lab "));
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished[0], QVariantList({QStringLiteral("Lab"), true}));
    QTest::keyClick(f.dialogs.question()->field(), Qt::Key_Return); // on its way already
    QCOMPARE(wished.size(), 1);
    f.state.apply({joined(QStringLiteral("other"))});
    QVERIFY(f.isOpen());
    f.state.apply({joined(kLab)});
    QVERIFY(!f.isOpen());
    QCOMPARE(f.state.currentRoom(), kLab);
}

void tst_RoomDialogs::newRoomIsRefusedInPlace()
{
    Asked f;
    f.dialogs.askNewRoom();
    f.answer(kLab);
    f.state.apply({Told::RoomRefused{kLab, QStringLiteral("room_exists"), {}}});
    QVERIFY(f.isOpen());
    QVERIFY(f.dialogs.question()->problem().contains(QStringLiteral("there is a room of this name")));
    QCOMPARE(f.dialogs.question()->field()->text(), kLab); // to be mended
    QCOMPARE(f.state.rooms()->find(kLab), -1);
    QVERIFY(!f.dialogs.refuse(QStringLiteral("x"))); // nobody waits now
    f.answer(QStringLiteral("lab-2"));
    QVERIFY(f.dialogs.refuse(QStringLiteral("too many")));
    QCOMPARE(f.dialogs.question()->problem(), QStringLiteral("too many"));
    // A room that the user has been in stays, whoever asked for it.
    f.answer(kLobby);
    Told::Said said;
    said.room = kLobby;
    said.entry.seq = 1;
    f.state.apply({said, Told::RoomRefused{kLobby, QStringLiteral("private_room"), {}}});
    QVERIFY(f.state.rooms()->find(kLobby) >= 0);
}

void tst_RoomDialogs::nameChanges()
{
    Asked f;
    QSignalSpy wished(&f.dialogs, &RoomDialogs::nameWished);
    f.dialogs.askName();
    QCOMPARE(f.dialogs.question()->field()->text(), QStringLiteral("me"));
    f.answer(QStringLiteral("you"));
    QCOMPARE(wished[0][0].toString(), QStringLiteral("you"));
    f.state.apply({Told::Lag{Micros(5)}});
    QVERIFY(f.isOpen());
    f.state.apply({Told::Renamed{QStringLiteral("me"), QStringLiteral("you"), true}});
    QVERIFY(!f.isOpen());
    f.dialogs.askName();
    f.answer(QStringLiteral("you")); // as it is
    QVERIFY(!f.isOpen());
    QCOMPARE(wished.size(), 1);
}

void tst_RoomDialogs::topicIsSet()
{
    Asked f;
    QSignalSpy wished(&f.dialogs, &RoomDialogs::topicWished);
    f.dialogs.askTopic(kLobby);
    QCOMPARE(f.dialogs.question()->field()->text(), QStringLiteral("tea"));
    f.answer({}); // takes it away
    QCOMPARE(wished[0], QVariantList({kLobby, QString()}));
    f.dialogs.finish();
    QVERIFY(!f.isOpen());
}

void tst_RoomDialogs::invitesWhoIsElsewhere()
{
    Asked f;
    QSignalSpy everybody(&f.dialogs, &RoomDialogs::everybodyWished);
    QSignalSpy wished(&f.dialogs, &RoomDialogs::inviteWished);
    f.dialogs.askInvite(kLobby);
    QCOMPARE(everybody.size(), 1);
    f.dialogs.question()->field()->setText(QStringLiteral("c"));
    f.state.apply({Told::Members{
        {},
        {QStringLiteral("me"), QStringLiteral("<b>ben"), QStringLiteral("ana"), QStringLiteral("Carl")},
        4}});
    const QListWidget *choices = f.dialogs.question()->choices();
    QCOMPARE(choices->count(), 2); // who is not in the room
    QCOMPARE(choices->item(0)->text(), QStringLiteral("<b>ben"));
    QCOMPARE(f.dialogs.question()->field()->text(), QStringLiteral("c")); // what was typed stays
    f.dialogs.question()->choices()->setCurrentRow(1);
    QTest::keyClick(f.dialogs.question()->field(), Qt::Key_Return);
    QCOMPARE(wished[0], QVariantList({kLobby, QStringLiteral("Carl")}));
    f.state.apply({Told::Invited{kLobby, QStringLiteral("ana")}});
    QVERIFY(f.isOpen());
    f.state.apply({Told::Invited{kLobby, QStringLiteral("carl")}});
    QVERIFY(!f.isOpen());
}

void tst_RoomDialogs::writesToAnybody()
{
    Asked f;
    QSignalSpy everybody(&f.dialogs, &RoomDialogs::everybodyWished);
    QSignalSpy wished(&f.dialogs, &RoomDialogs::writeToWished);
    f.dialogs.askWriteTo();
    QCOMPARE(everybody.size(), 1);
    f.state.apply(
        {Told::Members{{}, {QStringLiteral("me"), QStringLiteral("ana"), QStringLiteral("Carl")}, 3}});
    QCOMPARE(f.dialogs.question()->choices()->count(), 2); // also who is in the room
    f.answer(QStringLiteral("zoe"));                       // who is not here
    QCOMPARE(wished[0], QVariantList({QStringLiteral("zoe")}));
    QVERIFY(f.dialogs.refuse(QStringLiteral("no")));
    f.state.apply({Told::Lost{}});
    f.dialogs.askWriteTo();
    QCOMPARE(everybody.size(), 1); // nobody can be asked
}

void tst_RoomDialogs::oneQuestionAtATime()
{
    Asked f;
    f.dialogs.askNewRoom();
    const QPointer<AskDialog> first = f.dialogs.question();
    f.dialogs.askName();
    QVERIFY(!first || !first->isVisible());
    QVERIFY(f.isOpen());
    QTest::keyClick(f.dialogs.question()->field(), Qt::Key_Escape);
    QVERIFY(!f.isOpen());
    f.dialogs.finish(); // nothing is open
    QVERIFY(!f.dialogs.refuse(QStringLiteral("x")));
}

void tst_RoomDialogs::roomsArePicked()
{
    Asked f;
    QSignalSpy list(&f.dialogs, &RoomDialogs::roomListWished);
    QSignalSpy join(&f.dialogs, &RoomDialogs::joinWished);
    f.dialogs.showRooms();
    f.dialogs.showRooms(); // the same one
    QCOMPARE(list.size(), 2);
    QVERIFY(!f.dialogs.roomList()->joinButton()->isEnabled());
    f.state.apply({Told::RoomList{{{kLobby, 3, 0}, {QStringLiteral("<b>art"), 1200, 0}}, 5}});
    const QAbstractItemModel *rows = f.dialogs.roomList()->list()->model();
    QCOMPARE(rows->rowCount(), 2);
    QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("lobby (you are in it)"));
    QCOMPARE(rows->index(1, 0).data().toString(), QStringLiteral("<b>art"));
    f.dialogs.roomList()->refreshButton()->click();
    QCOMPARE(list.size(), 3);
    f.dialogs.roomList()->list()->setCurrentIndex(rows->index(1, 1));
    f.dialogs.roomList()->joinButton()->click();
    QCOMPARE(join[0][0].toString(), QStringLiteral("<b>art"));
    QVERIFY(!f.dialogs.roomList() || !f.dialogs.roomList()->isVisible());
}

void tst_RoomDialogs::listNeedsAConnection()
{
    Asked f;
    f.state.apply({Told::Lost{}});
    QSignalSpy list(&f.dialogs, &RoomDialogs::roomListWished);
    f.dialogs.showRooms();
    QCOMPARE(list.size(), 0);
    QVERIFY(!f.dialogs.roomList()->joinButton()->isEnabled());
}

void tst_RoomDialogs::menusLeadThere()
{
    Asked f;
    QSignalSpy leave(&f.dialogs, &RoomDialogs::leaveWished);
    QMenu add;
    f.dialogs.fillAddMenu(&add);
    QCOMPARE(add.actions().size(), 4);
    for (QAction *action : add.actions())
        action->trigger();
    QVERIFY(f.dialogs.roomList() && f.isOpen());
    QMenu room;
    f.dialogs.fillRoomMenu(&room, kLobby);
    const QStringList texts = Asked::texts(room);
    QCOMPARE(texts.first(), QStringLiteral("Invite somebody…"));
    QCOMPARE(texts.last(), QStringLiteral("Leave"));
    for (QAction *action : room.actions())
        action->trigger();
    QCOMPARE(QApplication::clipboard()->text(), kLobby);
    QCOMPARE(leave[0][0].toString(), kLobby);
}

QTEST_MAIN(tst_RoomDialogs)
#include "tst_roomdialogs.moc"
