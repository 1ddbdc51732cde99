// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simdisk.h"

#include <memory>

namespace Chalkwire::Simulation {

SimDisk::SimDisk(Timeline &timeline, Dice &dice, Journal &journal)
    : m_timeline(timeline)
    , m_dice(dice)
    , m_journal(journal)
{
}

void SimDisk::take(Core::HistoryWork &work)
{
    const auto move = [](auto &from, auto &to) {
        to.insert(to.end(), from.begin(), from.end());
        from.clear();
    };
    for (const Core::SetRules &set : work.rules) {
        for (const Core::Identity &who : set.rules.admitted)
            admitted.emplace(set.room, who);
    }
    move(work.appends, m_waiting);
    move(work.rules, m_next.rules);
    move(work.names, m_next.names);
    move(work.reads, m_next.reads);
    move(work.lookups, m_next.lookups);
    begin();
}

void SimDisk::crash()
{
    ++m_life;
    m_waiting.clear();
    m_next = {};
    m_rules.clear();
    m_isBusy = false;
    m_unanswered = 0;
}

/// Those who hold `store` go on with the new one.
void SimDisk::lose()
{
    static const QString kPrefix = QStringLiteral("history-");
    std::destroy_at(&store);
    std::construct_at(&store, 0);
    identity = kPrefix + QString::number(identity.sliced(kPrefix.size()).toInt() + 1);
    hasLost = true;
}

void SimDisk::purge(qint64 nowMillis)
{
    constexpr qint64 kAtOnce = 20;
    if (store.purge(nowMillis, kAtOnce).value_or(0) == 0)
        return;
    DiskAnswers answers;
    answers.purged = store.rooms();
    answerSoon(std::move(answers));
}

void SimDisk::begin()
{
    constexpr std::size_t kBatch = 16;
    if (m_isBusy || (m_waiting.empty() && m_next.empty()))
        return;
    m_isBusy = true;
    auto work = std::make_shared<Core::HistoryWork>(std::exchange(m_next, {}));
    while (!m_waiting.empty() && work->appends.size() < kBatch) {
        work->appends.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    const Millis longest(m_dice.chance(5) ? 3000 : 40);
    m_timeline.after(m_dice.between(Millis(1), longest), [this, work, life = m_life] {
        if (life == m_life)
            commit(*work);
    });
}

void SimDisk::commit(Core::HistoryWork &work)
{
    m_journal.note("commit", qint64(work.appends.size()));
    answerSoon(carryOut(work));
    m_isBusy = false;
    begin();
}

void SimDisk::answerSoon(DiskAnswers &&given)
{
    const auto answers = std::make_shared<DiskAnswers>(std::move(given));
    m_answeredAt = std::max(m_answeredAt, m_timeline.now() + m_dice.between(Millis(0), Millis(10)));
    ++m_unanswered;
    m_timeline.after(m_answeredAt - m_timeline.now(), [this, answers, life = m_life] {
        if (life != m_life)
            return;
        --m_unanswered;
        answer(*answers);
    });
}

DiskAnswers SimDisk::carryOut(Core::HistoryWork &work)
{
    DiskAnswers answers;
    for (const Core::NameOf &known : work.names)
        store.setName(known.name, known.author);
    m_rules.insert(m_rules.end(), work.rules.begin(), work.rules.end());
    if (isFull) {
        for (const Core::Append &item : work.appends)
            answers.stored.push_back({item.ticket, item.room, item.entry, false, ErrorCode::StorageFull});
    } else {
        for (const Core::SetRules &rules : std::exchange(m_rules, {}))
            (void)store.setRules(rules.room, rules.rules);
        answers.stored = store.append(work.appends);
        for (const Core::Stored &stored : answers.stored) {
            if (stored.error == ErrorCode::None)
                kept.emplace(stored.entry.author, stored.entry.id);
        }
    }
    for (const Core::ReadTo &read : work.reads)
        store.setMarker(read.reader, {read.room, read.seq});
    for (const Core::Lookup &lookup : work.lookups)
        lookUp(lookup, answers);
    return answers;
}

void SimDisk::lookUp(const Core::Lookup &lookup, DiskAnswers &answers)
{
    const ErrorCode error =
        isFull && m_dice.chance(30) ? ErrorCode::StorageFailed : ErrorCode::None; // it has no room to sort in
    if (const auto *page = std::get_if<Core::PageRequest>(&lookup)) {
        answers.pages.push_back(store.page(*page));
        answers.pages.back().error = error;
    } else if (const auto *search = std::get_if<Core::SearchRequest>(&lookup)) {
        answers.found.push_back(store.search(*search));
        if (error != ErrorCode::None)
            answers.found.back().error = error;
    } else if (const auto *request = std::get_if<Core::MarksRequest>(&lookup)) {
        Core::Marks marks{request->ticket, {}, error};
        for (const Store::Marker &marker : store.markers(request->reader))
            marks.marks.emplace_back(marker.room, marker.seq);
        answers.marks.push_back(std::move(marks));
    }
}

} // namespace Chalkwire::Simulation
