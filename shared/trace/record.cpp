// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/record.h"

#include <algorithm>
#include <optional>

namespace Chalkwire::Trace {

namespace {

std::optional<Recipient> find(const Recipients &recipients, ConnectionId id)
{
    const auto it = std::find_if(recipients.begin(), recipients.end(),
                                 [id](const Recipient &recipient) { return recipient.connection == id; });
    return it == recipients.end() ? std::nullopt : std::optional(*it);
}

} // namespace

Recipients Recipients::later(quint64 bytes) const
{
    Recipients moved = *this;
    moved.m_bytes += bytes;
    return moved;
}

qint64 Recipients::cost() const
{
    return m_bytes == 0 ? static_cast<qint64>(size() * sizeof(Recipient)) : 0;
}

qint64 Record::cost() const
{
    // Shared bytes are counted in full each time: the bound holds even when nothing is shared.
    return static_cast<qint64>(sizeof(Record)) + bytes.size() + (peer.size() + room.size()) * 2 +
           recipients.cost();
}

bool Record::concerns(ConnectionId id) const
{
    return id != kNoConnection && (connection == id || find(recipients, id));
}

quint64 Record::offsetFor(ConnectionId id) const
{
    const auto recipient = find(recipients, id);
    return recipient ? recipient->offset : offset;
}

} // namespace Chalkwire::Trace
