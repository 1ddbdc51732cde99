// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clienteffects.h"
#include "store/sqlitefile.h"
#include "store/statement.h"

#include <map>
#include <memory>
#include <set>

namespace Chalkwire::Store {

/// What a chat client keeps between two runs, for each server that it talked to: docs/protocol.md §9.4. What
/// keep() gives no error for is on the disk (WAL, synchronous=FULL). The file holds the secrets that the
/// servers know the user by: nobody else may read it.
/// Bounds:  kMaxServers; past them those go that were not used for longest and have nothing waiting.
/// kMaxBytes
///          for the file: then nothing more is kept.
/// Thread:  the one that opens it.
class ClientStore
{
    Q_DISABLE_COPY_MOVE(ClientStore)

public:
    static constexpr qint64 kMaxServers = 256;
    static constexpr qint64 kMaxBytes = 256 * 1024 * 1024;

    /// See SqliteFile for what may be wrong, and its errors; StorageInUse: another client has the file.
    static Result<std::unique_ptr<ClientStore>> open(const QString &path, qint64 maxBytes = kMaxBytes);
    ~ClientStore(); ///< writes what waits

    const QString &setAside() const { return m_file->setAside(); } ///< see SqliteFile

    /// From now on keep() is about this server; `server` is 1 to any number of characters, compared as they
    /// are. Nothing is kept of one that is new. Errors: StorageFailed; then it is as if it were new.
    Result<Core::KeptClient> load(const QString &server);
    /// Keeps what these effects change, all or nothing. How far a room was shown and read only waits for the
    /// next call that keeps more, or for flush(): a crash before it shows something again and loses nothing,
    /// and a busy room does not cost a write to the disk for each message. Errors (code None: there is none):
    /// StorageFull, StorageFailed; what was missed then is kept with the next call.
    [[nodiscard]] Error keep(const Core::ClientEffects &effects);
    [[nodiscard]] Error flush();
    bool hasWaiting() const; ///< for flush()

private:
    struct Statements;

    explicit ClientStore(std::unique_ptr<SqliteFile> file);
    bool readServer();
    bool readRooms();
    bool readOutbox();
    bool readUploads();
    void note(const Core::KeepIdentity &identity);
    void note(const Core::KeepRoom &keep);
    void note(const Core::ForgetRoom &forget);
    void note(const Core::KeepOutboxItem &keep);
    void note(const Core::ForgetOutboxItem &forget);
    void note(const Core::KeepUpload &keep);
    void note(const Core::ForgetUpload &forget);
    template<class Other>
    void note(const Other &)
    {
    } // nothing to keep
    bool useServer();
    bool writeRooms();
    bool writeOutbox();
    bool writeUploads();
    bool run(const char *sql);
    bool done(bool isRun, const Statement &statement);
    bool done(const Rows &rows);

    std::unique_ptr<SqliteFile> m_file;
    std::unique_ptr<Statements> m_sql;
    QString m_server;
    std::optional<qint64> m_serverRow; ///< once something was written of it
    // As they should be in the file, and what of it is not there yet.
    Core::KeepIdentity m_identity;
    std::map<QString, Core::KeptRoom> m_rooms;     ///< by nameKey
    std::map<QString, Core::OutboxItem> m_outbox;  ///< by id
    std::map<QString, Core::KeptUpload> m_uploads; ///< by id
    bool m_isIdentityChanged = false;
    bool m_isUrgent = false; ///< what is not there yet may not wait
    std::set<QString> m_changedRooms;
    std::set<QString> m_changedItems;
    std::set<QString> m_changedUploads;
    Error m_error;
};

} // namespace Chalkwire::Store
