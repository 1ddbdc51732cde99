// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms, names and what is not kept. Another part of ServerCore::Chat. docs/protocol.md §9.3
#include "core/serverchat.h"

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxListed = 256; ///< names in one frame: far below maxHeaderBytes
constexpr qint64 kMaxAwayBytes = 256;
constexpr Millis kAwayPace{5000}; ///< between two tellings: what changes in between is told once

/// `away`: those of `names` who are.
void appendNames(JsonWriter &w, const QStringList &names, const QStringList &away, qsizetype count)
{
    w.list("members", names, JsonWriter::appendString);
    w.number("count", qint64(count));
    if (!away.isEmpty())
        w.list("away", away, JsonWriter::appendString);
}

} // namespace

void ServerCore::Chat::appendRooms(JsonWriter &w, const ServerSession &s) const
{
    std::vector<const Rooms::Room *> listed;
    qsizetype count = 0;
    for (const auto &[key, room] : m_talk.rooms()) {
        if (room.admits(s.id, s.person->author) && ++count <= kMaxListed)
            listed.push_back(&room);
    }
    w.list("rooms", listed, [this](QByteArray &out, const Rooms::Room *room) {
        JsonWriter entry(out);
        entry.text("name", room->name);
        entry.number("members", qint64(room->members.size()));
        if (m_core.m_options.hasHistory)
            entry.number("last", room->lastSeq);
        entry.end();
    });
    w.number("count", qint64(count));
}

void ServerCore::Chat::appendMembers(JsonWriter &w, const Rooms::Room &room) const
{
    appendNames(w, m_talk.namesIn(room, kMaxListed), m_talk.awayIn(room, kMaxListed),
                static_cast<qsizetype>(room.members.size()));
}

void ServerCore::Chat::sayRoom(ServerSession &s, const QString &id, const Rooms::Room &room, Effects &effects)
{
    answerFrame(s, id, "room", effects, [&](JsonWriter &w) {
        w.text("room", room.name);
        appendMembers(w, room);
        if (!room.topic.isEmpty())
            w.text("topic", room.topic);
        if (room.rules.isPrivate)
            w.flag("private", true);
        if (m_core.m_options.hasHistory) {
            w.number("first", room.firstSeq);
            w.number("last", room.lastSeq);
        }
        const qint64 days = room.rules.daysKept(m_limits.keepDays);
        if (m_core.m_options.hasHistory && days > 0)
            w.number("keep_days", days);
    });
}

void ServerCore::Chat::join(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString wanted = request.required("room");
    const bool isPrivate = request.fields().flag(QLatin1StringView("private"), false);
    const auto since = static_cast<quint64>(request.fields().number(QLatin1StringView("since"), 0));
    if (!isInOrder(s, request, effects))
        return;
    if (wanted == kInbox && hasInbox(s)) {
        joinInbox(s, request, effects);
        return;
    }
    Result<QString> name = m_talk.checkedRoom(*s.person, wanted);
    if (name && since > 0 && since <= m_talk.rooms().removedUpTo(*name)) // what it knew is another room
        name = Unexpected{Error{ErrorCode::RoomRemoved, *name}};
    if (!name) {
        refuse(s, request, name.error(), effects);
        return;
    }
    if (isPrivate && !makePrivate(s, request, *name, effects))
        return;
    const bool isNew = !roomNamed(s, *name);
    if (isNew)
        m_talk.join(*s.person, *name, effects);
    const Rooms::Room &room = *roomNamed(s, *name);
    sayRoom(s, request.id(), room, effects);
    if (isNew)
        m_talk.announce(*s.person, room, effects);
    if (m_core.m_options.hasHistory && request.fields().has(QLatin1StringView("since"))) {
        Question whole;
        whole.until = room.lastSeq;
        whole.what = PageRequest{0, room.name};
        replay(s, whole, since, effects);
    }
}

bool ServerCore::Chat::makePrivate(ServerSession &s, ChatRequest &request, const QString &name,
                                   Effects &effects)
{
    if (const Rooms::Room *room = m_talk.rooms().find(name)) {
        if (!room->rules.isPrivate)
            refuse(s, request, Error{ErrorCode::RoomExists, room->name}, effects);
        return room->rules.isPrivate; // checkedRoom() has let it in
    }
    const Rooms::Room &room = m_talk.make(name);
    RoomRules rules;
    rules.isPrivate = true;
    setRules(room, rules, effects); // also where a guest makes it: what is said in it outlives them
    return admit(room, *s.person, effects);
}

void ServerCore::Chat::setRules(const Rooms::Room &room, const RoomRules &rules, Effects &effects)
{
    m_talk.setRules(room, rules);
    if (m_core.m_options.hasHistory)
        effects.history.rules.push_back({room.name, rules});
}

bool ServerCore::Chat::admit(const Rooms::Room &room, const Talk::Person &person, Effects &effects)
{
    if (room.admits(person.id, person.author))
        return true;
    const auto admitted =
        static_cast<qint64>(room.rules.admitted.size()) + static_cast<qint64>(room.guests.size());
    if (passes(admitted + 1, m_limits.maxAdmitted))
        return false;
    if (!person.isLasting) {
        m_talk.admitGuest(room, person.id);
        return true;
    }
    RoomRules rules = room.rules;
    rules.admitted.push_back(person.author);
    setRules(room, rules, effects);
    return true;
}

void ServerCore::Chat::invite(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString name = request.required("name");
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room)
        return;
    const Talk::Person *guest = m_talk.find(name);
    if (!guest || !guest->isReachable()) {
        refuse(s, request, Error{guest ? ErrorCode::NotReachable : ErrorCode::NoSuchClient}, effects);
        return;
    }
    if (!admit(*room, *guest, effects)) {
        refuse(s, request, Error{ErrorCode::TooManyAdmitted, QString::number(m_limits.maxAdmitted)}, effects);
        return;
    }
    answerFrame(s, request.id(), "invited", effects, [&](JsonWriter &w) {
        w.text("room", room->name);
        w.text("name", guest->name);
    });
    m_talk.invite(*s.person, *room, *guest, effects);
}

void ServerCore::Chat::leave(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room)
        return;
    answerFrame(s, request.id(), "left", effects, [&](JsonWriter &w) {
        w.text("room", room->name);
        w.text("name", s.name());
    });
    const QString left = room->name; // the room goes with its last member
    m_talk.leave(*s.person, *room, effects);
    effects.items.emplace_back(RoomChanged{s.id, s.name(), left, QString(), Talk::roomsText(*s.person)});
}

void ServerCore::Chat::name(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString wanted = request.required("name");
    if (!isInOrder(s, request, effects))
        return;
    const Result<QString> name = m_talk.checkedName(*s.person, wanted);
    if (!name) {
        refuse(s, request, name.error(), effects);
        return;
    }
    answerFrame(s, request.id(), "renamed", effects, [&](JsonWriter &w) {
        w.text("from", s.name());
        w.text("to", *name);
    });
    m_talk.announceName(*s.person, m_talk.rename(*s.person, *name, effects), effects);
    learnName(s, effects);
}

void ServerCore::Chat::who(ServerSession &s, ChatRequest &request, Effects &effects)
{
    if (request.fields().has(QLatin1StringView("room"))) {
        const Rooms::Room *room = ownRoom(s, request, effects);
        if (!room)
            return;
        answerFrame(s, request.id(), "people", effects, [&](JsonWriter &w) {
            w.text("room", room->name);
            appendMembers(w, *room);
        });
        return;
    }
    QStringList names;
    QStringList away;
    for (const auto &[id, person] : m_talk.people()) {
        if (names.size() == kMaxListed)
            break;
        names.append(person.name);
        if (person.isAway)
            away.append(person.name);
    }
    answerFrame(s, request.id(), "people", effects, [&](JsonWriter &w) {
        appendNames(w, names, away, static_cast<qsizetype>(m_talk.people().size()));
    });
}

void ServerCore::Chat::rooms(ServerSession &s, ChatRequest &request, Effects &effects)
{
    answerFrame(s, request.id(), "rooms", effects, [&](JsonWriter &w) { appendRooms(w, s); });
}

void ServerCore::Chat::typing(ServerSession &s, ChatRequest &request, Effects &effects)
{
    if (const Rooms::Room *room = ownRoom(s, request, effects))
        m_talk.typing(*s.person, *room, effects);
}

void ServerCore::Chat::away(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const bool isAway = request.fields().flag(QLatin1StringView("away"), true);
    const bool hasText = request.fields().has(QLatin1StringView("text"));
    const QString text = hasText ? request.plainText("text", kMaxAwayBytes) : QString();
    if (!isAway && !text.isEmpty())
        request.fields().fail(QLatin1StringView("text"));
    if (!isInOrder(s, request, effects))
        return;
    answerFrame(s, request.id(), "away", effects, [&](JsonWriter &w) {
        w.text("name", s.name());
        w.flag("away", isAway);
        if (!text.isEmpty())
            w.text("text", text);
    });
    if (s.person->isAway == isAway && s.person->awayText == text)
        return;
    s.person->isAway = isAway;
    s.person->awayText = text;
    s.isAwayDue = true;
    if (const auto due = awayDue(s); *due <= m_core.m_clock.now())
        tellAway(s, effects);
    else
        m_core.watch(s);
}

std::optional<Instant> ServerCore::Chat::awayDue(const ServerSession &s)
{
    if (!s.isAwayDue || s.isEnding)
        return std::nullopt;
    return s.awayToldAt ? *s.awayToldAt + kAwayPace : Instant{};
}

void ServerCore::Chat::tellAway(ServerSession &s, Effects &effects)
{
    s.isAwayDue = false;
    s.awayToldAt = m_core.m_clock.now();
    m_talk.announceAway(*s.person, effects);
}

} // namespace Chalkwire::Core
