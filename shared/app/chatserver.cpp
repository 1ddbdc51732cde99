// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatserver.h"

#include "app/serverengine.h"
#include "app/tracewriter.h"
#include "net/eventdispatcher.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace Chalkwire::App {

ChatServer::ChatServer(const ServerConfig &config, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_engine(new ServerEngine(config))
{
    m_engineThread.setObjectName(QStringLiteral("engine"));
    m_writerThread.setObjectName(QStringLiteral("writer"));
    Net::setEventDispatcher(m_engineThread, config.dispatcher);
    m_engine->moveToThread(&m_engineThread);
    // The engine goes first, then the thread: what the engine leaves to deleteLater() still needs the thread.
    connect(m_engine, &QObject::destroyed, &m_engineThread, &QThread::quit, Qt::DirectConnection);
    connect(m_engine, &ServerEngine::started, this, &ChatServer::onStarted);
    connect(m_engine, &ServerEngine::stopped, this, &ChatServer::onStopped);
    connect(m_engine, &ServerEngine::listenFailed, this, &ChatServer::listenFailed);
    connect(m_engine, &ServerEngine::historyFailed, this, &ChatServer::historyFailed);
    connect(m_engine, &ServerEngine::ordered, this, &ChatServer::ordered);
    connect(m_engine, &ServerEngine::roomRead, this, &ChatServer::roomRead);
    connect(m_engine, &ServerEngine::reported, this, &ChatServer::onReported);
    m_engineThread.start();
}

ChatServer::~ChatServer()
{
    m_engine->deleteLater();
    m_engineThread.wait();
    closeWriter();
    m_writerThread.wait();
}

void ChatServer::start()
{
    if (m_state != ServerState::Stopped)
        return;
    setState(ServerState::Starting);
    openWriter();
    QMetaObject::invokeMethod(m_engine, &ServerEngine::start);
}

void ChatServer::stop()
{
    if (m_state != ServerState::Listening && m_state != ServerState::Starting)
        return;
    setState(ServerState::Stopping);
    QMetaObject::invokeMethod(m_engine, &ServerEngine::stop);
}

void ChatServer::setConfig(const ServerConfig &config)
{
    m_config = config;
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, config] { engine->setConfig(config); });
}

void ChatServer::send(Audience audience, ConnectionId id, const QByteArray &bytes)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, audience, id, bytes] { engine->send(audience, id, bytes); });
}

void ChatServer::disconnectClient(ConnectionId id)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, id] { engine->disconnectClient(id); });
}

void ChatServer::resetClient(ConnectionId id)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, id] { engine->resetClient(id); });
}

void ChatServer::order(const Core::RoomOrder &order)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, order] { engine->order(order); });
}

void ChatServer::readRoom(const Core::PageRequest &request)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, request] { engine->readRoom(request); });
}

void ChatServer::onStarted(const QList<Net::ListenerInfo> &listeners)
{
    m_listeners = listeners;
    if (m_state == ServerState::Starting)
        setState(ServerState::Listening);
    emit listenersChanged();
}

void ChatServer::onStopped()
{
    m_listeners.clear();
    emit listenersChanged();
    closeWriter();
    setState(ServerState::Stopped);
}

void ChatServer::onReported(const SharedServerReport &report)
{
    const Millis rest = restBeforeNext();
    for (const Notice &notice : report->notices)
        emit noticed(notice);
    for (const Trace::SharedRecords &records : report->records)
        emit recorded(records);
    if (report->changes) {
        applyChanges(m_snapshot, *report->changes);
        emit snapshotChanged(m_snapshot);
    }
    QTimer::singleShot(rest, this, [report] {}); // no further one comes while somebody holds it
}

Millis ChatServer::restBeforeNext()
{
    // However much there is to show, a window takes a sixteenth of a processor, and is late by no more than a
    // glance. What the last report cost is known only now: it was painted after it was taken in.
    constexpr int kShare = 16;
    constexpr Micros kLongest = Millis(250);
    const Instant now = SystemClock().now();
    const Micros used = threadTime().value_or(Micros(0));
    const Micros work = used - std::exchange(m_usedBefore, used);
    const Micros passed = now - std::exchange(m_reportedAt, now);
    return std::chrono::ceil<Millis>(std::clamp(kShare * work - passed, Micros(0), kLongest));
}

void ChatServer::openWriter()
{
    const bool writesLog = !m_config.ephemeral && !m_config.dataDir.isEmpty();
    if (m_writer || (!writesLog && m_config.traceFile.isEmpty()))
        return;
    m_writer = new TraceWriter(writesLog ? m_config.dataDir : QString(), m_config.traceFile, m_config.limits);
    m_writerThread.wait(); // for the writer of an earlier start
    m_writer->moveToThread(&m_writerThread);
    Net::setEventDispatcher(m_writerThread, m_config.dispatcher);
    m_writerThread.start();
    // The thread ends by itself, after the last record: a quit() from here could overtake what is queued.
    connect(m_writer, &QObject::destroyed, &m_writerThread, &QThread::quit, Qt::DirectConnection);
    connect(m_engine, &ServerEngine::reported, m_writer, &TraceWriter::write);
    connect(m_writer, &TraceWriter::failed, this, [this](const QString &path, const QString &systemText) {
        emit noticed(
            {SystemClock().wallMicros(), LogLevel::Warning, NoticeCode::LogFileFailed, {path, systemText}});
    });
}

void ChatServer::closeWriter()
{
    // What is queued for it is written first: deletion waits its turn in the same event queue.
    if (m_writer)
        QMetaObject::invokeMethod(m_writer, &QObject::deleteLater);
    m_writer = nullptr;
}

void ChatServer::setState(ServerState state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace Chalkwire::App
