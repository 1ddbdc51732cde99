// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clientcommand.h"

class QApplication;

namespace Chalkwire::ClientGui {

/// Registers the window's translations, which sit in a static library. Before a LanguageSwitcher.
void initClientResources();

/// Runs the window until it is closed. Returns an App::ExitCode.
int runClientWindow(QApplication &application, const App::ClientCommand &command);

} // namespace Chalkwire::ClientGui
