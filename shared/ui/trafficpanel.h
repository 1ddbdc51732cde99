// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"
#include "trace/export.h"

#include <QKeySequence>
#include <QList>
#include <QModelIndex>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QSplitter;
class QTableView;
class QToolButton;

namespace Chalkwire::Ui {

class EmptyState;
class FilterLine;
class Inspector;
class RecordExporter;
class TrafficFilterModel;
class TrafficModel;

/// The traffic of one window: filter, table, and the inspector under it. Both windows use it as it is.
class TrafficPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficPanel)

public:
    enum class Scope : quint8 { All, Filtered, Conversation };
    enum class CopyForm : quint8 { Text, Hex, Json };

    /// `model` is not owned and outlives the panel.
    explicit TrafficPanel(TrafficModel *model, QWidget *parent = nullptr);
    ~TrafficPanel() override;

    /// What an empty table says; plain text, see EmptyState. Call again when the language changes.
    void setEmptyTexts(const QString &title, const QString &hint = {}, const QString &command = {});

    QAction *followAction() const { return m_follow; } ///< checkable: the newest row stays in sight
    QAction *pauseAction() const { return m_pause; }   ///< checkable: rows stand still, recording goes on
    QAction *clearAction() const { return m_clear; }
    QMenu *exportMenu() const { return m_exportMenu; }
    /// Hides the panel's own buttons, for a window that puts the actions elsewhere; the filter stays.
    void setToolRowVisible(bool visible);

    void setFilterText(const QString &text);
    QString filterText() const;
    void showRecord(quint64 number); ///< selects its row; clears the filter when that hides it
    quint64 currentRecord() const;   ///< 0 for none
    /// Exports without asking. `systemText` of exportFailed stands in the panel as well.
    void exportTo(const QString &path, Trace::ExportFormat format, Scope scope);

    QTableView *table() const { return m_table; }
    Inspector *inspector() const { return m_inspector; }
    FilterLine *filterLine() const { return m_filterLine; }
    TrafficFilterModel *filterModel() const { return m_filtered; }
    QByteArray saveState() const; ///< splitter and columns, for QSettings
    void restoreState(const QByteArray &state);

public slots:
    void focusFilter();
    void nextRow();
    void previousRow();
    void nextInConversation();
    void previousInConversation();

signals:
    void currentRecordChanged(quint64 number);
    void exportFinished(const QString &path);
    void exportFailed(const QString &systemText);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildActions();
    void buildTable();
    void buildToolRow();
    void buildLayout();
    void buildExportMenu();
    void connectParts();
    void fitRows();
    void onFilterTyped(const QString &text);
    void onCountsChanged();
    void onReset();
    void onCurrentChanged();
    void leaveRows(const QModelIndex &parent, int first, int last);
    void onRowsRemoved(const QModelIndex &parent, int first, int last);
    void onWaitingChanged();
    void onExportProgressed(int percent);
    void onExportFinished(qsizetype written, qsizetype missing);
    void onExportFailed(const QString &systemText);
    bool isAtEnd() const;
    void scrollIfFollowing();
    void onRangeChanged(int maximum);
    void askExport(Trace::ExportFormat format, Scope scope);
    void copy(CopyForm form);
    void showRowMenu(const QPoint &position);
    void moveTo(int row);
    void walkConversation(int step);
    void showMessage(const QString &text, bool isError);
    void showEmptyTexts();
    ConnectionId currentConnection() const;
    QAction *addKeys(const QList<QKeySequence> &keys);
    void retranslate();

    TrafficModel *m_model;
    TrafficFilterModel *m_filtered;
    FilterLine *m_filterLine;
    QTableView *m_table;
    EmptyState *m_empty;
    Inspector *m_inspector;
    QSplitter *m_splitter;
    QWidget *m_toolRow = nullptr;
    QWidget *m_buttons = nullptr;
    QLabel *m_message;
    QToolButton *m_cancel;
    QAction *m_follow;
    QAction *m_pause;
    QAction *m_clear;
    QAction *m_find = nullptr;
    QAction *m_previous = nullptr;
    QAction *m_next = nullptr;
    QAction *m_previousInConversation = nullptr;
    QAction *m_nextInConversation = nullptr;
    QMenu *m_exportMenu;
    QList<QMenu *> m_scopeMenus; ///< in the order of Scope
    RecordExporter *m_exporter;
    QString m_exportPath;
    QString m_emptyTitle;
    QString m_emptyHint;
    QString m_emptyCommand;
    quint64 m_current = 0;
    quint64 m_restore = 0; ///< the current record, while the rows are laid anew
    int m_rangeEnd = 0;    ///< the scroll bar's maximum
    int m_rangeRows = 0;   ///< how many rows it stands for
    bool m_wasAtEnd = true;
    bool m_pauseShown = false;
    bool m_emptyByFilter = false;
};

} // namespace Chalkwire::Ui
