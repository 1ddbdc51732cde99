// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calmstyle.h"

#include "ui/spacing.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>

namespace Chalkwire::Ui {

namespace {

constexpr qreal kRadius = 4;

QRectF crisp(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

QColor lineOf(const QStyleOption *option)
{
    return option->palette.color(QPalette::Mid);
}

QColor accentOf(const QStyleOption *option)
{
    return option->palette.color(QPalette::Active, QPalette::Link);
}

void box(QPainter *painter, const QRect &rect, const QColor &border, const QBrush &fill, qreal width = 1)
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

} // namespace

CalmStyle::CalmStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
    setObjectName(QStringLiteral("calm"));
}

void CalmStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QComboBox *>(widget) || qobject_cast<QScrollBar *>(widget) ||
        qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *header = qobject_cast<QHeaderView *>(widget); header && header->orientation() == Qt::Horizontal)
        header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
}

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return kMargin;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
        return kGrid;
    case PM_ToolBarIconSize:
    case PM_ButtonIconSize:
        return kIconSize;
    case PM_SplitterWidth:
        return kGrid + 1;
    case PM_ScrollBarExtent:
        return 3 * kGrid;
    case PM_ScrollBarSliderMin:
        return 8 * kGrid;
    case PM_TabBarTabHSpace:
        return 6 * kGrid;
    case PM_TabBarTabVSpace:
        return 3 * kGrid;
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_FocusFrameHMargin:
        return kGrid + 1; // the margin of item views: cells stand under their headers
    case PM_HeaderMargin:
        return 6;
    case PM_MenuVMargin:
        return kGrid;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_Table_GridLineColor:
        return option ? static_cast<int>(lineOf(option).rgba())
                      : QProxyStyle::styleHint(hint, option, widget, returnData);
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize CalmStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    constexpr int controlHeight = 7 * kGrid;
    switch (type) {
    case CT_PushButton:
        result.rwidth() += 2 * kGrid;
        [[fallthrough]];
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        if (result.height() < controlHeight)
            result.setHeight(controlHeight);
        return result;
    case CT_MenuItem:
    case CT_MenuBarItem:
        result.rheight() += kGrid;
        return result;
    case CT_ItemViewItem:
    case CT_HeaderSection:
        result.rheight() += kGrid;
        return result;
    default:
        return result;
    }
}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_Frame:
        drawFrame(option, painter, widget);
        return;
    case PE_PanelLineEdit:
        drawLineEdit(option, painter);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_PanelButtonCommand:
        drawButton(option, painter);
        return;
    case PE_PanelButtonTool:
    case PE_FrameButtonTool:
        drawToolButton(option, painter);
        return;
    case PE_FrameFocusRect:
        box(painter, option->rect, accentOf(option), Qt::NoBrush);
        return;
    case PE_FrameTabWidget:
        hairline(painter, option->rect, lineOf(option), Qt::TopEdge);
        return;
    case PE_FrameTabBarBase:
        hairline(painter, option->rect, lineOf(option), Qt::BottomEdge);
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelStatusBar:
        hairline(painter, option->rect, lineOf(option), Qt::TopEdge);
        return;
    case PE_FrameMenu:
    case PE_PanelTipLabel: {
        painter->setPen(option->palette.color(QPalette::Dark));
        painter->setBrush(element == PE_FrameMenu ? QBrush(Qt::NoBrush)
                                                  : option->palette.brush(QPalette::ToolTipBase));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    }
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        drawArrow(option, painter, element);
        return;
    case PE_IndicatorToolBarSeparator: {
        QRect line(0, 0, 1, 5 * kGrid);
        line.moveCenter(option->rect.center());
        painter->fillRect(line, lineOf(option));
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void CalmStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeader(option, painter);
        return;
    case CE_TabBarTabShape:
        drawTab(option, painter);
        return;
    case CE_ToolBar:
        hairline(painter, option->rect, lineOf(option), Qt::BottomEdge);
        return;
    case CE_Splitter: {
        const bool vertical = option->state & State_Horizontal;
        QRect line = option->rect;
        if (vertical)
            line = QRect(line.center().x(), line.top(), 1, line.height());
        else
            line = QRect(line.left(), line.center().y(), line.width(), 1);
        painter->fillRect(line, option->state & State_MouseOver ? accentOf(option) : lineOf(option));
        return;
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void CalmStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(proxy(), slider, painter, widget);
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            drawComboBox(proxy(), combo, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace Chalkwire::Ui
