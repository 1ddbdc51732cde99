// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trafficmodel.h"

#include "base/limits.h"
#include "ui/format.h"
#include "ui/words.h"

#include <algorithm>

namespace Chalkwire::Ui {

using Trace::Record;
using Trace::RecordKind;

Severity severityOf(const Record &record)
{
    if (record.fault != TextFault::None)
        return Severity::Warning;
    if (record.kind == RecordKind::Opened)
        return Severity::Event;
    if (record.kind != RecordKind::Closed)
        return Severity::Normal;
    switch (record.reason) {
    case CloseReason::PeerReset:
    case CloseReason::Slow:
    case CloseReason::LineTooLong:
    case CloseReason::BadFrame:
    case CloseReason::InvalidText:
    case CloseReason::TlsRefused:
    case CloseReason::Unfinished:
    case CloseReason::NetworkFailed:
        return Severity::Error;
    default:
        return Severity::Event;
    }
}

/// What a flush will do, worked out before the first signal: a model announces before it changes.
struct TrafficModel::Plan
{
    int removed = 0;
    int inserted = 0;
};

TrafficModel::TrafficModel(qint64 maxBytes, QObject *parent)
    : QAbstractTableModel(parent)
    , m_ring(maxBytes)
    , m_pending(maxBytes)
    , m_maxBytes(maxBytes)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kFlushMs);
    connect(&m_timer, &QTimer::timeout, this, &TrafficModel::flush);
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Record &TrafficModel::recordAt(int row) const
{
    return m_ring.at(row + m_skip);
}

int TrafficModel::rowOf(quint64 number) const
{
    const qsizetype index = m_ring.indexOf(number) - m_skip;
    return index >= 0 && index < m_rows ? static_cast<int>(index) : -1;
}

quint64 TrafficModel::dropped() const
{
    return m_ring.dropped() + m_pending.dropped();
}

QVariant TrafficModel::display(const Record &record, int column) const
{
    switch (column) {
    case TimeColumn:
        return formatTime(record.wallMicros);
    case ClientColumn:
        return recordClient(record);
    case DirectionColumn:
        return record.kind == RecordKind::Chunk || record.kind == RecordKind::Frame
                   ? directionArrow(record.direction)
                   : QString();
    case WhatColumn:
        return recordWhat(record);
    case BytesColumn:
        return record.kind == RecordKind::Chunk || record.kind == RecordKind::Frame
                   ? formatCount(record.bytes.size())
                   : QString();
    case SummaryColumn:
        return recordSummary(record);
    default:
        return {};
    }
}

QVariant TrafficModel::sortValue(const Record &record, int column) const
{
    switch (column) {
    case TimeColumn:
        return record.wallMicros;
    case ClientColumn:
        return record.connection;
    case DirectionColumn:
        return static_cast<int>(record.direction);
    case WhatColumn:
        return static_cast<int>(record.kind) * 256 + static_cast<int>(record.type);
    case BytesColumn:
        return record.bytes.size();
    default:
        return display(record, column);
    }
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Record &record = recordAt(index.row());
    const bool hasBytes = record.kind == RecordKind::Chunk || record.kind == RecordKind::Frame;
    switch (role) {
    case Qt::DisplayRole:
        return display(record, index.column());
    case Qt::ToolTipRole:
        if (index.column() == TimeColumn)
            return plainToolTip(formatDateTime(record.wallMicros));
        return index.column() == SummaryColumn ? plainToolTip(recordSentence(record)) : QVariant();
    case Qt::TextAlignmentRole:
        if (index.column() == BytesColumn)
            return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
        return index.column() == DirectionColumn ? QVariant(Qt::AlignCenter) : QVariant();
    case Qt::AccessibleTextRole:
        // The first cell speaks for the row; the others say themselves.
        return index.column() == TimeColumn ? QVariant(recordSentence(record))
                                            : display(record, index.column());
    case NumberRole:
        return record.number;
    case SortRole:
        return sortValue(record, index.column());
    case SeverityRole:
        return static_cast<int>(severityOf(record));
    case SentenceRole:
        return recordSentence(record);
    case DirectionRole:
        return hasBytes ? static_cast<int>(record.direction) : -1;
    case ConnectionRole:
        return record.connection;
    case KindRole:
        return static_cast<int>(record.kind);
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == BytesColumn)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case ClientColumn:
        return tr("Client");
    case DirectionColumn:
        return tr("Dir", "direction, as narrow as can be");
    case WhatColumn:
        return tr("What");
    case BytesColumn:
        return tr("Bytes");
    case SummaryColumn:
        return tr("Summary");
    default:
        return {};
    }
}

void TrafficModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
}

void TrafficModel::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (m_paused)
        flush();
    if (!m_paused && m_pending.size() > 0)
        m_timer.start(0);
    emit waitingChanged(m_paused ? m_pending.size() : 0);
}

void TrafficModel::append(Trace::Records records)
{
    append(std::make_shared<const Trace::Records>(std::move(records)));
}

void TrafficModel::append(const Trace::SharedRecords &records)
{
    const quint64 before = m_pending.dropped();
    m_pending.append(records);
    if (m_pending.dropped() != before)
        emit rowsDropped(dropped());
    if (m_paused)
        emit waitingChanged(m_pending.size());
    else if (!m_timer.isActive() && m_pending.size() > 0)
        m_timer.start(kFlushMs);
}

void TrafficModel::clear()
{
    m_timer.stop();
    m_pending.clear();
    beginResetModel();
    m_ring.clear();
    m_rows = 0;
    endResetModel();
    if (m_paused)
        emit waitingChanged(0);
}

TrafficModel::Plan TrafficModel::planFlush() const
{
    // The ring drops from the front until the rest fits, but never the last record.
    qint64 total = m_ring.bytes() + m_pending.bytes();
    const qsizetype all = m_ring.size() + m_pending.size();
    qsizetype gone = 0;
    while (gone < all - 1 && passes(total, m_maxBytes)) {
        const qsizetype at = gone - m_ring.size();
        total -= at < 0 ? m_ring.at(gone).cost() : m_pending.at(at).cost();
        ++gone;
    }
    Plan plan;
    plan.removed = static_cast<int>(qMin(gone, m_ring.size()));
    plan.inserted = static_cast<int>(m_pending.size() - (gone - plan.removed));
    return plan;
}

void TrafficModel::flush()
{
    m_timer.stop();
    if (m_pending.size() == 0)
        return;
    const Plan plan = planFlush();
    const quint64 droppedBefore = m_ring.dropped();
    if (plan.removed > 0) {
        beginRemoveRows({}, 0, plan.removed - 1);
        m_skip = plan.removed;
        m_rows -= plan.removed;
        endRemoveRows();
    }
    beginInsertRows({}, m_rows, m_rows + plan.inserted - 1);
    for (const Trace::SharedRecords &records : m_pending.take())
        m_ring.append(records);
    m_skip = 0;
    m_rows += plan.inserted;
    Q_ASSERT(m_rows == m_ring.size());
    endInsertRows();
    if (m_ring.dropped() != droppedBefore)
        emit rowsDropped(dropped());
}

} // namespace Chalkwire::Ui
