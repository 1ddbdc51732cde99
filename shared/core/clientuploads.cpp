// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the user gives. Another part of ClientTransfers. docs/protocol.md §9.10
#include "core/clientframe.h"
#include "core/clienttransfers.h"
#include "core/filename.h"
#include "core/names.h"

#include <algorithm>
#include <utility>

namespace Chalkwire::Core {

namespace {

using Key = QLatin1StringView;

QString idOf(const Wire::ChatHeader &header)
{
    return textField(header.fields, Key("id"), kMaxCodeUnits);
}

} // namespace

void ClientTransfers::hash(ClientTransfer &t, ClientEffects &effects)
{
    closeFile(t, effects);
    t.file.sha256.clear();
    t.at = 0;
    t.done = 0;
    moveTo(t, Stage::Hashing, effects);
}

/// One after the other: a disk is faster so.
void ClientTransfers::hashNext(ClientEffects &effects)
{
    const auto isHashing = [](const ClientTransfer &t) { return t.stage == Stage::Hashing; };
    const auto first = std::ranges::find_if(m_transfers, isHashing);
    if (first == m_transfers.end() || std::ranges::any_of(m_transfers, [&](const ClientTransfer &t) {
            return isHashing(t) && t.ticket != 0;
        }))
        return;
    first->ticket = ++m_lastTicket;
    effects.files.emplace_back(HashPart{first->ticket, first->file.path});
}

void ClientTransfers::answered(const PartHashed &part, ClientEffects &effects)
{
    ClientTransfer *t = byTicket(part.ticket);
    if (!t)
        return;
    t->file.bytes = part.size;
    t->done = part.done;
    if (part.error != ErrorCode::None) {
        fail(*t, errorName(part.error), effects);
    } else if (part.sha256.isEmpty()) {
        effects.files.emplace_back(HashPart{t->ticket, t->file.path});
        tellProgress(*t, effects);
    } else {
        closeFile(*t, effects);
        t->file.sha256 = part.sha256;
        t->file.modified = part.modified;
        t->done = 0;
        keep(*t, effects);
        moveTo(*t, Stage::Waiting, effects);
    }
}

void ClientTransfers::begin(ClientTransfer &t, ClientEffects &effects)
{
    if (!m_link.hasFiles) {
        fail(t, errorName(ErrorCode::NoFiles), effects);
    } else if (!t.isUpload()) {
        startFetching(t, effects);
    } else if (passes(t.file.bytes, m_link.limits.file)) {
        fail(t, errorName(ErrorCode::FileTooLarge), effects);
    } else {
        t.stage = Stage::Offered; // for the user it still waits
        t.at = 0;
        t.notBefore.reset();
        m_link.send(offerFrame(t.file), t.file.room, effects);
    }
}

void ClientTransfers::takeUpload(const Wire::ChatHeader &header, ClientEffects &effects)
{
    ClientTransfer *t = byWire(idOf(header));
    if (!t || t->stage != Stage::Offered)
        return;
    t->isAtServer = true;
    const qint64 offset = numberField(header.fields, Key("offset"), -1);
    if (offset < 0 || offset > t->file.bytes) {
        fail(*t, errorName(ErrorCode::BadAnswer), effects);
        return;
    }
    if (const QString name = textField(header.fields, Key("name"), kMaxGivenNameBytes); !name.isEmpty())
        t->file.name = safeFileName(name);
    t->at = offset;
    t->readTo = offset;
    t->done = offset;
    t->ticket = ++m_lastTicket;
    moveTo(*t, offset == t->file.bytes ? Stage::Checking : Stage::Moving, effects);
}

void ClientTransfers::takeProgress(const Wire::ChatHeader &header, ClientEffects &effects)
{
    ClientTransfer *t = byWire(idOf(header));
    if (!t || !t->isUpload() || !t->isAtServer)
        return;
    const qint64 offset = numberField(header.fields, Key("offset"), -1);
    if (offset > t->at) {
        fail(*t, errorName(ErrorCode::BadAnswer), effects);
    } else if (offset > t->done) {
        t->done = offset;
        t->refusals = 0;
        if (t->stage == Stage::Moving || t->stage == Stage::Checking)
            tellProgress(*t, effects);
    }
}

/// The disk is asked for the next parts while earlier ones are sent. Who is asked first changes, so that all
/// move.
void ClientTransfers::readNext(ClientEffects &effects)
{
    const qint64 part = m_link.limits.payload == 0 ? kPartBytes : std::min(kPartBytes, m_link.limits.payload);
    qint64 asked = m_unsent;
    for (const ClientTransfer &t : m_transfers)
        asked += t.isUpload() && t.stage == Stage::Moving ? t.readTo - t.at : 0;
    bool hasAsked = true;
    while (std::exchange(hasAsked, false)) {
        for (std::size_t i = 0; i < m_transfers.size() && asked < kMaxUnsentBytes; ++i) {
            ClientTransfer &t = m_transfers[(m_turn + i) % m_transfers.size()];
            const qint64 count = std::min(part, t.file.bytes - t.readTo);
            if (!t.isUpload() || t.stage != Stage::Moving || count == 0 ||
                t.readTo + count - t.done > kWindowBytes)
                continue;
            effects.files.emplace_back(ReadPart{t.ticket, t.file.path, t.file.bytes, t.file.modified,
                                                t.readTo, count, chunkFrame(t.wireId, t.readTo, count)});
            t.readTo += count;
            asked += count;
            hasAsked = true;
        }
    }
    ++m_turn;
}

void ClientTransfers::answered(const PartRead &part, ClientEffects &effects)
{
    ClientTransfer *t = byTicket(part.ticket);
    if (!t || t->readTo == t->at)
        return;
    if (part.error != ErrorCode::None) {
        fail(*t, errorName(part.error), effects);
        return;
    }
    Send send{ServerLink::kConnection, part.frame, FrameType::Chat, t->file.room};
    send.shownBytes = part.frame.indexOf('\n') + 1;
    t->at += part.frame.size() - send.shownBytes;
    m_unsent += part.frame.size();
    effects.items.emplace_back(std::move(send));
    if (t->at < t->file.bytes)
        return;
    closeFile(*t, effects);
    moveTo(*t, Stage::Checking, effects);
}

bool ClientTransfers::takeAck(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const ClientTransfer *t = byWire(idOf(header));
    if (!t || !t->isUpload())
        return false;
    const quint64 seq = seqField(header.fields, Key("seq"));
    if (nameKey(nameField(header.fields, Key("room"))) != t->roomKey || seq == 0)
        return true;
    ClientTransfer over = *t;
    closeFile(over, effects);
    const OutboxItem item{
        over.file.id, 0, over.file.room, EntryKind::Post, over.file.re, over.file.name, 0, {}};
    Told::Transfer done;
    done.comesAsEntry = m_rooms.acknowledged(over.roomKey, item, seq);
    done.seq = seq;
    done.millis = numberField(header.fields, Key("time"));
    effects.items.emplace_back(ForgetUpload{over.file.id});
    tellOver(over, Told::Transfer::State::Done, effects, done);
    return true;
}

void ClientTransfers::takeStopped(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString id = idOf(header);
    if (std::erase(m_ending, id) > 0)
        return;
    if (const ClientTransfer *t = byWire(id); t && t->stage == Stage::Stopping)
        tellOver(*t, Told::Transfer::State::Stopped, effects);
}

} // namespace Chalkwire::Core
