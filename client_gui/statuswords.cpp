// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statuswords.h"

#include "core/clientevents.h"
#include "words.h"

namespace Chalkwire::ClientGui {

using App::ClientKind;
using App::LinkState;
using Failure = Net::SocketClient::Failure;

namespace {

constexpr qsizetype kMaxShown = 80;

} // namespace

QString StatusWords::kind(ClientKind kind)
{
    switch (kind) {
    case ClientKind::Tutorial:
        return tr("Tutorial text");
    case ClientKind::Line:
        return tr("Lines");
    case ClientKind::Chat:
        return tr("Chat");
    case ClientKind::Raw:
        break;
    }
    return tr("Raw bytes");
}

QString StatusWords::kindTitle(ClientKind kind)
{
    switch (kind) {
    case ClientKind::Tutorial:
        return tr("Tutorial text (one request, one answer)");
    case ClientKind::Line:
        return tr("Lines (chat with /nick, /join …)");
    case ClientKind::Chat:
        return tr("Chat (rooms, people, history)");
    case ClientKind::Raw:
        break;
    }
    return tr("Raw bytes (any TCP server)");
}

QString StatusWords::kindExplained(ClientKind kind)
{
    switch (kind) {
    case ClientKind::Tutorial:
        return tr("Text as it is, without a line end; \"close\" ends the conversation.");
    case ClientKind::Line:
        return tr("For Chalkwire Server, by hand: what you type is what is sent, line by line.");
    case ClientKind::Chat:
        return tr("For Chalkwire Server: nothing is lost or said twice, and you are reconnected.");
    case ClientKind::Raw:
        break;
    }
    return tr("You type text or hex and see every read as it came, byte by byte.");
}

QString StatusWords::headline(const App::LinkStatus &status)
{
    const QString target = visibleText(status.target.text(), kMaxShown);
    switch (status.state) {
    case LinkState::Idle:
        return status.endReason == CloseReason::LocalClosed && !status.ownEndpoint.isEmpty()
                   ? tr("You disconnected")
                   : tr("Not connected");
    case LinkState::Connecting:
        return tr("Connecting to %1…").arg(target);
    case LinkState::Connected:
        return tr("Connected to %1 as %2").arg(target, status.ownEndpoint);
    case LinkState::Closing:
        return tr("Disconnecting from %1…").arg(target);
    case LinkState::Ended:
        if (status.lostReason == Core::Told::kNoChatServer)
            return tr("%1 is no Chalkwire chat server. Check the address, or connect as another kind.")
                .arg(target);
        return Words::closeReason(status.endReason);
    case LinkState::Waiting: // chat only
        return status.ownEndpoint.isEmpty() ? failure(status) : Words::closeReason(status.endReason);
    case LinkState::Failed:
        break;
    }
    return failure(status);
}

QString StatusWords::failure(const App::LinkStatus &status)
{
    const QString target = visibleText(status.target.text(), kMaxShown);
    switch (status.failure) {
    case Failure::Refused:
        return tr("Nothing listens on %1. Start Chalkwire Server, or check the port.").arg(target);
    case Failure::HostNotFound:
        return tr("No computer is called %1. Check the name, or use its address.")
            .arg(visibleText(status.target.host, kMaxShown));
    case Failure::TimedOut:
        return tr("%1 did not answer in time. Check the address and the firewall there.").arg(target);
    case Failure::Unreachable:
        return tr("The network has no way to %1. Check your connection and the address.").arg(target);
    case Failure::NotThere:
        return tr("There is no local socket called %1. Start the server that makes it.")
            .arg(visibleText(status.target.localName, kMaxShown));
    case Failure::NoPermission:
        return tr("You may not connect to %1. Ask whoever runs the server for access.").arg(target);
    case Failure::Other:
        break;
    }
    return tr("Could not connect to %1. See Details for what the system says.").arg(target);
}

QString StatusWords::whyNotSending(const App::LinkStatus &status, bool hasFinishedSending)
{
    if (status.state == LinkState::Connected)
        return hasFinishedSending ? tr("You finished sending; answers still arrive") : QString();
    if (status.state == LinkState::Connecting)
        return tr("Not connected yet");
    return tr("Not connected; your text is kept");
}

QString StatusWords::badAddress(const QString &typed, const Error &error)
{
    if (typed.isEmpty())
        return tr("Type where to connect to, for example 127.0.0.1:8000.");
    const QString shown = visibleText(typed, kMaxShown);
    if (error.code == ErrorCode::BadNumber)
        return tr("The port of \"%1\" is not a number from 1 to 65535.").arg(shown);
    return tr("\"%1\" is not HOST:PORT. Write it like 127.0.0.1:8000 or [::1]:8000.").arg(shown);
}

QString StatusWords::badName(const QString &typed)
{
    return tr("\"%1\" cannot be a name: use letters, digits and _ - . without spaces, at most 24.")
        .arg(visibleText(typed, kMaxShown));
}

} // namespace Chalkwire::ClientGui
