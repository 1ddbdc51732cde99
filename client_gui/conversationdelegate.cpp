// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversationdelegate.h"

#include "conversationmodel.h"
#include "entrylayout.h"
#include "ui/theme.h"

#include <QPainter>

namespace Chalkwire::ClientGui {

namespace {

EntryLayout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return {index.data(ConversationModel::EntryRole).value<Entry>(), option.rect.width(), option.font,
            Ui::byteFont()};
}

} // namespace

ConversationDelegate::ConversationDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    constexpr int kSelectedAlpha = 56;
    if (option.state.testFlag(QStyle::State_Selected)) {
        QColor color = option.palette.color(QPalette::Highlight);
        color.setAlpha(kSelectedAlpha);
        painter->fillRect(option.rect, color);
    }
    paintRow(*painter, option, index);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(option.palette.color(QPalette::Highlight));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 0, -2, -1));
    }
}

void ConversationDelegate::paintRow(QPainter &painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    layoutOf(option, index).paint(painter, option.rect.topLeft(), EntryColors::of(option.palette));
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), layoutOf(option, index).height()};
}

} // namespace Chalkwire::ClientGui
