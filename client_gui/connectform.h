// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectrequest.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Chalkwire::ClientGui {

class ErrorStrip;
class KindChooser;

/// Where to connect and how: the first thing seen. Checks what was typed and says in place what is wrong.
class ConnectForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectForm)

public:
    explicit ConnectForm(const Limits &limits, QWidget *parent = nullptr);

    void setRecent(const QStringList &addresses); ///< newest first; keeps what is typed
    void setRequest(const QString &address, App::ClientKind kind, const QString &nick, const QString &room);
    void setConnecting(const App::LinkStatus &status); ///< Connecting: inputs wait
    void showFailure(const App::LinkStatus &status);   ///< status.state is Failed
    void setBackVisible(bool isVisible);               ///< there is a conversation to go back to
    void focusAddress();

    QComboBox *addressBox() const { return m_address; }
    KindChooser *kindChooser() const { return m_kind; }
    QLineEdit *nickEdit() const { return m_nick; }
    QLineEdit *roomEdit() const { return m_room; }
    QPushButton *connectButton() const { return m_connect; }
    QPushButton *backButton() const { return m_back; }
    ErrorStrip *errorStrip() const { return m_error; }

public slots:
    void submit();

signals:
    void connectRequested(const Chalkwire::ClientGui::ConnectRequest &request);
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Problem : quint8 { None, Address, Nick, Room, Failed };

    void buildNames();
    void buildLayout();
    void onKindChanged(App::ClientKind kind);
    void fail(Problem problem, const Error &error, QWidget *where);
    void showProblem();
    void retranslate();

    Limits m_limits;
    QLabel *m_title;
    QLabel *m_addressLabel;
    QComboBox *m_address;
    QLabel *m_kindLabel;
    KindChooser *m_kind;
    QWidget *m_names;
    QLabel *m_nickLabel;
    QLineEdit *m_nick;
    QLabel *m_roomLabel;
    QLineEdit *m_room;
    ErrorStrip *m_error;
    QPushButton *m_connect;
    QPushButton *m_back;
    Problem m_problem = Problem::None; ///< kept, so that another language says it again
    Error m_problemError;
    QString m_problemText;
    App::LinkStatus m_failed;
    bool m_isConnecting = false;
};

} // namespace Chalkwire::ClientGui
