// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/peer.h"
#include "core/history.h"

#include <QByteArray>
#include <QByteArrayView>

#include <variant>
#include <vector>

// What the core wants done with the contents of files, in this order, and what comes of it. docs/protocol.md
// §9.10
namespace Chalkwire::Core {

/// Answered by UploadBegun.
struct BeginUpload
{
    quint64 ticket = 0;
    KeptFile wanted{}; ///< without a key
};
/// The next bytes. Answered by UploadWritten.
struct WriteUpload
{
    quint64 ticket = 0;
    ConnectionId by = kNoConnection;
    QByteArray chunk;
    QByteArrayView bytes;                              ///< in `chunk`
    qint64 cost() const { return bytes.size() + 256; } ///< of memory, at most; many small ones cost, too
};
/// All bytes are there. Answered by UploadDone.
struct FinishUpload
{
    quint64 ticket = 0;
    KeptFile wanted;
};
/// Nobody goes on with it now. Not answered.
struct EndUpload
{
    quint64 ticket = 0;
    bool isLeft = false; ///< somebody may later
};
/// Answered by FileRead. Where its connection is behind it waits until that is not.
struct ReadFile
{
    quint64 ticket = 0;
    ConnectionId by = kNoConnection;
    QString key;
    qint64 offset = 0;
    qint64 count = 0;
    QByteArray header; ///< of the frame that will have them
};
/// A post less has it. Not answered.
struct ReleaseFile
{
    KeptFile file;
};
using FileStep = std::variant<BeginUpload, WriteUpload, FinishUpload, EndUpload, ReadFile, ReleaseFile>;

/// Errors: QuotaUsed, StorageFull, StorageFailed.
struct UploadBegun
{
    quint64 ticket = 0;
    qint64 offset = 0; ///< so many bytes are there
    ErrorCode error = ErrorCode::None;
};
/// Errors: NoSuchTransfer (a later upload of the same took over), StorageFull, StorageFailed.
struct UploadWritten
{
    quint64 ticket = 0;
    ConnectionId by = kNoConnection;
    qint64 bytes = 0; ///< of one or more WriteUploads, written or not
    qint64 cost = 0;
    ErrorCode error = ErrorCode::None;
};
/// Errors: BadHash, NoSuchTransfer, StorageFull, StorageFailed.
struct UploadDone
{
    quint64 ticket = 0;
    KeptFile file{}; ///< with its key; it counts for one post
    ErrorCode error = ErrorCode::None;
};
/// Errors: NoSuchFile, StorageFailed.
struct FileRead
{
    quint64 ticket = 0;
    QByteArray frame{}; ///< header and bytes
    ErrorCode error = ErrorCode::None;
};
using FileAnswer = std::variant<UploadBegun, UploadWritten, UploadDone, FileRead>;

/// A file on its way to or from a client. Plain state of ServerCore.
struct Transfer
{
    enum class State : quint8 {
        Beginning, ///< it was offered; the disk is asked
        Receiving,
        Finishing, ///< all of it came; is it what it should be?
        Fetching,
        Stopped, ///< while beginning or fetching: it counts until the disk has answered
    };
    ConnectionId by = kNoConnection;
    QString id; ///< of the request
    State state = State::Beginning;
    QString room{};     ///< upload: where it is given
    Entry entry{};      ///< upload: what will be posted
    QString key{};      ///< fetch: what is read
    qint64 end = 0;     ///< the size; of a fetch: where it ends
    qint64 at = 0;      ///< up to here it came, or was asked of the disk
    qint64 written = 0; ///< upload: up to here
    Instant since{};    ///< upload: of its last bytes
    qint64 told = 0;    ///< upload: the client knows that it is written up to here

    bool isUpload() const { return key.isEmpty(); }
    /// By its client: an answer is due.
    bool isAwaited() const { return state != State::Receiving && state != State::Stopped; }
    KeptFile wanted() const ///< upload: what the disk is to keep
    {
        return {entry.file->key, entry.file->sha256, entry.file->bytes, entry.author};
    }
};

} // namespace Chalkwire::Core
