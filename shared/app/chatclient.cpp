// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatclient.h"

#include "app/clientengine.h"
#include "net/eventdispatcher.h"

namespace Chalkwire::App {

QString clientKindName(ClientKind kind)
{
    switch (kind) {
    case ClientKind::Tutorial:
        return QStringLiteral("guide");
    case ClientKind::Line:
        return QStringLiteral("line");
    case ClientKind::Chat:
        return QStringLiteral("chat");
    case ClientKind::Raw:
        break;
    }
    return QStringLiteral("raw");
}

ChatClient::ChatClient(const Limits &limits, int reportMs, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_engine(new ClientEngine(limits, reportMs))
{
    m_engineThread.setObjectName(QStringLiteral("engine"));
    Net::setEventDispatcher(m_engineThread, Net::DispatcherKind::Best);
    m_engine->moveToThread(&m_engineThread);
    // The engine goes first, then the thread: what the engine leaves to deleteLater() still needs the thread.
    connect(m_engine, &QObject::destroyed, &m_engineThread, &QThread::quit, Qt::DirectConnection);
    connect(m_engine, &ClientEngine::statusChanged, this, [this](const LinkStatus &status) {
        m_status = status;
        emit statusChanged(status);
    });
    connect(m_engine, &ClientEngine::callDone, this, &ChatClient::callDone);
    connect(m_engine, &ClientEngine::keepingChanged, this, &ChatClient::keepingChanged);
    connect(m_engine, &ClientEngine::written, this, &ChatClient::written);
    connect(m_engine, &ClientEngine::reported, this, [this](const SharedReport &report) {
        // Taken whatever the slots do: one of them may run an event loop of its own.
        QMetaObject::invokeMethod(m_engine, &ClientEngine::takeNextReport);
        if (!report->lines.isEmpty())
            emit linesAdded(report->lines);
        if (report->events)
            emit happened(report->events);
        for (const Trace::SharedRecords &records : report->records)
            emit recorded(records);
    });
    m_engineThread.start();
}

ChatClient::~ChatClient()
{
    m_engine->deleteLater();
    m_engineThread.wait();
}

void ChatClient::open(const Net::Endpoint &target, ClientKind kind, const QString &nick, const QString &room,
                      const QString &stateFile)
{
    m_kind = kind;
    QMetaObject::invokeMethod(m_engine,
                              [=, engine = m_engine] { engine->open(target, kind, nick, room, stateFile); });
}

Result<bool> ChatClient::sendText(const QString &text)
{
    // The same rules, tried on a core of its own, so that the answer is here at once and the engine cannot
    // refuse.
    Core::Effects ignored;
    Result<bool> sendable = Core::ClientCore(m_kind, m_limits).sendText(text, ignored);
    if (sendable)
        QMetaObject::invokeMethod(m_engine, [engine = m_engine, text] { engine->sendText(text); });
    return sendable;
}

void ChatClient::sendBytes(const QByteArray &bytes)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, bytes] { engine->sendBytes(bytes); });
}

void ChatClient::notifyWhenWritten()
{
    QMetaObject::invokeMethod(m_engine, &ClientEngine::notifyWhenWritten);
}

void ChatClient::finishSending()
{
    QMetaObject::invokeMethod(m_engine, &ClientEngine::finishSending);
}

void ChatClient::close()
{
    QMetaObject::invokeMethod(m_engine, &ClientEngine::close);
}

void ChatClient::reset()
{
    QMetaObject::invokeMethod(m_engine, &ClientEngine::reset);
}

void ChatClient::tryNow()
{
    QMetaObject::invokeMethod(m_engine, &ClientEngine::tryNow);
}

void ChatClient::cancelReconnect()
{
    QMetaObject::invokeMethod(m_engine, &ClientEngine::cancelReconnect);
}

} // namespace Chalkwire::App
