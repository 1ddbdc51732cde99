// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ServerEngine does with files that clients give. Another part of serverengine.cpp.
#include "app/serverengine.h"

#include <utility>

namespace Chalkwire::App {

/// As part of opening the history: it says which contents are wanted.
void ServerEngine::openFiles(const HistoryOpened &history)
{
    if (!m_files) {
        m_files = new FileDesk(this);
        connect(m_files, &FileDesk::opened, this, &ServerEngine::onHistoryReady);
        connect(m_files, &FileDesk::openFailed, this, &ServerEngine::onHistoryFailed);
        connect(m_files, &FileDesk::worked, this, &ServerEngine::onFilesWorked);
    }
    FilesPlace place = m_config.filesPlace();
    place.kept = history.files;
    place.setAside = history.setAside;
    m_files->open(place);
}

void ServerEngine::onFilesWorked(const SharedFileAnswers &answers)
{
    const LoopWatch::Scope scope(m_watch, LoopWork::History);
    Core::Effects effects;
    m_core.filesAnswered(*answers, effects);
    apply(effects);
}

void ServerEngine::handOn(std::vector<Core::FileStep> &steps)
{
    if (!m_files)
        return;
    std::erase_if(steps, [this](Core::FileStep &step) {
        const auto *read = std::get_if<Core::ReadFile>(&step);
        if (!read || !m_sockets->isBehind(read->by))
            return false;
        m_deferredReads[read->by].push_back(std::move(step)); // it has enough to read
        return true;
    });
    if (!steps.empty())
        m_files->take(steps);
}

void ServerEngine::takeDeferredReads(ConnectionId id)
{
    const auto it = m_deferredReads.find(id);
    if (it == m_deferredReads.end() || m_sockets->isBehind(id))
        return;
    std::vector<Core::FileStep> steps = std::move(it->second);
    m_deferredReads.erase(it);
    m_files->take(steps);
}

} // namespace Chalkwire::App
