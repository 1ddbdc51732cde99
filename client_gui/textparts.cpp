// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textparts.h"

#include "ui/spacing.h"
#include "ui/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>
#include <QtMath>

namespace Chalkwire::ClientGui {

QColor blend(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue())};
}

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    return font;
}

EntryColors EntryColors::of(const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    return {text,
            Ui::color(Ui::ColorRole::Muted),
            blend(base, Ui::color(Ui::ColorRole::Accent), 0.16),
            blend(base, text, 0.06),
            Ui::color(Ui::ColorRole::Warning),
            Ui::color(Ui::ColorRole::Separator),
            Ui::color(Ui::ColorRole::Accent)};
}

QSize layText(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    layout.setTextOption(option);
    layout.beginLayout();
    double height = 0;
    double widest = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
        widest = qMax(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {qCeil(widest), qCeil(height)};
}

int badgeWidth(const QString &text, const QFont &font)
{
    return text.isEmpty()
               ? 0
               : kBadgeIcon + Ui::kGrid + QFontMetrics(font).horizontalAdvance(text) + 2 * Ui::kMargin;
}

void paintBadge(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                const QColor &color)
{
    painter.setPen(color);
    painter.setBrush(Qt::NoBrush);
    const double radius = rect.height() / 2.0;
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const double left = rect.left() + Ui::kMargin;
    const double top = rect.top() + (rect.height() - kBadgeIcon) / 2.0;
    QPen pen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    const QPointF triangle[] = {{left + kBadgeIcon / 2.0, top + 1.5},
                                {left + kBadgeIcon - 1, top + kBadgeIcon - 2},
                                {left + 1, top + kBadgeIcon - 2}};
    painter.drawPolygon(triangle, 3);
    painter.drawLine(QPointF(left + kBadgeIcon / 2.0, top + 5.5),
                     QPointF(left + kBadgeIcon / 2.0, top + 8.5));
    painter.setFont(font);
    painter.drawText(rect.adjusted(Ui::kMargin + kBadgeIcon + Ui::kGrid, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace Chalkwire::ClientGui
