// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// length: declares what four sources do

#include "app/batch.h"
#include "app/fanout.h"
#include "app/filedesk.h"
#include "app/historydesk.h"
#include "app/loopwatch.h"
#include "app/refusalnotices.h"
#include "app/servedclient.h"
#include "app/serverconfig.h"
#include "app/serverview.h"
#include "base/latency.h"
#include "core/servercore.h"
#include "net/socketserver.h"
#include "trace/ring.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <unordered_map>
#include <vector>

namespace Chalkwire::App {

/// The engine thread's one object: joins the sockets to ServerCore, writes down what passed, and reports in
/// batches. Talks to ChatServer by queued signals and slots only. Thread: the engine thread, except the
/// constructor.
class ServerEngine : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerEngine)

public:
    explicit ServerEngine(const ServerConfig &config);
    ~ServerEngine() override;

    void start();
    void stop();
    void setConfig(const ServerConfig &config);
    void send(Core::Audience audience, ConnectionId id, const QByteArray &bytes);
    void disconnectClient(ConnectionId id);
    void resetClient(ConnectionId id);
    void order(const Core::RoomOrder &order);
    void readRoom(Core::PageRequest request);

signals:
    void started(const QList<Chalkwire::Net::ListenerInfo> &listeners);
    void listenFailed(const Chalkwire::Net::ListenFailure &failure);
    void historyFailed(const Chalkwire::Error &error); ///< stopped() follows
    void stopped();
    void ordered(const Chalkwire::Core::OrderDone &done);
    void roomRead(const Chalkwire::Core::Page &page);
    /// What happened before started() or stopped() is reported before it.
    void reported(const Chalkwire::App::SharedServerReport &report);

private:
    using Client = ServedClient;

    void connectSockets();
    void connectHistory();
    void listen();
    void finishStop();
    void onHistoryOpened(const HistoryOpened &history);
    void onHistoryReady();
    void onHistoryFailed(const Error &error);
    void onWorked(const SharedHistoryAnswers &answers);
    void noticeStorage(ErrorCode error);
    void handOn(Core::HistoryWork &work);
    void takeDeferred(ConnectionId id);
    void openFiles(const HistoryOpened &history);
    void onFilesWorked(const SharedFileAnswers &answers);
    void handOn(std::vector<Core::FileStep> &steps);
    void takeDeferredReads(ConnectionId id);
    void onWaiting(ConnectionId id, const PeerInfo &peer);
    void onOpened(ConnectionId id, const PeerInfo &peer);
    void onReceived(ConnectionId id, const QByteArray &chunk, int segments);
    void onWritten(const Net::Written &written);
    void onPeerFinished(ConnectionId id);
    void onClosed(ConnectionId id, CloseReason reason, const QString &systemText);
    void onRefused(const PeerInfo &peer, Net::AcceptLimit limit);
    void countWaiting(qsizetype change);
    void wake();
    void proceed();
    void proceedNextTurn();

    Client *find(ConnectionId id);
    Client &addClient(ConnectionId id, const PeerInfo &peer, ClientState state);
    void apply(Core::Effects &effects);
    void applyEffect(const Core::FrameSeen &seen);
    void applyEffect(const Core::Send &send);
    void sendToOne(const Core::Send &send);
    Core::Send withoutThoseBehind(const Core::Send &send) const;
    void sendToMany(const Core::Send &send);
    void beginFanout(const Core::Receivers &to);
    void flushFanout();
    void applyEffect(const Core::Close &close);
    void applyEffect(const Core::SetReadSize &size);
    void applyEffect(const Core::AnswerPending &pending);
    void applyEffect(const Core::HoldReading &hold);
    void applyEffect(const Core::DialectKnown &known);
    void applyEffect(const Core::NameChanged &changed);
    void applyEffect(const Core::RoomChanged &changed);
    void applyEffect(const Core::LagKnown &known);
    void applyEffect(const Core::Said &) {} // a client's effect; never made by ServerCore

    /// Returns the time it was given. A record that is about nobody is dropped.
    qint64 record(Trace::Record record);
    void nameOnlyRecipient(Trace::Record &record); ///< a record about one client has no list
    void notice(LogLevel level, NoticeCode code, const QStringList &arguments);
    void noticePlaces();
    void markDirty(); ///< a report is due within 1/30 s
    void sendReport();
    void markChanged(Client &client); ///< and markDirty()
    ServerChanges takeChanges();
    void measureRates();
    void measureLoop();
    void measureStore();
    QString listenAddressOf(ListenerId id) const;

    SystemClock m_clock;
    SystemRandom m_random;
    ServerConfig m_config;
    Core::ServerCore m_core;
    Net::SocketServer *m_sockets =
        nullptr;                      ///< child; null before the first start, then kept: it gives out the ids
    HistoryDesk *m_history = nullptr; ///< child; null before the first start
    FileDesk *m_files = nullptr;      ///< child; null before the first start with a history
    std::unordered_map<ConnectionId, Core::Lookup> m_deferred; ///< of those who are behind
    std::unordered_map<ConnectionId, std::vector<Core::FileStep>> m_deferredReads; ///< likewise
    bool m_isProceeding = false; ///< proceed() is on its way
    bool m_hasMoreStored = false;
    bool m_hasHistory = false;                    ///< of this run
    bool m_isOpening = false;                     ///< the history
    ErrorCode m_storageTrouble = ErrorCode::None; ///< of the last write
    QHash<ListenerId, ListenSpec> m_specs;
    std::unordered_map<ConnectionId, Client> m_clients;
    qsizetype m_waiting = 0;             ///< of them
    std::vector<ConnectionId> m_changed; ///< clients with isChanged, and some that left since
    std::vector<ConnectionId> m_gone;    ///< since the last report
    std::vector<ConnectionId> m_held;    ///< to proceed with in the next turn
    Core::Effects m_spareEffects;        ///< empty; its memory is used again
    std::optional<qint64> m_now;         ///< the wall clock's microseconds, in apply()
    Fanout m_fanout;                     ///< no messages in it outside of apply()
    Trace::Ring m_pending;               ///< records the other threads have not taken yet
    quint64 m_reportedDrops = 0;
    Notices m_notices; ///< likewise; at most kPendingNotices
    qint64 m_noticesDropped = 0;
    std::weak_ptr<const ServerReport> m_lastReport; ///< alive while somebody has not taken it in
    bool m_hasChanges = false;                      ///< for ServerChanges
    quint64 m_roomsVersion = 0;                     ///< that was reported
    std::optional<Instant> m_wakeAt;                ///< what m_wakeTimer runs for
    bool m_isRunning = false;                       ///< from start() until stopped()
    bool m_isStopping = false;
    quint64 m_messages = 0; ///< since the last rate measurement
    double m_messagesPerSecond = 0;
    double m_bytesPerSecond = 0;
    quint64 m_bytesGone = 0; ///< since the rates were measured, of clients that are gone
    LoopWatch m_watch{m_clock};
    std::optional<LoopTimes> m_loop;
    LatencyHistogram m_keeping; ///< batches, since the rates were measured
    std::optional<StoreTimes> m_store;
    QElapsedTimer m_sinceRates;
    RefusalNotices m_refusals;
    QTimer m_wakeTimer;   ///< the core's deadline
    QTimer m_reportTimer; ///< single shot; idle = not running
    QTimer m_rateTimer;   ///< single shot, while there is traffic
    QTimer m_stopTimer;   ///< a stop() that takes too long
};

} // namespace Chalkwire::App
