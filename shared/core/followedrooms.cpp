// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followedrooms.h"

#include "core/clientframe.h"
#include "core/heartbeat.h"
#include "core/names.h"

#include <QJsonArray>

#include <algorithm>

namespace Chalkwire::Core {

namespace {

using Key = QLatin1StringView;
using Membership = ClientRoom::Membership;

constexpr Millis kReadPace{1000};
constexpr Millis kTypingPace{3000};
constexpr Millis kJoinAgain{2000}; ///< doubled each time the server's storage refuses
constexpr int kMaxDoublings = 5;

bool isDue(std::optional<Instant> last, Micros pace, Instant now)
{
    return !last || *last + pace <= now;
}

} // namespace

FollowedRooms::FollowedRooms(ServerLink &link)
    : m_link(link)
{
}

void FollowedRooms::restore(const std::vector<KeptRoom> &kept)
{
    for (const KeptRoom &room : kept) {
        m_conversations.restore(room);
        const bool isSound = (room.room == kInbox || checkName(room.room, kMaxNameCharacters).has_value()) &&
                             qint64(room.cursor.value_or(0)) >= 0 && qint64(room.read) >= 0 &&
                             m_rooms.size() < kMaxListed;
        if (!isSound)
            continue;
        FollowedRoom followed(room);
        followed.keptLast = followed.room.kept();
        m_rooms.emplace(nameKey(room.room), std::move(followed));
    }
}

void FollowedRooms::welcomed(const std::vector<Told::ListedRoom> &rooms, ClientEffects &effects)
{
    m_marks.clear();
    m_listed = {kLobby.toString()};
    for (const Told::ListedRoom &room : rooms)
        m_listed.insert(nameKey(room.name));
    const QString inbox = kInbox.toString();
    if (m_link.hasDirects && !find(inbox))
        m_rooms.emplace(inbox, FollowedRoom(KeptRoom{inbox, false, std::nullopt, 0}));
    if (m_link.hasHistory) {
        if (const std::optional<QString> id = m_link.ask({Told::Request::Marks}))
            m_link.send(plainFrame("marks", *id), {}, effects);
    }
}

void FollowedRooms::beginAnew(ClientEffects &effects)
{
    m_marks.clear();
    for (auto &[key, f] : m_rooms) {
        if (f.room.shown.isPlaced())
            restart(f, 0, effects);
        else
            f.room.forget(); // a mark that the server told of
    }
}

void FollowedRooms::restart(FollowedRoom &f, quint64 last, ClientEffects &effects)
{
    f.room.restart(last);
    f.readTold = 0;
    if (f.isInbox())
        m_conversations.restart();
    effects.items.emplace_back(Told::Restarted{f.room.name});
}

void FollowedRooms::connectionLost()
{
    for (auto &[key, f] : m_rooms) {
        f.room.membership = Membership::Out;
        f.room.setMembers({}, 0);
        f.joinAt.reset();
        f.isAskingNewer = false;
        f.readTold = 0; // the last one may have been lost; `marks` says what was not
        f.wantsOlder = f.wantsOlder || (m_older && m_older->roomKey == key);
    }
    m_older.reset();
}

void FollowedRooms::settle(ClientEffects &effects)
{
    if (m_link.isTalking) {
        for (auto &[key, f] : m_rooms) {
            if (f.room.membership == Membership::Out && (!f.joinAt || *f.joinAt <= m_link.now()))
                sendJoin(f, effects);
            if (f.room.membership == Membership::In && m_link.hasHistory) {
                askNewer(f, effects);
                sendRead(f, effects);
            }
        }
        askOlder(effects);
    }
    // First: after a crash between them what was counted comes again and is known; what was not never would.
    m_conversations.tellChanges(effects);
    for (auto &[key, f] : m_rooms)
        tellChanges(f, effects);
}

std::optional<Instant> FollowedRooms::wakeAt() const
{
    std::optional<Instant> at;
    // What is due and was not done waits for something else than time.
    const auto consider = [&](std::optional<Instant> moment) {
        if (moment && *moment > m_link.now())
            at = earlier(at, moment);
    };
    for (const auto &[key, f] : m_rooms) {
        if (f.room.membership == Membership::Out)
            consider(f.joinAt);
        if (f.room.membership != Membership::In || !m_link.hasHistory)
            continue;
        if (f.room.shown.isBehind() && !f.isAskingNewer)
            consider(f.askNewerAt);
        if (f.room.readMark() > f.readTold && f.readToldAt)
            consider(*f.readToldAt + kReadPace);
    }
    return at;
}

Result<QString> FollowedRooms::join(const QString &name, bool isPrivate)
{
    Result<QString> checked = checkName(name, m_link.nameLimit());
    if (!checked)
        return checked;
    FollowedRoom *followed = find(*checked);
    if (!followed) {
        const qint64 most = m_link.limits.rooms == 0 ? kMaxListed : std::min(m_link.limits.rooms, kMaxListed);
        if (qint64(m_rooms.size()) >= most)
            return Unexpected{Error{ErrorCode::TooManyRooms, QString::number(most)}};
        FollowedRoom fresh(KeptRoom{*checked, isPrivate, std::nullopt, 0});
        applyMark(nameKey(*checked), fresh);
        followed = &m_rooms.emplace(nameKey(*checked), std::move(fresh)).first->second;
    }
    if (followed->room.membership == Membership::Refused)
        followed->room.membership = Membership::Out; // it may be another answer by now
    return followed->room.name;
}

bool FollowedRooms::leave(const QString &name, ClientEffects &effects)
{
    const auto it = m_rooms.find(nameKey(name));
    if (it == m_rooms.end() || it->second.isInbox())
        return false;
    const ClientRoom &room = it->second.room;
    if (m_link.isTalking && (room.membership == Membership::In || room.membership == Membership::Asked)) {
        const std::optional<QString> id = m_link.ask({Told::Request::Leave, room.name});
        m_link.send(plainFrame("leave", id.value_or(QString()), room.name), room.name, effects);
    }
    if (m_older && m_older->roomKey == it->first)
        m_older.reset();
    effects.items.emplace_back(ForgetRoom{room.name});
    effects.items.emplace_back(Told::RoomLeft{room.name});
    m_rooms.erase(it);
    return true;
}

void FollowedRooms::markRead(const QString &name, quint64 seq)
{
    const bool isConversation = isInbox(name) && name != kInbox;
    FollowedRoom *f = find(isConversation ? kInbox : QStringView(name));
    if (!f)
        return;
    // A mark beyond what there is would make what comes next read before it is said.
    const quint64 last = f->room.shown.last();
    if (isConversation)
        m_conversations.markRead(name, std::min(seq, last));
    (void)f->room.markRead(isConversation ? m_conversations.readMark(last) : std::min(seq, last));
    if (name == kInbox)
        m_conversations.markAllRead(f->room.readMark());
}

void FollowedRooms::applyMark(const QString &key, FollowedRoom &f)
{
    const auto mark = m_marks.find(key);
    if (mark == m_marks.end())
        return;
    (void)f.room.markRead(mark->second);
    f.readTold = std::max(f.readTold, mark->second);
    if (f.isInbox())
        m_conversations.markAllRead(mark->second);
}

void FollowedRooms::typing(const QString &name, ClientEffects &effects)
{
    FollowedRoom *f = find(name);
    if (!f || f->isInbox() || !m_link.isTalking || f->room.membership != Membership::In ||
        !isDue(f->typedAt, kTypingPace, m_link.now()))
        return;
    f->typedAt = m_link.now();
    m_link.send(plainFrame("typing", {}, f->room.name), f->room.name, effects);
}

void FollowedRooms::sendJoin(FollowedRoom &f, ClientEffects &effects)
{
    if (f.isInbox() && !m_link.hasDirects)
        return; // this server has none
    const std::optional<QString> id = m_link.ask({Told::Request::Join, f.room.name});
    if (!id)
        return;
    f.joinAt.reset();
    f.room.membership = Membership::Asked;
    const std::optional<quint64> since = m_link.hasHistory ? f.room.kept().cursor : std::nullopt;
    f.hasSaidSince = since.value_or(0) > 0;
    m_link.send(joinFrame(*id, f.room.name, since, f.room.isPrivate), f.room.name, effects);
}

/// It was removed while we were away, and there is another one of its name: that one is the user's wish now.
void FollowedRooms::joinAnother(FollowedRoom &f, ClientEffects &effects)
{
    f.room.forget();
    f.room.isPrivate = false; // who made it has said
    f.room.membership = Membership::Out;
    f.readTold = 0;
    m_marks.erase(nameKey(f.room.name));
    effects.items.emplace_back(Told::Restarted{f.room.name});
}

void FollowedRooms::joinRefused(FollowedRoom &f, const QString &code, const QString &text,
                                ClientEffects &effects)
{
    const bool isRemoved = code == errorName(ErrorCode::RoomRemoved);
    const bool isAsked = f.room.membership == Membership::Asked;
    if (isRemoved && isAsked && f.hasSaidSince && m_listed.contains(nameKey(f.room.name))) {
        joinAnother(f, effects);
        return;
    }
    const bool isBack = isRemoved && isAsked && nameKey(f.room.name) == kLobby; // in a moment
    if (isBack || code == u"storage_failed" || code == u"storage_full") {
        f.room.membership = Membership::Out;
        f.joinAt = m_link.now() + kJoinAgain * (1 << std::min(f.joinRefusals++, kMaxDoublings));
        return;
    }
    f.room.membership = Membership::Refused;
    if (f.isInbox())
        return; // after the next welcome again
    effects.items.emplace_back(Told::RoomRefused{f.room.name, code, text});
    if (f.wasIn && !isRemoved)
        return;
    if (isRemoved)
        m_marks.erase(nameKey(f.room.name));
    effects.items.emplace_back(ForgetRoom{f.room.name});
    m_rooms.erase(nameKey(f.room.name));
}

bool FollowedRooms::isOpen(const QString &key) const
{
    const auto it = m_rooms.find(key);
    return it == m_rooms.end() || it->second.room.membership == Membership::In ||
           it->second.room.membership == Membership::Refused;
}

bool FollowedRooms::rejoin(const QString &key, ClientEffects &effects)
{
    const auto it = m_rooms.find(key);
    if (it == m_rooms.end() || it->second.room.membership == Membership::Refused)
        return false;
    if (it->second.room.membership == Membership::In)
        sendJoin(it->second, effects);
    return true;
}

const FollowedRoom *FollowedRooms::findRoom(QStringView name)
{
    const FollowedRoom *f = find(name);
    return f && !f->isInbox() ? f : nullptr;
}

FollowedRoom *FollowedRooms::find(QStringView name)
{
    const auto it = m_rooms.find(nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second;
}

const ClientRoom *FollowedRooms::room(QStringView name) const
{
    const auto it = m_rooms.find(nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second.room;
}

void FollowedRooms::sendRead(FollowedRoom &f, ClientEffects &effects)
{
    const Instant now = m_link.now();
    if (f.room.readMark() <= f.readTold || !isDue(f.readToldAt, kReadPace, now))
        return;
    f.readTold = f.room.readMark();
    f.readToldAt = now;
    m_link.send(readFrame(f.room.name, f.readTold), f.room.name, effects);
}

void FollowedRooms::tellChanges(FollowedRoom &f, ClientEffects &effects)
{
    KeptRoom kept = f.room.kept();
    if (f.keptLast != kept) {
        effects.items.emplace_back(KeepRoom{kept});
        f.keptLast = std::move(kept);
    }
    Told::RoomCounts counts{f.room.name, f.room.unread(), f.room.mentions(), f.room.readMark()};
    const bool isSame = counts.unread == f.countsLast.unread && counts.mentions == f.countsLast.mentions &&
                        counts.read == f.countsLast.read;
    if (!isSame) {
        effects.items.emplace_back(counts);
        f.countsLast = std::move(counts);
    }
}

qint64 FollowedRooms::pageSize() const
{
    constexpr qint64 kMost = qint64(EntryBatch::kMaxEntries);
    return m_link.limits.page == 0 ? kMost : std::min(m_link.limits.page, kMost);
}

} // namespace Chalkwire::Core
