// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/checker.h"

#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Simulation {

using namespace Qt::StringLiterals;
using Core::EntryKind;
using Membership = Core::ClientRoom::Membership;

namespace {

constexpr qint64 kAll = 1'000'000'000;

quint64 lastOf(Store::MemoryStore &store, const QString &room)
{
    return store.page({0, room, 0, 1, 1}).lastSeq;
}

/// How far the server knows that it has read.
quint64 markOf(Store::MemoryStore &store, const SimClient &client, const QString &room)
{
    const std::vector<Store::Marker> markers = store.markers(client.author());
    const auto it = std::ranges::find(markers, room, &Store::Marker::room);
    return it == markers.end() ? 0 : it->seq;
}

QString named(const SimClient &client, const QString &room, quint64 seq)
{
    return u"client %1, %2 #%3 "_s.arg(client.number).arg(room).arg(seq);
}

} // namespace

Checker::Checker(Journal &journal, Store::MemoryStore &store)
    : m_journal(journal)
    , m_store(store)
{
    for (const Core::RoomHistory &room : store.rooms()) {
        for (const Core::Entry &entry : store.page({0, room.name, 0, 0, kAll, kAll}).entries) {
            m_entries[room.name].emplace(entry.seq, entry);
            if (!entry.id.isEmpty()) // of a direct message there is a copy
                m_byId[{entry.author, entry.id}].emplace_back(room.name, entry.seq);
        }
    }
}

QString Checker::whatIsOpen(const SimClient &client, Store::MemoryStore &store)
{
    if (!client.isRunning() || !client.isWelcome())
        return u"is not connected"_s;
    for (const Core::OutboxItem &item : client.kept.outbox) {
        if (item.failure.isEmpty())
            return u"has in its outbox: "_s + item.text;
    }
    for (const Core::KeptUpload &upload : client.kept.uploads) {
        if (upload.failure.isEmpty())
            return u"has to give: "_s + upload.name;
    }
    if (!client.fetching.empty())
        return u"fetches a file"_s;
    for (const Core::KeptRoom &kept : client.kept.rooms) {
        const Core::ClientRoom *room = client.core()->room(kept.room);
        if (!room)
            return u"forgot "_s + kept.room;
        if (room->membership == Membership::Refused)
            continue;
        if (room->membership != Membership::In)
            return u"is not in "_s + kept.room;
        const quint64 last = lastOf(store, client.place(kept.room));
        if (room->shown.isBehind() || room->shown.last() != last)
            return u"is behind in %1: %2 of %3"_s.arg(kept.room).arg(room->shown.cursor()).arg(last);
        if (markOf(store, client, client.place(kept.room)) < room->readMark())
            return u"has not told how far it has read "_s + kept.room;
    }
    return {};
}

void Checker::checkClient(const SimClient &client)
{
    const QString open = whatIsOpen(client, m_store);
    m_journal.require(open.isEmpty(), Rule::NobodyStuck, u"client %1 "_s.arg(client.number) + open);
    checkWords(client);
    if (!client.isRunning())
        return;
    for (const Core::KeptRoom &kept : client.kept.rooms) {
        const Core::ClientRoom *room = client.core()->room(kept.room);
        if (room && room->membership == Membership::In)
            checkRoom(client, *room);
    }
    for (const auto &[name, conversation] : client.conversations)
        checkConversation(client, conversation);
}

void Checker::checkConversation(const SimClient &client, const Core::KeptRoom &kept)
{
    const QString place = client.place(kept.room);
    const auto unread = std::ranges::count_if(m_entries[place], [&](const auto &item) {
        const Core::Entry &entry = item.second;
        return item.first > kept.read && entry.author != client.author() &&
               Core::nameKey(Core::kInbox.toString() + entry.from) == Core::nameKey(kept.room);
    });
    m_journal.require(quint64(unread) == kept.unread, Rule::Counts,
                      named(client, kept.room, kept.read) +
                          u"is read: %1 are not, it counts %2"_s.arg(unread).arg(kept.unread));
}

/// It is in the store, or was thrown away, or was there and went.
bool Checker::isAccountedFor(const SimClient &client, const QString &id) const
{
    return m_byId.contains({client.authorOf(id), id}) || client.discarded.contains(id) ||
           client.mayBeGone(id);
}

void Checker::checkWords(const SimClient &client)
{
    for (const auto &[id, where] : client.saved) {
        if (isGone(m_store, where.first, where.second))
            continue;
        const auto it = m_byId.find({client.authorOf(id), id});
        m_journal.require(it != m_byId.end() && it->second == std::vector{where}, Rule::SavedOnce,
                          named(client, where.first, where.second) +
                              u"was acknowledged and is not there, once"_s);
        const auto first = client.firstAfter.find(where.first);
        const bool isToCome =
            client.mustCome.contains(id) && first != client.firstAfter.end() && where.second > first->second;
        const auto seen = client.seen.find(where.first);
        const bool hasCome = seen != client.seen.end() && seen->second.contains(where.second);
        m_journal.require(!isToCome || hasCome || isEmpty(where.first, where.second), Rule::OwnWordsOnce,
                          named(client, where.first, where.second) + u"was to come as an entry"_s);
    }
    for (const auto &[id, item] : client.said) {
        const bool isFailed = std::ranges::any_of(client.kept.outbox, [&](const Core::OutboxItem &one) {
            return one.id == id && !one.failure.isEmpty();
        });
        m_journal.require(isFailed || isAccountedFor(client, id), Rule::NothingLost,
                          u"client %1 said in %2: %3"_s.arg(client.number).arg(item.room, item.text));
    }
    for (const auto &[id, upload] : client.given) {
        const bool isFailed = std::ranges::any_of(client.kept.uploads, [&](const Core::KeptUpload &one) {
            return one.id == id && !one.failure.isEmpty();
        });
        m_journal.require(isFailed || isAccountedFor(client, id), Rule::NothingLost,
                          u"client %1 gave in %2: %3"_s.arg(client.number).arg(upload.room, upload.name));
    }
}

/// A correction of what was deleted has nothing to show, and is told only to those who were there.
bool Checker::isEmpty(const QString &room, quint64 seq)
{
    const Core::Entry &entry = m_entries[room][seq];
    return entry.kind == EntryKind::Edit && entry.isDeleted;
}

void Checker::requireSeen(const SimClient &client, const QString &room, quint64 seq, bool isSeen,
                          const QString &otherwise)
{
    m_journal.require(isSeen || isEmpty(room, seq), Rule::OneOrder, named(client, room, seq) + otherwise);
}

void Checker::checkRoom(const SimClient &client, const Core::ClientRoom &room)
{
    const QString name = client.place(room.name);
    const Core::Page kept = m_store.page({0, name, 0, 1, 1});
    const quint64 last = kept.lastSeq;
    const auto first = client.firstAfter.find(name);
    if (first != client.firstAfter.end()) {
        const auto seen = client.seen.find(name);
        for (quint64 seq = std::max(first->second + 1, kept.firstSeq); seq <= last; ++seq)
            requireSeen(client, name, seq, seen != client.seen.end() && seen->second.contains(seq),
                        u"was never shown"_s);
    }
    const auto shown = client.window.rooms.find(name);
    if (shown == client.window.rooms.end())
        return;
    for (quint64 seq = std::max(room.shown.oldest(), kept.firstSeq); seq <= room.shown.cursor(); ++seq)
        requireSeen(client, name, seq, shown->second.entries.contains(seq), u"is not shown"_s);
    checkTexts(client, name, shown->second);
    checkCounts(client, room, shown->second);
}

void Checker::checkTexts(const SimClient &client, const QString &room, const SimWindow::Room &shown)
{
    for (const auto &[seq, entry] : shown.entries) {
        if (isGone(m_store, room, seq))
            continue;
        const Core::Entry &stored = m_entries[room][seq];
        if (entry.kind != EntryKind::Post && entry.kind != EntryKind::React && entry.kind != EntryKind::Topic)
            continue;
        m_journal.require(entry.kind == stored.kind && entry.of == stored.of && entry.text == stored.text &&
                              entry.isDeleted == stored.isDeleted,
                          Rule::Converged,
                          named(client, room, seq) +
                              u"shows \"%1\", the store has \"%2\""_s.arg(entry.text, stored.text));
    }
}

/// Where older pages were loaded, a count also depends on what was read when they came.
void Checker::checkCounts(const SimClient &client, const Core::ClientRoom &room, const SimWindow::Room &shown)
{
    if (!shown.hasOlder) {
        const auto unread = std::ranges::count_if(shown.entries, [&](const auto &item) {
            const ShownEntry &entry = item.second;
            return item.first > room.readMark() && entry.kind == EntryKind::Post && !entry.isOwn &&
                   !entry.isDeleted;
        });
        m_journal.require(unread == room.unread(), Rule::Counts,
                          named(client, room.name, room.readMark()) +
                              u"is read: %1 are not, it counts %2"_s.arg(unread).arg(room.unread()));
    }
    const quint64 mark = markOf(m_store, client, client.place(room.name));
    m_journal.require(mark >= room.readMark(), Rule::Counts,
                      named(client, room.name, room.readMark()) +
                          u"is read, the server knows of %1"_s.arg(mark));
}

void Checker::checkStore(const std::vector<std::unique_ptr<SimClient>> &clients)
{
    for (const Core::RoomHistory &room : m_store.rooms()) {
        quint64 expected = room.firstSeq;
        for (const auto &[seq, entry] : m_entries[room.name])
            m_journal.require(seq == expected++, Rule::NoGapInStore, u"%1 #%2"_s.arg(room.name).arg(seq));
        m_journal.require(expected == room.lastSeq + 1, Rule::NoGapInStore, room.name + u" ends early"_s);
    }
    for (const auto &[key, places] : m_byId) {
        m_journal.require(places.size() == 1, Rule::SavedOnce, key.second + u" is in the store twice"_s);
        const bool isKnown = std::ranges::any_of(clients, [&](const auto &client) {
            return client->authorOf(key.second) == key.first &&
                   (client->said.contains(key.second) || client->given.contains(key.second));
        });
        m_journal.require(isKnown, Rule::SavedOnce, key.second + u" was never kept by who said it"_s);
        const bool isForeign = std::ranges::any_of(
            clients, [&](const auto &client) { return client->foreign.contains(key.second); });
        m_journal.require(!isForeign, Rule::OneOrder, key.second + u" is about entries of another history"_s);
    }
}

} // namespace Chalkwire::Simulation
