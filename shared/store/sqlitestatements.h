// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlitestore.h"

namespace Chalkwire::Store {

#define CHALKWIRE_ROW                                                                                        \
    "entry.id, entry.room, entry.seq, entry.kind, entry.millis, entry.name, entry.author, entry.client_id,"  \
    " entry.about, entry.text, entry.changed_by, entry.deleted,"                                             \
    " entry.file_key, entry.file_name, entry.file_bytes, entry.file_sha256, entry.to_name"

/// Everything that SqliteStore runs, prepared once. For its own files only.
struct SqliteStore::Statements
{
    explicit Statements(const SqliteConnection &connection)
        : db(connection)
    {
    }

    const SqliteConnection &db;
    Statement begin{db, "BEGIN IMMEDIATE"};
    Statement commit{db, "COMMIT"};
    Statement rooms{
        db, "SELECT id, key, name, topic, first_seq, last_seq, keep_days, is_private, base_seq,"
            " (SELECT millis FROM entry WHERE entry.room = room.id ORDER BY seq DESC LIMIT 1) FROM room"};
    Statement addRoom{db, "INSERT INTO room (key, name) VALUES (?, ?)"};
    Statement setRoom{db,
                      "UPDATE room SET topic = ?, first_seq = ?, last_seq = ?, base_seq = ? WHERE id = ?"};
    Statement setKey{db, "UPDATE room SET key = ? WHERE id = ?"};
    Statement removeRoom{db, "DELETE FROM room WHERE id = ?"};
    Statement setRules{db, "UPDATE room SET keep_days = ?, is_private = ? WHERE id = ?"};
    Statement admitted{db, "SELECT identity FROM admitted WHERE room = ? ORDER BY place"};
    Statement admit{db, "INSERT INTO admitted (room, place, identity) VALUES (?, ?, ?)"};
    Statement admitNobody{db, "DELETE FROM admitted WHERE room = ?"};

    Statement add{db, "INSERT INTO entry (room, seq, kind, millis, name, author, client_id, about, text)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      " ON CONFLICT (author, client_id) WHERE client_id IS NOT NULL DO NOTHING"};
    Statement setFile{db, "UPDATE entry SET file_key = ?, file_name = ?, file_bytes = ?, file_sha256 = ?"
                          " WHERE id = ?"};
    Statement setTo{db, "UPDATE entry SET to_name = ? WHERE id = ?"};
    Statement dropFile{db, "UPDATE entry SET file_key = NULL, file_name = NULL, file_bytes = NULL,"
                           " file_sha256 = NULL WHERE id = ?"};
    Statement files{db, "SELECT " CHALKWIRE_ROW " FROM entry WHERE file_key IS NOT NULL"};
    Statement byClientId{db, "SELECT " CHALKWIRE_ROW " FROM entry WHERE author = ? AND client_id = ?"};
    Statement bySeq{db, "SELECT " CHALKWIRE_ROW " FROM entry WHERE room = ? AND seq = ?"};
    Statement after{db, "SELECT " CHALKWIRE_ROW " FROM entry WHERE room = ? AND seq > ? ORDER BY seq"};
    Statement before{db, "SELECT " CHALKWIRE_ROW " FROM entry WHERE room = ? AND seq < ? ORDER BY seq DESC"};
    Statement posts{db, "SELECT id, room, name, text FROM entry"
                        " WHERE id > ? AND id <= ? AND kind = 1 AND deleted = 0 ORDER BY id"};
    Statement waiting{db, "SELECT " CHALKWIRE_ROW " FROM entry WHERE id > ? AND id < ? AND kind = 1"
                          " AND deleted = 0 ORDER BY id DESC LIMIT ?"};
    Statement lastEntry{db, "SELECT max(id) FROM entry"};
    Statement ages{db, "SELECT seq, millis FROM entry WHERE room = ? ORDER BY seq"};
    Statement change{db, "UPDATE entry SET text = ?, changed_by = ?, deleted = ? WHERE id = ?"};
    Statement forgetEdits{
        db, "UPDATE entry SET text = '', deleted = 1 WHERE kind = 2 AND room = ? AND about = ?"};
    Statement remove{db, "DELETE FROM entry WHERE id = ?"};

    Statement addWords{db, "INSERT INTO entry_words (rowid, room, name, text) VALUES (?, ?, ?, ?)"};
    Statement removeWords{db, "INSERT INTO entry_words (entry_words, rowid, room, name, text)"
                              " VALUES ('delete', ?, ?, ?, ?)"};
    // The index gives its rows newest first, so nothing is sorted and a page ends it. Of which rooms they are
    // is looked at later.
    Statement search{db, "SELECT " CHALKWIRE_ROW
                         " FROM entry_words CROSS JOIN entry ON entry.id = entry_words.rowid"
                         " WHERE entry_words MATCH ? AND entry_words.rowid >= ? AND entry_words.rowid <= ?"
                         " ORDER BY entry_words.rowid DESC"};

    Statement setDay{db, "INSERT INTO day VALUES (?, ?, ?)"
                         " ON CONFLICT (day) DO UPDATE SET last_entry = excluded.last_entry"};
    Statement firstSince{db, "SELECT min(first_entry) FROM day WHERE day >= ?"};
    Statement lastUntil{db, "SELECT max(last_entry) FROM day WHERE day <= ?"};
    Statement removeDays{db, "DELETE FROM day WHERE last_entry < (SELECT min(id) FROM entry)"};
    Statement setMarker{db, "INSERT INTO marker VALUES (?, ?, ?)"
                            " ON CONFLICT (reader, room) DO UPDATE SET seq = max(seq, excluded.seq)"};
    Statement markers{db, "SELECT room, seq FROM marker WHERE reader = ?"};
    Statement removeMarkers{db, "DELETE FROM marker WHERE room = ?"};
    Statement author{db, "SELECT identity FROM author WHERE key = ?"};
    Statement setAuthor{db, "INSERT OR REPLACE INTO author (key, identity) VALUES (?, ?)"};
    Statement forgetAuthors{db, "DELETE FROM author WHERE id <= (SELECT max(id) FROM author) - ?"};
    Statement setting{db, "SELECT value FROM setting WHERE name = ?"};
    Statement setSetting{db, "INSERT INTO setting VALUES (?, ?)"
                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value"};
};

#undef CHALKWIRE_ROW

} // namespace Chalkwire::Store
