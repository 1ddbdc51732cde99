// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientapplication.h"

#include "clientsettings.h"
#include "clientwindow.h"
#include "net/terminationsignal.h"
#include "ui/icons.h"
#include "ui/language.h"
#include "ui/theme.h"

#include <QApplication>
#include <QStandardPaths>

// Outside of the namespace, as Qt asks for: the catalogue sits in a static library.
static void initCatalogue()
{
    Q_INIT_RESOURCE(chalkwire_i18n_client);
}

namespace Chalkwire::ClientGui {

void initClientResources()
{
    initCatalogue();
}

int runClientWindow(QApplication &application, const App::ClientCommand &command)
{
    initClientResources();
    QApplication::setWindowIcon(Ui::applicationIcon(u"client"));
    QGuiApplication::setDesktopFileName(QStringLiteral("chalkwire-client"));
    Ui::Theme *theme = Ui::Theme::install(application);
    theme->setChoice(command.window.theme.isEmpty() ? ClientSettings::theme()
                                                    : Ui::themeChoiceFromName(command.window.theme));
    Ui::LanguageSwitcher languages({QStringLiteral("client")});
    languages.restore(command.window.language); // the command line has checked the code
    App::ClientCommand started = command;
    if (started.stateFile.isEmpty())
        started.stateFile = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                            QStringLiteral("/client.sqlite");
    ClientWindow window(started, &languages);
    Net::TerminationSignal termination;
    QObject::connect(&termination, &Net::TerminationSignal::received, &window, &QWidget::close);
    window.show();
    return QApplication::exec();
}

} // namespace Chalkwire::ClientGui
