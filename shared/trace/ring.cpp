// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/ring.h"

#include "base/limits.h"

#include <algorithm>
#include <iterator>

namespace Chalkwire::Trace {

qsizetype Ring::append(Record record)
{
    // Numbers only rise, or indexOf() could not search.
    if (record.number <= m_lastNumber)
        record.number = m_lastNumber + 1;
    m_lastNumber = record.number;
    m_bytes += record.cost();
    m_records.push_back(std::move(record));
    qsizetype droppedNow = 0;
    while (m_records.size() > 1 && passes(m_bytes, m_maxBytes)) {
        m_bytes -= m_records.front().cost();
        m_records.pop_front();
        ++droppedNow;
    }
    m_dropped += static_cast<quint64>(droppedNow);
    return droppedNow;
}

qsizetype Ring::indexOf(quint64 number) const
{
    // Nearly always there is one record for each number.
    const quint64 guess = m_records.empty() ? 0 : number - m_records.front().number;
    if (guess < m_records.size() && m_records[guess].number == number)
        return static_cast<qsizetype>(guess);
    const auto it =
        std::lower_bound(m_records.begin(), m_records.end(), number,
                         [](const Record &record, quint64 wanted) { return record.number < wanted; });
    return it != m_records.end() && it->number == number ? it - m_records.begin() : -1;
}

void Ring::clear()
{
    m_records.clear();
    m_bytes = 0;
}

Records Ring::take()
{
    Records all(std::make_move_iterator(m_records.begin()), std::make_move_iterator(m_records.end()));
    clear();
    return all;
}

} // namespace Chalkwire::Trace
