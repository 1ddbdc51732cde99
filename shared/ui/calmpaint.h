// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QStyleOption>

class QWidget;

/// The shapes of CalmStyle, one function each; colours come from the option's palette.
namespace Chalkwire::Ui::CalmPaint {

QColor lineOf(const QStyleOption *option);
QColor accentOf(const QStyleOption *option);
void box(QPainter *painter, const QRect &rect, const QColor &border, const QBrush &fill, qreal width = 1);
void hairline(QPainter *painter, const QRect &rect, const QColor &color, Qt::Edge edge);
void drawLineEdit(const QStyleOption *option, QPainter *painter);
void drawFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void drawButton(const QStyleOption *option, QPainter *painter);
void drawCheckBox(const QStyleOption *option, QPainter *painter);
void drawToolButton(const QStyleOption *option, QPainter *painter);
void drawHeader(const QStyleOption *option, QPainter *painter);
void drawTab(const QStyleOption *option, QPainter *painter);
void drawScrollBar(const QStyle *style, const QStyleOptionSlider *option, QPainter *painter,
                   const QWidget *widget);
void drawComboBox(const QStyle *style, const QStyleOptionComboBox *option, QPainter *painter,
                  const QWidget *widget);
/// An item of a table, list or tree. Qt's own lays every text out three times; on one line with nothing to
/// tick that is most of what a busy table costs.
bool isPlainCell(const QStyleOptionViewItem *option);
void drawPlainCell(const QStyle *style, const QStyleOptionViewItem *option, QPainter *painter,
                   const QWidget *widget);
void drawArrow(const QStyleOption *option, QPainter *painter, QStyle::PrimitiveElement element);

} // namespace Chalkwire::Ui::CalmPaint
