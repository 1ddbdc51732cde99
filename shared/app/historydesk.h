// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/historyworker.h"

#include <QThread>

#include <deque>

namespace Chalkwire::App {

/// The engine's side of the history: hands on, in batches, what the core wants of it, and brings back the
/// answers. A batch is what came in one turn of the event loop; while it is being written the next one
/// gathers: so the busier it is, the more posts share one write to the disk (group commit). Nothing is held
/// back for company. Thread: the engine's; a history on disk has one of its own.
class HistoryDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryDesk)

public:
    static constexpr std::size_t kBatch = 200; ///< appends in one transaction

    explicit HistoryDesk(QObject *parent = nullptr);
    ~HistoryDesk() override; ///< waits until what was taken is written

    void open(const HistoryPlace &place); ///< opened() or openFailed() follows
    void close();                         ///< closed() follows, once what was taken is written
    /// `work` is empty afterwards.
    void take(Core::HistoryWork &work);
    void setKeepDays(qint64 days); ///< see Limits::keepDays
    bool isOpen() const { return m_isOpen; }
    qsizetype waiting() const { return m_entries; } ///< entries taken and not kept yet

signals:
    void opened(const Chalkwire::App::HistoryOpened &history);
    void openFailed(const Chalkwire::Error &error);
    void worked(const Chalkwire::App::SharedHistoryAnswers &answers);
    void purged(const std::vector<Chalkwire::Core::RoomHistory> &rooms);
    void filesDropped(const std::vector<Chalkwire::Core::KeptFile> &files);
    void closed();

private:
    bool isOnDisk() const { return m_worker && m_worker->thread() == &m_thread; }
    bool hasWork() const { return !m_waiting.empty(); }
    void handOnSoon();
    void handOn();
    void onWorked(const SharedHistoryAnswers &answers);
    void onClosed();

    static constexpr int kUnderWay = 2; ///< batches: one is written, the next one is there when it is done

    QThread m_thread;
    HistoryWorker *m_worker = nullptr;       ///< of one opening; on disk: lives in m_thread
    std::deque<Core::HistoryWork> m_waiting; ///< a batch each
    int m_underWay = 0;                      ///< of kUnderWay
    qsizetype m_entries = 0;                 ///< in m_waiting and under way
    bool m_isDue = false;                    ///< handOn() is on its way
    bool m_isOpen = false;                   ///< until closed()
};

} // namespace Chalkwire::App
