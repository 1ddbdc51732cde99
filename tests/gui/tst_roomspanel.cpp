// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomspanel.h"
#include "serverfixture.h"

#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Chalkwire;
using namespace Chalkwire::ServerGui;

namespace {

QString messageAt(const RoomsPanel *panel, int row)
{
    return panel->messages()->model()->index(row, 0).data().toString();
}

int messageCount(const RoomsPanel *panel)
{
    return panel->messages()->model()->rowCount();
}

QAction *actionNamed(QMenu *menu, const QString &text)
{
    const QList<QAction *> actions = menu->findChildren<QAction *>() + menu->actions();
    for (QAction *action : actions) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

/// Everything this peer has been sent since, until `text` is in it.
bool hears(QTcpSocket &peer, const QByteArray &text)
{
    QByteArray heard;
    return QTest::qWaitFor([&] {
        heard += peer.readAll();
        return heard.contains(text);
    });
}

} // namespace

/// The operator in rooms, with a real server.
class tst_RoomsPanel : public QObject
{
    Q_OBJECT

private slots:
    void readsAlong();
    void writesIntoTheRoom();
    void saysWhatCouldNotBeDone();
    void deletesAMessage();
    void saysHowLongARoomKeeps();
    void removesARoomOnceAsked();
    void nothingIsKeptNothingIsShown();
};

void tst_RoomsPanel::readsAlong()
{
    ServerFixture f;
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    auto ana = f.talkingClient("/nick ana\n");
    ana->write("/join lab\nfirst\n");
    QTRY_COMPARE(panel->table()->model()->rowCount(), 2);
    QVERIFY(panel->messages()->isHidden() || !panel->messages()->isVisible()); // none is chosen
    panel->chooseRoom(QStringLiteral("lab"));
    QTRY_COMPARE(messageCount(panel), 1);
    QVERIFY(messageAt(panel, 0).endsWith(QStringLiteral("ana: first")));
    ana->write("second\n");
    QTRY_COMPARE(messageCount(panel), 2);
    QVERIFY(messageAt(panel, 1).endsWith(QStringLiteral("ana: second")));
    panel->chooseRoom(QStringLiteral("lobby"));
    QTRY_COMPARE(messageCount(panel), 0);
}

void tst_RoomsPanel::writesIntoTheRoom()
{
    ServerFixture f;
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    auto ana = f.talkingClient("/nick ana\n");
    auto ben = f.talkingClient("/nick ben\n");
    ben->write("/join lab\n");
    QTRY_COMPARE(panel->table()->model()->rowCount(), 2);
    panel->chooseRoom(QStringLiteral("lab"));
    panel->input()->setText(QStringLiteral("open your books"));
    QTest::keyClick(panel->input(), Qt::Key_Return);
    QVERIFY(hears(*ben, "[lab] operator: open your books\n"));
    QTRY_COMPARE(messageCount(panel), 1);
    QVERIFY(messageAt(panel, 0).endsWith(QStringLiteral("operator: open your books")));
    QTRY_COMPARE(panel->input()->text(), QString());
    QVERIFY(!ana->readAll().contains("books")); // in the lobby
}

void tst_RoomsPanel::saysWhatCouldNotBeDone()
{
    ServerFixture f;
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    QTRY_COMPARE(panel->table()->model()->rowCount(), 1);
    panel->chooseRoom(QStringLiteral("lobby"));
    panel->input()->setText(QString(16 * 1024 + 1, u'x'));
    QTest::keyClick(panel->input(), Qt::Key_Return);
    QTRY_VERIFY(panel->problem().startsWith(QStringLiteral("Not said")));
    QVERIFY(!panel->input()->text().isEmpty()); // to be made shorter
    panel->input()->setText(QStringLiteral("ok"));
    QTest::keyClick(panel->input(), Qt::Key_Return);
    QTRY_COMPARE(panel->problem(), QString());
}

void tst_RoomsPanel::deletesAMessage()
{
    ServerFixture f;
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    auto ana = f.talkingClient("/nick ana\n");
    ana->write("rude\n");
    QTRY_COMPARE(panel->table()->model()->rowCount(), 1);
    QCOMPARE(panel->messageMenu(), nullptr);
    panel->chooseRoom(QStringLiteral("lobby"));
    QTRY_COMPARE(messageCount(panel), 1);
    panel->messages()->setCurrentIndex(panel->messages()->model()->index(0, 0));
    QMenu *menu = panel->messageMenu();
    actionNamed(menu, QStringLiteral("&Delete for everybody"))->trigger();
    QTRY_VERIFY(messageAt(panel, 0).endsWith(QStringLiteral("ana: (deleted)")));
    QMenu *after = panel->messageMenu();
    QVERIFY(!actionNamed(after, QStringLiteral("&Delete for everybody"))->isEnabled());
    delete menu;
    delete after;
}

void tst_RoomsPanel::saysHowLongARoomKeeps()
{
    ServerFixture f;
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    QTRY_COMPARE(panel->table()->model()->rowCount(), 1);
    panel->chooseRoom(QStringLiteral("lobby"));
    QMenu *menu = panel->roomMenu();
    QVERIFY(actionNamed(menu, QStringLiteral("as usual"))->isChecked());
    actionNamed(menu, QStringLiteral("7 days"))->trigger();
    delete menu;
    QTRY_COMPARE(panel->table()->model()->index(0, RoomsModel::Days).data().toString(),
                 QStringLiteral("7 days"));
}

void tst_RoomsPanel::removesARoomOnceAsked()
{
    ServerFixture f;
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    auto ana = f.talkingClient("/nick ana\n");
    ana->write("/join lab\nfirst\n");
    QTRY_COMPARE(panel->table()->model()->rowCount(), 2);
    panel->chooseRoom(QStringLiteral("lab"));
    QTRY_COMPARE(messageCount(panel), 1);
    QMenu *menu = panel->roomMenu();
    actionNamed(menu, QStringLiteral("&Remove the room…"))->trigger();
    delete menu;
    auto *box = panel->findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(box->text().contains(QStringLiteral("lab")));
    QCOMPARE(panel->table()->model()->rowCount(), 2); // not before somebody says yes
    const QList<QAbstractButton *> buttons = box->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text() == QStringLiteral("Remove"))
            button->click();
    }
    QTRY_COMPARE(panel->table()->model()->rowCount(), 1);
    QCOMPARE(messageCount(panel), 0);
}

void tst_RoomsPanel::nothingIsKeptNothingIsShown()
{
    App::ServerConfig config = ServerFixture::loopback();
    config.hasHistory = false;
    ServerFixture f(config);
    QVERIFY(f.start());
    RoomsPanel *panel = f.window->roomsPanel();
    auto ana = f.talkingClient("/nick ana\n");
    QTRY_COMPARE(panel->table()->model()->rowCount(), 1);
    panel->chooseRoom(QStringLiteral("lobby"));
    panel->input()->setText(QStringLiteral("hello"));
    QTest::keyClick(panel->input(), Qt::Key_Return);
    QVERIFY(hears(*ana, "operator: hello"));
    QCOMPARE(messageCount(panel), 0);
}

QTEST_MAIN(tst_RoomsPanel)
#include "tst_roomspanel.moc"
