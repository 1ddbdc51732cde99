// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/rowfile.h"

#include <QMetaType>
#include <QString>

#include <vector>

namespace Chalkwire::ClientGui {

/// What a row of a room is.
enum class RowKind : quint8 {
    Post,
    Topic,        ///< somebody set the topic; `text` is it
    Presence,     ///< who came and went, gathered: `people`
    Renamed,      ///< `from` is now called `text`
    Announcement, ///< `text`, by the operator; who was in the room when it came sees it
    Change,       ///< an edit, deletion or reaction of the user that is not sent or was refused: `change`
    Gone,         ///< the server no longer has the entries `seq` to `of`
    Restarted,
};

/// How far what the user wrote has come. None: somebody else's.
enum class OwnState : quint8 { None, Waiting, Sent, Saved, Failed };

enum class ChangeKind : quint8 { None, Edit, Delete, React, Topic };

struct Reaction
{
    quint64 seq = 0; ///< of the entry: what takes it back
    QString from;
    QString text;
    bool isOwn = false;
};

/// Reactions of the same text. Shape: in the order of the first of each.
struct ReactionGroup
{
    QString text;
    int count = 0;
    quint64 ownSeq = 0; ///< the user's own; 0: none
};

struct Coming
{
    QString name;
    bool isHere = false;
};

/// One row of a room. Plain value; all texts come from peers and are shown as plain text only.
struct ChatRow
{
    static constexpr std::size_t kMaxReactions = 256; ///< of one post; further ones are not kept
    static constexpr std::size_t kMaxPeople = 32;     ///< named in one Presence row

    RowKind kind = RowKind::Post;
    OwnState state = OwnState::None;
    ChangeKind change = ChangeKind::None;
    bool mentionsMe = false;
    bool isReplay = false; ///< it shows what happened, not what happens
    bool isEdited = false;
    bool isDeleted = false;
    bool startsDay = false; ///< of another day than the row above
    quint64 seq = 0;        ///< 0: not kept by the server
    quint64 place = 0;      ///< the number it stands behind, its own if it has one: rows are ordered by it
    quint64 of = 0;         ///< Post: what it answers, or 0; Change: what it changes; Gone: the last one
    quint64 changedBy = 0;  ///< the entry that changed it last
    quint64 order = 0;      ///< not saved yet: the order of writing
    qint64 millis = 0;      ///< since 1970-01-01 UTC
    QString from;
    QString text;
    QString id;                  ///< of what the user wrote; empty: not known
    QString code;                ///< why it waits or failed; may be empty
    std::optional<RowFile> file; ///< Post: what it brings; `text` is its name, or what became of that
    std::vector<Reaction> reactions;
    std::vector<Coming> people;
    int morePeople = 0; ///< beyond `people`

    qint64 cost() const; ///< bytes of memory the model counts for it
    bool isOwn() const { return state != OwnState::None; }
    /// What is said beside the file.
    bool hasText() const { return !file || text != file->name; }
    bool isPending() const { return state != OwnState::None && state != OwnState::Saved; }
    std::vector<ReactionGroup> groups() const;
};

} // namespace Chalkwire::ClientGui

Q_DECLARE_METATYPE(Chalkwire::ClientGui::ChatRow)
