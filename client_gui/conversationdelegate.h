// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Chalkwire::ClientGui {

/// Paints the rows of a ConversationModel; EntryLayout does the work. Keeps nothing per row.
class ConversationDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationDelegate)

public:
    explicit ConversationDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// The height for `option.rect`'s width.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Between the selection under it and the focus around it.
    virtual void paintRow(QPainter &painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const;
};

} // namespace Chalkwire::ClientGui
