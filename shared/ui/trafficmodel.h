// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/ring.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace Chalkwire::Ui {

enum class Severity : quint8 { Normal, Event, Warning, Error };

/// The traffic of one window: rows are the records of a bounded ring, oldest first. Owns the ring.
/// append() only collects; one timer inserts what came, in one batch. When the ring drops old records, their
/// rows go. Cost: append counts a record's memory and moves nothing; data() formats the one cell asked for.
/// Thread: GUI.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficModel)

public:
    enum Column {
        TimeColumn,
        ClientColumn,
        DirectionColumn,
        WhatColumn,
        BytesColumn,
        SummaryColumn,
        ColumnCount
    };
    enum Role {
        NumberRole = Qt::UserRole, ///< quint64: the record's number, which never changes
        SortRole,                  ///< the raw value of the cell
        SeverityRole,              ///< int of Severity
        SentenceRole,              ///< QString: the row as one sentence
        DirectionRole,             ///< int of Direction; -1 for opened and closed
        ConnectionRole,            ///< quint64; 0 for a broadcast
        KindRole,                  ///< int of RecordKind
        StripeRole,                ///< bool: every other row shown; TrafficFilterModel knows
    };
    static constexpr int kFlushMs = 50;

    /// `maxBytes`: memory of the ring (Limits::traceBytes), 0 = no bound.
    explicit TrafficModel(qint64 maxBytes, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// All words changed: another language.
    void retranslate();

    const Trace::Record &recordAt(int row) const;
    int rowOf(quint64 number) const; ///< -1 when it is not (or no longer) a row
    quint64 dropped() const;         ///< records dropped for memory so far, waiting ones included
    qint64 bytes() const { return m_ring.bytes(); }

    /// Paused: records are kept (in the same bound) but no row moves until it ends.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    qsizetype waiting() const { return m_pending.size(); } ///< records that are not rows yet

    void append(Trace::Records records);

public slots:
    void append(const Chalkwire::Trace::SharedRecords &records);
    void clear(); ///< all rows and what waits to become one
    void flush(); ///< makes rows of what waits, now; nothing while paused

signals:
    void waitingChanged(qsizetype count); ///< while paused
    void rowsDropped(quint64 total);      ///< dropped() rose

private:
    struct Plan;
    Plan planFlush() const;
    QVariant display(const Trace::Record &record, int column) const;
    QVariant sortValue(const Trace::Record &record, int column) const;

    Trace::Ring m_ring;
    Trace::Ring m_pending;
    qint64 m_maxBytes = 0;
    int m_skip = 0; ///< records at the ring's front that are no rows any more, in the middle of a flush
    int m_rows = 0;
    bool m_paused = false;
    QTimer m_timer;
};

Severity severityOf(const Trace::Record &record);

} // namespace Chalkwire::Ui
