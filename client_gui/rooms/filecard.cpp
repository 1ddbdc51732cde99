// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/filecard.h"

#include "base/text.h"
#include "rooms/filewords.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QImage>
#include <QPainter>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr int kCardWidth = 300; ///< where there is room, whatever it shows: it does not grow with its state
constexpr int kIcon = 28;
constexpr int kBarHeight = 4;
constexpr double kTrackShare = 0.18; ///< of the text's colour in the bar that is not filled yet
constexpr int kPreviewRadius = 4;

} // namespace

FileCard::FileCard(const RowFile &file, const QSize &preview, int width, const QFont &font)
    : m_font(font)
    , m_small(scaled(font, kSmaller))
    , m_bold(font)
    , m_icon(fileIcon(file.name))
{
    m_bold.setWeight(QFont::DemiBold);
    const int cardWidth = qMin(width, qMax(kCardWidth, preview.width()));
    m_size = {cardWidth, 0};
    if (!preview.isEmpty()) {
        const QSize shown = preview.width() > cardWidth
                                ? preview.scaled(cardWidth, preview.height(), Qt::KeepAspectRatio)
                                : preview;
        m_preview = {{0, 0}, shown};
        m_size.setHeight(shown.height() + Ui::kMargin);
    }
    layHead(file, cardWidth);
    layProblem(file, cardWidth);
    layButtons(file, cardWidth);
}

void FileCard::layHead(const RowFile &file, int width)
{
    const QFontMetrics bold(m_bold);
    const QFontMetrics small(m_small);
    const int left = kIcon + Ui::kMargin;
    const int room = width - left;
    const int top = m_size.height();
    m_name = bold.elidedText(visibleText(file.name, 250), Qt::ElideMiddle, room);
    m_nameRect = {left, top, room, bold.height()};
    m_status = small.elidedText(FileWords::status(file), Qt::ElideRight, room);
    m_statusRect = {left, m_nameRect.bottom() + 1, room, small.height()};
    const int textHeight = m_nameRect.height() + m_statusRect.height();
    m_iconRect = {0, top + (textHeight - kIcon) / 2, kIcon, kIcon};
    m_size.setHeight(top + qMax(textHeight, kIcon));
    if (!file.isMoving())
        return;
    m_percent = file.percent();
    m_bar = {left, m_size.height() + 2, room, kBarHeight};
    m_size.setHeight(m_bar.bottom() + 1);
}

void FileCard::layProblem(const RowFile &file, int width)
{
    const QString problem = FileWords::problem(file);
    if (problem.isEmpty())
        return;
    m_problem.setFont(m_small);
    m_problem.setText(problem);
    m_problemAt = {0, m_size.height() + Ui::kGrid};
    m_size.setHeight(m_problemAt.y() + layText(m_problem, width).height());
}

void FileCard::layButtons(const RowFile &file, int width)
{
    const QFontMetrics small(m_small);
    const int height = small.height() + 2 * Ui::kGrid;
    int x = 0;
    int y = m_size.height() + Ui::kMargin;
    for (const FileAct act : file.acts()) {
        const QString text = FileWords::act(act);
        const int buttonWidth = qMin(width, small.horizontalAdvance(text) + 2 * Ui::kGroupGap);
        if (x > 0 && x + buttonWidth > width) {
            x = 0;
            y += height + Ui::kGrid;
        }
        m_buttons.push_back({act, text, {x, y, buttonWidth, height}});
        x += buttonWidth + Ui::kMargin;
    }
    if (!m_buttons.empty())
        m_size.setHeight(y + height);
}

QRect FileCard::buttonRect(FileAct act) const
{
    const auto button = std::ranges::find(m_buttons, act, &Button::act);
    return button == m_buttons.end() ? QRect() : button->rect;
}

std::optional<FileAct> FileCard::actAt(const QPoint &at) const
{
    const auto button =
        std::ranges::find_if(m_buttons, [&at](const Button &b) { return b.rect.contains(at); });
    return button == m_buttons.end() ? std::nullopt : std::optional(button->act);
}

void FileCard::paint(QPainter &painter, const QPoint &origin, const EntryColors &colors,
                     const QImage &preview) const
{
    painter.save();
    painter.translate(origin);
    if (!m_preview.isEmpty() && !preview.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(m_preview, preview);
    } else if (!m_preview.isEmpty()) { // not loaded any more, or not yet again
        painter.setPen(colors.line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(m_preview.adjusted(0, 0, -1, -1), kPreviewRadius, kPreviewRadius);
    }
    Ui::icon(m_icon).paint(&painter, m_iconRect);
    painter.setFont(m_bold);
    painter.setPen(colors.text);
    painter.drawText(m_nameRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, m_name);
    painter.setFont(m_small);
    painter.setPen(colors.muted);
    painter.drawText(m_statusRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, m_status);
    if (!m_bar.isEmpty())
        paintBar(painter, colors);
    painter.setPen(colors.fault);
    m_problem.draw(&painter, m_problemAt);
    painter.setFont(m_small);
    for (const Button &button : m_buttons) {
        painter.setPen(colors.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(button.rect).adjusted(0.5, 0.5, -0.5, -0.5), Ui::kGrid, Ui::kGrid);
        painter.drawText(button.rect, Qt::AlignCenter, button.text);
    }
    painter.restore();
}

void FileCard::paintBar(QPainter &painter, const EntryColors &colors) const
{
    constexpr int kAll = 100;
    painter.setPen(Qt::NoPen);
    painter.setBrush(blend(colors.other, colors.text, kTrackShare));
    painter.drawRoundedRect(m_bar, kBarHeight / 2.0, kBarHeight / 2.0);
    QRect filled = m_bar;
    filled.setWidth(m_bar.width() * m_percent / kAll);
    painter.setBrush(colors.accent);
    if (filled.width() > 0)
        painter.drawRoundedRect(filled, kBarHeight / 2.0, kBarHeight / 2.0);
}

} // namespace Chalkwire::ClientGui
