// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"
#include "app/commandline.h"

namespace Chalkwire::App {

class OperatorConsole;

/// The server without a window: prints `listening tcp 127.0.0.1:41234` per listener on stdout, notices on
/// stderr, and ends in order on SIGTERM or SIGINT. Thread: the main one, with a QCoreApplication.
class HeadlessServer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadlessServer)

public:
    /// `hasOperator`: stdin has the operator's lines, see OperatorConsole.
    explicit HeadlessServer(const ServerConfig &config, bool hasOperator = false, QObject *parent = nullptr);

    /// Runs the event loop. Returns ExitOk after a stop, ExitCannotListen when any listener did not come up:
    /// a script that asked for three and got two should know.
    int run();

private:
    void onListenersChanged();
    void onListenFailed(const Net::ListenFailure &failure);
    void onHistoryFailed(const Error &error);
    void onStateChanged(ServerState state);
    void onNoticed(const Notice &notice);

    ChatServer m_server;
    OperatorConsole *m_operator = nullptr; ///< child; null: there is none
    ExitCode m_exitCode = ExitOk;
};

/// "tcp", "udp", "local".
QString transportName(Transport transport);

/// "listening tcp 127.0.0.1:41234": what stands on stdout for a listener that is up.
QString listeningLine(const Net::ListenerInfo &listener);

/// One sentence about a listener that did not come up, and what to do.
QString listenFailureText(const Net::ListenFailure &failure);

} // namespace Chalkwire::App
