// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ServerEngine does with the core's effects, and how it reports. The other half of serverengine.cpp.
#include "app/serverengine.h"

#include <algorithm>

namespace Chalkwire::App {

namespace {

constexpr int kRateMs = 1000;

} // namespace

void ServerEngine::apply(Core::Effects &effects)
{
    for (const Core::Effect &effect : effects.items)
        std::visit([this](const auto &one) { applyEffect(one); }, effect);
    const auto deadline = m_core.nextDeadline();
    if (!deadline) {
        m_wakeTimer.stop();
        return;
    }
    const auto ms = std::chrono::ceil<Millis>(*deadline - m_clock.now());
    m_wakeTimer.start(std::max(Millis(0), ms));
}

void ServerEngine::applyEffect(const Core::FrameSeen &seen)
{
    const auto it = m_clients.find(seen.from);
    if (it == m_clients.end())
        return;
    ClientRow &row = it->second.row;
    ++row.messagesIn;
    ++m_messages;
    Trace::Record frame;
    frame.kind = Trace::RecordKind::Frame;
    frame.type = seen.type;
    frame.direction = Direction::ToServer;
    frame.transport = row.peer.transport;
    frame.reads = it->second.tally.countFrame(seen, row.bytesIn);
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
    Trace::Record frame;
    frame.kind = Trace::RecordKind::Frame;
    frame.type = send.type;
    frame.direction = Direction::ToClient;
    frame.room = send.room;
    frame.bytes = send.bytes;
    frame.recipients.reserve(send.to.size());
    for (const ConnectionId id : send.to) {
        const auto it = m_clients.find(id);
        if (it == m_clients.end() || !m_sockets)
            continue;
        Client &client = it->second;
        frame.recipients.push_back({id, client.bytesQueued});
        frame.transport = client.row.peer.transport;
        frame.peer = client.row.name;
        client.bytesQueued += static_cast<quint64>(send.bytes.size());
        ++client.row.messagesOut;
        m_sockets->send(id, send.bytes);
    }
    m_messages += frame.recipients.size();
    recordOutbound(std::move(frame));
}

void ServerEngine::applyEffect(const Core::Close &close)
{
    if (const auto it = m_clients.find(close.connection); it != m_clients.end())
        it->second.row.state = ClientState::Closing;
    if (m_sockets)
        m_sockets->close(close.connection, close.reason);
    m_viewDirty = true;
    markDirty();
}

void ServerEngine::applyEffect(const Core::SetReadSize &size)
{
    if (m_sockets)
        m_sockets->setReadSize(size.connection, size.bytes);
}

void ServerEngine::applyEffect(const Core::AnswerPending &pending)
{
    if (m_sockets)
        m_sockets->setAnswerPending(pending.connection, pending.isPending);
}

void ServerEngine::applyEffect(const Core::DialectKnown &known)
{
    const auto it = m_clients.find(known.connection);
    if (it == m_clients.end())
        return;
    it->second.row.dialect = known.dialect;
    it->second.row.state = ClientState::Open;
    it->second.row.name = known.name;
    m_viewDirty = true;
    markDirty();
    notice(LogLevel::Debug, NoticeCode::DialectKnown,
           {QString::number(known.connection), Wire::dialectName(known.dialect).toString()});
}

void ServerEngine::applyEffect(const Core::NameChanged &changed)
{
    if (const auto it = m_clients.find(changed.connection); it != m_clients.end())
        it->second.row.name = changed.to;
    m_viewDirty = true;
    markDirty();
    notice(LogLevel::Info, NoticeCode::NameChanged,
           {QString::number(changed.connection), changed.from, changed.to});
}

void ServerEngine::applyEffect(const Core::RoomChanged &changed)
{
    if (const auto it = m_clients.find(changed.connection); it != m_clients.end())
        it->second.row.room = changed.to;
    m_viewDirty = true;
    markDirty();
    const QString id = QString::number(changed.connection);
    if (!changed.from.isEmpty())
        notice(LogLevel::Info, NoticeCode::RoomLeft, {id, changed.name, changed.from});
    if (!changed.to.isEmpty())
        notice(LogLevel::Info, NoticeCode::RoomJoined, {id, changed.name, changed.to});
}

void ServerEngine::record(Trace::Record record)
{
    record.wallMicros = m_clock.wallMicros();
    m_pending.append(std::move(record));
    m_viewDirty = true;
    if (!m_rateTimer.isActive()) {
        m_sinceRates.start();
        m_rateTimer.start(kRateMs);
    }
    markDirty();
}

void ServerEngine::recordOutbound(Trace::Record record)
{
    if (record.recipients.empty())
        return;
    if (record.recipients.size() == 1) {
        record.connection = record.recipients.front().connection;
        record.offset = record.recipients.front().offset;
        record.recipients.clear();
        record.recipients.shrink_to_fit();
    } else {
        record.peer.clear();
    }
    this->record(std::move(record));
}

void ServerEngine::markDirty()
{
    if (!m_reportTimer.isActive())
        m_reportTimer.start(kReportMs);
}

void ServerEngine::sendReport()
{
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
    if (std::exchange(m_viewDirty, false))
        report->snapshot = snapshot();
    if (report->notices.isEmpty() && report->records.empty() && !report->snapshot)
        return;
    m_lastReport = report;
    emit reported(std::move(report));
}

ServerSnapshot ServerEngine::snapshot()
{
    ServerSnapshot snapshot;
    snapshot.clients.reserve(static_cast<qsizetype>(m_clients.size()));
    for (auto &[id, client] : m_clients) {
        client.row.queuedBytes = m_sockets ? m_sockets->queuedBytes(id) : 0;
        snapshot.clients.append(client.row);
        ++(client.row.state == ClientState::Waiting ? snapshot.waiting : snapshot.served);
    }
    snapshot.messagesPerSecond = m_messagesPerSecond;
    snapshot.bytesPerSecond = m_bytesPerSecond;
    return snapshot;
}

void ServerEngine::measureRates()
{
    const double seconds = std::max<double>(1e-3, static_cast<double>(m_sinceRates.restart()) / 1000.0);
    double bytes = 0;
    for (auto &[id, client] : m_clients) {
        const quint64 now = client.row.bytesIn + client.row.bytesOut;
        client.row.bytesPerSecond =
            static_cast<double>(now - std::exchange(client.bytesAtLastTick, now)) / seconds;
        bytes += client.row.bytesPerSecond;
    }
    m_messagesPerSecond = static_cast<double>(std::exchange(m_messages, 0)) / seconds;
    m_bytesPerSecond = bytes;
    m_viewDirty = true;
    markDirty();
    // One more round after the last byte, to show zero; then the timer rests and an idle server costs
    // nothing.
    if (m_messagesPerSecond > 0 || bytes > 0)
        m_rateTimer.start(kRateMs);
}

} // namespace Chalkwire::App
