// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace Chalkwire::App {
struct ServerCommand;
}

namespace Chalkwire::ServerGui {

/// Makes the window's translations known: a static library's resources must be asked for. Before
/// LanguageSwitcher.
void initServerResources();

/// Shows the server window, starts its server and runs the event loop; returns what main() returns.
/// Listeners, places and strictness come from the command where it names listeners, else as remembered.
/// Prints `listening tcp 127.0.0.1:41234` per listener on stdout. SIGTERM and SIGINT close the window in
/// order.
int runServerWindow(QApplication &application, const App::ServerCommand &command);

} // namespace Chalkwire::ServerGui
