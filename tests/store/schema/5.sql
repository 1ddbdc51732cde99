-- SPDX-FileCopyrightText: The Chalkwire authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A history as version 5 wrote it, for tst_sqlitefile. Never changed: when the schema gets another step, that version
-- gets a file of its own. Each statement ends with a semicolon at the end of a line.
CREATE TABLE room ( id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, topic TEXT NOT NULL DEFAULT '', first_seq INTEGER NOT NULL DEFAULT 1, last_seq INTEGER NOT NULL DEFAULT 0, keep_days INTEGER NOT NULL DEFAULT 0, is_private INTEGER NOT NULL DEFAULT 0, base_seq INTEGER NOT NULL DEFAULT 0);
CREATE TABLE admitted ( room INTEGER NOT NULL REFERENCES room, place INTEGER NOT NULL, identity BLOB NOT NULL, PRIMARY KEY (room, place)) WITHOUT ROWID;
CREATE TABLE entry ( id INTEGER PRIMARY KEY AUTOINCREMENT, room INTEGER NOT NULL REFERENCES room, seq INTEGER NOT NULL, kind INTEGER NOT NULL, millis INTEGER NOT NULL, name TEXT NOT NULL, author BLOB NOT NULL, client_id TEXT, about INTEGER NOT NULL, text TEXT NOT NULL, changed_by INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0, file_key TEXT, file_name TEXT, file_bytes INTEGER, file_sha256 BLOB, to_name TEXT);
CREATE UNIQUE INDEX entry_seq ON entry (room, seq);
CREATE UNIQUE INDEX entry_client_id ON entry (author, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX entry_edit ON entry (room, about) WHERE kind = 2;
CREATE INDEX entry_file ON entry (file_key) WHERE file_key IS NOT NULL;
CREATE VIRTUAL TABLE entry_words USING fts5 (room, name, text, content = '', columnsize = 0, prefix = '3', tokenize = "ascii tokenchars '_-.'");
CREATE TABLE day ( day INTEGER PRIMARY KEY, first_entry INTEGER NOT NULL, last_entry INTEGER NOT NULL);
CREATE TABLE marker ( reader BLOB NOT NULL, room INTEGER NOT NULL REFERENCES room, seq INTEGER NOT NULL, PRIMARY KEY (reader, room)) WITHOUT ROWID;
CREATE TABLE setting ( name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE author ( id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, identity BLOB NOT NULL);
PRAGMA application_id = 1130916695;
PRAGMA user_version = 5;
INSERT INTO room VALUES (1, 'lobby', 'Lobby', 'chalk', 2, 5, 30, 1, 0);
INSERT INTO room VALUES (2, 'maths', 'maths', '', 1, 1, 0, 0, 0);
INSERT INTO admitted VALUES (1, 0, CAST('zoe.............' AS BLOB));
INSERT INTO admitted VALUES (1, 1, CAST('ana.............' AS BLOB));
INSERT INTO entry VALUES (2, 1, 2, 1, 1728000000000, 'ana', CAST('ana.............' AS BLOB), 'x', 0, 'hello again 你好', 4, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (3, 1, 3, 5, 1728000000001, 'ana', CAST('ana.............' AS BLOB), NULL, 0, 'chalk', 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (4, 1, 4, 2, 1728000000002, 'ana', CAST('ana.............' AS BLOB), NULL, 2, 'hello again 你好', 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (5, 2, 1, 1, 1728000000003, '小明', CAST('xiaoming........' AS BLOB), NULL, 0, '世界', 0, 0, 'k1', '世界.txt', 7, CAST('hash............................' AS BLOB), NULL);
INSERT INTO entry VALUES (6, 1, 5, 4, 1728086400000, 'ben', CAST('ben.............' AS BLOB), NULL, 2, '👍', 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry_words (rowid, room, name, text) VALUES (2, 'r1', 'ana', 'hello again 你好 好');
INSERT INTO day VALUES (20000, 1, 5);
INSERT INTO day VALUES (20001, 6, 6);
INSERT INTO marker VALUES (CAST('ana.............' AS BLOB), 1, 4);
INSERT INTO setting VALUES ('words', '1.0');
INSERT INTO setting VALUES ('listed', '4');
