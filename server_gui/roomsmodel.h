// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"

#include <QAbstractTableModel>

namespace Chalkwire::ServerGui {

/// The rooms that somebody follows or that something is kept of, by name. Fed by the same snapshots as
/// ClientsModel. Updates: in place; a room that comes or goes is one row. Cost: update O(clients + rooms).
/// Thread: GUI.
class RoomsModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomsModel)

public:
    enum Column { Room, Count, Kept, Last, Days, Members, ColumnCount };
    static constexpr qsizetype kMaxNamesShown = 50;

    explicit RoomsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void update(const App::ServerSnapshot &snapshot);
    void retranslate();
    const App::RoomRow &room(int row) const { return m_rows[row].room; }
    int rowOf(const QString &room) const; ///< -1: no such room

private:
    struct Entry
    {
        App::RoomRow room;
        QStringList members; ///< at most kMaxNamesShown of them
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    static QList<Entry> entriesOf(const App::ServerSnapshot &snapshot);
    QString display(const Entry &entry, int column) const;
    static QString toolTip(int column);
    QString membersText(const Entry &entry) const;

    QList<Entry> m_rows;
};

} // namespace Chalkwire::ServerGui
