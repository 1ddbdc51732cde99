// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/servercommand.h"

#include "app/optionreader.h"

#include <QDir>
#include <QStandardPaths>

namespace Chalkwire::App {

namespace {

void declare(OptionReader &options)
{
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    options.flag(s("headless"),
                 s("No window: print `listening tcp ADDR:PORT` per listener and log to stderr."));
    options.flag(s("operator"),
                 s("With --headless: lines on stdin are the operator's: /say ROOM TEXT, /delete ROOM N, "
                   "/keep ROOM N, /remove ROOM, /rooms; the rest is said to all."));
    options.value(s("listen"), s("ADDR:PORT"),
                  s("Listen on TCP; repeatable; port 0 = any free one; *:PORT = every address; "
                    "a suffix ,guide or ,line pins the dialect. Default: 127.0.0.1:8000."));
    options.value(s("udp"), s("ADDR:PORT"), s("Listen on UDP; repeatable."));
    options.value(s("local"), s("NAME"), s("Listen on a local socket; repeatable."));
    options.value(s("max-clients"), s("N"),
                  s("Serve at most N clients at once; others wait (limit maxClients)."));
    options.value(s("backlog"), s("N"), s("Let at most N clients wait (limit maxWaiting)."));
    options.flag(s("strict"), s("Close connections whose text is not clean UTF-8."));
    options.value(s("config"), s("FILE"), s("Read settings from an INI file; the command line wins."));
    options.value(
        s("data-dir"), s("DIR"),
        s("Where what is said is kept, in DIR/history.sqlite, files, in DIR/files, and logs, in DIR/logs."));
    options.flag(s("ephemeral"), s("Write nothing to disk; what is said is kept in memory."));
    options.flag(s("no-history"), s("Keep nothing of what is said."));
    options.value(s("keep-days"), s("N"),
                  s("Remove what was said more than N days ago, where a room has no rule of its own; 1 to "
                    "3650, 0 = never (limit keepDays)."));
    options.value(s("trace"), s("FILE"), s("Write every chunk, frame and event to FILE as JSON Lines."));
    options.value(s("log-level"), s("LEVEL"), s("debug, info, warning or error."));
    options.value(s("dispatcher"), s("KIND"),
                  s("The engine's event loop: auto (epoll on Linux) or qt (Qt's own)."));
}

std::optional<CommandLineError> readListeners(const OptionReader &options, ServerConfig &config)
{
    static constexpr std::pair<const char *, Transport> kKinds[] = {
        {"listen", Transport::Tcp}, {"udp", Transport::Udp}, {"local", Transport::Local}};
    QList<ListenSpec> listeners;
    for (const auto &[option, transport] : kKinds) {
        const QString name = QString::fromLatin1(option);
        for (const QString &text : options.texts(name)) {
            const Result<ListenSpec> spec = parseListenSpec(transport, text);
            if (!spec) {
                return badOption(name,
                                 QStringLiteral("\"%1\" is not %2: %3")
                                     .arg(text,
                                          transport == Transport::Local ? QStringLiteral("NAME")
                                                                        : QStringLiteral("ADDRESS:PORT"),
                                          addressErrorText(spec.error())));
            }
            listeners.append(*spec);
        }
    }
    if (!listeners.isEmpty())
        config.listeners = listeners;
    return std::nullopt;
}

std::optional<CommandLineError> readCount(const OptionReader &options, const QString &name,
                                          const QString &limit, Limits &limits)
{
    if (options.has(name) && !limits.set(QStringLiteral("%1=%2").arg(limit, options.text(name)))) {
        return badOption(name,
                         QStringLiteral("\"%1\" is not a whole number, 0 or more").arg(options.text(name)));
    }
    return std::nullopt;
}

std::optional<CommandLineError> readConfig(const OptionReader &options, ServerConfig &config)
{
    if (!options.has(QStringLiteral("config")))
        return std::nullopt;
    const QString path = options.text(QStringLiteral("config"));
    const Result<bool> read = readConfigFile(path, config);
    if (read)
        return std::nullopt;
    const QString why =
        read.error().code == ErrorCode::Unreadable
            ? QStringLiteral("cannot read %1; check that the file is there and readable").arg(path)
            : QStringLiteral("%1 has a mistake: %2").arg(path, read.error().detail);
    return CommandLineError{ExitBadConfig, QStringLiteral("--config: %1").arg(why)};
}

std::optional<CommandLineError> readFiles(const OptionReader &options, ServerConfig &config)
{
    if (options.has(QStringLiteral("trace")))
        config.traceFile = options.text(QStringLiteral("trace"));
    config.ephemeral = config.ephemeral || options.has(QStringLiteral("ephemeral"));
    config.hasHistory = config.hasHistory && !options.has(QStringLiteral("no-history"));
    const bool isNamed = options.has(QStringLiteral("data-dir")) || !config.dataDir.isEmpty();
    if (options.has(QStringLiteral("data-dir")))
        config.dataDir = options.text(QStringLiteral("data-dir"));
    if (config.dataDir.isEmpty()) {
        config.dataDir = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                         QStringLiteral("/chalkwire/server");
    }
    if (isNamed && !config.ephemeral && !QDir().mkpath(config.dataDir)) {
        return CommandLineError{ExitBadConfig,
                                QStringLiteral("--data-dir: cannot make the folder %1; name another "
                                               "one, or use --ephemeral")
                                    .arg(config.dataDir)};
    }
    return std::nullopt;
}

std::optional<CommandLineError> readChoices(const OptionReader &options, ServerConfig &config)
{
    if (options.has(QStringLiteral("log-level"))) {
        const Result<LogLevel> level = logLevelFromName(options.text(QStringLiteral("log-level")));
        if (!level)
            return badOption(QStringLiteral("log-level"),
                             QStringLiteral("there are debug, info, warning and error"));
        config.logLevel = *level;
    }
    if (options.has(QStringLiteral("dispatcher"))) {
        const auto kind = dispatcherFromName(options.text(QStringLiteral("dispatcher")));
        if (!kind)
            return badOption(QStringLiteral("dispatcher"), QStringLiteral("there are auto and qt"));
        config.dispatcher = *kind;
    }
    return std::nullopt;
}

} // namespace

Expected<ServerCommand, CommandLineError> parseServerCommand(const QStringList &arguments)
{
    OptionReader options(
        QStringLiteral("A socket server that shows every byte and every message as it passes."));
    declare(options);
    ServerCommand command;
    if (const auto error = options.read(arguments))
        return Unexpected{*error};
    command.message = options.message();
    if (!command.message.isEmpty())
        return command;
    ServerConfig &config = command.config;
    command.headless = options.has(QStringLiteral("headless"));
    command.hasOperator = options.has(QStringLiteral("operator"));
    if (command.hasOperator && !command.headless)
        return Unexpected{badOption(QStringLiteral("operator"), QStringLiteral("it goes with --headless"))};
    if (const auto error = readConfig(options, config))
        return Unexpected{*error};
    if (const auto error = readListeners(options, config))
        return Unexpected{*error};
    if (const auto error = options.readWindow(command.window))
        return Unexpected{*error};
    if (const auto error = options.readLimits(config.limits))
        return Unexpected{*error};
    if (const auto error =
            readCount(options, QStringLiteral("max-clients"), QStringLiteral("maxClients"), config.limits))
        return Unexpected{*error};
    if (const auto error =
            readCount(options, QStringLiteral("backlog"), QStringLiteral("maxWaiting"), config.limits))
        return Unexpected{*error};
    const QString keepDays = QStringLiteral("keep-days");
    if (options.has(keepDays) && !readKeepDays(options.text(keepDays), config.limits))
        return Unexpected{
            badOption(keepDays, QStringLiteral("\"%1\" is not 0 to 3650 days").arg(options.text(keepDays)))};
    if (const auto error = readFiles(options, config))
        return Unexpected{*error};
    config.strict = config.strict || options.has(QStringLiteral("strict"));
    if (const auto error = readChoices(options, config))
        return Unexpected{*error};
    command.hasListeners = !config.listeners.isEmpty();
    return command;
}

} // namespace Chalkwire::App
