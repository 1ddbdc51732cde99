// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

namespace Chalkwire::App {

/// What the programs return to the shell; docs/command-line.md explains each.
enum ExitCode : int {
    ExitOk = 0,
    ExitUsage = 2,          ///< an unknown option, a bad value
    ExitCannotListen = 3,   ///< no listener came up
    ExitBadConfig = 4,      ///< a file named on the command line cannot be read or written
    ExitNoDisplay = 5,      ///< a window was asked for and there is no display, or this build has none
    ExitCannotConnect = 6,  ///< --cli: the connection never stood
    ExitConnectionLost = 7, ///< --cli: it was reset, or the network failed
    ExitNotDelivered = 8,   ///< --cli with chat: the server did not take all that was said
};

/// One sentence for stderr and the code to leave with. Written in English: for shells and scripts.
struct CommandLineError
{
    ExitCode code = ExitUsage;
    QString sentence;
};

/// Prints "chalkwire-server: SENTENCE" as one escaped line on stderr and returns the code.
int reportError(const CommandLineError &error);

/// Why an address was not understood: `"x" is not a port from 0 to 65535`.
QString addressErrorText(const Error &error);

/// Options both programs share.
struct WindowOptions
{
    QString language; ///< "en", "zh_CN"; empty: as remembered, else as the system says
    QString theme;    ///< "light", "dark"; empty: as remembered, else as the desktop
};

} // namespace Chalkwire::App
