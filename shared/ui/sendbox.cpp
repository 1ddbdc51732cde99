// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendbox.h"

#include "base/limits.h"
#include "base/text.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/sendedit.h"
#include "ui/spacing.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QToolButton>

namespace Chalkwire::Ui {

namespace {

QByteArray lineEndBytes(SendBox::LineEnd lineEnd)
{
    switch (lineEnd) {
    case SendBox::LineEnd::None:
        return {};
    case SendBox::LineEnd::Lf:
        return QByteArrayLiteral("\n");
    case SendBox::LineEnd::CrLf:
        return QByteArrayLiteral("\r\n");
    case SendBox::LineEnd::Cr:
        return QByteArrayLiteral("\r");
    }
    return {};
}

} // namespace

SendBox::SendBox(QWidget *parent)
    : QWidget(parent)
    , m_edit(new SendEdit(this))
    , m_modeBox(new QComboBox(this))
    , m_lineEndBox(new QComboBox(this))
    , m_sendButton(new QToolButton(this))
    , m_error(new QLabel(this))
    , m_count(new QLabel(this))
{
    buildControls();
    connect(m_edit, &QPlainTextEdit::textChanged, this, &SendBox::onTextChanged);
    connect(m_edit, &SendEdit::submitted, this, &SendBox::send);
    connect(m_edit, &SendEdit::recallWished, this, &SendBox::recall);
    connect(m_sendButton, &QToolButton::clicked, this, &SendBox::send);
    connect(m_modeBox, &QComboBox::activated, this, [this](int index) { setMode(static_cast<Mode>(index)); });
    connect(m_lineEndBox, &QComboBox::activated, this,
            [this](int index) { setLineEnd(static_cast<LineEnd>(index)); });
    retranslate();
}

void SendBox::buildControls()
{
    for (QLabel *label : {m_error, m_count}) {
        label->setTextFormat(Qt::PlainText);
        label->setMinimumHeight(label->fontMetrics().height());
    }
    m_error->setWordWrap(true);
    m_sendButton->setIcon(icon(u"send"));
    m_sendButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (int i = 0; i < 2; ++i)
        m_modeBox->addItem({});
    for (int i = 0; i < 4; ++i)
        m_lineEndBox->addItem({});
    setFocusProxy(m_edit);

    auto *row = new QHBoxLayout;
    row->setSpacing(kMargin);
    row->addWidget(m_edit, 1, Qt::AlignTop);
    row->addWidget(m_modeBox, 0, Qt::AlignTop);
    row->addWidget(m_lineEndBox, 0, Qt::AlignTop);
    row->addWidget(m_sendButton, 0, Qt::AlignTop);
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_error, 1);
    footer->addWidget(m_count, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kTightMargin);
    layout->setSpacing(kGrid);
    layout->addLayout(row);
    layout->addLayout(footer);
}

void SendBox::setMode(Mode mode)
{
    m_mode = mode;
    m_modeBox->setCurrentIndex(static_cast<int>(mode));
    m_edit->setFont(mode == Mode::Hex ? byteFont() : font());
    onTextChanged();
}

void SendBox::setLineEnd(LineEnd lineEnd)
{
    m_lineEnd = lineEnd;
    m_lineEndBox->setCurrentIndex(static_cast<int>(lineEnd));
    onTextChanged();
}

void SendBox::setModeChoiceVisible(bool visible)
{
    m_modeBox->setVisible(visible);
}

void SendBox::setLineEndChoiceVisible(bool visible)
{
    m_lineEndBox->setVisible(visible);
}

void SendBox::setEscapesEnabled(bool enabled)
{
    m_escapes = enabled;
    onTextChanged();
}

void SendBox::setEmptyAllowed(bool allowed)
{
    m_emptyAllowed = allowed;
    onTextChanged();
}

void SendBox::setMaxBytes(qint64 maxBytes)
{
    m_maxBytes = maxBytes;
    onTextChanged();
}

void SendBox::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void SendBox::setSendingEnabled(bool enabled, const QString &reason)
{
    m_sendingEnabled = enabled;
    m_disabledReason = reason;
    m_sendButton->setEnabled(enabled);
    onTextChanged();
}

QString SendBox::text() const
{
    return m_edit->toPlainText();
}

void SendBox::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void SendBox::focusInput()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

Result<QByteArray> SendBox::bytes() const
{
    const QString input = text();
    if (input.size() > kMaxCharacters)
        return Unexpected{Error{ErrorCode::TooLong, QString::number(input.size()), kMaxCharacters}};
    Result<QByteArray> parsed = m_mode == Mode::Hex ? fromHex(input)
                                : m_escapes         ? fromEscapedText(input)
                                                    : Result<QByteArray>(input.toUtf8());
    if (!parsed)
        return parsed;
    QByteArray all = std::move(parsed).value() + lineEndBytes(m_lineEnd);
    if (passes(all.size(), m_maxBytes))
        return Unexpected{Error{ErrorCode::TooLong, QString::number(all.size()), -1}};
    return all;
}

void SendBox::onTextChanged()
{
    showState(bytes());
    emit bytesChanged();
}

void SendBox::showState(const Result<QByteArray> &parsed)
{
    QString sentence;
    qsizetype mistakes = 0;
    qsizetype at = 0;
    if (!parsed) {
        const Error &error = parsed.error();
        at = error.position;
        if (error.code == ErrorCode::TooLong) {
            sentence = m_maxBytes > 0 ? tr("Too long: %1 of at most %2 bytes. Shorten it.")
                                            .arg(error.detail, formatCount(m_maxBytes))
                                      : tr("Too long: %1 characters. Shorten it.").arg(error.detail);
        } else if (m_mode == Mode::Hex) {
            mistakes = 1;
            sentence =
                tr("Character %1 is not hex: write two digits a byte, like 48 65 or 0x48,0x65.").arg(at + 1);
        } else {
            mistakes = 2;
            sentence = tr("Character %1: after a backslash write n, r, t, 0, xNN or a second backslash.")
                           .arg(at + 1);
        }
    } else if (!m_sendingEnabled) {
        sentence = m_disabledReason;
    }
    m_edit->markMistake(at, mistakes);
    if (!parsed)
        m_count->clear();
    else if (m_maxBytes > 0)
        m_count->setText(tr("%1 of %2 bytes").arg(formatCount(parsed->size()), formatCount(m_maxBytes)));
    else
        m_count->setText((m_lineEnd == LineEnd::None ? QStringLiteral("%1") : tr("%1 with the line end"))
                             .arg(formatBytes(parsed->size())));
    showError(sentence);
}

void SendBox::showError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setAccessibleName(sentence.isEmpty() ? QString() : tr("Send box: %1").arg(sentence));
    const bool calm = sentence == m_disabledReason;
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, color(calm ? ColorRole::Muted : ColorRole::Error));
    m_error->setPalette(palette);
    palette.setColor(QPalette::WindowText, color(ColorRole::Muted));
    m_count->setPalette(palette);
}

void SendBox::send()
{
    const Result<QByteArray> parsed = bytes();
    if (!m_sendingEnabled || !parsed) {
        showState(parsed);
        return;
    }
    const QString input = text();
    if (input.isEmpty() && !m_emptyAllowed) {
        showError(tr("There is nothing to send yet: type something first."));
        return;
    }
    m_history.add(input);
    m_edit->clear();
    emit sendRequested(*parsed); // last: whoever hears it may delete this box
}

void SendBox::recall(int step)
{
    if (const std::optional<QString> recalled = m_history.recall(step, text()))
        setText(*recalled);
}

void SendBox::retranslate()
{
    m_modeBox->setItemText(0, tr("Text"));
    m_modeBox->setItemText(1, tr("Hex"));
    m_modeBox->setAccessibleName(tr("How the input is read"));
    m_modeBox->setToolTip(tr("Text takes \\n \\r \\t \\0 \\xNN; hex takes 48 65, 4865, 0x48,0x65 or \\x48"));
    m_lineEndBox->setItemText(0, tr("No line end"));
    m_lineEndBox->setItemText(1, tr("LF"));
    m_lineEndBox->setItemText(2, tr("CR LF"));
    m_lineEndBox->setItemText(3, tr("CR"));
    m_lineEndBox->setAccessibleName(tr("What is added behind the input"));
    m_sendButton->setText(tr("Send"));
    m_sendButton->setAccessibleName(tr("Send the input"));
    m_edit->setAccessibleName(tr("What to send"));
    onTextChanged();
}

void SendBox::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        showState(bytes());
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
