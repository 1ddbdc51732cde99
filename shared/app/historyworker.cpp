// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historyworker.h"

#include "store/memorystore.h"
#include "store/sqlitestore.h"

#include <algorithm>
#include <utility>

namespace Chalkwire::App {

namespace {

constexpr int kPurgeMs = 60'000;

} // namespace

HistoryWorker::HistoryWorker()
    : m_searchTimer(this)
    , m_purgeTimer(this)
{
    connect(&m_searchTimer, &QTimer::timeout, this, &HistoryWorker::searchOn);
    m_purgeTimer.setInterval(kPurgeMs);
    connect(&m_purgeTimer, &QTimer::timeout, this, &HistoryWorker::purge);
}

void HistoryWorker::open(const HistoryPlace &place)
{
    HistoryOpened history;
    if (place.path.isEmpty()) {
        m_store = std::make_unique<Store::MemoryStore>(place.maxBytes);
    } else {
        auto store = Store::SqliteStore::open(place.path, place.maxBytes);
        if (!store) {
            emit openFailed(store.error());
            return;
        }
        history.setAside = (*store)->setAside();
        m_store = *std::move(store);
    }
    m_store->setUsualKeepDays(place.keepDays);
    history.identity = m_store->identity();
    history.rooms = m_store->rooms();
    std::optional<std::vector<Core::KeptFile>> files = m_store->files();
    if (!files) {
        m_store.reset();
        emit openFailed({ErrorCode::StorageFailed, QStringLiteral("which files are kept cannot be read")});
        return;
    }
    history.files = *std::move(files);
    emit opened(history);
    m_purgeTimer.start();
    purge();
}

void HistoryWorker::work(const SharedHistoryWork &work)
{
    if (!m_store)
        return;
    for (const Core::NameOf &known : work->names)
        m_store->setName(known.name, known.author);
    if (!work->rules.empty() || !work->appends.empty())
        append(*work);
    for (const Core::ReadTo &read : work->reads)
        m_store->setMarker(read.reader, {read.room, read.seq});
    if (!work->lookups.empty())
        lookUp(*work);
}

void HistoryWorker::append(const Core::HistoryWork &work)
{
    const SystemClock clock;
    const Instant began = clock.now();
    auto answers = std::make_shared<HistoryAnswers>();
    answers->isOfWrites = true;
    m_rules.insert(m_rules.end(), work.rules.begin(), work.rules.end());
    if (writeRules()) {
        answers->stored = m_store->append(work.appends);
    } else {
        for (const Core::Append &item : work.appends)
            answers->stored.push_back({item.ticket, item.room, item.entry, false, ErrorCode::StorageFailed});
    }
    answers->took = clock.now() - began;
    emit worked(answers);
    tellDropped();
    m_store->catchUp();
    const bool hasRemoved = std::ranges::any_of(work.appends, &Core::Append::removesRoom);
    if (!work.rules.empty() || hasRemoved)
        purgeSoon();
}

void HistoryWorker::setKeepDays(qint64 days)
{
    if (!m_store)
        return;
    m_store->setUsualKeepDays(days);
    purgeSoon();
}

void HistoryWorker::tellDropped()
{
    const std::vector<Core::KeptFile> files = m_store->takeDroppedFiles();
    if (!files.empty())
        emit filesDropped(files);
}

/// What is said in a private room must not become public: its rules come first.
bool HistoryWorker::writeRules()
{
    while (!m_rules.empty()) {
        if (!m_store->setRules(m_rules.front().room, m_rules.front().rules))
            return false;
        m_rules.erase(m_rules.begin());
    }
    return true;
}

void HistoryWorker::lookUp(const Core::HistoryWork &work)
{
    auto answers = std::make_shared<HistoryAnswers>();
    for (const Core::Lookup &lookup : work.lookups) {
        if (const auto *page = std::get_if<Core::PageRequest>(&lookup)) {
            answers->pages.push_back(m_store->page(*page));
        } else if (const auto *search = std::get_if<Core::SearchRequest>(&lookup)) {
            Core::SearchRequest rest = *search;
            Core::Found found;
            if (m_store->searchOn(rest, found))
                answers->found.push_back(std::move(found));
            else
                m_searches.emplace_back(std::move(rest), std::move(found));
        } else if (const auto *request = std::get_if<Core::MarksRequest>(&lookup)) {
            Core::Marks marks{request->ticket, {}};
            for (const Store::Marker &marker : m_store->markers(request->reader)) {
                if (static_cast<qint64>(marks.marks.size()) < request->count)
                    marks.marks.emplace_back(marker.room, marker.seq);
            }
            answers->marks.push_back(std::move(marks));
        }
    }
    if (!m_searches.empty())
        m_searchTimer.start(0);
    emit worked(answers);
}

void HistoryWorker::searchOn()
{
    auto [rest, found] = std::move(m_searches.front());
    m_searches.pop_front();
    if (!m_store->searchOn(rest, found)) {
        m_searches.emplace_back(std::move(rest), std::move(found)); // the others' turn
        return;
    }
    if (m_searches.empty())
        m_searchTimer.stop();
    auto answers = std::make_shared<HistoryAnswers>();
    answers->found.push_back(std::move(found));
    emit worked(answers);
}

void HistoryWorker::purge()
{
    constexpr qint64 kAtOnce = 500; // a post waits for these
    if (!m_store)
        return;
    (void)m_store->flush(); // markers, where nobody posts
    const std::optional<qint64> removed = m_store->purge(SystemClock().wallMicros() / 1000, kAtOnce);
    if (m_store->takeHasShed() || removed.value_or(0) > 0)
        emit purged(m_store->rooms());
    tellDropped();
    if (removed == kAtOnce)
        purgeSoon();
}

/// After what is queued already.
void HistoryWorker::purgeSoon()
{
    QMetaObject::invokeMethod(this, &HistoryWorker::purge, Qt::QueuedConnection);
}

void HistoryWorker::close()
{
    m_purgeTimer.stop();
    m_searchTimer.stop();
    m_searches.clear(); // those who asked are gone
    m_store.reset();
    emit closed();
}

} // namespace Chalkwire::App
