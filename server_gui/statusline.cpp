// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusline.h"

#include "ui/format.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QLabel>

#include <array>

namespace Chalkwire::ServerGui {

namespace {

constexpr int kBetween = 6; ///< what QStatusBar leaves between its parts

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
{
    for (QLabel *&label : m_parts) {
        label = new QLabel(this);
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(Ui::kMargin, 0, Ui::kMargin, 0);
        addPermanentWidget(label);
    }
    showAll();
}

void StatusLine::setSnapshot(const App::ServerSnapshot &snapshot)
{
    m_served = snapshot.served;
    m_waiting = snapshot.waiting;
    m_messagesPerSecond = snapshot.messagesPerSecond;
    m_bytesPerSecond = snapshot.bytesPerSecond;
    m_loop = snapshot.loop;
    m_store = snapshot.store;
    showAll();
}

void StatusLine::setRecords(qint64 kept, quint64 dropped)
{
    m_kept = kept;
    m_dropped = dropped;
    showAll();
}

void StatusLine::showAll()
{
    m_parts[Clients]->setText(tr("Clients: %1").arg(Ui::formatCount(m_served)));
    m_parts[Waiting]->setText(tr("Waiting: %1").arg(Ui::formatCount(m_waiting)));
    m_parts[Messages]->setText(tr("Messages: %1").arg(Ui::formatPerSecond(m_messagesPerSecond)));
    m_parts[Bytes]->setText(tr("Bytes: %1").arg(Ui::formatRate(m_bytesPerSecond)));
    if (m_loop) {
        m_parts[Loop]->setText(
            tr("Loop: %1, longest %2")
                .arg(Ui::formatElapsed(m_loop->p99Micros), Ui::formatElapsed(m_loop->maxMicros)));
        m_parts[Loop]->setToolTip(tr(
            "How long the engine is busy before it looks at its clients again: 99 of 100 times at most, and "
            "the longest time, over the last second."));
    }
    showStore();
    const QString kept = Ui::formatCount(m_kept);
    m_parts[Records]->setText(m_dropped == 0
                                  ? tr("Records: %1").arg(kept)
                                  : tr("Records: %1 kept, %2 dropped for memory")
                                        .arg(kept, Ui::formatCount(static_cast<qint64>(m_dropped))));
    fit();
}

/// A small window has no room for everything: what counts least to who watches a class goes first.
void StatusLine::fit()
{
    std::array<bool, PartCount> isShown{};
    isShown.fill(true);
    isShown[Loop] = m_loop.has_value();
    isShown[Store] = m_store.has_value();
    const auto widthOf = [this](int part) { return m_parts[part]->sizeHint().width() + kBetween; };
    int wanted = 0;
    for (int part = 0; part < PartCount; ++part)
        wanted += isShown[part] ? widthOf(part) : 0;
    for (const Part part : {Store, Loop}) {
        if (isVisible() && isShown[part] && wanted > width()) {
            isShown[part] = false;
            wanted -= widthOf(part);
        }
        m_parts[part]->setVisible(isShown[part]);
    }
}

void StatusLine::showStore()
{
    if (!m_store)
        return;
    const QString times =
        tr("Store: %1, 99 %: %2")
            .arg(Ui::formatElapsed(m_store->p50Micros), Ui::formatElapsed(m_store->p99Micros));
    m_parts[Store]->setText(
        m_store->waiting == 0 ? times : tr("%1, waiting: %2").arg(times, Ui::formatCount(m_store->waiting)));
    m_parts[Store]->setToolTip(
        tr("How long it takes until what is said is kept: half of the times at most, and 99 of 100 at most, "
           "over "
           "the last second in which something was said. Waiting: messages that are not kept yet."));
}

QString StatusLine::text() const
{
    QStringList texts;
    for (const QLabel *label : m_parts) {
        if (!label->isHidden())
            texts.append(label->text());
    }
    return texts.join(QStringLiteral(" · "));
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    fit();
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showAll();
    QStatusBar::changeEvent(event);
}

} // namespace Chalkwire::ServerGui
