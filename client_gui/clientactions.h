// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QObject>

class QAction;
class QActionGroup;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace Chalkwire::Ui {
class LanguageSwitcher;
}

namespace Chalkwire::ClientGui {

/// The menus of the window and every action in them. What an action does is the window's business.
class ClientActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientActions)

public:
    /// Fills the window's menu bar. `languages` is not owned.
    ClientActions(QMainWindow *window, Ui::LanguageSwitcher *languages);

    QAction *newConnection;
    QAction *saveConversation;
    QAction *quit;
    QAction *connectAgain;
    QAction *disconnect;
    QAction *reset;
    QAction *finishSending;
    QAction *newRoom; ///< these five need the rooms' page
    QAction *listRooms;
    QAction *invite;
    QAction *topic;
    QAction *rename;
    QAction *wirePanel; ///< checkable
    QAction *search;
    QAction *newestMessage;
    QAction *clearConversation;
    QAction *showPictures; ///< checkable
    QAction *largerText;
    QAction *smallerText;
    QAction *normalText;
    QAction *themeDesktop; ///< the three themes are checkable and exclude each other
    QAction *themeLight;
    QAction *themeDark;
    QAction *nextPane;
    QAction *previousPane;
    QAction *shortcuts;
    QAction *about;

    void showTheme(Ui::ThemeChoice choice);
    void retranslate();

signals:
    void themeChosen(Chalkwire::Ui::ThemeChoice choice);

private:
    void fillView(Ui::LanguageSwitcher *languages);
    QAction *add(QMenu *menu, const QKeySequence &shortcut, const char *icon = nullptr);
    QAction *addTheme(QMenu *menu, Ui::ThemeChoice choice);

    QMainWindow *m_window;
    QMenu *m_file;
    QMenu *m_connection;
    QMenu *m_room;
    QMenu *m_view;
    QMenu *m_help;
    QMenu *m_textSize;
    QMenu *m_theme;
    QMenu *m_language;
    QActionGroup *m_themes;
};

} // namespace Chalkwire::ClientGui
