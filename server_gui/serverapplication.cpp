// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverapplication.h"

#include "app/headlessserver.h"
#include "app/servercommand.h"
#include "net/terminationsignal.h"
#include "serverwindow.h"
#include "ui/language.h"
#include "ui/theme.h"

#include <QApplication>

#include <cstdio>

// Q_INIT_RESOURCE declares a function, which must not end up in our namespace.
static void initCatalogue()
{
    Q_INIT_RESOURCE(chalkwire_i18n_server);
}

namespace Chalkwire::ServerGui {

namespace {

void printListeners(App::ChatServer *server)
{
    const QList<Net::ListenerInfo> &listeners = server->listeners();
    for (const Net::ListenerInfo &listener : listeners)
        std::printf("%s\n", qPrintable(App::listeningLine(listener)));
    std::fflush(stdout);
}

} // namespace

void initServerResources()
{
    initCatalogue();
}

int runServerWindow(QApplication &application, const App::ServerCommand &command)
{
    initServerResources();
    Ui::Theme::install(application);
    Ui::LanguageSwitcher language({QStringLiteral("server")});
    language.restore(command.window.language);
    App::ServerConfig config = command.config;
    if (!command.hasListeners)
        loadListening(config);

    ServerWindow window(config, &language);
    window.restore(WindowMemory::load());
    if (!command.window.theme.isEmpty())
        window.showTheme(command.window.theme);
    Net::TerminationSignal termination;
    QObject::connect(&termination, &Net::TerminationSignal::received, &window, &QWidget::close);
    App::ChatServer *server = window.control()->server();
    QObject::connect(server, &App::ChatServer::listenersChanged, &window,
                     [server] { printListeners(server); });
    window.show();
    window.control()->start();
    return QApplication::exec();
}

} // namespace Chalkwire::ServerGui
