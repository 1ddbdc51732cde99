// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"

#include <QString>

#include <optional>
#include <vector>

/// What a chat client keeps on disk, so that it goes on after a crash where it was. Values only: who stores
/// them carries out the effects below in their order, and what one call filled in one transaction where it
/// can.
namespace Chalkwire::Core {

/// Something the user said or changed that the server has not acknowledged. docs/protocol.md §9.4
struct OutboxItem
{
    QString id; ///< 1 to 64 characters, drawn at random once: however often it is sent, it is one entry
    quint64 order = 0; ///< rises; a room's items are sent in this order
    QString room;      ///< "@ben": a direct message to ben
    EntryKind kind = EntryKind::Post;
    quint64 of = 0; ///< Post: what it answers, or 0; others: what they change or react to
    QString text;
    qint64 millis = 0; ///< since 1970-01-01 UTC by the own clock: when it was written
    QString failure;   ///< the code of the refusal that ended it; empty: it is to be sent (again)

    bool operator==(const OutboxItem &other) const = default;
};

/// A file that the user gives and the server has not acknowledged. docs/protocol.md §9.10
struct KeptUpload
{
    QString id; ///< as of an OutboxItem
    quint64 order = 0;
    QString room;
    quint64 re = 0; ///< what it answers, or 0
    QString path;   ///< absolute
    QString name;   ///< a safeFileName()
    qint64 bytes = 0;
    qint64 modified = 0;   ///< the file's time, ms since 1970 UTC
    QByteArray sha256{};   ///< empty: not known yet, nor the two above
    QString failure{};     ///< the code of what ended it; empty: it goes on
    bool isPaused = false; ///< by the user

    bool operator==(const KeptUpload &other) const = default;
};

/// A room that is joined again after each welcome.
struct KeptRoom
{
    QString room;
    bool isPrivate = false;
    std::optional<quint64> cursor; ///< all entries up to this one were shown; none: it was never joined
    quint64 read = 0;              ///< the user has read up to here
    quint64 unread = 0;            ///< of a direct conversation, "@ben": so many up to `cursor` are not read

    bool operator==(const KeptRoom &other) const = default;
};

/// All of it, for ChatClientCore::restore().
struct KeptClient
{
    QString secret; ///< the field `client` of hello: whoever has it speaks as this author
    QString name;   ///< what the user wants to be called; may be empty
    std::vector<KeptRoom> rooms;
    std::vector<OutboxItem> outbox; ///< in any order
    QString history{}; ///< of which the rooms' numbers are, as welcome said it; empty: it did not
    std::vector<KeptUpload> uploads{}; ///< in any order

    bool operator==(const KeptClient &other) const = default;
};

// The changes to it.
struct KeepIdentity
{
    QString secret;
    QString name;
    QString history{};
};
struct KeepRoom ///< new or changed
{
    KeptRoom room;
};
struct ForgetRoom
{
    QString room;
};
struct KeepOutboxItem ///< new, or changed under the same id
{
    OutboxItem item;
};
struct ForgetOutboxItem
{
    QString id;
};
struct KeepUpload ///< new, or changed under the same id
{
    KeptUpload upload;
};
struct ForgetUpload
{
    QString id;
};

} // namespace Chalkwire::Core
