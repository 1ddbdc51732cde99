// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "core/postedfile.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace Chalkwire::Core {

/// Who acts, however its name changes: kIdentityBytes bytes. Never sent to anybody.
using Identity = QByteArray;
inline constexpr qsizetype kIdentityBytes = 16;
/// Of the operator, who may delete what anybody said. No client has it: theirs are drawn or hashes.
inline constexpr char kOperatorIdentity[kIdentityBytes + 1] = "the operator    ";

/// What a client calls the room of its author's direct messages, and where these are kept. No room has such a
/// name (docs/protocol.md §5).
inline constexpr QStringView kInbox = u"@";
inline QString inboxOf(const Identity &author)
{
    return kInbox.toString() + QString::fromLatin1(author.toHex());
}
inline bool isInbox(QStringView room)
{
    return room.startsWith(kInbox);
}

/// What an entry does. The numbers stand in databases.
enum class EntryKind : quint8 {
    Post = 1,
    Edit = 2,   ///< gives the post `of` another text
    Delete = 3, ///< takes the text of the post or reaction `of`, and of its edits, away
    React = 4,  ///< to the post `of`
    Topic = 5,  ///< of the room
};

/// One step in the history of a room. Whoever goes through them by number has what everybody has.
/// docs/protocol.md §9.4
struct Entry
{
    quint64 seq = 0; ///< in the room: 1, 2, 3, ... without gaps; 0: not stored yet
    EntryKind kind = EntryKind::Post;
    qint64 millis = 0;      ///< since 1970-01-01 UTC, by the server's clock, which may jump
    QString from;           ///< the author's name at that time
    Identity author;        ///< who may change it
    QString id;             ///< the client's own; the same author's same id is the same entry; may be empty
    quint64 of = 0;         ///< the number of the post it answers, changes or reacts to; 0: none
    QString text;           ///< what is said, the reaction, or the topic. Of a post: as it stands now
    quint64 changedBy = 0;  ///< Post, React: the number of its last Edit or of its Delete; 0: none
    bool isDeleted = false; ///< its text is gone; of an Edit: because its post was deleted
    FileLink file{};        ///< Post: what it brings; its text was the file's name at first
    QString to{};           ///< Post: it is a direct message, to whom; the name at that time

    bool operator==(const Entry &other) const = default;
};

/// To be stored. `ticket` comes back in Stored.
struct Append
{
    quint64 ticket = 0;
    QString room;
    Entry entry;
    bool removesRoom = false; ///< instead of an entry: the room goes, with all before this
    /// A direct message (Entry::to) stands in two inboxes: `room` is the sender's, this one the other's.
    /// Either may be empty: it has none. An id is of the first that there is.
    QString copyTo{};
    bool isToAbsent = false; ///< `copyTo` is to be that of the author who was called so last
};

/// What became of an Append: the entry as it stands in the history, or why there is none.
/// Errors: NoSuchPost (`of` is no post, was deleted or is gone), NotYours, NoSuchClient (nobody was called
/// so), StorageFull, StorageFailed.
struct Stored
{
    quint64 ticket = 0;
    QString room;
    Entry entry;              ///< of a removed room: seq is its last number
    bool isDuplicate = false; ///< stored earlier under this id: everybody has been told
    ErrorCode error = ErrorCode::None;
    QString copyRoom{}; ///< the other's inbox, where it is another one
    quint64 copySeq = 0;
};

/// Who may be in a room, and for how long its history is kept.
struct RoomRules
{
    static constexpr qint64 kMaxKeepDays = 3650;
    static constexpr qint64 kKeepAsUsual = 0;  ///< as Limits::keepDays says
    static constexpr qint64 kKeepForever = -1; ///< whatever that says

    qint64 keepDays = kKeepAsUsual; ///< older entries are removed
    bool isPrivate = false;         ///< only for those who are admitted
    std::vector<Identity> admitted{};

    /// What holds where `usual` is Limits::keepDays; 0: for ever.
    qint64 daysKept(qint64 usual) const
    {
        return keepDays == kKeepAsUsual ? usual : qMax<qint64>(keepDays, 0);
    }
    bool operator==(const RoomRules &other) const = default;
};

/// What is kept of a room.
struct RoomHistory
{
    QString name; ///< as it was first written
    QString topic{};
    quint64 firstSeq = 1; ///< the first that is kept; lastSeq + 1: none is
    quint64 lastSeq = 0;
    RoomRules rules{};
    quint64 baseSeq = 0;   ///< up to here the numbers are those of removed rooms of this name
    qint64 lastMillis = 0; ///< of the last entry that is kept; 0: none is

    /// Nothing but the numbers that a later room of this name goes on from.
    bool isRemoved() const { return baseSeq > 0 && lastSeq == baseSeq && rules == RoomRules(); }
    bool operator==(const RoomHistory &other) const = default;
};

/// Part of a room's history. `before` != 0: the last entries with lower numbers. Otherwise the first ones
/// past `after`. At most `count` and `bytes`, where an entry counts its text in UTF-8 and 64 more; but at
/// least one, if there is one.
struct PageRequest
{
    quint64 ticket = 0;
    QString room;
    quint64 after = 0;
    quint64 before = 0;
    qint64 count = 100;
    qint64 bytes = 32 * 1024;
};
struct Page
{
    quint64 ticket = 0;
    QString room;
    std::vector<Entry> entries{}; ///< by number, rising
    bool hasMore = false;         ///< in the direction asked for
    quint64 firstSeq = 1;         ///< see RoomHistory
    quint64 lastSeq = 0;
    ErrorCode error = ErrorCode::None;
};

} // namespace Chalkwire::Core
