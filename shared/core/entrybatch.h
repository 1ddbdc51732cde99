// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/entryevents.h"

#include <utility>

namespace Chalkwire::Core {

/// Entries of one answer, gathered until its end.
/// Bounds: kMaxEntries, kMaxTextUnits: more is no answer of docs/protocol.md §9.5, where 200 entries and
/// little more than 32 KiB of text come.
class EntryBatch
{
public:
    static constexpr std::size_t kMaxEntries = 200;
    static constexpr qsizetype kMaxTextUnits = 512 * 1024; ///< UTF-16

    [[nodiscard]] bool add(Told::Said entry) ///< false: it passes a bound
    {
        m_textUnits += entry.entry.text.size();
        if (m_entries.size() >= kMaxEntries || m_textUnits > kMaxTextUnits)
            return false;
        m_entries.push_back(std::move(entry));
        return true;
    }
    std::vector<Told::Said> take()
    {
        m_textUnits = 0;
        return std::exchange(m_entries, {});
    }

private:
    std::vector<Told::Said> m_entries;
    qsizetype m_textUnits = 0;
};

} // namespace Chalkwire::Core
