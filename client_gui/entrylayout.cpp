// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "entrylayout.h"

#include "ui/spacing.h"
#include "ui/theme.h"
#include "words.h"

#include <QFontMetrics>
#include <QPainter>

namespace Chalkwire::ClientGui {

EntryLayout::EntryLayout(const Entry &entry, int width, const QFont &font, const QFont &byteFont)
    : m_width(qMax(width, 160))
    , m_side(qMax(kSide, (m_width - kMaxColumn) / 2))
    , m_isMine(entry.kind == EntryKind::Mine)
    , m_font(font)
    , m_small(scaled(font, kSmaller))
    , m_bold(font)
    , m_byteFont(byteFont)
{
    m_bold.setWeight(QFont::DemiBold);
    if (entry.kind == EntryKind::Event)
        layEvent(entry);
    else
        layMessage(entry);
}

void EntryLayout::layEvent(const Entry &entry)
{
    m_meta = Words::event(entry) + QStringLiteral("  ·  ") + Words::time(entry.wallMicros);
    m_text.setFont(m_small);
    m_text.setText(m_meta);
    const QSize size = layText(m_text, m_width - 2 * m_side - 2 * Ui::kGroupGap);
    m_textAt = {(m_width - size.width()) / 2, kRowGap + Ui::kMargin};
    m_metaRect = {m_textAt, size};
    m_height = size.height() + 2 * (kRowGap + Ui::kMargin);
}

void EntryLayout::layMessage(const Entry &entry)
{
    m_meta = Words::time(entry.wallMicros);
    if (entry.isRaw)
        m_meta = Words::bytes(entry.bytes.size()) + QStringLiteral(" · ") + m_meta;
    if (entry.kind != EntryKind::Other && entry.kind != EntryKind::Notice)
        m_meta = Words::author(entry) + QStringLiteral(" · ") + m_meta;
    if (entry.kind == EntryKind::Other) {
        m_author = Words::author(entry);
        m_room = visibleText(entry.room, 64);
    }
    const QFontMetrics small(m_small);
    const int metaWidth = small.horizontalAdvance(m_meta);
    const int available =
        qMax(80, qMin(kMaxBubble, m_width - 2 * m_side - metaWidth - 3 * Ui::kMargin) - 2 * kPadX);
    m_text.setFont(entry.isRaw ? m_byteFont : m_font);
    m_text.setText(shownText(entry.text, entry.isRaw));
    QSize content = layText(m_text, available);
    if (entry.isRaw) {
        layHex(entry, available);
        content.setWidth(qMax(content.width(), m_hexSize.width()));
    }
    m_badge = Words::fault(entry);
    placeColumn(entry, content, badgeWidth(m_badge, m_small));
}

void EntryLayout::layHex(const Entry &entry, int width)
{
    qsizetype more = 0;
    QString hex = shownHex(entry.bytes, &more);
    if (more > 0)
        hex += QStringLiteral(" … +") + QString::number(more);
    m_hex.setFont(scaled(m_byteFont, kSmaller));
    m_hex.setText(hex);
    m_hexSize = layText(m_hex, width);
}

void EntryLayout::placeColumn(const Entry &entry, const QSize &content, int badge)
{
    const QFontMetrics small(m_small);
    int y = kRowGap;
    if (!m_author.isEmpty()) {
        m_authorRect = {m_side + kPadX, y, m_width - 2 * (m_side + kPadX), QFontMetrics(m_bold).height()};
        y += m_authorRect.height() + 1;
    }
    const bool isFlat = entry.kind == EntryKind::Notice;
    const int padX = isFlat ? 0 : kPadX;
    const int hexHeight = entry.isRaw ? m_hexSize.height() + Ui::kGrid : 0;
    const int textHeight = qMax(content.height(), QFontMetrics(m_text.font()).height());
    const QSize size(content.width() + 2 * padX, textHeight + hexHeight + 2 * (isFlat ? 2 : kPadY));
    const int x = m_isMine ? m_width - m_side - size.width() : m_side + (isFlat ? kPadX : 0);
    const QRect box({x, y}, size);
    if (!isFlat)
        m_bubble = box;
    m_textAt = {x + padX, y + (isFlat ? 2 : kPadY)};
    m_hexAt = {m_textAt.x(), m_textAt.y() + textHeight + Ui::kGrid};
    const int metaWidth = small.horizontalAdvance(m_meta);
    const int metaX = m_isMine ? x - Ui::kMargin - metaWidth : box.right() + 1 + Ui::kMargin;
    m_metaRect = {metaX, box.bottom() + 1 - (isFlat ? 2 : kPadY) - small.height(), metaWidth, small.height()};
    y += size.height();
    if (badge > 0) {
        const int badgeX = m_isMine ? m_width - m_side - badge : m_side;
        m_badgeRect = {qMax(0, badgeX), y + 2, badge, small.height() + Ui::kGrid};
        y = m_badgeRect.bottom() + 1;
    }
    m_height = y + kRowGap;
}

void EntryLayout::paint(QPainter &painter, const QPoint &origin, const EntryColors &colors) const
{
    painter.save();
    painter.translate(origin);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_bubble.isEmpty() && m_author.isEmpty() && m_metaRect.topLeft() == m_textAt)
        paintEvent(painter, colors);
    else
        paintBubble(painter, colors);
    if (!m_badge.isEmpty())
        paintBadge(painter, m_badgeRect, m_badge, m_small, colors.fault);
    painter.restore();
}

void EntryLayout::paintEvent(QPainter &painter, const EntryColors &colors) const
{
    const int middle = m_height / 2;
    painter.setPen(colors.line);
    painter.drawLine(m_side, middle, m_metaRect.left() - Ui::kGroupGap, middle);
    painter.drawLine(m_metaRect.right() + Ui::kGroupGap, middle, m_width - m_side, middle);
    painter.setPen(colors.muted);
    m_text.draw(&painter, m_textAt);
}

void EntryLayout::paintBubble(QPainter &painter, const EntryColors &colors) const
{
    if (!m_author.isEmpty()) {
        painter.setFont(m_bold);
        painter.setPen(colors.text);
        const int width = painter.fontMetrics().horizontalAdvance(m_author);
        painter.drawText(m_authorRect, Qt::AlignLeft | Qt::AlignVCenter, m_author);
        painter.setFont(m_small);
        painter.setPen(colors.muted);
        painter.drawText(m_authorRect.adjusted(width + Ui::kMargin, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, m_room);
    }
    if (!m_bubble.isEmpty()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_isMine ? colors.mine : colors.other);
        painter.drawRoundedRect(m_bubble, kRadius, kRadius);
    }
    painter.setPen(m_bubble.isEmpty() ? colors.muted : colors.text);
    m_text.draw(&painter, m_textAt);
    painter.setPen(colors.muted);
    if (!m_hex.text().isEmpty())
        m_hex.draw(&painter, m_hexAt);
    painter.setFont(m_small);
    painter.drawText(m_metaRect, Qt::AlignLeft | Qt::AlignVCenter, m_meta);
}

} // namespace Chalkwire::ClientGui
