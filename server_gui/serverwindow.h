// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientsmodel.h"
#include "noticesmodel.h"
#include "roomsmodel.h"
#include "serveractions.h"
#include "servercontrol.h"
#include "ui/trafficmodel.h"
#include "windowmemory.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QDockWidget;
class QToolBar;
class QToolButton;

namespace Chalkwire::Ui {
class LanguageSwitcher;
class TrafficPanel;
} // namespace Chalkwire::Ui

namespace Chalkwire::ServerGui {

class BannerArea;
class ClientsPanel;
class ListenSettings;
class ListenStatus;
class LogPanel;
class RoomsPanel;
class SendPanel;
class StatusLine;

/// The console window: one server, who is connected, and every byte that passes.
/// Starts nothing by itself: call control()->start(). Closing it stops the server and closes when that is
/// done.
class ServerWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerWindow)

public:
    static constexpr QSize kSmallest{960, 600};

    /// `language` is not owned and outlives the window.
    ServerWindow(const App::ServerConfig &config, Ui::LanguageSwitcher *language, QWidget *parent = nullptr);
    ~ServerWindow() override;

    ServerControl *control() { return &m_control; }
    ServerActions *actions() { return &m_actions; }
    ClientsModel *clientsModel() { return &m_clients; }
    Ui::TrafficModel *trafficModel() { return &m_traffic; }
    ClientsPanel *clientsPanel() const { return m_clientsPanel; }
    Ui::TrafficPanel *trafficPanel() const { return m_trafficPanel; }
    SendPanel *sendPanel() const { return m_sendPanel; }
    LogPanel *logPanel() const { return m_logPanel; }
    RoomsPanel *roomsPanel() const { return m_roomsPanel; }
    BannerArea *bannerArea() const { return m_banners; }
    StatusLine *statusLine() const { return m_status; }
    ListenStatus *listenStatus() const { return m_listenStatus; }
    ListenSettings *settingsDialog() const { return m_settings; } ///< nullptr until it was opened once
    QList<QDockWidget *> docks() const;
    /// Every pane in F6 order.
    QList<QWidget *> panes() const;

    void restore(const WindowMemory &memory);
    void showTheme(const QString &name); ///< "desktop", "light", "dark", without remembering it
    WindowMemory memory() const;

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildPanels();
    void buildDocks();
    void buildToolBar();
    void buildMenus();
    void showBannerBar();
    void connectServer();
    void connectPanels();
    void connectActions();
    void connectViewActions();
    QDockWidget *addDock(QWidget *panel, const char *name, Qt::DockWidgetArea area);
    void placeDocks();
    void retranslate();
    void onStateChanged();
    void onSnapshot(const App::ServerSnapshot &snapshot);
    void showRecordCounts();
    void explainEmptiness();
    void speakTo(ConnectionId id, bool asHex);
    void showOnlyTrafficOf(ConnectionId id);
    void openSettings();
    void fillAddressMenu();
    void copyAddress();
    void cyclePane(int step);
    void setTextSteps(int steps);
    void chooseTheme(const QString &name);
    void showHelp(QDialog *dialog);

    ServerControl m_control;
    ClientsModel m_clients;
    NoticesModel m_notices;
    RoomsModel m_rooms;
    Ui::TrafficModel m_traffic;
    ServerActions m_actions;
    Ui::LanguageSwitcher *m_language = nullptr;
    BannerArea *m_banners = nullptr;
    Ui::TrafficPanel *m_trafficPanel = nullptr;
    ClientsPanel *m_clientsPanel = nullptr;
    SendPanel *m_sendPanel = nullptr;
    LogPanel *m_logPanel = nullptr;
    RoomsPanel *m_roomsPanel = nullptr;
    StatusLine *m_status = nullptr;
    QToolBar *m_toolBar = nullptr;
    QToolBar *m_bannerBar = nullptr;
    ListenStatus *m_listenStatus = nullptr;
    QToolButton *m_startStop = nullptr; ///< whichever of the two can be done now
    QToolButton *m_addressButton = nullptr;
    QDockWidget *m_clientsDock = nullptr;
    QDockWidget *m_sendDock = nullptr;
    QDockWidget *m_logDock = nullptr;
    QDockWidget *m_roomsDock = nullptr;
    ListenSettings *m_settings = nullptr;
    QPointer<QDialog> m_shortcutsDialog;
    QPointer<QDialog> m_aboutDialog;
    QTimer m_idleTimer;     ///< one a second while clients are there: their Idle column
    QTimer m_closeDeadline; ///< a server that does not stop may not keep the window open
    WindowMemory m_memory;
    double m_desktopPointSize = 10;
};

} // namespace Chalkwire::ServerGui
