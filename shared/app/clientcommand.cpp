// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clientcommand.h"

#include "app/optionreader.h"

namespace Chalkwire::App {

namespace {

void declare(OptionReader &options)
{
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    options.flag(s("cli"),
                 s("No window: lines on stdin are sent, JSON Lines come out on stdout. Needs --connect."));
    options.value(s("connect"), s("HOST:PORT"), s("Connect at once; local:NAME for a local socket."));
    options.value(s("dialect"), s("NAME"),
                  s("guide (the tutorial's: one request, one answer), line (chat in lines), chat (Chalkwire "
                    "protocol 1) or raw (bytes as they are)."));
    options.value(s("nick"), s("NAME"), s("Take this name (line and chat)."));
    options.value(s("room"), s("ROOM"), s("Join this room (line and chat)."));
    options.value(
        s("state"), s("FILE"),
        s("For chat: keep there who you are, your rooms and what is not sent yet. Without it, the window "
          "has a place of its own, and --cli keeps nothing."));
    options.value(s("say"), s("TEXT"), s("Send this once connected; repeatable."));
    options.value(s("eol"), s("NAME"), s("With --cli --dialect raw, what ends each line: none, lf or crlf."));
}

std::optional<CommandLineError> readTarget(const OptionReader &options, ClientCommand &command)
{
    if (!options.has(QStringLiteral("connect"))) {
        if (command.cli)
            return CommandLineError{ExitUsage, QStringLiteral("--cli needs --connect HOST:PORT")};
        return std::nullopt;
    }
    const QString text = options.text(QStringLiteral("connect"));
    const Result<Net::Endpoint> target = Net::parseEndpoint(text);
    if (!target || (target->transport == Transport::Tcp && target->port == 0)) {
        const QString why =
            target ? QStringLiteral("port 0 cannot be connected to") : addressErrorText(target.error());
        return badOption(QStringLiteral("connect"),
                         QStringLiteral("\"%1\" is not HOST:PORT: %2").arg(text, why));
    }
    command.target = *target;
    return std::nullopt;
}

std::optional<CommandLineError> readKind(const OptionReader &options, ClientCommand &command)
{
    if (!options.has(QStringLiteral("dialect")))
        return std::nullopt;
    const QString name = options.text(QStringLiteral("dialect"));
    for (const ClientKind kind :
         {ClientKind::Tutorial, ClientKind::Line, ClientKind::Chat, ClientKind::Raw}) {
        if (name == clientKindName(kind))
            command.kind = kind;
    }
    if (!command.kind)
        return badOption(QStringLiteral("dialect"), QStringLiteral("there are guide, line, chat and raw"));
    return std::nullopt;
}

std::optional<CommandLineError> readChat(const OptionReader &options, ClientCommand &command)
{
    const ClientKind kind = command.kind.value_or(command.cli ? ClientKind::Line : ClientKind::Chat);
    const bool isChat = kind == ClientKind::Chat;
    if (kind != ClientKind::Line && !isChat && !(command.nick.isEmpty() && command.room.isEmpty()))
        return CommandLineError{ExitUsage,
                                QStringLiteral("--nick and --room go with --dialect line and chat")};
    if (!options.has(QStringLiteral("state")))
        return std::nullopt;
    command.stateFile = options.text(QStringLiteral("state"));
    if (!isChat)
        return badOption(QStringLiteral("state"), QStringLiteral("it goes with --dialect chat"));
    if (command.stateFile.isEmpty())
        return badOption(QStringLiteral("state"), QStringLiteral("a file is missing"));
    return std::nullopt;
}

std::optional<CommandLineError> readLineEnd(const OptionReader &options, ClientCommand &command)
{
    if (!options.has(QStringLiteral("eol")))
        return std::nullopt;
    const QString name = options.text(QStringLiteral("eol"));
    if (name == u"none")
        command.lineEnd.clear();
    else if (name == u"crlf")
        command.lineEnd = "\r\n";
    else if (name != u"lf")
        return badOption(QStringLiteral("eol"), QStringLiteral("there are none, lf and crlf"));
    return std::nullopt;
}

} // namespace

Expected<ClientCommand, CommandLineError> parseClientCommand(const QStringList &arguments)
{
    OptionReader options(
        QStringLiteral("A chat window and a raw socket client that shows what passes on the wire."));
    declare(options);
    ClientCommand command;
    if (const auto error = options.read(arguments))
        return Unexpected{*error};
    command.message = options.message();
    if (!command.message.isEmpty())
        return command;
    command.cli = options.has(QStringLiteral("cli"));
    command.nick = options.text(QStringLiteral("nick"));
    command.room = options.text(QStringLiteral("room"));
    command.say = options.texts(QStringLiteral("say"));
    for (const auto &read : {readTarget, readKind, readChat, readLineEnd}) {
        if (const auto error = read(options, command))
            return Unexpected{*error};
    }
    if (const auto error = options.readWindow(command.window))
        return Unexpected{*error};
    if (const auto error = options.readLimits(command.limits))
        return Unexpected{*error};
    return command;
}

} // namespace Chalkwire::App
