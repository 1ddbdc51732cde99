// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user of a chat does. Another part of ChatClient.
#include "app/chatclient.h"
#include "app/clientengine.h"
#include "core/chatclientcore.h"

#include <QFileInfo>

namespace Chalkwire::App {

namespace {

using Core::ChatClientCore;
using Core::ClientEffects;

Result<QString> withoutId(const Result<bool> &done)
{
    if (!done)
        return Unexpected{done.error()};
    return QString();
}

Result<QString> withoutId(bool isDone, const QString &id)
{
    if (!isDone)
        return Unexpected{Error{ErrorCode::BadField, id}};
    return QString();
}

} // namespace

quint64 ChatClient::call(const Call &call)
{
    const quint64 number = ++m_calls;
    QMetaObject::invokeMethod(m_engine,
                              [engine = m_engine, number, call] { engine->callChat(number, call); });
    return number;
}

quint64 ChatClient::setName(const QString &name)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.setName(name, e)); });
}

quint64 ChatClient::join(const QString &room, bool isPrivate)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.join(room, isPrivate, e); });
}

quint64 ChatClient::leave(const QString &room)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.leave(room, e)); });
}

quint64 ChatClient::post(const QString &room, const QString &text, quint64 re)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.post(room, text, re, e); });
}

quint64 ChatClient::edit(const QString &room, quint64 of, const QString &text)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.edit(room, of, text, e); });
}

quint64 ChatClient::remove(const QString &room, quint64 of)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.remove(room, of, e); });
}

quint64 ChatClient::react(const QString &room, quint64 of, const QString &text)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.react(room, of, text, e); });
}

quint64 ChatClient::setTopic(const QString &room, const QString &text)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.setTopic(room, text, e); });
}

quint64 ChatClient::retry(const QString &id)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.retry(id, e), id); });
}

quint64 ChatClient::discard(const QString &id)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.discard(id, e), id); });
}

quint64 ChatClient::direct(const QString &to, const QString &text)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.direct(to, text, e); });
}

quint64 ChatClient::search(const QString &text, quint64 before)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.search(text, before, e); });
}

quint64 ChatClient::invite(const QString &room, const QString &name)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.invite(room, name, e); });
}

quint64 ChatClient::who(const QString &room)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.who(room, e); });
}

quint64 ChatClient::listRooms()
{
    return call([](ChatClientCore &c, ClientEffects &e) { return c.listRooms(e); });
}

quint64 ChatClient::loadOlder(const QString &room, quint64 shownFrom)
{
    return call(
        [=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.loadOlder(room, shownFrom, e)); });
}

quint64 ChatClient::markRead(const QString &room, quint64 seq)
{
    return call([=](ChatClientCore &c, ClientEffects &e) {
        c.markRead(room, seq, e);
        return QString();
    });
}

quint64 ChatClient::typing(const QString &room)
{
    return call([=](ChatClientCore &c, ClientEffects &e) {
        c.typing(room, e);
        return QString();
    });
}

quint64 ChatClient::setAway(bool isAway, const QString &text)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.setAway(isAway, text, e)); });
}

quint64 ChatClient::offerFile(const QString &room, const QString &path, quint64 re)
{
    const QString absolute = path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.offerFile(room, absolute, re, e); });
}

quint64 ChatClient::fetchFile(const QString &room, quint64 seq, const QString &path)
{
    return call([=](ChatClientCore &c, ClientEffects &e) { return c.fetchFile(room, seq, path, e); });
}

quint64 ChatClient::steer(const QString &id, Core::ClientTransfers::Steer how)
{
    return call(
        [=](ChatClientCore &c, ClientEffects &e) { return withoutId(c.steerTransfer(id, how, e), id); });
}

quint64 ChatClient::pauseTransfer(const QString &id)
{
    return steer(id, Core::ClientTransfers::Steer::Pause);
}

quint64 ChatClient::resumeTransfer(const QString &id)
{
    return steer(id, Core::ClientTransfers::Steer::Resume);
}

quint64 ChatClient::stopTransfer(const QString &id)
{
    return steer(id, Core::ClientTransfers::Steer::Stop);
}

} // namespace Chalkwire::App
