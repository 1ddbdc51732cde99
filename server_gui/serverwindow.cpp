// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverwindow.h"

#include "bannerarea.h"
#include "base/clock.h"
#include "clientspanel.h"
#include "listensettings.h"
#include "listenstatus.h"
#include "logpanel.h"
#include "roomspanel.h"
#include "sendpanel.h"
#include "statusline.h"
#include "ui/fieldsview.h"
#include "ui/icons.h"
#include "ui/inspector.h"
#include "ui/language.h"
#include "ui/sendbox.h"
#include "ui/spacing.h"
#include "ui/theme.h"
#include "ui/trafficpanel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace Chalkwire::ServerGui {

namespace {

constexpr QSize kFirstSize{1280, 800};
constexpr int kCloseReserveMs = 1'000; ///< past closeGraceMs, for the threads to say so
constexpr int kIdleTickMs = 1'000;

} // namespace

ServerWindow::ServerWindow(const App::ServerConfig &config, Ui::LanguageSwitcher *language, QWidget *parent)
    : QMainWindow(parent)
    , m_control(config)
    , m_traffic(config.limits.traceBytes)
    , m_language(language)
    , m_desktopPointSize(QApplication::font().pointSizeF())
{
    setWindowIcon(Ui::applicationIcon(u"server"));
    setMinimumSize(kSmallest);
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    buildPanels();
    buildToolBar();
    buildDocks();
    buildMenus();
    connectServer();
    connectPanels();
    connectActions();
    connectViewActions();
    m_idleTimer.setInterval(kIdleTickMs);
    m_closeDeadline.setSingleShot(true);
    connect(&m_idleTimer, &QTimer::timeout, this, [this] { m_clients.setNow(SystemClock().wallMicros()); });
    connect(&m_closeDeadline, &QTimer::timeout, this, &QWidget::close);
    retranslate();
    onStateChanged();
}

ServerWindow::~ServerWindow()
{
    // The panels look at models that are members here: they go first. Deleting one may take another along.
    QList<QPointer<QWidget>> panels;
    const QList<QWidget *> children = findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *child : children)
        panels.append(child);
    for (const QPointer<QWidget> &panel : std::as_const(panels))
        delete panel.data();
}

void ServerWindow::buildPanels()
{
    m_trafficPanel = new Ui::TrafficPanel(&m_traffic, this);
    m_clientsPanel = new ClientsPanel(&m_clients, this);
    m_sendPanel = new SendPanel(this);
    m_logPanel = new LogPanel(&m_notices, this);
    m_roomsPanel = new RoomsPanel(&m_rooms, this);
    m_banners = new BannerArea(&m_control, this);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    m_trafficPanel->setToolRowVisible(false);
    m_trafficPanel->inspector()->fieldsView()->setLimits(m_control.config().limits);
    auto *middle = new QWidget(this);
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_trafficPanel, 1);
    setCentralWidget(middle);
}

void ServerWindow::buildToolBar()
{
    m_listenStatus = new ListenStatus(m_control.server(), this);
    m_addressButton = new QToolButton(this);
    m_addressButton->setDefaultAction(&m_actions.copyAddress);
    m_addressButton->setPopupMode(QToolButton::MenuButtonPopup);
    m_addressButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_addressButton->setMenu(new QMenu(m_addressButton));
    m_toolBar = new QToolBar(this);
    m_toolBar->setObjectName(QStringLiteral("toolBar"));
    m_toolBar->setMovable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setIconSize({Ui::kIconSize, Ui::kIconSize});
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->addWidget(m_listenStatus);
    m_startStop = new QToolButton(this);
    m_startStop->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->addWidget(m_startStop);
    m_toolBar->addWidget(m_addressButton);
    m_toolBar->addAction(&m_actions.settings);
    m_toolBar->addSeparator();
    m_toolBar->addActions(
        {m_trafficPanel->pauseAction(), m_trafficPanel->clearAction(), m_trafficPanel->followAction()});
    addToolBar(Qt::TopToolBarArea, m_toolBar);
    // A second, fixed row under the first: what the window has to say is seen before anything else.
    addToolBarBreak();
    m_bannerBar = new QToolBar(this);
    m_bannerBar->setObjectName(QStringLiteral("bannerBar"));
    m_bannerBar->setMovable(false);
    m_bannerBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_bannerBar->addWidget(m_banners);
    addToolBar(Qt::TopToolBarArea, m_bannerBar);
    connect(m_banners, &BannerArea::bannersChanged, this, &ServerWindow::showBannerBar);
    showBannerBar();
}

void ServerWindow::showBannerBar()
{
    m_bannerBar->setVisible(!m_banners->banners().isEmpty());
}

QDockWidget *ServerWindow::addDock(QWidget *panel, const char *name, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(this);
    dock->setObjectName(QString::fromLatin1(name));
    dock->setWidget(panel);
    addDockWidget(area, dock);
    return dock;
}

void ServerWindow::buildDocks()
{
    setDockNestingEnabled(true);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_clientsDock = addDock(m_clientsPanel, "clients", Qt::LeftDockWidgetArea);
    m_logDock = addDock(m_logPanel, "log", Qt::LeftDockWidgetArea);
    m_roomsDock = addDock(m_roomsPanel, "rooms", Qt::LeftDockWidgetArea);
    m_sendDock = addDock(m_sendPanel, "send", Qt::BottomDockWidgetArea);
    placeDocks();
}

void ServerWindow::placeDocks()
{
    for (QDockWidget *dock : docks()) {
        dock->setFloating(false);
        dock->setVisible(true);
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_clientsDock);
    splitDockWidget(m_clientsDock, m_logDock, Qt::Vertical);
    tabifyDockWidget(m_logDock, m_roomsDock);
    m_logDock->raise();
    addDockWidget(Qt::BottomDockWidgetArea, m_sendDock);
    // The summaries in the traffic table need the room more than the last columns of the clients.
    resizeDocks({m_clientsDock}, {width() / 3}, Qt::Horizontal);
    resizeDocks({m_clientsDock, m_logDock}, {height() * 3 / 5, height() * 2 / 5}, Qt::Vertical);
    resizeDocks({m_sendDock}, {m_sendPanel->minimumSizeHint().height()}, Qt::Vertical);
}

QList<QDockWidget *> ServerWindow::docks() const
{
    return {m_clientsDock, m_logDock, m_roomsDock, m_sendDock};
}

void ServerWindow::buildMenus()
{
    QList<QAction *> toggles;
    for (QDockWidget *dock : docks())
        toggles.append(dock->toggleViewAction());
    m_actions.exportMenu = m_trafficPanel->exportMenu();
    m_actions.fillMenuBar(
        menuBar(), toggles,
        {m_trafficPanel->pauseAction(), m_trafficPanel->clearAction(), m_trafficPanel->followAction()},
        m_clientsPanel->clientActions());
    m_actions.takeOverKeys(m_trafficPanel);
    m_language->fillMenu(m_actions.languageMenu);
}

void ServerWindow::retranslate()
{
    setWindowTitle(tr("Chalkwire Server"));
    m_actions.retranslate();
    m_clientsDock->setWindowTitle(tr("Clients"));
    m_logDock->setWindowTitle(tr("Log"));
    m_roomsDock->setWindowTitle(tr("Rooms"));
    m_sendDock->setWindowTitle(tr("Send"));
    m_toolBar->setAccessibleName(tr("Tool bar"));
    m_addressButton->setAccessibleName(tr("Copy address"));
    const QList<QTabBar *> tabs = findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly);
    for (QTabBar *bar : tabs)
        bar->setAccessibleName(tr("Panels in the same place"));
    explainEmptiness();
}

void ServerWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void ServerWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closeDeadline.isActive())
        memory().save();
    // The second time (asked again, or the deadline) it closes whatever the server does.
    const bool isSecond = m_closeDeadline.isActive() || sender() == &m_closeDeadline;
    if (m_control.isStopped() || isSecond) {
        m_closeDeadline.stop();
        event->accept();
        return;
    }
    event->ignore();
    m_closeDeadline.start(static_cast<int>(m_control.config().limits.closeGraceMs) + kCloseReserveMs);
    m_status->showMessage(tr("Stopping: clients get what is still on its way to them…"));
    m_control.stop();
}

void ServerWindow::restore(const WindowMemory &memory)
{
    m_memory = memory;
    restoreGeometry(memory.geometry);
    restoreState(memory.docks);
    showBannerBar();
    m_clientsPanel->restoreColumns(memory.clientColumns);
    m_trafficPanel->restoreState(memory.traffic);
    m_sendPanel->box()->setHistory(memory.history);
    m_banners->setHintDismissed(memory.hintDismissed);
    setTextSteps(memory.textSteps);
    showTheme(memory.theme);
}

WindowMemory ServerWindow::memory() const
{
    WindowMemory now = m_memory;
    now.geometry = saveGeometry();
    now.docks = saveState();
    now.clientColumns = m_clientsPanel->saveColumns();
    now.traffic = m_trafficPanel->saveState();
    now.hintDismissed = m_banners->isHintDismissed();
    now.history = m_sendPanel->box()->history();
    return now;
}

} // namespace Chalkwire::ServerGui
