// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientroom.h"
#include "core/entrybatch.h"

namespace Chalkwire::Core {

/// A room that the user wants to be in, and what FollowedRooms has under way for it.
struct FollowedRoom
{
    explicit FollowedRoom(const KeptRoom &kept)
        : room(kept)
        , wasIn(kept.cursor.has_value())
    {
    }

    bool isInbox() const { return Core::isInbox(room.name); } ///< no room: our direct messages

    ClientRoom room;
    bool wasIn;                      ///< a refusal does not end it
    std::optional<Instant> joinAt{}; ///< the server's storage refused: not earlier than then
    int joinRefusals = 0;            ///< by the storage, in a row
    bool hasSaidSince = false;       ///< the last join: it knows entries of the room
    bool isReplaying = false;        ///< what was missed follows by itself
    bool isAskingNewer = false;      ///< for what is missing
    Instant askNewerAt{};            ///< not earlier: it may be on its way
    bool wantsOlder = false;
    quint64 readTold = 0; ///< the server knows of this read mark
    std::optional<Instant> readToldAt{};
    std::optional<Instant> typedAt{};
    std::optional<KeptRoom> keptLast{};
    Told::RoomCounts countsLast{};
};

/// The page of older entries that is under way: one at a time, for a server answers one after the other.
struct OlderPageRequest
{
    QString id;
    QString roomKey;
    quint64 before = 0;
    EntryBatch entries{};
    quint64 lowest = 0; ///< 0: no number has come
    quint64 highest = 0;
};

} // namespace Chalkwire::Core
