// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsmodel.h"

#include "base/text.h"

#include <QLocale>
#include <QMap>

#include <algorithm>

namespace Chalkwire::ServerGui {

RoomsModel::RoomsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int RoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RoomsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RoomsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_rows[index.row()];
    if (role == Qt::AccessibleTextRole)
        return tr("Room %1, people: %2: %3")
            .arg(visibleText(entry.room, 64), QLocale().toString(entry.count), membersText(entry));
    if (role == Qt::TextAlignmentRole && index.column() == Count)
        return int(Qt::AlignVCenter | Qt::AlignRight);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Room:
        return visibleText(entry.room, 64);
    case Count:
        return QLocale().toString(entry.count);
    case Members:
        return membersText(entry);
    default:
        return {};
    }
}

QVariant RoomsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Count ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Room:
        return tr("Room");
    case Count:
        return tr("People");
    case Members:
        return tr("Who");
    default:
        return {};
    }
}

QString RoomsModel::membersText(const Entry &entry) const
{
    const QString names = visibleText(entry.members.join(QStringLiteral(", ")), 1000);
    return entry.count > entry.members.size() ? tr("%1 and more").arg(names) : names;
}

QList<RoomsModel::Entry> RoomsModel::entriesOf(const App::ServerSnapshot &snapshot)
{
    QMap<QString, Entry> byName;
    for (const App::ClientRow &client : snapshot.clients) {
        if (client.room.isEmpty())
            continue;
        Entry &entry = byName[client.room];
        entry.room = client.room;
        ++entry.count;
        if (entry.members.size() < kMaxNamesShown)
            entry.members.append(client.name);
    }
    return byName.values();
}

void RoomsModel::update(const App::ServerSnapshot &snapshot)
{
    const QList<Entry> next = entriesOf(snapshot);
    const auto isIn = [](const QList<Entry> &sorted, const QString &room) {
        const auto it =
            std::lower_bound(sorted.cbegin(), sorted.cend(), room,
                             [](const Entry &entry, const QString &name) { return entry.room < name; });
        return it != sorted.cend() && it->room == room;
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isIn(next, m_rows[row].room))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(next.size()); ++row) {
        if (row < rowCount() && m_rows[row].room == next[row].room) {
            if (m_rows[row] == next[row])
                continue;
            m_rows[row] = next[row];
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        } else {
            beginInsertRows({}, row, row);
            m_rows.insert(row, next[row]);
            endInsertRows();
        }
    }
}

void RoomsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace Chalkwire::ServerGui
