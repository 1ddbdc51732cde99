// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlitefile.h"

#include "base/log.h"
#include "store/sqliteschema.h"
#include "store/statement.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace Chalkwire::Store {

namespace {

/// All but the first hold for a connection, not for the file.
constexpr std::array kPragmas{
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL", // NORMAL loses what was acknowledged when the power goes
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON", // what was removed is overwritten; Debian's default, but not everybody's
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192", // KiB
    "PRAGMA journal_size_limit = 16777216",
};

QString folderOf(const QString &path)
{
    return QFileInfo(path).absolutePath();
}

} // namespace

const SqliteFormat &historyFormat()
{
    constexpr qint64 kApplicationId = 0x43686b57; // "ChkW": file(1) and we know our own
    static const SqliteFormat format{QStringLiteral("history"), kApplicationId, schemaSteps()};
    return format;
}

SqliteFile::SqliteFile(const QString &path, const SqliteFormat &format)
    : m_format(format)
    , m_path(path)
    , m_lock(format.isSecret ? path + QStringLiteral(".lock")
                             : folderOf(path) + QStringLiteral("/owner.lock"))
{
    m_lock.setStaleLockTime(0); // only a dead owner's is stale, however old it is
}

Result<std::unique_ptr<SqliteFile>> SqliteFile::open(const QString &path, qint64 maxBytes,
                                                     const SqliteFormat &format)
{
    std::unique_ptr<SqliteFile> file(new SqliteFile(path, format));
    // Looking at it makes files beside it; and it may be a new one afterwards.
    if (file->lock() && file->makePrivate() && file->inspect() && file->makePrivate() &&
        file->connect(Access::ReadWrite) && file->prepare(maxBytes) && file->migrate())
        return file;
    return Unexpected{file->m_error};
}

bool SqliteFile::lock()
{
    const QString folder = folderOf(m_path);
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return fail(ErrorCode::StorageFailed, QStringLiteral("the folder cannot be made: ") + folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (m_lock.tryLock())
        return true;
    if (m_lock.error() != QLockFile::LockFailedError) {
        const bool isFull = m_lock.error() == QLockFile::UnknownError; // says its documentation
        return fail(isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
                    QStringLiteral("the folder cannot be written to: ") + folder);
    }
    // The number of an owner that died may be another process's by now, always 1 in a container, and the
    // computer may have a new name. The file of one that lives cannot be removed: the system holds it, too.
    if (m_lock.removeStaleLockFile() && m_lock.tryLock())
        return true;
    qint64 process = 0;
    QString host;
    QString program;
    m_lock.getLockInfo(&process, &host, &program);
    return fail(ErrorCode::StorageInUse,
                QStringLiteral("%1 (process %2 on %3)").arg(program).arg(process).arg(host));
}

/// Looks before anything is written. Closing a damaged file after writing would fold its log in.
bool SqliteFile::inspect()
{
    const bool isNew = QFileInfo(m_path).size() == 0;
    if (isNew && QFileInfo(m_path + QStringLiteral("-wal")).size() == 0)
        return true;
    if (isNew) {
        m_isDamaged = true; // SQLite would remove the log
        fail(ErrorCode::StorageFailed, QStringLiteral("only its log is here"));
    } else {
        const bool isGood = connect(Access::ReadOnly) && isOurs() && isSound();
        m_connection.close();
        if (isGood)
            return true;
    }
    return m_isDamaged && moveAside();
}

/// Before SQLite has it: the files that it makes beside it get the same permissions.
bool SqliteFile::makePrivate()
{
    if (!m_format.isSecret)
        return true;
    constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite, kOwnerOnly))
        return fail(ErrorCode::StorageFailed, QStringLiteral("the file cannot be written to: ") + m_path);
    return file.setPermissions(kOwnerOnly) ||
           fail(ErrorCode::StorageFailed, QStringLiteral("the file cannot be made private: ") + m_path);
}

bool SqliteFile::connect(Access access)
{
    return m_connection.open(m_path, access) || fail(m_connection.error());
}

bool SqliteFile::isOurs()
{
    const auto version = number("PRAGMA user_version");
    const auto owner = number("PRAGMA application_id");
    const auto tables = number("SELECT count(*) FROM sqlite_master");
    if (!version || !owner || !tables)
        return false;
    // One that was never finished has nothing at all.
    if (*owner != m_format.applicationId && (*owner != 0 || *version != 0 || *tables != 0))
        return fail(ErrorCode::StorageFailed, QStringLiteral("not a %1: %2").arg(m_format.noun, m_path));
    return *version <= m_format.steps.size() || fail(ErrorCode::StorageTooNew, m_path);
}

bool SqliteFile::isSound()
{
    Statement check(m_connection, "PRAGMA quick_check(1)");
    Rows rows = check.rows();
    if (!rows.next())
        return fail(rows.error());
    const QString verdict = rows.text(0);
    if (verdict == u"ok")
        return true;
    m_isDamaged = true;
    return fail(ErrorCode::StorageFailed, verdict.simplified());
}

bool SqliteFile::moveAside()
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = m_path + QStringLiteral(".damaged-") + stamp;
    const auto isUsed = [&aside](const char *suffix) {
        return QFileInfo::exists(aside + QLatin1StringView(suffix));
    };
    for (int i = 2; isUsed("") || isUsed("-wal"); ++i)
        aside = m_path + QStringLiteral(".damaged-%1-%2").arg(stamp).arg(i);
    // What is in its log may be whole: it stays beside it. The file itself goes last: whoever stops here
    // finds it damaged again.
    const QString log = m_path + QStringLiteral("-wal");
    if (QFileInfo(log).size() == 0)
        QFile::remove(log);
    QFile::remove(m_path + QStringLiteral("-shm")); // made from the log, for those who have it open
    for (const char *suffix : {"-wal", ""}) {
        const QString from = m_path + QLatin1StringView(suffix);
        if (QFileInfo::exists(from) && !QFile::rename(from, aside + QLatin1StringView(suffix)))
            return fail(ErrorCode::StorageFailed, QStringLiteral("damaged, and cannot be renamed: ") + from);
    }
    m_setAside = aside;
    qCCritical(lcStore).noquote() << "the" << m_format.noun << "is damaged:" << m_error.detail
                                  << "- a new one begins; the old one is" << aside;
    return true;
}

bool SqliteFile::prepare(qint64 maxBytes)
{
    for (const char *pragma : kPragmas) {
        if (!run(QString::fromLatin1(pragma)))
            return false;
    }
    const auto pageBytes = number("PRAGMA page_size");
    if (!pageBytes)
        return false;
    if (maxBytes > 0)
        m_maxPages = qMax<qint64>(1, maxBytes / qMax<qint64>(1, *pageBytes));
    allowSpare(false);
    return true;
}

void SqliteFile::allowSpare(bool isAllowed)
{
    constexpr qint64 kSparePages = 1024;
    constexpr qint64 kSpareShare = 16;
    const qint64 spare = isAllowed ? kSparePages + m_maxPages / kSpareShare : 0;
    if (m_maxPages > 0)
        (void)number(
            QStringLiteral("PRAGMA max_page_count = %1").arg(m_maxPages + spare).toLatin1().constData());
}

bool SqliteFile::migrate()
{
    const auto known = number("PRAGMA user_version");
    const QList<QStringList> &steps = m_format.steps;
    for (qint64 version = known.value_or(steps.size()); version < steps.size(); ++version) {
        QStringList statements = steps.at(version);
        statements.append(QStringLiteral("PRAGMA application_id = %1").arg(m_format.applicationId));
        statements.append(QStringLiteral("PRAGMA user_version = %1").arg(version + 1));
        if (!runAll(statements))
            return false;
    }
    return known.has_value();
}

bool SqliteFile::runAll(const QStringList &statements)
{
    if (!run(QStringLiteral("BEGIN IMMEDIATE")))
        return false;
    if (std::ranges::all_of(statements, [this](const QString &statement) { return run(statement); }) &&
        run(QStringLiteral("COMMIT")))
        return true;
    (void)m_connection.run(QStringLiteral("ROLLBACK"));
    return false;
}

bool SqliteFile::run(const QString &sql)
{
    return m_connection.run(sql) || fail(m_connection.error());
}

std::optional<qint64> SqliteFile::number(const char *sql)
{
    Statement select(m_connection, sql);
    Rows rows = select.rows();
    if (rows.next())
        return rows.number(0);
    fail(rows.error());
    return std::nullopt;
}

bool SqliteFile::fail(ErrorCode code, const QString &detail)
{
    m_error = {code, detail};
    return false;
}

bool SqliteFile::fail(const SqliteError &error)
{
    m_error = storageError(error);
    m_isDamaged = isDamage(error);
    return false;
}

} // namespace Chalkwire::Store
