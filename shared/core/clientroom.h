// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "core/clientkept.h"
#include "core/seqcursor.h"

#include <QStringList>

#include <map>

namespace Chalkwire::Core {

/// A room as a client has it: what was shown of it, who is there, how much is not read. No frames.
/// Bounds: kMaxMembers names, kMaxUnread numbers. Thread: any one.
class ClientRoom
{
public:
    static constexpr std::size_t kMaxMembers = 1024;
    static constexpr std::size_t kMaxUnread = 1000;
    static constexpr qint64 kMaxCount = 1'000'000'000; ///< members, whatever the server says

    /// Out: to be joined when there is a connection. Refused: until the next one.
    enum class Membership : quint8 { Out, Asked, In, Refused };

    explicit ClientRoom(const KeptRoom &kept);
    KeptRoom kept() const;

    // Who is there. Names are told apart as in docs/protocol.md §5.
    void setMembers(const QStringList &names, qint64 count);
    bool enter(const QString &name); ///< false: was there
    bool leave(const QString &name); ///< false: was not, as far as known
    bool rename(const QString &from, const QString &to);
    QStringList members() const;
    qint64 memberCount() const { return m_memberCount; } ///< may be more than are listed

    // What is said.
    /// The room is joined and has entries up to `last`: without a read mark all of them count as read.
    void begin(quint64 last);
    /// The same where it has no entry, though there were some up to `last`.
    void beginEmpty(quint64 last);
    void restart(quint64 last); ///< the server's history began anew
    void forget();              ///< all of it: the room begins when it is joined
    /// An entry is shown: counts it, takes a deleted one back, keeps the newest topic.
    void note(const Entry &entry, bool isOwn, bool isMention);
    void setTopic(const QString &topic, quint64 seq); ///< as of that entry
    const QString &topic() const { return m_topic; }

    bool markRead(quint64 seq);                               ///< whether the mark rises
    quint64 readMark() const { return m_read; }               ///< that the user or the server said; 0: none
    qint64 unread() const { return qint64(m_unread.size()); } ///< kMaxUnread: so many or more
    qint64 mentions() const;

    QString name; ///< as the server writes it
    bool isPrivate = false;
    Membership membership = Membership::Out;
    SeqCursor shown;

private:
    struct Unread
    {
        quint64 seq = 0;
        bool isMention = false;
    };

    std::map<QString, QString> m_members; ///< by nameKey
    qint64 m_memberCount = 0;
    QString m_topic;
    quint64 m_topicSeq = 0;
    quint64 m_read = 0;
    quint64 m_begin = 0;          ///< what was there before counts as read
    bool m_wasEmpty = false;      ///< nothing was there before
    std::vector<Unread> m_unread; ///< by number
};

} // namespace Chalkwire::Core
