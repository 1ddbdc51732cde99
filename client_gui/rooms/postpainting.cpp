// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a laid out row of a room is painted.
#include "rooms/postlayout.h"
#include "ui/spacing.h"

#include <QPainter>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kQuoteBar = 3;
constexpr double kCodeShare = 0.10; ///< of the text's colour behind code

} // namespace

QColor PostLayout::codeFill(const QColor &bubble, const EntryColors &colors)
{
    return blend(bubble, colors.text, kCodeShare);
}

void PostLayout::paint(QPainter &painter, const QPoint &origin, const EntryColors &colors) const
{
    painter.save();
    painter.translate(origin);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Divider &divider : m_dividers)
        paintDivider(painter, divider, colors);
    if (m_bubble.isEmpty()) {
        painter.setPen(colors.muted);
        m_text.draw(&painter, m_textAt);
    } else {
        paintBubble(painter, colors);
        paintChips(painter, colors);
    }
    if (!m_failure.isEmpty())
        paintFailure(painter, colors);
    painter.restore();
}

void PostLayout::paintDivider(QPainter &painter, const Divider &divider, const EntryColors &colors) const
{
    const int middle = divider.rect.center().y();
    painter.setPen(divider.isNews ? colors.accent : colors.line);
    painter.drawLine(m_side, middle, divider.rect.left() - Ui::kGroupGap, middle);
    painter.drawLine(divider.rect.right() + Ui::kGroupGap, middle, m_width - m_side, middle);
    painter.setPen(divider.isNews ? colors.accent : colors.muted);
    painter.setFont(m_small);
    painter.drawText(divider.rect, Qt::AlignCenter | Qt::TextDontClip, divider.text);
}

void PostLayout::paintBubble(QPainter &painter, const EntryColors &colors) const
{
    if (!m_author.isEmpty()) {
        painter.setFont(m_bold);
        painter.setPen(colors.text);
        painter.drawText(m_authorRect, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_author, Qt::ElideRight, m_authorRect.width()));
    }
    const QColor fill = m_isMine ? colors.mine : colors.other;
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(m_bubble, kRadius, kRadius);
    if (!m_quote.isEmpty()) {
        painter.fillRect(QRect(m_quoteRect.topLeft(), QSize(kQuoteBar, m_quoteRect.height())), colors.accent);
        painter.setFont(m_small);
        painter.setPen(colors.muted);
        painter.drawText(m_quoteRect.adjusted(kQuoteBar + Ui::kMargin, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, m_quote);
    }
    if (m_card)
        m_card->paint(painter, m_cardAt, colors, m_image);
    QList<QTextLayout::FormatRange> looks; // colours follow the theme: they are no part of the layout
    for (const TextSpan &span : m_marked.spans) {
        QTextCharFormat format;
        if (span.kind == TextSpan::Kind::Link)
            format.setForeground(colors.accent);
        else if (span.kind == TextSpan::Kind::Code)
            format.setBackground(codeFill(fill, colors));
        else
            continue;
        looks.append({span.start, span.length, format});
    }
    painter.setPen(colors.text);
    m_text.draw(&painter, m_textAt, looks);
    painter.setPen(colors.muted);
    painter.setFont(m_small);
    painter.drawText(m_metaRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, m_meta);
}

void PostLayout::paintChips(QPainter &painter, const EntryColors &colors) const
{
    painter.setFont(m_small);
    for (const Chip &chip : m_chips) {
        const double radius = chip.rect.height() / 2.0;
        painter.setPen(chip.isOwn ? colors.accent : colors.line);
        painter.setBrush(chip.isOwn ? colors.mine : colors.other);
        painter.drawRoundedRect(QRectF(chip.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        painter.setPen(colors.text);
        painter.drawText(chip.rect, Qt::AlignCenter, chip.text);
    }
}

void PostLayout::paintFailure(QPainter &painter, const EntryColors &colors) const
{
    paintBadge(painter, m_failureRect, m_failure, m_small, colors.fault);
    QFont font = m_small;
    font.setUnderline(true);
    painter.setFont(font);
    painter.setPen(colors.accent);
    for (const Button &button : m_buttons)
        painter.drawText(button.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, button.text);
}

} // namespace Chalkwire::ClientGui
