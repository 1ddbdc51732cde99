// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <deque>

namespace Chalkwire::Trace {

/// The newest records, bounded by memory: appending past the bound drops the oldest ones and counts them.
/// Shape: at(0) is the oldest kept. Ownership: by value. Thread: any one. Cost: append amortised O(1).
class Ring
{
public:
    /// 0 = no bound.
    explicit Ring(qint64 maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// Gives the record the next number when it has none, or one that is not above the last one's. Returns
    /// how many old ones were dropped for it. A record that alone passes the bound is kept alone.
    qsizetype append(Record record);
    qsizetype size() const { return static_cast<qsizetype>(m_records.size()); }
    const Record &at(qsizetype index) const { return m_records[static_cast<size_t>(index)]; }
    /// Where the record of this number is, or -1.
    qsizetype indexOf(quint64 number) const;
    qint64 bytes() const { return m_bytes; }
    quint64 dropped() const { return m_dropped; } ///< since the start; clear() and take() do not count
    void clear();
    Records take(); ///< all of them, leaving the ring empty

private:
    std::deque<Record> m_records;
    qint64 m_maxBytes = 0;
    qint64 m_bytes = 0;
    quint64 m_dropped = 0;
    quint64 m_lastNumber = 0;
};

} // namespace Chalkwire::Trace
