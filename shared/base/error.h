// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>

namespace Chalkwire {

/// What is wrong with something a peer or a person gave us. The name (errorName) is stable: it stands in
/// logs, JSON and docs/protocol.md; windows translate the code, never the text.
enum class ErrorCode : quint8 {
    None,
    LineTooLong,      ///< a line passed Limits::maxLineBytes without its LF
    InvalidText,      ///< a strict listener got bytes that are not UTF-8 text, or a NUL
    HttpHeaderTooBig, ///< an HTTP request header passed Limits::maxHttpHeaderBytes
    BadNumber,        ///< not a number, or outside its range
    BadAddress,       ///< not ADDRESS:PORT, [IPv6]:PORT or a listener's options
    BadBytes,         ///< not hex or an unknown escape
    BadName,          ///< not a nick or room name of docs/protocol.md §5
    NameTaken,        ///< another client has this nick
    TooManyRooms,     ///< Limits::maxRooms are in use
    NoSuchClient,     ///< nobody of this name is here
    NotReachable,     ///< this client speaks a dialect that nothing can be pushed to
    UnknownCommand,   ///< a line starting with / that is no command
    TooLong,          ///< a request of more bytes than the dialect allows
    UnknownLimit,     ///< no limit has this name
    Unreadable,       ///< a file could not be read
    BadConfig,        ///< a configuration file has a line we do not understand
    BadFilter,        ///< a traffic filter does not parse
    BadRecord,        ///< a line of a trace file is no record of docs/trace-format.md
    NotConnected,     ///< this needs a connection that there is not
    TooMuchWaiting,   ///< too much is waiting to be sent or answered
    // The chat dialect, docs/protocol.md §9
    HeaderTooLong,    ///< a header passed Limits::maxHeaderBytes
    BadJson,          ///< a header is not one JSON object
    TooDeep,          ///< a header passed Limits::maxHeaderDepth
    DuplicateKey,     ///< an object has a key twice
    HelloFirst,       ///< something else than a hello
    SecondHello,      ///< a hello of somebody who is welcome already
    UnknownType,      ///< no frame has this type
    BadField,         ///< a field is missing, of the wrong kind or out of range; detail: its name
    NotInRoom,        ///< the client does not follow this room
    BadPayload,       ///< `bytes` is no whole number up to Limits::maxPayloadBytes
    NoSuchPost,       ///< what this is about is no post, was deleted or is not kept
    NotYours,         ///< only its author may change it
    RoomExists,       ///< a room of this name is there and not private; detail: its name
    PrivateRoom,      ///< it was not invited; detail: the room's name
    TooManyAdmitted,  ///< Limits::maxAdmitted may join the room already
    NoSuchRoom,       ///< no room has this name
    RoomRemoved,      ///< the operator removed it, or does so just now
    NoHistory,        ///< nothing is kept here
    NoFiles,          ///< this server takes no files
    NoSuchFile,       ///< this brings no file, or it is gone
    FileTooLarge,     ///< more than Limits::maxFileBytes; detail: those
    QuotaUsed,        ///< the author's files have Limits::authorFilesBytes already
    BadHash,          ///< what came is not what its SHA-256 says
    TooManyTransfers, ///< Limits::maxTransfers of this client, or maxUploads of all, are under way
    NoSuchTransfer,   ///< nothing of this id is under way
    // Files of a client's user
    FileChanged, ///< it is not what it was when it was given
    Unwritable,  ///< a file could not be written
    BadAnswer,   ///< what the server says of a file makes no sense
    // The history
    StorageFull,   ///< no space left on the disk, or Limits::historyBytes are used
    StorageFailed, ///< the history could not be read or written; detail: the system's words
    StorageInUse,  ///< another program has this data directory; detail: which
    StorageTooNew, ///< the history was written by a newer version
};
inline constexpr ErrorCode kLastErrorCode = ErrorCode::StorageTooNew;

/// One mistake: the code, and the part of the input it is about (plain text from anywhere: escape before
/// showing).
struct Error
{
    ErrorCode code = ErrorCode::None;
    QString detail{};
    qint64 position = -1; ///< where in the input, in bytes or characters, or -1
};

template<class T>
using Result = Expected<T, Error>;

/// "line_too_long" for LineTooLong, and so on.
QString errorName(ErrorCode code);

} // namespace Chalkwire
