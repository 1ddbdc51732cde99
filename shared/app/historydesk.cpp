// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historydesk.h"

#include <iterator>
#include <utility>

namespace Chalkwire::App {

HistoryDesk::HistoryDesk(QObject *parent)
    : QObject(parent)
    , m_worker(new HistoryWorker)
{
    m_thread.setObjectName(QStringLiteral("history"));
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &QObject::destroyed, &m_thread, &QThread::quit, Qt::DirectConnection);
    connect(m_worker, &HistoryWorker::opened, this, [this](const HistoryOpened &history) {
        m_isOpen = true;
        emit opened(history);
    });
    connect(m_worker, &HistoryWorker::openFailed, this, &HistoryDesk::openFailed);
    connect(m_worker, &HistoryWorker::worked, this, &HistoryDesk::onWorked);
    connect(m_worker, &HistoryWorker::purged, this, &HistoryDesk::purged);
    connect(m_worker, &HistoryWorker::closed, this, [this] {
        m_isOpen = false;
        emit closed();
    });
    m_thread.start();
}

HistoryDesk::~HistoryDesk()
{
    while (!m_waiting.empty() || !m_next.empty())
        handOn();
    m_worker->deleteLater(); // its turn comes after the work
    m_thread.wait();
}

void HistoryDesk::open(const HistoryPlace &place)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, place] { worker->open(place); });
}

void HistoryDesk::close()
{
    while (!m_waiting.empty() || !m_next.empty())
        handOn();
    QMetaObject::invokeMethod(m_worker, &HistoryWorker::close);
}

void HistoryDesk::take(Core::HistoryWork &work)
{
    const auto move = [](auto &from, auto &to) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
        from.clear();
    };
    move(work.appends, m_waiting);
    move(work.rules, m_next.rules);
    move(work.reads, m_next.reads);
    move(work.lookups, m_next.lookups);
    while (m_underWay < kUnderWay && (!m_waiting.empty() || !m_next.empty()))
        handOn();
}

void HistoryDesk::handOn()
{
    auto work = std::make_shared<Core::HistoryWork>(std::exchange(m_next, {}));
    while (!m_waiting.empty() && work->appends.size() < kBatch) {
        work->appends.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    if (!work->appends.empty() || !work->rules.empty())
        ++m_underWay;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work = SharedHistoryWork(std::move(work))] { worker->work(work); });
}

void HistoryDesk::onWorked(const SharedHistoryAnswers &answers)
{
    if (answers->isOfWrites)
        --m_underWay;
    while (m_underWay < kUnderWay && (!m_waiting.empty() || !m_next.empty()))
        handOn();
    emit worked(answers);
}

} // namespace Chalkwire::App
