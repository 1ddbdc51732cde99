// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/clientstore.h"

#include "core/names.h"
#include "store/statement.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace Chalkwire::Store {

namespace {

// As with schemaSteps(), a step that was released is never changed.

/// `server`, one row each, `used` rises; `room` and `outbox`: Core::KeptRoom and Core::OutboxItem.
QStringList stepTo1()
{
    return {
        QStringLiteral("CREATE TABLE server ("
                       " id INTEGER PRIMARY KEY,"
                       " address TEXT NOT NULL UNIQUE,"
                       " secret TEXT NOT NULL DEFAULT '',"
                       " name TEXT NOT NULL DEFAULT '',"
                       " history TEXT NOT NULL DEFAULT '',"
                       " used INTEGER NOT NULL)"),
        QStringLiteral("CREATE TABLE room ("
                       " server INTEGER NOT NULL REFERENCES server ON DELETE CASCADE,"
                       " key TEXT NOT NULL,"
                       " name TEXT NOT NULL,"
                       " is_private INTEGER NOT NULL,"
                       " cursor INTEGER,"
                       " read INTEGER NOT NULL,"
                       " PRIMARY KEY (server, key)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE outbox ("
                       " server INTEGER NOT NULL REFERENCES server ON DELETE CASCADE,"
                       " id TEXT NOT NULL,"
                       " place INTEGER NOT NULL,"
                       " room TEXT NOT NULL,"
                       " kind INTEGER NOT NULL,"
                       " about INTEGER NOT NULL,"
                       " text TEXT NOT NULL,"
                       " millis INTEGER NOT NULL,"
                       " failure TEXT NOT NULL,"
                       " PRIMARY KEY (server, id)) WITHOUT ROWID"),
    };
}

/// `upload`: Core::KeptUpload.
QStringList stepTo2()
{
    return {
        QStringLiteral("CREATE TABLE upload ("
                       " server INTEGER NOT NULL REFERENCES server ON DELETE CASCADE,"
                       " id TEXT NOT NULL,"
                       " place INTEGER NOT NULL,"
                       " room TEXT NOT NULL,"
                       " re INTEGER NOT NULL,"
                       " path TEXT NOT NULL,"
                       " name TEXT NOT NULL,"
                       " bytes INTEGER NOT NULL,"
                       " modified INTEGER NOT NULL,"
                       " sha256 BLOB NOT NULL,"
                       " failure TEXT NOT NULL,"
                       " is_paused INTEGER NOT NULL,"
                       " PRIMARY KEY (server, id)) WITHOUT ROWID"),
    };
}

/// `unread`, as in Core::KeptRoom.
QStringList stepTo3()
{
    return {QStringLiteral("ALTER TABLE room ADD COLUMN unread INTEGER NOT NULL DEFAULT 0")};
}

/// A conversation with something that is not read: it is kept or forgotten with the inbox it is in.
bool isConversation(const QString &key)
{
    return Core::isInbox(key) && key != Core::kInbox;
}

const SqliteFormat &clientFormat()
{
    constexpr qint64 kApplicationId = 0x43686b43; // "ChkC"
    static const SqliteFormat format{
        QStringLiteral("chat client's file"), kApplicationId, {stepTo1(), stepTo2(), stepTo3()}, true};
    return format;
}

} // namespace

struct ClientStore::Statements
{
    explicit Statements(const SqliteConnection &connection)
        : db(connection)
    {
    }

    const SqliteConnection &db;
    Statement server{db, "SELECT secret, name, history FROM server WHERE address = ?"};
    Statement rooms{db, "SELECT room.name, is_private, cursor, read, unread FROM room"
                        " JOIN server ON server = id WHERE address = ?"};
    Statement outbox{db, "SELECT outbox.id, place, room, kind, about, text, millis, failure"
                         " FROM outbox JOIN server ON server = server.id WHERE address = ? ORDER BY place"};
    Statement uploads{db, "SELECT upload.id, place, room, re, path, upload.name, bytes, modified, sha256,"
                          " failure, is_paused"
                          " FROM upload JOIN server ON server = server.id WHERE address = ? ORDER BY place"};
    Statement use{db, "INSERT INTO server (address, used)"
                      " VALUES (?, (SELECT ifnull(max(used), 0) + 1 FROM server))"
                      " ON CONFLICT (address) DO UPDATE SET used = excluded.used RETURNING id"};
    Statement forgetServers{
        db, "DELETE FROM server WHERE id NOT IN (SELECT server FROM outbox UNION SELECT server FROM upload)"
            " AND id NOT IN (SELECT id FROM server ORDER BY used DESC LIMIT ?)"};
    Statement setIdentity{db, "UPDATE server SET secret = ?, name = ?, history = ? WHERE id = ?"};
    Statement setRoom{db, "INSERT OR REPLACE INTO room (server, key, name, is_private, cursor, read, unread)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?)"};
    Statement forgetRoom{db, "DELETE FROM room WHERE server = ? AND key = ?"};
    Statement setItem{db, "INSERT OR REPLACE INTO outbox"
                          " (server, id, place, room, kind, about, text, millis, failure)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement forgetItem{db, "DELETE FROM outbox WHERE server = ? AND id = ?"};
    Statement setUpload{db, "INSERT OR REPLACE INTO upload (server, id, place, room, re, path, name, bytes,"
                            " modified, sha256, failure, is_paused)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement forgetUpload{db, "DELETE FROM upload WHERE server = ? AND id = ?"};
};

Result<std::unique_ptr<ClientStore>> ClientStore::open(const QString &path, qint64 maxBytes)
{
    Result<std::unique_ptr<SqliteFile>> file = SqliteFile::open(path, maxBytes, clientFormat());
    if (!file)
        return Unexpected{file.error()};
    return std::unique_ptr<ClientStore>(new ClientStore(*std::move(file)));
}

ClientStore::ClientStore(std::unique_ptr<SqliteFile> file)
    : m_file(std::move(file))
    , m_sql(std::make_unique<Statements>(m_file->connection()))
{
}

ClientStore::~ClientStore()
{
    (void)flush();
}

Result<Core::KeptClient> ClientStore::load(const QString &server)
{
    (void)flush(); // of the server before
    m_server = server;
    m_serverRow.reset();
    m_identity = {};
    m_rooms.clear();
    m_outbox.clear();
    m_uploads.clear();
    m_isIdentityChanged = false;
    m_isUrgent = false;
    m_changedRooms.clear();
    m_changedItems.clear();
    m_changedUploads.clear();
    if (!readServer() || !readRooms() || !readOutbox() || !readUploads())
        return Unexpected{m_error};
    Core::KeptClient kept{m_identity.secret, m_identity.name, {}, {}, m_identity.history};
    for (const auto &[key, room] : m_rooms)
        kept.rooms.push_back(room);
    for (const auto &[id, item] : m_outbox)
        kept.outbox.push_back(item);
    for (const auto &[id, upload] : m_uploads)
        kept.uploads.push_back(upload);
    return kept;
}

bool ClientStore::readServer()
{
    Rows row = m_sql->server.rows(m_server);
    if (row.next())
        m_identity = {row.text(0), row.text(1), row.text(2)};
    return done(row);
}

bool ClientStore::readRooms()
{
    Rows row = m_sql->rooms.rows(m_server);
    while (row.next()) {
        Core::KeptRoom room{row.text(0), row.number(1) != 0, std::nullopt, row.count(3), row.count(4)};
        if (!row.isNull(2))
            room.cursor = row.count(2);
        m_rooms.insert_or_assign(Core::nameKey(room.room), room);
    }
    return done(row);
}

bool ClientStore::readOutbox()
{
    Rows row = m_sql->outbox.rows(m_server);
    while (row.next()) {
        Core::OutboxItem item{
            row.text(0),  row.count(1), row.text(2),   static_cast<Core::EntryKind>(row.number(3)),
            row.count(4), row.text(5),  row.number(6), row.text(7)};
        m_outbox.insert_or_assign(item.id, item);
    }
    return done(row);
}

bool ClientStore::readUploads()
{
    Rows row = m_sql->uploads.rows(m_server);
    while (row.next()) {
        const Core::KeptUpload upload{row.text(0),  row.count(1), row.text(2),        row.count(3),
                                      row.text(4),  row.text(5),  row.number(6),      row.number(7),
                                      row.bytes(8), row.text(9),  row.number(10) != 0};
        m_uploads.insert_or_assign(upload.id, upload);
    }
    return done(row);
}

Error ClientStore::keep(const Core::ClientEffects &effects)
{
    for (const Core::ClientEffect &effect : effects.items)
        std::visit([this](const auto &one) { note(one); }, effect);
    return m_isUrgent ? flush() : Error{};
}

bool ClientStore::hasWaiting() const
{
    return m_isIdentityChanged || !m_changedRooms.empty() || !m_changedItems.empty() ||
           !m_changedUploads.empty();
}

Error ClientStore::flush()
{
    if (!hasWaiting())
        return {};
    if (!run("BEGIN IMMEDIATE") || !useServer() || !writeRooms() || !writeOutbox() || !writeUploads() ||
        !run("COMMIT")) {
        (void)m_file->run(QStringLiteral("ROLLBACK")); // fails where SQLite has done it itself
        m_serverRow.reset();
        m_isUrgent = true; // the next call tries again
        return m_error;
    }
    m_isIdentityChanged = false;
    m_isUrgent = false;
    m_changedRooms.clear();
    m_changedItems.clear();
    m_changedUploads.clear();
    return {};
}

void ClientStore::note(const Core::KeepIdentity &identity)
{
    m_identity = identity;
    m_isIdentityChanged = true;
    m_isUrgent = true;
}

void ClientStore::note(const Core::KeepRoom &keep)
{
    const QString key = Core::nameKey(keep.room.room);
    const auto known = m_rooms.find(key);
    const bool isNew = known == m_rooms.end() && !isConversation(key);
    m_isUrgent =
        m_isUrgent || isNew || (known != m_rooms.end() && known->second.isPrivate != keep.room.isPrivate);
    m_rooms.insert_or_assign(key, keep.room);
    m_changedRooms.insert(key);
}

void ClientStore::note(const Core::ForgetRoom &forget)
{
    const QString key = Core::nameKey(forget.room);
    m_rooms.erase(key);
    m_changedRooms.insert(key);
    m_isUrgent = m_isUrgent || !isConversation(key);
}

void ClientStore::note(const Core::KeepOutboxItem &keep)
{
    m_outbox.insert_or_assign(keep.item.id, keep.item);
    m_changedItems.insert(keep.item.id);
    m_isUrgent = true;
}

void ClientStore::note(const Core::ForgetOutboxItem &forget)
{
    m_outbox.erase(forget.id);
    m_changedItems.insert(forget.id);
    m_isUrgent = true;
}

void ClientStore::note(const Core::KeepUpload &keep)
{
    m_uploads.insert_or_assign(keep.upload.id, keep.upload);
    m_changedUploads.insert(keep.upload.id);
    m_isUrgent = true;
}

void ClientStore::note(const Core::ForgetUpload &forget)
{
    m_uploads.erase(forget.id);
    m_changedUploads.insert(forget.id);
    m_isUrgent = true;
}

/// Also writes the identity.
bool ClientStore::useServer()
{
    if (!m_serverRow) {
        Rows row = m_sql->use.rows(m_server);
        if (row.next())
            m_serverRow = row.number(0);
        Statement &forget = m_sql->forgetServers;
        if (!done(row) || !done(forget.run(kMaxServers), forget))
            return false;
    }
    Statement &set = m_sql->setIdentity;
    return !m_isIdentityChanged ||
           done(set.run(m_identity.secret, m_identity.name, m_identity.history, *m_serverRow), set);
}

bool ClientStore::writeRooms()
{
    return std::ranges::all_of(m_changedRooms, [this](const QString &key) {
        const auto it = m_rooms.find(key);
        if (it == m_rooms.end())
            return done(m_sql->forgetRoom.run(*m_serverRow, key), m_sql->forgetRoom);
        const Core::KeptRoom &room = it->second;
        Statement &set = m_sql->setRoom;
        return done(set.run(*m_serverRow, key, room.room, room.isPrivate ? 1 : 0, room.cursor, room.read,
                            room.unread),
                    set);
    });
}

bool ClientStore::writeOutbox()
{
    return std::ranges::all_of(m_changedItems, [this](const QString &id) {
        const auto it = m_outbox.find(id);
        if (it == m_outbox.end())
            return done(m_sql->forgetItem.run(*m_serverRow, id), m_sql->forgetItem);
        const Core::OutboxItem &item = it->second;
        Statement &set = m_sql->setItem;
        return done(set.run(*m_serverRow, id, item.order, item.room, static_cast<int>(item.kind), item.of,
                            item.text, item.millis, item.failure),
                    set);
    });
}

bool ClientStore::writeUploads()
{
    return std::ranges::all_of(m_changedUploads, [this](const QString &id) {
        const auto it = m_uploads.find(id);
        if (it == m_uploads.end())
            return done(m_sql->forgetUpload.run(*m_serverRow, id), m_sql->forgetUpload);
        const Core::KeptUpload &u = it->second;
        Statement &set = m_sql->setUpload;
        return done(set.run(*m_serverRow, id, u.order, u.room, u.re, u.path, u.name, u.bytes, u.modified,
                            u.sha256, u.failure, u.isPaused ? 1 : 0),
                    set);
    });
}

bool ClientStore::run(const char *sql)
{
    if (m_file->run(QString::fromLatin1(sql)))
        return true;
    m_error = m_file->error();
    return false;
}

bool ClientStore::done(bool isRun, const Statement &statement)
{
    if (!isRun)
        m_error = storageError(statement.error());
    return isRun;
}

bool ClientStore::done(const Rows &rows)
{
    if (rows.hasFailed())
        m_error = storageError(rows.error());
    return !rows.hasFailed();
}

} // namespace Chalkwire::Store
