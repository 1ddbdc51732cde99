// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints the milliseconds from the start of main() to the first paint of a window, then leaves:
//   bench_window empty|label|server|client
// The real start-up code, with a listener on any free port; an empty QMainWindow is what they are measured
// against, and one with a line of text: the first text makes the system look through its fonts.
#include "client_gui/clientapplication.h"
#include "server_gui/serverapplication.h"

#include "app/clientcommand.h"
#include "app/servercommand.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QLabel>
#include <QMainWindow>

#include <cstdio>
#include <cstdlib>

using namespace Chalkwire;

namespace {

/// Leaves the program at the first paint of any widget.
class FirstPaint : public QObject
{
public:
    FirstPaint() { m_elapsed.start(); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType()) {
            std::printf("%.1f\n", static_cast<double>(m_elapsed.nsecsElapsed()) / 1e6);
            std::fflush(stdout);
            std::_Exit(0);
        }
        return false;
    }

private:
    QElapsedTimer m_elapsed;
};

int runPlain(bool hasLabel)
{
    QMainWindow window;
    if (hasLabel)
        window.setCentralWidget(new QLabel(QStringLiteral("one line of text")));
    window.resize(1200, 800);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    FirstPaint firstPaint;
    QApplication application(argc, argv);
    application.installEventFilter(&firstPaint);
    const QString kind = QCoreApplication::arguments().value(1);
    if (kind == u"server") {
        App::ServerCommand command;
        command.config.ephemeral = true;
        command.config.listeners = {App::ServerConfig::defaultListener()};
        command.config.listeners.first().endpoint.port = 0;
        command.hasListeners = true;
        return ServerGui::runServerWindow(application, command);
    }
    if (kind == u"client")
        return ClientGui::runClientWindow(application, App::ClientCommand());
    return runPlain(kind == u"label");
}
