// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conversations.h"
#include "core/followedroom.h"
#include "core/serverlink.h"

#include <set>

namespace Chalkwire::Core {

/// The rooms that the user wants to be in: joins them after each welcome, takes every entry once, asks for
/// what is missing and for what is older, tells how far the user has read. docs/protocol.md §9.3, §9.5
/// Bounds: ServerLimits::rooms rooms from the user, kMaxListed restored ones, kMaxListed marks of the server.
/// Thread: any one. `link` is not owned.
class FollowedRooms
{
public:
    explicit FollowedRooms(ServerLink &link);

    void restore(const std::vector<KeptRoom> &kept);
    void welcomed(const std::vector<Told::ListedRoom> &rooms, ClientEffects &effects);
    void beginAnew(ClientEffects &effects); ///< the server has another history: no number means what it did
    void connectionLost();
    /// What is due, and what has changed since the last call.
    void settle(ClientEffects &effects);
    std::optional<Instant> wakeAt() const;

    // What the user does.
    Result<QString> join(const QString &name, bool isPrivate);
    bool leave(const QString &name, ClientEffects &effects); ///< false: not followed
    void markRead(const QString &name, quint64 seq);
    void typing(const QString &name, ClientEffects &effects);

    // Frames of the server.
    void takeRoom(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeEntered(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeLeft(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeRemoved(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeRules(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeTyping(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeMarks(const Wire::ChatHeader &header);
    /// Also what is no entry we know, if it has a number: it is not missing then. False: no page has so much.
    [[nodiscard]] bool takeEntry(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeHistory(const Wire::ChatHeader &header, ClientEffects &effects);
    void takeMembers(const QString &name, const QStringList &members, qint64 count);
    void renamed(const QString &from, const QString &to);
    void failed(const QString &id, const Asked &asked, const QString &code, const QString &text,
                ClientEffects &effects);

    // For the outbox.
    bool isOpen(const QString &key) const;                   ///< what is sent there now gets its answer
    bool rejoin(const QString &key, ClientEffects &effects); ///< false: there is no use
    /// The own entry `seq` was acknowledged: whether it comes (or came) as an entry too.
    bool acknowledged(const QString &key, const OutboxItem &item, quint64 seq);

    FollowedRoom *find(QStringView name);
    const FollowedRoom *findRoom(QStringView name); ///< the inbox is none
    const ClientRoom *room(QStringView name) const;
    Told::Said said(const EntryFrame &frame) const;

private:
    void sendJoin(FollowedRoom &f, ClientEffects &effects);
    void joinAnother(FollowedRoom &f, ClientEffects &effects);
    void restart(FollowedRoom &f, quint64 last, ClientEffects &effects);
    void enter(FollowedRoom &f, const QJsonObject &fields, ClientEffects &effects);
    void joinRefused(FollowedRoom &f, const QString &code, const QString &text, ClientEffects &effects);
    FollowedRoom *joined(const Wire::ChatHeader &header); ///< the room it is about, if we are in it
    SeqCursor::Take takeNumber(FollowedRoom &f, quint64 seq);
    bool addToPage(const FollowedRoom &f, const EntryFrame &frame);
    void finishPage(FollowedRoom &f, bool hasMore, ClientEffects &effects);
    void finishNewer(FollowedRoom &f, quint64 askedFrom, ClientEffects &effects);
    void skip(FollowedRoom &f, quint64 to, ClientEffects &effects);
    void askNewer(FollowedRoom &f, ClientEffects &effects);
    void askOlder(ClientEffects &effects);
    void sendRead(FollowedRoom &f, ClientEffects &effects);
    void applyMark(const QString &key, FollowedRoom &f); ///< what the server knows that was read
    void tellChanges(FollowedRoom &f, ClientEffects &effects);
    qint64 pageSize() const;

    ServerLink &m_link;
    std::map<QString, FollowedRoom> m_rooms; ///< by nameKey
    std::map<QString, quint64> m_marks;      ///< what the server said, by nameKey
    std::set<QString> m_listed;              ///< that it had at the last welcome, by nameKey
    std::optional<OlderPageRequest> m_older;
    Conversations m_conversations; ///< in the inbox
};

} // namespace Chalkwire::Core
