// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"
#include "app/clientcommand.h"

#include <QList>

namespace Chalkwire::App {

class StdinReader;

/// The client without a window: lines on stdin are sent, one JSON object a line comes out on stdout
/// (docs/command-line.md §3), so that a script can chat. Tutorial kind: one request, then its answer, then
/// the next line, as the tutorial's client does. Line and raw: the next line once the system has taken the
/// last. Thread: the main one, with a QCoreApplication.
class CliClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CliClient)

public:
    explicit CliClient(const ClientCommand &command, QObject *parent = nullptr);
    ~CliClient() override;

    int run(); ///< runs the event loop; returns an ExitCode

private:
    void onStatusChanged(const LinkStatus &status);
    void printLine(const ChatLine &line);
    void onInputLine(const QByteArray &line);
    void onInputEnded();
    void sendNext();
    void sendLine(const QByteArray &line);
    void wrapUp();
    void leave(ExitCode code);

    ClientCommand m_command;
    ClientKind m_kind;
    ChatClient m_client;
    StdinReader *m_reader = nullptr; ///< child
    QList<QByteArray> m_waiting;     ///< lines not sent yet; the reader is let in one line at a time
    bool m_isBusy = true;            ///< not connected yet, or the last line is not answered or written
    bool m_inputEnded = false;
    bool m_isOver = false;
};

} // namespace Chalkwire::App
