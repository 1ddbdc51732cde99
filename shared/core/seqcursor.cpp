// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seqcursor.h"

#include <algorithm>

namespace Chalkwire::Core {

void SeqCursor::place(quint64 cursor)
{
    m_oldest = cursor + 1;
    m_cursor = cursor;
    m_last = cursor;
    m_above.clear();
}

SeqCursor::Take SeqCursor::take(quint64 seq)
{
    if (seq < m_oldest)
        return Take::Older;
    if (seq <= m_cursor)
        return Take::Known;
    expect(seq);
    if (seq == m_cursor + 1) {
        m_cursor = seq;
        absorb();
        return Take::New;
    }
    // The first run that ends right before it, has it, or begins above it.
    const auto run =
        std::find_if(m_above.begin(), m_above.end(), [&](const Run &r) { return r.to + 1 >= seq; });
    if (run == m_above.end() || run->from > seq + 1) {
        if (m_above.size() >= kMaxRuns)
            return Take::Full;
        m_above.insert(run, Run{seq, seq});
        return Take::New;
    }
    if (run->from <= seq && seq <= run->to)
        return Take::Known;
    if (run->from == seq + 1) {
        run->from = seq;
        return Take::New;
    }
    run->to = seq;
    const auto next = run + 1;
    if (next != m_above.end() && next->from == seq + 1) {
        run->to = next->to;
        m_above.erase(next);
    }
    return Take::New;
}

void SeqCursor::expect(quint64 last)
{
    m_last = std::max(m_last, last);
}

void SeqCursor::skipTo(quint64 cursor)
{
    if (cursor <= m_cursor)
        return;
    m_cursor = cursor;
    expect(cursor);
    absorb();
}

quint64 SeqCursor::giveUp()
{
    if (m_above.empty()) {
        m_last = m_cursor;
        return 0;
    }
    const quint64 last = m_above.front().from - 1;
    skipTo(last);
    return last;
}

void SeqCursor::widen(quint64 oldest)
{
    m_oldest = std::min(m_oldest, oldest);
}

void SeqCursor::narrow(quint64 oldest)
{
    if (isPlaced())
        m_oldest = std::max(m_oldest, std::min(oldest, m_cursor + 1));
}

void SeqCursor::absorb()
{
    auto run = m_above.begin();
    for (; run != m_above.end() && run->from <= m_cursor + 1; ++run)
        m_cursor = std::max(m_cursor, run->to);
    m_above.erase(m_above.begin(), run);
}

} // namespace Chalkwire::Core
