// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <deque>

namespace Chalkwire::Trace {

/// The newest records, bounded by memory: appending past the bound drops the oldest ones and counts them.
/// They are kept in the batches they came in, which are shared: handing on a batch moves no record. A batch's
/// memory goes with its last record. Shape: at(0) is the oldest kept. Thread: any one, at() included. Cost:
/// append amortised O(1) a record; at() O(1) beside the last one asked for, else O(log batches).
class Ring
{
public:
    /// Records appended one by one make batches of this many.
    static constexpr std::size_t kBatchRecords = 4096;

    /// 0 = no bound.
    explicit Ring(qint64 maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// Gives the record the next number when it has none, or one that is not above the last one's. Returns
    /// how many old ones were dropped for it. A record that alone passes the bound is kept alone.
    qsizetype append(Record record);
    /// Likewise for each of them; copies them when their numbers do not rise.
    qsizetype append(const SharedRecords &records);
    qsizetype size() const { return static_cast<qsizetype>(m_end - m_begin); }
    const Record &at(qsizetype index) const;
    /// Where the record of this number is, or -1.
    qsizetype indexOf(quint64 number) const;
    qint64 bytes() const { return m_bytes; }
    quint64 dropped() const { return m_dropped; } ///< since the start; clear() and take() do not count
    void clear();
    Batches take(); ///< all of them, leaving the ring empty

private:
    struct Batch
    {
        SharedRecords records;
        quint64 begin = 0; ///< how many records came before its first one
    };
    std::size_t batchOf(quint64 position) const;
    qsizetype dropOldest();

    std::deque<Batch> m_batches;
    std::shared_ptr<Records> m_open; ///< the last batch, while single records may still join it
    std::size_t m_expected = 0;      ///< records of the open batch, or of the last one
    quint64 m_begin = 0;             ///< how many records came before the oldest kept
    quint64 m_end = 0;               ///< how many came at all
    mutable std::size_t m_last = 0;  ///< the batch that was asked for last
    qint64 m_maxBytes = 0;
    qint64 m_bytes = 0;
    quint64 m_dropped = 0;
    quint64 m_lastNumber = 0;
};

} // namespace Chalkwire::Trace
