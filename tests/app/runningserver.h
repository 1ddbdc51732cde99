// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatserver.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

namespace Chalkwire::Test {

inline App::ServerConfig anyPort()
{
    App::ServerConfig config;
    App::ListenSpec spec = App::ServerConfig::defaultListener();
    spec.endpoint.port = 0;
    config.listeners = {spec};
    config.ephemeral = true;
    return config;
}

/// A server that listens, and everything its signals said.
struct Running
{
    explicit Running(const App::ServerConfig &config = anyPort())
        : server(config)
    {
        QObject::connect(&server, &App::ChatServer::recorded, &server,
                         [this](const Trace::SharedRecords &batch) {
                             records.insert(records.end(), batch->begin(), batch->end());
                         });
        QObject::connect(&server, &App::ChatServer::snapshotChanged, &server,
                         [this](const App::ServerSnapshot &s) { snapshot = s; });
        QObject::connect(&server, &App::ChatServer::noticed, &server,
                         [this](const App::Notice &n) { notices.append(n); });
        server.start();
    }
    bool isUp()
    {
        return QTest::qWaitFor([this] { return server.state() == App::ServerState::Listening; });
    }
    quint16 port() const { return server.listeners().first().endpoint.port; }

    App::ChatServer server;
    Trace::Records records;
    App::ServerSnapshot snapshot;
    QList<App::Notice> notices;
};

inline QByteArray ask(QTcpSocket &peer, const QByteArray &request)
{
    peer.write(request);
    QSignalSpy ready(&peer, &QTcpSocket::readyRead);
    return ready.wait() ? peer.readAll() : QByteArray();
}

} // namespace Chalkwire::Test
