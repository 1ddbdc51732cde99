// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomslink.h"

#include "base/clock.h"
#include "core/names.h"
#include "core/slashcommand.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/fileslink.h"
#include "rooms/reconnectbar.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomspage.h"
#include "rooms/roomwords.h"
#include "rooms/searchpanel.h"
#include "statuswords.h"
#include "words.h"

#include <QApplication>
#include <QDesktopServices>
#include <QUrl>

#include <algorithm>

namespace Chalkwire::ClientGui {

using App::LinkState;
using Kind = Core::SlashCommand::Kind;

RoomsLink::RoomsLink(App::ChatClient *client, RoomsPage *page, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_page(page)
{
    connectWishes();
    connectDialogs();
    connectTold();
    new FilesLink(client, page, this);
}

void RoomsLink::connectWishes()
{
    App::ChatClient *client = m_client;
    connect(m_page, &RoomsPage::postWished, this, &RoomsLink::say);
    connect(m_page, &RoomsPage::directWished, this, &RoomsLink::sayTo);
    connect(m_page, &RoomsPage::editWished, this,
            [this](const QString &room, quint64 seq, const QString &text) {
                remember(m_client->edit(room, seq, text), {Wish::Edit, room, text});
            });
    connect(m_page, &RoomsPage::removeWished, this,
            [this](const QString &room, quint64 seq) { remember(m_client->remove(room, seq), {}); });
    connect(m_page, &RoomsPage::reactWished, this,
            [this](const QString &room, quint64 seq, const QString &text) {
                remember(m_client->react(room, seq, text), {});
            });
    connect(m_page, &RoomsPage::joinWished, this, [this](const QString &room) {
        remember(m_client->join(room), {Wish::Join, room});
    });
    connect(m_page, &RoomsPage::leaveWished, this,
            [this](const QString &room) { remember(m_client->leave(room), {}); });
    connect(m_page, &RoomsPage::searchWished, this, [this](const QString &text, quint64 before) {
        remember(m_client->search(text, before), {Wish::Search});
    });
    connect(m_page, &RoomsPage::retryWished, this, [this](const QString &id) { m_client->retry(id); });
    connect(m_page, &RoomsPage::discardWished, this, [this](const QString &id) { m_client->discard(id); });
    connect(m_page, &RoomsPage::olderWished, this,
            [this](const QString &room, quint64 shownFrom) { m_client->loadOlder(room, shownFrom); });
    connect(m_page, &RoomsPage::readWished, this,
            [this](const QString &room, quint64 seq) { m_client->markRead(room, seq); });
    connect(m_page, &RoomsPage::typed, this, [this](const QString &room) { m_client->typing(room); });
    connect(m_page, &RoomsPage::linkWished, this, &RoomsLink::openLink);
    connect(m_page->reconnectBar(), &ReconnectBar::nowWished, client, &App::ChatClient::tryNow);
    connect(m_page->reconnectBar(), &ReconnectBar::cancelWished, client, &App::ChatClient::cancelReconnect);
}

void RoomsLink::connectDialogs()
{
    RoomDialogs *dialogs = m_page->dialogs();
    connect(dialogs, &RoomDialogs::newRoomWished, this, [this](const QString &room, bool isPrivate) {
        remember(m_client->join(room, isPrivate), {Wish::NewRoom, room, {}, isPrivate});
    });
    connect(dialogs, &RoomDialogs::nameWished, this, [this](const QString &name) {
        remember(m_client->setName(name), {m_page->state()->isConnected() ? Wish::Other : Wish::Asked});
    });
    connect(dialogs, &RoomDialogs::topicWished, this, [this](const QString &room, const QString &text) {
        remember(m_client->setTopic(room, text), {Wish::Asked});
    });
    connect(dialogs, &RoomDialogs::inviteWished, this,
            [this](const QString &room, const QString &name) { remember(m_client->invite(room, name), {}); });
    connect(dialogs, &RoomDialogs::everybodyWished, this, [this] { remember(m_client->who(), {}); });
    connect(dialogs, &RoomDialogs::roomListWished, this, [this] { remember(m_client->listRooms(), {}); });
}

void RoomsLink::connectTold()
{
    connect(m_client, &App::ChatClient::happened, this,
            [this](const App::SharedClientEvents &events) { m_page->apply(*events); });
    connect(m_client, &App::ChatClient::callDone, this, &RoomsLink::onCallDone);
    connect(m_client, &App::ChatClient::keepingChanged, this, &RoomsLink::onKeeping);
    ChatState *state = m_page->state();
    connect(state, &ChatState::invited, this, [this] { QApplication::alert(m_page->window()); });
    connect(state, &ChatState::spoken, this, [this](const Core::Told::Said &said) {
        if (said.mentionsMe)
            QApplication::alert(m_page->window());
    });
    connect(state, &ChatState::directCame, this, [this] { QApplication::alert(m_page->window()); });
}

void RoomsLink::remember(quint64 number, const Call &call)
{
    m_calls.insert(number, call);
}

void RoomsLink::say(const QString &room, const QString &text, quint64 re)
{
    if (re == 0 && carryOut(room, text))
        return;
    // What begins with two slashes is meant to begin with one.
    const QString said = re == 0 && text.startsWith(QStringLiteral("//")) ? text.sliced(1) : text;
    remember(m_client->post(room, said, re), {Wish::Say, room, text});
}

void RoomsLink::sayTo(const QString &person, const QString &text)
{
    if (carryOut(Core::kLobby.toString(), text))
        return;
    const QString said = text.startsWith(QStringLiteral("//")) ? text.sliced(1) : text;
    remember(m_client->direct(person, said), {Wish::Direct, person, said});
}

bool RoomsLink::carryOut(const QString &room, const QString &typed)
{
    if (!typed.startsWith(u'/'))
        return false;
    const Result<Core::SlashCommand> command = Core::parseSlash(typed);
    if (command && command->kind == Kind::Say)
        return false;
    if (command)
        carryOut(room, *command);
    else if (command.error().code == ErrorCode::UnknownCommand)
        m_page->composer()->refuse(typed,
                                   tr("There is no command %1; /help lists them. To say it, write // at "
                                      "its beginning.")
                                       .arg(visibleText(command.error().detail, 64)));
    else
        m_page->composer()->refuse(typed, tr("It is written %1").arg(command.error().detail));
    return true;
}

void RoomsLink::carryOut(const QString &room, const Core::SlashCommand &command)
{
    switch (command.kind) {
    case Kind::Say:
        break;
    case Kind::Join:
        remember(m_client->join(command.name, command.isPrivate),
                 {Wish::Join, command.name, {}, command.isPrivate});
        break;
    case Kind::Leave:
        remember(m_client->leave(command.name.isEmpty() ? room : command.name), {});
        break;
    case Kind::Nick:
        remember(m_client->setName(command.name), {});
        break;
    case Kind::Msg:
        remember(m_client->direct(command.name, command.text), {Wish::Direct, command.name, command.text});
        break;
    case Kind::Topic:
        remember(m_client->setTopic(room, command.text), {});
        break;
    case Kind::Invite:
        remember(m_client->invite(room, command.name), {});
        break;
    case Kind::Away:
    case Kind::Back:
        remember(m_client->setAway(command.kind == Kind::Away, command.text), {});
        break;
    case Kind::Search:
        m_page->startSearch(command.text);
        break;
    case Kind::Who:
        remember(m_client->who(room), {});
        break;
    case Kind::Quit:
        m_client->close();
        break;
    case Kind::Help:
        m_page->showTrouble(Core::slashUsages().join(QStringLiteral("   ")));
        break;
    }
}

void RoomsLink::onCallDone(const App::CallDone &done)
{
    const Call call = m_calls.take(done.call);
    ChatState *state = m_page->state();
    if (done.error.code != ErrorCode::None) {
        onRefused(call, done.error);
        return;
    }
    switch (call.wish) {
    case Wish::Join:
        if (state->addRoom(done.id, call.isPrivate))
            state->setCurrentRoom(done.id);
        break;
    case Wish::NewRoom:
        if (!state->isConnected() && state->addRoom(done.id, call.isPrivate)) { // it is made when we are
            m_page->dialogs()->finish();
            state->setCurrentRoom(done.id);
        }
        break;
    case Wish::Asked:
        m_page->dialogs()->finish();
        break;
    case Wish::Direct:
        if (const QString room = state->openDirect(call.room); !room.isEmpty()) {
            state->writeDirect(done.id, call.room, call.text);
            state->setCurrentRoom(room);
        }
        break;
    case Wish::Search:
        m_page->searchPanel()->begun(done.id);
        break;
    case Wish::Say:
    case Wish::Edit:
    case Wish::Other:
        break;
    }
}

void RoomsLink::onRefused(const Call &call, const Error &error)
{
    const QString why = sentence(error);
    if (call.wish == Wish::Search)
        m_page->searchPanel()->refused(why);
    else if (call.wish == Wish::Say || call.wish == Wish::Edit || call.wish == Wish::Direct)
        m_page->composer()->refuse(call.text, why);
    else if (!m_page->dialogs()->refuse(why))
        m_page->showTrouble(why);
}

QString RoomsLink::sentence(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotConnected:
        return tr("This needs the connection: try again when you are connected.");
    case ErrorCode::TooLong:
        return tr("Too long: at most %1 bytes. Shorten it.").arg(error.detail);
    case ErrorCode::NotInRoom:
        return tr("You are not in this room: join it first.");
    case ErrorCode::TooManyRooms:
        return tr("There are too many rooms: leave one first.");
    case ErrorCode::TooMuchWaiting:
        return tr("Too much waits to be sent: connect first.");
    case ErrorCode::BadName:
        return tr("This cannot be a name: use letters, digits and _ - . without spaces, at most 24.");
    default:
        return tr("This cannot be sent: it has characters that no message may have, or it is empty.");
    }
}

void RoomsLink::onKeeping(const App::Keeping &keeping)
{
    if (!keeping.setAside.isEmpty())
        m_page->showTrouble(
            tr("The file with your rooms and unsent messages was damaged. It is now %1; a new one "
               "was begun.")
                .arg(visibleText(keeping.setAside, 200)));
    else if (keeping.error.code == ErrorCode::StorageInUse)
        m_page->showTrouble(
            tr("Another Chalkwire Client is running: this one knows nothing of its rooms, and "
               "what is not sent when you close it is lost."));
    else if (keeping.error.code != ErrorCode::None)
        m_page->showTrouble(tr("What is not sent yet cannot be kept on the disk: %1")
                                .arg(visibleText(keeping.error.detail, 200)));
}

void RoomsLink::openLink(const QString &address)
{
    // The layout found it: http, https or mailto, and what is shown is where it leads.
    QDesktopServices::openUrl(QUrl(address, QUrl::StrictMode));
}

void RoomsLink::showStatus(const App::LinkStatus &status)
{
    ReconnectBar *bar = m_page->reconnectBar();
    const QString target = visibleText(status.target.text(), 80);
    switch (status.state) {
    case LinkState::Waiting: {
        const Micros left = status.nextTry ? *status.nextTry - SystemClock().now() : Micros(0);
        const auto ms = std::chrono::ceil<Millis>(std::max(left, Micros(0))).count();
        bar->wait(QDeadlineTimer(ms), status.attempt, target, reason(status));
        break;
    }
    case LinkState::Connecting:
        bar->showTrying(std::max(1, status.attempt), target);
        break;
    case LinkState::Connected:
    case LinkState::Closing:
        bar->clear();
        break;
    case LinkState::Idle:
    case LinkState::Ended:
    case LinkState::Failed:
        bar->showEnded(StatusWords::headline(status));
        break;
    }
}

QString RoomsLink::reason(const App::LinkStatus &status)
{
    using Failure = Net::SocketClient::Failure;
    if (!status.ownEndpoint.isEmpty())
        return status.lostReason == u"stopping" ? tr("is restarting") : tr("broke off");
    switch (status.failure) {
    case Failure::Refused:
    case Failure::NotThere:
        return tr("refused");
    case Failure::HostNotFound:
        return tr("was not found");
    case Failure::TimedOut:
        return tr("did not answer");
    case Failure::Unreachable:
        return tr("cannot be reached");
    case Failure::NoPermission:
    case Failure::Other:
        break;
    }
    return tr("failed");
}

} // namespace Chalkwire::ClientGui
