// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QLockFile>
#include <QSqlDatabase>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace Chalkwire::Store {

/// The database file of a history: in a folder that is ours alone, sound, and of the newest schema.
/// Thread: the one that opens it.
class SqliteFile
{
    Q_DISABLE_COPY_MOVE(SqliteFile)

public:
    /// Makes the folder and the file where there is none. A file that is damaged is set aside under another
    /// name, and a new one is made. Past `maxBytes` (0: no bound) it does not grow. Errors: StorageInUse,
    /// StorageTooNew, StorageFull, StorageFailed; then the file stays as it is.
    static Result<std::unique_ptr<SqliteFile>> open(const QString &path, qint64 maxBytes);
    ~SqliteFile();

    const QSqlDatabase &database() const { return m_database; }
    const QString &setAside() const { return m_setAside; } ///< where the damaged file is now; empty: none was

    [[nodiscard]] bool run(const QString &sql);
    [[nodiscard]] bool runAll(const QStringList &statements); ///< in one transaction
    const Error &error() const { return m_error; }            ///< of the last of these that failed
    /// Whether it may grow a little past the bound: what removes entries has to write first.
    void allowSpare(bool isAllowed);

private:
    enum class Access { ReadOnly, ReadWrite };

    explicit SqliteFile(const QString &path);
    bool lock();
    bool inspect();
    bool connect(Access access);
    bool isOurs();
    bool isSound();
    void disconnect();
    bool moveAside();
    bool prepare(qint64 maxBytes);
    bool migrate();
    std::optional<qint64> number(const char *sql);
    bool fail(ErrorCode code, const QString &detail);
    bool fail(const QSqlError &error);

    QString m_path;
    QString m_setAside;
    QLockFile m_lock;
    QSqlDatabase m_database;
    qint64 m_maxPages = 0; ///< 0: no bound
    Error m_error;
    bool m_isDamaged = false; ///< that was why
};

} // namespace Chalkwire::Store
