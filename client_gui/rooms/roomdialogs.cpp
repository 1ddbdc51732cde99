// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomdialogs.h"

#include "core/names.h"
#include "rooms/askdialog.h"
#include "rooms/chatstate.h"
#include "rooms/roomlistdialog.h"
#include "rooms/roomwords.h"
#include "ui/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>

namespace Chalkwire::ClientGui {

RoomDialogs::RoomDialogs(ChatState *state, QWidget *page)
    : QObject(page)
    , m_state(state)
    , m_page(page)
{
    connect(state, &ChatState::joined, this, &RoomDialogs::onJoined);
    connect(state, &ChatState::refused, this, &RoomDialogs::onRefused);
    connect(state, &ChatState::everybodyListed, this, &RoomDialogs::onEverybody);
    connect(state, &ChatState::connectionChanged, this, [this] {
        if (isAbout(Question::Name, m_state->ownName()))
            finish();
    });
    connect(state, &ChatState::invitationSent, this, [this](const QString &, const QString &name) {
        if (isAbout(Question::Invite, name))
            finish();
    });
    connect(state, &ChatState::roomsListed, this, [this](const Core::Told::RoomList &list) {
        if (!m_list)
            return;
        QStringList joined;
        for (int row = 0; row < m_state->rooms()->rowCount(); ++row)
            joined.append(m_state->rooms()->item(row).name);
        m_list->showRooms(list, joined);
    });
}

AskDialog *RoomDialogs::question() const
{
    return m_ask;
}

RoomListDialog *RoomDialogs::roomList() const
{
    return m_list;
}

AskDialog *RoomDialogs::ask(Question question, const QString &title, const QString &text,
                            const QString &accept)
{
    if (m_ask)
        m_ask->close();
    m_question = question;
    m_ask = new AskDialog(title, text, accept, m_page);
    connect(m_ask, &AskDialog::answered, this, &RoomDialogs::onAnswer);
    m_ask->show();
    return m_ask;
}

void RoomDialogs::askNewRoom()
{
    AskDialog *dialog = ask(Question::NewRoom, tr("New room"), tr("Name of the room:"), tr("Make"));
    dialog->setOption(tr("Private: only who is invited may join"));
}

void RoomDialogs::askName()
{
    ask(Question::Name, tr("Your name"), tr("What others call you:"), tr("Change"))
        ->setText(m_state->ownName());
}

void RoomDialogs::askTopic(const QString &room)
{
    m_room = room;
    AskDialog *dialog =
        ask(Question::Topic, tr("Topic"),
            tr("What the room %1 is about; empty: nothing:").arg(RoomWords::name(room)), tr("Set"));
    dialog->setEmptyAllowed(true);
    dialog->setText(m_state->topic(room));
}

void RoomDialogs::askInvite(const QString &room)
{
    m_room = room;
    ask(Question::Invite, tr("Invite"), tr("Who is to come to the room %1:").arg(RoomWords::name(room)),
        tr("Invite"));
    emit everybodyWished();
}

void RoomDialogs::askWriteTo()
{
    ask(Question::WriteTo, tr("Write to somebody"), tr("To whom. Who is not here now finds it later:"),
        tr("Write"));
    if (m_state->isConnected())
        emit everybodyWished();
}

void RoomDialogs::showRooms()
{
    if (!m_list) {
        m_list = new RoomListDialog(m_page);
        connect(m_list, &RoomListDialog::listWished, this, &RoomDialogs::roomListWished);
        connect(m_list, &RoomListDialog::joinWished, this, &RoomDialogs::joinWished);
    }
    m_list->show();
    m_list->activateWindow();
    if (m_state->isConnected())
        emit roomListWished();
    else
        m_list->showProblem(tr("You are not connected."));
}

void RoomDialogs::onAnswer(const QString &text, bool isOptionChosen)
{
    switch (m_question) {
    case Question::None:
        break;
    case Question::NewRoom:
        emit newRoomWished(text, isOptionChosen);
        break;
    case Question::Name:
        if (isAbout(Question::Name, m_state->ownName()) && text == m_state->ownName())
            finish();
        else
            emit nameWished(text);
        break;
    case Question::Topic:
        emit topicWished(m_room, text);
        break;
    case Question::Invite:
        emit inviteWished(m_room, text);
        break;
    case Question::WriteTo:
        emit writeToWished(text);
        break;
    }
}

bool RoomDialogs::refuse(const QString &sentence)
{
    if (!m_ask || !m_ask->isWaiting())
        return false;
    m_ask->refuse(sentence);
    return true;
}

void RoomDialogs::finish()
{
    if (m_ask)
        m_ask->close();
    m_ask.clear(); // it is gone only with the next turn
}

/// Whether the open question waits for this.
bool RoomDialogs::isAbout(Question question, const QString &name) const
{
    return m_ask && m_ask->isWaiting() && m_question == question &&
           Core::nameKey(m_ask->field()->text().trimmed()) == Core::nameKey(name);
}

void RoomDialogs::onJoined(const QString &room)
{
    if (!isAbout(Question::NewRoom, room))
        return;
    finish();
    m_state->setCurrentRoom(room);
}

void RoomDialogs::onRefused(const QString &room, const QString &code)
{
    if (!isAbout(Question::NewRoom, room))
        return;
    m_state->forgetRefused(room);
    m_ask->refuse(tr("It was not made: %1.").arg(RoomWords::code(code)));
}

void RoomDialogs::onEverybody(const QStringList &names)
{
    const bool isInvitation = m_question == Question::Invite;
    if (!m_ask || (!isInvitation && m_question != Question::WriteTo))
        return;
    const QStringList members = isInvitation ? m_state->members(m_room) : QStringList();
    QStringList others;
    for (const QString &name : names) {
        if (!members.contains(name) && name != m_state->ownName())
            others.append(name);
    }
    others.sort(Qt::CaseInsensitive);
    m_ask->setChoices(others);
}

void RoomDialogs::fillAddMenu(QMenu *menu)
{
    menu->addAction(Ui::icon(u"add"), tr("New room…"), this, &RoomDialogs::askNewRoom);
    menu->addAction(Ui::icon(u"room"), tr("Rooms on this server…"), this, &RoomDialogs::showRooms);
    menu->addAction(Ui::icon(u"chat"), tr("Write to somebody…"), this, &RoomDialogs::askWriteTo);
    menu->addAction(Ui::icon(u"edit"), tr("Change your name…"), this, &RoomDialogs::askName);
}

void RoomDialogs::fillRoomMenu(QMenu *menu, const QString &room)
{
    menu->addAction(tr("Invite somebody…"), this, [this, room] { askInvite(room); });
    menu->addAction(tr("Set the topic…"), this, [this, room] { askTopic(room); });
    menu->addAction(Ui::icon(u"copy"), tr("Copy the name"), this,
                    [room] { QGuiApplication::clipboard()->setText(room); });
    menu->addSeparator();
    menu->addAction(Ui::icon(u"remove"), tr("Leave"), this, [this, room] { emit leaveWished(room); });
}

} // namespace Chalkwire::ClientGui
