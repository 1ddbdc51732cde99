// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"
#include "app/chatserver.h"

#include <QTest>

#include <algorithm>

/// A chat client and a server, for tests over real sockets.
namespace Chalkwire::Test {

using namespace Qt::StringLiterals;

/// A chat client and everything that it said.
struct Client
{
    explicit Client(const Limits &limits = {})
        : chat(limits, 0)
    {
        QObject::connect(&chat, &App::ChatClient::happened, &chat,
                         [this](const App::SharedClientEvents &batch) {
                             events.insert(events.end(), batch->begin(), batch->end());
                         });
        QObject::connect(&chat, &App::ChatClient::recorded, &chat, [this](const Trace::SharedRecords &batch) {
            records.insert(records.end(), batch->begin(), batch->end());
        });
        QObject::connect(&chat, &App::ChatClient::callDone, &chat,
                         [this](const App::CallDone &done) { calls.push_back(done); });
        QObject::connect(&chat, &App::ChatClient::keepingChanged, &chat,
                         [this](const App::Keeping &now) { keepings.push_back(now); });
        QObject::connect(&chat, &App::ChatClient::statusChanged, &chat,
                         [this](const App::LinkStatus &status) { states.push_back(status); });
    }
    void open(quint16 port, const QString &nick, const QString &stateFile = {})
    {
        Net::Endpoint target;
        target.host = u"127.0.0.1"_s;
        target.port = port;
        chat.open(target, App::ClientKind::Chat, nick, {}, stateFile);
    }
    template<class Event>
    std::vector<Event> all() const
    {
        std::vector<Event> found;
        for (const Core::ClientEvent &event : events) {
            if (const auto *one = std::get_if<Event>(&event))
                found.push_back(*one);
        }
        return found;
    }
    template<class Event>
    bool has() const
    {
        return !all<Event>().empty();
    }
    /// The texts of what was said in rooms, in the order in which it came.
    QStringList said() const
    {
        QStringList texts;
        for (const Core::Told::Said &one : all<Core::Told::Said>())
            texts.append(one.entry.text);
        return texts;
    }
    QString saved() const ///< texts of what is acknowledged
    {
        QStringList texts;
        for (const Core::Told::Own &own : all<Core::Told::Own>()) {
            if (own.state == Core::Told::Own::State::Saved)
                texts.append(own.item.text);
        }
        return texts.join(u' ');
    }
    bool isIn(App::LinkState state) const { return chat.status().state == state; }
    bool wasIn(App::LinkState state) const
    {
        return std::ranges::any_of(states,
                                   [state](const App::LinkStatus &status) { return status.state == state; });
    }

    App::ChatClient chat;
    std::vector<Core::ClientEvent> events;
    Trace::Records records;
    std::vector<App::CallDone> calls;
    std::vector<App::Keeping> keepings;
    std::vector<App::LinkStatus> states;
};

inline App::ServerConfig configOf(quint16 port, const QString &dataDir = {})
{
    App::ServerConfig config;
    App::ListenSpec spec = App::ServerConfig::defaultListener();
    spec.endpoint.port = port;
    config.listeners = {spec};
    config.ephemeral = dataDir.isEmpty();
    config.dataDir = dataDir;
    return config;
}

struct Server
{
    explicit Server(quint16 port = 0, const QString &dataDir = {})
        : server(configOf(port, dataDir))
    {
        server.start();
        (void)QTest::qWaitFor([this] { return server.state() == App::ServerState::Listening; });
    }
    quint16 port() const { return server.listeners().value(0).endpoint.port; }

    App::ChatServer server;
};

} // namespace Chalkwire::Test
