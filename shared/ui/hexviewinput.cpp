// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, keys and the clipboard of HexView.
#include "base/text.h"
#include "ui/hexview.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>

namespace Chalkwire::Ui {

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Hit hit = hitTest(event->position().toPoint());
    if (hit.byte < 0)
        return;
    m_textSide = hit.part == Part::Text;
    if (hit.part == Part::Offset)
        setRange(hit.byte, hit.byte + kRowBytes - 1);
    else
        setRange(event->modifiers() & Qt::ShiftModifier ? m_anchor : hit.byte, hit.byte);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const Hit hit = hitTest(event->position().toPoint());
    if (hit.byte >= 0 && hit.part != Part::Offset)
        setRange(m_anchor, hit.byte);
}

void HexView::moveCursor(qsizetype to, bool extend)
{
    const qsizetype last = std::max<qsizetype>(0, shown() - 1);
    to = std::clamp<qsizetype>(to, 0, last);
    setRange(extend ? m_anchor : to, to);
}

// length: one case for each key
void HexView::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    const qsizetype page = static_cast<qsizetype>(verticalScrollBar()->pageStep()) * kRowBytes;
    const qsizetype rowStart = m_cursor / kRowBytes * kRowBytes;
    if (event->matches(QKeySequence::Copy)) {
        m_textSide ? copyText() : copyHex();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(m_cursor - 1, extend);
        return;
    case Qt::Key_Right:
        moveCursor(m_cursor + 1, extend);
        return;
    case Qt::Key_Up:
        moveCursor(m_cursor - kRowBytes, extend);
        return;
    case Qt::Key_Down:
        moveCursor(m_cursor + kRowBytes, extend);
        return;
    case Qt::Key_PageUp:
        moveCursor(m_cursor - page, extend);
        return;
    case Qt::Key_PageDown:
        moveCursor(m_cursor + page, extend);
        return;
    case Qt::Key_Home:
        moveCursor(control ? 0 : rowStart, extend);
        return;
    case Qt::Key_End:
        moveCursor(control ? shown() - 1 : rowStart + kRowBytes - 1, extend);
        return;
    case Qt::Key_Space: // from the hex side to the text side and back; Tab leaves the view
        m_textSide = !m_textSide;
        viewport()->update();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::scrollToCursor()
{
    const auto row = static_cast<int>(m_cursor / kRowBytes);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layoutColumns();
}

void HexView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange)
        layoutColumns();
    if (event->type() == QEvent::LanguageChange)
        describe();
    viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

QSize HexView::sizeHint() const
{
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    return {m_textLeft + kRowBytes * m_cell + kMargin + bar, 8 * m_line};
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"copy"), tr("Copy as &text"), this, &HexView::copyText);
    menu->addAction(tr("Copy as &hex"), this, &HexView::copyHex);
    menu->addAction(tr("Copy as hex &dump"), this, &HexView::copyDump);
    menu->addSeparator();
    menu->addAction(tr("Select &all"), this, &HexView::selectAll);
    menu->popup(event->globalPos());
}

void HexView::selectAll()
{
    select(0, shown());
}

void HexView::copyText()
{
    QApplication::clipboard()->setText(decodeText(selectedBytes()).text);
}

void HexView::copyHex()
{
    QApplication::clipboard()->setText(toHex(selectedBytes()));
}

void HexView::copyDump()
{
    const QByteArray bytes = selectedBytes();
    const quint64 start = m_streamOffset + static_cast<quint64>(m_length > 0 ? m_start : 0);
    QString dump;
    for (qsizetype at = 0; at < bytes.size(); at += kRowBytes) {
        const QByteArray row = bytes.mid(at, kRowBytes);
        QString text;
        for (const char c : row)
            text += c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.');
        dump +=
            QStringLiteral("%1  %2  %3\n")
                .arg(
                    QString::number(start + static_cast<quint64>(at), 16).rightJustified(8, QLatin1Char('0')),
                    toHex(row).leftJustified(kRowBytes * 3 - 1), text);
    }
    QApplication::clipboard()->setText(dump);
}

} // namespace Chalkwire::Ui
