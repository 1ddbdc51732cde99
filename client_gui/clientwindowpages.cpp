// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the window: the form, the conversation, the rooms. Another part of clientwindow.cpp.
#include "chatpage.h"
#include "clientactions.h"
#include "clientsettings.h"
#include "clientwindow.h"
#include "connectform.h"
#include "conversationmodel.h"
#include "conversationview.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomslink.h"
#include "rooms/roomspage.h"
#include "rooms/roomview.h"
#include "rooms/roomwords.h"
#include "ui/sendbox.h"
#include "ui/trafficpanel.h"
#include "wirebar.h"
#include "words.h"

#include <QAction>
#include <QComboBox>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <utility>

namespace Chalkwire::ClientGui {

namespace {

constexpr qsizetype kMaxTitlePart = 60;

} // namespace

bool ClientWindow::isFormShown() const
{
    return m_pages->currentWidget() == m_formPage;
}

void ClientWindow::showForm()
{
    m_form->setBackVisible(m_session->canOpenAgain());
    m_pages->setCurrentWidget(m_formPage);
    m_form->focusAddress();
    refresh();
}

void ClientWindow::showChat()
{
    if (m_rooms && m_session->kind() == App::ClientKind::Chat) {
        m_pages->setCurrentWidget(m_rooms);
        m_rooms->composer()->focusInput();
    } else {
        m_pages->setCurrentWidget(m_chat);
        m_chat->sendBox()->focusInput();
    }
    refresh();
}

bool ClientWindow::areRoomsShown() const
{
    return m_rooms && m_pages->currentWidget() == m_rooms;
}

/// Another server has other rooms.
void ClientWindow::openRooms()
{
    delete std::exchange(m_roomsLink, nullptr);
    if (RoomsPage *old = std::exchange(m_rooms, nullptr)) {
        m_pages->removeWidget(old);
        old->deleteLater();
    }
    m_rooms = new RoomsPage(m_limits, this);
    m_rooms->view()->setPicturesShown(ClientSettings::arePicturesShown());
    m_roomsLink = new RoomsLink(&m_session->client(), m_rooms, this);
    m_pages->addWidget(m_rooms);
    connect(m_rooms->state(), &ChatState::currentRoomChanged, this, &ClientWindow::showTitle);
    connect(m_rooms->state(), &ChatState::currentRoomChanged, this, &ClientWindow::fitRoomActions);
}

void ClientWindow::connectRoomActions()
{
    const auto on = [this](QAction *action, auto ask) {
        connect(action, &QAction::triggered, this,
                [this, ask] { ask(m_rooms->dialogs(), m_rooms->state()->currentRoom()); });
    };
    on(m_actions->newRoom, [](RoomDialogs *dialogs, const QString &) { dialogs->askNewRoom(); });
    on(m_actions->listRooms, [](RoomDialogs *dialogs, const QString &) { dialogs->showRooms(); });
    on(m_actions->invite, [](RoomDialogs *dialogs, const QString &room) { dialogs->askInvite(room); });
    on(m_actions->topic, [](RoomDialogs *dialogs, const QString &room) { dialogs->askTopic(room); });
    m_actions->showPictures->setChecked(ClientSettings::arePicturesShown());
    connect(m_actions->showPictures, &QAction::toggled, this, [this](bool areShown) {
        ClientSettings::setPicturesShown(areShown);
        if (m_rooms)
            m_rooms->view()->setPicturesShown(areShown);
    });
    on(m_actions->rename, [](RoomDialogs *dialogs, const QString &) { dialogs->askName(); });
}

void ClientWindow::fitRoomActions()
{
    const bool isChat = areRoomsShown();
    const QString room = isChat ? m_rooms->state()->currentRoom() : QString();
    const bool isInRoom = !room.isEmpty() && !room.startsWith(u'@');
    for (QAction *action : {m_actions->newRoom, m_actions->listRooms, m_actions->rename})
        action->setEnabled(isChat);
    for (QAction *action : {m_actions->invite, m_actions->topic})
        action->setEnabled(isInRoom);
}

void ClientWindow::showTitle()
{
    QStringList parts{tr("Chalkwire Client")};
    if (areRoomsShown()) {
        parts.prepend(visibleText(m_session->request().target.text(), kMaxTitlePart));
        if (const QString room = m_rooms->state()->currentRoom(); !room.isEmpty())
            parts.prepend(visibleText(room, kMaxTitlePart));
    }
    setWindowTitle(parts.join(QStringLiteral(" – ")));
}

void ClientWindow::showNewest()
{
    ConversationView *view = m_chat->view();
    if (areRoomsShown())
        view = m_rooms->view();
    view->jumpToEnd();
}

QList<QWidget *> ClientWindow::panes() const
{
    QList<QWidget *> all;
    if (isFormShown())
        all.append(m_form->addressBox());
    else if (areRoomsShown())
        all += m_rooms->panes();
    else
        all += {m_chat->view(), m_chat->sendBox()};
    if (m_traffic && m_traffic->isVisible())
        all.append(m_traffic->table());
    all.append(m_wireBar->toggle());
    return all;
}

QString ClientWindow::saveConversationTo(const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    if (areRoomsShown()) {
        const RoomConversation *rows = m_rooms->state()->conversation(m_rooms->state()->currentRoom());
        for (int row = 0; rows && row < rows->rowCount(); ++row)
            file.write(RoomWords::line(rows->row(row)).toUtf8() + '\n');
        return file.commit() ? QString() : file.errorString();
    }
    const ConversationModel *model = m_session->conversation();
    for (int row = 0; row < model->rowCount(); ++row)
        file.write(Words::line(model->entry(row)).toUtf8() + '\n');
    return file.commit() ? QString() : file.errorString();
}

} // namespace Chalkwire::ClientGui
