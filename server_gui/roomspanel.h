// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "roomsmodel.h"

#include <QWidget>

class QTableView;

namespace Chalkwire::Ui {
class EmptyState;
}

namespace Chalkwire::ServerGui {

/// The rooms with who is in them.
class RoomsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomsPanel)

public:
    /// `model` is not owned and outlives the panel.
    explicit RoomsPanel(RoomsModel *model, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    RoomsModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    Ui::EmptyState *m_empty = nullptr;
};

} // namespace Chalkwire::ServerGui
