// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;

namespace Chalkwire::ServerGui {

/// A window with every shortcut of the menus, and those of the fields. Not modal; deletes itself when closed.
QDialog *makeShortcutsDialog(const QMenuBar *menus, QWidget *parent);

/// Name, version, licence. Not modal; deletes itself when closed.
QDialog *makeAboutDialog(QWidget *parent);

} // namespace Chalkwire::ServerGui
