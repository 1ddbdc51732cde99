// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverconfig.h"

#include <QObject>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;
class QWidget;

namespace Chalkwire::ServerGui {

/// One listener in the settings: transport, address or name, port, dialect, and under them what is wrong with
/// it. Ownership: its widgets belong to `parent`; clear them with deleteWidgets().
class ListenerRow : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerRow)

public:
    ListenerRow(const App::ListenSpec &spec, QWidget *parent);

    /// Puts the widgets into two rows of the grid, from `gridRow` on.
    void place(QGridLayout *grid, int gridRow);
    void deleteWidgets();
    void setNumber(int number); ///< for the accessible names
    void setRemovable(bool removable);
    void retranslate();

    App::ListenSpec spec() const;
    /// Empty when good; else one sentence. `earlier`: the listeners above, which it must not repeat.
    QString check(const QList<App::ListenSpec> &earlier) const;
    void showError(const QString &sentence);

    QComboBox *transportBox() const { return m_transport; }
    QComboBox *addressBox() const { return m_address; }
    QSpinBox *portBox() const { return m_port; }
    QString error() const;

signals:
    void changed();
    void removeRequested();

private:
    void fillAddresses();
    QString host() const;
    Transport transport() const;
    void onTransportChanged();

    QComboBox *m_transport = nullptr;
    QComboBox *m_address = nullptr;
    QLineEdit *m_name = nullptr;
    QSpinBox *m_port = nullptr;
    QComboBox *m_dialect = nullptr;
    QToolButton *m_remove = nullptr;
    QLabel *m_error = nullptr;
    int m_number = 1;
};

} // namespace Chalkwire::ServerGui
