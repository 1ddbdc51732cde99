// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QList>
#include <QObject>

class QMenu;
class QMenuBar;

namespace Chalkwire::ServerGui {

/// Everything the menus offer, with its shortcuts; the window connects and enables it.
/// Ownership: the actions are members; the menus belong to the menu bar.
class ServerActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerActions)

public:
    explicit ServerActions(QObject *parent = nullptr);

    QAction quit;
    QAction find, nextPane, previousPane, larger, smaller, normalSize, fullScreen, resetLayout;
    QAction themeDesktop, themeLight, themeDark;
    QActionGroup themes;
    QAction nextRow, previousRow, nextInConversation, previousInConversation;
    QAction start, stop, settings, showAddress, copyAddress;
    QAction shortcuts, about;

    QMenu *exportMenu = nullptr; ///< the traffic panel's, shown in File
    QMenu *languageMenu = nullptr;

    /// Makes the menus. `docks`, `traffic` and `clients` are actions that live elsewhere; nullptr separates.
    void fillMenuBar(QMenuBar *bar, const QList<QAction *> &docks, const QList<QAction *> &traffic,
                     const QList<QAction *> &clients);
    /// Takes from a panel's own actions the keys that the menus give to the whole window: two actions with
    /// one key would both be silent.
    void takeOverKeys(const QWidget *panel) const;
    void retranslate();
    QList<QMenu *> menus() const { return m_menus; }

private:
    void setShortcuts();
    void setIcons();
    QMenu *addMenu(QMenuBar *bar, const QList<QAction *> &actions);

    QList<QMenu *> m_menus; ///< File, View, Traffic, Clients, Server, Help
    QMenu *m_themeMenu = nullptr;
    QMenu *m_sizeMenu = nullptr;
};

} // namespace Chalkwire::ServerGui
