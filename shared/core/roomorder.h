// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"

namespace Chalkwire::Core {

/// What the operator wants done in a room. docs/protocol.md §9.11
struct RoomOrder
{
    enum class What : quint8 {
        Say,    ///< `text`, under the name of operator; kept and told like what others say
        Delete, ///< the message or reaction `of`, whoever said it
        Remove, ///< the room with all that was said in it
        Keep,   ///< for `days`
    };
    What what = What::Say;
    QString room;
    QString text{};
    quint64 of = 0;
    qint64 days = RoomRules::kKeepAsUsual; ///< or kKeepForever, or 1 to kMaxKeepDays
};

/// What became of it, once it is on the disk. Errors: NoSuchRoom, RoomRemoved (it is being removed), BadField
/// (detail: text, of or days), NoSuchPost, NoHistory, StorageFull, StorageFailed.
struct OrderDone
{
    RoomOrder order;
    ErrorCode error = ErrorCode::None;
    QString detail{};
    quint64 seq = 0; ///< Say, Delete: the number of the entry; 0: nothing is kept
};

} // namespace Chalkwire::Core
