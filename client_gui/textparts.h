// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QSize>

class QPainter;
class QRect;
class QTextLayout;

namespace Chalkwire::ClientGui {

/// What the rows of every conversation have in common: measures in device-independent pixels, colours, texts.
inline constexpr int kSide = 12;       ///< from the view's edge to a bubble, at least
inline constexpr int kMaxColumn = 900; ///< in a wide window, question and answer stay in sight of each other
inline constexpr int kRowGap = 3;      ///< above and below a row
inline constexpr int kPadX = 10;       ///< inside a bubble
inline constexpr int kPadY = 6;
inline constexpr int kRadius = 10;
inline constexpr int kMaxBubble = 640; ///< longer lines are hard to read
inline constexpr int kBadgeIcon = 14;
inline constexpr double kSmaller = 0.85;

/// The colours of one row, blended from the palette so that they follow the theme.
struct EntryColors
{
    QColor text;
    QColor muted;
    QColor mine;  ///< bubble
    QColor other; ///< bubble
    QColor fault;
    QColor line;
    QColor accent;
    static EntryColors of(const QPalette &palette);
};

QColor blend(const QColor &under, const QColor &over, double share);
QFont scaled(QFont font, double factor);
/// Breaks at words where it can, anywhere where it must. Returns what the lines take.
QSize layText(QTextLayout &layout, int width);
/// A rounded frame with a warning sign and a text.
void paintBadge(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                const QColor &color);
/// How wide it is for its text.
int badgeWidth(const QString &text, const QFont &font);

} // namespace Chalkwire::ClientGui
