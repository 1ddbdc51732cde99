// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"
#include "core/searchquery.h"

#include <QString>

#include <utility>
#include <variant>
#include <vector>

namespace Chalkwire::Core {

/// How far the author has read a room.
struct ReadTo
{
    Identity reader;
    QString room;
    quint64 seq = 0;
};
struct SetRules
{
    QString room;
    RoomRules rules;
};
/// An author is called so now.
struct NameOf
{
    QString name;
    Identity author;
};
/// How far `reader` had read, which room. At most `count` of them.
struct MarksRequest
{
    quint64 ticket = 0;
    Identity reader;
    qint64 count = 0;
};
struct Marks
{
    quint64 ticket = 0;
    std::vector<std::pair<QString, quint64>> marks;
    ErrorCode error = ErrorCode::None;
};
/// A question to the history. Its ticket is the id of the connection that asks: each asks one at a time.
using Lookup = std::variant<PageRequest, SearchRequest, MarksRequest>;

/// For the history: first the names and rules, then what is to be kept, in this order; then the rest. Every
/// Append and Lookup is answered, see ServerCore.
struct HistoryWork
{
    std::vector<SetRules> rules;
    std::vector<Append> appends;
    std::vector<ReadTo> reads;
    std::vector<Lookup> lookups;
    std::vector<NameOf> names{};

    bool empty() const
    {
        return rules.empty() && appends.empty() && reads.empty() && lookups.empty() && names.empty();
    }
};

} // namespace Chalkwire::Core
