// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the user fetches. Another part of ClientTransfers. docs/protocol.md §9.10
#include "core/clientframe.h"
#include "core/clienttransfers.h"
#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

using Key = QLatin1StringView;

constexpr qint64 kReadBytes = 64 * 1024; ///< in one read of the server, once a file is fetched

QString idOf(const Wire::ChatHeader &header)
{
    return textField(header.fields, Key("id"), kMaxCodeUnits);
}

} // namespace

/// Its message is asked for first: the room may have been shown long ago.
void ClientTransfers::startFetching(ClientTransfer &t, ClientEffects &effects)
{
    if (t.seq == 0) { // it is of a history that is gone
        fail(t, errorName(ErrorCode::NoSuchPost), effects);
        return;
    }
    if (t.file.sha256.isEmpty() && m_lookup)
        return;
    t.notBefore.reset();
    t.wireId = QStringLiteral("f%1").arg(++m_lastWireId);
    if (t.file.sha256.isEmpty()) {
        t.stage = Stage::LookedUp; // for the user it still waits
        m_lookup = Lookup{t.wireId, t.roomKey, t.seq};
        m_link.isLookingUp = true;
        m_link.send(historyFrame(t.wireId, t.file.room, "after", t.seq - 1, 1), t.file.room, effects);
        return;
    }
    if (t.ticket == 0)
        t.ticket = ++m_lastTicket;
    if (t.at == t.file.bytes) {
        finishFile(t, effects);
        return;
    }
    t.isAtServer = true;
    effects.items.emplace_back(SetReadSize{ServerLink::kConnection, kReadBytes});
    m_link.send(fetchFrame(t.wireId, t.file.room, t.seq, t.at), t.file.room, effects);
    moveTo(t, Stage::Moving, effects);
}

void ClientTransfers::takeEntry(const Wire::ChatHeader &header)
{
    if (!m_lookup || nameKey(nameField(header.fields, Key("room"))) != m_lookup->roomKey ||
        seqField(header.fields, Key("seq")) != m_lookup->seq)
        return;
    if (const EntryFrame frame = readEntry(header); frame.isSound)
        m_lookup->file = frame.entry.file;
}

bool ClientTransfers::takeHistory(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (!m_lookup || m_lookup->id != idOf(header))
        return false;
    const Lookup lookup = *m_lookup;
    m_lookup.reset();
    m_link.isLookingUp = false;
    ClientTransfer *t = byWire(lookup.id);
    if (!t || t->stage != Stage::LookedUp)
        return true;
    if (!lookup.file) {
        fail(*t, errorName(ErrorCode::NoSuchFile), effects);
        return true;
    }
    t->file.name = lookup.file->name;
    t->file.bytes = lookup.file->bytes;
    if (t->file.path.endsWith(u'/'))
        t->file.path += t->file.name;
    if (t->file.path.isEmpty() && t->file.bytes > Told::Transfer::kMaxContentBytes) {
        fail(*t, errorName(ErrorCode::FileTooLarge), effects);
        return true;
    }
    t->file.sha256 = lookup.file->sha256;
    moveTo(*t, Stage::Waiting, effects);
    return true;
}

void ClientTransfers::takeChunk(const Wire::ChatHeader &header, ClientEffects &effects)
{
    ClientTransfer *t = byWire(idOf(header));
    if (!t || t->isUpload() || t->stage != Stage::Moving)
        return;
    const qint64 bytes = header.payloadBytes;
    if (numberField(header.fields, Key("offset"), -1) != t->at || bytes < 1 || bytes > t->file.bytes - t->at)
        fail(*t, errorName(ErrorCode::BadAnswer), effects);
    else
        m_sink = t->wireId;
}

void ClientTransfers::takePayload(const Wire::ChatPayload &part, ClientEffects &effects)
{
    ClientTransfer *t = byWire(m_sink);
    if (part.isLast)
        m_sink.clear();
    if (!t || t->stage != Stage::Moving)
        return;
    t->at += part.bytes.size();
    t->refusals = 0;
    // Of a read that is mostly something else, only the part waits for the disk.
    const bool isMost = part.bytes.size() >= part.chunk.size() / 4;
    const QByteArray chunk = isMost ? part.chunk : part.bytes.toByteArray();
    const WritePart step{t->ticket, t->file.path, chunk, isMost ? part.bytes : QByteArrayView(chunk)};
    m_unwritten += step.cost();
    effects.files.emplace_back(step);
    if (t->at < t->file.bytes)
        return;
    t->isAtServer = false;
    m_ending.push_back(t->wireId); // until it says that this was all
    finishFile(*t, effects);
}

void ClientTransfers::finishFile(ClientTransfer &t, ClientEffects &effects)
{
    effects.files.emplace_back(FinishFile{t.ticket, t.file.path, t.file.sha256});
    moveTo(t, Stage::Checking, effects);
}

void ClientTransfers::takeFetched(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString id = idOf(header);
    if (std::erase(m_ending, id) > 0)
        return;
    if (ClientTransfer *t = byWire(id); t && !t->isUpload() && t->stage == Stage::Moving) {
        t->isAtServer = false; // that was less than its message said
        fail(*t, errorName(ErrorCode::BadAnswer), effects);
    }
}

void ClientTransfers::answered(const PartWritten &part, ClientEffects &effects)
{
    m_unwritten -= part.cost;
    ClientTransfer *t = byTicket(part.ticket);
    if (!t)
        return;
    if (part.error != ErrorCode::None) {
        fail(*t, errorName(part.error), effects);
        return;
    }
    t->done += part.bytes;
    if (t->stage == Stage::Moving)
        tellProgress(*t, effects);
}

void ClientTransfers::answered(const FileFinished &finished, ClientEffects &effects)
{
    ClientTransfer *t = byTicket(finished.ticket);
    if (!t)
        return;
    t->ticket = 0; // closed with it
    if (finished.error != ErrorCode::None) {
        t->at = 0;
        t->done = 0;
        fail(*t, errorName(finished.error), effects);
        return;
    }
    Told::Transfer done;
    done.path = finished.path;
    done.content = finished.content;
    tellOver(*t, Told::Transfer::State::Done, effects, done);
}

} // namespace Chalkwire::Core
