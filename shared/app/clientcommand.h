// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"
#include "app/commandline.h"

#include <optional>

namespace Chalkwire::App {

/// What `chalkwire-client` was asked to do.
struct ClientCommand
{
    WindowOptions window;
    Limits limits;
    std::optional<Net::Endpoint> target; ///< --connect; required with --cli
    std::optional<ClientKind> kind;      ///< --dialect; --cli takes line when it is not named
    QString nick;
    QString room;
    QString stateFile;        ///< --state: what a chat keeps; may be empty
    QStringList say;          ///< texts to send once connected
    QByteArray lineEnd{"\n"}; ///< --eol: what --cli puts behind each line of the raw kind
    bool cli = false;
    QString message; ///< not empty: print this and leave with ExitOk
};

/// As parseServerCommand.
Expected<ClientCommand, CommandLineError> parseClientCommand(const QStringList &arguments);

} // namespace Chalkwire::App
