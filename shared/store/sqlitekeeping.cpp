// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules, what is too old, and how far everybody has read. Another part of SqliteStore.
#include "core/names.h"
#include "store/matching.h"
#include "store/sqlitestatements.h"

#include <utility>

namespace Chalkwire::Store {

std::optional<std::vector<Core::KeptFile>> SqliteStore::files()
{
    std::vector<Core::KeptFile> files;
    Rows rows = m_sql->files.rows();
    while (rows.next())
        files.push_back(keptFile(rowFrom(rows).entry));
    return readResult(done(rows)) == ErrorCode::None ? std::optional(std::move(files)) : std::nullopt;
}

bool SqliteStore::setRules(const QString &name, const Core::RoomRules &rules)
{
    return inTransaction(Space::Spare, [&] {
        Room *room = roomFor(name);
        if (!room)
            return false;
        room->info.rules = rules;
        Statement &set = m_sql->setRules;
        return done(set.run(rules.keepDays, rules.isPrivate ? 1 : 0, room->id), set) && writeAdmitted(*room);
    });
}

bool SqliteStore::writeAdmitted(const Room &room)
{
    if (!done(m_sql->admitNobody.run(room.id), m_sql->admitNobody))
        return false;
    qint64 place = 0;
    for (const Core::Identity &identity : room.info.rules.admitted) {
        if (!done(m_sql->admit.run(room.id, place++, identity), m_sql->admit))
            return false;
    }
    return true;
}

std::optional<qint64> SqliteStore::purge(qint64 nowMillis, qint64 count)
{
    qint64 removed = 0;
    const bool isWritten = inTransaction(Space::Spare, [&] {
        for (auto it = m_rooms.begin(); it != m_rooms.end();) {
            Room &room = (it++)->second; // it may be forgotten
            const quint64 first = room.info.firstSeq;
            const std::optional<quint64> last = lastOld(room, nowMillis, count - removed);
            if (!last || !purgeRoom(room, *last))
                return false;
            removed += static_cast<qint64>(room.info.firstSeq - first);
            if (room.isDoomed() && room.info.firstSeq > room.info.lastSeq && !forgetRoom(room))
                return false;
        }
        return removed == 0 || done(m_sql->removeDays.run(), m_sql->removeDays);
    });
    return isWritten ? std::optional(removed) : std::nullopt;
}

/// The number of the last one, among the first `count`, that is to go; 0: none.
std::optional<quint64> SqliteStore::lastOld(const Room &room, qint64 nowMillis, qint64 count)
{
    if (count <= 0)
        return 0;
    const quint64 end = room.info.firstSeq + static_cast<quint64>(count) - 1;
    if (room.isDoomed())
        return qMin(room.info.lastSeq, end);
    const Retention retention(room.info.rules.daysKept(m_usualKeepDays), nowMillis);
    if (retention.keepsAll())
        return 0;
    quint64 last = 0;
    Rows rows = m_sql->ages.rows(room.id);
    while (last < end && rows.next() && !retention.isKept(rows.number(1))) {
        if (retention.isOld(rows.number(1)))
            last = rows.count(0);
    }
    return done(rows) ? std::optional(qMin(last, end)) : std::nullopt;
}

bool SqliteStore::purgeRoom(Room &room, quint64 last)
{
    if (last >= room.info.firstSeq)
        willChange(room);
    for (; room.info.firstSeq <= last; ++room.info.firstSeq) {
        std::optional<Row> row;
        if (!readRow(row, m_sql->bySeq, room.id, room.info.firstSeq))
            return false;
        if (row && !removeEntry(*row))
            return false;
    }
    if (room.info.firstSeq > room.info.lastSeq)
        room.info.lastMillis = 0;
    return true;
}

bool SqliteStore::removeEntry(const Row &row)
{
    drop(row.entry);
    return removeWords(row) && done(m_sql->remove.run(row.id), m_sql->remove);
}

/// At once for everybody who asks. Its entries go later, a few at a time, with purge(): there may be a
/// million.
bool SqliteStore::removeRoom(const Core::Append &item, std::vector<Core::Stored> &results)
{
    Core::Stored stored{item.ticket, item.room, {}};
    const auto it = m_rooms.find(Core::nameKey(item.room));
    if (it != m_rooms.end()) {
        stored.entry.seq = it->second.info.lastSeq;
        if (!doom(it->first))
            return false;
    }
    results.push_back(std::move(stored));
    return true;
}

/// Under a key that is nobody's name. Where it was, an empty room goes on with its numbers.
bool SqliteStore::doom(const QString &key)
{
    Room &room = m_rooms.at(key);
    willChange(room);
    const qint64 id = room.id;
    const Core::RoomHistory left{room.info.name,    {}, room.info.lastSeq + 1,
                                 room.info.lastSeq, {}, room.info.lastSeq};
    Room doomed = std::exchange(room, Room{0, key, left});
    doomed.key = QStringLiteral("/%1").arg(id);
    m_before.try_emplace(doomed.key, std::nullopt);
    m_rooms.emplace(doomed.key, doomed);
    m_markers.removeIf([id](const auto &marker) { return marker.key().second == id; });
    Statement &add = m_sql->addRoom;
    const bool isDone = done(m_sql->removeMarkers.run(id), m_sql->removeMarkers) &&
                        done(m_sql->admitNobody.run(id), m_sql->admitNobody) &&
                        done(m_sql->setKey.run(doomed.key, id), m_sql->setKey) &&
                        done(add.run(key, left.name), add);
    if (isDone)
        m_rooms.at(key).id = add.insertedRow();
    return isDone;
}

bool SqliteStore::forgetRoom(const Room &room)
{
    Statement &remove = m_sql->removeRoom;
    if (!done(remove.run(room.id), remove))
        return false;
    willChange(room);
    m_rooms.erase(m_rooms.find(room.key));
    return true;
}

bool SqliteStore::appendDirect(Core::Append item, std::vector<Core::Stored> &results)
{
    if (item.isToAbsent) {
        Rows known = m_sql->author.rows(Core::nameKey(item.entry.to));
        if (known.next())
            item.copyTo = Core::inboxOf(known.bytes(0));
        if (!done(known))
            return false;
    }
    if (item.isToAbsent && item.copyTo.isEmpty()) {
        results.push_back({item.ticket, item.room, item.entry, false, ErrorCode::NoSuchClient});
        return true;
    }
    Core::Stored stored{item.ticket, item.room, item.entry};
    const QStringList inboxes = inboxesOf(item);
    for (const QString &inbox : inboxes) {
        Room *room = roomFor(inbox);
        if (!room)
            return false;
        Core::Entry entry = item.entry;
        entry.seq = room->info.lastSeq + 1;
        if (inbox != inboxes.first())
            entry.id.clear();
        bool isNew = true;
        if (!insert(*room, entry, isNew) || !isNew)
            return false;
        room->info.lastSeq = entry.seq;
        room->info.lastMillis = entry.millis;
        (inbox == item.room ? stored.entry.seq : stored.copySeq) = entry.seq;
        if (inbox != item.room)
            stored.copyRoom = inbox;
    }
    results.push_back(std::move(stored));
    return true;
}

void SqliteStore::setName(const QString &name, const Core::Identity &author)
{
    m_names.insert(Core::nameKey(name), author);
    if (m_names.size() > kMaxNames && !flush())
        m_names.clear(); // the disk is full, or it fails: memory is worth more than this
}

bool SqliteStore::writeNames()
{
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        if (!done(m_sql->setAuthor.run(it.key(), it.value()), m_sql->setAuthor))
            return false;
    }
    return m_names.isEmpty() || done(m_sql->forgetAuthors.run(kMaxNames), m_sql->forgetAuthors);
}

void SqliteStore::setMarker(const Core::Identity &reader, const Marker &marker)
{
    const Room *room = find(marker.room);
    if (!room)
        return;
    quint64 &seq = m_markers[{reader, room->id}];
    seq = qMax(seq, marker.seq);
}

bool SqliteStore::writeMarkers()
{
    for (auto it = m_markers.cbegin(); it != m_markers.cend(); ++it) {
        const auto &[reader, room] = it.key();
        if (!done(m_sql->setMarker.run(reader, room, it.value()), m_sql->setMarker))
            return false;
    }
    return true;
}

bool SqliteStore::flush()
{
    const bool isWritten = (m_markers.isEmpty() && m_names.isEmpty()) ||
                           inTransaction(Space::Spare, [this] { return writeNames() && writeMarkers(); });
    if (isWritten) {
        m_markers.clear();
        m_names.clear();
    }
    return listWaiting() && isWritten;
}

std::vector<Marker> SqliteStore::markers(const Core::Identity &reader)
{
    std::map<qint64, quint64> seqs; // by room
    Rows rows = m_sql->markers.rows(reader);
    while (rows.next())
        seqs[rows.number(0)] = rows.count(1);
    (void)readResult(done(rows));
    std::vector<Marker> markers;
    for (const auto &[key, room] : m_rooms) {
        const quint64 seq = qMax(seqs[room.id], m_markers.value({reader, room.id}));
        if (seq > 0)
            markers.push_back({room.info.name, seq});
    }
    return markers;
}

} // namespace Chalkwire::Store
