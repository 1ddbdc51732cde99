// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverconfig.h"
#include "app/serverview.h"
#include "core/effects.h"
#include "net/socketserver.h"

#include <QObject>
#include <QThread>

namespace Chalkwire::App {

class ServerEngine;
class TraceWriter;

/// A whole server behind one object: a window or a test starts it, watches its signals and speaks to its
/// clients. Sockets and behaviour live in a thread of its own; signals arrive, batched, in the thread that
/// made this object. Errors: listenFailed() per listener that did not come up; notices for everything else.
class ChatServer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatServer)

public:
    explicit ChatServer(const ServerConfig &config, QObject *parent = nullptr);
    /// Stops; waits for the engine thread, which ends within closeGraceMs (0: maxCloseMs).
    ~ChatServer() override;

    const ServerConfig &config() const { return m_config; }
    ServerState state() const { return m_state; }
    const QList<Net::ListenerInfo> &listeners() const { return m_listeners; } ///< those that are up

    /// Starts every listener of config(). stateChanged follows: Listening, or Stopped when none came up.
    void start();
    /// Closes listeners and clients; stateChanged(Stopped) follows within closeGraceMs.
    void stop();
    /// New settings. Limits and `strict` hold at once; listeners and files from the next start().
    void setConfig(const ServerConfig &config);

    using Audience = Core::Audience;
    /// Sends bytes as they are. Shows in the trace as a Push (Raw for Audience::One).
    void send(Audience audience, ConnectionId id, const QByteArray &bytes);
    void disconnectClient(ConnectionId id); ///< graceful
    void resetClient(ConnectionId id);      ///< TCP reset
    /// The operator speaks in a room, deletes a message, removes a room, says how long it keeps what is said.
    /// ordered() follows, for each, once it is on the disk.
    void order(const Core::RoomOrder &order);
    /// Part of a room's history, for the operator to read. roomRead() follows, unless the server stops or
    /// keeps nothing. The ticket of the request does not matter.
    void readRoom(const Core::PageRequest &request);

signals:
    void stateChanged(Chalkwire::App::ServerState state);
    void listenersChanged();
    void listenFailed(const Chalkwire::Net::ListenFailure &failure);
    /// The history cannot be opened; nothing was started. Errors: StorageInUse, StorageTooNew, StorageFull,
    /// StorageFailed; the detail says more.
    void historyFailed(const Chalkwire::Error &error);
    /// Errors: those of OrderDone, and NotConnected: the server does not listen.
    void ordered(const Chalkwire::Core::OrderDone &done);
    void roomRead(const Chalkwire::Core::Page &page);
    void snapshotChanged(const Chalkwire::App::ServerSnapshot &snapshot);
    /// In order, numbers ascending. A gap in the numbers: records dropped because this thread was too slow.
    void recorded(const Chalkwire::Trace::SharedRecords &records);
    void noticed(const Chalkwire::App::Notice &notice);

private:
    void onStarted(const QList<Net::ListenerInfo> &listeners);
    void onStopped();
    void onReported(const SharedServerReport &report);
    Millis restBeforeNext();
    void openWriter();
    void closeWriter();
    void setState(ServerState state);

    ServerConfig m_config;
    ServerState m_state = ServerState::Stopped;
    QList<Net::ListenerInfo> m_listeners;
    ServerSnapshot m_snapshot; ///< as of the last report
    Instant m_reportedAt;      ///< the last report
    Micros m_usedBefore{0};    ///< this thread's processor time then
    QThread m_engineThread;
    QThread m_writerThread;
    ServerEngine *m_engine = nullptr; ///< lives in m_engineThread, which deletes it
    TraceWriter *m_writer = nullptr;  ///< lives in m_writerThread, which deletes it
};

} // namespace Chalkwire::App
