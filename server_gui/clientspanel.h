// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientsmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QAction;
class QLabel;
class QTableView;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ServerGui {

/// The clients table with its context menu, its empty state and, while somebody waits, why.
/// Ownership: its actions are its own; the main menu shows them too.
class ClientsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientsPanel)

public:
    explicit ClientsPanel(ClientsModel *model, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }
    /// What the empty table says; plain text, see Ui::EmptyState.
    void setEmptyTexts(const QString &title, const QString &hint, const QString &command = {});
    QList<QAction *> clientActions() const; ///< nullptr stands for a separator
    ConnectionId currentId() const;         ///< kNoConnection without a current row
    QList<ConnectionId> selectedIds() const;
    void select(ConnectionId id);
    void setWaiting(qsizetype waiting, qint64 places); ///< how many wait, and for how many places
    QString waitingText() const;

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

signals:
    void sendTextRequested(Chalkwire::ConnectionId id);
    void sendHexRequested(Chalkwire::ConnectionId id);
    void trafficRequested(Chalkwire::ConnectionId id);
    void disconnectRequested(Chalkwire::ConnectionId id);
    void resetRequested(Chalkwire::ConnectionId id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTable();
    void buildActions();
    QAction *addClientAction(const QKeySequence &shortcut);
    void setDefaultColumns();
    void retranslate();
    void updateActions();
    void copyAddresses();
    void showMenu(const QPoint &at);
    void showColumnMenu(const QPoint &at);

    ClientsModel *m_model = nullptr;
    QSortFilterProxyModel m_proxy;
    QTableView *m_table = nullptr;
    Ui::EmptyState *m_empty = nullptr;
    QLabel *m_waiting = nullptr;
    QAction *m_sendText = nullptr;
    QAction *m_sendHex = nullptr;
    QAction *m_traffic = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_disconnect = nullptr;
    QAction *m_reset = nullptr;
    qsizetype m_waitingCount = 0;
    qint64 m_places = 0;
};

} // namespace Chalkwire::ServerGui
