// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/noticestrip.h"

#include "base/text.h"
#include "core/names.h"
#include "rooms/roomwords.h"
#include "textparts.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr qsizetype kShownCharacters = 500;
constexpr double kTint = 0.10; ///< of the accent's colour behind it

} // namespace

NoticeStrip::NoticeStrip(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_label(new QLabel(this))
    , m_join(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setAutoFillBackground(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kGroupGap, Ui::kGrid, Ui::kMargin, Ui::kGrid);
    layout->setSpacing(Ui::kMargin);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_join);
    layout->addWidget(m_close);
    connect(m_join, &QPushButton::clicked, this, [this] {
        const QString room = m_waiting.front().room;
        next();
        emit joinWished(room);
    });
    connect(m_close, &QPushButton::clicked, this, &NoticeStrip::next);
    refresh();
}

void NoticeStrip::addInvitation(const QString &room, const QString &by)
{
    forgetInvitation(room);
    makePlace();
    m_waiting.push_back({room, by});
    refresh();
}

void NoticeStrip::addAnnouncement(const QString &text)
{
    makePlace();
    const auto invitation =
        std::ranges::find_if(m_waiting, [](const Notice &n) { return !n.room.isEmpty(); });
    m_waiting.insert(invitation, {{}, text});
    refresh();
}

void NoticeStrip::makePlace()
{
    if (m_waiting.size() >= kMaxWaiting)
        m_waiting.pop_front();
}

void NoticeStrip::forgetInvitation(const QString &room)
{
    const QString key = Core::nameKey(room);
    std::erase_if(m_waiting, [&key](const Notice &notice) {
        return !notice.room.isEmpty() && Core::nameKey(notice.room) == key;
    });
    refresh();
}

void NoticeStrip::next()
{
    m_waiting.pop_front();
    refresh();
}

QString NoticeStrip::sentence() const
{
    if (m_waiting.empty())
        return {};
    const Notice &notice = m_waiting.front();
    const QString what = notice.room.isEmpty()
                             ? tr("From the server: %1").arg(visibleText(notice.text, kShownCharacters))
                             : tr("%1 invites you to the room %2.")
                                   .arg(RoomWords::name(notice.text), RoomWords::name(notice.room));
    const auto more = static_cast<int>(m_waiting.size()) - 1;
    return more == 0 ? what : tr("%1 (%2 more)", "a notice, how many wait").arg(what, QString::number(more));
}

void NoticeStrip::refresh()
{
    const QString text = sentence();
    const bool isInvitation = !m_waiting.empty() && !m_waiting.front().room.isEmpty();
    m_label->setText(text);
    setAccessibleName(text);
    m_icon->setPixmap(Ui::icon(isInvitation ? u"room" : u"announce").pixmap(Ui::kIconSize));
    m_icon->setAccessibleName(isInvitation ? tr("Invitation") : tr("Announcement"));
    m_join->setText(tr("Join"));
    m_join->setAccessibleName(tr("Join the room"));
    m_join->setVisible(isInvitation);
    m_close->setText(isInvitation ? tr("Not now") : tr("Close"));
    m_close->setAccessibleName(isInvitation ? tr("Put the invitation away")
                                            : tr("Put the announcement away"));
    QPalette palette;
    palette.setColor(QPalette::Window,
                     blend(palette.color(QPalette::Window), Ui::color(Ui::ColorRole::Accent), kTint));
    setPalette(palette);
    setVisible(!m_waiting.empty());
}

void NoticeStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationPaletteChange)
        refresh();
}

} // namespace Chalkwire::ClientGui
