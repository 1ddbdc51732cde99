// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statement.h"

#include <sqlite3.h>

namespace Chalkwire::Store {

Statement::Statement(const SqliteConnection &connection, const char *sql)
    : m_connection(connection.m_handle)
{
    sqlite3_stmt *statement = nullptr;
    const int code =
        sqlite3_prepare_v3(m_connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
    if (!check(code))
        m_unprepared = m_error;
}

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement); // says again what the last step said
}

qint64 Statement::insertedRow() const
{
    return sqlite3_last_insert_rowid(m_connection);
}

int Statement::changedRows() const
{
    return sqlite3_changes(m_connection);
}

bool Statement::begin(std::size_t values)
{
    m_error = m_unprepared;
    Q_ASSERT(!m_statement || sqlite3_bind_parameter_count(m_statement.get()) == static_cast<int>(values));
    Q_UNUSED(values)
    return m_statement != nullptr;
}

bool Statement::bindAt(int place, qint64 number)
{
    return check(sqlite3_bind_int64(m_statement.get(), place, number));
}

bool Statement::bindAt(int place, const QString &text)
{
    const QByteArray &bytes = m_bound.emplace_back(text.toUtf8());
    return check(sqlite3_bind_text64(m_statement.get(), place, bytes.constData(),
                                     static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC, SQLITE_UTF8));
}

bool Statement::bindAt(int place, const QByteArray &bytes)
{
    m_bound.push_back(bytes);
    return check(sqlite3_bind_blob64(m_statement.get(), place, bytes.constData(),
                                     static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC));
}

bool Statement::bindNull(int place)
{
    return check(sqlite3_bind_null(m_statement.get(), place));
}

Statement::Step Statement::step()
{
    switch (const int code = sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        (void)check(code);
        return Step::Failed;
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get()); // says again what the last step said
    m_bound.clear();
}

bool Statement::check(int code)
{
    if (code != SQLITE_OK)
        m_error = {code, QString::fromUtf8(sqlite3_errmsg(m_connection))};
    return code == SQLITE_OK;
}

bool Rows::next()
{
    m_hasMore = m_hasMore && m_statement.step() == Statement::Step::Row;
    return m_hasMore;
}

bool Rows::isNull(int column) const
{
    return sqlite3_column_type(m_statement.m_statement.get(), column) == SQLITE_NULL;
}

qint64 Rows::number(int column) const
{
    return sqlite3_column_int64(m_statement.m_statement.get(), column);
}

QString Rows::text(int column) const
{
    sqlite3_stmt *row = m_statement.m_statement.get();
    const void *begin = sqlite3_column_text(row, column); // before its size: it may be made from a number
    return QString::fromUtf8(static_cast<const char *>(begin), sqlite3_column_bytes(row, column));
}

QByteArray Rows::bytes(int column) const
{
    sqlite3_stmt *row = m_statement.m_statement.get();
    const void *begin = sqlite3_column_blob(row, column);
    return {static_cast<const char *>(begin), sqlite3_column_bytes(row, column)};
}

} // namespace Chalkwire::Store
