// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;

namespace Chalkwire::ClientGui {

/// Every shortcut of the window and of the send box, as a list that can be read and copied. Not modal.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)

public:
    explicit ShortcutsDialog(QWidget *window); ///< lists the window's actions
    QString listing() const;

private:
    QLabel *m_list;
};

/// Name, version, licence. Not modal.
class AboutDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AboutDialog)

public:
    explicit AboutDialog(QWidget *window);
};

} // namespace Chalkwire::ClientGui
