// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"
#include "clientfixture.h"
#include "rooms/askdialog.h"
#include "rooms/chatstate.h"
#include "rooms/composer.h"
#include "rooms/roomdialogs.h"
#include "rooms/roomspage.h"
#include "rooms/roomview.h"

#include <QTcpSocket>

namespace Chalkwire::ClientGui {

using namespace Qt::StringLiterals;

inline App::ServerConfig configOf(quint16 port, const QString &dataDir)
{
    App::ServerConfig config;
    App::ListenSpec spec = App::ServerConfig::defaultListener();
    spec.endpoint.port = port;
    config.listeners = {spec};
    config.ephemeral = false;
    config.dataDir = dataDir;
    return config;
}

/// A server with a history on disk, that can be stopped and started again, and windows that talk to it. Its
/// port is kept while it is away: a socket that is bound and does not listen refuses, and nobody else gets
/// it.
class Class
{
    QTemporaryDir m_data; // longer than the server
    QTcpSocket m_place;
    bool m_hasHistory;

public:
    explicit Class(bool hasHistory = true)
        : m_hasHistory(hasHistory)
    {
        m_place.bind(QHostAddress::LocalHost, 0, QAbstractSocket::ShareAddress);
        start();
    }

    void start()
    {
        App::ServerConfig config = configOf(m_place.localPort(), m_data.path());
        config.hasHistory = m_hasHistory;
        server = std::make_unique<App::ChatServer>(config);
        server->start();
        (void)QTest::qWaitFor([this] { return server->state() == App::ServerState::Listening; });
    }
    /// As a power failure would: nobody is told.
    void stop() { server.reset(); }
    App::ClientCommand command(const QString &nick, const QString &stateFile = {})
    {
        App::ClientCommand command;
        command.target = *Net::parseEndpoint(u"127.0.0.1:%1"_s.arg(m_place.localPort()));
        command.kind = App::ClientKind::Chat;
        command.nick = nick;
        command.stateFile = stateFile;
        return command;
    }

    std::unique_ptr<App::ChatServer> server;
};

/// A window, and what its page shows.
struct Window : ClientFixture
{
    explicit Window(const App::ClientCommand &command)
        : ClientFixture(command)
    {
    }
    RoomsPage *page() const { return window->rooms(); }
    bool isTalking() const { return page() && page()->state()->isConnected(); }
    bool hasJoined(const QString &room = u"lobby"_s) const
    {
        return isTalking() && page()->state()->currentRoom() == room &&
               page()->state()->memberCount(room) > 0;
    }
    /// "ana: hello" for each post of the room, "me: hello (waiting)" while one of our own is not saved.
    QStringList posts(const QString &room = u"lobby"_s) const
    {
        QStringList lines;
        const RoomConversation *rows = page()->state()->conversation(room);
        for (int i = 0; rows && i < rows->rowCount(); ++i) {
            const ChatRow &row = rows->row(i);
            if (row.kind == RowKind::Post)
                lines.append((row.isOwn() ? u"me"_s : row.from) + u": "_s + row.text +
                             (row.isPending() ? u" (waiting)"_s : QString()));
        }
        return lines;
    }
    /// To the question that is open.
    void answer(const QString &text) const
    {
        page()->dialogs()->question()->field()->setText(text);
        page()->dialogs()->question()->acceptButton()->click();
    }
    void write(const QString &text) const
    {
        auto *edit = page()->composer()->findChild<QPlainTextEdit *>();
        edit->setPlainText(text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
};

} // namespace Chalkwire::ClientGui
