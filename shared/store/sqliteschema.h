// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Chalkwire::Store {

/// The steps that make a history's database, each from the version before: statements to be run in one
/// transaction. A step that was released is never changed; the next version is a further step, and
/// tests/store/schema gets a file of the one before.
/// Version 1: `room`, one row a room, and `admitted`, who may be in it; `entry`, one row a step of a room's
/// history, in the order of all rooms; `entry_words`, by entry: the words of posts (store/words.h), their
/// room as `r1` and their author's name key; `day`, the entries of a UTC day; `marker`, how far somebody has
/// read; `setting`: `words`, the wordsVersion() of entry_words.
/// Version 2: `entry` says which file a post brings.
const QList<QStringList> &schemaSteps();
/// Statements, to be run in one transaction, that empty the newest version's `entry_words` and its setting,
/// whatever became of it. Only while this connection has not used it.
const QStringList &emptyWordsSteps();

} // namespace Chalkwire::Store
