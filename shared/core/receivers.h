// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <memory>
#include <utility>
#include <vector>

namespace Chalkwire::Core {

/// Whom something is sent to: one client, or a list. Value; a list is shared, not copied, by all that is sent
/// to the same clients, and isSameList() tells so at once.
class Receivers
{
public:
    using List = std::vector<ConnectionId>;

    Receivers() = default;
    Receivers(ConnectionId one)
        : m_one(one)
    {
    }
    explicit Receivers(List list)
        : m_list(std::make_shared<const List>(std::move(list)))
    {
    }

    const ConnectionId *begin() const { return data(); }
    const ConnectionId *end() const { return data() + size(); }
    const ConnectionId *data() const { return m_list ? m_list->data() : &m_one; }
    std::size_t size() const { return m_list ? m_list->size() : m_one == kNoConnection ? 0 : 1; }
    bool empty() const { return size() == 0; }
    bool isSameList(const Receivers &other) const { return m_list && m_list == other.m_list; }

private:
    ConnectionId m_one = kNoConnection;
    std::shared_ptr<const List> m_list;
};

} // namespace Chalkwire::Core
