// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serveractions.h"

#include "ui/icons.h"

#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace Chalkwire::ServerGui {

ServerActions::ServerActions(QObject *parent)
    : QObject(parent)
    , themes(this)
{
    for (QAction *action : {&themeDesktop, &themeLight, &themeDark}) {
        action->setCheckable(true);
        themes.addAction(action);
    }
    showAddress.setCheckable(true);
    fullScreen.setCheckable(true);
    quit.setMenuRole(QAction::QuitRole);
    about.setMenuRole(QAction::AboutRole);
    settings.setMenuRole(QAction::PreferencesRole);
    setShortcuts();
    setIcons();
    retranslate();
}

void ServerActions::setShortcuts()
{
    quit.setShortcut(Qt::CTRL | Qt::Key_Q);
    find.setShortcut(QKeySequence::Find);
    nextPane.setShortcut(Qt::Key_F6);
    previousPane.setShortcut(Qt::SHIFT | Qt::Key_F6);
    larger.setShortcuts({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal});
    smaller.setShortcut(Qt::CTRL | Qt::Key_Minus);
    normalSize.setShortcut(Qt::CTRL | Qt::Key_0);
    fullScreen.setShortcut(Qt::Key_F11);
    // Ctrl+Down and Ctrl+Up stay with the pane that has the focus: the send box recalls with them.
    nextRow.setShortcut(Qt::Key_F8);
    previousRow.setShortcut(Qt::Key_F7);
    nextInConversation.setShortcut(Qt::CTRL | Qt::Key_Period);
    previousInConversation.setShortcut(Qt::CTRL | Qt::Key_Comma);
    start.setShortcut(Qt::Key_F5);
    stop.setShortcut(Qt::SHIFT | Qt::Key_F5);
    settings.setShortcut(Qt::CTRL | Qt::Key_L);
    showAddress.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    copyAddress.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    shortcuts.setShortcut(Qt::Key_F1);
}

void ServerActions::setIcons()
{
    start.setIcon(Ui::icon(u"start"));
    stop.setIcon(Ui::icon(u"stop"));
    settings.setIcon(Ui::icon(u"settings"));
    copyAddress.setIcon(Ui::icon(u"copy"));
}

void ServerActions::retranslate()
{
    quit.setText(tr("&Quit"));
    find.setText(tr("&Find in traffic"));
    nextPane.setText(tr("&Next pane"));
    previousPane.setText(tr("&Previous pane"));
    larger.setText(tr("&Larger"));
    smaller.setText(tr("&Smaller"));
    normalSize.setText(tr("&Normal"));
    fullScreen.setText(tr("&Full screen"));
    resetLayout.setText(tr("&Reset the layout"));
    themeDesktop.setText(tr("As the &desktop"));
    themeLight.setText(tr("&Light"));
    themeDark.setText(tr("D&ark"));
    nextRow.setText(tr("&Next row"));
    previousRow.setText(tr("&Previous row"));
    nextInConversation.setText(tr("Next of the same &client"));
    previousInConversation.setText(tr("Previous of the sa&me client"));
    start.setText(tr("&Start"));
    start.setToolTip(tr("Start listening"));
    stop.setText(tr("S&top"));
    stop.setToolTip(tr("Stop listening and disconnect every client"));
    settings.setText(tr("&Listen settings…"));
    showAddress.setText(tr("Show the &address in large type"));
    copyAddress.setText(tr("&Copy address"));
    shortcuts.setText(tr("&Keyboard shortcuts"));
    about.setText(tr("&About Chalkwire Server"));
    const QString titles[] = {tr("&File"),    tr("&View"),   tr("&Traffic"),
                              tr("&Clients"), tr("&Server"), tr("&Help")};
    for (qsizetype i = 0; i < m_menus.size(); ++i)
        m_menus[i]->setTitle(titles[i]);
    if (!m_menus.isEmpty()) {
        languageMenu->setTitle(tr("&Language"));
        m_themeMenu->setTitle(tr("&Theme"));
        m_sizeMenu->setTitle(tr("Text &size"));
    }
}

QMenu *ServerActions::addMenu(QMenuBar *bar, const QList<QAction *> &actions)
{
    auto *menu = new QMenu(bar);
    for (QAction *action : actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    bar->addMenu(menu);
    m_menus.append(menu);
    return menu;
}

void ServerActions::fillMenuBar(QMenuBar *bar, const QList<QAction *> &docks, const QList<QAction *> &traffic,
                                const QList<QAction *> &clients)
{
    QMenu *file = addMenu(bar, {&quit});
    file->insertMenu(&quit, exportMenu);
    file->insertSeparator(&quit);
    QMenu *view = addMenu(bar, docks);
    view->addActions({&resetLayout});
    view->addSeparator();
    languageMenu = view->addMenu(QString());
    m_themeMenu = view->addMenu(QString());
    m_themeMenu->addActions(themes.actions());
    m_sizeMenu = view->addMenu(QString());
    m_sizeMenu->addActions({&larger, &smaller, &normalSize});
    view->addAction(&fullScreen);
    view->addSeparator();
    view->addActions({&nextPane, &previousPane});
    QMenu *trafficMenu = addMenu(bar, traffic);
    trafficMenu->addSeparator();
    trafficMenu->addActions({&find, &nextRow, &previousRow, &nextInConversation, &previousInConversation});
    addMenu(bar, clients);
    addMenu(bar, {&start, &stop, nullptr, &copyAddress, &showAddress, nullptr, &settings});
    addMenu(bar, {&shortcuts, nullptr, &about});
    retranslate();
}

void ServerActions::takeOverKeys(const QWidget *panel) const
{
    QList<QKeySequence> mine;
    for (const QAction *action :
         {&find, &nextRow, &previousRow, &nextInConversation, &previousInConversation})
        mine.append(action->shortcuts());
    const QList<QAction *> theirs = panel->actions();
    for (QAction *action : theirs) {
        QList<QKeySequence> keys = action->shortcuts();
        keys.removeIf([&mine](const QKeySequence &key) { return mine.contains(key); });
        action->setShortcuts(keys);
    }
}

} // namespace Chalkwire::ServerGui
