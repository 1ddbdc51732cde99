// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>

namespace Chalkwire {

/// Every bound of the product, in one value that is passed to whatever needs it. All but idleMs are on by
/// default; 0 lifts one. Changed by `--limit NAME=VALUE`, where NAME is the member's name.
struct Limits
{
    qint64 maxClients = 2000;      ///< served at once; further ones wait
    qint64 maxWaiting = 64;        ///< the backlog: accepted, listed, not read
    qint64 reservedFiles = 128;    ///< descriptors kept from the clients, at most half of the system's limit
    qint64 maxPerAddress = 64;     ///< connections at once from one address (IPv6: one /64)
    qint64 maxNewPerAddress = 300; ///< connections that one address may begin in newPerAddressMs
    qint64 newPerAddressMs = 60'000;      ///< for maxNewPerAddress
    qint64 exemptLoopback = 1;            ///< 0: this computer's own clients count per address too
    qint64 maxAcceptsPerTurn = 32;        ///< then everybody else's turn comes
    qint64 maxAcceptsPerSecond = 5000;    ///< new clients, all addresses together
    qint64 maxGuideRequestBytes = 1024;   ///< one recv of the tutorial's server
    qint64 maxLineBytes = 8 * 1024;       ///< a line without its LF
    qint64 maxHttpHeaderBytes = 8 * 1024; ///< an HTTP request header, up to its empty line
    qint64 maxHeaderBytes = 64 * 1024;    ///< the header of a chat frame without its LF
    qint64 maxHeaderDepth = 16;           ///< objects and arrays within each other in it
    qint64 maxPayloadBytes = 1024 * 1024; ///< raw bytes of one chat frame
    qint64 maxTextBytes = 16 * 1024;      ///< one text of a chat client
    qint64 maxNameCharacters = 24;        ///< nick and room names
    qint64 maxRooms = 256;                ///< the lobby included
    qint64 maxRoomsPerClient = 32;        ///< that a chat client follows at once; a line client follows one
    qint64 maxAdmitted = 1000;            ///< who may join a private room
    qint64 maxPending = 256;         ///< of one client's posts on their way to the history; then it waits
    qint64 maxPendingTotal = 20'000; ///< of all clients
    qint64 maxPageEntries = 200;     ///< of a history in one answer
    qint64 maxPageBytes = 32 * 1024; ///< of text in one answer
    qint64 chatFirstPingMs = 1'000;  ///< after its welcome a chat client is asked the first time, for its lag
    qint64 chatPingMs = 45'000;      ///< a chat client that was silent so long is asked whether it is there
    qint64 chatSilentMs = 120'000;   ///< and is closed when it was silent so long
    qint64 readChunkBytes = 16 * 1024; ///< one read, once a connection is known not to be a tutorial client
    qint64 maxReadBytesPerTurn =
        64 * 1024;                       ///< unread bytes held per connection, and read per event-loop turn
    qint64 maxWorkPerTurn = 65'536;      ///< for one client before others get their turn: 16 for each of its
                                         ///< messages, 1 for each write and each KiB it makes for a receiver
    qint64 softQueuedBytes = 256 * 1024; ///< unsent bytes per connection; past it it is behind: nothing more
                                         ///< is read of it, and it is not told who is typing
    qint64 maxQueuedBytes =
        4 * 1024 * 1024;               ///< unsent bytes per connection; past it the peer is closed as slow
    qint64 sendStallMs = 30'000;       ///< likewise when it took none of them for so long
    qint64 sniffPrefixMs = 200;        ///< how long a strict prefix of another protocol may keep us waiting
    qint64 httpHeaderMs = 10'000;      ///< from the first byte of an HTTP request to its empty line
    qint64 unfinishedLineMs = 300'000; ///< from the first byte of a line to its LF
    qint64 maxUnfinished = 200;        ///< clients with an unfinished request at once; the oldest make room
    qint64 firstByteMs = 600'000;      ///< silent since it connected: loses its place to a client that waits
    qint64 idleMs = 0;                 ///< silent since its last message; off: a quiet reader does no harm
    qint64 maxCloseMs = 60'000;        ///< a graceful close in all, however slowly the peer reads
    qint64 closeGraceMs = 3'000;       ///< a graceful close becomes an abort after this
    qint64 maxUdpPeers = 1'000;        ///< listed at once; the one silent longest makes room
    qint64 udpForgetMs = 60'000;       ///< a silent UDP peer leaves the list
    qint64 historyBytes = qint64(16) * 1024 * 1024 * 1024; ///< of the history's file on disk
    qint64 memoryHistoryBytes =
        64 * 1024 * 1024;                     ///< of a history that is in memory only; the oldest makes room
    qint64 keepDays = 0;                      ///< older entries are removed, where a room has no other rule
    qint64 maxFileBytes = 1024 * 1024 * 1024; ///< of one file that a chat client gives
    qint64 authorFilesBytes = qint64(4) * 1024 * 1024 * 1024; ///< of all that one author gave
    qint64 filesBytes = qint64(16) * 1024 * 1024 * 1024;      ///< of all files on disk
    qint64 temporaryFilesBytes = 1024 * 1024 * 1024; ///< of all files of a server that keeps nothing on disk
    qint64 maxTransfers = 8;                         ///< of files, of one chat client at once
    qint64 maxUploads = 64;                          ///< of all chat clients at once
    qint64 uploadWindowBytes = 4 * 1024 * 1024; ///< of one upload that are not written yet; then it waits
    qint64 pausedUploadMs = 60'000;         ///< an upload without bytes for so long makes room for another's
    qint64 maxLeftUploads = 64;             ///< broken off and kept, to be gone on with
    qint64 leftUploadMs = 86'400'000;       ///< for how long
    qint64 traceBytes = 64 * 1024 * 1024;   ///< memory of the trace ring
    qint64 logFileBytes = 16 * 1024 * 1024; ///< a log file is rotated past this
    qint64 logFiles = 5;                    ///< files kept, the current one included

    /// Takes "maxClients=10". Errors: UnknownLimit, BadNumber (not a whole number >= 0).
    Result<bool> set(QStringView assignment);
    /// Names in the order above.
    static QStringList names();
    qint64 value(QStringView name) const; ///< -1 for an unknown name
};

/// Whether `amount` passes `limit`, where a limit of 0 is none.
constexpr bool passes(qint64 amount, qint64 limit)
{
    return limit != 0 && amount > limit;
}

} // namespace Chalkwire
