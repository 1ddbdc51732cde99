// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsmodel.h"

#include "base/text.h"
#include "words.h"

#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace Chalkwire::ServerGui {

namespace {

bool isNumber(int column)
{
    return column == RoomsModel::Count || column == RoomsModel::Kept;
}

} // namespace

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
    switch (role) {
    case Qt::AccessibleTextRole:
        return tr("Room %1, people: %2: %3, messages kept: %4")
            .arg(display(entry, Room), display(entry, Count), membersText(entry), display(entry, Kept));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        return toolTip(index.column());
    case Qt::DisplayRole:
        return display(entry, index.column());
    default:
        return {};
    }
}

QString RoomsModel::display(const Entry &entry, int column) const
{
    const App::RoomRow &room = entry.room;
    switch (column) {
    case Room: {
        const QString name = visibleText(room.name, 64);
        return room.isPrivate ? tr("%1 (private)").arg(name) : name;
    }
    case Count:
        return QLocale().toString(room.members);
    case Kept:
        return QLocale().toString(room.lastSeq - qMin(room.firstSeq - 1, room.lastSeq));
    case Last:
        return room.lastMillis == 0 ? QString() : Words::moment(room.lastMillis);
    case Days:
        return Words::keptFor(room.keepDays);
    case Members:
        return membersText(entry);
    default:
        return {};
    }
}

QString RoomsModel::toolTip(int column)
{
    switch (column) {
    case Kept:
        return tr("What was said there and is kept, with corrections, reactions and topics.");
    case Last:
        return tr("When something was said there last.");
    case Days:
        return tr("How long the room keeps what is said.");
    default:
        return {};
    }
}

QVariant RoomsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Room:
        return tr("Room");
    case Count:
        return tr("People");
    case Kept:
        return tr("Messages");
    case Last:
        return tr("Last");
    case Days:
        return tr("Kept");
    case Members:
        return tr("Who");
    default:
        return {};
    }
}

QString RoomsModel::membersText(const Entry &entry) const
{
    const QString names = visibleText(entry.members.join(QStringLiteral(", ")), 1000);
    return entry.room.members > entry.members.size() && !names.isEmpty() ? tr("%1 and more").arg(names)
                                                                         : names;
}

QList<RoomsModel::Entry> RoomsModel::entriesOf(const App::ServerSnapshot &snapshot)
{
    QHash<QString, QStringList> members;
    for (const App::ClientRow &client : snapshot.clients) {
        const QStringList rooms = client.room.split(QStringLiteral(", "), Qt::SkipEmptyParts);
        for (const QString &room : rooms) {
            QStringList &names = members[room];
            if (names.size() < kMaxNamesShown)
                names.append(client.name);
        }
    }
    QList<Entry> entries;
    for (const App::RoomRow &room : snapshot.rooms)
        entries.append({room, members.value(room.name)});
    return entries;
}

void RoomsModel::update(const App::ServerSnapshot &snapshot)
{
    const QList<Entry> next = entriesOf(snapshot);
    QSet<QString> names;
    for (const Entry &entry : next)
        names.insert(entry.room.name);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (names.contains(m_rows[row].room.name))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    // Both are in the order of the names' keys.
    for (int row = 0; row < static_cast<int>(next.size()); ++row) {
        if (row < rowCount() && m_rows[row].room.name == next[row].room.name) {
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

int RoomsModel::rowOf(const QString &room) const
{
    const auto it = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                 [&room](const Entry &entry) { return entry.room.name == room; });
    return it == m_rows.cend() ? -1 : static_cast<int>(it - m_rows.cbegin());
}

void RoomsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace Chalkwire::ServerGui
