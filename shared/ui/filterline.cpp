// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filterline.h"

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/spacing.h"
#include "ui/theme.h"
#include "ui/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTextCharFormat>
#include <QToolButton>

namespace Chalkwire::Ui {

FilterLine::FilterLine(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_help(new QToolButton(this))
    , m_counts(new QLabel(this))
    , m_error(new QLabel(this))
{
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icon(u"filter"), QLineEdit::LeadingPosition);
    m_help->setIcon(icon(u"help"));
    m_help->setAutoRaise(true);
    m_counts->setTextFormat(Qt::PlainText);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();
    setFocusProxy(m_edit);

    auto *row = new QHBoxLayout;
    row->setSpacing(kTightMargin);
    row->addWidget(m_edit, 1);
    row->addWidget(m_help);
    row->addWidget(m_counts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kTightMargin);
    layout->addLayout(row);
    layout->addWidget(m_error);

    connect(m_edit, &QLineEdit::textChanged, this, &FilterLine::textChanged);
    connect(m_help, &QToolButton::clicked, this, &FilterLine::showHelp);
    retranslate();
}

QString FilterLine::text() const
{
    return m_edit->text();
}

void FilterLine::setText(const QString &text)
{
    m_edit->setText(text);
}

void FilterLine::focusInput()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterLine::setCounts(int matched, int total)
{
    m_matched = matched;
    m_total = total;
    showCounts();
}

void FilterLine::setBusy(int percent)
{
    m_busyPercent = percent;
    showCounts();
}

void FilterLine::showCounts()
{
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, color(ColorRole::Muted));
    m_counts->setPalette(muted);
    if (m_busyPercent >= 0)
        m_counts->setText(tr("filtering, %1 %").arg(m_busyPercent));
    else
        m_counts->setText(tr("%1 of %2").arg(formatCount(m_matched), formatCount(m_total)));
    m_counts->setAccessibleName(tr("Records shown: %1").arg(m_counts->text()));
}

void FilterLine::showError(const Error &error)
{
    m_lastError = error;
    const QString sentence = errorSentence(error);
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, color(ColorRole::Error));
    m_error->setPalette(palette);
    // A line edit has no formats of its own; those of an input method can be lent.
    QList<QInputMethodEvent::Attribute> attributes;
    if (error.code != ErrorCode::None && error.position >= 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(color(ColorRole::Error));
        format.setBackground(color(ColorRole::Mark));
        const int length = std::max(1, static_cast<int>(error.detail.size()));
        attributes.append({QInputMethodEvent::TextFormat,
                           static_cast<int>(error.position) - m_edit->cursorPosition(), length, format});
    }
    QInputMethodEvent mark({}, attributes);
    QCoreApplication::sendEvent(m_edit, &mark);
}

QString FilterLine::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

void FilterLine::showHelp()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &example, const QString &meaning) {
        // What stands behind the tab is shown in a column of its own.
        QAction *action = menu->addAction(example + QLatin1Char('\t') + meaning);
        connect(action, &QAction::triggered, m_edit, [this, example] { setText(example); });
    };
    add(QStringLiteral("hello"), tr("has this text"));
    add(QStringLiteral("\"two words\""), tr("has exactly these words"));
    add(QStringLiteral("from:ana"), tr("sent by the client ana (or from:3)"));
    add(QStringLiteral("to:ana"), tr("sent to the client ana"));
    add(QStringLiteral("client:3"), tr("everything of client 3"));
    add(QStringLiteral("room:lobby"), tr("in the room lobby"));
    add(QStringLiteral("kind:frame"), tr("only frames (also chunk, opened, closed, event)"));
    add(QStringLiteral("dir:in"), tr("client to server (dir:out: the other way)"));
    add(QStringLiteral("bytes>100"), tr("longer than 100 bytes"));
    add(QStringLiteral("hex:0d0a"), tr("has these bytes"));
    add(QStringLiteral("fault:any"), tr("text that is not clean UTF-8"));
    add(QStringLiteral("-kind:chunk"), tr("- in front: everything but this"));
    add(QStringLiteral("from:ana | from:ben"), tr("| between: one or the other"));
    menu->popup(m_help->mapToGlobal(QPoint(0, m_help->height())));
}

void FilterLine::retranslate()
{
    m_edit->setPlaceholderText(tr("Filter: from:ana \"hello\" bytes>100"));
    m_edit->setAccessibleName(tr("Traffic filter"));
    m_help->setAccessibleName(tr("Filter examples"));
    m_help->setToolTip(tr("Filter examples"));
    showCounts();
    showError(m_lastError);
}

void FilterLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        showCounts();
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::Ui
