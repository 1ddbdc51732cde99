-- SPDX-FileCopyrightText: The Chalkwire authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A chat client's file as version 1 wrote it, for tst_clientstore. Never changed. Each statement ends with a semicolon at
-- the end of a line.
CREATE TABLE server ( id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, secret TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', history TEXT NOT NULL DEFAULT '', used INTEGER NOT NULL);
CREATE TABLE room ( server INTEGER NOT NULL REFERENCES server ON DELETE CASCADE, key TEXT NOT NULL, name TEXT NOT NULL, is_private INTEGER NOT NULL, cursor INTEGER, read INTEGER NOT NULL, PRIMARY KEY (server, key)) WITHOUT ROWID;
CREATE TABLE outbox ( server INTEGER NOT NULL REFERENCES server ON DELETE CASCADE, id TEXT NOT NULL, place INTEGER NOT NULL, room TEXT NOT NULL, kind INTEGER NOT NULL, about INTEGER NOT NULL, text TEXT NOT NULL, millis INTEGER NOT NULL, failure TEXT NOT NULL, PRIMARY KEY (server, id)) WITHOUT ROWID;
PRAGMA application_id = 1130916675;
PRAGMA user_version = 1;
INSERT INTO server VALUES (1, '127.0.0.1:8000', '0123456789abcdef', 'ana', 'that one', 1);
INSERT INTO room VALUES (1, 'lab', 'Lab', 1, 7, 5);
INSERT INTO outbox VALUES (1, 'a', 1, 'Lab', 1, 0, 'hello', 1700000000000, '');
