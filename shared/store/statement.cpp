// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statement.h"

namespace Chalkwire::Store {

namespace {

// https://www.sqlite.org/rescode.html
constexpr int kCorrupt = 11;
constexpr int kFull = 13;
constexpr int kNotADatabase = 26;
constexpr int kIndexCorrupt = 267;    // SQLITE_CORRUPT_VTAB
constexpr int kMemoryTooShort = 4874; // SQLITE_IOERR_SHMSIZE: the file beside the log finds no space

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt();
}

/// The rest of a code says more about it.
int primaryOf(const QSqlError &error)
{
    return codeOf(error) & 0xff;
}

} // namespace

Error storageError(const QSqlError &error)
{
    const bool isFull = primaryOf(error) == kFull || codeOf(error) == kMemoryTooShort;
    return {isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            error.driverText() + QStringLiteral(": ") + error.databaseText()};
}

bool isDamage(const QSqlError &error)
{
    return primaryOf(error) == kCorrupt || primaryOf(error) == kNotADatabase;
}

bool isIndexDamage(const QSqlError &error)
{
    return codeOf(error) == kIndexCorrupt;
}

Statement::Statement(const QSqlDatabase &database, const char *sql)
    : m_query(database)
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(QString::fromLatin1(sql)))
        m_unprepared = m_query.lastError();
}

} // namespace Chalkwire::Store
