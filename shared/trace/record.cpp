// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/record.h"

#include <algorithm>

namespace Chalkwire::Trace {

namespace {

const Recipient *find(const std::vector<Recipient> &recipients, ConnectionId id)
{
    const auto it = std::find_if(recipients.begin(), recipients.end(),
                                 [id](const Recipient &recipient) { return recipient.connection == id; });
    return it == recipients.end() ? nullptr : &*it;
}

} // namespace

qint64 Record::cost() const
{
    // Shared bytes are counted in full each time: the bound holds even when nothing is shared.
    return static_cast<qint64>(sizeof(Record)) + bytes.size() + (peer.size() + room.size()) * 2 +
           static_cast<qint64>(recipients.size() * sizeof(Recipient));
}

bool Record::concerns(ConnectionId id) const
{
    return id != kNoConnection && (connection == id || find(recipients, id));
}

quint64 Record::offsetFor(ConnectionId id) const
{
    const Recipient *recipient = find(recipients, id);
    return recipient ? recipient->offset : offset;
}

} // namespace Chalkwire::Trace
