// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientsmodel.h"

#include "base/text.h"
#include "words.h"

#include <QLocale>

#include <algorithm>

namespace Chalkwire::ServerGui {

using App::ClientRow;

namespace {

constexpr qsizetype kMaxNameCharacters = 64;

bool sameContent(const ClientRow &a, const ClientRow &b)
{
    return a.name == b.name && a.dialect == b.dialect && a.state == b.state && a.room == b.room &&
           a.lastActivityWallMicros == b.lastActivityWallMicros && a.messagesIn == b.messagesIn &&
           a.messagesOut == b.messagesOut && a.bytesIn == b.bytesIn && a.bytesOut == b.bytesOut &&
           a.lag == b.lag && qFuzzyCompare(1.0 + a.bytesPerSecond, 1.0 + b.bytesPerSecond) &&
           a.queuedBytes == b.queuedBytes;
}

int findRow(const QList<ClientRow> &rows, ConnectionId id)
{
    const auto it =
        std::lower_bound(rows.cbegin(), rows.cend(), id,
                         [](const ClientRow &row, ConnectionId wanted) { return row.id < wanted; });
    return it != rows.cend() && it->id == id ? static_cast<int>(it - rows.cbegin()) : -1;
}

bool hasId(const QList<ClientRow> &rows, ConnectionId id)
{
    return findRow(rows, id) >= 0;
}

bool isNumber(int column)
{
    switch (column) {
    case ClientsModel::Id:
    case ClientsModel::MessagesIn:
    case ClientsModel::MessagesOut:
    case ClientsModel::BytesIn:
    case ClientsModel::BytesOut:
    case ClientsModel::Rate:
    case ClientsModel::Queued:
    case ClientsModel::Lag:
    case ClientsModel::Idle:
        return true;
    default:
        return false;
    }
}

} // namespace

ClientsModel::ClientsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int ClientsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClientsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClientsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ClientRow &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == State ? Words::stateExplained(row.state)
               : index.column() == Lag
                   ? tr("How long this chat client took to answer the last time it was asked "
                        "whether it is there. It is asked when it has been silent for a while.")
                   : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::AccessibleTextRole:
        return index.column() == Id || index.column() == Name ? QVariant(sentence(row))
                                                              : display(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case IdRole:
        return row.id;
    case StateRole:
        return static_cast<int>(row.state);
    case EndpointRole:
        return row.peer.endpoint();
    default:
        return {};
    }
}

QVariant ClientsModel::display(const ClientRow &row, int column) const
{
    const QLocale locale;
    switch (column) {
    case Id:
        return QString::number(row.id);
    case Name:
        return visibleText(row.name, kMaxNameCharacters);
    case Address:
        return visibleText(row.peer.endpoint(), kMaxNameCharacters);
    case Kind:
        return Words::kind(row.dialect);
    case State:
        return Words::state(row.state);
    case Room:
        return visibleText(row.room, kMaxNameCharacters);
    case TransportColumn:
        return Words::transport(row.peer.transport);
    case Since:
        return Words::time(row.sinceWallMicros);
    case Idle:
        return Words::duration(idleSeconds(row));
    case MessagesIn:
        return locale.toString(row.messagesIn);
    case MessagesOut:
        return locale.toString(row.messagesOut);
    case BytesIn:
        return locale.toString(row.bytesIn);
    case BytesOut:
        return locale.toString(row.bytesOut);
    case Rate:
        return Words::rate(row.bytesPerSecond);
    case Queued:
        return locale.toString(row.queuedBytes);
    case Lag:
        return row.lag ? Words::lag(*row.lag) : QString();
    default:
        return {};
    }
}

QVariant ClientsModel::sortValue(const ClientRow &row, int column) const
{
    switch (column) {
    case Id:
        return row.id;
    case State:
        return static_cast<int>(row.state);
    case Since:
        return row.sinceWallMicros;
    case Idle:
        return idleSeconds(row);
    case MessagesIn:
        return row.messagesIn;
    case MessagesOut:
        return row.messagesOut;
    case BytesIn:
        return row.bytesIn;
    case BytesOut:
        return row.bytesOut;
    case Rate:
        return row.bytesPerSecond;
    case Queued:
        return row.queuedBytes;
    case Lag:
        return row.lag ? qint64(row.lag->count()) : -1;
    default:
        return display(row, column);
    }
}

QString ClientsModel::sentence(const ClientRow &row) const
{
    return tr("Client %1, %2, from %3, %4, %5, idle for %6")
        .arg(QString::number(row.id), visibleText(row.name, kMaxNameCharacters),
             visibleText(row.peer.endpoint(), kMaxNameCharacters), Words::kind(row.dialect),
             Words::state(row.state), Words::duration(idleSeconds(row)));
}

qint64 ClientsModel::idleSeconds(const ClientRow &row) const
{
    const qint64 last = row.lastActivityWallMicros > 0 ? row.lastActivityWallMicros : row.sinceWallMicros;
    return qMax<qint64>(0, (m_nowWallMicros - last) / 1'000'000);
}

QVariant ClientsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Id:
        return tr("#");
    case Name:
        return tr("Name");
    case Address:
        return tr("Address");
    case Kind:
        return tr("Kind");
    case State:
        return tr("State");
    case Room:
        return tr("Room");
    case TransportColumn:
        return tr("Transport");
    case Since:
        return tr("Since");
    case Idle:
        return tr("Idle");
    case MessagesIn:
        return tr("Msgs in");
    case MessagesOut:
        return tr("Msgs out");
    case BytesIn:
        return tr("Bytes in");
    case BytesOut:
        return tr("Bytes out");
    case Rate:
        return tr("Rate");
    case Queued:
        return tr("Queued bytes");
    case Lag:
        return tr("Lag");
    default:
        return {};
    }
}

void ClientsModel::update(const App::ServerSnapshot &snapshot)
{
    removeMissing(snapshot.clients);
    insertNew(snapshot.clients);
    changeKept(snapshot.clients);
}

void ClientsModel::removeMissing(const QList<ClientRow> &next)
{
    for (int last = static_cast<int>(m_rows.size()) - 1; last >= 0; --last) {
        if (hasId(next, m_rows[last].id))
            continue;
        int first = last;
        while (first > 0 && !hasId(next, m_rows[first - 1].id))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

void ClientsModel::insertNew(const QList<ClientRow> &next)
{
    // Every kept row is in next and both ascend, so position i is either the same id or the start of new
    // ones.
    for (qsizetype i = 0; i < next.size(); ++i) {
        if (i < m_rows.size() && m_rows[i].id == next[i].id)
            continue;
        qsizetype end = i + 1;
        while (end < next.size() && (i >= m_rows.size() || next[end].id < m_rows[i].id))
            ++end;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end - 1));
        m_rows.insert(i, end - i, ClientRow());
        std::copy(next.cbegin() + i, next.cbegin() + end, m_rows.begin() + i);
        endInsertRows();
        i = end - 1;
    }
}

void ClientsModel::changeKept(const QList<ClientRow> &next)
{
    Q_ASSERT(m_rows.size() == next.size());
    for (qsizetype first = 0; first < next.size(); ++first) {
        qsizetype end = first;
        while (end < next.size() && !sameContent(m_rows[end], next[end])) {
            m_rows[end] = next[end];
            ++end;
        }
        if (end == first)
            continue;
        emit dataChanged(index(static_cast<int>(first), 0),
                         index(static_cast<int>(end - 1), ColumnCount - 1));
        first = end;
    }
}

void ClientsModel::setNow(qint64 wallMicros)
{
    m_nowWallMicros = wallMicros;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Idle), index(rowCount() - 1, Idle), {Qt::DisplayRole, SortRole});
}

void ClientsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ClientsModel::rowOf(ConnectionId id) const
{
    return findRow(m_rows, id);
}

} // namespace Chalkwire::ServerGui
