// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clienttransfers.h"

#include "core/clientframe.h"
#include "core/filename.h"
#include "core/heartbeat.h"
#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

using State = Told::Transfer::State;

constexpr Millis kTellAgain{100};
constexpr qint64 kToldBytes = 256 * 1024; ///< from one `progress` to the next, docs/protocol.md §9.10
constexpr Millis kTryAgain{1000};         ///< doubled each time, and up to half as much more
constexpr int kMaxDoublings = 6;

bool isSound(const KeptUpload &upload)
{
    constexpr qsizetype kSha256Bytes = 32;
    return !upload.id.isEmpty() && upload.id.size() <= kMaxCodeUnits && !upload.room.isEmpty() &&
           upload.room.size() <= kMaxNameUnits && !upload.path.isEmpty() && !upload.name.isEmpty() &&
           upload.bytes >= 0 && (upload.sha256.isEmpty() || upload.sha256.size() == kSha256Bytes);
}

State stateOf(const ClientTransfer &t)
{
    using Stage = ClientTransfer::Stage;
    switch (t.stage) {
    case Stage::Hashing:
        return State::Reading;
    case Stage::Checking: // of what was sent, much may be on its way; the server does not tell of the last
                          // part
        return t.isUpload() && t.file.bytes - t.done > kToldBytes ? State::Running : State::Checking;
    case Stage::Moving:
    case Stage::Stopping:
        return State::Running;
    case Stage::Paused:
        return State::Paused;
    case Stage::Failed:
        return State::Failed;
    case Stage::Waiting:
    case Stage::LookedUp:
    case Stage::Offered:
        break;
    }
    return State::Waiting;
}

void fill(Told::Transfer &told, const ClientTransfer &t, State state)
{
    told.way = t.way;
    told.state = state;
    told.id = t.file.id;
    told.room = t.file.room;
    told.name = t.file.name;
    told.bytes = t.file.bytes;
    told.done = t.done;
    told.code = t.code;
}

} // namespace

ClientTransfers::ClientTransfers(ServerLink &link, FollowedRooms &rooms, Random &random)
    : m_link(link)
    , m_rooms(rooms)
    , m_random(random)
{
}

void ClientTransfers::restore(const std::vector<KeptUpload> &kept, ClientEffects &effects)
{
    for (const KeptUpload &upload : kept) {
        if (!isSound(upload) || find(upload.id) || m_transfers.size() >= kMaxTransfers)
            continue;
        ClientTransfer t;
        t.file = upload;
        t.file.name = safeFileName(upload.name);
        t.roomKey = nameKey(upload.room);
        t.wireId = upload.id;
        t.code = upload.failure;
        t.stage = upload.sha256.isEmpty() ? Stage::Hashing : Stage::Waiting;
        if (upload.isPaused)
            t.stage = Stage::Paused;
        if (!upload.failure.isEmpty())
            t.stage = Stage::Failed;
        m_lastOrder = std::max(m_lastOrder, upload.order);
        m_transfers.push_back(std::move(t));
    }
    std::ranges::stable_sort(m_transfers, {}, [](const ClientTransfer &t) { return t.file.order; });
    for (ClientTransfer &t : m_transfers)
        tell(t, effects);
}

void ClientTransfers::connectionLost(ClientEffects &effects)
{
    m_ending.clear();
    m_lookup.reset();
    m_link.isLookingUp = false;
    m_sink.clear();
    m_unsent = 0;
    m_isHolding = false;
    std::vector<ClientTransfer> stopped;
    for (ClientTransfer &t : m_transfers) {
        t.isAtServer = false;
        t.notBefore.reset();
        t.hasRejoined = false;
        const bool isDone = !t.isUpload() && t.stage == Stage::Checking; // needs no server
        if (t.stage == Stage::Stopping)
            stopped.push_back(t);
        if (isDone || t.stage == Stage::Hashing || t.stage == Stage::Paused || t.stage == Stage::Failed ||
            t.stage == Stage::Waiting || t.stage == Stage::Stopping)
            continue;
        if (t.isUpload())
            closeFile(t, effects);
        moveTo(t, Stage::Waiting, effects);
    }
    for (const ClientTransfer &t : stopped)
        tellOver(t, State::Stopped, effects);
}

void ClientTransfers::beginAnew(ClientEffects &effects)
{
    for (ClientTransfer &t : m_transfers) {
        if (t.isUpload() && t.file.re > 0) {
            t.file.re = 0;
            keep(t, effects);
        } else if (!t.isUpload() && t.stage != Stage::Checking) {
            t.seq = 0; // also where it is tried again
            fail(t, errorName(ErrorCode::NoSuchPost), effects);
        }
    }
}

void ClientTransfers::goAway(ClientEffects &effects)
{
    for (ClientTransfer &t : m_transfers) {
        if (t.isUpload() || !t.isAtServer)
            continue;
        stopAtServer(t, effects);
        if (t.stage == Stage::Moving)
            moveTo(t, Stage::Waiting, effects);
    }
}

void ClientTransfers::settle(ClientEffects &effects)
{
    hashNext(effects);
    holdIfBehind(effects);
    for (ClientTransfer &t : m_transfers) {
        if (t.hasComeOn)
            tellProgress(t, effects);
    }
    if (!m_link.isTalking)
        return;
    // By index: beginning one may end another.
    for (std::size_t i = 0; i < m_transfers.size(); ++i) {
        ClientTransfer &t = m_transfers[i];
        const bool isDue = t.stage == Stage::Waiting && (!t.notBefore || *t.notBefore <= m_link.now());
        if (isDue && placesLeft() > 0 && m_rooms.isOpen(t.roomKey))
            begin(t, effects);
    }
    readNext(effects);
}

std::optional<Instant> ClientTransfers::wakeAt() const
{
    std::optional<Instant> next;
    for (const ClientTransfer &t : m_transfers) {
        if (t.stage == Stage::Waiting && t.notBefore && *t.notBefore > m_link.now())
            next = earlier(next, t.notBefore);
        if (t.hasComeOn)
            next = earlier(next, *t.toldAt + kTellAgain);
    }
    return next;
}

bool ClientTransfers::takeError(const QString &id, const QString &re, const QString &code,
                                ClientEffects &effects)
{
    if (std::erase(m_ending, id) > 0)
        return true;
    if (m_lookup && m_lookup->id == id) {
        m_lookup.reset();
        m_link.isLookingUp = false;
    }
    ClientTransfer *t = byWire(id);
    if (!t)
        return false;
    if (re == u"chunk" && t->stage != Stage::Moving && t->stage != Stage::Checking)
        return true; // of those that were on their way when it ended
    if (re == u"stop" && t->stage != Stage::Stopping)
        return true;
    const bool isWhole = t->at == t->file.bytes;
    if (t->stage == Stage::Stopping && re == u"stop" && isWhole) {
        moveTo(*t, Stage::Checking, effects); // too late: the answer to all of it comes
    } else if (t->stage == Stage::Stopping) {
        tellOver(*t, State::Stopped, effects);
    } else if (t->stage == Stage::Paused) {
        t->isAtServer = false; // it made room for another; resumed, it is offered again
    } else if (t->stage != Stage::Waiting && t->stage != Stage::Failed) {
        refused(*t, code, effects);
    }
    return true;
}

void ClientTransfers::refused(ClientTransfer &t, const QString &code, ClientEffects &effects)
{
    t.isAtServer = false;
    const bool mayPass = code == u"storage_full" || code == u"storage_failed" ||
                         code == u"too_many_transfers" || code == u"no_such_transfer";
    if (mayPass) {
        waitAfter(t, code, effects);
    } else if (code == u"not_in_room" && !t.hasRejoined && m_rooms.rejoin(t.roomKey, effects)) {
        t.hasRejoined = true;
        moveTo(t, Stage::Waiting, effects, code);
    } else if (code == u"bad_hash" && t.isUpload() && !t.wasWrong) {
        t.wasWrong = true; // what the server had of an earlier try may be; or the file has changed
        hash(t, effects);
    } else {
        fail(t, code, effects);
    }
}

void ClientTransfers::waitAfter(ClientTransfer &t, const QString &code, ClientEffects &effects)
{
    const Micros wait = kTryAgain * (1 << std::min(t.refusals++, kMaxDoublings));
    const auto extra = static_cast<qint64>(m_random.next() % static_cast<quint64>(wait.count() / 2));
    t.notBefore = m_link.now() + wait + Micros(extra);
    if (t.isUpload())
        closeFile(t, effects);
    moveTo(t, Stage::Waiting, effects, code);
}

void ClientTransfers::fail(ClientTransfer &t, const QString &code, ClientEffects &effects)
{
    closeFile(t, effects);
    if (t.isUpload() && m_link.isTalking && t.isAtServer)
        m_link.send(plainFrame("stop", t.wireId), t.file.room, effects);
    else
        stopAtServer(t, effects);
    t.isAtServer = false;
    t.file.failure = code;
    if (t.isUpload())
        keep(t, effects);
    else
        t.file.sha256.clear(); // tried again, all of it is
    moveTo(t, Stage::Failed, effects, code);
}

/// A fetch ends; an upload stays as it is.
void ClientTransfers::stopAtServer(ClientTransfer &t, ClientEffects &effects)
{
    if (t.isUpload() || !t.isAtServer)
        return;
    t.isAtServer = false;
    if (!m_link.isTalking)
        return;
    if (m_sink == t.wireId)
        m_sink.clear();
    m_ending.push_back(t.wireId);
    m_link.send(plainFrame("stop", t.wireId), t.file.room, effects);
}

void ClientTransfers::moveTo(ClientTransfer &t, Stage stage, ClientEffects &effects, const QString &code)
{
    t.stage = stage;
    t.code = code;
    tell(t, effects);
}

void ClientTransfers::keep(const ClientTransfer &t, ClientEffects &effects) const
{
    if (t.isUpload())
        effects.items.emplace_back(KeepUpload{t.file});
}

void ClientTransfers::tell(ClientTransfer &t, ClientEffects &effects)
{
    t.toldAt = m_link.now();
    t.hasComeOn = false;
    Told::Transfer told;
    told.seq = t.seq;
    told.path = t.file.path;
    fill(told, t, stateOf(t));
    effects.items.emplace_back(std::move(told));
}

void ClientTransfers::tellProgress(ClientTransfer &t, ClientEffects &effects)
{
    t.hasComeOn = true; // it may be the last for long: settle() tells it in time
    if (!t.toldAt || m_link.now() - *t.toldAt >= kTellAgain)
        tell(t, effects);
}

/// Takes it out. `told` has what only this says.
void ClientTransfers::tellOver(ClientTransfer t, State state, ClientEffects &effects, Told::Transfer told)
{
    std::erase_if(m_transfers, [&](const ClientTransfer &one) { return one.file.id == t.file.id; });
    if (state == State::Done)
        t.done = t.file.bytes;
    if (!t.isUpload())
        told.seq = t.seq;
    if (told.path.isEmpty())
        told.path = t.file.path;
    t.code.clear();
    fill(told, t, state);
    effects.items.emplace_back(std::move(told));
}

void ClientTransfers::closeFile(ClientTransfer &t, ClientEffects &effects)
{
    if (t.ticket != 0)
        effects.files.emplace_back(CloseFile{t.ticket});
    t.ticket = 0;
    t.readTo = t.at;
    if (!t.isUpload()) {
        t.at = 0;
        t.done = 0;
    }
}

void ClientTransfers::holdIfBehind(ClientEffects &effects)
{
    const bool isBehind = m_unwritten > (m_isHolding ? kMaxUnwrittenBytes / 2 : kMaxUnwrittenBytes);
    if (isBehind == m_isHolding || !m_link.isTalking)
        return;
    m_isHolding = isBehind;
    effects.items.emplace_back(HoldReading{ServerLink::kConnection, isBehind});
}

qint64 ClientTransfers::placesLeft() const
{
    const qint64 allowed =
        m_link.limits.transfers == 0 ? kMaxAtOnce : std::min(m_link.limits.transfers, kMaxAtOnce);
    const auto taken =
        std::ranges::count_if(m_transfers, [](const ClientTransfer &t) { return t.hasPlace(); });
    return allowed - taken - static_cast<qint64>(m_ending.size());
}

ClientTransfer *ClientTransfers::find(QStringView id)
{
    const auto t =
        std::ranges::find_if(m_transfers, [&](const ClientTransfer &one) { return one.file.id == id; });
    return t == m_transfers.end() ? nullptr : &*t;
}

ClientTransfer *ClientTransfers::byWire(QStringView wireId)
{
    const auto t = std::ranges::find_if(
        m_transfers, [&](const ClientTransfer &one) { return !wireId.isEmpty() && one.wireId == wireId; });
    return t == m_transfers.end() ? nullptr : &*t;
}

ClientTransfer *ClientTransfers::byTicket(quint64 ticket)
{
    const auto t = std::ranges::find_if(
        m_transfers, [&](const ClientTransfer &one) { return ticket != 0 && one.ticket == ticket; });
    return t == m_transfers.end() ? nullptr : &*t;
}

} // namespace Chalkwire::Core
