// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

struct sqlite3;

namespace Chalkwire::Store {

/// What SQLite said of a call that failed. Source: https://www.sqlite.org/rescode.html
struct SqliteError
{
    int code = 0; ///< extended; 0: nothing failed
    QString text;

    bool isValid() const { return code != 0; }
};

/// What SQLite's failure means: StorageFull or StorageFailed, with its words.
Error storageError(const SqliteError &error);
/// Whether it says that the file is damaged, or only the index of a search.
bool isDamage(const SqliteError &error);
bool isIndexDamage(const SqliteError &error);

/// A database file that is open, or none. Outlives its statements. Waits up to five seconds for another that
/// has the file locked, because somebody makes a copy.
/// Thread: any, one at a time.
class SqliteConnection
{
    Q_DISABLE_COPY_MOVE(SqliteConnection)

public:
    enum class Access { ReadOnly, ReadWrite }; ///< ReadWrite makes the file where there is none

    SqliteConnection() = default;
    ~SqliteConnection();

    [[nodiscard]] bool open(const QString &path, Access access);
    void close();
    /// One statement or several, separated by semicolons, up to the first that fails. What they select is
    /// dropped.
    [[nodiscard]] bool run(const QString &sql);
    const SqliteError &error() const { return m_error; } ///< of the last of these that failed

private:
    friend class Statement;
    bool check(int code);

    sqlite3 *m_handle = nullptr; ///< owned
    SqliteError m_error;
};

} // namespace Chalkwire::Store
