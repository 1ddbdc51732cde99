// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendedit.h"

#include "ui/spacing.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>

#include <algorithm>

namespace Chalkwire::Ui {

SendEdit::SendEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    document()->setDocumentMargin(kGrid);
    setViewportMargins(1, 1, 1, 1); // keeps the rounded frame free
    connect(this, &QPlainTextEdit::textChanged, this, &SendEdit::fitHeight);
    fitHeight();
}

void SendEdit::markMistake(qsizetype position, qsizetype length)
{
    QList<QTextEdit::ExtraSelection> marks;
    if (length > 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        const int end = std::max(0, document()->characterCount() - 1);
        const int from = std::clamp(static_cast<int>(position), 0, std::max(0, end - 1));
        mark.cursor.setPosition(from);
        mark.cursor.setPosition(std::min(end, from + static_cast<int>(length)), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(color(ColorRole::Error));
        mark.format.setBackground(color(ColorRole::Mark));
        marks += mark;
    }
    setExtraSelections(marks);
}

void SendEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !(event->modifiers() & Qt::ShiftModifier)) {
        emit submitted();
        return;
    }
    if (isEnter) {
        insertPlainText(QStringLiteral("\n")); // the default would insert U+2028
        return;
    }
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
            emit recallWished(event->key() == Qt::Key_Up ? -1 : 1);
            return;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool SendEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return (m_takes && m_takes(*source)) || QPlainTextEdit::canInsertFromMimeData(source);
}

void SendEdit::insertFromMimeData(const QMimeData *source)
{
    if (m_takes && m_takes(*source)) {
        emit dataPasted(source);
        return;
    }
    insertPlainText(source->text()); // never a file's name or a format
}

void SendEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHeight();
}

void SendEdit::fitHeight()
{
    const int lines = std::clamp(document()->blockCount(), 1, kMaxLines);
    const int frame = 2 * frameWidth() + static_cast<int>(2 * document()->documentMargin()) + 2;
    setFixedHeight(std::max(7 * kGrid, fontMetrics().lineSpacing() * lines + frame));
}

QSize SendEdit::sizeHint() const
{
    return {60 * kGrid, height()};
}

QSize SendEdit::minimumSizeHint() const
{
    return {30 * kGrid, height()};
}

} // namespace Chalkwire::Ui
