// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverview.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

namespace Chalkwire::ServerGui {

/// What the server has to say, oldest first: the log dock's rows. Keeps the newest kMaxRows.
/// Updates: appended notices wait for one flush (100 ms), which is one insert, after one remove where the cap
/// asks it. Cost: append O(1); data() formats one sentence. Thread: GUI.
class NoticesModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticesModel)

public:
    enum Column { Time, Level, What, ColumnCount };
    enum Role {
        LevelRole = Qt::UserRole + 1, ///< LogLevel as int
        LineRole,                     ///< the whole row as one line of text, for copying
    };
    static constexpr int kMaxRows = 5'000;

    explicit NoticesModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void append(const App::Notice &notice);
    void flush(); ///< shows what waits, now
    void clear(); ///< also what waits
    void retranslate();

private:
    std::deque<App::Notice> m_rows;
    QList<App::Notice> m_pending;
    QTimer m_flushTimer;
};

} // namespace Chalkwire::ServerGui
