// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headlessserver.h"

#include "app/operatorconsole.h"
#include "net/terminationsignal.h"

#include <QCoreApplication>

#include <cstdio>

namespace Chalkwire::App {

HeadlessServer::HeadlessServer(const ServerConfig &config, bool hasOperator, QObject *parent)
    : QObject(parent)
    , m_server(config)
{
    if (hasOperator)
        m_operator = new OperatorConsole(&m_server, this);
    connect(&m_server, &ChatServer::listenersChanged, this, &HeadlessServer::onListenersChanged);
    connect(&m_server, &ChatServer::listenFailed, this, &HeadlessServer::onListenFailed);
    connect(&m_server, &ChatServer::historyFailed, this, &HeadlessServer::onHistoryFailed);
    connect(&m_server, &ChatServer::stateChanged, this, &HeadlessServer::onStateChanged);
    connect(&m_server, &ChatServer::noticed, this, &HeadlessServer::onNoticed);
    auto *termination = new Net::TerminationSignal(this);
    connect(termination, &Net::TerminationSignal::received, &m_server, &ChatServer::stop);
}

int HeadlessServer::run()
{
    m_server.start();
    QCoreApplication::exec();
    return m_exitCode;
}

void HeadlessServer::onListenersChanged()
{
    if (m_server.state() != ServerState::Listening)
        return;
    for (const Net::ListenerInfo &listener : m_server.listeners())
        std::printf("%s\n", qPrintable(listeningLine(listener)));
    std::fflush(stdout);
    if (m_operator)
        m_operator->begin();
}

void HeadlessServer::onListenFailed(const Net::ListenFailure &failure)
{
    m_exitCode = ExitCannotListen;
    reportError({ExitCannotListen, listenFailureText(failure)});
    m_server.stop();
}

void HeadlessServer::onHistoryFailed(const Error &error)
{
    m_exitCode = ExitBadConfig;
    reportError({ExitBadConfig, historyFailureText(errorName(error.code), error.detail)});
}

void HeadlessServer::onStateChanged(ServerState state)
{
    if (state == ServerState::Stopped)
        QCoreApplication::exit(m_exitCode);
}

void HeadlessServer::onNoticed(const Notice &notice)
{
    const QString text = noticeText(notice);
    switch (notice.level) {
    case LogLevel::Debug:
        qCDebug(lcApp, "%s", qUtf8Printable(text));
        break;
    case LogLevel::Info:
        qCInfo(lcApp, "%s", qUtf8Printable(text));
        break;
    case LogLevel::Warning:
        qCWarning(lcApp, "%s", qUtf8Printable(text));
        break;
    case LogLevel::Error:
        // What failed at the start was said in one sentence, and the store speaks of a damaged file.
        if (notice.code == NoticeCode::HistoryTroubled)
            qCCritical(lcApp, "%s", qUtf8Printable(text));
        break;
    }
}

QString transportName(Transport transport)
{
    switch (transport) {
    case Transport::Tcp:
        return QStringLiteral("tcp");
    case Transport::Local:
        return QStringLiteral("local");
    case Transport::Udp:
        return QStringLiteral("udp");
    }
    return QString();
}

QString listeningLine(const Net::ListenerInfo &listener)
{
    Net::Endpoint endpoint = listener.endpoint;
    const QString kind = transportName(endpoint.transport);
    // The transport stands in front already.
    QString where = endpoint.localName;
    if (endpoint.transport != Transport::Local) {
        endpoint.transport = Transport::Tcp;
        where = endpoint.text();
    }
    return QStringLiteral("listening %1 %2").arg(kind, where);
}

QString listenFailureText(const Net::ListenFailure &failure)
{
    using Kind = Net::ListenFailure::Kind;
    const QString where = failure.endpoint.text();
    const QString next =
        failure.nextFreePort == 0 ? QString() : QStringLiteral("; port %1 is free").arg(failure.nextFreePort);
    switch (failure.kind) {
    case Kind::AddressInUse: {
        const QString holder = failure.holder.isEmpty() ? QStringLiteral("another program") : failure.holder;
        return QStringLiteral("cannot listen on %1: it is taken by %2%3").arg(where, holder, next);
    }
    case Kind::NoPermission:
        return QStringLiteral("cannot listen on %1: the system allows this port to administrators only%2")
            .arg(where, next);
    case Kind::AddressNotHere:
        return QStringLiteral(
                   "cannot listen on %1: this computer does not have that address; 127.0.0.1 and * work")
            .arg(where);
    case Kind::BadAddress:
        return QStringLiteral("cannot listen on %1: that is not an address to listen on").arg(where);
    case Kind::Other:
        break;
    }
    return QStringLiteral("cannot listen on %1: %2").arg(where, failure.systemText);
}

} // namespace Chalkwire::App
