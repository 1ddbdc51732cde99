// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calmpaint.h"

#include "ui/spacing.h"

#include <QAbstractScrollArea>
#include <QPlainTextEdit>
#include <QTabBar>

namespace Chalkwire::Ui::CalmPaint {

namespace {

constexpr qreal kRadius = 4;

QRectF crisp(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

} // namespace

QColor lineOf(const QStyleOption *option)
{
    return option->palette.color(QPalette::Mid);
}

QColor accentOf(const QStyleOption *option)
{
    return option->palette.color(QPalette::Active, QPalette::Link);
}

void box(QPainter *painter, const QRect &rect, const QColor &border, const QBrush &fill, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(fill);
    painter->drawRoundedRect(crisp(rect), kRadius, kRadius);
    painter->restore();
}

void hairline(QPainter *painter, const QRect &rect, const QColor &color, Qt::Edge edge)
{
    QRect line = rect;
    switch (edge) {
    case Qt::TopEdge:
        line.setHeight(1);
        break;
    case Qt::BottomEdge:
        line.setTop(rect.bottom());
        break;
    case Qt::LeftEdge:
        line.setWidth(1);
        break;
    case Qt::RightEdge:
        line.setLeft(rect.right());
        break;
    }
    painter->fillRect(line, color);
}

void drawLineEdit(const QStyleOption *option, QPainter *painter)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const QBrush fill = option->palette.brush(QPalette::Base);
    if (frame && frame->lineWidth <= 0) {
        painter->fillRect(option->rect, fill);
        return;
    }
    const bool focus = option->state & QStyle::State_HasFocus;
    box(painter, option->rect, focus ? accentOf(option) : option->palette.color(QPalette::Dark), fill,
        focus ? 2 : 1);
}

void drawFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const bool focus = option->state & QStyle::State_HasFocus;
    if (qobject_cast<const QPlainTextEdit *>(widget)) {
        box(painter, option->rect, focus ? accentOf(option) : option->palette.color(QPalette::Dark),
            Qt::NoBrush, focus ? 2 : 1);
        return;
    }
    painter->setPen(focus && qobject_cast<const QAbstractScrollArea *>(widget) ? accentOf(option)
                                                                               : lineOf(option));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
}

void drawButton(const QStyleOption *option, QPainter *painter)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool pressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    const bool isDefault = button && (button->features & QStyleOptionButton::DefaultButton);
    const QColor fill = pressed ? option->palette.color(QPalette::Highlight)
                        : hover ? option->palette.color(QPalette::Midlight)
                                : option->palette.color(QPalette::Button);
    QColor border = option->palette.color(isDefault ? QPalette::Link : QPalette::Dark);
    if (!(option->state & QStyle::State_Enabled))
        border = lineOf(option);
    box(painter, option->rect, border, fill);
}

void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const bool isOn = option->state & QStyle::State_On;
    const bool isEnabled = option->state & QStyle::State_Enabled;
    const QColor accent = isEnabled ? accentOf(option) : lineOf(option);
    const QColor border = isEnabled ? option->palette.color(QPalette::PlaceholderText) : lineOf(option);
    box(painter, option->rect, isOn ? accent : border,
        isOn ? QBrush(accent) : option->palette.brush(QPalette::Base));
    if (!isOn)
        return;
    const QRectF r = crisp(option->rect);
    const auto at = [&r](double x, double y) {
        return QPointF(r.left() + r.width() * x, r.top() + r.height() * y);
    };
    constexpr double kStroke = 1.8;
    const QPointF tick[] = {at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.30)};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(option->palette.color(QPalette::Base), kStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(tick, 3);
    painter->restore();
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const bool on = option->state & QStyle::State_On;
    const bool down = option->state & QStyle::State_Sunken;
    const bool hover = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    if (on || down)
        box(painter, option->rect, {}, option->palette.color(QPalette::Highlight));
    else if (hover)
        box(painter, option->rect, {}, option->palette.color(QPalette::Midlight));
}

void drawHeader(const QStyleOption *option, QPainter *painter)
{
    painter->fillRect(option->rect, option->palette.color(QPalette::Window));
    hairline(painter, option->rect, lineOf(option), Qt::BottomEdge);
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (header && header->orientation == Qt::Horizontal && header->position != QStyleOptionHeader::End &&
        header->position != QStyleOptionHeader::OnlyOneSection) {
        const QRect inner = option->rect.adjusted(0, 2 * kGrid - 2, 0, 2 - 2 * kGrid);
        hairline(painter, inner, lineOf(option),
                 option->direction == Qt::RightToLeft ? Qt::LeftEdge : Qt::RightEdge);
    }
}

void drawTab(const QStyleOption *option, QPainter *painter)
{
    const bool hover = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    if (hover && !(option->state & QStyle::State_Selected))
        box(painter, option->rect.adjusted(2, 2, -2, -4), {}, option->palette.color(QPalette::Midlight));
    if (!(option->state & QStyle::State_Selected))
        return;
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    const bool south = tab && tab->shape == QTabBar::RoundedSouth;
    QRect line = option->rect.adjusted(2 * kGrid, 0, -2 * kGrid, 0);
    if (south)
        line.setHeight(2);
    else
        line.setTop(line.bottom() - 1);
    painter->fillRect(line, accentOf(option));
}

void drawScrollBar(const QStyle *style, const QStyleOptionSlider *option, QPainter *painter,
                   const QWidget *widget)
{
    painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
    if (option->minimum == option->maximum)
        return;
    QRect handle = style->subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    if (option->orientation == Qt::Vertical)
        handle.adjust(3, 1, -3, -1);
    else
        handle.adjust(1, 3, -1, -3);
    const bool active = (option->activeSubControls & QStyle::SC_ScrollBarSlider) &&
                        (option->state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    const QColor color = option->palette.color(active ? QPalette::Shadow : QPalette::Dark);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const qreal radius = qMin(handle.width(), handle.height()) / 2.0;
    painter->drawRoundedRect(handle, radius, radius);
    painter->restore();
}

void drawComboBox(const QStyle *style, const QStyleOptionComboBox *option, QPainter *painter,
                  const QWidget *widget)
{
    const bool focus = option->state & QStyle::State_HasFocus;
    const bool hover = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    const QPalette::ColorRole fill = option->editable ? QPalette::Base
                                     : hover          ? QPalette::Midlight
                                                      : QPalette::Button;
    box(painter, option->rect, focus ? accentOf(option) : option->palette.color(QPalette::Dark),
        option->palette.brush(fill), focus ? 2 : 1);
    QStyleOption arrow = *option;
    arrow.rect = style->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxArrow, widget);
    style->drawPrimitive(QStyle::PE_IndicatorArrowDown, &arrow, painter, widget);
}

bool isPlainCell(const QStyleOptionViewItem *option)
{
    return !(option->features & (QStyleOptionViewItem::WrapText | QStyleOptionViewItem::HasCheckIndicator)) &&
           option->decorationPosition == QStyleOptionViewItem::Left &&
           !option->text.contains(QChar::LineSeparator);
}

void drawPlainCell(const QStyle *style, const QStyleOptionViewItem *option, QPainter *painter,
                   const QWidget *widget)
{
    painter->save();
    painter->setClipRect(option->rect);
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, option, painter, widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, option, widget) + 1;
    QRect room = option->rect.adjusted(margin, 0, -margin, 0);
    const bool isSelected = option->state & QStyle::State_Selected;
    if (option->features & QStyleOptionViewItem::HasDecoration && !option->icon.isNull()) {
        const QIcon::Mode mode = !(option->state & QStyle::State_Enabled) ? QIcon::Disabled
                                 : isSelected                             ? QIcon::Selected
                                                                          : QIcon::Normal;
        QRect place(room.topLeft(), QSize(option->decorationSize.width(), room.height()));
        room.setLeft(place.right() + margin);
        place = QStyle::visualRect(option->direction, option->rect, place);
        option->icon.paint(painter, place, Qt::AlignCenter, mode);
    }
    room = QStyle::visualRect(option->direction, option->rect, room);
    if (!option->text.isEmpty()) {
        painter->setFont(option->font);
        painter->setPen(option->palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
        const bool isTooLong = option->fontMetrics.horizontalAdvance(option->text) > room.width();
        const Qt::Alignment along = QStyle::visualAlignment(option->direction, option->displayAlignment);
        painter->drawText(
            room, static_cast<int>(along) | Qt::TextSingleLine,
            isTooLong ? option->fontMetrics.elidedText(option->text, option->textElideMode, room.width())
                      : option->text);
    }
    if (option->state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(*option);
        focus.rect = option->rect;
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, widget);
    }
    painter->restore();
}

void drawArrow(const QStyleOption *option, QPainter *painter, QStyle::PrimitiveElement element)
{
    const qreal half = qMin(4.0, qMin(option->rect.width(), option->rect.height()) / 2.0 - 1);
    const QPointF center = QRectF(option->rect).center();
    QPointF points[3] = {{-half, -half / 2}, {0, half / 2}, {half, -half / 2}};
    for (QPointF &point : points) {
        const QPointF p = point;
        if (element == QStyle::PE_IndicatorArrowUp)
            point = {p.x(), -p.y()};
        else if (element == QStyle::PE_IndicatorArrowRight)
            point = {p.y(), p.x()};
        else if (element == QStyle::PE_IndicatorArrowLeft)
            point = {-p.y(), p.x()};
        point += center;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto group = option->state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
    painter->setPen(QPen(option->palette.color(group, QPalette::ButtonText), 1.5, Qt::SolidLine, Qt::RoundCap,
                         Qt::RoundJoin));
    painter->drawPolyline(points, 3);
    painter->restore();
}

} // namespace Chalkwire::Ui::CalmPaint
