// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roomorder.h"
#include "roomreader.h"
#include "roomsmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QTableView;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ServerGui {

/// The rooms with who is in them; under them what is said in the chosen one, and a line to write into it as
/// operator. Their menus keep shorter or longer, delete a message, remove a room (asking first).
class RoomsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomsPanel)

public:
    /// `model` is not owned and outlives the panel.
    explicit RoomsPanel(RoomsModel *model, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }
    QListView *messages() const { return m_messages; }
    QLineEdit *input() const { return m_input; }
    QString problem() const; ///< what could not be done; empty: nothing
    void update(const App::ServerSnapshot &snapshot);
    void showPage(const Core::Page &page) { m_reader.takePage(page); }
    void showDone(const Core::OrderDone &done);
    QMenu *roomMenu();    ///< of the chosen room; deletes itself when closed. Null: none is chosen
    QMenu *messageMenu(); ///< likewise, of the chosen message
    void chooseRoom(const QString &room);

signals:
    void readRequested(const Chalkwire::Core::PageRequest &request);
    void orderRequested(const Chalkwire::Core::RoomOrder &order);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTable();
    void buildRoom();
    void retranslate();
    void fitRows();
    void onRoomChosen();
    void say();
    void askRemoval();
    void showProblem(const QString &text);

    RoomsModel *m_model = nullptr;
    RoomReader m_reader;
    QTableView *m_table = nullptr;
    QWidget *m_room = nullptr;
    QListView *m_messages = nullptr;
    QLineEdit *m_input = nullptr;
    QPushButton *m_say = nullptr;
    QLabel *m_problem = nullptr;
    Ui::EmptyState *m_empty = nullptr;
    Ui::EmptyState *m_nothingSaid = nullptr;
    bool m_wasAtEnd = true; ///< of the messages
};

} // namespace Chalkwire::ServerGui
