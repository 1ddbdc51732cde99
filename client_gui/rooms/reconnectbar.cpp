// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/reconnectbar.h"

#include "base/text.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Chalkwire::ClientGui {

ReconnectBar::ReconnectBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_label(new QLabel(this))
    , m_now(new QPushButton(this))
    , m_cancel(new QPushButton(this))
    , m_timer(this)
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kMargin, Ui::kGrid, Ui::kMargin, Ui::kGrid);
    layout->setSpacing(Ui::kMargin);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_now);
    layout->addWidget(m_cancel);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReconnectBar::refresh);
    connect(m_now, &QPushButton::clicked, this, &ReconnectBar::nowWished);
    connect(m_cancel, &QPushButton::clicked, this, &ReconnectBar::cancelWished);
    recolor();
    retranslate();
}

void ReconnectBar::wait(QDeadlineTimer until, int attempt, const QString &target, const QString &reason)
{
    m_state = State::Waiting;
    m_until = until;
    m_attempt = attempt;
    m_target = visibleText(target, 200);
    m_reason = visibleText(reason, 200);
    refresh();
}

void ReconnectBar::showTrying(int attempt, const QString &target)
{
    m_state = State::Trying;
    m_attempt = attempt;
    m_target = visibleText(target, 200);
    refresh();
}

void ReconnectBar::showEnded(const QString &sentence)
{
    m_state = State::Ended;
    m_reason = sentence;
    refresh();
}

void ReconnectBar::clear()
{
    m_state = State::Clear;
    refresh();
}

QString ReconnectBar::sentence() const
{
    switch (m_state) {
    case State::Clear:
        return {};
    case State::Trying:
        return tr("Connecting to %1 (attempt %2)…").arg(m_target, QString::number(m_attempt));
    case State::Ended:
        return m_reason;
    case State::Waiting:
        break;
    }
    constexpr qint64 kSecondMs = 1000;
    const qint64 seconds = (m_until.remainingTime() + kSecondMs - 1) / kSecondMs;
    const QString why = m_reason.isEmpty() ? m_target : m_target + u' ' + m_reason;
    return tr("Reconnecting in %1 s (attempt %2, %3)")
        .arg(QString::number(seconds), QString::number(m_attempt), why);
}

void ReconnectBar::refresh()
{
    m_timer.stop();
    const QString text = sentence();
    m_label->setText(text);
    setAccessibleName(text);
    m_now->setVisible(m_state == State::Waiting || m_state == State::Ended);
    m_cancel->setVisible(m_state == State::Waiting || m_state == State::Trying);
    setVisible(m_state != State::Clear);
    constexpr qint64 kSecondMs = 1000;
    const qint64 left = m_until.remainingTime();
    if (m_state == State::Waiting && left > 0)
        m_timer.start(static_cast<int>((left - 1) % kSecondMs + 1));
}

void ReconnectBar::retranslate()
{
    m_icon->setAccessibleName(tr("No connection"));
    m_now->setText(tr("Now"));
    m_now->setAccessibleName(tr("Reconnect now"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Stop reconnecting"));
    refresh();
}

void ReconnectBar::recolor()
{
    m_icon->setPixmap(Ui::icon(u"warning", Ui::ColorRole::Warning).pixmap(Ui::kIconSize));
}

void ReconnectBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        recolor();
}

} // namespace Chalkwire::ClientGui
