// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entry.h"

#include <QAbstractListModel>
#include <QTimer>

#include <deque>
#include <vector>

namespace Chalkwire::ClientGui {

/// The rows of the conversation, oldest first: at most kMaxRows and kMaxBytes of them; older ones go.
/// append() only collects; one timer inserts what came, in one batch. Thread: GUI. Cost: append O(1).
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationModel)

public:
    enum Role {
        EntryRole = Qt::UserRole, ///< Entry
        KindRole,                 ///< int of EntryKind
        FaultRole,                ///< QString, empty without a fault
    };
    static constexpr int kMaxRows = 20'000;
    static constexpr qint64 kMaxBytes = 64 * 1024 * 1024;
    static constexpr int kFlushMs = 33;

    explicit ConversationModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the text as it is copied. AccessibleTextRole: a sentence.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const Entry &entry(int row) const { return m_entries[static_cast<size_t>(row)]; }
    quint64 dropped() const { return m_dropped; } ///< rows that went because of the bounds
    qsizetype waiting() const { return static_cast<qsizetype>(m_pending.size()); }
    void retranslate(); ///< all rows changed their words

public slots:
    void append(const Chalkwire::ClientGui::Entry &entry);
    void clear(); ///< all rows and what waits to become one
    void flush(); ///< makes rows of what waits, now

private:
    void trimPending();
    void removeOverflow();

    std::deque<Entry> m_entries;
    std::deque<Entry> m_pending;
    qint64 m_bytes = 0;        ///< of m_entries
    qint64 m_pendingBytes = 0; ///< of m_pending
    quint64 m_dropped = 0;
    QTimer m_timer;
};

} // namespace Chalkwire::ClientGui
