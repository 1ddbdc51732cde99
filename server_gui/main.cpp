// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headlessserver.h"
#include "app/servercommand.h"
#include "base/log.h"

#ifdef CHALKWIRE_WITH_WINDOWS
#include "serverapplication.h"
#include "ui/displayguard.h"

#include <QApplication>
#endif

#include <QCoreApplication>

#include <cstdio>

using namespace Chalkwire;

namespace {

void describeProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Chalkwire"));
    QCoreApplication::setApplicationName(QStringLiteral("chalkwire-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CHALKWIRE_VERSION));
}

int runWindow(int &argc, char **argv, const App::ServerCommand &command)
{
#ifdef CHALKWIRE_WITH_WINDOWS
    Ui::DisplayGuard guard;
    QApplication application(argc, argv);
    guard.release();
    return ServerGui::runServerWindow(application, command);
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    Q_UNUSED(command)
    return App::reportError(
        {App::ExitNoDisplay, QStringLiteral("this build has no window; start it with --headless")});
#endif
}

} // namespace

int main(int argc, char *argv[])
{
    describeProgram();
    App::ServerCommand command;
    {
        // Only a core application: a wrong option must not need a display to be reported.
        QCoreApplication application(argc, argv);
        auto parsed = App::parseServerCommand(QCoreApplication::arguments());
        if (!parsed)
            return App::reportError(parsed.error());
        command = std::move(parsed).value();
        if (!command.message.isEmpty()) {
            std::fputs(qPrintable(command.message), stdout);
            return App::ExitOk;
        }
        installLogHandler(command.config.logLevel);
        if (command.headless)
            return App::HeadlessServer(command.config, command.hasOperator).run();
    }
    return runWindow(argc, argv, command);
}
