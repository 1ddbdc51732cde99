// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqliteconnection.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

struct sqlite3_stmt;

namespace Chalkwire::Store {

class Rows;

/// A prepared statement that is run many times. Not owned: the connection it is for. Thread: the
/// connection's.
class Statement
{
public:
    /// One that cannot be prepared says so whenever it is run.
    Statement(const SqliteConnection &connection, const char *sql);

    /// Runs it with these values, one for each `?`: numbers, texts and bytes, of which what is empty is not
    /// NULL, and optional ones. False: see error().
    template<class... Values>
    [[nodiscard]] bool run(const Values &...values)
    {
        const bool isRun = bind(values...) && step() != Step::Failed;
        reset();
        return isRun;
    }
    /// Runs it and gives what it selects.
    template<class... Values>
    [[nodiscard]] Rows rows(const Values &...values);
    qint64 insertedRow() const;
    int changedRows() const;
    const SqliteError &error() const { return m_error; } ///< of the last run

private:
    friend class Rows;
    enum class Step { Row, Done, Failed };
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    template<class... Values>
    bool bind(const Values &...values)
    {
        int place = 0;
        return begin(sizeof...(values)) && (bindAt(++place, values) && ...);
    }
    bool begin(std::size_t values);
    bool bindAt(int place, qint64 number);
    bool bindAt(int place, quint64 number) { return bindAt(place, static_cast<qint64>(number)); }
    bool bindAt(int place, int number) { return bindAt(place, qint64{number}); }
    bool bindAt(int place, const QString &text);
    bool bindAt(int place, const QByteArray &bytes);
    bool bindNull(int place);
    template<class Value>
    bool bindAt(int place, const std::optional<Value> &value)
    {
        return value ? bindAt(place, *value) : bindNull(place);
    }
    Step step();
    void reset();
    bool check(int code);

    sqlite3 *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement; ///< null: it could not be prepared
    std::vector<QByteArray> m_bound;                      ///< texts and bytes, until it has run
    SqliteError m_error;
    SqliteError m_unprepared;
};

/// The rows of one run of a statement, which is not owned, until this goes: an unfinished reader would keep
/// the log from being folded in.
class Rows
{
    Q_DISABLE_COPY_MOVE(Rows)

public:
    Rows(Statement &statement, bool isBound)
        : m_statement(statement)
        , m_hasMore(isBound)
    {
    }
    ~Rows() { m_statement.reset(); }

    bool next(); ///< false: no more, or hasFailed()
    bool hasFailed() const { return error().isValid(); }
    const SqliteError &error() const { return m_statement.error(); }

    bool isNull(int column) const;
    qint64 number(int column) const;
    quint64 count(int column) const { return static_cast<quint64>(number(column)); }
    QString text(int column) const;
    QByteArray bytes(int column) const;

private:
    Statement &m_statement;
    bool m_hasMore;
};

template<class... Values>
Rows Statement::rows(const Values &...values)
{
    const bool isBound = bind(values...);
    return {*this, isBound};
}

} // namespace Chalkwire::Store
