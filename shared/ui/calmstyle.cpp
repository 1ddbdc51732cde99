// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calmstyle.h"

#include "ui/calmpaint.h"
#include "ui/spacing.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>

namespace Chalkwire::Ui {

using namespace CalmPaint;

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

// length: one case for each metric
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
    case CT_ItemViewItem:
    case CT_HeaderSection:
        result.rheight() += kGrid;
        return result;
    default:
        return result;
    }
}

// length: one case for each element
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
    case PE_IndicatorCheckBox:
        drawCheckBox(option, painter);
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
    case CE_ItemViewItem: {
        const auto *cell = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        if (cell && isPlainCell(cell))
            drawPlainCell(proxy(), cell, painter, widget);
        else
            QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
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
