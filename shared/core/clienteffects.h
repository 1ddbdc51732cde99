// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientevents.h"
#include "core/clientkept.h"
#include "core/effects.h"
#include "core/entryevents.h"
#include "core/transferevents.h"
#include "core/transferwork.h"

namespace Chalkwire::Core {

/// What a window is told.
using ClientEvent =
    std::variant<Told::Welcome, Told::NameRefused, Told::Lost, Told::ServerError, Told::Announcement,
                 Told::Lag, Told::RoomJoined, Told::RoomRules, Told::RoomRefused, Told::RoomLeft,
                 Told::RoomList, Told::Members, Told::Presence, Told::Away, Told::Renamed, Told::Typing,
                 Told::Invitation, Told::Invited, Told::Said, Told::OlderPage, Told::Gone, Told::Restarted,
                 Told::RoomCounts, Told::Own, Told::Discarded, Told::Direct, Told::DirectSent,
                 Told::SearchResult, Told::Transfer, Told::RequestFailed>;

using ClientEffect =
    std::variant<FrameSeen, Send, Close, SetReadSize, HoldReading, KeepIdentity, KeepRoom, ForgetRoom,
                 KeepOutboxItem, ForgetOutboxItem, KeepUpload, ForgetUpload, Told::Welcome, Told::NameRefused,
                 Told::Lost, Told::ServerError, Told::Announcement, Told::Lag, Told::RoomJoined,
                 Told::RoomRules, Told::RoomRefused, Told::RoomLeft, Told::RoomList, Told::Members,
                 Told::Presence, Told::Away, Told::Renamed, Told::Typing, Told::Invitation, Told::Invited,
                 Told::Said, Told::OlderPage, Told::Gone, Told::Restarted, Told::RoomCounts, Told::Own,
                 Told::Discarded, Told::Direct, Told::DirectSent, Told::SearchResult, Told::Transfer,
                 Told::RequestFailed>;

/// What ChatClientCore wants done, in this order.
struct ClientEffects
{
    std::vector<ClientEffect> items;
    std::optional<Instant> wakeAt; ///< call tick() then; replaces every earlier wish; nullopt: no wish
    std::vector<TransferStep> files{};
};

} // namespace Chalkwire::Core
