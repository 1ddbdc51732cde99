// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "core/clienteffects.h"
#include "wire/chatdecoder.h"

namespace Chalkwire::Core {

// What a client reads out of the frames of a server, docs/protocol.md §9. Total: a field that is missing,
// wrong or beyond its bound reads as nothing.
inline constexpr qsizetype kMaxListed = 256;
inline constexpr qsizetype kMaxNameUnits = 256;                 ///< UTF-16: more than any name of §5 has
inline constexpr qint64 kMaxNameCharacters = kMaxNameUnits / 2; ///< of our own names
inline constexpr qsizetype kMaxCodeUnits = 64;                  ///< of an id, a code, a reason
inline constexpr qsizetype kMaxWordsUnits = 512;                ///< of a text about an error

QString textField(const QJsonObject &fields, QLatin1StringView key, qsizetype maxUnits);
inline QString nameField(const QJsonObject &fields, QLatin1StringView key)
{
    return textField(fields, key, kMaxNameUnits);
}
/// A whole number >= 0; `fallback` when it is none.
qint64 numberField(const QJsonObject &fields, QLatin1StringView key, qint64 fallback = 0);
quint64 seqField(const QJsonObject &fields, QLatin1StringView key); ///< 0: none
QStringList namesField(const QJsonObject &fields, QLatin1StringView key);
std::vector<Told::ListedRoom> roomsField(const QJsonObject &fields);

/// What one client may send, as welcome says in `limits`; 0: no limit.
struct ServerLimits
{
    explicit ServerLimits(const Limits &limits) ///< until a server has said: what ours says
        : header(limits.maxHeaderBytes)
        , text(limits.maxTextBytes)
        , name(limits.maxNameCharacters)
        , rooms(limits.maxRoomsPerClient)
        , payload(limits.maxPayloadBytes)
    {
    }
    void read(const QJsonObject &welcome); ///< what is missing stays

    qint64 header;
    qint64 text;
    qint64 name;
    qint64 rooms;
    qint64 payload;
    qint64 file = 0;
    qint64 transfers = 0;
    qint64 page = 200;
    qint64 pending = 256;
};

/// A frame with an entry of a room or of our inbox: message, direct, edited, deleted, reaction, topic, and
/// hit.
struct EntryFrame
{
    QString room;
    Entry entry;
    bool isReplay = false;
    /// Of what was said before, and of direct messages; a post that is said now goes by its name.
    std::optional<bool> isOwn;
    bool isSound = false; ///< otherwise only its number, if it has one, is worth something
};
/// `type` of the header; of any other frame: its room and number, not sound.
EntryFrame readEntry(const Wire::ChatHeader &header);

} // namespace Chalkwire::Core
