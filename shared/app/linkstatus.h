// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "net/endpoint.h"
#include "net/socketclient.h"

#include <QString>

#include <optional>

namespace Chalkwire::App {

enum class LinkState : quint8 {
    Idle, ///< never connected, or closed by the user
    Connecting,
    Connected,
    Closing,
    Ended,   ///< it stood and is over; endReason says why
    Failed,  ///< it never stood; failure says why
    Waiting, ///< chat only: as Ended (ownEndpoint is there) or Failed, and tries again at nextTry
};

/// The connection at one moment. Plain value.
struct LinkStatus
{
    LinkState state = LinkState::Idle;
    Net::Endpoint target;
    QString ownEndpoint; ///< once it stood: "127.0.0.1:51022"
    CloseReason endReason = CloseReason::None;
    Net::SocketClient::Failure failure = Net::SocketClient::Failure::Other; ///< if it never stood
    QString systemText; ///< the system's own words, for "Details"
    qint64 queuedBytes = 0;
    // Chat only.
    QString lostReason;             ///< once it stood and is over: Core::Told::Lost::reason
    int attempt = 0;                ///< which try in a row the next one, or this one, is; 0: not counted
    std::optional<Instant> nextTry; ///< Waiting: by SystemClock
};

/// Whether what a chat client must remember over its end is on the disk.
struct Keeping
{
    bool isKept = false;
    QString setAside{}; ///< the file was damaged and is there now; the secret and what waited with it
    /// Why it is not kept: StorageInUse (another client has the file, detail: which), StorageTooNew,
    /// StorageFull, StorageFailed. None: nobody asked for it.
    Error error{};
};

/// What became of a call of ChatClient's chat part.
struct CallDone
{
    quint64 call = 0; ///< what the call returned; 0: the nick or room of open()
    QString id{};     ///< of Told::Own, or of what answers it; a room's name after join(); else empty
    Error error{};    ///< see Core::ChatClientCore; None: it was carried out
};

} // namespace Chalkwire::App
