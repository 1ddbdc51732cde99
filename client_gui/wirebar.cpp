// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wirebar.h"

#include "ui/format.h"
#include "ui/spacing.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace Chalkwire::ClientGui {

WireBar::WireBar(QWidget *parent)
    : QFrame(parent)
    , m_toggle(new QToolButton(this))
    , m_summary(new QLabel(this))
{
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // What does not fit is cut: the panel has it all.
    m_summary->setMinimumWidth(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kGrid, Ui::kGrid / 2, Ui::kGroupGap, Ui::kGrid / 2);
    layout->setSpacing(Ui::kMargin);
    layout->addWidget(m_toggle);
    layout->addWidget(m_summary, 1);
    setOpen(false);
    refresh();
}

void WireBar::setCounts(const WireCounts &counts, App::ClientKind kind)
{
    m_counts = counts;
    m_kind = kind;
    refresh();
}

void WireBar::setOpen(bool isOpen)
{
    m_toggle->setChecked(isOpen);
    m_toggle->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
}

QString WireBar::summary() const
{
    return m_summary->text();
}

void WireBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void WireBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Ui::color(Ui::ColorRole::Panel));
    painter.setPen(Ui::color(Ui::ColorRole::Separator));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

QString WireBar::sentText() const
{
    const QString bytes = Ui::formatBytes(m_counts.sentBytes);
    if (m_counts.sends == 1)
        return tr("→ 1 send, %1").arg(bytes);
    return tr("→ %1 sends, %2").arg(Ui::formatCount(m_counts.sends), bytes);
}

QString WireBar::receivedText() const
{
    const QString bytes = Ui::formatBytes(m_counts.receivedBytes);
    const bool isTutorial = m_kind == App::ClientKind::Tutorial;
    if (m_counts.reads == 1)
        return isTutorial ? tr("← 1 answer, %1").arg(bytes) : tr("← 1 read, %1").arg(bytes);
    const QString reads = Ui::formatCount(m_counts.reads);
    return isTutorial ? tr("← %1 answers, %2").arg(reads, bytes) : tr("← %1 reads, %2").arg(reads, bytes);
}

void WireBar::refresh()
{
    m_toggle->setText(tr("Wire: what is sent, byte by byte"));
    m_toggle->setAccessibleName(tr("Wire panel"));
    QString text;
    if (m_counts.sends + m_counts.reads > 0)
        text = sentText() + QStringLiteral("   ") + receivedText();
    m_summary->setText(text);
    m_summary->setAccessibleName(text);
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Muted));
    if (m_summary->palette() != muted)
        m_summary->setPalette(muted);
}

} // namespace Chalkwire::ClientGui
