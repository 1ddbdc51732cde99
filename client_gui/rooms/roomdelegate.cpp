// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomdelegate.h"

#include "rooms/peoplemodel.h"
#include "rooms/roomsmodel.h"
#include "textparts.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kSign = 16;
constexpr qint64 kManyUnread = 1000;

QColor textColor(const QStyleOptionViewItem &option)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    return option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
}

QColor mutedColor(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected) ? textColor(option)
                                                         : Ui::color(Ui::ColorRole::Muted);
}

QRect beginRow(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->setRenderHint(QPainter::Antialiasing);
    return option.rect.adjusted(Ui::kMargin, 0, -Ui::kMargin, 0);
}

/// Takes its width from the right end of `rect`.
void paintCount(QPainter *painter, const QStyleOptionViewItem &option, qint64 count, bool isFilled,
                QRect *rect)
{
    const QFont font = scaled(option.font, kSmaller);
    const QFontMetrics metrics(font);
    const QString text =
        count >= kManyUnread ? QLocale().toString(kManyUnread - 1) + u'+' : QLocale().toString(count);
    const int height = metrics.height() + 2;
    const int width = qMax(height, metrics.horizontalAdvance(text) + Ui::kMargin);
    const QRect pill(rect->right() + 1 - width, rect->center().y() - height / 2 + 1, width, height);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor fill = isSelected ? textColor(option) : Ui::color(Ui::ColorRole::Accent);
    painter->setPen(isFilled ? fill : mutedColor(option));
    painter->setBrush(isFilled ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), height / 2.0, height / 2.0);
    painter->setFont(font);
    painter->setPen(isFilled ? option.palette.color(isSelected ? QPalette::Highlight : QPalette::Base)
                             : textColor(option));
    painter->drawText(pill, Qt::AlignCenter, text);
    rect->setRight(pill.left() - Ui::kGrid);
}

void paintSign(QPainter *painter, const QIcon &icon, QRect *rect)
{
    const QRect sign(rect->right() + 1 - kSign, rect->center().y() - kSign / 2 + 1, kSign, kSign);
    icon.paint(painter, sign);
    rect->setRight(sign.left() - Ui::kGrid);
}

QSize rowSize(const QStyleOptionViewItem &option)
{
    return {0, qMax(QFontMetrics(option.font).height(), kSign) + 2 * Ui::kRowPadding + 2};
}

} // namespace

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    QRect rect = beginRow(painter, option);
    const auto state = static_cast<RoomItem::State>(index.data(RoomsModel::StateRole).toInt());
    const qint64 unread = index.data(RoomsModel::UnreadRole).toLongLong();
    const qint64 mentions = index.data(RoomsModel::MentionsRole).toLongLong();
    if (unread > 0)
        paintCount(painter, option, unread, mentions > 0, &rect);
    if (state == RoomItem::State::Refused)
        paintSign(painter, Ui::icon(u"warning", Ui::ColorRole::Warning), &rect);
    if (state == RoomItem::State::Joining)
        paintSign(painter, Ui::icon(u"waiting"), &rect);
    if (index.data(RoomsModel::DraftRole).toBool())
        paintSign(painter, Ui::icon(u"edit"), &rect);
    if (index.data(RoomsModel::PrivateRole).toBool())
        paintSign(painter, Ui::icon(u"lock"), &rect);
    QFont font = option.font;
    font.setBold(unread > 0);
    const bool isThere = state == RoomItem::State::In || state == RoomItem::State::Declared;
    painter->setFont(font);
    painter->setPen(isThere ? textColor(option) : mutedColor(option));
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return rowSize(option);
}

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    constexpr int kDot = 8;
    painter->save();
    QRect rect = beginRow(painter, option);
    painter->setPen(Qt::NoPen);
    painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? textColor(option)
                                                                    : Ui::color(Ui::ColorRole::Ok));
    painter->drawEllipse(QRect(rect.left(), rect.center().y() - kDot / 2 + 1, kDot, kDot));
    rect.setLeft(rect.left() + kDot + Ui::kMargin);
    const QString mark = index.data(PeopleModel::MarkRole).toString();
    const QFont small = scaled(option.font, kSmaller);
    const int markWidth = mark.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(mark) + Ui::kGrid;
    const QString name = QFontMetrics(option.font)
                             .elidedText(index.data().toString(), Qt::ElideRight, rect.width() - markWidth);
    painter->setFont(option.font);
    painter->setPen(textColor(option));
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter->setFont(small);
    painter->setPen(mutedColor(option));
    painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, mark);
    painter->restore();
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return rowSize(option);
}

} // namespace Chalkwire::ClientGui
