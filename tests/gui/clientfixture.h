// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chatpage.h"
#include "clientactions.h"
#include "clientapplication.h"
#include "clientwindow.h"
#include "connectform.h"
#include "conversationmodel.h"
#include "conversationview.h"
#include "errorstrip.h"
#include "kindchooser.h"
#include "linkheader.h"
#include "ui/language.h"
#include "ui/sendbox.h"
#include "ui/theme.h"
#include "wirebar.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace Chalkwire::ClientGui {

/// For init(). The offscreen platform says of each fixed size that it cannot keep it.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
}

/// A client window with settings of its own, and a server for it that does what the test says. One per test
/// function.
class ClientFixture
{
public:
    explicit ClientFixture(const App::ClientCommand &command = {})
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Chalkwire"));
        QCoreApplication::setApplicationName(QStringLiteral("client-test"));
        initClientResources();
        Ui::Theme::install(*qApp);
        language = std::make_unique<Ui::LanguageSwitcher>(QStringList{QStringLiteral("client")});
        language->setLanguage(QStringLiteral("en"));
        server.listen(QHostAddress::LocalHost, 0);
        open(command);
    }

    void open(const App::ClientCommand &command = {})
    {
        window.reset();
        window = std::make_unique<ClientWindow>(command, language.get());
        window->resize(720, 480);
        window->show();
    }
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(server.serverPort()); }

    /// Fills the form, presses Enter, and takes the connection. False when it did not stand.
    bool connectAs(App::ClientKind kind, const QString &nick = {}, const QString &room = {})
    {
        window->form()->setRequest(address(), kind, nick, room);
        QTest::keyClick(window->form()->addressBox()->lineEdit(), Qt::Key_Return);
        return accept();
    }
    bool accept()
    {
        if (!QTest::qWaitFor(
                [this] { return server.hasPendingConnections() && isIn(App::LinkState::Connected); }))
            return false;
        peer.reset(server.nextPendingConnection());
        peer->setParent(nullptr);
        return true;
    }
    bool isIn(App::LinkState state) const { return window->session()->status().state == state; }

    QPlainTextEdit *input() const { return window->chat()->sendBox()->findChild<QPlainTextEdit *>(); }
    /// Types into the send box and presses Enter.
    void say(const QString &text)
    {
        input()->setPlainText(text);
        QTest::keyClick(input(), Qt::Key_Return);
    }
    /// All that came to the server so far.
    const QByteArray &received()
    {
        m_received += peer->readAll();
        return m_received;
    }
    const ConversationModel &rows() const { return *window->session()->conversation(); }
    QStringList texts() const
    {
        QStringList all;
        for (int row = 0; row < rows().rowCount(); ++row)
            all.append(rows().index(row).data().toString());
        return all;
    }

    QTcpServer server;
    std::unique_ptr<QTcpSocket> peer;
    std::unique_ptr<Ui::LanguageSwitcher> language;
    std::unique_ptr<ClientWindow> window;

private:
    QTemporaryDir m_settings;
    QByteArray m_received;
};

} // namespace Chalkwire::ClientGui
