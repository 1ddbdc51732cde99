// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QLoggingCategory>

namespace Chalkwire {

Q_DECLARE_LOGGING_CATEGORY(lcNet)   ///< chalkwire.net: sockets, listeners
Q_DECLARE_LOGGING_CATEGORY(lcStore) ///< chalkwire.store: the history
Q_DECLARE_LOGGING_CATEGORY(lcApp)   ///< chalkwire.app: start, stop, configuration
Q_DECLARE_LOGGING_CATEGORY(lcGui)   ///< chalkwire.gui: windows

enum class LogLevel : quint8 { Debug, Info, Warning, Error };
/// "debug", "info", "warning", "error"; nothing else.
Result<LogLevel> logLevelFromName(QStringView name);

/// From here on, Qt's and our messages go to stderr as one escaped line each, those of `level` and above
/// only.
void installLogHandler(LogLevel level);

} // namespace Chalkwire
