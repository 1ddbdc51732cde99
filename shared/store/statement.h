// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace Chalkwire::Store {

/// What SQLite's failure means: StorageFull or StorageFailed, with its words.
Error storageError(const QSqlError &error);
/// Whether it says that the file is damaged, or only the index of a search.
bool isDamage(const QSqlError &error);
bool isIndexDamage(const QSqlError &error);

class Rows;

/// A prepared statement that is run many times. Not owned: the connection it is for. Thread: the
/// connection's.
class Statement
{
public:
    /// One that cannot be prepared says so whenever it is run.
    Statement(const QSqlDatabase &database, const char *sql);

    /// Runs it with these values. False: see error().
    template<class... Values>
    [[nodiscard]] bool run(const Values &...values)
    {
        int i = 0;
        (m_query.bindValue(i++, toVariant(values)), ...);
        return m_query.exec();
    }
    /// Runs it and gives what it selects.
    template<class... Values>
    [[nodiscard]] Rows rows(const Values &...values);
    qint64 insertedRow() const { return m_query.lastInsertId().toLongLong(); }
    int changedRows() const { return m_query.numRowsAffected(); }
    QSqlError error() const { return m_unprepared.isValid() ? m_unprepared : m_query.lastError(); }

private:
    friend class Rows;
    // What is empty is not NULL, and SQLite knows no unsigned numbers.
    static QVariant toVariant(const QString &text) { return text.isNull() ? QStringLiteral("") : text; }
    static QVariant toVariant(const QByteArray &bytes) { return bytes.isNull() ? QByteArray("") : bytes; }
    static QVariant toVariant(const QVariant &value) { return value; }
    static QVariant toVariant(qint64 number) { return number; }
    static QVariant toVariant(quint64 number) { return static_cast<qint64>(number); }
    static QVariant toVariant(int number) { return number; }

    QSqlQuery m_query;
    QSqlError m_unprepared;
};

/// The rows of one run of a statement, which is not owned, until this goes: an unfinished reader would keep
/// the log from being folded in.
class Rows
{
    Q_DISABLE_COPY_MOVE(Rows)

public:
    Rows(Statement &statement, bool isRun)
        : m_statement(statement)
        , m_isRun(isRun)
    {
    }
    ~Rows() { m_statement.m_query.finish(); }

    bool next() { return m_isRun && m_statement.m_query.next(); } ///< false: no more, or hasFailed()
    bool hasFailed() const { return error().isValid(); }
    QSqlError error() const { return m_statement.error(); }

    QVariant value(int column) const { return m_statement.m_query.value(column); }
    qint64 number(int column) const { return value(column).toLongLong(); }
    quint64 count(int column) const { return static_cast<quint64>(number(column)); }
    QString text(int column) const { return value(column).toString(); }

private:
    Statement &m_statement;
    bool m_isRun;
};

template<class... Values>
Rows Statement::rows(const Values &...values)
{
    const bool isRun = run(values...);
    return {*this, isRun};
}

} // namespace Chalkwire::Store
