// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "core/clientkept.h"
#include "core/transferevents.h"

#include <optional>

namespace Chalkwire::Core {

/// A file that the user gives or fetches. Plain state of ClientTransfers.
struct ClientTransfer
{
    using Way = Told::Transfer::Way;
    enum class Stage : quint8 {
        Hashing,  ///< upload: at its turn
        Waiting,  ///< for the connection, the room, a place among the transfers, or `notBefore`
        LookedUp, ///< download: which file is it?
        Offered,  ///< upload: the server has not answered
        Moving,
        Checking,
        Stopping, ///< upload: the server has not answered
        Paused,
        Failed,
    };

    bool isUpload() const { return way == Way::Upload; }
    /// The server counts it among the transfers of this client.
    bool hasPlace() const { return stage == Stage::Offered || isAtServer; }

    Way way = Way::Upload;
    KeptUpload file; ///< of a download: what is known of it, and `path` is where it goes
    QString roomKey;
    quint64 seq = 0; ///< download: of the message
    Stage stage = Stage::Waiting;
    QString code{};
    QString wireId{};        ///< of the frames of this try; an upload's is its id
    bool isAtServer = false; ///< the server takes or sends its chunks
    quint64 ticket = 0;      ///< of its open file; 0: none
    qint64 at = 0;           ///< so much was sent, or came
    qint64 readTo = 0;       ///< upload that moves: so much was asked of the disk, no less than `at`
    qint64 done = 0;         ///< of it the server said that it has it, or is on the disk
    std::optional<Instant> notBefore{};
    int refusals = 0; ///< in a row, that may pass
    bool hasRejoined = false;
    bool wasWrong = false; ///< its SHA-256 was not right once
    std::optional<Instant> toldAt{};
    bool hasComeOn = false; ///< since it was told
};

} // namespace Chalkwire::Core
