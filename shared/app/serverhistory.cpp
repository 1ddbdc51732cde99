// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ServerEngine does with the history. Another part of serverengine.cpp.
#include "app/serverengine.h"

#include <utility>

namespace Chalkwire::App {

void ServerEngine::connectHistory()
{
    connect(m_history, &HistoryDesk::opened, this, &ServerEngine::onHistoryOpened);
    connect(m_history, &HistoryDesk::openFailed, this, &ServerEngine::onHistoryFailed);
    connect(m_history, &HistoryDesk::worked, this, &ServerEngine::onWorked);
    connect(m_history, &HistoryDesk::filesDropped, this,
            [this](const std::vector<Core::KeptFile> &files) { m_files->release(files); });
    connect(m_history, &HistoryDesk::closed, this, &ServerEngine::finishStop);
    connect(m_history, &HistoryDesk::purged, this, [this](const std::vector<Core::RoomHistory> &rooms) {
        for (const Core::RoomHistory &room : rooms)
            m_core.purged(room.name, room.firstSeq);
        markDirty();
    });
}

void ServerEngine::onHistoryOpened(const HistoryOpened &history)
{
    if (!history.setAside.isEmpty())
        notice(LogLevel::Error, NoticeCode::HistorySetAside, {history.setAside});
    m_store.reset();
    m_core.restore(history.rooms, history.identity);
    openFiles(history);
}

void ServerEngine::onHistoryReady()
{
    m_isOpening = false;
    if (m_isStopping)
        finishStop();
    else
        listen();
}

void ServerEngine::onHistoryFailed(const Error &error)
{
    m_isOpening = false;
    notice(LogLevel::Error, NoticeCode::HistoryFailed, {errorName(error.code), error.detail});
    sendReport();
    emit historyFailed(error);
    m_isStopping = true;
    finishStop();
}

void ServerEngine::onWorked(const SharedHistoryAnswers &answers)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::History);
    Core::Effects effects;
    if (!answers->stored.empty()) {
        m_keeping.add(answers->took.count());
        noticeStorage(answers->stored.back().error);
        m_core.stored(answers->stored, effects);
    }
    for (const Core::Page &page : answers->pages) {
        if (page.ticket == kNoConnection)
            emit roomRead(page);
        else
            m_core.paged(page, effects);
    }
    for (const Core::Found &found : answers->found)
        m_core.found(found, effects);
    for (const Core::Marks &marks : answers->marks)
        m_core.marked(marks, effects);
    apply(effects);
}

void ServerEngine::measureStore()
{
    if (m_keeping.count() > 0)
        m_store = StoreTimes{m_keeping.percentileMicros(0.5), m_keeping.percentileMicros(0.99)};
    m_keeping = {};
    if (m_store && m_history)
        m_store->waiting = m_history->waiting();
}

/// Says once when it begins and once when it is over.
void ServerEngine::noticeStorage(ErrorCode error)
{
    const bool isTrouble = error == ErrorCode::StorageFull || error == ErrorCode::StorageFailed;
    const ErrorCode now = isTrouble ? error : ErrorCode::None;
    if (std::exchange(m_storageTrouble, now) == now)
        return;
    if (isTrouble)
        notice(LogLevel::Error, NoticeCode::HistoryTroubled, {errorName(now)});
    else
        notice(LogLevel::Info, NoticeCode::HistoryWorks, {});
}

void ServerEngine::handOn(Core::HistoryWork &work)
{
    if (!m_history)
        return;
    std::erase_if(work.lookups, [this](Core::Lookup &lookup) {
        const ConnectionId by = std::visit([](const auto &one) { return one.ticket; }, lookup);
        if (!m_sockets->isBehind(by))
            return false;
        m_deferred.insert_or_assign(by, std::move(lookup)); // it has enough to read
        return true;
    });
    m_history->take(work);
}

void ServerEngine::takeDeferred(ConnectionId id)
{
    takeDeferredReads(id);
    const auto it = m_deferred.find(id);
    if (it == m_deferred.end() || m_sockets->isBehind(id))
        return;
    Core::HistoryWork work;
    work.lookups.push_back(std::move(it->second));
    m_deferred.erase(it);
    m_history->take(work);
}

/// Past the core: who asks is no client, and what is read changes nothing.
void ServerEngine::readRoom(Core::PageRequest request)
{
    if (!m_hasHistory || !m_isRunning || m_isStopping || m_isOpening)
        return;
    request.ticket = kNoConnection;
    Core::HistoryWork work;
    work.lookups.push_back(std::move(request));
    m_history->take(work);
}

void ServerEngine::order(const Core::RoomOrder &order)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::Command);
    Core::Effects effects;
    if (m_isRunning && !m_isStopping && !m_isOpening)
        m_core.take(order, effects);
    else
        effects.done.push_back({order, ErrorCode::NotConnected});
    apply(effects);
    markDirty();
}

} // namespace Chalkwire::App
