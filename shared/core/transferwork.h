// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <variant>
#include <vector>

// What a client wants done with files of its user, in this order, and what comes of it. A ticket stands for
// one file that is open from its first step to CloseFile. docs/protocol.md §9.10
namespace Chalkwire::Core {

/// The SHA-256 of the next bytes. Answered by PartHashed.
struct HashPart
{
    quint64 ticket = 0;
    QString path;
};
/// The next bytes of a file that is given. Answered by PartRead.
struct ReadPart
{
    quint64 ticket = 0;
    QString path;
    qint64 size = 0;     ///< the file has so many bytes ...
    qint64 modified = 0; ///< ... and this time, or it is another than the one that was hashed
    qint64 offset = 0;
    qint64 count = 0;
    QByteArray header; ///< of the frame that will have them
};
/// The next bytes of a file that is fetched. The first one opens a new file beside `path`; where that is
/// empty they are kept in memory. Answered by PartWritten.
struct WritePart
{
    quint64 ticket = 0;
    QString path;
    QByteArray chunk;
    QByteArrayView bytes;                              ///< in `chunk`
    qint64 cost() const { return bytes.size() + 256; } ///< of memory, at most; many small ones cost, too
};
/// All was written: it gets its name, if it is what it should be. Answered by FileFinished; the ticket is
/// closed.
struct FinishFile
{
    quint64 ticket = 0;
    QString path;
    QByteArray sha256;
};
/// Not answered. What was written and not finished is removed.
struct CloseFile
{
    quint64 ticket = 0;
};
using TransferStep = std::variant<HashPart, ReadPart, WritePart, FinishFile, CloseFile>;

/// Errors: Unreadable.
struct PartHashed
{
    quint64 ticket = 0;
    qint64 done = 0;
    qint64 size = 0;
    qint64 modified = 0; ///< ms since 1970 UTC
    QByteArray sha256{}; ///< once `done` is `size`
    ErrorCode error = ErrorCode::None;
};
/// Errors: Unreadable, FileChanged.
struct PartRead
{
    quint64 ticket = 0;
    QByteArray frame{}; ///< header and bytes
    ErrorCode error = ErrorCode::None;
};
/// Errors: Unwritable.
struct PartWritten
{
    quint64 ticket = 0;
    qint64 bytes = 0;
    qint64 cost = 0;
    ErrorCode error = ErrorCode::None;
};
/// Errors: BadHash, Unwritable.
struct FileFinished
{
    quint64 ticket = 0;
    QString path{};       ///< where it is: the name that was wanted, or one like it that was free
    QByteArray content{}; ///< where no path was wanted
    ErrorCode error = ErrorCode::None;
};
using TransferAnswer = std::variant<PartHashed, PartRead, PartWritten, FileFinished>;

} // namespace Chalkwire::Core
