// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of ServerWindow: what happens when something is clicked or arrives.
#include "serverwindow.h"

#include "addresses.h"
#include "bannerarea.h"
#include "base/clock.h"
#include "clientspanel.h"
#include "helpdialogs.h"
#include "listensettings.h"
#include "logpanel.h"
#include "net/ownaddresses.h"
#include "roomspanel.h"
#include "sendpanel.h"
#include "statusline.h"
#include "ui/filterline.h"
#include "ui/inspector.h"
#include "ui/sendbox.h"
#include "ui/theme.h"
#include "ui/trafficpanel.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

namespace Chalkwire::ServerGui {

namespace {

/// The pane itself where it takes the keyboard, else the first part of it that does.
void focusPane(QWidget *pane)
{
    QList<QWidget *> candidates{pane};
    candidates.append(pane->findChildren<QWidget *>());
    for (QWidget *candidate : std::as_const(candidates)) {
        QWidget *widget = candidate;
        while (widget->focusProxy())
            widget = widget->focusProxy();
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled()) {
            widget->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace

void ServerWindow::connectServer()
{
    App::ChatServer *server = m_control.server();
    connect(server, &App::ChatServer::stateChanged, this, &ServerWindow::onStateChanged);
    connect(server, &App::ChatServer::listenersChanged, this, &ServerWindow::explainEmptiness);
    connect(server, &App::ChatServer::snapshotChanged, this, &ServerWindow::onSnapshot);
    connect(server, &App::ChatServer::recorded, &m_traffic,
            qOverload<const Trace::SharedRecords &>(&Ui::TrafficModel::append));
    connect(server, &App::ChatServer::noticed, &m_notices, &NoticesModel::append);
    connect(&m_traffic, &QAbstractItemModel::rowsInserted, this, &ServerWindow::showRecordCounts);
    connect(&m_traffic, &QAbstractItemModel::rowsRemoved, this, &ServerWindow::showRecordCounts);
    connect(&m_traffic, &QAbstractItemModel::modelReset, this, &ServerWindow::showRecordCounts);
    connect(&m_traffic, &Ui::TrafficModel::rowsDropped, this, &ServerWindow::showRecordCounts);
}

void ServerWindow::connectPanels()
{
    App::ChatServer *server = m_control.server();
    connect(m_clientsPanel, &ClientsPanel::sendTextRequested, this,
            [this](ConnectionId id) { speakTo(id, false); });
    connect(m_clientsPanel, &ClientsPanel::sendHexRequested, this,
            [this](ConnectionId id) { speakTo(id, true); });
    connect(m_clientsPanel, &ClientsPanel::trafficRequested, this, &ServerWindow::showOnlyTrafficOf);
    connect(m_clientsPanel, &ClientsPanel::disconnectRequested, server, &App::ChatServer::disconnectClient);
    connect(m_clientsPanel, &ClientsPanel::resetRequested, server, &App::ChatServer::resetClient);
    connect(m_roomsPanel, &RoomsPanel::readRequested, server, &App::ChatServer::readRoom);
    connect(m_roomsPanel, &RoomsPanel::orderRequested, server, &App::ChatServer::order);
    connect(server, &App::ChatServer::roomRead, m_roomsPanel, &RoomsPanel::showPage);
    connect(server, &App::ChatServer::ordered, m_roomsPanel, &RoomsPanel::showDone);
    connect(m_sendPanel, &SendPanel::sendRequested, server, &App::ChatServer::send);
    connect(m_banners, &BannerArea::settingsRequested, this, &ServerWindow::openSettings);
    connect(m_banners, &BannerArea::hintDismissed, this, [this] { memory().save(); });
    connect(m_banners, &BannerArea::addressShownChanged, &m_actions.showAddress, &QAction::setChecked);
    connect(&m_control, &ServerControl::configApplied, this, [this] { saveListening(m_control.config()); });
}

void ServerWindow::connectActions()
{
    ServerActions &a = m_actions;
    connect(&a.quit, &QAction::triggered, this, &QWidget::close);
    connect(&a.start, &QAction::triggered, &m_control, &ServerControl::start);
    connect(&a.stop, &QAction::triggered, &m_control, &ServerControl::stop);
    connect(&a.settings, &QAction::triggered, this, &ServerWindow::openSettings);
    connect(&a.showAddress, &QAction::toggled, m_banners, &BannerArea::showAddress);
    connect(&a.copyAddress, &QAction::triggered, this, &ServerWindow::copyAddress);
    connect(m_addressButton->menu(), &QMenu::aboutToShow, this, &ServerWindow::fillAddressMenu);
    connect(&a.shortcuts, &QAction::triggered, this, [this] {
        if (!m_shortcutsDialog)
            m_shortcutsDialog = makeShortcutsDialog(menuBar(), this);
        showHelp(m_shortcutsDialog);
    });
    connect(&a.about, &QAction::triggered, this, [this] {
        if (!m_aboutDialog)
            m_aboutDialog = makeAboutDialog(this);
        showHelp(m_aboutDialog);
    });
    connect(&a.find, &QAction::triggered, m_trafficPanel, &Ui::TrafficPanel::focusFilter);
    connect(&a.nextRow, &QAction::triggered, m_trafficPanel, &Ui::TrafficPanel::nextRow);
    connect(&a.previousRow, &QAction::triggered, m_trafficPanel, &Ui::TrafficPanel::previousRow);
    connect(&a.nextInConversation, &QAction::triggered, m_trafficPanel,
            &Ui::TrafficPanel::nextInConversation);
    connect(&a.previousInConversation, &QAction::triggered, m_trafficPanel,
            &Ui::TrafficPanel::previousInConversation);
}

void ServerWindow::connectViewActions()
{
    ServerActions &a = m_actions;
    connect(&a.nextPane, &QAction::triggered, this, [this] { cyclePane(1); });
    connect(&a.previousPane, &QAction::triggered, this, [this] { cyclePane(-1); });
    connect(&a.larger, &QAction::triggered, this, [this] { setTextSteps(m_memory.textSteps + 1); });
    connect(&a.smaller, &QAction::triggered, this, [this] { setTextSteps(m_memory.textSteps - 1); });
    connect(&a.normalSize, &QAction::triggered, this, [this] { setTextSteps(0); });
    connect(&a.resetLayout, &QAction::triggered, this, &ServerWindow::placeDocks);
    connect(&a.fullScreen, &QAction::toggled, this,
            [this](bool isFull) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, isFull)); });
    connect(&a.themeDesktop, &QAction::triggered, this, [this] { chooseTheme(QStringLiteral("desktop")); });
    connect(&a.themeLight, &QAction::triggered, this, [this] { chooseTheme(QStringLiteral("light")); });
    connect(&a.themeDark, &QAction::triggered, this, [this] { chooseTheme(QStringLiteral("dark")); });
}

void ServerWindow::onStateChanged()
{
    const App::ServerState state = m_control.state();
    const bool isStopped = state == App::ServerState::Stopped;
    m_actions.start.setEnabled(isStopped);
    m_actions.stop.setEnabled(state == App::ServerState::Listening || state == App::ServerState::Starting);
    m_startStop->removeAction(m_startStop->defaultAction());
    m_startStop->setDefaultAction(isStopped ? &m_actions.start : &m_actions.stop);
    explainEmptiness();
    if (!isStopped)
        return;
    onSnapshot({});
    if (m_closeDeadline.isActive())
        close();
}

void ServerWindow::onSnapshot(const App::ServerSnapshot &snapshot)
{
    m_clients.setNow(SystemClock().wallMicros());
    m_clients.update(snapshot);
    m_roomsPanel->update(snapshot);
    m_sendPanel->update(snapshot);
    m_status->setSnapshot(snapshot);
    m_banners->setServed(snapshot.served);
    m_clientsPanel->setWaiting(snapshot.waiting, m_control.config().limits.maxClients);
    if (snapshot.clients.isEmpty())
        m_idleTimer.stop();
    else if (!m_idleTimer.isActive())
        m_idleTimer.start();
}

void ServerWindow::showRecordCounts()
{
    m_status->setRecords(m_traffic.rowCount(), m_traffic.dropped());
}

void ServerWindow::explainEmptiness()
{
    const QList<Net::ListenerInfo> &up = m_control.server()->listeners();
    m_actions.copyAddress.setEnabled(!up.isEmpty());
    m_addressButton->setEnabled(!up.isEmpty());
    if (up.isEmpty()) {
        m_clientsPanel->setEmptyTexts(tr("The server is stopped."),
                                      tr("Start it (F5), then clients can connect."));
        m_trafficPanel->setEmptyTexts(tr("No traffic yet."), tr("Every chunk and message appears here."));
        return;
    }
    const QString command = tryCommand(up);
    const QStringList network = networkAddresses(up, Net::ownAddresses());
    const QString hint = network.isEmpty()
                             ? tr("From this computer:")
                             : tr("Clients connect to %1. From this computer:").arg(network.constFirst());
    m_clientsPanel->setEmptyTexts(tr("No client yet."), hint, command);
    m_trafficPanel->setEmptyTexts(
        tr("No traffic yet."),
        tr("Connect a client and send something: every chunk and message appears here."));
}

void ServerWindow::speakTo(ConnectionId id, bool asHex)
{
    m_sendDock->show();
    m_sendDock->raise();
    m_sendPanel->setTarget(App::ChatServer::Audience::One, id);
    m_sendPanel->box()->setMode(asHex ? Ui::SendBox::Mode::Hex : Ui::SendBox::Mode::Text);
    m_sendPanel->box()->focusInput();
}

void ServerWindow::showOnlyTrafficOf(ConnectionId id)
{
    m_trafficPanel->setFilterText(QStringLiteral("client:%1").arg(id));
}

void ServerWindow::openSettings()
{
    if (!m_settings)
        m_settings = new ListenSettings(&m_control, this);
    m_settings->show();
    m_settings->raise();
    m_settings->activateWindow();
}

void ServerWindow::fillAddressMenu()
{
    QMenu *menu = m_addressButton->menu();
    menu->clear();
    const QStringList addresses = allAddresses(m_control.server()->listeners(), Net::ownAddresses());
    for (const QString &address : addresses) {
        // A network card's name or a socket's path may contain the mnemonic sign.
        QAction *action = menu->addAction(QString(address).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this,
                [address] { QGuiApplication::clipboard()->setText(address); });
    }
    menu->addSeparator();
    menu->addAction(&m_actions.showAddress);
}

void ServerWindow::copyAddress()
{
    const QList<Net::ListenerInfo> &up = m_control.server()->listeners();
    const QList<QHostAddress> own = Net::ownAddresses();
    const QStringList network = networkAddresses(up, own);
    const QString address = network.isEmpty() ? allAddresses(up, own).value(0) : network.constFirst();
    if (address.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(address);
    m_status->showMessage(tr("Copied %1").arg(address), 3'000);
}

QList<QWidget *> ServerWindow::panes() const
{
    return {m_clientsPanel->table(),
            m_trafficPanel->filterLine(),
            m_trafficPanel->table(),
            m_trafficPanel->inspector(),
            m_sendPanel,
            m_logPanel->table(),
            m_roomsPanel->table()};
}

void ServerWindow::cyclePane(int step)
{
    QList<QWidget *> shown;
    for (QWidget *pane : panes()) {
        // A dock behind another tab counts as visible and lies outside the window.
        const bool isInside = rect().intersects({pane->mapTo(this, QPoint(0, 0)), pane->size()});
        if (pane->isVisible() && isInside && pane->window() == this)
            shown.append(pane);
    }
    if (shown.isEmpty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; focus && i < shown.size(); ++i) {
        if (shown[i] == focus || shown[i]->isAncestorOf(focus))
            at = i;
    }
    const qsizetype next = at < 0 ? 0 : (at + step + shown.size()) % shown.size();
    focusPane(shown[next]);
}

void ServerWindow::setTextSteps(int steps)
{
    m_memory.textSteps = qBound(WindowMemory::kMinTextSteps, steps, WindowMemory::kMaxTextSteps);
    QFont font = QApplication::font();
    font.setPointSizeF(m_desktopPointSize + m_memory.textSteps);
    QApplication::setFont(font);
    m_actions.larger.setEnabled(m_memory.textSteps < WindowMemory::kMaxTextSteps);
    m_actions.smaller.setEnabled(m_memory.textSteps > WindowMemory::kMinTextSteps);
}

void ServerWindow::chooseTheme(const QString &name)
{
    m_memory.theme = name;
    showTheme(name);
}

void ServerWindow::showTheme(const QString &name)
{
    const Ui::ThemeChoice choice = Ui::themeChoiceFromName(name);
    if (Ui::Theme *theme = Ui::Theme::instance())
        theme->setChoice(choice);
    QAction &action = choice == Ui::ThemeChoice::Light  ? m_actions.themeLight
                      : choice == Ui::ThemeChoice::Dark ? m_actions.themeDark
                                                        : m_actions.themeDesktop;
    action.setChecked(true);
}

void ServerWindow::showHelp(QDialog *dialog)
{
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace Chalkwire::ServerGui
