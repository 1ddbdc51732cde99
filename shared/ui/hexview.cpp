// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hexview.h"

#include "base/text.h"
#include "ui/format.h"
#include "ui/spacing.h"
#include "ui/theme.h"
#include "ui/words.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace Chalkwire::Ui {

namespace {

constexpr int kOffsetDigits = 8;
constexpr int kHalfRow = HexView::kRowBytes / 2;

/// Where byte `column` of a row stands, in characters from the left of the hex column: a gap after the
/// eighth.
int hexColumn(int column)
{
    return column * 3 + (column >= kHalfRow ? 1 : 0);
}

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setLayoutDirection(Qt::LeftToRight); // bytes run one way in every language
    layoutColumns();
    describe();
}

void HexView::setBytes(const QByteArray &bytes, quint64 streamOffset)
{
    m_bytes = bytes;
    m_streamOffset = streamOffset;
    m_anchor = m_cursor = m_start = m_length = 0;
    m_markStart = m_markLength = 0;
    layoutColumns();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    describe();
    emit selectionChanged(0, 0);
}

qsizetype HexView::shown() const
{
    return std::min(m_bytes.size(), kMaxShownBytes);
}

qsizetype HexView::rows() const
{
    return (shown() + kRowBytes - 1) / kRowBytes;
}

QByteArray HexView::selectedBytes() const
{
    return m_length > 0 ? m_bytes.mid(m_start, m_length) : m_bytes;
}

void HexView::select(qsizetype start, qsizetype length)
{
    start = std::clamp<qsizetype>(start, 0, shown());
    length = std::clamp<qsizetype>(length, 0, shown() - start);
    m_anchor = start;
    m_cursor = std::max(start, start + length - 1);
    m_start = start;
    m_length = length;
    scrollToCursor();
    viewport()->update();
    describe();
    emit selectionChanged(m_start, m_length);
}

void HexView::setRange(qsizetype anchor, qsizetype cursor)
{
    if (shown() == 0)
        return;
    m_anchor = std::clamp<qsizetype>(anchor, 0, shown() - 1);
    m_cursor = std::clamp<qsizetype>(cursor, 0, shown() - 1);
    m_start = std::min(m_anchor, m_cursor);
    m_length = std::max(m_anchor, m_cursor) - m_start + 1;
    scrollToCursor();
    viewport()->update();
    describe();
    emit selectionChanged(m_start, m_length);
}

void HexView::setMarked(qsizetype start, qsizetype length)
{
    m_markStart = start;
    m_markLength = length;
    viewport()->update();
}

void HexView::layoutColumns()
{
    setFont(byteFont());
    const QFontMetrics metrics(font());
    m_cell = metrics.horizontalAdvance(QLatin1Char('0'));
    m_line = metrics.height() + kGrid;
    m_hexLeft = kMargin + (kOffsetDigits + 2) * m_cell;
    m_textLeft = m_hexLeft + (hexColumn(kRowBytes) + 1) * m_cell;
    const int width = m_textLeft + kRowBytes * m_cell + kMargin;
    const qsizetype lines = rows() + (m_bytes.size() > shown() ? 1 : 0);
    verticalScrollBar()->setSingleStep(1);
    const int page = std::max(1, viewport()->height() / m_line);
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qsizetype>(0, lines - page)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
}

QRect HexView::rectOf(qsizetype byte, Part part) const
{
    const int top = static_cast<int>(byte / kRowBytes - verticalScrollBar()->value()) * m_line + kTightMargin;
    const int column = static_cast<int>(byte % kRowBytes);
    const int shift = -horizontalScrollBar()->value();
    switch (part) {
    case Part::Hex:
        return {m_hexLeft + hexColumn(column) * m_cell + shift, top, 2 * m_cell, m_line};
    case Part::Text:
        return {m_textLeft + column * m_cell + shift, top, m_cell, m_line};
    case Part::Offset:
        return {kMargin + shift, top, kOffsetDigits * m_cell, m_line};
    case Part::None:
        return {};
    }
    return {};
}

HexView::Hit HexView::hitTest(const QPoint &position) const
{
    const int x = position.x() + horizontalScrollBar()->value();
    const qsizetype row = verticalScrollBar()->value() + (position.y() - kTightMargin) / m_line;
    if (position.y() < kTightMargin || row >= rows())
        return {};
    Hit hit;
    int column = 0;
    if (x < m_hexLeft - m_cell) {
        hit.part = Part::Offset;
    } else if (x < m_textLeft - m_cell) {
        hit.part = Part::Hex;
        // The space behind a byte belongs to it, so that a drag never falls between two.
        while (column < kRowBytes - 1 && x >= m_hexLeft + hexColumn(column + 1) * m_cell)
            ++column;
    } else if (x < m_textLeft + kRowBytes * m_cell) {
        hit.part = Part::Text;
        column = std::max(0, (x - m_textLeft) / m_cell);
    } else {
        return {};
    }
    const qsizetype byte = row * kRowBytes + column;
    if (byte >= shown())
        return {};
    hit.byte = byte;
    return hit;
}

QString HexView::cellText(qsizetype byte) const
{
    const auto value = static_cast<quint8>(m_bytes[byte]);
    if (value < 0x20 || value == 0x7f) {
        const QString sign = controlSign(value);
        return sign.size() == 1 ? sign : QStringLiteral("▪"); // one cell: the hex side says which
    }
    if (value < 0x7f)
        return QChar(char16_t(value));
    // A character of several bytes stands at its first one; the others show that they belong to it.
    const qsizetype length = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : value >= 0xc2 ? 2 : 0;
    if (length > 0 && byte + length <= m_bytes.size()) {
        const DecodedText decoded = decodeText(QByteArrayView(m_bytes).sliced(byte, length));
        if (decoded.fault == TextFault::None)
            return visibleText(decoded.text, 2);
    }
    return QStringLiteral("·");
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(font());
    if (m_bytes.isEmpty()) {
        painter.setPen(color(ColorRole::Muted));
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         tr("No bytes: choose a chunk or a frame above."));
        return;
    }
    const qsizetype first = verticalScrollBar()->value();
    int top = kTightMargin;
    for (qsizetype row = first; row < rows() && top < viewport()->height(); ++row, top += m_line)
        paintRow(painter, row, top);
    painter.setPen(color(ColorRole::Separator));
    for (const int x : {m_hexLeft - m_cell, m_textLeft - m_cell}) {
        const int shifted = x - horizontalScrollBar()->value();
        painter.drawLine(shifted, 0, shifted, viewport()->height());
    }
    if (m_bytes.size() > shown() && top < viewport()->height()) {
        painter.setPen(color(ColorRole::Muted));
        painter.drawText(QRect(kMargin, top, viewport()->width(), m_line), Qt::AlignVCenter,
                         tr("… and %1 more, which are not shown").arg(formatBytes(m_bytes.size() - shown())));
    }
}

void HexView::paintRow(QPainter &painter, qsizetype row, int top) const
{
    const int shift = horizontalScrollBar()->value();
    const qsizetype firstByte = row * kRowBytes;
    painter.setPen(color(ColorRole::Muted));
    const quint64 offset = m_streamOffset + static_cast<quint64>(firstByte);
    painter.drawText(QRect(kMargin - shift, top, kOffsetDigits * m_cell, m_line), Qt::AlignVCenter,
                     QString::number(offset, 16).rightJustified(kOffsetDigits, QLatin1Char('0')));
    const qsizetype end = std::min(firstByte + kRowBytes, shown());
    for (qsizetype byte = firstByte; byte < end; ++byte) {
        const QRect hex = rectOf(byte, Part::Hex);
        const QRect text = rectOf(byte, Part::Text);
        const bool selected = byte >= m_start && byte < m_start + m_length;
        const bool marked = byte >= m_markStart && byte < m_markStart + m_markLength;
        const QColor back = selected ? palette().color(QPalette::Highlight) : color(ColorRole::Mark);
        if (selected || marked) {
            const bool joins = selected && byte + 1 < m_start + m_length && byte + 1 < end;
            const int wide = joins ? rectOf(byte + 1, Part::Hex).left() - hex.left() : hex.width();
            painter.fillRect(QRect(hex.left(), top, wide, m_line), back);
            painter.fillRect(text, back);
        }
        const auto value = static_cast<quint8>(m_bytes[byte]);
        const bool control = value < 0x20 || value == 0x7f;
        const QColor ink =
            selected ? palette().color(QPalette::HighlightedText) : palette().color(QPalette::Text);
        painter.setPen(ink);
        painter.drawText(hex, Qt::AlignVCenter, QString::fromLatin1(QByteArray(1, m_bytes[byte]).toHex()));
        painter.setPen(!selected && (control || value >= 0x80) ? color(ColorRole::Accent) : ink);
        painter.drawText(text, Qt::AlignCenter | Qt::TextDontClip, cellText(byte));
        if (marked) {
            painter.setPen(QPen(color(ColorRole::Error), 2));
            painter.drawLine(hex.bottomLeft(), hex.bottomRight());
            painter.drawLine(text.bottomLeft(), text.bottomRight());
        }
    }
    if (hasFocus() && m_cursor >= firstByte && m_cursor < end) {
        painter.setPen(color(ColorRole::Accent));
        painter.drawRect(rectOf(m_cursor, m_textSide ? Part::Text : Part::Hex).adjusted(-1, 0, 0, -1));
    }
}

void HexView::describe()
{
    QString words = tr("Bytes: %1").arg(formatBytes(m_bytes.size()));
    if (m_length > 0) {
        const QByteArray start = m_bytes.mid(m_start, std::min<qsizetype>(m_length, 32));
        words +=
            QStringLiteral(". ") + tr("Selected: bytes %1 to %2, %3, as text %4")
                                       .arg(QString::number(m_start), QString::number(m_start + m_length - 1),
                                            toHex(start), peerText(decodeText(start).text, 64));
    }
    setAccessibleName(words);
}

} // namespace Chalkwire::Ui
