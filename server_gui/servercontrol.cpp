// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servercontrol.h"

#include <algorithm>

namespace Chalkwire::ServerGui {

using App::ServerState;

namespace {

bool isLoopback(const Net::Endpoint &endpoint)
{
    const auto address = Net::bindAddress(endpoint.host);
    return address && address->isLoopback();
}

} // namespace

ServerControl::ServerControl(const App::ServerConfig &config, QObject *parent)
    : QObject(parent)
    , m_server(config)
{
    connect(&m_server, &App::ChatServer::stateChanged, this, &ServerControl::onStateChanged);
    connect(&m_server, &App::ChatServer::listenFailed, this, &ServerControl::onListenFailed);
    connect(&m_server, &App::ChatServer::historyFailed, this, &ServerControl::onHistoryFailed);
    connect(&m_server, &App::ChatServer::noticed, this, &ServerControl::onNoticed);
}

void ServerControl::start()
{
    if (state() == ServerState::Stopping) {
        m_startsAgain = true;
        return;
    }
    if (!isStopped())
        return;
    m_failures.clear();
    m_historyFailure.reset();
    m_historyTroubles.clear();
    emit failuresChanged();
    m_server.start();
}

void ServerControl::stop()
{
    m_startsAgain = false;
    m_server.stop();
}

void ServerControl::restart()
{
    m_server.stop();
    if (isStopped())
        start();
    else
        m_startsAgain = true;
}

void ServerControl::apply(const App::ServerConfig &config)
{
    const bool sameListeners = config.effectiveListeners() == this->config().effectiveListeners();
    m_server.setConfig(config);
    emit configApplied();
    if (!sameListeners || !m_failures.isEmpty() || isStopped())
        restart();
}

void ServerControl::replacePort(const Net::Endpoint &failed, quint16 port)
{
    App::ServerConfig next = config();
    next.listeners = next.effectiveListeners();
    for (App::ListenSpec &spec : next.listeners) {
        if (spec.endpoint == failed)
            spec.endpoint.port = port;
    }
    apply(next);
}

void ServerControl::keepNothing()
{
    App::ServerConfig next = config();
    next.ephemeral = true;
    apply(next);
}

void ServerControl::openToNetwork()
{
    App::ServerConfig next = config();
    next.listeners = next.effectiveListeners();
    // Port 0 gave us some port: people may know it by now, so it stays the same.
    const QList<Net::ListenerInfo> up = m_server.listeners();
    for (qsizetype i = 0; i < next.listeners.size(); ++i) {
        Net::Endpoint &endpoint = next.listeners[i].endpoint;
        if (endpoint.transport != Transport::Tcp || !isLoopback(endpoint))
            continue;
        const auto isSame = [&endpoint](const Net::ListenerInfo &info) {
            return info.endpoint.transport == Transport::Tcp && info.endpoint.host == endpoint.host;
        };
        const auto it = std::find_if(up.cbegin(), up.cend(), isSame);
        if (endpoint.port == 0 && it != up.cend())
            endpoint.port = it->endpoint.port;
        endpoint.host = QStringLiteral("*");
    }
    apply(next);
}

bool ServerControl::isLoopbackOnly() const
{
    const QList<Net::ListenerInfo> &up = m_server.listeners();
    const auto isTcp = [](const Net::ListenerInfo &info) {
        return info.endpoint.transport == Transport::Tcp;
    };
    return std::any_of(up.cbegin(), up.cend(), isTcp) &&
           std::none_of(up.cbegin(), up.cend(), [](const Net::ListenerInfo &info) {
               return info.endpoint.transport != Transport::Local && !isLoopback(info.endpoint);
           });
}

void ServerControl::onStateChanged(ServerState state)
{
    if (state != ServerState::Stopped || !m_startsAgain)
        return;
    m_startsAgain = false;
    start();
}

void ServerControl::onHistoryFailed(const Error &error)
{
    m_historyFailure = error;
    emit failuresChanged();
}

void ServerControl::onNoticed(const App::Notice &notice)
{
    using Code = App::NoticeCode;
    if (notice.code != Code::HistorySetAside && notice.code != Code::HistoryTroubled &&
        notice.code != Code::HistoryWorks)
        return;
    dismissHistoryTrouble(notice.code == Code::HistoryWorks ? Code::HistoryTroubled : notice.code);
    if (notice.code != Code::HistoryWorks)
        m_historyTroubles.append(notice);
    emit failuresChanged();
}

void ServerControl::dismissHistoryTrouble(App::NoticeCode code)
{
    m_historyTroubles.removeIf([code](const App::Notice &notice) { return notice.code == code; });
}

void ServerControl::onListenFailed(const Net::ListenFailure &failure)
{
    m_failures.append(failure);
    emit failuresChanged();
}

} // namespace Chalkwire::ServerGui
