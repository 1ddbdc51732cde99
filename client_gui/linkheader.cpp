// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linkheader.h"

#include "errorstrip.h"
#include "statuswords.h"
#include "ui/icons.h"
#include "ui/spacing.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace Chalkwire::ClientGui {

using App::LinkState;

namespace {

struct Look
{
    QStringView icon;
    Ui::ColorRole role;
};

Look lookOf(LinkState state)
{
    switch (state) {
    case LinkState::Connected:
        return {u"ok", Ui::ColorRole::Ok};
    case LinkState::Connecting:
    case LinkState::Waiting:
    case LinkState::Closing:
        return {u"waiting", Ui::ColorRole::Accent};
    case LinkState::Ended:
        return {u"info", Ui::ColorRole::Warning};
    case LinkState::Failed:
        return {u"error", Ui::ColorRole::Error};
    case LinkState::Idle:
        break;
    }
    return {u"disconnect", Ui::ColorRole::Muted};
}

QToolButton *wordButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

LinkHeader::LinkHeader(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_second(new QLabel(this))
    , m_failure(new ErrorStrip(this))
    , m_cancel(wordButton(this))
    , m_disconnect(wordButton(this))
    , m_again(wordButton(this))
{
    buildLayout();
    connect(m_cancel, &QToolButton::clicked, this, &LinkHeader::cancelRequested);
    connect(m_disconnect, &QToolButton::clicked, this, &LinkHeader::cancelRequested);
    connect(m_again, &QToolButton::clicked, this, &LinkHeader::againRequested);
    refresh();
}

void LinkHeader::buildLayout()
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_headline->setFont(bold);
    for (QLabel *label : {m_headline, m_second}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_cancel->setIcon(Ui::icon(u"close"));
    m_again->setIcon(Ui::icon(u"retry"));
    m_disconnect->setIcon(Ui::icon(u"disconnect"));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_headline);
    words->addWidget(m_second);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kGroupGap, Ui::kMargin, Ui::kMargin, Ui::kMargin);
    layout->setSpacing(Ui::kMargin);
    layout->addWidget(m_icon);
    layout->addLayout(words, 1);
    layout->addWidget(m_failure, 1);
    for (QToolButton *button : {m_cancel, m_again, m_disconnect})
        layout->addWidget(button);
}

void LinkHeader::setStatus(const App::LinkStatus &status, App::ClientKind kind, const QString &nick,
                           bool showsFailure)
{
    m_status = status;
    m_kind = kind;
    m_nick = nick;
    m_showsFailure = showsFailure;
    refresh();
}

QString LinkHeader::headline() const
{
    return m_failure->isHidden() ? m_headline->text() : m_failure->sentence();
}

void LinkHeader::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    if (event->type() == QEvent::FontChange) {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        m_headline->setFont(bold);
    }
}

void LinkHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Ui::color(Ui::ColorRole::Panel));
    painter.setPen(Ui::color(Ui::ColorRole::Separator));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void LinkHeader::refresh()
{
    const LinkState state = m_status.state;
    const bool failsHere = state == LinkState::Failed && m_showsFailure;
    const bool failsThere = state == LinkState::Failed && !m_showsFailure;
    const Look look = failsThere ? lookOf(LinkState::Idle) : lookOf(state);
    m_icon->setPixmap(Ui::icon(look.icon, look.role).pixmap(Ui::kIconSize));
    m_icon->setVisible(!failsHere);
    App::LinkStatus shown = m_status;
    if (failsThere)
        shown = {};
    m_headline->setText(StatusWords::headline(shown));
    m_headline->setVisible(!failsHere);
    m_second->setText(secondLine());
    m_second->setVisible(!failsHere && !m_second->text().isEmpty());
    if (failsHere)
        m_failure->showError(StatusWords::failure(m_status), m_status.systemText);
    else
        m_failure->clear();
    m_cancel->setVisible(state == LinkState::Connecting);
    m_disconnect->setVisible(state == LinkState::Connected || state == LinkState::Closing);
    m_again->setVisible(failsHere || state == LinkState::Ended ||
                        (state == LinkState::Idle && m_status.endReason != CloseReason::None));
    m_cancel->setText(tr("Cancel"));
    m_disconnect->setEnabled(state == LinkState::Connected);
    m_disconnect->setText(tr("Disconnect"));
    m_again->setText(tr("Connect again"));
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, Ui::color(Ui::ColorRole::Muted));
    if (m_second->palette() != muted)
        m_second->setPalette(muted);
    setAccessibleName(tr("Connection: %1").arg(headline()));
}

QString LinkHeader::secondLine() const
{
    if (m_status.state != LinkState::Connected)
        return m_status.state == LinkState::Ended ? visibleText(m_status.systemText, 300) : QString();
    const QString kind = StatusWords::kind(m_kind);
    return m_nick.isEmpty() ? kind : tr("%1 · you asked to be called %2").arg(kind, visibleText(m_nick, 64));
}

} // namespace Chalkwire::ClientGui
