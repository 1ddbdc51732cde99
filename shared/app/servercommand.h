// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/serverconfig.h"

namespace Chalkwire::App {

/// What `chalkwire-server` was asked to do.
struct ServerCommand
{
    ServerConfig config;
    WindowOptions window;
    bool headless = false;
    bool hasOperator = false;  ///< headless: stdin has the operator's lines
    bool hasListeners = false; ///< the command line or the configuration file named listeners
    QString message;           ///< not empty: print this and leave with ExitOk (--help, --version)
};

/// Reads the arguments, the program's name first, and the configuration file they name.
/// Errors: CommandLineError, with a sentence that says what to do. An unknown option is an error.
Expected<ServerCommand, CommandLineError> parseServerCommand(const QStringList &arguments);

} // namespace Chalkwire::App
