// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"

#include <QAbstractTableModel>

namespace Chalkwire::ServerGui {

/// The clients of a server as a table, fed by snapshots; one row a client, ascending ids. Sort it with a
/// proxy on SortRole. Knows no socket. Updates: rows that go and come are announced in contiguous runs;
/// changed rows in one dataChanged per run. Cost: update O(clients); data() O(1). Thread: GUI.
class ClientsModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientsModel)

public:
    enum Column {
        Id,
        Name,
        Address,
        Kind,
        State,
        MessagesIn,
        MessagesOut,
        Idle,
        Room,
        TransportColumn,
        Since,
        BytesIn,
        BytesOut,
        Rate,
        Queued,
        Lag,
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole + 1, ///< number or text to sort by
        IdRole,                      ///< ConnectionId as qulonglong
        StateRole,                   ///< App::ClientState as int
        EndpointRole,                ///< "127.0.0.1:51022"
    };

    explicit ClientsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void update(const App::ServerSnapshot &snapshot);
    /// What time it is, in µs since 1970: the Idle column counts from it.
    void setNow(qint64 wallMicros);
    void retranslate(); ///< after a change of language

    const App::ClientRow &client(int row) const { return m_rows[row]; }
    int rowOf(ConnectionId id) const; ///< -1 when it is not here

private:
    void removeMissing(const QList<App::ClientRow> &next);
    void insertNew(const QList<App::ClientRow> &next);
    void changeKept(const QList<App::ClientRow> &next);
    QVariant display(const App::ClientRow &row, int column) const;
    QVariant sortValue(const App::ClientRow &row, int column) const;
    QString sentence(const App::ClientRow &row) const;
    qint64 idleSeconds(const App::ClientRow &row) const;

    QList<App::ClientRow> m_rows;
    qint64 m_nowWallMicros = 0;
};

} // namespace Chalkwire::ServerGui
