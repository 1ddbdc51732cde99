// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kindchooser.h"

#include "statuswords.h"
#include "ui/spacing.h"
#include "ui/theme.h"

#include <QEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace Chalkwire::ClientGui {

using Core::ClientKind;

namespace {

constexpr ClientKind kOrder[] = {ClientKind::Chat, ClientKind::Tutorial, ClientKind::Line, ClientKind::Raw};

size_t at(ClientKind kind)
{
    return static_cast<size_t>(kind);
}

} // namespace

KindChooser::KindChooser(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Ui::kGrid / 2);
    for (const ClientKind kind : kOrder) {
        auto *button = new QRadioButton(this);
        auto *sentence = new QLabel(this);
        sentence->setWordWrap(true);
        sentence->setTextFormat(Qt::PlainText);
        sentence->installEventFilter(this);
        const int indent = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth) +
                           style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing);
        sentence->setContentsMargins(indent, 0, 0, Ui::kMargin);
        layout->addWidget(button);
        layout->addWidget(sentence);
        m_buttons[at(kind)] = button;
        m_sentences[at(kind)] = sentence;
        connect(button, &QRadioButton::toggled, this, [this, kind](bool isOn) {
            if (isOn)
                emit kindChanged(kind);
        });
    }
    m_buttons[at(kOrder[0])]->setChecked(true);
    retranslate();
}

ClientKind KindChooser::kind() const
{
    for (const ClientKind kind : kOrder) {
        if (button(kind)->isChecked())
            return kind;
    }
    return kOrder[0];
}

void KindChooser::setKind(ClientKind kind)
{
    button(kind)->setChecked(true);
}

QRadioButton *KindChooser::button(ClientKind kind) const
{
    return m_buttons[at(kind)];
}

void KindChooser::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

bool KindChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease && isEnabled()) {
        for (const ClientKind kind : kOrder) {
            if (watched == m_sentences[at(kind)])
                button(kind)->setChecked(true);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void KindChooser::retranslate()
{
    for (const ClientKind kind : kOrder) {
        button(kind)->setText(StatusWords::kindTitle(kind));
        button(kind)->setAccessibleDescription(StatusWords::kindExplained(kind));
        QLabel *sentence = m_sentences[at(kind)];
        sentence->setText(StatusWords::kindExplained(kind));
        QPalette colors = palette();
        const QColor muted = Ui::color(Ui::ColorRole::Muted);
        if (sentence->palette().color(QPalette::WindowText) != muted) {
            colors.setColor(QPalette::WindowText, muted);
            sentence->setPalette(colors);
        }
    }
}

} // namespace Chalkwire::ClientGui
