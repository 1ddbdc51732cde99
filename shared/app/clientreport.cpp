// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ChatClient is told, and how far it may be behind. Another part of ClientEngine.
#include "app/clientengine.h"

#include <utility>

namespace Chalkwire::App {

void ClientEngine::tell(const Core::ClientEvent &event)
{
    m_events.push_back(event);
    m_lineBytes += static_cast<qint64>(sizeof(Core::ClientEvent));
    if (const auto *transfer = std::get_if<Core::Told::Transfer>(&event))
        m_lineBytes += transfer->content.size();
    holdOrRead();
    scheduleReport();
}

void ClientEngine::carryOut(const Core::HoldReading &hold)
{
    m_isHeldForFiles = hold.isHeld;
    holdOrRead();
}

void ClientEngine::holdOrRead()
{
    const bool isBehind = m_isHeldForFiles || m_lineBytes >= kPendingLineBytes;
    if (std::exchange(m_isHeld, isBehind) != isBehind)
        m_socket.holdReading(isBehind);
}

void ClientEngine::record(Trace::Record record)
{
    record.wallMicros = m_clock.wallMicros();
    record.connection = m_connection;
    record.transport = m_status.target.transport;
    if (record.peer.isEmpty())
        record.peer = m_status.target.text();
    m_pending.append(std::move(record));
    scheduleReport();
}

void ClientEngine::scheduleReport()
{
    if (m_reportsOut == 0 && !m_reportTimer.isActive())
        m_reportTimer.start(m_reportMs);
}

void ClientEngine::sendReport()
{
    if (m_pending.size() == 0 && m_lines.isEmpty() && m_events.empty())
        return;
    ++m_reportsOut;
    ClientReport report{m_pending.take(), std::exchange(m_lines, {})};
    if (!m_events.empty())
        report.events = std::make_shared<const std::vector<Core::ClientEvent>>(std::exchange(m_events, {}));
    emit reported(std::make_shared<const ClientReport>(std::move(report)));
    m_lineBytes = 0;
    holdOrRead();
}

void ClientEngine::setState(LinkState state)
{
    sendReport(); // even if the last one is not taken yet: a user of the status has heard what came before it
    m_status.state = state;
    m_status.attempt = m_chat ? m_chat->attempt() : 0;
    m_status.nextTry = m_chat ? m_chat->nextTry() : std::nullopt;
    m_status.queuedBytes = m_socket.queuedBytes();
    emit statusChanged(m_status);
}

void ClientEngine::takeNextReport()
{
    --m_reportsOut;
    if (m_pending.size() > 0 || !m_lines.isEmpty() || !m_events.empty())
        scheduleReport();
}

} // namespace Chalkwire::App
