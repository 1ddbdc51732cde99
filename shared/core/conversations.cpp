// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conversations.h"

#include "core/clientroom.h"
#include "core/names.h"
#include "core/serverframe.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

QString roomWith(const QString &name)
{
    return kInbox.toString() + name;
}

} // namespace

void Conversations::restore(const KeptRoom &kept)
{
    const bool isSound = isInbox(kept.room) &&
                         checkName(kept.room.mid(kInbox.size()), kMaxNameCharacters).has_value() &&
                         kept.cursor.value_or(0) > kept.read && qint64(*kept.cursor) > 0 && kept.unread > 0 &&
                         m_unread.size() < kMaxConversations;
    if (!isSound)
        return;
    const QString key = nameKey(kept.room);
    const quint64 count = std::min({kept.unread, *kept.cursor - kept.read, quint64(ClientRoom::kMaxUnread)});
    m_unread.insert_or_assign(key, Unread{kept.room, kept.read, *kept.cursor, count, {}, true});
}

Conversations::Unread *Conversations::find(const Entry &entry, bool isOwn)
{
    const auto at = isOwn ? m_unread.end() : m_unread.find(nameKey(roomWith(entry.from)));
    return at == m_unread.end() ? nullptr : &at->second;
}

void Conversations::note(const Entry &entry, bool isOwn, quint64 read)
{
    if (isOwn || entry.seq == 0 || entry.seq <= read)
        return;
    Unread *unread = find(entry, isOwn);
    if (!unread) {
        makePlace();
        const QString room = roomWith(entry.from);
        unread = &m_unread.emplace(nameKey(room), Unread{room, entry.seq - 1, 0, 0, {}}).first->second;
    }
    if (entry.seq <= unread->restoredTo) // counted already; the inbox was not kept that far
        noteOlder(entry, isOwn);
    if (entry.seq <= std::max(unread->read, unread->restoredTo) || !unread->seqs.insert(entry.seq).second)
        return;
    bound(*unread);
    unread->isChanged = true;
}

void Conversations::noteOlder(const Entry &entry, bool isOwn)
{
    Unread *unread = find(entry, isOwn);
    if (unread && unread->restored > 0 && entry.seq > unread->read && unread->seqs.insert(entry.seq).second)
        --unread->restored; // it is one of them
}

void Conversations::bound(Unread &unread)
{
    if (unread.count() <= ClientRoom::kMaxUnread)
        return;
    if (unread.restored > 0)
        --unread.restored;
    else
        unread.seqs.erase(unread.seqs.begin());
}

void Conversations::makePlace()
{
    if (m_unread.size() < kMaxConversations)
        return;
    (void)erase(std::ranges::min_element(m_unread, {}, [](const auto &one) { return one.second.last(); }));
}

Conversations::All::iterator Conversations::erase(All::iterator at)
{
    if (at->second.isTold)
        m_erased.push_back({at->second.room, 0, 0, at->second.read});
    return m_unread.erase(at);
}

void Conversations::restart()
{
    for (auto at = m_unread.begin(); at != m_unread.end();) {
        at->second.read = 0;
        at = erase(at);
    }
}

void Conversations::markRead(const QString &room, quint64 seq)
{
    const auto at = m_unread.find(nameKey(room));
    if (at == m_unread.end() || seq <= at->second.read)
        return;
    Unread &unread = at->second;
    unread.read = seq;
    unread.restored = 0; // older than what the user has in sight
    unread.seqs.erase(unread.seqs.begin(), unread.seqs.upper_bound(seq));
    unread.isChanged = true;
    if (unread.count() == 0)
        (void)erase(at);
}

void Conversations::markAllRead(quint64 seq)
{
    std::vector<QString> rooms;
    for (const auto &[key, unread] : m_unread) {
        if (seq >= unread.restoredTo) // of those before it nobody knows which are read
            rooms.push_back(unread.room);
    }
    for (const QString &room : rooms)
        markRead(room, seq);
}

quint64 Conversations::readMark(quint64 last) const
{
    for (const auto &[key, unread] : m_unread)
        last = std::min(last, unread.read);
    return last;
}

void Conversations::tellChanges(ClientEffects &effects)
{
    for (Told::RoomCounts &counts : std::exchange(m_erased, {})) {
        effects.items.emplace_back(ForgetRoom{counts.room});
        effects.items.emplace_back(std::move(counts));
    }
    for (auto &[key, unread] : m_unread) {
        if (!std::exchange(unread.isChanged, false))
            continue;
        unread.isTold = true;
        const auto count = qint64(unread.count());
        effects.items.emplace_back(
            KeepRoom{{unread.room, false, unread.last(), unread.read, unread.count()}});
        effects.items.emplace_back(Told::RoomCounts{unread.room, count, count, unread.read});
    }
}

} // namespace Chalkwire::Core
