// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomheader.h"

#include "base/text.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/spacing.h"
#include "ui/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace Chalkwire::ClientGui {

RoomHeader::RoomHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_topic(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_search(new QToolButton(this))
{
    for (QLabel *label : {m_name, m_topic, m_facts})
        label->setTextFormat(Qt::PlainText);
    QFont font = m_name->font();
    font.setBold(true);
    m_name->setFont(font);
    m_topic->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it is cut, not the window widened
    m_search->setIcon(Ui::icon(u"search"));
    m_search->setCheckable(true);
    m_search->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kGroupGap, Ui::kGrid, Ui::kMargin, Ui::kGrid);
    layout->setSpacing(Ui::kGroupGap);
    layout->addWidget(m_name);
    layout->addWidget(m_topic, 1);
    layout->addWidget(m_facts);
    layout->addWidget(m_search);
    refresh();
}

void RoomHeader::showRoom(const RoomFacts &room)
{
    m_room = room;
    m_fullTopic = visibleText(room.topic, 1024);
    refresh();
}

QStringList RoomHeader::facts() const
{
    QStringList facts;
    if (m_room.isPrivate)
        facts.append(tr("private", "a room"));
    if (m_room.keepDays > 0)
        facts.append(m_room.keepDays == 1
                         ? tr("keeps messages for 1 day")
                         : tr("keeps messages for %1 days").arg(Ui::formatCount(m_room.keepDays)));
    if (m_room.people >= 0)
        facts.append(m_room.people == 1 ? tr("1 person")
                                        : tr("%1 people").arg(Ui::formatCount(m_room.people)));
    if (m_room.lagMicros >= 0)
        facts.append(Ui::formatElapsed(m_room.lagMicros));
    return facts;
}

void RoomHeader::refresh()
{
    m_name->setText(m_room.name.isEmpty() ? tr("No room") : visibleText(m_room.name, 64));
    m_topic->setText(m_topic->fontMetrics().elidedText(m_fullTopic, Qt::ElideRight, m_topic->width()));
    m_topic->setToolTip(m_fullTopic.isEmpty() ? QString() : Ui::plainToolTip(m_fullTopic));
    m_topic->setAccessibleName(m_fullTopic.isEmpty() ? QString() : tr("Topic: %1").arg(m_fullTopic));
    m_facts->setText(facts().join(QStringLiteral("  ·  ")));
    m_facts->setAccessibleName(facts().join(QStringLiteral(", ")));
    m_search->setToolTip(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search what was said"));
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Muted));
    m_topic->setPalette(palette);
    m_facts->setPalette(palette);
}

void RoomHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void RoomHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    m_topic->setText(m_topic->fontMetrics().elidedText(m_fullTopic, Qt::ElideRight, m_topic->width()));
}

} // namespace Chalkwire::ClientGui
