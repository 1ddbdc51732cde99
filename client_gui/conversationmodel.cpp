// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversationmodel.h"

#include "conversationroles.h"
#include "words.h"

#include <iterator>

namespace Chalkwire::ClientGui {

ConversationModel::ConversationModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kFlushMs);
    connect(&m_timer, &QTimer::timeout, this, &ConversationModel::flush);
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &shown = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.kind == EntryKind::Event ? Words::event(shown) : shown.text;
    case Qt::AccessibleTextRole:
        return Words::sentence(shown);
    case kLineRole:
        return Words::line(shown);
    case kBytesRole:
        return shown.bytes;
    case EntryRole:
        return QVariant::fromValue(shown);
    case KindRole:
        return static_cast<int>(shown.kind);
    case FaultRole:
        return Words::fault(shown);
    default:
        return {};
    }
}

void ConversationModel::append(const Entry &entry)
{
    m_pending.push_back(entry);
    m_pendingBytes += entry.cost();
    trimPending();
    if (!m_timer.isActive())
        m_timer.start();
}

void ConversationModel::clear()
{
    m_timer.stop();
    beginResetModel();
    m_entries.clear();
    m_pending.clear();
    m_bytes = 0;
    m_pendingBytes = 0;
    endResetModel();
}

void ConversationModel::flush()
{
    m_timer.stop();
    if (m_pending.empty())
        return;
    removeOverflow();
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(m_pending.size()) - 1);
    m_entries.insert(m_entries.end(), std::move_iterator(m_pending.begin()),
                     std::move_iterator(m_pending.end()));
    m_bytes += m_pendingBytes;
    m_pending.clear();
    m_pendingBytes = 0;
    endInsertRows();
}

void ConversationModel::retranslate()
{
    if (!m_entries.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

/// What waits obeys the bounds too; the newest one always stays.
void ConversationModel::trimPending()
{
    while (m_pending.size() > 1 && (m_pending.size() > size_t{kMaxRows} || m_pendingBytes > kMaxBytes)) {
        m_pendingBytes -= m_pending.front().cost();
        m_pending.pop_front();
        ++m_dropped;
    }
}

/// Makes room for what waits, before it is inserted: rows never go and come in one step.
void ConversationModel::removeOverflow()
{
    size_t gone = 0;
    qint64 bytes = m_bytes + m_pendingBytes;
    while (gone < m_entries.size() &&
           (m_entries.size() - gone + m_pending.size() > size_t{kMaxRows} || bytes > kMaxBytes)) {
        bytes -= m_entries[gone].cost();
        ++gone;
    }
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(gone));
    m_bytes = bytes - m_pendingBytes;
    m_dropped += gone;
    endRemoveRows();
}

} // namespace Chalkwire::ClientGui
