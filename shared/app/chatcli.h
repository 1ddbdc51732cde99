// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"
#include "app/clientcommand.h"
#include "app/filecommand.h"
#include "core/slashcommand.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QTimer>

namespace Chalkwire::App {

class StdinReader;

/// --cli --dialect chat: lines on stdin are posts and commands, one JSON object a line comes out on stdout
/// for whatever happens (docs/command-line.md §3). At the end of stdin it waits, for kLeaveMs at most without
/// a file's coming on, until the server has all of it and what was fetched is there, and says bye.
/// Bounds:  at most kMaxOnTheirWay posts and files that are not acknowledged; then nothing more is read.
/// Thread:  the main one, with a QCoreApplication.
class ChatCli : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatCli)

public:
    static constexpr int kLeaveMs = 30'000;
    static constexpr qsizetype kMaxOnTheirWay = 100;

    explicit ChatCli(const ClientCommand &command, QObject *parent = nullptr);
    ~ChatCli() override;

    int run(); ///< runs the event loop; returns an ExitCode

private:
    void onStatusChanged(const LinkStatus &status);
    void onHappened(const SharedClientEvents &events);
    void onCallDone(const CallDone &done);
    void onKeepingChanged(const Keeping &keeping);
    void note(const Core::ClientEvent &event);
    void goOn();
    bool mayTake(const QByteArray &line) const;
    void take(const QByteArray &line);
    void carryOut(const Core::SlashCommand &command);
    void carryOut(const FileCommand &command);
    void search(const QString &text); ///< empty: the next page of the last one
    void note(const Core::Told::Transfer &transfer);
    void print(const Core::Told::Transfer &transfer); ///< its coming on at most once a second
    void printUnprinted();
    void leaveWhenDone();
    void leave(ExitCode code);

    ClientCommand m_command;
    ChatClient m_client;
    StdinReader *m_reader = nullptr; ///< child
    QTimer m_leaveBy;
    QList<QByteArray> m_lines; ///< not taken yet; the reader is let in one line at a time
    QString m_room;            ///< where posts go
    quint64 m_call = 0;        ///< not done yet, of m_typed; 0: none
    QString m_typed;
    bool m_isJoining = false;                              ///< m_call says where posts go from now on
    bool m_isDelivering = false;                           ///< it says the id of what is on its way
    QString m_searched;                                    ///< last
    quint64 m_searchNext = 0;                              ///< where its next page begins; 0: there is none
    QSet<QString> m_onTheirWay;                            ///< ids of what is not acknowledged, or not here
    QHash<QString, Core::Told::Transfer::State> m_printed; ///< last, of each file on its way
    QHash<QString, Core::Told::Transfer> m_unprinted;      ///< that have come on since
    QTimer m_printNext;
    bool m_isReading = false; ///< a line or the end of stdin will come
    bool m_isInputOver = false;
    bool m_isWelcome = false;   ///< now
    bool m_wasWelcome = false;  ///< once
    bool m_hasRefusals = false; ///< something was not kept by the server
    bool m_isLeaving = false;
};

} // namespace Chalkwire::App
