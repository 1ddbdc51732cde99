// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "noticesmodel.h"

#include "words.h"

#include <QDateTime>

#include <chrono>

namespace Chalkwire::ServerGui {

NoticesModel::NoticesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(std::chrono::milliseconds(100));
    connect(&m_flushTimer, &QTimer::timeout, this, &NoticesModel::flush);
}

int NoticesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NoticesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NoticesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const App::Notice &notice = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case LevelRole:
        return static_cast<int>(notice.level);
    case LineRole:
        return QDateTime::fromMSecsSinceEpoch(notice.wallMicros / 1000).toString(Qt::ISODateWithMs) + u' ' +
               Words::level(notice.level) + u' ' + Words::notice(notice);
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3")
            .arg(Words::time(notice.wallMicros), Words::level(notice.level), Words::notice(notice));
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Time:
        return Words::time(notice.wallMicros);
    case Level:
        return Words::level(notice.level);
    case What:
        return Words::notice(notice);
    default:
        return {};
    }
}

QVariant NoticesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case What:
        return tr("What happened");
    default:
        return {};
    }
}

void NoticesModel::append(const App::Notice &notice)
{
    m_pending.append(notice);
    if (m_pending.size() > kMaxRows)
        m_pending.removeFirst();
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void NoticesModel::flush()
{
    m_flushTimer.stop();
    if (m_pending.isEmpty())
        return;
    const int overflow = rowCount() + static_cast<int>(m_pending.size()) - kMaxRows;
    if (overflow > 0) {
        beginRemoveRows({}, 0, qMin(overflow, rowCount()) - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + qMin(overflow, rowCount()));
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(m_pending.size()) - 1);
    m_rows.insert(m_rows.end(), m_pending.cbegin(), m_pending.cend());
    m_pending.clear();
    endInsertRows();
}

void NoticesModel::clear()
{
    m_flushTimer.stop();
    m_pending.clear();
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void NoticesModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace Chalkwire::ServerGui
