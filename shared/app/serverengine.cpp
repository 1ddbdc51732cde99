// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverengine.h"

#include "net/acceptgate.h"
#include "net/ownaddresses.h"

namespace Chalkwire::App {

namespace {

constexpr int kStopMs = 10'000; ///< for everybody's last answers

} // namespace

ServerEngine::ServerEngine(const ServerConfig &config)
    : m_config(config)
    , m_core(config.limits, {config.strict, config.hasHistory}, m_clock, m_random)
    , m_pending(kPendingBytes)
    , m_refusals(
          this,
          [this](const QStringList &what) { notice(LogLevel::Warning, NoticeCode::ClientsRefused, what); })
    , m_wakeTimer(this)
    , m_reportTimer(this)
    , m_rateTimer(this)
    , m_stopTimer(this)
{
    m_wakeTimer.setSingleShot(true);
    m_wakeTimer.setTimerType(Qt::PreciseTimer);
    m_reportTimer.setSingleShot(true);
    m_rateTimer.setSingleShot(true);
    connect(&m_wakeTimer, &QTimer::timeout, this, &ServerEngine::wake);
    connect(&m_reportTimer, &QTimer::timeout, this, [this] {
        if (m_lastReport.expired())
            sendReport();
        else
            markDirty(); // somebody is slow: ask again
    });
    connect(&m_rateTimer, &QTimer::timeout, this, &ServerEngine::measureRates);
    m_stopTimer.setSingleShot(true);
    connect(&m_stopTimer, &QTimer::timeout, this, [this] { m_sockets->closeAll(CloseReason::Stopping); });
}

ServerEngine::~ServerEngine() = default;

void ServerEngine::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_isStopping = false;
    m_hasHistory = m_config.hasHistory;
    Core::Effects effects;
    m_core.setOptions(m_config.limits, {m_config.strict, m_hasHistory, m_hasHistory}, effects);
    if (!m_sockets) {
        m_sockets = new Net::SocketServer(m_config.limits, this);
        connectSockets();
    }
    if (!m_hasHistory) {
        listen();
        return;
    }
    if (!m_history) {
        m_history = new HistoryDesk(this);
        connectHistory();
    }
    m_isOpening = true;
    m_history->open(m_config.historyPlace());
}

void ServerEngine::listen()
{
    noticePlaces();
    QList<Net::ListenerInfo> up;
    for (const ListenSpec &spec : m_config.effectiveListeners()) {
        const auto result = m_sockets->listen(spec.endpoint);
        if (result) {
            // With the port the system gave: it is what a browser is told to type.
            m_specs.insert(result->id, {result->endpoint, spec.pinned});
            up.append(*result);
            notice(LogLevel::Info, NoticeCode::ListeningOn, {result->endpoint.text()});
        } else {
            notice(LogLevel::Error, NoticeCode::ListenFailed,
                   {spec.endpoint.text(), result.error().systemText});
            emit listenFailed(result.error());
        }
    }
    sendReport();
    if (up.isEmpty()) {
        m_isStopping = true;
        finishStop();
        return;
    }
    emit started(up);
}

void ServerEngine::stop()
{
    if (!m_isRunning || m_isStopping)
        return;
    m_isStopping = true;
    m_sockets->stopListening();
    notice(LogLevel::Info, NoticeCode::StoppedListening, {});
    Core::Effects effects;
    m_core.stop(effects); // who has posts on their way is told first what became of them
    apply(effects);
    m_sockets->closeWaiting(CloseReason::Stopping);
    m_stopTimer.start(kStopMs);
    finishStop();
}

/// Once everybody is gone and all is written.
void ServerEngine::finishStop()
{
    if (!m_isRunning || !m_isStopping || !m_clients.empty() || m_isOpening)
        return;
    m_stopTimer.stop();
    if (m_history && m_history->isOpen()) {
        m_history->close(); // comes back here
        return;
    }
    if (m_files)
        m_files->close();
    m_isRunning = false;
    m_specs.clear();
    sendReport();
    emit stopped();
}

void ServerEngine::setConfig(const ServerConfig &config)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Command);
    const qint64 maxClients = std::exchange(m_config, config).limits.maxClients;
    Core::Effects effects;
    m_core.setOptions(config.limits, {config.strict, m_hasHistory, m_hasHistory}, effects);
    if (!m_sockets)
        return;
    apply(effects);
    if (m_history)
        m_history->setKeepDays(config.limits.keepDays);
    m_sockets->setLimits(config.limits);
    wake(); // a deadline may be nearer now
    if (maxClients != config.limits.maxClients)
        noticePlaces();
}

void ServerEngine::send(Core::Audience audience, ConnectionId id, const QByteArray &bytes)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Command);
    Core::Effects effects;
    m_core.operatorSends(audience, id, bytes, effects);
    apply(effects);
}

void ServerEngine::disconnectClient(ConnectionId id)
{
    Core::Effects effects;
    m_core.disconnect(id, CloseReason::Kicked, effects);
    apply(effects);
    if (m_sockets)
        m_sockets->close(id, CloseReason::Kicked); // one that waits for a place
}

void ServerEngine::resetClient(ConnectionId id)
{
    if (m_sockets)
        m_sockets->reset(id, CloseReason::Reset);
}

void ServerEngine::connectSockets()
{
    connect(m_sockets, &Net::SocketServer::waiting, this, &ServerEngine::onWaiting);
    connect(m_sockets, &Net::SocketServer::opened, this, &ServerEngine::onOpened);
    connect(m_sockets, &Net::SocketServer::received, this, &ServerEngine::onReceived);
    connect(m_sockets, &Net::SocketServer::written, this, &ServerEngine::onWritten);
    connect(m_sockets, &Net::SocketServer::peerFinished, this, &ServerEngine::onPeerFinished);
    connect(m_sockets, &Net::SocketServer::closed, this, &ServerEngine::onClosed);
    connect(m_sockets, &Net::SocketServer::refused, this, &ServerEngine::onRefused);
    connect(m_sockets, &Net::SocketServer::acceptTroubled, this, [this](ListenerId, const QString &text) {
        notice(LogLevel::Warning, NoticeCode::AcceptTroubled, {text});
    });
}

void ServerEngine::onWaiting(ConnectionId id, const PeerInfo &peer)
{
    addClient(id, peer, ClientState::Waiting);
    notice(LogLevel::Info, NoticeCode::ClientWaiting, {QString::number(id), peer.endpoint()});
    countWaiting(1);
}

void ServerEngine::onOpened(ConnectionId id, const PeerInfo &peer)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Arrival, id);
    Client *known = find(id);
    const bool hasWaited = known != nullptr;
    if (hasWaited) {
        known->row.state = ClientState::Undecided;
        markChanged(*known);
    } else {
        addClient(id, peer, ClientState::Undecided);
    }
    notice(LogLevel::Info, NoticeCode::ClientConnected, {QString::number(id), peer.endpoint()});
    Core::Effects effects;
    m_core.opened(id, peer, m_specs.value(peer.listener).pinned, listenAddressOf(peer.listener), effects);
    apply(effects);
    if (hasWaited)
        countWaiting(-1);
}

void ServerEngine::onReceived(ConnectionId id, const QByteArray &chunk, int segments)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Reading, id);
    Client *client = find(id);
    if (!client)
        return;
    ClientRow &row = client->row;
    Trace::Record chunkRecord;
    chunkRecord.kind = Trace::RecordKind::Chunk;
    chunkRecord.direction = Direction::ToServer;
    chunkRecord.transport = row.peer.transport;
    chunkRecord.connection = id;
    chunkRecord.offset = row.bytesIn;
    chunkRecord.segments = static_cast<quint16>(qBound(0, segments, 0xffff));
    chunkRecord.peer = row.name;
    chunkRecord.bytes = chunk;
    Core::Effects effects = std::exchange(m_spareEffects, {});
    m_core.received(id, chunk, effects);
    chunkRecord.messages = client->tally.countRead(row.bytesIn, chunk.size(), effects.items);
    row.bytesIn += static_cast<quint64>(chunk.size());
    row.lastActivityWallMicros = record(std::move(chunkRecord));
    markChanged(*client);
    apply(effects);
    constexpr std::size_t kWorthKeeping = 256;
    if (effects.items.size() <= kWorthKeeping) {
        effects.items.clear();
        m_spareEffects = std::move(effects);
    }
}

void ServerEngine::onWritten(const Net::Written &written)
{
    Trace::Record chunk;
    chunk.kind = Trace::RecordKind::Chunk;
    chunk.direction = Direction::ToClient;
    chunk.messages = static_cast<quint16>(qMin(written.chunk.messages, 0xffff));
    chunk.bytes = written.chunk.bytes;
    std::vector<Trace::Recipient> recipients;
    recipients.reserve(written.to.size());
    const qint64 now = m_clock.wallMicros();
    for (const ConnectionId id : written.to) {
        Client *client = find(id);
        if (!client)
            continue;
        recipients.push_back({id, client->row.bytesOut});
        chunk.transport = client->row.peer.transport;
        client->row.bytesOut += static_cast<quint64>(chunk.bytes.size());
        client->row.lastActivityWallMicros = now;
        markChanged(*client);
        if (!m_deferred.empty() || !m_deferredReads.empty())
            takeDeferred(id);
    }
    chunk.recipients = std::move(recipients);
    nameOnlyRecipient(chunk);
    record(std::move(chunk));
}

void ServerEngine::onPeerFinished(ConnectionId id)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Departure, id);
    Core::Effects effects;
    m_core.finished(id, effects);
    apply(effects);
}

void ServerEngine::onClosed(ConnectionId id, CloseReason reason, const QString &systemText)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Departure, id);
    Core::Effects effects;
    m_core.closed(id, effects);
    apply(effects);
    if (const Client *client = find(id)) {
        const ClientRow row = client->row;
        Trace::Record closedRecord;
        closedRecord.kind = Trace::RecordKind::Closed;
        closedRecord.transport = row.peer.transport;
        closedRecord.connection = id;
        closedRecord.peer = row.name;
        closedRecord.reason = reason;
        m_bytesGone += row.bytesIn + row.bytesOut - client->bytesAtLastTick;
        m_clients.erase(id);
        m_gone.push_back(id);
        m_hasChanges = true;
        if (row.state == ClientState::Waiting)
            countWaiting(-1);
        record(std::move(closedRecord));
        notice(LogLevel::Info, NoticeCode::ClientClosed,
               {QString::number(id), row.name, row.peer.endpoint(), closeReasonName(reason), systemText});
    }
    m_deferred.erase(id);
    m_deferredReads.erase(id);
    markDirty();
    finishStop();
}

void ServerEngine::onRefused(const PeerInfo &peer, Net::AcceptLimit limit)
{
    m_refusals.count({peer.endpoint(), Net::acceptLimitName(limit)});
}

void ServerEngine::countWaiting(qsizetype change)
{
    m_waiting += change;
    Core::Effects effects;
    m_core.waitingChanged(m_waiting, effects);
    apply(effects);
}

void ServerEngine::wake()
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Deadline);
    m_wakeAt.reset();
    Core::Effects effects;
    m_core.tick(effects);
    apply(effects);
}

void ServerEngine::proceed()
{
    m_isProceeding = false;
    if (std::exchange(m_hasMoreStored, false)) {
        const LoopWatch::Scope scope(m_watch, LoopWork::History);
        Core::Effects effects;
        m_core.proceedStored(effects);
        apply(effects);
    }
    for (const ConnectionId id : std::exchange(m_held, {})) {
        const LoopWatch::Scope scope(m_watch, LoopWork::Reading, id);
        Core::Effects effects;
        m_core.proceed(id, effects);
        apply(effects);
    }
}

ServerEngine::Client *ServerEngine::find(ConnectionId id)
{
    const auto it = m_clients.find(id);
    return it == m_clients.end() ? nullptr : &it->second;
}

ServerEngine::Client &ServerEngine::addClient(ConnectionId id, const PeerInfo &peer, ClientState state)
{
    Client &client = m_clients[id];
    client.row.id = id;
    client.row.name = QStringLiteral("client-%1").arg(id);
    client.row.peer = peer;
    client.row.state = state;
    client.row.sinceWallMicros = m_clock.wallMicros();
    client.row.lastActivityWallMicros = client.row.sinceWallMicros;
    Trace::Record openedRecord;
    openedRecord.kind = Trace::RecordKind::Opened;
    openedRecord.transport = peer.transport;
    openedRecord.connection = id;
    openedRecord.peer = peer.endpoint();
    record(std::move(openedRecord));
    markChanged(client);
    return client;
}

void ServerEngine::notice(LogLevel level, NoticeCode code, const QStringList &arguments)
{
    if (m_notices.size() < kPendingNotices)
        m_notices.append({m_clock.wallMicros(), level, code, arguments});
    else
        ++m_noticesDropped;
    markDirty();
}

void ServerEngine::noticePlaces()
{
    const qint64 places = m_sockets->maxServed();
    const qint64 wanted = m_config.limits.maxClients;
    if (places != 0 && (wanted == 0 || wanted > places))
        notice(LogLevel::Warning, NoticeCode::PlacesCapped,
               {QString::number(places), QString::number(wanted)});
}

QString ServerEngine::listenAddressOf(ListenerId id) const
{
    return Net::reachableText(m_specs.value(id).endpoint);
}

} // namespace Chalkwire::App
