// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trafficfiltermodel.h"

#include "trace/trafficfilter.h"
#include "ui/trafficmodel.h"

#include <QElapsedTimer>

#include <algorithm>

namespace Chalkwire::Ui {

namespace {

/// Records matched between two looks at the clock.
constexpr int kStride = 64;

/// Matches rows from `to` (counted as rows + `gone`) until `end` or until the slice is over; appends those
/// that match.
template<class Rows>
void matchSome(const TrafficModel &source, const Trace::TrafficFilter &filter, quint64 gone, quint64 &to,
               quint64 end, const QElapsedTimer &clock, Rows &rows)
{
    to = std::max(to, gone);
    int stride = 0;
    while (to < end) {
        if (filter.matches(source.recordAt(static_cast<int>(to - gone))))
            rows.push_back(to);
        ++to;
        if (++stride == kStride) {
            stride = 0;
            if (clock.elapsed() >= TrafficFilterModel::kSliceMs)
                return;
        }
    }
}

} // namespace

TrafficFilterModel::TrafficFilterModel(TrafficModel *source, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_source(source)
    , m_filter(std::make_unique<Trace::TrafficFilter>())
{
    QAbstractProxyModel::setSourceModel(source);
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TrafficFilterModel::work);
    connect(source, &QAbstractItemModel::rowsInserted, this, &TrafficFilterModel::onRowsInserted);
    connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            &TrafficFilterModel::onRowsAboutToBeRemoved);
    connect(source, &QAbstractItemModel::rowsRemoved, this, &TrafficFilterModel::onRowsRemoved);
    connect(source, &QAbstractItemModel::modelReset, this, &TrafficFilterModel::onReset);
    connect(source, &QAbstractItemModel::dataChanged, this, &TrafficFilterModel::onDataChanged);
    connect(source, &QAbstractItemModel::headerDataChanged, this, &TrafficFilterModel::headerDataChanged);
    onReset();
}

TrafficFilterModel::~TrafficFilterModel() = default;

Result<bool> TrafficFilterModel::setFilterText(const QString &text)
{
    Result<Trace::TrafficFilter> parsed = Trace::TrafficFilter::parse(text);
    if (!parsed)
        return Unexpected{parsed.error()};
    m_text = text;
    m_nextFilter = std::make_unique<Trace::TrafficFilter>(std::move(parsed).value());
    m_nextRows.clear();
    m_nextTo = m_gone;
    emit scanStarted();
    work(); // most traces are done within the first slice, and then nothing flickers
    return true;
}

int TrafficFilterModel::total() const
{
    return m_source->rowCount();
}

bool TrafficFilterModel::isScanning() const
{
    return m_nextFilter != nullptr;
}

int TrafficFilterModel::scanPercent() const
{
    const int all = total();
    return all > 0 && m_nextFilter ? static_cast<int>((m_nextTo - m_gone) * 100 / static_cast<quint64>(all))
                                   : 100;
}

void TrafficFilterModel::work()
{
    if (m_nextFilter)
        scanNext();
    else
        followSource();
    const quint64 end = m_gone + static_cast<quint64>(total());
    if (m_nextFilter || m_matchedTo < end)
        m_timer.start();
    emit countsChanged();
}

void TrafficFilterModel::scanNext()
{
    QElapsedTimer clock;
    clock.start();
    const quint64 end = m_gone + static_cast<quint64>(total());
    matchSome(*m_source, *m_nextFilter, m_gone, m_nextTo, end, clock, m_nextRows);
    if (m_nextTo < end)
        return;
    beginResetModel();
    m_rows = std::move(m_nextRows);
    m_nextRows.clear();
    m_matchedTo = m_nextTo;
    m_filter = std::move(m_nextFilter);
    endResetModel();
    emit scanFinished();
}

void TrafficFilterModel::followSource()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<quint64> fresh;
    matchSome(*m_source, *m_filter, m_gone, m_matchedTo, m_gone + static_cast<quint64>(total()), clock,
              fresh);
    if (fresh.empty())
        return;
    const int first = matched();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    endInsertRows();
}

void TrafficFilterModel::onRowsInserted(const QModelIndex &, int first, int last)
{
    Q_ASSERT(last == m_source->rowCount() - 1 && first <= last);
    work();
}

void TrafficFilterModel::onRowsAboutToBeRemoved(const QModelIndex &, int first, int last)
{
    Q_ASSERT(first == 0);
    const quint64 keepFrom = m_gone + static_cast<quint64>(last) + 1;
    const auto end = std::lower_bound(m_rows.begin(), m_rows.end(), keepFrom);
    if (end != m_rows.begin()) {
        beginRemoveRows({}, 0, static_cast<int>(end - m_rows.begin()) - 1);
        m_shownGone += static_cast<quint64>(end - m_rows.begin());
        m_rows.erase(m_rows.begin(), end);
        endRemoveRows();
    }
    m_nextRows.erase(m_nextRows.begin(), std::lower_bound(m_nextRows.begin(), m_nextRows.end(), keepFrom));
}

void TrafficFilterModel::onRowsRemoved(const QModelIndex &, int, int last)
{
    m_gone += static_cast<quint64>(last) + 1;
    m_matchedTo = std::max(m_matchedTo, m_gone);
    m_nextTo = std::max(m_nextTo, m_gone);
    emit countsChanged();
}

void TrafficFilterModel::onReset()
{
    beginResetModel();
    m_rows.clear();
    m_nextRows.clear();
    m_gone = 0;
    m_matchedTo = 0;
    m_nextTo = 0;
    endResetModel();
    work();
}

void TrafficFilterModel::onDataChanged(const QModelIndex &first, const QModelIndex &last,
                                       const QList<int> &roles)
{
    // Records never change, only their words: no row appears or goes.
    const auto from =
        std::lower_bound(m_rows.begin(), m_rows.end(), m_gone + static_cast<quint64>(first.row()));
    const auto to = std::upper_bound(m_rows.begin(), m_rows.end(), m_gone + static_cast<quint64>(last.row()));
    if (from == to)
        return;
    emit dataChanged(index(static_cast<int>(from - m_rows.begin()), first.column()),
                     index(static_cast<int>(to - m_rows.begin()) - 1, last.column()), roles);
}

QModelIndex TrafficFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex TrafficFilterModel::parent(const QModelIndex &) const
{
    return {};
}

int TrafficFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : matched();
}

int TrafficFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_source->columnCount();
}

QModelIndex TrafficFilterModel::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= matched())
        return {};
    return m_source->index(static_cast<int>(m_rows[static_cast<size_t>(index.row())] - m_gone),
                           index.column());
}

QModelIndex TrafficFilterModel::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid())
        return {};
    const quint64 wanted = m_gone + static_cast<quint64>(sourceIndex.row());
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), wanted);
    if (it == m_rows.end() || *it != wanted)
        return {};
    return createIndex(static_cast<int>(it - m_rows.begin()), sourceIndex.column());
}

QVariant TrafficFilterModel::data(const QModelIndex &index, int role) const
{
    if (role == TrafficModel::StripeRole && index.isValid())
        return (static_cast<quint64>(index.row()) + m_shownGone) % 2 == 1;
    return QAbstractProxyModel::data(index, role);
}

const Trace::Record &TrafficFilterModel::recordAt(int row) const
{
    return m_source->recordAt(static_cast<int>(m_rows[static_cast<size_t>(row)] - m_gone));
}

int TrafficFilterModel::rowOf(quint64 number) const
{
    const int sourceRow = m_source->rowOf(number);
    return sourceRow < 0 ? -1 : mapFromSource(m_source->index(sourceRow, 0)).row();
}

} // namespace Chalkwire::Ui
