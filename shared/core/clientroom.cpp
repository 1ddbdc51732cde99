// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clientroom.h"

#include "core/names.h"

#include <algorithm>

namespace Chalkwire::Core {

ClientRoom::ClientRoom(const KeptRoom &kept)
    : name(kept.room)
    , isPrivate(kept.isPrivate)
    , m_read(kept.read)
{
    if (kept.cursor)
        begin(*kept.cursor);
}

KeptRoom ClientRoom::kept() const
{
    if (!shown.isPlaced())
        return {name, isPrivate, std::nullopt, m_read};
    // A number of a room that was removed would be taken for one of its entries: docs/protocol.md §9.11.
    const bool isEmpty = m_wasEmpty && shown.cursor() == m_begin;
    return {name, isPrivate, isEmpty ? 0 : shown.cursor(), m_read};
}

void ClientRoom::setMembers(const QStringList &names, qint64 count)
{
    m_members.clear();
    for (const QString &member : names) {
        if (m_members.size() < kMaxMembers)
            m_members.insert_or_assign(nameKey(member), member);
    }
    m_memberCount = std::clamp(count, qint64(m_members.size()), kMaxCount);
}

bool ClientRoom::enter(const QString &member)
{
    const QString key = nameKey(member);
    if (m_members.contains(key))
        return false;
    if (m_members.size() < kMaxMembers)
        m_members.emplace(key, member);
    m_memberCount = std::min(m_memberCount + 1, kMaxCount);
    return true;
}

bool ClientRoom::leave(const QString &member)
{
    const bool wasListed = m_members.erase(nameKey(member)) > 0;
    const bool isKnown = wasListed || m_memberCount > qint64(m_members.size());
    if (isKnown)
        --m_memberCount;
    return isKnown;
}

bool ClientRoom::rename(const QString &from, const QString &to)
{
    if (m_members.erase(nameKey(from)) == 0)
        return false;
    m_members.insert_or_assign(nameKey(to), to);
    return true;
}

QStringList ClientRoom::members() const
{
    QStringList names;
    for (const auto &[key, member] : m_members)
        names.append(member);
    return names;
}

void ClientRoom::begin(quint64 last)
{
    if (!shown.isPlaced()) {
        shown.place(last);
        m_begin = last;
    }
    shown.expect(last);
}

void ClientRoom::beginEmpty(quint64 last)
{
    if (!shown.isPlaced() || shown.cursor() == 0) {
        m_wasEmpty = true;
        shown = {};
    }
    begin(last);
}

void ClientRoom::restart(quint64 last)
{
    forget();
    shown.place(0);
    shown.expect(last);
}

void ClientRoom::forget()
{
    shown = {};
    m_wasEmpty = false;
    m_read = 0;
    m_begin = 0;
    m_topicSeq = 0;
    m_unread.clear();
}

void ClientRoom::note(const Entry &entry, bool isOwn, bool isMention)
{
    if (entry.kind == EntryKind::Topic)
        setTopic(entry.text, entry.seq);
    if (entry.kind == EntryKind::Delete)
        std::erase_if(m_unread, [&](const Unread &u) { return u.seq == entry.of; });
    // What is not kept has no number: it is read with what came before it.
    const quint64 seq = entry.seq > 0 ? entry.seq : shown.last();
    const bool isRead = entry.seq > 0 && seq <= (m_read > 0 ? m_read : m_begin);
    if (entry.kind != EntryKind::Post || entry.isDeleted || isOwn || isRead)
        return;
    const auto at = std::upper_bound(m_unread.begin(), m_unread.end(), seq,
                                     [](quint64 s, const Unread &u) { return s < u.seq; });
    if (entry.seq > 0 && at != m_unread.begin() && std::prev(at)->seq == seq)
        return; // it is shown again
    m_unread.insert(at, Unread{seq, isMention});
    if (m_unread.size() > kMaxUnread)
        m_unread.erase(m_unread.begin());
}

void ClientRoom::setTopic(const QString &topic, quint64 seq)
{
    if (seq < m_topicSeq)
        return;
    m_topic = topic;
    m_topicSeq = seq;
}

bool ClientRoom::markRead(quint64 seq)
{
    std::erase_if(m_unread, [&](const Unread &u) { return u.seq <= seq; });
    if (seq <= m_read)
        return false;
    m_read = seq;
    return true;
}

qint64 ClientRoom::mentions() const
{
    return std::count_if(m_unread.begin(), m_unread.end(), [](const Unread &u) { return u.isMention; });
}

} // namespace Chalkwire::Core
