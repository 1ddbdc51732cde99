// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlitestore.h"

#include "base/log.h"
#include "core/names.h"
#include "store/matching.h"
#include "store/sqliteschema.h"
#include "store/sqlitestatements.h"

#include <algorithm>
#include <utility>

namespace Chalkwire::Store {

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString &path, qint64 maxBytes)
{
    Result<std::unique_ptr<SqliteFile>> file = SqliteFile::open(path, maxBytes);
    if (!file)
        return Unexpected{file.error()};
    const bool knowsWords = SqliteStore::knowsWords(path);
    if (!knowsWords && !(*file)->runAll(emptyWordsSteps()))
        return Unexpected{(*file)->error()};
    std::unique_ptr<SqliteStore> store(new SqliteStore(*std::move(file)));
    if (!store->loadIdentity() || !store->loadRooms() || !store->loadListed() ||
        !(knowsWords || store->listAnew()))
        return Unexpected{storageError(store->m_error)};
    return store;
}

SqliteStore::SqliteStore(std::unique_ptr<SqliteFile> file)
    : m_file(std::move(file))
    , m_sql(std::make_unique<Statements>(m_file->connection()))
{
}

SqliteStore::~SqliteStore()
{
    flush();
}

/// A history of an earlier version gets one now.
bool SqliteStore::loadIdentity()
{
    {
        Rows known = m_sql->setting.rows(QStringLiteral("identity"));
        if (known.next())
            m_identity = known.text(0);
        if (!done(known))
            return false;
    }
    if (!m_identity.isEmpty())
        return true;
    m_identity = drawIdentity();
    return inTransaction(Space::Spare,
                         [this] { return setSetting(QLatin1StringView("identity"), m_identity); });
}

bool SqliteStore::loadRooms()
{
    Rows rooms = m_sql->rooms.rows();
    while (rooms.next()) {
        Room room{rooms.number(0),
                  rooms.text(1),
                  {rooms.text(2),
                   rooms.text(3),
                   rooms.count(4),
                   rooms.count(5),
                   {rooms.number(6), rooms.number(7) != 0},
                   rooms.count(8),
                   rooms.number(9)}};
        Rows admitted = m_sql->admitted.rows(room.id);
        while (admitted.next())
            room.info.rules.admitted.push_back(admitted.bytes(0));
        if (!done(admitted))
            return false;
        m_rooms.emplace(room.key, std::move(room));
    }
    return done(rooms);
}

std::vector<Core::RoomHistory> SqliteStore::rooms()
{
    std::vector<Core::RoomHistory> rooms;
    for (const auto &[key, room] : m_rooms) {
        if (!room.isDoomed() && (room.info.lastSeq > 0 || room.info.rules != Core::RoomRules()))
            rooms.push_back(room.info);
    }
    return rooms;
}

const SqliteStore::Room *SqliteStore::find(const QString &name) const
{
    const auto it = m_rooms.find(Core::nameKey(name));
    return it == m_rooms.end() ? nullptr : &it->second;
}

const SqliteStore::Room *SqliteStore::roomById(qint64 id) const
{
    const auto it = std::ranges::find_if(m_rooms, [id](const auto &item) { return item.second.id == id; });
    return it == m_rooms.end() ? nullptr : &it->second;
}

/// Null: it could not be made.
SqliteStore::Room *SqliteStore::roomFor(const QString &name)
{
    const QString key = Core::nameKey(name);
    if (const auto it = m_rooms.find(key); it != m_rooms.end()) {
        willChange(it->second);
        return &it->second;
    }
    Statement &add = m_sql->addRoom;
    if (!done(add.run(key, name), add))
        return nullptr;
    Room room{add.insertedRow(), key, {name}};
    m_before.emplace(key, std::nullopt);
    return &m_rooms.emplace(key, std::move(room)).first->second;
}

void SqliteStore::willChange(const Room &room)
{
    m_before.try_emplace(room.key, room);
}

bool SqliteStore::setSetting(QLatin1StringView name, const QString &value)
{
    Statement &set = m_sql->setSetting;
    return done(set.run(QString(name), value), set);
}

bool SqliteStore::fail(const SqliteError &error)
{
    m_error = error;
    return false;
}

void SqliteStore::report(const Error &error, ErrorCode &reported)
{
    if (error.code == std::exchange(reported, error.code))
        return;
    if (error.code == ErrorCode::None)
        qCInfo(lcStore) << "the history works again";
    else
        qCWarning(lcStore).noquote() << "the history:" << errorName(error.code) << error.detail;
}

/// `work` gives whether it went well; otherwise nothing of it stays.
bool SqliteStore::inTransaction(Space space, const std::function<bool()> &work)
{
    if (space == Space::Spare)
        m_file->allowSpare(true);
    const std::size_t dropped = m_dropped.size();
    const bool isWritten = done(m_sql->begin.run(), m_sql->begin) && work() && writeRooms() && writeDays() &&
                           done(m_sql->commit.run(), m_sql->commit);
    if (!isWritten) {
        undo();
        m_dropped.resize(dropped);
        m_days.clear();
    }
    for (const auto &[day, entries] : m_days)
        m_lastEntry = qMax(m_lastEntry, entries.last);
    m_before.clear();
    m_days.clear();
    if (space == Space::Spare)
        m_file->allowSpare(false);
    report(isWritten ? Error{} : storageError(m_error), m_writeTrouble);
    return isWritten;
}

void SqliteStore::undo()
{
    (void)m_file->run(QStringLiteral("ROLLBACK")); // fails where SQLite has done it itself
    for (auto &[key, room] : m_before) {
        if (room)
            m_rooms[key] = *std::move(room);
        else
            m_rooms.erase(key);
    }
    if (isIndexDamage(m_error))
        forgetWords();
}

std::vector<Core::Stored> SqliteStore::append(const std::vector<Core::Append> &batch)
{
    std::vector<Core::Stored> results;
    results.reserve(batch.size());
    // A room is removed because the disk is full, perhaps.
    const bool makesSpace = std::ranges::any_of(batch, &Core::Append::removesRoom);
    const bool isWritten = inTransaction(makesSpace ? Space::Spare : Space::Bounded, [&] {
        return writeNames() &&
               std::ranges::all_of(batch, [&](const auto &item) { return appendOne(item, results); }) &&
               writeMarkers();
    });
    if (isWritten) {
        m_markers.clear();
        m_names.clear();
        return results;
    }
    results.clear();
    for (const Core::Append &item : batch)
        results.push_back({item.ticket, item.room, item.entry, false, storageError(m_error).code});
    return results;
}

bool SqliteStore::appendOne(const Core::Append &item, std::vector<Core::Stored> &results)
{
    if (item.removesRoom)
        return removeRoom(item, results);
    std::optional<Row> row;
    const Room *there = find(item.room);
    // For nearly all: whether its id is new is seen when it is inserted, which needs no reading.
    const bool isPlain =
        there && item.entry.kind == Core::EntryKind::Post && item.entry.of == 0 && item.entry.to.isEmpty();
    if (!isPlain && !item.entry.id.isEmpty() && !readKnown(row, item.entry))
        return false;
    if (row) {
        results.push_back(resultOf(item, *row));
        return true;
    }
    if (!item.entry.to.isEmpty())
        return appendDirect(item, results);
    if (there && item.entry.of != 0 && !readRow(row, m_sql->bySeq, there->id, item.entry.of))
        return false;
    const ErrorCode wrong = checkChange(item.entry, row ? &row->entry : nullptr);
    if (wrong != ErrorCode::None) {
        results.push_back({item.ticket, there ? there->info.name : item.room, item.entry, false, wrong});
        return true;
    }
    Room *room = roomFor(item.room);
    if (!room)
        return false;
    Core::Entry entry = item.entry;
    entry.seq = room->info.lastSeq + 1;
    bool isNew = true;
    if (!insert(*room, entry, isNew) || (!isNew && !readKnown(row, entry)))
        return false;
    if (!isNew && row) {
        results.push_back(resultOf(item, *row));
        return true;
    }
    if ((!isNew && !insert(*room, entry, isNew)) || !change(entry, *room, std::move(row)))
        return false;
    room->info.lastSeq = entry.seq;
    room->info.lastMillis = entry.millis;
    results.push_back({item.ticket, room->info.name, std::move(entry)});
    return true;
}

/// What its author said with its id before.
bool SqliteStore::readKnown(std::optional<Row> &row, const Core::Entry &entry)
{
    if (!readRow(row, m_sql->byClientId, entry.author, entry.id))
        return false;
    const Room *room = row ? roomById(row->room) : nullptr;
    if (!room || !room->isDoomed())
        return true;
    const bool isRemoved = removeEntry(*row); // what was removed was never said
    row.reset();
    return isRemoved;
}

Core::Stored SqliteStore::resultOf(const Core::Append &item, const Row &known) const
{
    const Room *room = roomById(known.room);
    return {item.ticket, room ? room->info.name : item.room, known.entry, true};
}

/// `isNew` becomes false, and nothing is inserted, where its author used its id before.
bool SqliteStore::insert(const Room &room, const Core::Entry &entry, bool &isNew)
{
    const auto clientId = entry.id.isEmpty() ? std::nullopt : std::optional(entry.id);
    Statement &add = m_sql->add;
    if (!done(add.run(room.id, entry.seq, static_cast<int>(entry.kind), entry.millis, entry.from,
                      entry.author, clientId, entry.of, entry.text),
              add))
        return false;
    isNew = add.changedRows() > 0;
    if (!isNew)
        return true;
    const qint64 id = add.insertedRow();
    Day &day = m_days.try_emplace(entry.millis / kDayMillis, Day{id, id}).first->second;
    day.last = id;
    if (entry.file && !done(m_sql->setFile.run(entry.file->key, entry.file->name, entry.file->bytes,
                                               entry.file->sha256, id),
                            m_sql->setFile))
        return false;
    return entry.to.isEmpty() || done(m_sql->setTo.run(entry.to, id), m_sql->setTo);
}

bool SqliteStore::change(const Core::Entry &entry, Room &room, std::optional<Row> of)
{
    const bool isDelete = entry.kind == Core::EntryKind::Delete;
    if (!isDelete && entry.kind != Core::EntryKind::Edit) {
        applyChange(entry, entry.seq, nullptr, room.info.topic);
        return true;
    }
    if (!removeWords(*of) || (isDelete && !dropFile(*of)))
        return false;
    applyChange(entry, entry.seq, &of->entry, room.info.topic);
    Statement &update = m_sql->change;
    if (!done(update.run(of->entry.text, of->entry.changedBy, isDelete ? 1 : 0, of->id), update))
        return false;
    if (!isDelete)
        return of->id > m_listed || addWords(of->id, of->room, of->entry.from, of->entry.text);
    Statement &forget = m_sql->forgetEdits;
    return done(forget.run(room.id, entry.of), forget);
}

bool SqliteStore::dropFile(const Row &row)
{
    drop(row.entry);
    return !row.entry.file || done(m_sql->dropFile.run(row.id), m_sql->dropFile);
}

SqliteStore::Row SqliteStore::rowFrom(const Rows &row)
{
    Row result{row.number(0), row.number(1), {}};
    Core::Entry &entry = result.entry;
    entry.seq = row.count(2);
    entry.kind = static_cast<Core::EntryKind>(row.number(3));
    entry.millis = row.number(4);
    entry.from = row.text(5);
    entry.author = row.bytes(6);
    entry.id = row.text(7);
    entry.of = row.count(8);
    entry.text = row.text(9);
    entry.changedBy = row.count(10);
    entry.isDeleted = row.number(11) != 0;
    if (!row.isNull(12))
        entry.file = Core::PostedFile{row.text(13), row.number(14), row.bytes(15), row.text(12)};
    entry.to = row.text(16);
    return result;
}

bool SqliteStore::writeRooms()
{
    for (const auto &[key, before] : m_before) {
        const auto at = m_rooms.find(key);
        if (at == m_rooms.end())
            continue; // forgotten
        const Room &room = at->second;
        Statement &update = m_sql->setRoom;
        if (!done(update.run(room.info.topic, room.info.firstSeq, room.info.lastSeq, room.info.baseSeq,
                             room.id),
                  update))
            return false;
    }
    return true;
}

bool SqliteStore::writeDays()
{
    for (const auto &[day, entries] : m_days) {
        if (!done(m_sql->setDay.run(day, entries.first, entries.last), m_sql->setDay))
            return false;
    }
    return true;
}

ErrorCode SqliteStore::readResult(bool isRead)
{
    const Error error = isRead ? Error{} : storageError(m_error);
    if (!isRead && isIndexDamage(m_error))
        forgetWords();
    report(error, m_readTrouble);
    return error.code;
}

Core::Page SqliteStore::page(const Core::PageRequest &request)
{
    Core::Page page{request.ticket, request.room};
    const Room *room = find(request.room);
    if (!room)
        return page;
    page.room = room->info.name;
    page.firstSeq = room->info.firstSeq;
    page.lastSeq = room->info.lastSeq;
    const bool isBack = request.before != 0;
    const quint64 from =
        qMin(isBack ? request.before : request.after, page.lastSeq + 1); // fits SQLite's numbers
    Rows rows = (isBack ? m_sql->before : m_sql->after).rows(room->id, from);
    Filling filling(request.count, request.bytes);
    while (!page.hasMore && rows.next()) {
        Row row = rowFrom(rows);
        page.hasMore = !filling.take(row.entry);
        if (!page.hasMore)
            page.entries.push_back(std::move(row.entry));
    }
    page.error = readResult(done(rows));
    if (isBack)
        std::ranges::reverse(page.entries);
    return page;
}

} // namespace Chalkwire::Store
