// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/entryevents.h"

#include <QAbstractListModel>

#include <vector>

namespace Chalkwire::ClientGui {

/// What a search found, newest first. Bounds: kMaxHits. Thread: GUI.
class HitsModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HitsModel)

public:
    enum Role {
        WhereRole = Qt::UserRole, ///< QString: "lobby · ana · 14 November 10:16"
        RoomRole,                 ///< QString, as the server writes it; "@ben": what was said to or by ben
        SeqRole,                  ///< quint64
    };
    static constexpr int kMaxHits = 1000;

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: the text in one line. AccessibleTextRole: a sentence.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void clear();
    void append(const std::vector<Core::Told::Said> &hits); ///< older ones
    bool isFull() const { return rowCount() >= kMaxHits; }

private:
    std::vector<Core::Told::Said> m_hits;
};

/// Where the words of a search stand in a line: begin and length of each, in order, none inside another.
/// Takes the words as docs/protocol.md §9.5 reads them; what only narrows the search ("in:lobby") is not
/// marked.
std::vector<std::pair<int, int>> wordsIn(const QString &line, const QString &query);

} // namespace Chalkwire::ClientGui
