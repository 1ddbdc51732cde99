// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientevents.h"

#include <QDialog>
#include <QStandardItemModel>

class QLabel;
class QPushButton;
class QTreeView;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ClientGui {

/// The rooms of the server, to join one. Private ones are not among them. Not modal. Bounds: what a server
/// lists, 256 at most.
class RoomListDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomListDialog)

public:
    explicit RoomListDialog(QWidget *parent);

    /// `joined`: the names of those the user is in.
    void showRooms(const Core::Told::RoomList &list, const QStringList &joined);
    void showProblem(const QString &sentence); ///< there is no list
    QTreeView *list() const { return m_list; }
    QPushButton *joinButton() const { return m_join; }
    QPushButton *refreshButton() const { return m_refresh; }

signals:
    void listWished();
    void joinWished(const QString &room);

private:
    void join();
    QString chosen() const;

    QTreeView *m_list;
    Ui::EmptyState *m_empty = nullptr;
    QLabel *m_more;
    QPushButton *m_join = nullptr;
    QPushButton *m_refresh = nullptr;
    QStandardItemModel m_rooms;
};

} // namespace Chalkwire::ClientGui
