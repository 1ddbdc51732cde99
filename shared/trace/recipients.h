// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace Chalkwire::Trace {

/// Whom a broadcast went to, and where in that connection's stream its bytes begin.
struct Recipient
{
    ConnectionId connection = kNoConnection;
    quint64 offset = 0;
};

/// The recipients of one broadcast, in order. Value. Messages that go to the same clients one after the other
/// share one list, however many they are: see later(). Thread: copies may be read in several.
class Recipients
{
    using List = std::vector<Recipient>;

public:
    class Iterator
    {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Recipient;
        using difference_type = std::ptrdiff_t;
        using pointer = const Recipient *;
        using reference = Recipient;

        Iterator(pointer at, quint64 bytes)
            : m_at(at)
            , m_bytes(bytes)
        {
        }
        Recipient operator*() const { return {m_at->connection, m_at->offset + m_bytes}; }
        Iterator &operator++()
        {
            ++m_at;
            return *this;
        }
        bool operator==(const Iterator &other) const { return m_at == other.m_at; }

    private:
        pointer m_at;
        quint64 m_bytes;
    };

    Recipients() = default;
    Recipients(List list)
        : m_list(list.empty() ? nullptr : std::make_shared<const List>(std::move(list)))
    {
    }

    bool empty() const { return m_list == nullptr; }
    std::size_t size() const { return m_list ? m_list->size() : 0; }
    Recipient front() const { return *begin(); } ///< of recipients that are not empty
    Iterator begin() const { return {m_list ? m_list->data() : nullptr, m_bytes}; }
    Iterator end() const { return {m_list ? m_list->data() + m_list->size() : nullptr, m_bytes}; }

    /// The same clients, each `bytes` further on in its stream. Shares the list.
    Recipients later(quint64 bytes) const;
    /// Bytes of memory: of the list where it was made, none where it is shared from.
    qint64 cost() const;

private:
    std::shared_ptr<const List> m_list; ///< null: empty
    quint64 m_bytes = 0;                ///< to be added to each offset
};

} // namespace Chalkwire::Trace
