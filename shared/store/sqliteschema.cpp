// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqliteschema.h"

#include <QStringList>

namespace Chalkwire::Store {

// Our words have nothing in ASCII but letters and digits; names have these three as well. Beginnings of three
// letters are listed like words: "tho*" took 65 ms in a million posts without, and 0.5 ms with.
#define CHALKWIRE_WORDS                                                                                      \
    "USING fts5 (room, name, text, content = '', columnsize = 0, prefix = '3',"                              \
    " tokenize = \"ascii tokenchars '_-.'\")"

// length: the statements
const QList<QStringList> &schemaSteps()
{
    static const QList<QStringList> steps{
        {
            QStringLiteral("CREATE TABLE room ("
                           " id INTEGER PRIMARY KEY,"
                           " key TEXT NOT NULL UNIQUE,"
                           " name TEXT NOT NULL,"
                           " topic TEXT NOT NULL DEFAULT '',"
                           " first_seq INTEGER NOT NULL DEFAULT 1,"
                           " last_seq INTEGER NOT NULL DEFAULT 0,"
                           " keep_days INTEGER NOT NULL DEFAULT 0,"
                           " is_private INTEGER NOT NULL DEFAULT 0)"),
            QStringLiteral("CREATE TABLE admitted ("
                           " room INTEGER NOT NULL REFERENCES room,"
                           " place INTEGER NOT NULL,"
                           " identity BLOB NOT NULL,"
                           " PRIMARY KEY (room, place)) WITHOUT ROWID"),
            // Numbers of removed entries are not given again: a search goes on from one.
            QStringLiteral("CREATE TABLE entry ("
                           " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                           " room INTEGER NOT NULL REFERENCES room,"
                           " seq INTEGER NOT NULL,"
                           " kind INTEGER NOT NULL,"
                           " millis INTEGER NOT NULL,"
                           " name TEXT NOT NULL,"
                           " author BLOB NOT NULL,"
                           " client_id TEXT,"
                           " about INTEGER NOT NULL,"
                           " text TEXT NOT NULL,"
                           " changed_by INTEGER NOT NULL DEFAULT 0,"
                           " deleted INTEGER NOT NULL DEFAULT 0)"),
            QStringLiteral("CREATE UNIQUE INDEX entry_seq ON entry (room, seq)"),
            QStringLiteral("CREATE UNIQUE INDEX entry_client_id ON entry (author, client_id)"
                           " WHERE client_id IS NOT NULL"),
            QStringLiteral("CREATE INDEX entry_edit ON entry (room, about) WHERE kind = 2"),
            QStringLiteral("CREATE VIRTUAL TABLE entry_words " CHALKWIRE_WORDS),
            QStringLiteral("CREATE TABLE day ("
                           " day INTEGER PRIMARY KEY,"
                           " first_entry INTEGER NOT NULL,"
                           " last_entry INTEGER NOT NULL)"),
            QStringLiteral("CREATE TABLE marker ("
                           " reader BLOB NOT NULL,"
                           " room INTEGER NOT NULL REFERENCES room,"
                           " seq INTEGER NOT NULL,"
                           " PRIMARY KEY (reader, room)) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE setting ("
                           " name TEXT PRIMARY KEY,"
                           " value TEXT NOT NULL) WITHOUT ROWID"),
        },
        {
            // What a post brings; NULL, a byte each, in all others.
            QStringLiteral("ALTER TABLE entry ADD COLUMN file_key TEXT"),
            QStringLiteral("ALTER TABLE entry ADD COLUMN file_name TEXT"),
            QStringLiteral("ALTER TABLE entry ADD COLUMN file_bytes INTEGER"),
            QStringLiteral("ALTER TABLE entry ADD COLUMN file_sha256 BLOB"),
            QStringLiteral("CREATE INDEX entry_file ON entry (file_key) WHERE file_key IS NOT NULL"),
        },
        {
            // Up to which entry the words are in the index.
            QStringLiteral("INSERT INTO setting SELECT 'listed', coalesce(max(id), 0) FROM entry"),
        },
        {
            // Up to here the numbers are those of removed rooms of this name.
            QStringLiteral("ALTER TABLE room ADD COLUMN base_seq INTEGER NOT NULL DEFAULT 0"),
        },
        {
            // Of a direct message: to whom. And who was called how last.
            QStringLiteral("ALTER TABLE entry ADD COLUMN to_name TEXT"),
            QStringLiteral("CREATE TABLE author ("
                           " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                           " key TEXT NOT NULL UNIQUE,"
                           " identity BLOB NOT NULL)"),
        },
    };
    return steps;
}

const QStringList &emptyWordsSteps()
{
    // FTS5 opens no index whose first page is damaged, not even to empty it or to drop it.
    static const QStringList steps{
        QStringLiteral("CREATE VIRTUAL TABLE temp.blank " CHALKWIRE_WORDS),
        QStringLiteral("DELETE FROM entry_words_data"),
        QStringLiteral("DELETE FROM entry_words_idx"),
        QStringLiteral("DELETE FROM entry_words_config"),
        QStringLiteral("INSERT INTO entry_words_data SELECT * FROM temp.blank_data"),
        QStringLiteral("INSERT INTO entry_words_config SELECT * FROM temp.blank_config"),
        QStringLiteral("DROP TABLE temp.blank"),
        QStringLiteral("INSERT INTO setting VALUES ('words', '')"
                       " ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
    };
    return steps;
}

} // namespace Chalkwire::Store
