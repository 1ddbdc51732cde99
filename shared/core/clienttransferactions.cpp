// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does. Another part of ClientTransfers.
#include "core/clientframe.h"
#include "core/clienttransfers.h"
#include "core/filename.h"
#include "core/names.h"

#include <utility>

namespace Chalkwire::Core {

using State = Told::Transfer::State;

Result<ClientTransfer> ClientTransfers::made(const QString &id, const QString &room,
                                             const QString &path) const
{
    const ClientRoom *followed = m_rooms.room(room);
    if (!followed || followed->membership == ClientRoom::Membership::Refused)
        return Unexpected{Error{ErrorCode::NotInRoom, room}};
    if (m_transfers.size() >= kMaxTransfers)
        return Unexpected{Error{ErrorCode::TooMuchWaiting}};
    ClientTransfer t;
    t.file.id = id;
    t.file.room = followed->name;
    t.file.path = path;
    t.roomKey = nameKey(followed->name);
    return t;
}

Result<QString> ClientTransfers::offer(const QString &id, const QString &room, const QString &path,
                                       quint64 re, ClientEffects &effects)
{
    if (path.isEmpty() || static_cast<qint64>(re) < 0)
        return Unexpected{Error{ErrorCode::BadField, QString::fromLatin1(path.isEmpty() ? "path" : "re")}};
    if (m_link.isTalking && !m_link.hasFiles)
        return Unexpected{Error{ErrorCode::NoFiles}};
    Result<ClientTransfer> begun = made(id, room, path);
    if (!begun)
        return Unexpected{begun.error()};
    ClientTransfer t = *std::move(begun);
    t.file.order = ++m_lastOrder;
    t.file.re = re;
    t.file.name = safeFileName(path);
    t.wireId = id;
    t.stage = Stage::Hashing;
    m_transfers.push_back(std::move(t));
    keep(m_transfers.back(), effects);
    tell(m_transfers.back(), effects);
    return id;
}

Result<QString> ClientTransfers::fetch(const QString &id, const QString &room, quint64 seq,
                                       const QString &path, ClientEffects &effects)
{
    if (seq == 0 || static_cast<qint64>(seq) < 0)
        return Unexpected{Error{ErrorCode::BadField, QStringLiteral("of")}};
    Result<ClientTransfer> begun = made(id, room, path);
    if (!begun)
        return Unexpected{begun.error()};
    ClientTransfer t = *std::move(begun);
    t.way = ClientTransfer::Way::Download;
    t.seq = seq;
    m_transfers.push_back(std::move(t));
    tell(m_transfers.back(), effects);
    return id;
}

bool ClientTransfers::steer(const QString &id, Steer how, ClientEffects &effects)
{
    ClientTransfer *t = find(id);
    if (!t)
        return false;
    switch (how) {
    case Steer::Pause:
        return pause(*t, effects);
    case Steer::Resume:
        return resume(*t, effects);
    case Steer::Stop:
        break;
    }
    return stop(*t, effects);
}

bool ClientTransfers::pause(ClientTransfer &t, ClientEffects &effects)
{
    if (t.stage != Stage::Hashing && t.stage != Stage::Waiting && t.stage != Stage::LookedUp &&
        t.stage != Stage::Moving)
        return false;
    if (t.isUpload()) {
        closeFile(t, effects);
        t.file.isPaused = true;
        keep(t, effects);
    } else {
        stopAtServer(t, effects);
    }
    moveTo(t, Stage::Paused, effects);
    return true;
}

bool ClientTransfers::resume(ClientTransfer &t, ClientEffects &effects)
{
    if (t.stage != Stage::Paused && t.stage != Stage::Failed)
        return false;
    const bool wasChanged = t.code == errorName(ErrorCode::FileChanged);
    t.notBefore.reset();
    t.refusals = 0;
    t.hasRejoined = false;
    t.wasWrong = false;
    t.file.failure.clear();
    t.file.isPaused = false;
    if (t.isUpload() && (t.file.sha256.isEmpty() || wasChanged)) {
        hash(t, effects);
    } else if (t.isUpload() && t.isAtServer) {
        t.ticket = ++m_lastTicket;
        moveTo(t, Stage::Moving, effects);
    } else {
        moveTo(t, Stage::Waiting, effects);
    }
    keep(t, effects);
    return true;
}

bool ClientTransfers::stop(ClientTransfer &t, ClientEffects &effects)
{
    if (t.stage == Stage::Stopping)
        return false;
    closeFile(t, effects);
    if (t.isUpload())
        effects.items.emplace_back(ForgetUpload{t.file.id});
    if (t.isUpload() && m_link.isTalking && t.hasPlace()) {
        m_link.send(plainFrame("stop", t.wireId), t.file.room, effects);
        t.stage = Stage::Stopping; // told once the server has answered
    } else {
        stopAtServer(t, effects);
        tellOver(t, State::Stopped, effects);
    }
    return true;
}

} // namespace Chalkwire::Core
