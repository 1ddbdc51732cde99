// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookindex.h"

#include <algorithm>
#include <iterator>

namespace Chalkwire::Core {

void LookIndex::insert(const QString &name)
{
    const auto entry = std::make_shared<const Entry>(Entry{name, Look(name)});
    m_entries.emplace(entry->look.writtenKey(), entry);
    if (entry->look.smallKey() != entry->look.writtenKey())
        m_entries.emplace(entry->look.smallKey(), entry);
}

void LookIndex::remove(const QString &name)
{
    const Look look(name);
    for (const QString &key : {look.writtenKey(), look.smallKey()}) {
        auto [entry, end] = m_entries.equal_range(key);
        while (entry != end)
            entry = entry->second->name == name ? m_entries.erase(entry) : std::next(entry);
    }
}

QString LookIndex::alike(const QString &name, const QString &own) const
{
    const Look look(name);
    for (const QString &key : {look.writtenKey(), look.smallKey()}) {
        const auto [begin, end] = m_entries.equal_range(key);
        const auto found = std::find_if(begin, end, [&](const auto &entry) {
            return entry.second->name != own && entry.second->look.isLike(look);
        });
        if (found != end)
            return found->second->name;
    }
    return QString();
}

} // namespace Chalkwire::Core
