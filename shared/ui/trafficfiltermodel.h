// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QAbstractProxyModel>
#include <QTimer>

#include <deque>
#include <memory>

namespace Chalkwire::Trace {
class TrafficFilter;
struct Record;
} // namespace Chalkwire::Trace

namespace Chalkwire::Ui {

class TrafficModel;

/// Hides the rows of a TrafficModel that a filter does not match; never discards them. Live: new rows are
/// matched as they come. A new filter is worked out in slices of kSliceMs between events, the old rows
/// staying until it is done. Cost: mapping to the source O(1), from it O(log n). Only for TrafficModel: rows
/// come at its end and go at its front.
class TrafficFilterModel : public QAbstractProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficFilterModel)

public:
    static constexpr int kSliceMs = 8;

    /// `source` is not owned and outlives this model.
    explicit TrafficFilterModel(TrafficModel *source, QObject *parent = nullptr);
    ~TrafficFilterModel() override;

    /// Takes a filter as the user typed it; empty shows all. Errors: BadFilter with the position, and the
    /// last filter stays.
    Result<bool> setFilterText(const QString &text);
    QString filterText() const { return m_text; }

    int matched() const { return static_cast<int>(m_rows.size()); }
    int total() const;
    bool isScanning() const; ///< a new filter is not worked out completely yet
    int scanPercent() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &index) const override;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const Trace::Record &recordAt(int row) const;
    int rowOf(quint64 number) const; ///< -1 when it is hidden or gone

signals:
    void countsChanged();
    void scanStarted();
    void scanFinished(); ///< the new filter holds for all rows

private:
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void onRowsAboutToBeRemoved(const QModelIndex &parent, int first, int last);
    void onRowsRemoved(const QModelIndex &parent, int first, int last);
    void onReset();
    void onDataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void work();
    void scanNext();
    void followSource();

    TrafficModel *m_source;
    QString m_text;
    std::unique_ptr<Trace::TrafficFilter> m_filter;
    std::unique_ptr<Trace::TrafficFilter> m_nextFilter; ///< being worked out; null when none is
    /// Rows shown, as source row + m_gone, so that rows going at the front change no entry.
    std::deque<quint64> m_rows;
    std::deque<quint64> m_nextRows;
    quint64 m_gone = 0;      ///< source rows removed so far
    quint64 m_shownGone = 0; ///< and own rows: each keeps its stripe while it moves up
    quint64 m_matchedTo = 0; ///< all rows before this one were matched against m_filter
    quint64 m_nextTo = 0;    ///< the same for m_nextFilter
    QTimer m_timer;
};

} // namespace Chalkwire::Ui
