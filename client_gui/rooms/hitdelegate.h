// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Chalkwire::ClientGui {

/// Paints a HitsModel: where and when above, the text in one line below with the words of the search marked;
/// cut in front of the first of them when it would be out of sight.
class HitDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HitDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setQuery(const QString &query) { m_query = query; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QString &line,
                   const QPoint &at) const;

    QString m_query;
};

} // namespace Chalkwire::ClientGui
