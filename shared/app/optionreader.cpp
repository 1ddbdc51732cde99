// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/optionreader.h"

#include <QCoreApplication>

namespace Chalkwire::App {

OptionReader::OptionReader(const QString &description)
{
    m_parser.setApplicationDescription(description);
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    flag(QStringLiteral("help"), QStringLiteral("Show this text."));
    flag(QStringLiteral("version"), QStringLiteral("Show the version."));
    value(QStringLiteral("lang"), QStringLiteral("CODE"),
          QStringLiteral("Language of the window: en or zh_CN."));
    value(QStringLiteral("theme"), QStringLiteral("NAME"),
          QStringLiteral("Colours of the window: light or dark."));
    value(QStringLiteral("limit"), QStringLiteral("NAME=VALUE"),
          QStringLiteral("Change a limit; repeatable; 0 lifts it. Names: %1.")
              .arg(Limits::names().join(QStringLiteral(", "))));
}

void OptionReader::flag(const QString &name, const QString &help)
{
    m_parser.addOption(QCommandLineOption(name, help));
}

void OptionReader::value(const QString &name, const QString &placeholder, const QString &help)
{
    m_parser.addOption(QCommandLineOption(name, help, placeholder));
}

std::optional<CommandLineError> OptionReader::read(const QStringList &arguments)
{
    const bool isUnderstood = m_parser.parse(arguments);
    if (const QStringList unknown = m_parser.unknownOptionNames(); !unknown.isEmpty())
        return badOption(unknown.first(), QStringLiteral("no such option; --help lists them"));
    if (!isUnderstood)
        return CommandLineError{ExitUsage,
                                QStringLiteral("%1; --help lists the options").arg(m_parser.errorText())};
    if (const QStringList extra = m_parser.positionalArguments(); !extra.isEmpty()) {
        return CommandLineError{
            ExitUsage, QStringLiteral("\"%1\" is not an option; --help lists them").arg(extra.first())};
    }
    return std::nullopt;
}

QString OptionReader::message() const
{
    if (has(QStringLiteral("help")))
        return m_parser.helpText();
    if (has(QStringLiteral("version"))) {
        return QStringLiteral("%1 %2\n").arg(QCoreApplication::applicationName(),
                                             QCoreApplication::applicationVersion());
    }
    return QString();
}

std::optional<CommandLineError> OptionReader::readWindow(WindowOptions &window) const
{
    window.language = text(QStringLiteral("lang"));
    if (has(QStringLiteral("lang")) && window.language != u"en" && window.language != u"zh_CN")
        return badOption(QStringLiteral("lang"), QStringLiteral("there are en and zh_CN"));
    window.theme = text(QStringLiteral("theme"));
    if (has(QStringLiteral("theme")) && window.theme != u"light" && window.theme != u"dark")
        return badOption(QStringLiteral("theme"), QStringLiteral("there are light and dark"));
    return std::nullopt;
}

std::optional<CommandLineError> OptionReader::readLimits(Limits &limits) const
{
    for (const QString &assignment : texts(QStringLiteral("limit"))) {
        const Result<bool> set = limits.set(assignment);
        if (set)
            continue;
        const QString why =
            set.error().code == ErrorCode::UnknownLimit
                ? QStringLiteral("no limit is called \"%1\"; --help names them").arg(set.error().detail)
                : QStringLiteral("\"%1\" should be NAME=VALUE with a whole number, 0 or more")
                      .arg(assignment);
        return badOption(QStringLiteral("limit"), why);
    }
    return std::nullopt;
}

CommandLineError badOption(const QString &name, const QString &why)
{
    return {ExitUsage, QStringLiteral("--%1: %2").arg(name, why)};
}

} // namespace Chalkwire::App
