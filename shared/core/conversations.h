// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clienteffects.h"

#include <map>
#include <set>

namespace Chalkwire::Core {

/// What is not read of each direct conversation, over restarts too; the inbox itself has one count for all.
/// Numbers are those of the inbox. A conversation is kept, as the room "@ben", while something in it is not
/// read. docs/protocol.md §9.12
/// Bounds: kMaxConversations, the one that was silent for longest goes; ClientRoom::kMaxUnread of each.
/// Thread: any one.
class Conversations
{
public:
    static constexpr std::size_t kMaxConversations = 256;

    void restore(const KeptRoom &kept); ///< what is not sound is left out
    /// A direct message that comes for the first time. What the user wrote is read, and all up to `read`.
    void note(const Entry &entry, bool isOwn, quint64 read);
    void noteOlder(const Entry &entry, bool isOwn); ///< of a page that was asked for
    void markRead(const QString &room, quint64 seq);
    void markAllRead(quint64 seq);
    void restart(); ///< the inbox began anew
    /// Up to here everything is read; `last`: the end of the inbox.
    quint64 readMark(quint64 last) const;
    void tellChanges(ClientEffects &effects);

private:
    struct Unread
    {
        QString room;           ///< "@ben", as the server writes the name
        quint64 read = 0;       ///< up to here it is read
        quint64 restoredTo = 0; ///< the last one of those that were restored
        quint64 restored = 0;   ///< how many of them are not read and did not come again
        std::set<quint64> seqs; ///< that came
        bool isTold = false;    ///< and kept
        bool isChanged = true;

        quint64 count() const { return restored + seqs.size(); }
        quint64 last() const { return seqs.empty() ? restoredTo : *seqs.rbegin(); }
    };
    using All = std::map<QString, Unread>;
    Unread *find(const Entry &entry, bool isOwn);
    void makePlace();
    All::iterator erase(All::iterator at);
    static void bound(Unread &unread);

    All m_unread;                           ///< by nameKey of the room
    std::vector<Told::RoomCounts> m_erased; ///< not told yet
};

} // namespace Chalkwire::Core
