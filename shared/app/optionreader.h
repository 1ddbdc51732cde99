// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "base/limits.h"

#include <QCommandLineParser>

#include <optional>

namespace Chalkwire::App {

/// What the two command lines have in common: a QCommandLineParser that reports in our words and never leaves
/// the program by itself. Used by servercommand.cpp and clientcommand.cpp only.
class OptionReader
{
public:
    explicit OptionReader(const QString &description);

    void flag(const QString &name, const QString &help);
    void value(const QString &name, const QString &placeholder, const QString &help);

    /// Errors: an unknown option, one without its value, a positional argument.
    std::optional<CommandLineError> read(const QStringList &arguments);
    /// The text for --help or --version, or an empty one.
    QString message() const;

    bool has(const QString &name) const { return m_parser.isSet(name); }
    QString text(const QString &name) const { return m_parser.value(name); }
    QStringList texts(const QString &name) const { return m_parser.values(name); }

    /// Reads --lang and --theme. Errors: a language or theme that there is not.
    std::optional<CommandLineError> readWindow(WindowOptions &window) const;
    /// Reads every --limit.
    std::optional<CommandLineError> readLimits(Limits &limits) const;

private:
    QCommandLineParser m_parser;
};

/// "--NAME: WHY" with ExitUsage.
CommandLineError badOption(const QString &name, const QString &why);

} // namespace Chalkwire::App
