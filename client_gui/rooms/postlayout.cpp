// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/postlayout.h"

#include "base/text.h"
#include "entry.h"
#include "rooms/roomwords.h"
#include "ui/spacing.h"

#include <QFontMetrics>
#include <QLocale>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kQuoteBar = 3;
constexpr qsizetype kChipCharacters = 16;

QString metaOf(const ChatRow &row)
{
    QString meta = RoomWords::time(row.millis);
    if (row.file && row.isPending())
        return meta; // the card says the rest
    if (row.state == OwnState::Waiting || row.state == OwnState::Sent)
        meta = RoomWords::state(row);
    if (row.state == OwnState::Saved)
        meta = QStringLiteral("✓ ") + RoomWords::state(row);
    return row.isEdited ? RoomWords::edited() + QStringLiteral(" · ") + meta : meta;
}

} // namespace

PostLayout::PostLayout(const PostSource &source, int width, const QFont &font, const QFont &byteFont)
    : m_width(qMax(width, 160))
    , m_side(qMax(kSide, (m_width - kMaxColumn) / 2))
    , m_isMine(source.row.isOwn())
    , m_font(font)
    , m_small(scaled(font, kSmaller))
    , m_bold(font)
    , m_byteFont(byteFont)
{
    m_bold.setWeight(QFont::DemiBold);
    if (source.row.startsDay)
        addDivider(RoomWords::day(source.row.millis), false);
    if (source.startsNew)
        addDivider(RoomWords::newMessages(), true);
    if (source.row.kind != RowKind::Post || source.row.isDeleted)
        layQuiet(source.row);
    else
        layPost(source);
}

void PostLayout::addDivider(const QString &text, bool isNews)
{
    const QFontMetrics small(m_small);
    const int textWidth = small.horizontalAdvance(text);
    const int height = small.height() + 2 * Ui::kMargin;
    m_dividers.push_back({text, {(m_width - textWidth) / 2, m_height, textWidth, height}, isNews});
    m_height += height;
}

void PostLayout::layQuiet(const ChatRow &row)
{
    QString text = RoomWords::quiet(row);
    if (row.kind != RowKind::Gone && row.kind != RowKind::Restarted && row.kind != RowKind::Change)
        text += QStringLiteral("  ·  ") + RoomWords::time(row.millis);
    if (row.state == OwnState::Waiting)
        text += QStringLiteral("  ·  ") + RoomWords::state(row);
    m_text.setFont(m_small);
    m_text.setText(text);
    const QSize size = layText(m_text, m_width - 2 * m_side - 2 * Ui::kGroupGap);
    m_textAt = {(m_width - size.width()) / 2, m_height + kRowGap + Ui::kGrid};
    m_height = m_textAt.y() + size.height() + kRowGap + Ui::kGrid;
    if (row.state == OwnState::Failed)
        layFailure(row, m_textAt.x());
}

void PostLayout::layPost(const PostSource &source)
{
    const ChatRow &row = source.row;
    m_height += source.continues ? 1 : kRowGap;
    m_meta = metaOf(row);
    if (!m_isMine && !source.continues)
        layAuthor(row);
    const QFontMetrics small(m_small);
    const int metaWidth = small.horizontalAdvance(m_meta);
    const int available =
        qMax(80, qMin(kMaxBubble, m_width - 2 * m_side - metaWidth - 3 * Ui::kMargin) - 2 * kPadX);
    QSize content = layContent(source, available);
    if (!source.quote.isEmpty()) {
        const int room = available - kQuoteBar - Ui::kMargin;
        m_quote = small.elidedText(source.quote, Qt::ElideRight, room);
        const int quoteWidth = small.horizontalAdvance(m_quote) + kQuoteBar + Ui::kMargin;
        m_quoteRect.setSize({qMin(available, quoteWidth), small.height()});
        content.setWidth(qMax(content.width(), m_quoteRect.width()));
    }
    placeBubble(row, content);
    layChips(row);
    if (row.state == OwnState::Failed)
        layFailure(row, m_bubble.left());
    m_height += kRowGap;
}

/// The file, and below it what is said.
QSize PostLayout::layContent(const PostSource &source, int width)
{
    const ChatRow &row = source.row;
    QSize content;
    if (row.file) {
        m_card.emplace(*row.file, source.preview, width, m_font);
        m_image = source.image;
        content = m_card->size();
    }
    if (!row.hasText())
        return content;
    const QSize text = layMarked(shownText(row.text, false), width);
    const int gap = m_card ? Ui::kMargin : 0;
    return {qMax(content.width(), text.width()),
            qMax(content.height(), 0) + gap + qMax(text.height(), QFontMetrics(m_font).height())};
}

QRect PostLayout::buttonRect(FileAct act) const
{
    const QRect rect = m_card ? m_card->buttonRect(act) : QRect();
    return rect.isEmpty() ? rect : rect.translated(m_cardAt);
}

void PostLayout::layAuthor(const ChatRow &row)
{
    m_author = RoomWords::author(row);
    m_authorRect = {m_side + kPadX, m_height + kRowGap, m_width - 2 * (m_side + kPadX),
                    QFontMetrics(m_bold).height()};
    m_height = m_authorRect.bottom() + 2;
}

QSize PostLayout::layMarked(const QString &text, int width)
{
    m_marked = markedText(text);
    m_text.setFont(m_font);
    m_text.setText(m_marked.text);
    QList<QTextLayout::FormatRange> formats;
    for (const TextSpan &span : m_marked.spans) {
        QTextCharFormat format;
        switch (span.kind) {
        case TextSpan::Kind::Code:
            format.setFontFamilies(m_byteFont.families());
            format.setFontFixedPitch(true);
            break;
        case TextSpan::Kind::Bold:
            format.setFontWeight(QFont::Bold);
            break;
        case TextSpan::Kind::Italic:
            format.setFontItalic(true);
            break;
        case TextSpan::Kind::Link:
            format.setFontUnderline(true);
            break;
        }
        formats.append({span.start, span.length, format});
    }
    m_text.setFormats(formats);
    return layText(m_text, width);
}

void PostLayout::placeBubble(const ChatRow &row, const QSize &content)
{
    const QFontMetrics small(m_small);
    const int quoteHeight = m_quote.isEmpty() ? 0 : m_quoteRect.height() + Ui::kGrid;
    const QSize size(content.width() + 2 * kPadX, quoteHeight + content.height() + 2 * kPadY);
    const int x = m_isMine ? m_width - m_side - size.width() : m_side;
    m_bubble = {{x, m_height}, size};
    m_quoteRect.moveTo(x + kPadX, m_height + kPadY);
    m_cardAt = {x + kPadX, m_height + kPadY + quoteHeight};
    m_textAt = m_card ? m_cardAt + QPoint(0, m_card->size().height() + Ui::kMargin) : m_cardAt;
    if (row.state == OwnState::Failed)
        m_meta.clear(); // it stands below, with what to do
    const int metaWidth = small.horizontalAdvance(m_meta);
    const int metaX = m_isMine ? x - Ui::kMargin - metaWidth : m_bubble.right() + 1 + Ui::kMargin;
    m_metaRect = {metaX, m_bubble.bottom() + 1 - kPadY - small.height(), metaWidth, small.height()};
    m_height += size.height();
}

/// Below the bubble, in as many lines as they need.
void PostLayout::layChips(const ChatRow &row)
{
    const QFontMetrics small(m_small);
    const int height = small.height() + Ui::kGrid;
    const int left = m_isMine ? qMin(m_bubble.left(), m_width / 2) : m_bubble.left() + Ui::kGrid;
    const int right = m_isMine ? m_width - m_side : qMax(m_bubble.right(), m_width / 2);
    int x = left;
    int y = m_height + 2;
    for (const ReactionGroup &group : row.groups()) {
        const QString text =
            visibleText(group.text, kChipCharacters) + QStringLiteral("  ") + QLocale().toString(group.count);
        const int width = small.horizontalAdvance(text) + 2 * Ui::kMargin;
        if (x > left && x + width > right) {
            x = left;
            y += height + Ui::kGrid;
        }
        m_chips.push_back({text, group.text, group.ownSeq > 0, {x, y, width, height}});
        x += width + Ui::kGrid;
    }
    if (m_chips.empty())
        return;
    if (m_isMine && y == m_height + 2) { // one line ends where the bubble ends
        const int shift = m_bubble.right() - Ui::kGrid - m_chips.back().rect.right();
        for (Chip &chip : m_chips)
            chip.rect.translate(shift, 0);
    }
    m_height = y + height;
}

/// What is wrong, and what to do about it.
void PostLayout::layFailure(const ChatRow &row, int x)
{
    const QFontMetrics small(m_small);
    const int height = small.height() + Ui::kGrid;
    const int room = m_width - 2 * m_side;
    int buttonsWidth = 0;
    for (const PostHit::Kind kind : {PostHit::Kind::Retry, PostHit::Kind::Discard}) {
        const QString text = kind == PostHit::Kind::Retry ? RoomWords::retry() : RoomWords::discard();
        const int width = small.horizontalAdvance(text);
        m_buttons.push_back({text, kind, {0, 0, width, height}});
        buttonsWidth += width + Ui::kGroupGap;
    }
    const int most = qMax(80, room - buttonsWidth);
    m_failure = RoomWords::state(row);
    const int frame = badgeWidth(QStringLiteral(" "), m_small) - small.horizontalAdvance(QStringLiteral(" "));
    m_failure = small.elidedText(m_failure, Qt::ElideRight, most - frame);
    const int width = badgeWidth(m_failure, m_small);
    const int left = qMax(m_side, qMin(x, m_width - m_side - width - buttonsWidth));
    m_failureRect = {left, m_height + 2, width, height};
    int at = m_failureRect.right() + 1 + Ui::kGroupGap;
    for (Button &button : m_buttons) {
        button.rect.moveTo(at, m_failureRect.top());
        at = button.rect.right() + 1 + Ui::kGroupGap;
    }
    m_height = m_failureRect.bottom() + 1;
}

PostHit PostLayout::hit(const QPoint &at) const
{
    for (const Button &button : m_buttons) {
        if (button.rect.adjusted(-Ui::kGrid, 0, Ui::kGrid, 0).contains(at))
            return {button.kind};
    }
    for (const Chip &chip : m_chips) {
        if (chip.rect.contains(at))
            return {PostHit::Kind::Reaction, chip.reaction};
    }
    if (!m_quote.isEmpty() && m_quoteRect.contains(at))
        return {PostHit::Kind::Quote};
    if (const std::optional<FileAct> act = m_card ? m_card->actAt(at - m_cardAt) : std::nullopt)
        return {PostHit::Kind::File, {}, *act};
    const QPointF inText = at - m_textAt;
    for (int number = 0; number < m_text.lineCount(); ++number) {
        const QTextLine line = m_text.lineAt(number);
        if (!line.naturalTextRect().contains(inText))
            continue;
        const int cursor = line.xToCursor(inText.x(), QTextLine::CursorOnCharacter);
        const auto span = std::ranges::find_if(m_marked.spans, [cursor](const TextSpan &s) {
            return s.kind == TextSpan::Kind::Link && cursor >= s.start && cursor < s.start + s.length;
        });
        if (span != m_marked.spans.end())
            return {PostHit::Kind::Link, m_marked.address(*span)};
    }
    return {};
}

} // namespace Chalkwire::ClientGui
