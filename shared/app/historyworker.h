// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/effects.h"
#include "store/messagestore.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace Chalkwire::App {

/// Where a history is kept.
struct HistoryPlace
{
    QString path;        ///< of the database; empty: in memory, for as long as the server runs
    qint64 maxBytes = 0; ///< see Limits::historyBytes, memoryHistoryBytes
    qint64 keepDays = 0; ///< see Limits::keepDays
};

/// What the history knows when it is opened.
struct HistoryOpened
{
    QString identity; ///< see MessageStore
    std::vector<Core::RoomHistory> rooms;
    std::vector<Core::KeptFile> files{}; ///< of its posts
    QString setAside;                    ///< the damaged file that was there; empty: none was
};

/// What became of some HistoryWork.
struct HistoryAnswers
{
    std::vector<Core::Stored> stored; ///< in the order of the appends
    std::vector<Core::Page> pages;
    std::vector<Core::Found> found;
    std::vector<Core::Marks> marks;
    bool isOfWrites = false; ///< of rules and appends; what was looked up comes apart, later
    Micros took{0};          ///< until all of `stored` was kept
};
using SharedHistoryWork = std::shared_ptr<const Core::HistoryWork>;
using SharedHistoryAnswers = std::shared_ptr<const HistoryAnswers>;

/// Does with the history what the core asks for: one piece of work is one transaction. Talks to HistoryDesk
/// by signals and slots. With a file it lives in the history's thread, and blocks there. What is in memory
/// it does in the engine's thread, where nothing takes long: a hand to another thread and back would cost
/// more than the work.
class HistoryWorker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryWorker)

public:
    HistoryWorker();

    void open(const HistoryPlace &place);
    void work(const SharedHistoryWork &work);
    void setKeepDays(qint64 days); ///< see Limits::keepDays
    void close();

signals:
    void opened(const Chalkwire::App::HistoryOpened &history);
    void openFailed(const Chalkwire::Error &error);
    /// Twice for work that has both appends and lookups: nobody waits for a search to be told that it is
    /// kept.
    void worked(const Chalkwire::App::SharedHistoryAnswers &answers);
    void purged(const std::vector<Chalkwire::Core::RoomHistory> &rooms);
    /// No post has them any more.
    void filesDropped(const std::vector<Chalkwire::Core::KeptFile> &files);
    void closed();

private:
    void append(const Core::HistoryWork &work);
    void lookUp(const Core::HistoryWork &work);
    void searchOn();
    bool writeRules();
    void purge();
    void purgeSoon();
    void tellDropped();

    std::unique_ptr<Store::MessageStore> m_store; ///< null: not open
    std::vector<Core::SetRules> m_rules;          ///< not written yet: nothing is appended before they are
    std::deque<std::pair<Core::SearchRequest, Core::Found>> m_searches; ///< that take more than one piece
    QTimer m_searchTimer; ///< runs while there are any: others have their turn in between
    QTimer m_purgeTimer;
};

} // namespace Chalkwire::App
