// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/historywork.h"
#include "simulation/journal.h"
#include "store/memorystore.h"

#include <deque>
#include <map>
#include <set>

namespace Chalkwire::Simulation {

/// What the history answers at once. In this order, as App::HistoryWorker does it.
struct DiskAnswers
{
    std::vector<Core::Stored> stored;
    std::vector<Core::Page> pages;
    std::vector<Core::Found> found;
    std::vector<Core::Marks> marks;
    std::vector<Core::RoomHistory> purged{}; ///< all rooms, after entries that were too old are gone
};

/// A real store behind a slow disk: batches are written one after the other, and answered some time later. A
/// crash loses what is not written and what is not answered.
class SimDisk
{
public:
    SimDisk(Timeline &timeline, Dice &dice, Journal &journal);

    void take(Core::HistoryWork &work);
    void crash();
    void lose();                  ///< after a crash: another history begins
    void purge(qint64 nowMillis); ///< what is too old
    bool isIdle() const { return !m_isBusy && m_waiting.empty() && m_next.empty() && m_unanswered == 0; }

    Store::MemoryStore store{0};
    std::function<void(DiskAnswers &)> answer;
    bool isFull = false;
    QString identity;                                    ///< of the history; empty: it says none
    bool hasLost = false;                                ///< a history, in this run
    std::set<std::pair<Core::Identity, QString>> kept{}; ///< authors and ids, at some time
    std::map<QString, Instant> removed{}; ///< rooms that the operator ordered to go, and when at last
    std::set<std::pair<QString, Core::Identity>> admitted; ///< to a private room, at some time

private:
    void begin();
    void commit(Core::HistoryWork &work);
    DiskAnswers carryOut(Core::HistoryWork &work);
    void answerSoon(DiskAnswers &&given);
    void lookUp(const Core::Lookup &lookup, DiskAnswers &answers);

    Timeline &m_timeline;
    Dice &m_dice;
    Journal &m_journal;
    std::deque<Core::Append> m_waiting;
    Core::HistoryWork m_next;              ///< its appends are in m_waiting
    std::vector<Core::SetRules> m_rules{}; ///< that could not be written
    bool m_isBusy = false;
    int m_unanswered = 0;
    Instant m_answeredAt{}; ///< the last answer: none overtakes another
    quint64 m_life = 0;     ///< rises with each crash
};

} // namespace Chalkwire::Simulation
