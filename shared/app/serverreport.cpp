// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ServerEngine does with the core's effects, and how it reports. The other half of serverengine.cpp.
#include "app/serverengine.h"

#include "net/eventdispatcher.h"

#include <algorithm>
#include <iterator>

namespace Chalkwire::App {

namespace {

constexpr int kRateMs = 1000;

/// Without whom it goes to.
Trace::Record frameOf(const Core::Send &send)
{
    Trace::Record frame;
    frame.kind = Trace::RecordKind::Frame;
    frame.type = send.type;
    frame.direction = Direction::ToClient;
    frame.room = send.room;
    frame.bytes = send.shownBytes < 0 ? send.bytes : send.bytes.first(send.shownBytes);
    return frame;
}

} // namespace

void ServerEngine::apply(Core::Effects &effects)
{
    m_now = m_clock.wallMicros(); // one time for all that follows from one thing
    for (const Core::Effect &effect : effects.items)
        std::visit([this](const auto &one) { applyEffect(one); }, effect);
    flushFanout();
    m_now.reset();
    if (!effects.history.empty())
        handOn(effects.history);
    if (!effects.files.empty())
        handOn(effects.files);
    for (const Core::OrderDone &done : effects.done)
        emit ordered(done);
    if (effects.hasMoreStored) {
        m_hasMoreStored = true;
        proceedNextTurn();
    }
    const auto deadline = m_core.nextDeadline();
    if (deadline == std::exchange(m_wakeAt, deadline))
        return; // most messages change no deadline
    if (!deadline) {
        m_wakeTimer.stop();
        return;
    }
    const auto ms = std::chrono::ceil<Millis>(*deadline - m_clock.now());
    m_wakeTimer.start(std::max(Millis(0), ms));
}

void ServerEngine::applyEffect(const Core::FrameSeen &seen)
{
    Client *client = find(seen.from);
    if (!client)
        return;
    ClientRow &row = client->row;
    ++row.messagesIn;
    ++m_messages;
    Trace::Record frame;
    frame.kind = Trace::RecordKind::Frame;
    frame.type = seen.type;
    frame.direction = Direction::ToServer;
    frame.transport = row.peer.transport;
    frame.reads = client->tally.countFrame(seen, row.bytesIn);
    frame.fault = seen.fault;
    frame.faultOffset = seen.faultOffset;
    frame.connection = seen.from;
    frame.offset = seen.offset;
    frame.peer = row.name;
    frame.room = seen.room;
    frame.bytes = seen.bytes;
    record(std::move(frame));
    if (seen.fault != TextFault::None) {
        notice(LogLevel::Warning, NoticeCode::TextFaultSeen,
               {QString::number(seen.from), row.name, textFaultName(seen.fault),
                QString::number(seen.faultOffset)});
    }
}

void ServerEngine::applyEffect(const Core::Send &send)
{
    if (send.isPassing && std::ranges::any_of(send.to, [this](auto id) { return m_sockets->isBehind(id); }))
        applyEffect(withoutThoseBehind(send));
    else if (send.to.size() > 1)
        sendToMany(send);
    else if (!send.to.empty())
        sendToOne(send);
}

Core::Send ServerEngine::withoutThoseBehind(const Core::Send &send) const
{
    Core::Receivers::List keepingUp;
    std::ranges::copy_if(send.to, std::back_inserter(keepingUp),
                         [this](auto id) { return !m_sockets->isBehind(id); });
    return {Core::Receivers(std::move(keepingUp)), send.bytes, send.type, send.room};
}

void ServerEngine::sendToOne(const Core::Send &send)
{
    const ConnectionId id = *send.to.begin();
    Client *client = find(id);
    if (!client)
        return;
    if (client->fanout == m_fanout.number) {
        flushFanout(); // first what came first
        m_fanout.to = {};
    }
    Trace::Record frame = frameOf(send);
    frame.transport = client->row.peer.transport;
    frame.connection = id;
    frame.offset = client->bytesQueued;
    frame.peer = client->row.name;
    client->bytesQueued += static_cast<quint64>(send.bytes.size());
    ++client->row.messagesOut;
    ++m_messages;
    markChanged(*client);
    m_sockets->send(id, send.bytes);
    record(std::move(frame));
}

void ServerEngine::sendToMany(const Core::Send &send)
{
    if (!m_fanout.to.isSameList(send.to))
        beginFanout(send.to);
    else if (m_fanout.bytes + send.bytes.size() > Net::SocketServer::kMaxTogether)
        flushFanout();
    Trace::Record frame = frameOf(send);
    frame.transport = m_fanout.transport;
    frame.recipients = m_fanout.at.later(m_fanout.bytesSince);
    nameOnlyRecipient(frame);
    m_messages += m_fanout.at.size();
    m_fanout.bytesSince += static_cast<quint64>(send.bytes.size());
    m_fanout.messages.push_back(send.bytes);
    m_fanout.bytes += send.bytes.size();
    record(std::move(frame));
}

void ServerEngine::beginFanout(const Core::Receivers &to)
{
    flushFanout();
    ++m_fanout.number;
    m_fanout.to = to;
    m_fanout.bytesSince = 0;
    std::vector<Trace::Recipient> at;
    at.reserve(to.size());
    for (const ConnectionId id : to) {
        Client *client = find(id);
        if (!client)
            continue;
        client->fanout = m_fanout.number;
        at.push_back({id, client->bytesQueued});
        m_fanout.transport = client->row.peer.transport;
    }
    m_fanout.at = std::move(at);
}

void ServerEngine::flushFanout()
{
    if (m_fanout.messages.empty())
        return;
    const auto bytes = static_cast<quint64>(std::exchange(m_fanout.bytes, 0));
    for (const ConnectionId id : m_fanout.to) {
        if (Client *client = find(id)) {
            client->bytesQueued += bytes;
            client->row.messagesOut += m_fanout.messages.size();
            markChanged(*client);
        }
    }
    m_sockets->send(m_fanout.to, std::exchange(m_fanout.messages, {}));
}

void ServerEngine::applyEffect(const Core::Close &close)
{
    if (Client *client = find(close.connection)) {
        client->row.state = ClientState::Closing;
        markChanged(*client);
    }
    flushFanout();
    if (m_sockets)
        m_sockets->close(close.connection, close.reason);
}

void ServerEngine::applyEffect(const Core::SetReadSize &size)
{
    if (m_sockets)
        m_sockets->setReadSize(size.connection, size.bytes);
}

void ServerEngine::applyEffect(const Core::AnswerPending &pending)
{
    flushFanout(); // who has nothing to send may be over now
    if (m_sockets)
        m_sockets->setAnswerPending(pending.connection, pending.isPending);
}

void ServerEngine::applyEffect(const Core::HoldReading &hold)
{
    if (m_sockets)
        m_sockets->holdReading(hold.connection, hold.isHeld);
    if (!hold.isHeld || hold.isWaiting)
        return;
    m_held.push_back(hold.connection);
    proceedNextTurn();
}

void ServerEngine::proceedNextTurn()
{
    if (!std::exchange(m_isProceeding, true))
        QMetaObject::invokeMethod(this, &ServerEngine::proceed, Qt::QueuedConnection);
}

void ServerEngine::applyEffect(const Core::DialectKnown &known)
{
    Client *client = find(known.connection);
    if (!client)
        return;
    client->row.dialect = known.dialect;
    client->row.state = ClientState::Open;
    client->row.name = known.name;
    markChanged(*client);
    notice(LogLevel::Debug, NoticeCode::DialectKnown,
           {QString::number(known.connection), Wire::dialectName(known.dialect).toString()});
}

void ServerEngine::applyEffect(const Core::NameChanged &changed)
{
    if (Client *client = find(changed.connection)) {
        client->row.name = changed.to;
        markChanged(*client);
    }
    notice(LogLevel::Info, NoticeCode::NameChanged,
           {QString::number(changed.connection), changed.from, changed.to});
}

void ServerEngine::applyEffect(const Core::LagKnown &known)
{
    if (Client *client = find(known.connection)) {
        client->row.lag = known.lag;
        markChanged(*client);
    }
}

void ServerEngine::applyEffect(const Core::RoomChanged &changed)
{
    if (Client *client = find(changed.connection)) {
        client->row.room = changed.rooms;
        markChanged(*client);
    }
    const QString id = QString::number(changed.connection);
    if (!changed.from.isEmpty())
        notice(LogLevel::Info, NoticeCode::RoomLeft, {id, changed.name, changed.from});
    if (!changed.to.isEmpty())
        notice(LogLevel::Info, NoticeCode::RoomJoined, {id, changed.name, changed.to});
}

void ServerEngine::nameOnlyRecipient(Trace::Record &record)
{
    if (record.recipients.size() != 1)
        return;
    const Trace::Recipient only = record.recipients.front();
    record.recipients = {};
    record.connection = only.connection;
    record.offset = only.offset;
    if (const Client *client = find(only.connection))
        record.peer = client->row.name;
}

qint64 ServerEngine::record(Trace::Record record)
{
    if (record.connection == kNoConnection && record.recipients.empty())
        return 0; // everybody it is about has left
    record.wallMicros = m_now ? *m_now : m_clock.wallMicros();
    const qint64 now = record.wallMicros;
    m_pending.append(std::move(record));
    if (!m_rateTimer.isActive()) {
        m_sinceRates.start();
        m_rateTimer.start(kRateMs);
    }
    markDirty();
    return now;
}

void ServerEngine::markChanged(Client &client)
{
    m_hasChanges = true;
    if (std::exchange(client.isChanged, true))
        return;
    m_changed.push_back(client.row.id);
    markDirty();
}

void ServerEngine::markDirty()
{
    if (!m_reportTimer.isActive())
        m_reportTimer.start(kReportMs);
}

void ServerEngine::sendReport()
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Report);
    if (m_pending.dropped() > m_reportedDrops) {
        notice(LogLevel::Warning, NoticeCode::TraceDropped,
               {QString::number(m_pending.dropped() - m_reportedDrops)});
        m_reportedDrops = m_pending.dropped();
    }
    auto report = std::make_shared<ServerReport>();
    report->notices = std::exchange(m_notices, {});
    if (const qint64 dropped = std::exchange(m_noticesDropped, 0); dropped > 0) {
        report->notices.append({m_clock.wallMicros(),
                                LogLevel::Warning,
                                NoticeCode::NoticesDropped,
                                {QString::number(dropped)}});
    }
    report->records = m_pending.take();
    if (std::exchange(m_hasChanges, false) || m_roomsVersion != m_core.rooms().version())
        report->changes = takeChanges();
    if (report->notices.isEmpty() && report->records.empty() && !report->changes)
        return;
    m_lastReport = report;
    emit reported(std::move(report));
}

ServerChanges ServerEngine::takeChanges()
{
    ServerChanges changes;
    changes.gone = std::exchange(m_gone, {});
    changes.changed.reserve(m_changed.size());
    for (const ConnectionId id : m_changed) {
        Client *client = find(id);
        if (!client)
            continue;
        client->isChanged = false;
        client->row.queuedBytes = m_sockets->queuedBytes(id);
        changes.changed.push_back(client->row);
    }
    m_changed.clear();
    if (std::exchange(m_roomsVersion, m_core.rooms().version()) != m_core.rooms().version())
        changes.rooms = roomRows(m_core.rooms());
    changes.waiting = m_waiting;
    changes.served = static_cast<qsizetype>(m_clients.size()) - m_waiting;
    changes.messagesPerSecond = m_messagesPerSecond;
    changes.bytesPerSecond = m_bytesPerSecond;
    changes.loop = m_loop;
    changes.store = m_store;
    return changes;
}

void ServerEngine::measureLoop()
{
    const auto turns = Net::takeTurnTimes();
    m_loop.reset();
    if (turns)
        m_loop = LoopTimes{turns->percentileMicros(0.99), turns->maxMicros()};
    auto blocked = m_watch.takeLongest();
    if (!blocked && m_loop && Micros(m_loop->maxMicros) > LoopWatch::kBlocked)
        blocked = LoopWatch::Blocked{LoopWork::Many, kNoConnection, Micros(m_loop->maxMicros), 1};
    if (blocked) {
        notice(LogLevel::Warning, NoticeCode::LoopBlocked,
               {QString::number(std::chrono::floor<Millis>(blocked->time).count()),
                QString::number(static_cast<int>(blocked->work)), QString::number(blocked->client),
                QString::number(blocked->count)});
    }
}

void ServerEngine::measureRates()
{
    const double seconds = std::max<double>(1e-3, static_cast<double>(m_sinceRates.restart()) / 1000.0);
    double bytes = static_cast<double>(std::exchange(m_bytesGone, 0)) / seconds;
    for (auto &[id, client] : m_clients) {
        const quint64 now = client.row.bytesIn + client.row.bytesOut;
        const double rate = static_cast<double>(now - std::exchange(client.bytesAtLastTick, now)) / seconds;
        bytes += rate;
        if (rate > 0 || client.row.bytesPerSecond > 0) {
            client.row.bytesPerSecond = rate;
            markChanged(client);
        }
    }
    m_messagesPerSecond = static_cast<double>(std::exchange(m_messages, 0)) / seconds;
    m_bytesPerSecond = bytes;
    measureLoop();
    measureStore();
    m_hasChanges = true;
    markDirty();
    // One more round after the last byte, to show zero; then the timer rests and an idle server costs
    // nothing.
    if (m_messagesPerSecond > 0 || bytes > 0)
        m_rateTimer.start(kRateMs);
}

} // namespace Chalkwire::App
