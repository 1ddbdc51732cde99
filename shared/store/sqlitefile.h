// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqliteconnection.h"

#include <QLockFile>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace Chalkwire::Store {

/// What tells one kind of our files from another.
struct SqliteFormat
{
    QString noun; ///< "history", in the log and in errors
    qint64 applicationId = 0;
    const QList<QStringList> &steps; ///< see schemaSteps()
    /// Only the user may read it. Its lock stands beside it, so that its folder may be anybody's.
    bool isSecret = false;
};
const SqliteFormat &historyFormat();

/// A database file, ours alone while it is open, sound, and of the newest schema.
/// Thread: the one that opens it.
class SqliteFile
{
    Q_DISABLE_COPY_MOVE(SqliteFile)

public:
    /// Makes the folder and the file where there is none. A file that is damaged is set aside under another
    /// name, and a new one is made. Past `maxBytes` (0: no bound) it does not grow. Errors: StorageInUse,
    /// StorageTooNew, StorageFull, StorageFailed; then the file stays as it is.
    static Result<std::unique_ptr<SqliteFile>> open(const QString &path, qint64 maxBytes,
                                                    const SqliteFormat &format = historyFormat());

    const SqliteConnection &connection() const { return m_connection; }
    const QString &setAside() const { return m_setAside; } ///< where the damaged file is now; empty: none was

    [[nodiscard]] bool run(const QString &sql);
    [[nodiscard]] bool runAll(const QStringList &statements); ///< in one transaction
    const Error &error() const { return m_error; }            ///< of the last of these that failed
    /// Whether it may grow a little past the bound: what removes entries has to write first.
    void allowSpare(bool isAllowed);

private:
    using Access = SqliteConnection::Access;

    SqliteFile(const QString &path, const SqliteFormat &format);
    bool lock();
    bool inspect();
    bool connect(Access access);
    bool isOurs();
    bool isSound();
    bool makePrivate();
    bool moveAside();
    bool prepare(qint64 maxBytes);
    bool migrate();
    std::optional<qint64> number(const char *sql);
    bool fail(ErrorCode code, const QString &detail);
    bool fail(const SqliteError &error);

    const SqliteFormat &m_format;
    QString m_path;
    QString m_setAside;
    QLockFile m_lock;
    SqliteConnection m_connection;
    qint64 m_maxPages = 0; ///< 0: no bound
    Error m_error;
    bool m_isDamaged = false; ///< that was why
};

} // namespace Chalkwire::Store
