// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/displayguard.h"

#include <QCoreApplication>
#include <QString>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace Chalkwire::Ui {

namespace {

constexpr int kExitNoDisplay = 5; // App::ExitNoDisplay; ui does not know app

void onMessage(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return; // the warnings that lead up to it say the same in more words
    std::fprintf(
        stderr, "%s: there is no display to open a window on; start it in a desktop session, or use %s\n",
        qPrintable(QCoreApplication::applicationName()),
        QCoreApplication::applicationName().endsWith(QStringLiteral("server")) ? "--headless" : "--cli");
    std::_Exit(kExitNoDisplay);
}

} // namespace

DisplayGuard::DisplayGuard()
    : m_before(qInstallMessageHandler(onMessage))
{
}

DisplayGuard::~DisplayGuard()
{
    release();
}

void DisplayGuard::release()
{
    if (std::exchange(m_isHeld, false))
        qInstallMessageHandler(m_before);
}

} // namespace Chalkwire::Ui
