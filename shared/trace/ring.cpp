// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/ring.h"

#include "base/limits.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Chalkwire::Trace {

namespace {

/// Every number is above the one before it.
bool isRising(const Records &records, quint64 last)
{
    return std::all_of(records.begin(), records.end(), [&last](const Record &record) {
        return record.number > std::exchange(last, record.number);
    });
}

} // namespace

qsizetype Ring::append(Record record)
{
    // Numbers only rise, or indexOf() could not search.
    if (record.number <= m_lastNumber)
        record.number = m_lastNumber + 1;
    m_lastNumber = record.number;
    m_bytes += record.cost();
    if (!m_open || m_open->size() >= kBatchRecords) {
        m_open = std::make_shared<Records>();
        m_open->reserve(m_expected);
        m_batches.push_back({m_open, m_end});
    }
    m_open->push_back(std::move(record));
    m_expected = m_open->size();
    ++m_end;
    return dropOldest();
}

qsizetype Ring::append(const SharedRecords &records)
{
    if (!isRising(*records, m_lastNumber)) {
        qsizetype droppedNow = 0;
        for (const Record &record : *records)
            droppedNow += append(record);
        return droppedNow;
    }
    if (records->empty())
        return 0;
    m_open.reset();
    m_batches.push_back({records, m_end});
    m_end += records->size();
    m_lastNumber = records->back().number;
    for (const Record &record : *records)
        m_bytes += record.cost();
    return dropOldest();
}

qsizetype Ring::dropOldest()
{
    const quint64 before = m_begin;
    while (m_end - m_begin > 1 && passes(m_bytes, m_maxBytes)) {
        const Batch &oldest = m_batches.front();
        m_bytes -= (*oldest.records)[m_begin - oldest.begin].cost();
        ++m_begin;
        if (m_begin == oldest.begin + oldest.records->size())
            m_batches.pop_front();
    }
    m_dropped += m_begin - before;
    return static_cast<qsizetype>(m_begin - before);
}

std::size_t Ring::batchOf(quint64 position) const
{
    const auto has = [this, position](std::size_t batch) {
        return batch < m_batches.size() && m_batches[batch].begin <= position &&
               position < m_batches[batch].begin + m_batches[batch].records->size();
    };
    if (has(m_last))
        return m_last;
    if (has(m_last + 1))
        return ++m_last;
    const auto next =
        std::upper_bound(m_batches.begin(), m_batches.end(), position,
                         [](quint64 wanted, const Batch &batch) { return wanted < batch.begin; });
    m_last = static_cast<std::size_t>(next - m_batches.begin()) - 1;
    return m_last;
}

const Record &Ring::at(qsizetype index) const
{
    const quint64 position = m_begin + static_cast<quint64>(index);
    const Batch &batch = m_batches[batchOf(position)];
    return (*batch.records)[position - batch.begin];
}

qsizetype Ring::indexOf(quint64 number) const
{
    const auto next =
        std::upper_bound(m_batches.begin(), m_batches.end(), number, [](quint64 wanted, const Batch &batch) {
            return wanted < batch.records->front().number;
        });
    if (next == m_batches.begin())
        return -1;
    const Batch &batch = *std::prev(next);
    const auto it =
        std::lower_bound(batch.records->begin(), batch.records->end(), number,
                         [](const Record &record, quint64 wanted) { return record.number < wanted; });
    const quint64 position = batch.begin + static_cast<quint64>(it - batch.records->begin());
    const bool isKept = it != batch.records->end() && it->number == number && position >= m_begin;
    return isKept ? static_cast<qsizetype>(position - m_begin) : -1;
}

void Ring::clear()
{
    m_batches.clear();
    m_open.reset();
    m_begin = m_end;
    m_bytes = 0;
}

Batches Ring::take()
{
    Batches all;
    all.reserve(m_batches.size());
    for (const Batch &batch : m_batches) {
        if (batch.begin >= m_begin) {
            all.push_back(batch.records);
            continue;
        }
        const auto kept = batch.records->begin() + static_cast<qsizetype>(m_begin - batch.begin);
        all.push_back(std::make_shared<const Records>(kept, batch.records->end()));
    }
    clear();
    return all;
}

} // namespace Chalkwire::Trace
