// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says about rooms, and how every entry is taken once. Another part of FollowedRooms.
// docs/protocol.md §9.3 to §9.5
#include "core/clientframe.h"
#include "core/followedrooms.h"
#include "core/mention.h"
#include "core/names.h"

#include <QJsonArray>

namespace Chalkwire::Core {

namespace {

using Key = QLatin1StringView;
using Membership = ClientRoom::Membership;
using Take = SeqCursor::Take;

Told::Direct directOf(const Told::Said &said)
{
    return {said.entry.from, said.entry.text, said.entry.millis, said.entry.to,
            said.entry.seq,  said.isReplay,   said.isOwn};
}

constexpr Millis kPatience{1000};         ///< for a number that others have overtaken
constexpr Millis kReplayPatience{10'000}; ///< for the next entry of a replay
constexpr Millis kAskAgain{5000};         ///< after the server could not read its history

} // namespace

void FollowedRooms::takeRoom(const Wire::ChatHeader &header, ClientEffects &effects)
{
    (void)m_link.answered(textField(header.fields, Key("id"), kMaxCodeUnits));
    FollowedRoom *f = find(nameField(header.fields, Key("room")));
    if (f && (f->room.membership == Membership::Asked || f->room.membership == Membership::In))
        enter(*f, header.fields, effects);
}

void FollowedRooms::enter(FollowedRoom &f, const QJsonObject &fields, ClientEffects &effects)
{
    ClientRoom &room = f.room;
    room.name = nameField(fields, Key("room"));
    room.isPrivate = fields.value(Key("private")).toBool();
    room.membership = Membership::In;
    room.setMembers(namesField(fields, Key("members")), numberField(fields, Key("count")));
    f.wasIn = true;
    f.joinRefusals = 0;
    f.isAskingNewer = false;
    const QString topic = fields.value(Key("topic")).toString();
    if (m_link.hasHistory && fields.contains(Key("last"))) {
        const quint64 last = seqField(fields, Key("last"));
        if (room.shown.isPlaced() && last < room.shown.cursor()) {
            restart(f, last, effects);
            applyMark(nameKey(room.name), f);
        }
        const quint64 first = seqField(fields, Key("first"));
        if (first > last)
            room.beginEmpty(last);
        else
            room.begin(last);
        room.setTopic(topic, last);
        if (first > 0)
            skip(f, std::min(first - 1, last), effects);
    } else {
        room.setTopic(topic, room.shown.last());
    }
    f.isReplaying = room.shown.isBehind();
    f.askNewerAt = m_link.now() + kReplayPatience;
    if (f.isInbox())
        return;
    effects.items.emplace_back(Told::RoomJoined{room.name, room.topic(), room.members(), room.memberCount(),
                                                room.isPrivate, numberField(fields, Key("keep_days")),
                                                namesField(fields, Key("away"))});
}

FollowedRoom *FollowedRooms::joined(const Wire::ChatHeader &header)
{
    FollowedRoom *f = find(nameField(header.fields, Key("room")));
    return f && f->room.membership == Membership::In ? f : nullptr;
}

void FollowedRooms::takeEntered(const Wire::ChatHeader &header, ClientEffects &effects)
{
    FollowedRoom *f = joined(header);
    const QString name = nameField(header.fields, Key("name"));
    if (f && !name.isEmpty() && f->room.enter(name))
        effects.items.emplace_back(Told::Presence{f->room.name, name, true});
}

void FollowedRooms::takeLeft(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const std::optional<Asked> asked = m_link.answered(textField(header.fields, Key("id"), kMaxCodeUnits));
    FollowedRoom *f = joined(header);
    const QString name = nameField(header.fields, Key("name"));
    if (!f || name.isEmpty() || asked)
        return;
    if (m_link.isOwn(name)) // not our wish: to come back is the user's decision
        joinRefused(*f, QStringLiteral("not_in_room"), {}, effects);
    else if (f->room.leave(name))
        effects.items.emplace_back(Told::Presence{f->room.name, name, false});
}

void FollowedRooms::takeRemoved(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (FollowedRoom *f = joined(header))
        joinRefused(*f, errorName(ErrorCode::RoomRemoved), {}, effects);
}

void FollowedRooms::takeRules(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (const FollowedRoom *f = joined(header))
        effects.items.emplace_back(
            Told::RoomRules{f->room.name, numberField(header.fields, Key("keep_days"))});
}

void FollowedRooms::takeTyping(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const FollowedRoom *f = joined(header);
    const QString from = nameField(header.fields, Key("from"));
    if (f && !from.isEmpty() && !m_link.isOwn(from))
        effects.items.emplace_back(Told::Typing{f->room.name, from});
}

void FollowedRooms::takeMembers(const QString &name, const QStringList &members, qint64 count)
{
    FollowedRoom *f = find(name);
    if (f && f->room.membership == Membership::In)
        f->room.setMembers(members, count);
}

void FollowedRooms::renamed(const QString &from, const QString &to)
{
    for (auto &[key, f] : m_rooms)
        (void)f.room.rename(from, to);
}

void FollowedRooms::takeMarks(const Wire::ChatHeader &header)
{
    (void)m_link.answered(textField(header.fields, Key("id"), kMaxCodeUnits));
    const QJsonArray marks = header.fields.value(Key("marks")).toArray();
    for (const auto &item : marks) {
        const QJsonObject mark = item.toObject();
        const QString key = nameKey(nameField(mark, Key("room")));
        const quint64 seq = seqField(mark, Key("seq"));
        if (key.isEmpty() || qsizetype(m_marks.size()) >= kMaxListed)
            continue;
        m_marks.insert_or_assign(key, seq);
        if (const auto it = m_rooms.find(key); it != m_rooms.end())
            applyMark(key, it->second);
    }
}

bool FollowedRooms::takeEntry(const Wire::ChatHeader &header, ClientEffects &effects)
{
    FollowedRoom *f = joined(header);
    if (!f)
        return true;
    const EntryFrame frame = readEntry(header);
    const bool hasNumber = frame.entry.seq > 0;
    if (!hasNumber && (frame.isReplay || frame.entry.kind != EntryKind::Post))
        return true;
    const Take take = hasNumber ? takeNumber(*f, frame.entry.seq) : Take::New;
    if (take == Take::Older)
        return addToPage(*f, frame);
    if (take == Take::New && frame.isSound) {
        Told::Said entry = said(frame);
        entry.room = f->room.name;
        f->room.note(entry.entry, entry.isOwn, entry.mentionsMe);
        if (f->isInbox()) {
            m_conversations.note(entry.entry, entry.isOwn, f->room.readMark());
            effects.items.emplace_back(directOf(entry));
        } else {
            effects.items.emplace_back(std::move(entry));
        }
    }
    return true;
}

Told::Said FollowedRooms::said(const EntryFrame &frame) const
{
    const bool isOwn = frame.isOwn.value_or(m_link.isOwn(frame.entry.from));
    return {frame.room, frame.entry, frame.isReplay, isOwn,
            !isOwn && mentions(frame.entry.text, m_link.name)};
}

SeqCursor::Take FollowedRooms::takeNumber(FollowedRoom &f, quint64 seq)
{
    SeqCursor &shown = f.room.shown;
    if (!shown.isPlaced())
        shown.place(seq - 1);
    const quint64 before = shown.cursor();
    const bool wasBehind = shown.isBehind();
    const Take take = shown.take(seq);
    f.isReplaying = f.isReplaying && shown.isBehind();
    if (shown.cursor() != before || !wasBehind)
        f.askNewerAt = m_link.now() + (f.isReplaying ? kReplayPatience : kPatience);
    return take;
}

bool FollowedRooms::acknowledged(const QString &key, const OutboxItem &item, quint64 seq)
{
    const auto it = m_rooms.find(key);
    if (it == m_rooms.end() || seq == 0)
        return false;
    if (takeNumber(it->second, seq) != Take::New)
        return true;
    Entry entry;
    entry.seq = seq;
    entry.kind = item.kind;
    entry.of = item.of;
    entry.text = item.text;
    it->second.room.note(entry, true, false);
    return false;
}

void FollowedRooms::askOlder(ClientEffects &effects)
{
    for (auto &[key, f] : m_rooms) {
        if (m_older || m_link.isLookingUp || !f.wantsOlder || f.room.membership != Membership::In)
            continue;
        const quint64 oldest = f.room.shown.oldest();
        if (!m_link.hasHistory || oldest <= 1) {
            f.wantsOlder = false;
            effects.items.emplace_back(Told::OlderPage{f.room.name, {}, false});
            continue;
        }
        const std::optional<QString> id = m_link.ask({Told::Request::Older, f.room.name});
        if (!id)
            return;
        f.wantsOlder = false;
        m_older = OlderPageRequest{*id, key, oldest};
        m_link.send(historyFrame(*id, f.room.name, "before", oldest, pageSize()), f.room.name, effects);
    }
}

bool FollowedRooms::addToPage(const FollowedRoom &f, const EntryFrame &frame)
{
    const quint64 seq = frame.entry.seq;
    if (!m_older || m_older->roomKey != nameKey(f.room.name) || seq <= m_older->highest)
        return true;
    m_older->highest = seq;
    if (m_older->lowest == 0)
        m_older->lowest = seq;
    if (!frame.isSound)
        return true;
    Told::Said entry = said(frame);
    entry.room = f.room.name;
    return m_older->entries.add(std::move(entry));
}

void FollowedRooms::takeHistory(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString id = textField(header.fields, Key("id"), kMaxCodeUnits);
    const std::optional<Asked> asked = m_link.answered(id);
    FollowedRoom *f = find(asked ? asked->room : nameField(header.fields, Key("room")));
    if (!f || f->room.membership != Membership::In)
        return;
    const bool hasMore = header.fields.value(Key("more")).toBool();
    const bool wasBehind = f->room.shown.isBehind();
    f->room.shown.expect(seqField(header.fields, Key("last")));
    if (!wasBehind) // what was said just now is on its way
        f->askNewerAt = m_link.now() + kPatience;
    if (const quint64 first = seqField(header.fields, Key("first")); first > 0)
        skip(*f, std::min(first - 1, f->room.shown.last()), effects);
    if (m_older && m_older->id == id) {
        finishPage(*f, hasMore, effects);
    } else if (asked && asked->what == Told::Request::Newer) {
        if (f->isAskingNewer) // not left and joined again since
            finishNewer(*f, asked->from, effects);
    } else if (!hasMore && f->isReplaying) { // the end of what a join with `since` brings
        f->isReplaying = false;
        f->askNewerAt = m_link.now();
    }
}

void FollowedRooms::finishPage(FollowedRoom &f, bool hasMore, ClientEffects &effects)
{
    Told::OlderPage page{f.room.name, m_older->entries.take(), hasMore && m_older->lowest > 0,
                         m_older->before};
    if (m_older->lowest > 0)
        f.room.shown.widen(m_older->lowest);
    m_older.reset();
    for (const Told::Said &entry : page.entries) {
        f.room.note(entry.entry, entry.isOwn, entry.mentionsMe);
        if (f.isInbox())
            m_conversations.noteOlder(entry.entry, entry.isOwn);
    }
    effects.items.emplace_back(std::move(page));
}

void FollowedRooms::askNewer(FollowedRoom &f, ClientEffects &effects)
{
    const SeqCursor &shown = f.room.shown;
    if (!shown.isBehind() || f.isAskingNewer || f.askNewerAt > m_link.now())
        return;
    const std::optional<QString> id = m_link.ask({Told::Request::Newer, f.room.name, {}, shown.cursor()});
    if (!id)
        return;
    f.isAskingNewer = true;
    m_link.send(historyFrame(*id, f.room.name, "after", shown.cursor(), pageSize()), f.room.name, effects);
}

void FollowedRooms::finishNewer(FollowedRoom &f, quint64 askedFrom, ClientEffects &effects)
{
    f.isAskingNewer = false;
    f.askNewerAt = m_link.now();
    SeqCursor &shown = f.room.shown;
    if (shown.cursor() != askedFrom)
        return;
    // Asked for what comes next, the server had nothing: it will never come.
    if (const quint64 last = shown.giveUp(); last > 0)
        effects.items.emplace_back(Told::Gone{f.room.name, askedFrom + 1, last});
}

void FollowedRooms::skip(FollowedRoom &f, quint64 to, ClientEffects &effects)
{
    const quint64 before = f.room.shown.cursor();
    f.room.shown.skipTo(to);
    if (f.isInbox())
        m_conversations.markAllRead(to); // nobody can read it
    if (before > 0 && before < to)       // before the first entry may be those of a room that was removed
        effects.items.emplace_back(Told::Gone{f.room.name, before + 1, to});
}

void FollowedRooms::failed(const QString &id, const Asked &asked, const QString &code, const QString &text,
                           ClientEffects &effects)
{
    FollowedRoom *f = find(asked.room);
    if (m_older && m_older->id == id)
        m_older.reset();
    if (!f)
        return;
    if (asked.what == Told::Request::Join && f->room.membership == Membership::Asked) {
        joinRefused(*f, code, text, effects);
    } else if (asked.what == Told::Request::Newer) {
        f->isAskingNewer = false;
        f->askNewerAt = m_link.now() + kAskAgain;
        if (code == u"not_in_room")
            (void)rejoin(nameKey(asked.room), effects);
    }
}

} // namespace Chalkwire::Core
