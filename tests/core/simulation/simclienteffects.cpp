// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What SimClient does with the effects of its core. Another part of simclient.cpp.
#include "simulation/simclient.h"

#include <algorithm>

namespace Chalkwire::Simulation {

using Core::EntryKind;

namespace {

bool isConversation(const QString &room)
{
    return Core::isInbox(room) && room != Core::kInbox;
}

} // namespace

/// Frames are looked at as they came: what the core does not show must not have come either.
void SimClient::apply(const Core::FrameSeen &frame)
{
    const QByteArray &bytes = frame.bytes;
    m_isToldRemoved = bytes.startsWith("{\"type\":\"removed\"");
    if (bytes.contains("\"type\":\"error\"") || bytes.contains("\"type\":\"invitation\""))
        return;
    for (qsizetype at = 0; (at = bytes.indexOf("\"vault", at)) >= 0; ++at) {
        const QString room = QString::fromUtf8(bytes.sliced(at + 1, bytes.indexOf('"', at + 1) - at - 1));
        m_journal.require(mayKnow(room), Rule::Private,
                          me() + QStringLiteral("is told of ") + room + u' ' + QString::fromUtf8(bytes));
    }
}

bool SimClient::mayKnow(const QString &room) const
{
    if (m_disk.admitted.contains({room, m_author}))
        return true;
    const std::vector<Core::RoomHistory> rooms = m_disk.store.rooms();
    return std::ranges::none_of(
        rooms, [&](const Core::RoomHistory &known) { return known.name == room && known.rules.isPrivate; });
}

void SimClient::apply(const Core::Send &send)
{
    if (m_link != kNoConnection)
        m_network.send(m_link, SimNetwork::Client, send.bytes);
}

void SimClient::apply(const Core::Close &close)
{
    m_journal.require(close.reason != CloseReason::BadFrame, Rule::NobodyStuck,
                      me() + QStringLiteral("takes the server's frame for a bad one"));
    m_isWelcome = false;
    if (m_link != kNoConnection)
        m_network.close(m_link, SimNetwork::Client);
}

void SimClient::apply(const Core::KeepIdentity &keep)
{
    kept.secret = keep.secret;
    kept.name = keep.name;
    if (kept.history != keep.history)
        own.clear();
    kept.history = keep.history;
}

void SimClient::apply(const Core::KeepRoom &keep)
{
    if (isConversation(keep.room.room)) {
        conversations.insert_or_assign(keep.room.room, keep.room);
        return;
    }
    std::erase_if(kept.rooms, [&](const Core::KeptRoom &room) { return room.room == keep.room.room; });
    kept.rooms.push_back(keep.room);
    if (keep.room.cursor)
        firstAfter.try_emplace(place(keep.room.room), *keep.room.cursor);
}

void SimClient::apply(const Core::ForgetRoom &forget)
{
    if (isConversation(forget.room)) {
        conversations.erase(forget.room);
        return;
    }
    std::erase_if(kept.rooms, [&](const Core::KeptRoom &room) { return room.room == forget.room; });
    firstAfter.erase(forget.room);
    seen.erase(forget.room);
    window.forget(forget.room);
}

void SimClient::apply(const Core::KeepOutboxItem &keep)
{
    std::erase_if(kept.outbox, [&](const Core::OutboxItem &item) { return item.id == keep.item.id; });
    kept.outbox.push_back(keep.item);
    said.insert_or_assign(keep.item.id, keep.item);
    noteForeign(keep.item.id, keep.item.of);
}

void SimClient::noteForeign(const QString &id, quint64 of)
{
    const bool isOfAnother = !kept.history.isEmpty() && kept.history != m_disk.identity;
    if (of == 0)
        foreign.erase(id);
    else if (isOfAnother)
        foreign.insert(id);
}

void SimClient::apply(const Core::ForgetOutboxItem &forget)
{
    std::erase_if(kept.outbox, [&](const Core::OutboxItem &item) { return item.id == forget.id; });
}

void SimClient::apply(const Core::Told::Welcome &welcome)
{
    m_isWelcome = true;
    m_journal.note("welcome", number, welcome.name.toUtf8());
}

void SimClient::apply(const Core::Told::Lost &lost)
{
    m_isWelcome = false;
    m_lost = lost;
    m_journal.note("lost", number, lost.reason.toUtf8());
    m_journal.require(lost.mayReconnect || lost.reason == u"quit", Rule::NobodyStuck,
                      me() + QStringLiteral("is told not to come again: ") + lost.reason);
}

void SimClient::apply(const Core::Told::Said &entry)
{
    m_journal.note("said", number, (entry.room + u' ' + QString::number(entry.entry.seq)).toUtf8());
    window.take(entry);
    seen[entry.room].insert(entry.entry.seq);
}

void SimClient::apply(const Core::Told::OlderPage &page)
{
    Core::Told::OlderPage placed = page;
    placed.room = place(page.room);
    for (Core::Told::Said &entry : placed.entries) {
        entry.room = placed.room;
        seen[placed.room].insert(entry.entry.seq);
    }
    window.take(placed);
}

void SimClient::apply(const Core::Told::Own &item)
{
    using State = Core::Told::Own::State;
    const bool isDirect = Core::isInbox(item.item.room);
    const QString room = place(item.item.room);
    if (item.state == State::Failed) {
        m_journal.note("failed", number, (item.item.id + u' ' + item.code).toUtf8());
        const QStringList kAllowed{QStringLiteral("not_in_room"), QStringLiteral("no_such_post")};
        const bool isNobody = isDirect && item.code == u"no_such_client";
        m_journal.require(isNobody || kAllowed.contains(item.code), Rule::NothingLost,
                          me() + QStringLiteral("%1 is refused: %2").arg(item.item.text, item.code));
    }
    if (item.state != State::Saved)
        return;
    m_journal.note("saved", number, (item.item.room + u' ' + QString::number(item.seq)).toUtf8());
    m_journal.require(saveOnce(item.item.id, room, item.seq), Rule::SavedOnce,
                      me() + QStringLiteral("%1 is saved under two numbers").arg(item.item.text));
    if (!isDirect && (item.item.kind == EntryKind::Post || item.item.kind == EntryKind::React))
        own.push_back({item.item.room, item.seq});
    if (!isDirect && !m_core->room(item.item.room)) // it has left; the window has nothing of it
        return;
    Core::Told::Own placed = item;
    placed.item.room = room;
    window.take(placed);
    if (item.comesAsEntry)
        mustCome.insert(item.item.id);
    else
        seen[room].insert(item.seq);
}

void SimClient::apply(const Core::Told::Gone &gone)
{
    m_journal.require(
        isGone(m_disk.store, place(gone.room), gone.to), Rule::OneOrder,
        me() +
            QStringLiteral("is told that %1 #%2 to #%3 are gone").arg(gone.room).arg(gone.from).arg(gone.to));
}

void SimClient::apply(const Core::Told::Restarted &restarted)
{
    m_journal.require(m_disk.hasLost || m_disk.removed.contains(restarted.room), Rule::OneOrder,
                      me() + restarted.room + QStringLiteral(" began anew"));
    const QString room = place(restarted.room);
    std::erase_if(own, [&](const OwnEntry &entry) { return entry.room == restarted.room; });
    firstAfter.erase(room);
    seen.erase(room);
    window.forget(room);
}

/// By its user, who says so itself, or because it is about an entry of another history.
void SimClient::apply(const Core::Told::Discarded &gone)
{
    if (foreign.contains(gone.id))
        discarded.insert(gone.id);
}

void SimClient::apply(const Core::Told::RoomJoined &joined)
{
    m_joined.insert_or_assign(joined.room, m_timeline.now());
}

/// The lobby is there again at once; another room is left where it was removed since one came into it.
void SimClient::apply(const Core::Told::RoomRefused &refused)
{
    constexpr Millis kOnItsWay{30'000};
    if (refused.code != u"room_removed" || m_isToldRemoved)
        return;
    const auto removed = m_disk.removed.find(refused.room);
    const auto joined = m_joined.find(refused.room);
    const bool isRemoved = removed != m_disk.removed.end() &&
                           (joined == m_joined.end() || joined->second <= removed->second + kOnItsWay);
    m_journal.require(isRemoved && refused.room != u"lobby", Rule::NobodyStuck,
                      me() + QStringLiteral("is out of ") + refused.room);
}

void SimClient::apply(const Core::Told::Direct &direct)
{
    Core::Entry entry;
    entry.seq = direct.seq;
    entry.millis = direct.millis;
    entry.from = direct.from;
    entry.text = direct.text;
    apply(Core::Told::Said{place(QStringLiteral("@")), entry, direct.isReplay, direct.isOwn});
}

} // namespace Chalkwire::Simulation
