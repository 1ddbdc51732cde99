// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"

#include <QAbstractListModel>

#include <deque>

namespace Chalkwire::ServerGui {

/// The last of what was said in one room, for the operator to read: a row for each message and topic, as it
/// stands now; corrections, deletions and reactions change the row that they are about. Peer text is plain
/// text in one line. Bounded: kMaxRows. Thread: GUI.
class RoomTranscript : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomTranscript)

public:
    static constexpr std::size_t kMaxRows = 200;
    static constexpr qsizetype kMaxCharacters = 2048; ///< of one row
    enum Role { SeqRole = Qt::UserRole + 1, CanDeleteRole };

    explicit RoomTranscript(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void clear();
    /// Entries past lastSeq(); others are known already.
    void append(const std::vector<Core::Entry> &entries);
    void forgetBefore(quint64 seq);               ///< they are not kept any more
    quint64 lastSeq() const { return m_lastSeq; } ///< of what append() has seen; 0: nothing
    void retranslate();

private:
    struct Row
    {
        Core::Entry entry;
        QStringList reactions; ///< "👍 ben"
    };
    void addRow(const Core::Entry &entry);
    void change(const Core::Entry &entry);
    QString textOf(const Row &row) const;

    std::deque<Row> m_rows;
    quint64 m_lastSeq = 0;
};

} // namespace Chalkwire::ServerGui
