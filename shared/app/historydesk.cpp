// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historydesk.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Chalkwire::App {

namespace {

template<class Item>
void moveAll(std::vector<Item> &from, std::vector<Item> &to)
{
    std::ranges::move(from, std::back_inserter(to));
    from.clear();
}

} // namespace

HistoryDesk::HistoryDesk(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("history"));
}

HistoryDesk::~HistoryDesk()
{
    while (m_worker && hasWork())
        handOn();
    if (isOnDisk()) {
        connect(m_worker, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
        m_worker->deleteLater(); // its turn comes after the work
    } else {
        delete m_worker;
        m_thread.quit();
    }
    m_thread.wait();
}

void HistoryDesk::open(const HistoryPlace &place)
{
    m_worker = new HistoryWorker;
    if (!place.path.isEmpty()) {
        m_thread.start(); // nothing, when it runs
        m_worker->moveToThread(&m_thread);
    }
    connect(m_worker, &HistoryWorker::opened, this, [this](const HistoryOpened &history) {
        m_isOpen = true;
        emit opened(history);
    });
    connect(m_worker, &HistoryWorker::openFailed, this, [this](const Error &error) {
        onClosed();
        emit openFailed(error);
    });
    connect(m_worker, &HistoryWorker::worked, this, &HistoryDesk::onWorked);
    connect(m_worker, &HistoryWorker::purged, this, &HistoryDesk::purged);
    connect(m_worker, &HistoryWorker::filesDropped, this, &HistoryDesk::filesDropped);
    connect(m_worker, &HistoryWorker::closed, this, [this] {
        onClosed();
        emit closed();
    });
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, place] { worker->open(place); }, Qt::QueuedConnection);
}

void HistoryDesk::close()
{
    if (!m_worker)
        return;
    while (hasWork())
        handOn();
    QMetaObject::invokeMethod(m_worker, &HistoryWorker::close, Qt::QueuedConnection);
}

void HistoryDesk::onClosed()
{
    m_isOpen = false;
    m_waiting.clear(); // of nobody who waits for it
    m_underWay = 0;
    m_entries = 0;
    m_worker->disconnect(this);
    std::exchange(m_worker, nullptr)->deleteLater();
}

void HistoryDesk::take(Core::HistoryWork &work)
{
    if (work.empty())
        return;
    m_entries += static_cast<qsizetype>(work.appends.size());
    if (m_waiting.empty())
        m_waiting.emplace_back();
    moveAll(work.rules, m_waiting.front().rules); // nobody waits for what others said
    moveAll(work.names, m_waiting.front().names);
    moveAll(work.reads, m_waiting.front().reads);
    moveAll(work.lookups, m_waiting.front().lookups);
    if (m_waiting.back().appends.empty() && work.appends.size() <= kBatch)
        std::swap(work.appends, m_waiting.back().appends); // the usual case
    for (Core::Append &item : work.appends) {
        if (m_waiting.back().appends.size() == kBatch)
            m_waiting.emplace_back();
        m_waiting.back().appends.push_back(std::move(item));
    }
    work.appends.clear();
    handOnSoon();
}

void HistoryDesk::setKeepDays(qint64 days)
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, days] { worker->setKeepDays(days); });
}

/// At the end of this turn: so that what all clients said in it goes together.
void HistoryDesk::handOnSoon()
{
    if (m_isDue || m_underWay >= kUnderWay || !hasWork())
        return;
    m_isDue = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isDue = false;
            handOn();
            handOnSoon();
        },
        Qt::QueuedConnection);
}

void HistoryDesk::handOn()
{
    if (!m_worker || !hasWork())
        return; // it was closed meanwhile
    const auto work = std::make_shared<const Core::HistoryWork>(std::move(m_waiting.front()));
    m_waiting.pop_front();
    if (!work->appends.empty() || !work->rules.empty())
        ++m_underWay;
    QMetaObject::invokeMethod( // in memory: here and now
        m_worker, [worker = m_worker, work] { worker->work(work); });
}

void HistoryDesk::onWorked(const SharedHistoryAnswers &answers)
{
    if (answers->isOfWrites)
        --m_underWay;
    m_entries -= static_cast<qsizetype>(answers->stored.size());
    if (isOnDisk()) {
        while (m_underWay < kUnderWay && hasWork())
            handOn(); // the disk waits for nobody
    } else {
        handOnSoon();
    }
    emit worked(answers);
}

} // namespace Chalkwire::App
