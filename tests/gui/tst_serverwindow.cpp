// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "banner.h"
#include "bannerarea.h"
#include "clientspanel.h"
#include "listenstatus.h"
#include "logpanel.h"
#include "noticesmodel.h"
#include "sendpanel.h"
#include "serverfixture.h"
#include "statusline.h"
#include "ui/inspector.h"
#include "ui/sendbox.h"
#include "ui/trafficfiltermodel.h"
#include "ui/trafficpanel.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTcpServer>
#include <QToolButton>

using namespace Chalkwire;
using namespace Chalkwire::ServerGui;
using Audience = App::ChatServer::Audience;

class tst_ServerWindow : public QObject
{
    Q_OBJECT

private slots:
    void listsClientsWhileTheyAreThere();
    void statusTellsWhatKeepingTakes();
    void keepsColumnsOfOlderVersions();
    void showsTrafficOfATutorialClient();
    void filtersTrafficToOneClient();
    void sendsToOneClientOnly();
    void sendsToEverybodyInARoom();
    void warnsBeforeTutorialClientsAreMisled();
    void neverSendsToSomebodyElseWhenTheClientLeft();
    void hexGoesOutAsBytes();
    void disconnectsAndResets();
    void copiesClientAddress();
    void explainsWaitingClients();
    void stopsAndStarts();
    void emptyStateNamesTheRealPort();
    void logTellsWhatHappened();
    void logStaysAtTheNewest();
    void takenPortOffersTheNextOne();
    void takenPortIsTriedAgain();
    void takenHistoryIsSaid();
    void damagedHistoryIsSaid();
    void letsTheNetworkIn();
    void networkHintStaysDismissed();
    void closesWithLiveClients();
    void closesWhenTheServerIsStopped();
    void isDestroyedWithLiveClients();
    void showsHostileTextAsText();
};

void tst_ServerWindow::listsClientsWhileTheyAreThere()
{
    ServerFixture f;
    QVERIFY(f.start());
    ClientsModel *clients = f.window->clientsModel();
    QCOMPARE(clients->rowCount(), 0);
    auto first = f.connectClient();
    QVERIFY(first);
    QTRY_COMPARE(clients->rowCount(), 1);
    QCOMPARE(clients->client(0).peer.port, first->localPort());
    auto second = f.talkingClient("hi\n");
    QVERIFY(second);
    QTRY_COMPARE(clients->rowCount(), 2);
    QTRY_COMPARE(clients->client(1).dialect, Wire::Dialect::Line);
    QTRY_VERIFY(f.window->statusLine()->text().startsWith(QStringLiteral("Clients: 2")));
    first->abort();
    QTRY_COMPARE(clients->rowCount(), 1);
    QCOMPARE(clients->client(0).peer.port, second->localPort());
}

void tst_ServerWindow::statusTellsWhatKeepingTakes()
{
    QWidget window; // a line of its own could not be made too small
    StatusLine status(&window);
    App::ServerSnapshot now;
    status.setSnapshot(now);
    QVERIFY(!status.text().contains(QStringLiteral("Store")));
    now.store = App::StoreTimes{400, 12'000, 0};
    status.setSnapshot(now);
    QVERIFY(status.text().contains(QStringLiteral("Store: 400 µs, 99 %: 12 ms · ")));
    now.store->waiting = 1'200;
    status.setSnapshot(now);
    QVERIFY(status.text().contains(QStringLiteral("12 ms, waiting: 1,200")));
    status.resize(2'000, status.height());
    window.show();
    QVERIFY(status.text().contains(QStringLiteral("Store")));
    status.resize(300, status.height()); // too small for all: the rest stays whole
    QVERIFY(!status.text().contains(QStringLiteral("Store")));
    QVERIFY(status.text().contains(QStringLiteral("Clients")));
}

void tst_ServerWindow::keepsColumnsOfOlderVersions()
{
    QStandardItemModel older(0, ClientsModel::Queued + 1);
    QHeaderView columns(Qt::Horizontal);
    columns.setModel(&older);
    columns.resizeSection(ClientsModel::Name, 222);
    columns.setSectionHidden(ClientsModel::Kind, true);
    ServerFixture f;
    ClientsPanel *panel = f.window->clientsPanel();
    panel->restoreColumns(columns.saveState());
    QCOMPARE(panel->table()->columnWidth(ClientsModel::Name), 222);
    QVERIFY(panel->table()->isColumnHidden(ClientsModel::Kind));
    QCOMPARE(panel->table()->horizontalHeader()->count(), int(ClientsModel::ColumnCount));
    QVERIFY(!panel->table()->isColumnHidden(ClientsModel::Lag));
    QVERIFY(panel->table()->columnWidth(ClientsModel::Lag) > 20);
}

void tst_ServerWindow::showsTrafficOfATutorialClient()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("hello");
    QVERIFY(client);
    QCOMPARE(client->readAll(), QByteArray("accepted"));
    Ui::TrafficModel *traffic = f.window->trafficModel();
    // Opened, the chunk and the request in it, the answer and its chunk.
    QTRY_VERIFY(traffic->rowCount() >= 5);
    QStringList rows;
    for (int row = 0; row < traffic->rowCount(); ++row)
        rows.append(QString::fromUtf8(traffic->recordAt(row).bytes));
    QVERIFY(rows.contains(QStringLiteral("hello")));
    QVERIFY(rows.contains(QStringLiteral("accepted")));
    QCOMPARE(f.window->clientsModel()->client(0).dialect, Wire::Dialect::Guide);
    f.window->trafficPanel()->table()->selectRow(1);
    QVERIFY(f.window->trafficPanel()->currentRecord() > 0);
}

void tst_ServerWindow::filtersTrafficToOneClient()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto ana = f.talkingClient("from ana");
    auto ben = f.talkingClient("from ben");
    QVERIFY(ana && ben);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    QTRY_VERIFY(f.window->trafficModel()->rowCount() >= 10);
    ClientsPanel *panel = f.window->clientsPanel();
    const ConnectionId second = f.window->clientsModel()->client(1).id;
    panel->select(second);
    QCOMPARE(panel->currentId(), second);
    panel->clientActions().at(2)->trigger();
    QCOMPARE(f.window->trafficPanel()->filterText(), QStringLiteral("client:%1").arg(second));
    QAbstractItemModel *shown = f.window->trafficPanel()->table()->model();
    QTRY_VERIFY(shown->rowCount() > 0 && shown->rowCount() < f.window->trafficModel()->rowCount());
    for (int row = 0; row < shown->rowCount(); ++row)
        QCOMPARE(shown->index(row, 0).data(Ui::TrafficModel::ConnectionRole).toULongLong(), second);
    f.window->trafficPanel()->setFilterText({});
    QTRY_COMPARE(shown->rowCount(), f.window->trafficModel()->rowCount());
}

void tst_ServerWindow::sendsToOneClientOnly()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto ana = f.talkingClient("a\n");
    auto ben = f.talkingClient("b\n");
    QVERIFY(ana && ben);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    QTRY_COMPARE(f.window->clientsModel()->client(1).dialect, Wire::Dialect::Line);
    ana->readAll();
    ben->readAll();
    f.window->clientsPanel()->select(f.window->clientsModel()->client(1).id);
    f.window->clientsPanel()->clientActions().at(0)->trigger();
    SendPanel *send = f.window->sendPanel();
    QCOMPARE(send->audience(), Audience::One);
    QCOMPARE(send->client(), f.window->clientsModel()->client(1).id);
    QCOMPARE(send->box()->mode(), Ui::SendBox::Mode::Text);
    send->box()->setText(QStringLiteral("only you"));
    send->box()->send();
    QTRY_COMPARE(ben->peek(64), QByteArray("only you\n"));
    QCOMPARE(ana->bytesAvailable(), 0);
}

void tst_ServerWindow::sendsToEverybodyInARoom()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto tutorial = f.talkingClient("hello");
    auto chatter = f.talkingClient("/nick ana\n");
    QVERIFY(tutorial && chatter);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    QTRY_COMPARE(f.window->clientsModel()->client(1).room, QStringLiteral("lobby"));
    tutorial->readAll();
    chatter->readAll();
    SendPanel *send = f.window->sendPanel();
    send->setTarget(Audience::Chatting);
    send->box()->setText(QStringLiteral("break"));
    send->box()->send();
    QTRY_VERIFY(chatter->peek(256).endsWith("break\n"));
    QCOMPARE(tutorial->bytesAvailable(), 0);
}

void tst_ServerWindow::warnsBeforeTutorialClientsAreMisled()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto tutorial = f.talkingClient("hello");
    QVERIFY(tutorial);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    SendPanel *send = f.window->sendPanel();
    send->setTarget(Audience::Everyone);
    QTRY_VERIFY(send->warning().contains(QStringLiteral("tutorial clients (1)")));
    send->setTarget(Audience::One, f.window->clientsModel()->client(0).id);
    QTRY_VERIFY(send->warning().contains(QStringLiteral("its answer")) || !send->warning().isEmpty());
    send->setTarget(Audience::Chatting);
    QVERIFY(!send->warning().contains(QStringLiteral("tutorial")));
}

void tst_ServerWindow::neverSendsToSomebodyElseWhenTheClientLeft()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto stays = f.talkingClient("a\n");
    auto leaves = f.talkingClient("b\n");
    QVERIFY(stays && leaves);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    const ConnectionId id = f.window->clientsModel()->client(1).id;
    SendPanel *send = f.window->sendPanel();
    send->setTarget(Audience::One, id);
    leaves->abort();
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    QCOMPARE(send->client(), id);
    QSignalSpy sent(send, &SendPanel::sendRequested);
    send->box()->setText(QStringLiteral("private"));
    send->box()->send();
    QCOMPARE(sent.size(), 0);
    QVERIFY(send->targetBox()->currentText().contains(QStringLiteral("gone")));
}

void tst_ServerWindow::hexGoesOutAsBytes()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("hello");
    QVERIFY(client);
    client->readAll();
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    f.window->clientsPanel()->select(f.window->clientsModel()->client(0).id);
    f.window->clientsPanel()->clientActions().at(1)->trigger();
    Ui::SendBox *box = f.window->sendPanel()->box();
    QCOMPARE(box->mode(), Ui::SendBox::Mode::Hex);
    box->setLineEnd(Ui::SendBox::LineEnd::None);
    box->setText(QStringLiteral("00 ff 80"));
    box->send();
    QTRY_COMPARE(client->peek(64), QByteArray::fromHex("00ff80"));
}

void tst_ServerWindow::disconnectsAndResets()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto gentle = f.talkingClient("a");
    auto hard = f.talkingClient("b");
    QVERIFY(gentle && hard);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    ClientsPanel *panel = f.window->clientsPanel();
    const QList<QAction *> actions = panel->clientActions();
    panel->select(f.window->clientsModel()->client(0).id);
    actions.at(actions.size() - 2)->trigger();
    QTRY_COMPARE(gentle->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(gentle->error(), QAbstractSocket::RemoteHostClosedError);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    panel->select(f.window->clientsModel()->client(0).id);
    actions.constLast()->trigger();
    QTRY_COMPARE(hard->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 0);
    QVERIFY(!actions.constLast()->isEnabled());
}

void tst_ServerWindow::copiesClientAddress()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("a");
    QVERIFY(client);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    f.window->clientsPanel()->select(f.window->clientsModel()->client(0).id);
    f.window->clientsPanel()->clientActions().at(4)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("127.0.0.1:%1").arg(client->localPort()));
}

void tst_ServerWindow::explainsWaitingClients()
{
    App::ServerConfig config = ServerFixture::loopback();
    config.limits.maxClients = 1;
    ServerFixture f(config);
    QVERIFY(f.start());
    auto served = f.talkingClient("a");
    auto waiting = f.connectClient();
    QVERIFY(served && waiting);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    QCOMPARE(f.window->clientsModel()->client(1).state, App::ClientState::Waiting);
    QTRY_VERIFY(f.window->clientsPanel()->waitingText().startsWith(QStringLiteral("Waiting: 1.")));
    served->abort();
    QTRY_VERIFY(f.window->clientsPanel()->waitingText().isEmpty());
    waiting->write("now me");
    QTRY_COMPARE(waiting->peek(64), QByteArray("accepted"));
}

void tst_ServerWindow::stopsAndStarts()
{
    ServerFixture f;
    QVERIFY(f.start());
    ServerActions *actions = f.window->actions();
    QVERIFY(!actions->start.isEnabled());
    QVERIFY(actions->stop.isEnabled());
    QVERIFY(f.window->listenStatus()->text().startsWith(QStringLiteral("Listening 127.0.0.1:")));
    auto client = f.talkingClient("a");
    QVERIFY(client);
    actions->stop.trigger();
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Stopped);
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(f.window->clientsModel()->rowCount(), 0);
    QCOMPARE(f.window->listenStatus()->text(), QStringLiteral("Stopped"));
    QVERIFY(actions->start.isEnabled());
    actions->start.trigger();
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Listening);
    QVERIFY(f.talkingClient("again"));
}

void tst_ServerWindow::emptyStateNamesTheRealPort()
{
    ServerFixture f;
    QVERIFY(f.start());
    const QString command = QStringLiteral("nc 127.0.0.1 %1").arg(f.port());
    bool isShown = false;
    for (const QLabel *label : f.window->clientsPanel()->findChildren<QLabel *>())
        isShown = isShown || (label->isVisible() && label->text() == command);
    QVERIFY(isShown);
    auto client = f.connectClient();
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 1);
    for (const QLabel *label : f.window->clientsPanel()->findChildren<QLabel *>())
        QVERIFY(!(label->isVisible() && label->text() == command));
}

void tst_ServerWindow::logTellsWhatHappened()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("a");
    QVERIFY(client);
    client->abort();
    const QAbstractItemModel *log = f.window->logPanel()->table()->model();
    const auto lines = [log] {
        QStringList texts;
        for (int row = 0; row < log->rowCount(); ++row)
            texts.append(log->index(row, NoticesModel::What).data().toString());
        return texts.join(u'\n');
    };
    QTRY_VERIFY(lines().contains(QStringLiteral("Client 1 connected from 127.0.0.1:")));
    QTRY_VERIFY(lines().contains(QStringLiteral("left:")));
    f.window->logPanel()->setLevel(LogLevel::Error);
    QCOMPARE(log->rowCount(), 0);
    f.window->logPanel()->setLevel(LogLevel::Debug);
    f.window->logPanel()->copy();
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("Client 1 connected from 127.0.0.1:")));
}

void tst_ServerWindow::logStaysAtTheNewest()
{
    NoticesModel model;
    LogPanel panel(&model);
    const auto add = [&model](int count) {
        for (; count > 0; --count)
            model.append({0, LogLevel::Info, App::NoticeCode::StoppedListening, {}});
        model.flush();
        QCoreApplication::processEvents();
    };
    panel.resize(400, 400);
    panel.show();
    const QScrollBar *bar = panel.table()->verticalScrollBar();
    add(100);
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    panel.resize(400, 200); // a banner or another dock takes room
    QCoreApplication::processEvents();
    add(1);
    QCOMPARE(bar->value(), bar->maximum());
    panel.table()->scrollToTop(); // somebody reads
    add(1);
    QCOMPARE(bar->value(), 0);
}

void tst_ServerWindow::takenPortOffersTheNextOne()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    ServerFixture f(ServerFixture::loopback(holder.serverPort()));
    f.window->control()->start();
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1);
    const Banner *banner = f.window->bannerArea()->banners().constFirst();
    QVERIFY2(banner->headline().startsWith(QStringLiteral("Port %1 is taken by").arg(holder.serverPort())),
             qPrintable(banner->headline()));
    const quint16 next = f.window->control()->failures().constFirst().nextFreePort;
    QVERIFY(next != 0);
    QPushButton *use = banner->findChildren<QPushButton *>().value(0);
    QVERIFY(use && use->text().contains(QString::number(next)));
    use->click();
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Listening);
    QCOMPARE(f.port(), next);
    QVERIFY(f.window->control()->failures().isEmpty());
}

void tst_ServerWindow::takenHistoryIsSaid()
{
    const QTemporaryDir folder;
    App::ServerConfig config = ServerFixture::loopback();
    config.ephemeral = false;
    config.dataDir = folder.path();
    App::ChatServer holder(config);
    holder.start();
    QTRY_COMPARE(holder.state(), App::ServerState::Listening);
    ServerFixture f(config);
    f.window->control()->start();
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1);
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Stopped);
    const Banner *banner = f.window->bannerArea()->banners().constFirst();
    QCOMPARE(banner->headline(), QStringLiteral("Another program has the history of this server."));
    QPushButton *keepNothing = banner->findChildren<QPushButton *>().value(1);
    QVERIFY(keepNothing && keepNothing->text().contains(QStringLiteral("keep nothing")));
    keepNothing->click();
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Listening);
    QVERIFY(!f.window->control()->historyFailure());
}

void tst_ServerWindow::damagedHistoryIsSaid()
{
    const QTemporaryDir folder;
    QFile damaged(folder.filePath(QStringLiteral("history.sqlite")));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray("no database").repeated(1000));
    damaged.close();
    App::ServerConfig config = ServerFixture::loopback();
    config.ephemeral = false;
    config.dataDir = folder.path();
    ServerFixture f(config);
    f.window->bannerArea()->setHintDismissed(true);
    QVERIFY(f.start());
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1);
    Banner *banner = f.window->bannerArea()->banners().constFirst();
    QVERIFY(banner->headline().startsWith(QStringLiteral("The history was damaged")));
    emit banner->dismissed();
    QCOMPARE(f.window->bannerArea()->banners().size(), 0);
}

void tst_ServerWindow::takenPortIsTriedAgain()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const quint16 port = holder.serverPort();
    ServerFixture f(ServerFixture::loopback(port));
    f.window->control()->start();
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1);
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Stopped);
    holder.close();
    f.window->bannerArea()->banners().constFirst()->findChildren<QPushButton *>().value(1)->click();
    QTRY_COMPARE(f.window->control()->state(), App::ServerState::Listening);
    QCOMPARE(f.port(), port);
}

void tst_ServerWindow::letsTheNetworkIn()
{
    ServerFixture f;
    QVERIFY(f.start());
    const quint16 port = f.port();
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1);
    QCOMPARE(f.window->bannerArea()->banners().constFirst()->headline(),
             QStringLiteral("Only this computer can connect."));
    f.window->bannerArea()->banners().constFirst()->findChildren<QPushButton *>().value(0)->click();
    QTRY_VERIFY(f.window->control()->state() == App::ServerState::Listening &&
                !f.window->control()->isLoopbackOnly());
    QCOMPARE(f.port(), port);
    QCOMPARE(f.window->control()->server()->listeners().constFirst().endpoint.host, QStringLiteral("*"));
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1); // the address to type
    QVERIFY(f.window->actions()->showAddress.isChecked());
    QVERIFY(f.talkingClient("still here"));
}

void tst_ServerWindow::networkHintStaysDismissed()
{
    ServerFixture f;
    QVERIFY(f.start());
    QTRY_COMPARE(f.window->bannerArea()->banners().size(), 1);
    f.window->bannerArea()->banners().constFirst()->findChildren<QToolButton *>().constLast()->click();
    QCOMPARE(f.window->bannerArea()->banners().size(), 0);
    QVERIFY(!f.window->bannerArea()->isVisible());
    QVERIFY(WindowMemory::load().hintDismissed);
}

void tst_ServerWindow::closesWithLiveClients()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto quiet = f.connectClient();
    auto busy = f.talkingClient("a");
    QVERIFY(quiet && busy);
    QTRY_COMPARE(f.window->clientsModel()->rowCount(), 2);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!f.window->close()); // at once: the clients come first
    QVERIFY(timer.elapsed() < 300);
    QTRY_VERIFY(!f.window->isVisible());
    QTRY_COMPARE(busy->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(quiet->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(f.window->control()->isStopped());
}

void tst_ServerWindow::closesWhenTheServerIsStopped()
{
    ServerFixture f;
    QVERIFY(f.window->close());
    QVERIFY(!f.window->isVisible());
}

void tst_ServerWindow::isDestroyedWithLiveClients()
{
    auto f = std::make_unique<ServerFixture>();
    QVERIFY(f->start());
    auto client = f->talkingClient("a");
    QVERIFY(client);
    f.reset();
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
}

void tst_ServerWindow::showsHostileTextAsText()
{
    ServerFixture f;
    QVERIFY(f.start());
    auto client = f.talkingClient("<img src=x>\x1b[31m\n");
    QVERIFY(client);
    QTRY_VERIFY(f.window->trafficModel()->rowCount() > 0);
    for (const QLabel *label : f.window->findChildren<QLabel *>()) {
        const bool isOurs = label->objectName().startsWith(QStringLiteral("qt_"));
        QVERIFY2(isOurs || label->textFormat() == Qt::PlainText || label->text().isEmpty() || label->buddy(),
                 qPrintable(label->text()));
    }
}

QTEST_MAIN(tst_ServerWindow)
#include "tst_serverwindow.moc"
