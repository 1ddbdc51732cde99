// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqliteconnection.h"

#include <sqlite3.h>

#include <utility>

namespace Chalkwire::Store {

namespace {

constexpr int kBusyMillis = 5000;

/// The rest of a code says more about it.
int primaryOf(const SqliteError &error)
{
    return error.code & 0xff;
}

} // namespace

Error storageError(const SqliteError &error)
{
    // SHMSIZE: the file beside the log finds no space.
    const bool isFull = primaryOf(error) == SQLITE_FULL || error.code == SQLITE_IOERR_SHMSIZE;
    return {isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailed, error.text};
}

bool isDamage(const SqliteError &error)
{
    return primaryOf(error) == SQLITE_CORRUPT || primaryOf(error) == SQLITE_NOTADB;
}

bool isIndexDamage(const SqliteError &error)
{
    return error.code == SQLITE_CORRUPT_VTAB;
}

SqliteConnection::~SqliteConnection()
{
    close();
}

bool SqliteConnection::open(const QString &path, Access access)
{
    close();
    const int flags =
        access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const QByteArray name = path.toUtf8();
    // A handle comes with most failures, too: it has their words.
    const int code = sqlite3_open_v2(name.constData(), &m_handle,
                                     flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (!check(code)) {
        close();
        return false;
    }
    return check(sqlite3_busy_timeout(m_handle, kBusyMillis));
}

void SqliteConnection::close()
{
    const int code = sqlite3_close(std::exchange(m_handle, nullptr));
    Q_ASSERT(code == SQLITE_OK); // else a statement of it is left
    Q_UNUSED(code)
}

bool SqliteConnection::run(const QString &sql)
{
    return check(sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr));
}

bool SqliteConnection::check(int code)
{
    if (code == SQLITE_OK)
        return true;
    m_error = {code, QString::fromUtf8(m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code))};
    return false;
}

} // namespace Chalkwire::Store
