// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Chalkwire::Ui {

/// Colours and icons of the traffic table, from the model's roles. Looked up when painted, so a theme change
/// shows. Stripes too: QTableView's own count all rows above, at each paint.
class TrafficDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace Chalkwire::Ui
