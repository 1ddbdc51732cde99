// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace Chalkwire::Wire {

/// What kind of value a field has.
enum class FieldKind : quint8 { Text, Number, Flag, Null, List, Object, Bytes };

/// What a field is for. Windows have a sentence for each.
enum class FieldMeaning : quint8 {
    Unknown, ///< docs/protocol.md has no such field: ignored
    // Every chat frame, docs/protocol.md §9.1
    Type,
    PayloadSize,
    Payload, ///< the raw bytes behind the header
    LineEnd,
    // §9.2
    Protocol,
    WantedName,
    Author,
    GivenName,
    ServerProgram,
    Features,
    Feature,
    HistoryIdentity,
    ServerLimits,
    HeaderLimit,
    PayloadLimit,
    TextLimit,
    NameLimit,
    RoomsLimit,
    PageLimit,
    PendingLimit,
    FileLimit,
    TransfersLimit,
    // §9.3
    Request, ///< the id that its answer has too
    Room,
    RoomList,
    ListedRoom,
    ListedMembers,
    Members,
    Member,
    Count,
    Private,
    Since,
    FirstEntry,
    LastEntry,
    KeepDays,
    Invited,
    Subject, ///< who came or left
    Inviter,
    NameBefore,
    NameAfter,
    TypingName,
    Away,
    AwayList,
    AwayText,
    // §9.4
    PostId,
    Text,
    Reaction,
    Topic,
    Announcement,
    Recipient,
    Sender,
    Seq,
    Time,
    Reply,
    About,
    Replay,
    Own,
    EditedBy,
    DeletedBy,
    // §9.5
    Before,
    After,
    PageSize,
    More,
    SearchText,
    SearchBefore,
    NextPage,
    ReadTo,
    Marks,
    Mark,
    // §9.6, §9.7
    Reason,
    RetryAfter,
    Reconnect,
    ErrorCode,
    ErrorText,
    ErrorAbout,
    ErrorField,
    // §9.10
    Transfer,
    File,
    FileName,
    FileSize,
    FileHash,
    Offset,
    Until,
    // §3, §4
    PlainRequest,
    PlainText,
    Close,
    Accepted,
    Closed,
    Notice,
    Command,
    CommandName,
    CommandRoom,
    CommandText,
    CommandRest,
    PushRoom,
    PushName,
    PushText,
};
inline constexpr FieldMeaning kLastFieldMeaning = FieldMeaning::PushText;

struct KnownField
{
    FieldMeaning meaning = FieldMeaning::Unknown;
    FieldKind kind = FieldKind::Text; ///< that it is to have
};

/// What docs/protocol.md says of the field at `path` in a chat frame of this type. A path is "room",
/// "limits.header", "members[]" or "rooms[].name". Nothing: no such field there.
std::optional<KnownField> knownField(QStringView frameType, QStringView path);

/// The section of docs/protocol.md that has chat frames of this type: "9.4"; empty: no frame has it.
QString frameSection(QStringView frameType);
/// Every type that a frame may have.
QStringList frameTypes();

} // namespace Chalkwire::Wire
