// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientactions.h"

#include "ui/icons.h"
#include "ui/language.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace Chalkwire::ClientGui {

ClientActions::ClientActions(QMainWindow *window, Ui::LanguageSwitcher *languages)
    : QObject(window)
    , m_window(window)
    , m_file(window->menuBar()->addMenu(QString()))
    , m_connection(window->menuBar()->addMenu(QString()))
    , m_room(window->menuBar()->addMenu(QString()))
    , m_view(window->menuBar()->addMenu(QString()))
    , m_help(window->menuBar()->addMenu(QString()))
    , m_themes(new QActionGroup(this))
{
    newConnection = add(m_file, QKeySequence::New, "connect");
    saveConversation = add(m_file, QKeySequence::Save, "save");
    m_file->addSeparator();
    quit = add(m_file, QKeySequence(Qt::CTRL | Qt::Key_Q), "quit");

    connectAgain = add(m_connection, QKeySequence(Qt::CTRL | Qt::Key_R), "retry");
    disconnect = add(m_connection, QKeySequence(Qt::CTRL | Qt::Key_D), "disconnect");
    reset = add(m_connection, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), "reset");
    m_connection->addSeparator();
    finishSending = add(m_connection, QKeySequence(Qt::CTRL | Qt::Key_E), "stop");

    newRoom = add(m_room, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), "add");
    listRooms = add(m_room, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), "room");
    m_room->addSeparator();
    invite = add(m_room, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), "clients");
    topic = add(m_room, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), "announce");
    m_room->addSeparator();
    rename = add(m_room, QKeySequence(Qt::Key_F2), "edit");

    fillView(languages);

    shortcuts = add(m_help, QKeySequence::HelpContents, "help");
    about = add(m_help, QKeySequence(), "about");
    retranslate();
}

void ClientActions::fillView(Ui::LanguageSwitcher *languages)
{
    wirePanel = add(m_view, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W), "wire");
    wirePanel->setCheckable(true);
    search = add(m_view, QKeySequence::Find, "search");
    newestMessage = add(m_view, QKeySequence(Qt::CTRL | Qt::Key_End), "follow");
    clearConversation = add(m_view, QKeySequence(Qt::CTRL | Qt::Key_L), "clear");
    showPictures = add(m_view, QKeySequence(), "picture");
    showPictures->setCheckable(true);
    m_view->addSeparator();
    m_textSize = m_view->addMenu(QString());
    largerText = add(m_textSize, QKeySequence::ZoomIn, "zoom-in");
    smallerText = add(m_textSize, QKeySequence::ZoomOut, "zoom-out");
    normalText = add(m_textSize, QKeySequence(Qt::CTRL | Qt::Key_0), "fit");
    m_theme = m_view->addMenu(Ui::icon(u"theme"), QString());
    themeDesktop = addTheme(m_theme, Ui::ThemeChoice::Desktop);
    themeLight = addTheme(m_theme, Ui::ThemeChoice::Light);
    themeDark = addTheme(m_theme, Ui::ThemeChoice::Dark);
    m_language = m_view->addMenu(Ui::icon(u"language"), QString());
    languages->fillMenu(m_language);
    m_view->addSeparator();
    nextPane = add(m_view, QKeySequence(Qt::Key_F6), "next");
    previousPane = add(m_view, QKeySequence(Qt::SHIFT | Qt::Key_F6), "previous");
}

QAction *ClientActions::add(QMenu *menu, const QKeySequence &shortcut, const char *icon)
{
    auto *action = new QAction(this);
    if (icon)
        action->setIcon(Ui::icon(QString::fromLatin1(icon)));
    action->setShortcut(shortcut);
    menu->addAction(action);
    // So that shortcuts work while the menu bar is hidden or native.
    m_window->addAction(action);
    return action;
}

QAction *ClientActions::addTheme(QMenu *menu, Ui::ThemeChoice choice)
{
    QAction *action = add(menu, QKeySequence());
    action->setCheckable(true);
    m_themes->addAction(action);
    connect(action, &QAction::triggered, this, [this, choice] { emit themeChosen(choice); });
    return action;
}

void ClientActions::showTheme(Ui::ThemeChoice choice)
{
    QAction *const actions[] = {themeDesktop, themeLight, themeDark};
    actions[static_cast<size_t>(choice)]->setChecked(true);
}

void ClientActions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_connection->setTitle(tr("&Connection"));
    m_room->setTitle(tr("&Room"));
    m_view->setTitle(tr("&View"));
    m_help->setTitle(tr("&Help"));
    newConnection->setText(tr("&New connection…"));
    saveConversation->setText(tr("&Save conversation…"));
    quit->setText(tr("&Quit"));
    connectAgain->setText(tr("&Connect again"));
    disconnect->setText(tr("&Disconnect"));
    reset->setText(tr("&Reset (drop at once, unsent bytes are lost)"));
    finishSending->setText(tr("&Finish sending (half-close)"));
    newRoom->setText(tr("&New room…"));
    listRooms->setText(tr("Rooms on this &server…"));
    invite->setText(tr("&Invite somebody…"));
    topic->setText(tr("Set the &topic…"));
    rename->setText(tr("&Change your name…"));
    wirePanel->setText(tr("&Wire panel"));
    search->setText(tr("&Search what was said"));
    newestMessage->setText(tr("Go to the &newest message"));
    clearConversation->setText(tr("C&lear conversation"));
    showPictures->setText(tr("Show &pictures up to 1 MiB"));
    m_textSize->setTitle(tr("Te&xt size"));
    largerText->setText(tr("&Larger"));
    smallerText->setText(tr("&Smaller"));
    normalText->setText(tr("&Normal"));
    m_theme->setTitle(tr("&Theme"));
    themeDesktop->setText(tr("As the &desktop"));
    themeLight->setText(tr("&Light"));
    themeDark->setText(tr("D&ark"));
    m_language->setTitle(tr("&Language"));
    nextPane->setText(tr("Ne&xt pane"));
    previousPane->setText(tr("&Previous pane"));
    shortcuts->setText(tr("&Keyboard shortcuts"));
    about->setText(tr("&About Chalkwire Client"));
}

} // namespace Chalkwire::ClientGui
