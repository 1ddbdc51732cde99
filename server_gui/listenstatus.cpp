// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenstatus.h"

#include "addresses.h"
#include "base/text.h"
#include "net/ownaddresses.h"
#include "ui/icons.h"
#include "ui/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace Chalkwire::ServerGui {

ListenStatus::ListenStatus(const App::ChatServer *server, QWidget *parent)
    : QWidget(parent)
    , m_server(server)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Ui::kMargin, 0, Ui::kMargin, 0);
    layout->setSpacing(Ui::kGrid);
    layout->addWidget(m_icon);
    layout->addWidget(m_text);
    m_text->setTextFormat(Qt::PlainText);
    QFont bold = m_text->font();
    bold.setBold(true);
    m_text->setFont(bold);
    connect(server, &App::ChatServer::stateChanged, this, &ListenStatus::refresh);
    connect(server, &App::ChatServer::listenersChanged, this, &ListenStatus::refresh);
    refresh();
}

QString ListenStatus::text() const
{
    return m_text->text();
}

void ListenStatus::refresh()
{
    QString icon = QStringLiteral("waiting");
    Ui::ColorRole role = Ui::ColorRole::Muted;
    QString text;
    switch (m_server->state()) {
    case App::ServerState::Stopped:
        icon = QStringLiteral("stop");
        text = tr("Stopped");
        break;
    case App::ServerState::Starting:
        text = tr("Starting…");
        break;
    case App::ServerState::Stopping:
        text = tr("Stopping…");
        break;
    case App::ServerState::Listening: {
        icon = QStringLiteral("ok");
        role = Ui::ColorRole::Ok;
        const QList<Net::ListenerInfo> &up = m_server->listeners();
        if (up.isEmpty())
            break;
        const QString first = visibleText(Net::reachableText(up.first().endpoint), 60);
        text = up.size() == 1 ? tr("Listening %1").arg(first)
                              : tr("Listening %1 (+%2)").arg(first, QString::number(up.size() - 1));
        break;
    }
    }
    m_icon->setPixmap(Ui::icon(icon, role).pixmap(Ui::kIconSize, Ui::kIconSize));
    m_text->setText(text);
    setAccessibleName(text);
}

void ListenStatus::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace Chalkwire::ServerGui
