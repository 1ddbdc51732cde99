// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "noticesmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QTableView;
class QToolButton;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ServerGui {

/// The log: notices from a level on, with Copy and Clear. Stays at the newest row while it is in sight.
class LogPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPanel)

public:
    /// `model` is not owned and outlives the panel.
    explicit LogPanel(NoticesModel *model, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }
    LogLevel level() const;
    void setLevel(LogLevel level);

public slots:
    void copy(); ///< the selected rows, or all that are shown

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTable();
    void retranslate();
    void onLevelChosen();

    class LevelFilter : public QSortFilterProxyModel
    {
    public:
        void setLevel(LogLevel level);

    protected:
        bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

    private:
        LogLevel m_level = LogLevel::Info;
    };

    NoticesModel *m_model = nullptr;
    LevelFilter m_filtered;
    QLabel *m_levelLabel = nullptr;
    QComboBox *m_levelBox = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_clear = nullptr;
    QTableView *m_table = nullptr;
    Ui::EmptyState *m_empty = nullptr;
    QAction *m_copyAction = nullptr;
    int m_end = 0; ///< of the scroll bar
};

} // namespace Chalkwire::ServerGui
