// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "core/history.h"
#include "store/sha256.h"

#include <QFile>
#include <QHash>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace Chalkwire::Store {

/// 0 lifts one.
struct FileBounds
{
    qint64 totalBytes = 0;  ///< of contents and uploads together
    qint64 authorBytes = 0; ///< of one author's posts and uploads
    qint64 leftUploads = 0; ///< that nobody goes on with, kept to be gone on with
    qint64 leftMs = 0;      ///< for how long
};

/// The contents of the files that are given, in a folder of ours (0700, files 0600). A content is there once,
/// under a random key, and stays while a post has it; which posts do, the history says when this is opened,
/// and whoever keeps or drops one. An upload is a file apart, `*.part`, until all of it is there, is what its
/// SHA-256 says and is on the disk; one that is left can be gone on with, after a restart too. An author who
/// has a content need not send it again; anybody else must, so that a hash alone opens nothing.
/// Blocks. Errors: as told; StorageFull, StorageFailed of all that write. Thread: the one that made it.
class FileStore
{
    Q_DISABLE_COPY_MOVE(FileStore)

public:
    /// Makes the folder where there is none. Removes what a crash left: contents that no post has.
    static Result<std::unique_ptr<FileStore>> open(const QString &folder, const FileBounds &bounds,
                                                   const std::vector<Core::KeptFile> &kept);

    /// `wanted` has no key yet. Gives how many bytes are there already; all of them: finish() it. Another
    /// upload of the same is over. Errors: QuotaUsed, StorageFull, StorageFailed.
    Result<qint64> begin(quint64 upload, const Core::KeptFile &wanted, qint64 nowMillis);
    /// The next bytes. Errors: NoSuchTransfer, StorageFull, StorageFailed; then the upload is left.
    ErrorCode append(quint64 upload, QByteArrayView bytes, qint64 nowMillis);
    /// All is there: gives its key, for one more post. Errors: NoSuchTransfer, BadHash, StorageFull,
    /// StorageFailed; then the upload is over.
    Result<QString> finish(quint64 upload);
    void leave(quint64 upload, qint64 nowMillis); ///< may be gone on with
    void discard(quint64 upload);
    bool isUnderWay(quint64 upload) const { return m_uploads.contains(upload); }

    /// One post less has it.
    void release(const Core::KeptFile &file);
    /// Exactly `count` bytes to `out`. Errors: NoSuchFile, StorageFailed.
    ErrorCode read(const QString &key, qint64 offset, char *out, qint64 count) const;
    void forgetOld(qint64 nowMillis); ///< uploads that were left too long ago

private:
    struct Content
    {
        QByteArray sha256;
        qint64 bytes = 0;
        std::map<Core::Identity, qint64> posts; ///< by author
    };
    struct Left
    {
        qint64 bytes = 0;
        qint64 millis = 0;            ///< when it was left
        std::unique_ptr<Sha256> hash; ///< null: it has to be read again
    };
    struct Upload
    {
        Core::KeptFile wanted;
        QString part;                ///< its file's name; empty: the author has the content
        std::unique_ptr<QFile> file; ///< open, at its end
        std::unique_ptr<Sha256> hash;
        qint64 bytes = 0; ///< there
    };
    using Uploads = std::map<quint64, Upload>;

    FileStore(const QString &folder, const FileBounds &bounds);
    bool prepare();
    void know(const std::vector<Core::KeptFile> &kept);
    void lookAround();
    ErrorCode makeRoom(const Core::KeptFile &wanted, qint64 isThere);
    bool goOn(Upload &upload);
    bool readAgain(Upload &upload);
    Result<QString> keep(Upload &upload);
    void addPost(const QString &key, const Core::KeptFile &file);
    Upload take(Uploads::iterator upload); ///< uncharged
    void park(Upload upload, qint64 nowMillis);
    void removeLeft(std::map<QString, Left>::iterator left);
    void removeOldestLeft();
    void removePart(const QString &part);
    ErrorCode trouble(qint64 wantedBytes) const;
    QString pathOf(const QString &name) const;
    void charge(const Core::Identity &author, qint64 bytes);
    QString newKey();

    QString m_folder;
    FileBounds m_bounds;
    SystemRandom m_random;
    std::map<QString, Content> m_contents; ///< by key
    QHash<QByteArray, QString> m_keys;     ///< by SHA-256
    Uploads m_uploads;
    std::map<QString, Left> m_left;          ///< by the name of their file
    QHash<Core::Identity, qint64> m_authors; ///< bytes of their posts and uploads
    qint64 m_bytes = 0;                      ///< of contents, of what uploads will have and of what was left
};

} // namespace Chalkwire::Store
