// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverconfig.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace Chalkwire::ServerGui {

class ListenerRow;
class ServerControl;

/// Where the server listens and whom it lets in. Not modal; says in place what is wrong, and applies nothing
/// before.
class ListenSettings : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenSettings)

public:
    static constexpr int kMaxListeners = 16;

    /// `control` is not owned and outlives the dialog.
    explicit ListenSettings(ServerControl *control, QWidget *parent = nullptr);

    void load(); ///< shows what holds now
    const QList<ListenerRow *> &rows() const { return m_rows; }
    QPushButton *applyButton() const;
    QPushButton *addButton() const { return m_add; }
    QSpinBox *maxClientsBox() const { return m_maxClients; }
    QSpinBox *maxWaitingBox() const { return m_maxWaiting; }
    QCheckBox *strictBox() const { return m_strict; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void retranslate();
    void addRow(const App::ListenSpec &spec);
    void addFurtherRow();
    void removeRow(ListenerRow *row);
    void placeRows();
    void validate();
    App::ServerConfig edited() const;
    void apply();

    ServerControl *m_control = nullptr;
    QList<ListenerRow *> m_rows;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_gridHost = nullptr;
    QGridLayout *m_grid = nullptr;
    QLabel *m_headers[4] = {};
    QPushButton *m_add = nullptr;
    QLabel *m_maxClientsLabel = nullptr;
    QSpinBox *m_maxClients = nullptr;
    QLabel *m_maxWaitingLabel = nullptr;
    QSpinBox *m_maxWaiting = nullptr;
    QCheckBox *m_strict = nullptr;
    QLabel *m_note = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
};

} // namespace Chalkwire::ServerGui
