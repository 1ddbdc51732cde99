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
    constexpr qint64 kFile = 256;   // the value and its hash, key and block
    return qint64(sizeof(Core::Entry)) + entry.author.size() + kCharacter * entry.to.size() +
           (entry.id.isEmpty() ? 0 : kIdNode) +
           (entry.file ? kFile + kCharacter * entry.file->name.size() : 0) +
           kCharacter * (entry.from.size() + entry.id.size() + entry.text.size());
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
    if (Room *room = m_byName.value(name))
        return room;
    const auto it = m_rooms.find(Core::nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second;
}

MemoryStore::Room &MemoryStore::roomFor(const QString &name)
{
    if (Room *room = find(name))
        return *room;
    Room &room = m_rooms[Core::nameKey(name)];
    room.info.name = name;
    m_byName.insert(name, &room);
    return room;
}

std::vector<Core::Stored> MemoryStore::append(const std::vector<Core::Append> &batch)
{
    std::vector<Core::Stored> results;
    results.reserve(batch.size());
    for (const Core::Append &item : batch) {
        results.push_back(item.removesRoom ? removeRoom(item) : append(item));
        keepBound();
    }
    return results;
}

Core::Stored MemoryStore::append(const Core::Append &item)
{
    const Core::Entry &wanted = item.entry;
    if (!wanted.id.isEmpty()) {
        const auto known = m_byId.find({wanted.author, wanted.id});
        if (known != m_byId.end()) {
            Room &room = *known->second.room;
            return {item.ticket, room.info.name, *room.find(known->second.seq), true};
        }
    }
    if (!wanted.to.isEmpty())
        return appendDirect(item);
    Room *there = find(item.room);
    const ErrorCode wrong = checkChange(wanted, there ? there->find(wanted.of) : nullptr);
    if (wrong != ErrorCode::None)
        return {item.ticket, there ? there->info.name : item.room, wanted, false, wrong};
    Room &room = there ? *there : roomFor(item.room);
    Core::Stored stored{item.ticket, room.info.name, wanted};
    Core::Entry &entry = stored.entry;
    entry.seq = room.info.lastSeq + 1;
    change(room, entry);
    entry = add(room, entry);
    return stored;
}

/// With the next number.
Core::Entry &MemoryStore::add(Room &room, const Core::Entry &wanted)
{
    Core::Entry &entry = room.entries.emplace_back(wanted);
    entry.seq = ++room.info.lastSeq;
    room.info.lastMillis = entry.millis;
    m_bytes += costOf(entry);
    m_places.push_back({++m_lastOrder, &room, entry.seq});
    if (!entry.id.isEmpty())
        m_byId.emplace(Key{entry.author, entry.id}, m_places.back());
    return entry;
}

Core::Stored MemoryStore::appendDirect(const Core::Append &item)
{
    Core::Append direct = item;
    if (item.isToAbsent) {
        const auto author = m_authors.constFind(Core::nameKey(item.entry.to));
        if (author == m_authors.cend())
            return {item.ticket, item.room, item.entry, false, ErrorCode::NoSuchClient};
        direct.copyTo = Core::inboxOf(*author);
    }
    Core::Stored stored{item.ticket, item.room, item.entry};
    const QStringList inboxes = inboxesOf(direct);
    for (const QString &inbox : inboxes) {
        Core::Entry entry = item.entry;
        if (inbox != inboxes.first())
            entry.id.clear();
        const quint64 seq = add(roomFor(inbox), entry).seq;
        if (inbox == item.room) {
            stored.entry.seq = seq;
        } else {
            stored.copyRoom = inbox;
            stored.copySeq = seq;
        }
    }
    return stored;
}

Core::Stored MemoryStore::removeRoom(const Core::Append &item)
{
    Core::Stored stored{item.ticket, item.room, {}};
    Room *room = find(item.room);
    if (!room)
        return stored;
    while (!room->entries.empty())
        removeFirst(*room);
    std::erase_if(m_places, [room](const Place &place) { return place.room == room; });
    for (auto &[reader, seqs] : m_markers)
        seqs.erase(Core::nameKey(item.room));
    room->info.topic.clear();
    room->info.rules = {};
    room->info.baseSeq = room->info.lastSeq;
    stored.entry.seq = room->info.lastSeq;
    return stored;
}

void MemoryStore::change(Room &room, const Core::Entry &entry)
{
    if (entry.of == 0 && entry.kind == Core::EntryKind::Post)
        return;
    Core::Entry *of = room.find(entry.of);
    if (of)
        m_bytes -= costOf(*of);
    if (of && entry.kind == Core::EntryKind::Delete)
        drop(*of);
    applyChange(entry, entry.seq, of, room.info.topic);
    if (of)
        m_bytes += costOf(*of);
    if (entry.kind == Core::EntryKind::Edit)
        room.edits[entry.of].push_back(entry.seq);
    if (entry.kind != Core::EntryKind::Delete)
        return;
    const auto edits = room.edits.extract(entry.of);
    for (const quint64 seq : edits ? edits.mapped() : std::vector<quint64>()) {
        if (Core::Entry *edit = room.find(seq))
            forgetText(*edit);
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

bool MemoryStore::searchOn(Core::SearchRequest &rest, Core::Found &found)
{
    const SearchPlan plan(rest);
    found.ticket = rest.ticket;
    found.error = plan.error();
    if (found.error != ErrorCode::None)
        return true;
    QSet<const Room *> rooms;
    for (const QString &key : plan.roomKeys()) {
        if (const auto it = m_rooms.find(key); it != m_rooms.end())
            rooms.insert(&it->second);
    }
    Filling filling(rest.count, rest.bytes);
    for (const Core::Found::Hit &hit : found.hits)
        (void)filling.take(hit.entry);
    auto at = rest.before == 0 ? m_places.end()
                               : std::ranges::lower_bound(m_places, rest.before, {}, &Place::order);
    for (qint64 looked = 0; at != m_places.begin(); ++looked) {
        if (looked == kScan)
            return false;
        --at;
        const Core::Entry *entry = rooms.contains(at->room) ? at->room->find(at->seq) : nullptr;
        if (entry && plan.mayBe(*entry) && plan.hasWords(entry->text)) {
            if (!filling.take(*entry)) {
                found.next = at->order + 1;
                return true;
            }
            found.hits.push_back({at->room->info.name, *entry});
        }
        rest.before = at->order;
    }
    return true;
}

std::optional<std::vector<Core::KeptFile>> MemoryStore::files()
{
    std::vector<Core::KeptFile> files;
    for (const Place &place : m_places) {
        if (const Core::Entry *entry = place.room->find(place.seq); entry && entry->file)
            files.push_back(keptFile(*entry));
    }
    return files;
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
        const Retention retention(room.info.rules.daysKept(m_usualKeepDays), nowMillis);
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
    if (removed > 0)
        std::erase_if(m_places, [](const Place &place) { return !place.room->find(place.seq); });
    return removed;
}

void MemoryStore::removeFirst(Room &room)
{
    const Core::Entry &first = room.entries.front();
    drop(first);
    m_bytes -= costOf(first);
    if (!first.id.isEmpty())
        m_byId.erase({first.author, first.id});
    room.edits.erase(first.seq);
    room.entries.pop_front();
    ++room.info.firstSeq;
    if (room.entries.empty())
        room.info.lastMillis = 0;
}

void MemoryStore::keepBound()
{
    while (passes(m_bytes, m_maxBytes)) {
        removeFirst(*m_places.front().room); // of all, and so of its room
        m_places.pop_front();
        m_hasShed = true;
    }
}

void MemoryStore::setName(const QString &name, const Core::Identity &author)
{
    const QString key = Core::nameKey(name);
    if (!m_authors.contains(key))
        m_names.push_back(key);
    m_authors.insert(key, author);
    if (qint64(m_names.size()) > kMaxNames) {
        m_authors.remove(m_names.front());
        m_names.pop_front();
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
