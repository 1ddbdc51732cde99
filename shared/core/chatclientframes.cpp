// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says. Another part of ChatClientCore. docs/protocol.md §9
#include "core/chatclientcore.h"
#include "core/clientframe.h"
#include "core/names.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace Chalkwire::Core {

namespace {

using Key = QLatin1StringView;

constexpr Millis kStoreAgain{
    1000}; ///< doubled each time the server's storage refuses, and up to half as much more
constexpr int kMaxDoublings = 6;
constexpr qint64 kMaxRetrySeconds = 3600;

QString idOf(const Wire::ChatHeader &header)
{
    return textField(header.fields, Key("id"), kMaxCodeUnits);
}

bool isStorage(QStringView code)
{
    return code == u"storage_full" || code == u"storage_failed";
}

} // namespace

struct ChatClientCore::FrameKind
{
    QLatin1StringView type;
    void (*take)(ChatClientCore &, const Wire::ChatHeader &, ClientEffects &);
    bool isPushed = false;   ///< comes without being asked for
    bool isGreeting = false; ///< heard before welcome
};

const ChatClientCore::FrameKind *ChatClientCore::frameKind(QStringView type)
{
    using C = ChatClientCore;
    using H = const Wire::ChatHeader;
    using E = ClientEffects;
    static constexpr std::array kKinds{
        FrameKind{Key("welcome"), [](C &c, H &h, E &e) { c.takeWelcome(h, e); }, false, true},
        FrameKind{Key("error"), [](C &c, H &h, E &e) { c.takeError(h, e); }, false, true},
        FrameKind{Key("ping"), [](C &c, H &h, E &e) { c.takePing(h, e); }, true, true},
        FrameKind{Key("pong"), [](C &c, H &h, E &e) { c.takePong(h, e); }, false, true},
        FrameKind{Key("bye"), [](C &c, H &h, E &e) { c.takeBye(h, e); }, false, true},
        FrameKind{Key("ack"), [](C &c, H &h, E &e) { c.takeAck(h, e); }},
        FrameKind{Key("room"), [](C &c, H &h, E &e) { c.m_rooms.takeRoom(h, e); }},
        FrameKind{Key("entered"), [](C &c, H &h, E &e) { c.m_rooms.takeEntered(h, e); }, true},
        FrameKind{Key("left"), [](C &c, H &h, E &e) { c.m_rooms.takeLeft(h, e); }, true},
        FrameKind{Key("removed"), [](C &c, H &h, E &e) { c.m_rooms.takeRemoved(h, e); }, true},
        FrameKind{Key("rules"), [](C &c, H &h, E &e) { c.m_rooms.takeRules(h, e); }, true},
        FrameKind{Key("typing"), [](C &c, H &h, E &e) { c.m_rooms.takeTyping(h, e); }, true},
        FrameKind{Key("history"), [](C &c, H &h, E &e) { c.takeHistory(h, e); }},
        FrameKind{Key("upload"), [](C &c, H &h, E &e) { c.m_transfers.takeUpload(h, e); }},
        FrameKind{Key("progress"), [](C &c, H &h, E &e) { c.m_transfers.takeProgress(h, e); }},
        FrameKind{Key("chunk"), [](C &c, H &h, E &e) { c.m_transfers.takeChunk(h, e); }},
        FrameKind{Key("fetched"), [](C &c, H &h, E &e) { c.m_transfers.takeFetched(h, e); }},
        FrameKind{Key("stopped"), [](C &c, H &h, E &e) { c.m_transfers.takeStopped(h, e); }},
        FrameKind{Key("marks"), [](C &c, H &h, E &) { c.m_rooms.takeMarks(h); }},
        FrameKind{Key("renamed"), [](C &c, H &h, E &e) { c.takeRenamed(h, e); }, true},
        FrameKind{Key("away"), [](C &c, H &h, E &e) { c.takeAway(h, e); }, true},
        FrameKind{Key("people"), [](C &c, H &h, E &e) { c.takePeople(h, e); }},
        FrameKind{Key("rooms"), [](C &c, H &h, E &e) { c.takeRooms(h, e); }},
        FrameKind{Key("invited"), [](C &c, H &h, E &e) { c.takeInvited(h, e); }},
        FrameKind{Key("invitation"), [](C &c, H &h, E &e) { c.takeInvitation(h, e); }, true},
        FrameKind{Key("direct"), [](C &c, H &h, E &e) { c.takeDirect(h, e); }, true},
        FrameKind{Key("announcement"), [](C &c, H &h, E &e) { c.takeAnnouncement(h, e); }, true},
        FrameKind{Key("hit"), [](C &c, H &h, E &e) { c.takeHit(h, e); }},
        FrameKind{Key("found"), [](C &c, H &h, E &e) { c.takeFound(h, e); }},
        FrameKind{Key("message"), [](C &c, H &h, E &e) { c.takeEntry(h, e); }, true},
        FrameKind{Key("edited"), [](C &c, H &h, E &e) { c.takeEntry(h, e); }, true},
        FrameKind{Key("deleted"), [](C &c, H &h, E &e) { c.takeEntry(h, e); }, true},
        FrameKind{Key("reaction"), [](C &c, H &h, E &e) { c.takeEntry(h, e); }, true},
        FrameKind{Key("topic"), [](C &c, H &h, E &e) { c.takeEntry(h, e); }, true},
    };
    const auto *kind =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const FrameKind &k) { return k.type == type; });
    return kind == kKinds.end() ? nullptr : kind;
}

void ChatClientCore::takeFrame(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const FrameKind *kind = frameKind(header.type);
    const FollowedRoom *followed = m_rooms.find(nameField(header.fields, Key("room")));
    const bool isAnswer = header.fields.contains(Key("id")) || header.fields.contains(Key("replay"));
    effects.items.emplace_back(FrameSeen{
        kConnection, kind && kind->isPushed && !isAnswer ? FrameType::Push : FrameType::Answer, header.offset,
        header.bytes, followed ? followed->room.name : QString(), TextFault::None, -1, header.payloadBytes});
    if (m_state == State::Greeting && !(kind && kind->isGreeting))
        return;
    if (kind)
        kind->take(*this, header, effects);
    else
        takeEntry(header, effects); // a newer kind of entry has a number too
}

void ChatClientCore::takeEntry(const Wire::ChatHeader &header, ClientEffects &effects)
{
    m_transfers.takeEntry(header);
    if (!m_rooms.takeEntry(header, effects))
        breakOff(CloseReason::BadFrame, errorName(ErrorCode::TooLong), effects);
}

void ChatClientCore::takeHistory(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (!m_transfers.takeHistory(header, effects))
        m_rooms.takeHistory(header, effects);
}

void ChatClientCore::takeWelcome(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (m_state != State::Greeting)
        return;
    const QJsonObject &fields = header.fields;
    const QString name = nameField(fields, Key("name"));
    if (numberField(fields, Key("protocol")) != 1 || name.isEmpty()) {
        breakOff(CloseReason::BadFrame, errorName(ErrorCode::BadField), effects);
        return;
    }
    m_state = State::Talking;
    m_heartbeat.welcomed(m_link.now());
    m_link.isTalking = true;
    m_link.name = name;
    const QJsonArray features = fields.value(Key("features")).toArray();
    m_link.hasHistory = features.contains(QStringLiteral("history"));
    m_link.hasDirects = m_link.hasHistory && features.contains(QStringLiteral("directs"));
    m_link.hasFiles = features.contains(QStringLiteral("files"));
    m_link.limits.read(fields);
    const QString history = m_link.hasHistory ? textField(fields, Key("history"), kMaxCodeUnits) : QString();
    const bool isAnother = !history.isEmpty() && !m_link.history.isEmpty() && history != m_link.history;
    if (!history.isEmpty())
        m_link.history = history;
    const std::vector<Told::ListedRoom> rooms = roomsField(fields);
    effects.items.emplace_back(Told::Welcome{name, m_helloWanted, nameField(fields, Key("server")),
                                             m_link.hasHistory, rooms, numberField(fields, Key("count")),
                                             m_link.hasDirects, m_link.hasFiles});
    if (isAnother)
        beginAnew(effects);
    m_rooms.welcomed(rooms, effects);
    if (m_isAway)
        m_link.send(setAwayFrame(true, m_awayText), {}, effects);
    if (m_wanted != m_helloWanted) // changed since hello
        (void)askForName(m_wanted, effects);
}

/// No number means what it did: what is about an entry is about nothing now, and must not change another one.
void ChatClientCore::beginAnew(ClientEffects &effects)
{
    m_rooms.beginAnew(effects);
    m_transfers.beginAnew(effects);
    std::vector<QString> over;
    for (Outbox::Slot &slot : m_outbox.items()) {
        if (slot.item.of == 0)
            continue;
        if (slot.item.kind != EntryKind::Post) {
            over.push_back(slot.item.id);
            continue;
        }
        slot.item.of = 0; // what it answers is gone, the words are not
        effects.items.emplace_back(KeepOutboxItem{slot.item});
        tellOwn(slot, slot.item.failure, effects);
    }
    for (const QString &id : over) {
        m_outbox.remove(id);
        effects.items.emplace_back(Told::Discarded{id}); // first: after a crash between them it is told again
        effects.items.emplace_back(ForgetOutboxItem{id});
    }
}

void ChatClientCore::takeError(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString id = idOf(header);
    const QString code = textField(header.fields, Key("code"), kMaxCodeUnits);
    const QString text = textField(header.fields, Key("text"), kMaxWordsUnits);
    const QString re = textField(header.fields, Key("re"), kMaxCodeUnits);
    if (m_state == State::Greeting) {
        takeGreetingError(code, text, effects);
    } else if (Outbox::Slot *slot = m_outbox.find(id); slot && slot->state == Outbox::State::Sent) {
        takeOutboxError(*slot, code, effects);
    } else if (const std::optional<Asked> asked = m_link.answered(id)) {
        requestFailed(id, *asked, code, text, effects);
    } else if (m_transfers.takeError(id, re, code, effects)) {
        return;
    } else if (id.isEmpty() && re != u"typing" && re != u"read") { // those were sent to a room just left
        effects.items.emplace_back(Told::ServerError{code, text});
    }
}

void ChatClientCore::takeOutboxError(Outbox::Slot &slot, const QString &code, ClientEffects &effects)
{
    if (isStorage(code)) {
        const Micros wait = kStoreAgain * (1 << std::min(slot.refusals++, kMaxDoublings));
        const auto extra = static_cast<qint64>(m_random.next() % static_cast<quint64>(wait.count() / 2));
        m_outbox.wait(slot, m_link.now() + wait + Micros(extra));
        tellOwn(slot, code, effects);
    } else if (code == u"not_in_room" && !slot.hasRejoined && m_rooms.rejoin(slot.roomKey, effects)) {
        slot.hasRejoined = true;
        m_outbox.wait(slot, m_link.now());
        tellOwn(slot, code, effects);
    } else {
        giveUpOn(slot, code, effects);
    }
}

void ChatClientCore::requestFailed(const QString &id, const Asked &asked, const QString &code,
                                   const QString &text, ClientEffects &effects)
{
    using Told::Request;
    const bool isLost = m_state == State::Offline;
    if (asked.what == Request::Name && isLost) { // what the user wants is said at the next hello
        m_wanted = asked.name;
        keepIdentity(effects);
        return;
    }
    if (asked.what == Request::Search && !isLost) {
        --m_searches;
        (void)m_hits.take(); // what came of its answer so far
    }
    m_rooms.failed(id, asked, code, text, effects);
    const bool isTold = asked.what == Request::Join || asked.what == Request::Leave ||
                        asked.what == Request::Newer || asked.what == Request::Marks ||
                        (asked.what == Request::Older && isLost);
    if (!isTold)
        effects.items.emplace_back(Told::RequestFailed{asked.what, id, asked.room, asked.name, code, text});
}

void ChatClientCore::takeAck(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString id = idOf(header);
    const quint64 seq = seqField(header.fields, Key("seq"));
    const qint64 millis = numberField(header.fields, Key("time"));
    if (const Outbox::Slot *slot = m_outbox.find(id)) {
        const bool isDirect = isInbox(slot->roomKey);
        if (!isDirect && nameKey(nameField(header.fields, Key("room"))) != slot->roomKey)
            return;
        const bool comesAsEntry =
            m_rooms.acknowledged(isDirect ? kInbox.toString() : slot->roomKey, slot->item, seq);
        effects.items.emplace_back(
            Told::Own{slot->item, Told::Own::State::Saved, {}, seq, millis, comesAsEntry});
        effects.items.emplace_back(ForgetOutboxItem{id});
        m_outbox.remove(id);
    } else if (const std::optional<Asked> asked = m_link.answered(id);
               asked && asked->what == Told::Request::Direct) {
        effects.items.emplace_back(Told::DirectSent{id, asked->name, millis});
    } else {
        (void)m_transfers.takeAck(header, effects);
    }
}

void ChatClientCore::takePing(const Wire::ChatHeader &header, ClientEffects &effects)
{
    m_link.send(plainFrame("pong", idOf(header)), {}, effects);
}

void ChatClientCore::takePong(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (m_pingId.isEmpty() || idOf(header) != m_pingId)
        return;
    m_pingId.clear();
    if (const std::optional<Micros> time = m_heartbeat.ponged(m_link.now()))
        effects.items.emplace_back(Told::Lag{*time});
}

void ChatClientCore::takeBye(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString reason = textField(header.fields, Key("reason"), kMaxCodeUnits);
    if (m_state == State::Leaving) {
        breakOff(CloseReason::LocalClosed, m_lost.reason, effects);
        return;
    }
    const qint64 seconds = numberField(header.fields, Key("retry_after"), -1);
    if (seconds >= 0)
        m_lost.retryAfterSeconds = std::min(seconds, kMaxRetrySeconds);
    // Whoever replaced us would be replaced in turn, for ever.
    m_lost.mayReconnect = header.fields.value(Key("reconnect")).toBool(true) && reason != u"replaced";
    breakOff(CloseReason::PeerClosed, reason.isEmpty() ? m_lost.reason : reason, effects);
}

void ChatClientCore::takeRenamed(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString from = nameField(header.fields, Key("from"));
    const QString to = nameField(header.fields, Key("to"));
    const std::optional<Asked> asked = m_link.answered(idOf(header));
    if (from.isEmpty() || to.isEmpty())
        return;
    const bool isOwn = m_link.isOwn(from);
    if (isOwn)
        m_link.name = to;
    if (asked && asked->what == Told::Request::Name) {
        m_wanted = asked->name;
        keepIdentity(effects);
    }
    m_rooms.renamed(from, to);
    effects.items.emplace_back(Told::Renamed{from, to, isOwn});
}

void ChatClientCore::takeAway(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString name = nameField(header.fields, Key("name"));
    if (!name.isEmpty())
        effects.items.emplace_back(Told::Away{name, header.fields.value(Key("away")).toBool(),
                                              textField(header.fields, Key("text"), kMaxWordsUnits),
                                              m_link.isOwn(name)});
}

void ChatClientCore::takePeople(const Wire::ChatHeader &header, ClientEffects &effects)
{
    (void)m_link.answered(idOf(header));
    Told::Members people{nameField(header.fields, Key("room")), namesField(header.fields, Key("members")),
                         numberField(header.fields, Key("count")), namesField(header.fields, Key("away"))};
    if (!people.room.isEmpty())
        m_rooms.takeMembers(people.room, people.members, people.count);
    effects.items.emplace_back(std::move(people));
}

void ChatClientCore::takeRooms(const Wire::ChatHeader &header, ClientEffects &effects)
{
    (void)m_link.answered(idOf(header));
    effects.items.emplace_back(
        Told::RoomList{roomsField(header.fields), numberField(header.fields, Key("count"))});
}

void ChatClientCore::takeInvited(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (const std::optional<Asked> asked = m_link.answered(idOf(header)))
        effects.items.emplace_back(Told::Invited{asked->room, asked->name});
}

void ChatClientCore::takeInvitation(const Wire::ChatHeader &header, ClientEffects &effects)
{
    Told::Invitation invitation{nameField(header.fields, Key("room")), nameField(header.fields, Key("from"))};
    if (!invitation.room.isEmpty() && !invitation.from.isEmpty())
        effects.items.emplace_back(std::move(invitation));
}

void ChatClientCore::takeDirect(const Wire::ChatHeader &header, ClientEffects &effects)
{
    if (header.fields.contains(Key("seq"))) {
        takeEntry(header, effects);
        return;
    }
    Told::Direct direct{nameField(header.fields, Key("from")), header.fields.value(Key("text")).toString(),
                        numberField(header.fields, Key("time")), nameField(header.fields, Key("to"))};
    if (!direct.from.isEmpty() && !direct.text.isEmpty())
        effects.items.emplace_back(std::move(direct));
}

void ChatClientCore::takeAnnouncement(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString text = header.fields.value(Key("text")).toString();
    if (!text.isEmpty())
        effects.items.emplace_back(Told::Announcement{text, numberField(header.fields, Key("time"))});
}

void ChatClientCore::takeHit(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const EntryFrame frame = readEntry(header);
    const bool isAsked = m_searches > 0 && frame.isSound && !frame.room.isEmpty();
    if (isAsked && !m_hits.add(m_rooms.said(frame)))
        breakOff(CloseReason::BadFrame, errorName(ErrorCode::TooLong), effects);
}

void ChatClientCore::takeFound(const Wire::ChatHeader &header, ClientEffects &effects)
{
    const QString id = idOf(header);
    const std::optional<Asked> asked = m_link.answered(id);
    if (!asked || asked->what != Told::Request::Search)
        return;
    --m_searches;
    effects.items.emplace_back(Told::SearchResult{id, m_hits.take(), seqField(header.fields, Key("next"))});
}

} // namespace Chalkwire::Core
