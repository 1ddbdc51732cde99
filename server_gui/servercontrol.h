// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"

#include <QObject>

#include <optional>

namespace Chalkwire::ServerGui {

/// A ChatServer that can be restarted: takes what the window asks for, in the order the server can take it.
/// Remembers which listeners did not come up since the last start. Thread: GUI.
class ServerControl : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerControl)

public:
    explicit ServerControl(const App::ServerConfig &config, QObject *parent = nullptr);

    App::ChatServer *server() { return &m_server; }
    const App::ServerConfig &config() const { return m_server.config(); }
    App::ServerState state() const { return m_server.state(); }
    bool isStopped() const { return state() == App::ServerState::Stopped; }
    const QList<Net::ListenFailure> &failures() const { return m_failures; }
    const std::optional<Error> &historyFailure() const { return m_historyFailure; } ///< why it did not start
    /// What is wrong with a history that is open: HistorySetAside, HistoryTroubled.
    const QList<App::Notice> &historyTroubles() const { return m_historyTroubles; }

    void start();
    void stop(); ///< also takes back a restart that is on its way
    void restart();
    /// Takes new settings; restarts when other listeners or a stopped server need it, else clients stay.
    void apply(const App::ServerConfig &config);
    /// Puts another port in the place of a listener that failed, and applies it.
    void replacePort(const Net::Endpoint &failed, quint16 port);
    void keepNothing(); ///< starts with nothing written to the disk
    void dismissHistoryTrouble(App::NoticeCode code);
    /// Lets the network in: every listener on loopback TCP listens on all addresses instead.
    void openToNetwork();
    /// Whether every TCP listener that is up can be reached from this computer only.
    bool isLoopbackOnly() const;

signals:
    void configApplied(); ///< somebody changed the settings in the window
    void failuresChanged();

private:
    void onStateChanged(App::ServerState state);
    void onListenFailed(const Net::ListenFailure &failure);
    void onHistoryFailed(const Error &error);
    void onNoticed(const App::Notice &notice);

    App::ChatServer m_server;
    QList<Net::ListenFailure> m_failures;
    std::optional<Error> m_historyFailure;
    QList<App::Notice> m_historyTroubles;
    bool m_startsAgain = false;
};

} // namespace Chalkwire::ServerGui
