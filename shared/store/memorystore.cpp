// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include "base/limits.h"
#include "core/names.h"
#include "store/matching.h"

#include <algorithm>

namespace Chalkwire::Store {

namespace {

qint64 costOf(const Core::Entry &entry)
{
    constexpr qint64 kCharacter = sizeof(QChar);
    constexpr qint64 kIdNode = 128; // an id stands in m_byId, too
    return qint64(sizeof(Core::Entry)) + entry.author.size() + (entry.id.isEmpty() ? 0 : kIdNode) +
           kCharacter * (entry.from.size() + entry.id.size() + entry.text.size());
}

/// Whether the words stand next to each other, in this order, somewhere in `words`.
bool hasPhrase(const QStringList &words, const Phrase &phrase)
{
    const auto fits = [&phrase](const QString &word, qsizetype i) {
        const QString &wanted = phrase.words[i];
        return phrase.isPrefix && i + 1 == phrase.words.size() ? word.startsWith(wanted) : word == wanted;
    };
    for (qsizetype at = 0; at + phrase.words.size() <= words.size(); ++at) {
        qsizetype i = 0;
        while (i < phrase.words.size() && fits(words[at + i], i))
            ++i;
        if (i == phrase.words.size())
            return true;
    }
    return false;
}

} // namespace

MemoryStore::MemoryStore(qint64 maxBytes)
    : m_maxBytes(maxBytes)
{
}

Core::Entry *MemoryStore::Room::find(quint64 seq)
{
    const bool isHere = seq >= info.firstSeq && seq - info.firstSeq < entries.size();
    return isHere ? &entries[static_cast<std::size_t>(seq - info.firstSeq)] : nullptr;
}

std::vector<Core::RoomHistory> MemoryStore::rooms()
{
    std::vector<Core::RoomHistory> rooms;
    for (const auto &[key, room] : m_rooms) {
        if (room.info.lastSeq > 0 || room.info.rules != Core::RoomRules())
            rooms.push_back(room.info);
    }
    return rooms;
}

MemoryStore::Room *MemoryStore::find(const QString &name)
{
    const auto it = m_rooms.find(Core::nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second;
}

MemoryStore::Room &MemoryStore::roomFor(const QString &name)
{
    Room &room = m_rooms[Core::nameKey(name)];
    if (room.info.name.isEmpty())
        room.info.name = name;
    return room;
}

std::vector<Core::Stored> MemoryStore::append(const std::vector<Core::Append> &batch)
{
    std::vector<Core::Stored> results;
    results.reserve(batch.size());
    for (const Core::Append &item : batch) {
        const Key id{item.entry.author, item.entry.id};
        if (const auto known = m_byId.find(id); known != m_byId.end()) {
            Room &room = m_rooms.at(known->second.first);
            results.push_back({item.ticket, room.info.name, *room.find(known->second.second), true});
            continue;
        }
        Room *there = find(item.room);
        const ErrorCode wrong = checkChange(item.entry, there ? there->find(item.entry.of) : nullptr);
        if (wrong != ErrorCode::None) {
            results.push_back({item.ticket, there ? there->info.name : item.room, item.entry, false, wrong});
            continue;
        }
        Room &room = there ? *there : roomFor(item.room);
        Core::Entry entry = item.entry;
        entry.seq = room.info.lastSeq + 1;
        change(room, entry);
        room.info.lastSeq = entry.seq;
        m_bytes += costOf(entry);
        if (!entry.id.isEmpty())
            m_byId.emplace(id, std::pair(Core::nameKey(room.info.name), entry.seq));
        room.entries.push_back(entry);
        room.order.push_back(++m_lastOrder);
        results.push_back({item.ticket, room.info.name, std::move(entry)});
        keepBound();
    }
    return results;
}

void MemoryStore::change(Room &room, const Core::Entry &entry)
{
    Core::Entry *of = room.find(entry.of);
    if (of)
        m_bytes -= costOf(*of);
    applyChange(entry, entry.seq, of, room.info.topic);
    if (of)
        m_bytes += costOf(*of);
    if (entry.kind != Core::EntryKind::Delete)
        return;
    for (Core::Entry &other : room.entries) {
        if (other.kind == Core::EntryKind::Edit && other.of == entry.of)
            forgetText(other);
    }
}

void MemoryStore::forgetText(Core::Entry &entry)
{
    m_bytes -= costOf(entry);
    entry.text = QString();
    entry.isDeleted = true;
    m_bytes += costOf(entry);
}

Core::Page MemoryStore::page(const Core::PageRequest &request)
{
    Core::Page page{request.ticket, request.room};
    Room *room = find(request.room);
    if (!room)
        return page;
    page.room = room->info.name;
    page.firstSeq = room->info.firstSeq;
    page.lastSeq = room->info.lastSeq;
    Filling filling(request.count, request.bytes);
    const auto take = [&](quint64 seq) {
        const Core::Entry *entry = room->find(seq);
        if (!entry)
            return false;
        page.hasMore = !filling.take(*entry);
        if (!page.hasMore)
            page.entries.push_back(*entry);
        return !page.hasMore;
    };
    if (request.before != 0) {
        quint64 seq = qMin(request.before - 1, page.lastSeq);
        while (take(seq))
            --seq;
        std::ranges::reverse(page.entries);
    } else {
        quint64 seq = qMax(qMin(request.after, page.lastSeq) + 1, page.firstSeq);
        while (take(seq))
            ++seq;
    }
    return page;
}

Core::Found MemoryStore::search(const Core::SearchRequest &request)
{
    Core::Found found{request.ticket};
    const SearchPlan plan(request);
    found.error = plan.error();
    if (found.error != ErrorCode::None)
        return found;
    std::vector<std::pair<quint64, Core::Found::Hit>> hits;
    for (auto &[key, room] : m_rooms) {
        if (!plan.roomKeys().contains(key))
            continue;
        for (std::size_t i = 0; i < room.entries.size(); ++i) {
            const Core::Entry &entry = room.entries[i];
            if (!plan.mayBe(entry) || (request.before != 0 && room.order[i] >= request.before))
                continue;
            const QStringList words = wordsOf(entry.text);
            if (std::ranges::all_of(plan.phrases(), [&](const Phrase &one) { return hasPhrase(words, one); }))
                hits.emplace_back(room.order[i], Core::Found::Hit{room.info.name, entry});
        }
    }
    std::ranges::sort(hits, std::ranges::greater(), [](const auto &hit) { return hit.first; });
    Filling filling(request.count, request.bytes);
    quint64 last = 0;
    for (auto &[order, hit] : hits) {
        if (!filling.take(hit.entry)) {
            found.next = last;
            break;
        }
        last = order;
        found.hits.push_back(std::move(hit));
    }
    return found;
}

bool MemoryStore::setRules(const QString &room, const Core::RoomRules &rules)
{
    roomFor(room).info.rules = rules;
    return true;
}

std::optional<qint64> MemoryStore::purge(qint64 nowMillis, qint64 count)
{
    qint64 removed = 0;
    for (auto &[key, room] : m_rooms) {
        const Retention retention(room.info.rules.keepDays, nowMillis);
        qint64 looked = 0;
        qint64 old = 0;
        for (const Core::Entry &entry : room.entries) {
            if (retention.keepsAll() || retention.isKept(entry.millis) || removed + old >= count)
                break;
            ++looked;
            if (retention.isOld(entry.millis))
                old = looked;
        }
        for (; old > 0 && removed < count; --old, ++removed)
            removeFirst(room);
    }
    return removed;
}

void MemoryStore::removeFirst(Room &room)
{
    const Core::Entry &first = room.entries.front();
    m_bytes -= costOf(first);
    m_byId.erase({first.author, first.id});
    room.entries.pop_front();
    room.order.pop_front();
    ++room.info.firstSeq;
}

void MemoryStore::keepBound()
{
    while (passes(m_bytes, m_maxBytes)) {
        const auto oldest = std::ranges::min_element(m_rooms, {}, [](const auto &item) {
            const Room &room = item.second;
            return room.order.empty() ? ~quint64(0) : room.order.front();
        });
        removeFirst(oldest->second);
    }
}

void MemoryStore::setMarker(const Core::Identity &reader, const Marker &marker)
{
    if (!find(marker.room))
        return;
    quint64 &seq = m_markers[reader][Core::nameKey(marker.room)];
    seq = qMax(seq, marker.seq);
}

std::vector<Marker> MemoryStore::markers(const Core::Identity &reader)
{
    std::vector<Marker> markers;
    const auto known = m_markers.find(reader);
    if (known == m_markers.end())
        return markers;
    for (const auto &[key, seq] : known->second)
        markers.push_back({m_rooms.at(key).info.name, seq});
    return markers;
}

} // namespace Chalkwire::Store
