// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverapplication.h"
#include "serverwindow.h"
#include "ui/language.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace Chalkwire::ServerGui {

/// A server window on port 0 with settings of its own, and clients for it. One per test function.
class ServerFixture
{
public:
    ServerFixture()
        : ServerFixture(loopback())
    {
    }
    explicit ServerFixture(const App::ServerConfig &config)
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Chalkwire"));
        QCoreApplication::setApplicationName(QStringLiteral("server-test"));
        initServerResources();
        Ui::Theme::install(*qApp);
        language = std::make_unique<Ui::LanguageSwitcher>(QStringList{QStringLiteral("server")});
        language->setLanguage(QStringLiteral("en"));
        window = std::make_unique<ServerWindow>(config, language.get());
        window->resize(1280, 800);
        window->show();
    }
    ~ServerFixture() { window.reset(); }

    static App::ServerConfig loopback() { return loopback(0); }
    static App::ServerConfig loopback(quint16 port)
    {
        App::ServerConfig config;
        App::ListenSpec spec;
        spec.endpoint.host = QStringLiteral("127.0.0.1");
        spec.endpoint.port = port;
        config.listeners = {spec};
        config.ephemeral = true;
        config.limits.closeGraceMs = 500;
        return config;
    }

    bool start()
    {
        window->control()->start();
        return QTest::qWaitFor([this] { return window->control()->state() == App::ServerState::Listening; });
    }
    quint16 port() const { return window->control()->server()->listeners().value(0).endpoint.port; }

    /// A connected client; nullptr when it did not connect.
    std::unique_ptr<QTcpSocket> connectClient() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QStringLiteral("127.0.0.1"), port());
        const bool isUp =
            QTest::qWaitFor([&socket] { return socket->state() == QAbstractSocket::ConnectedState; });
        return isUp ? std::move(socket) : nullptr;
    }
    /// A client that sent these bytes and has the answer.
    std::unique_ptr<QTcpSocket> talkingClient(const QByteArray &bytes) const
    {
        auto socket = connectClient();
        if (!socket)
            return nullptr;
        socket->write(bytes);
        const bool isAnswered = QTest::qWaitFor([&socket] { return socket->bytesAvailable() > 0; });
        return isAnswered ? std::move(socket) : nullptr;
    }

    std::unique_ptr<Ui::LanguageSwitcher> language;
    std::unique_ptr<ServerWindow> window;

private:
    QTemporaryDir m_settings;
};

} // namespace Chalkwire::ServerGui
