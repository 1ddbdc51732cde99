// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldmeaning.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace Chalkwire::Wire {

namespace {

using M = FieldMeaning;
using K = FieldKind;

struct Section
{
    QStringView number;
    QStringView types;
};

constexpr std::array kSections{
    Section{u"9.2", u"hello welcome"},
    Section{u"9.3", u"join room entered leave left invite invited invitation name renamed who people rooms "
                    u"typing away rules removed"},
    Section{u"9.4", u"post ack message edit edited delete deleted react reaction topic direct announcement"},
    Section{u"9.5", u"history search hit found read marks"},
    Section{u"9.6", u"ping pong bye"},
    Section{u"9.7", u"error"},
    Section{u"9.10", u"offer upload chunk progress fetch fetched stop stopped"},
};

struct Row
{
    QStringView path;
    K kind;
    M meaning;
    QStringView types; ///< that have it; empty: all
};

constexpr QStringView kSaid = u"message hit";
constexpr QStringView kEntries = u"message hit edited deleted reaction topic direct";

// What §9.2 to §9.10 say, in both directions: no key has two meanings in frames of one type. The first row
// that fits counts.
constexpr std::array kRows{
    Row{u"type", K::Text, M::Type, {}},
    Row{u"bytes", K::Number, M::PayloadSize, {}},
    Row{u"id", K::Text, M::PostId, u"post edit delete react topic direct ack"},
    Row{u"id", K::Text, M::Transfer, u"offer upload chunk progress fetch fetched stop stopped"},
    Row{u"id", K::Text, M::Request, {}},
    Row{u"protocol", K::Number, M::Protocol, u"hello welcome"},
    Row{u"client", K::Text, M::Author, u"hello"},
    Row{u"name", K::Text, M::WantedName, u"hello name"},
    Row{u"name", K::Text, M::GivenName, u"welcome"},
    Row{u"name", K::Text, M::Subject, u"entered left away"},
    Row{u"name", K::Text, M::Invited, u"invite invited"},
    Row{u"name", K::Text, M::FileName, u"offer upload"},
    Row{u"server", K::Text, M::ServerProgram, u"welcome"},
    Row{u"features", K::List, M::Features, u"welcome"},
    Row{u"features[]", K::Text, M::Feature, u"welcome"},
    Row{u"history", K::Text, M::HistoryIdentity, u"welcome"},
    Row{u"limits", K::Object, M::ServerLimits, u"welcome"},
    Row{u"limits.header", K::Number, M::HeaderLimit, u"welcome"},
    Row{u"limits.payload", K::Number, M::PayloadLimit, u"welcome"},
    Row{u"limits.text", K::Number, M::TextLimit, u"welcome"},
    Row{u"limits.name", K::Number, M::NameLimit, u"welcome"},
    Row{u"limits.rooms", K::Number, M::RoomsLimit, u"welcome"},
    Row{u"limits.page", K::Number, M::PageLimit, u"welcome"},
    Row{u"limits.pending", K::Number, M::PendingLimit, u"welcome"},
    Row{u"limits.file", K::Number, M::FileLimit, u"welcome"},
    Row{u"limits.transfers", K::Number, M::TransfersLimit, u"welcome"},
    Row{u"rooms", K::List, M::RoomList, u"welcome rooms"},
    Row{u"rooms[]", K::Object, M::ListedRoom, u"welcome rooms"},
    Row{u"rooms[].name", K::Text, M::Room, u"welcome rooms"},
    Row{u"rooms[].members", K::Number, M::ListedMembers, u"welcome rooms"},
    Row{u"rooms[].last", K::Number, M::LastEntry, u"welcome rooms"},
    Row{u"count", K::Number, M::PageSize, u"history"},
    Row{u"count", K::Number, M::Count, u"welcome room people rooms"},
    Row{u"room", K::Text, M::Room,
        u"join room entered leave left invite invited invitation who people typing post edit delete react "
        u"topic ack "
        u"message hit edited deleted reaction history read offer fetch rules removed direct"},
    Row{u"members", K::List, M::Members, u"room people"},
    Row{u"members[]", K::Text, M::Member, u"room people"},
    Row{u"away", K::List, M::AwayList, u"room people"},
    Row{u"away[]", K::Text, M::Member, u"room people"},
    Row{u"away", K::Flag, M::Away, u"away"},
    Row{u"text", K::Text, M::AwayText, u"away"},
    Row{u"topic", K::Text, M::Topic, u"room"},
    Row{u"private", K::Flag, M::Private, u"join room"},
    Row{u"since", K::Number, M::Since, u"join"},
    Row{u"first", K::Number, M::FirstEntry, u"room history"},
    Row{u"last", K::Number, M::LastEntry, u"room history"},
    Row{u"keep_days", K::Number, M::KeepDays, u"room rules"},
    Row{u"from", K::Text, M::Inviter, u"invitation"},
    Row{u"from", K::Text, M::NameBefore, u"renamed"},
    Row{u"from", K::Text, M::TypingName, u"typing"},
    Row{u"from", K::Text, M::Sender, u"message hit edited deleted reaction topic direct"},
    Row{u"to", K::Text, M::NameAfter, u"renamed"},
    Row{u"to", K::Text, M::Recipient, u"direct hit ack"},
    Row{u"text", K::Text, M::Reaction, u"react reaction"},
    Row{u"text", K::Text, M::Topic, u"topic"},
    Row{u"text", K::Text, M::Announcement, u"announcement"},
    Row{u"text", K::Text, M::SearchText, u"search"},
    Row{u"text", K::Text, M::ErrorText, u"error"},
    Row{u"text", K::Text, M::Text, u"post edit direct message hit edited"},
    Row{u"seq", K::Number, M::ReadTo, u"read"},
    Row{u"seq", K::Number, M::Seq, u"ack message hit edited deleted reaction topic direct"},
    Row{u"time", K::Number, M::Time, u"ack message hit edited deleted reaction topic direct announcement"},
    Row{u"re", K::Text, M::ErrorAbout, u"error"},
    Row{u"re", K::Number, M::Reply, u"post message hit offer"},
    Row{u"of", K::Number, M::About, u"edit delete react edited deleted reaction fetch"},
    Row{u"replay", K::Flag, M::Replay, kEntries},
    Row{u"own", K::Flag, M::Own, kEntries},
    Row{u"edited", K::Number, M::EditedBy, kSaid},
    Row{u"deleted", K::Number, M::DeletedBy, u"message hit reaction"},
    Row{u"file", K::Object, M::File, kSaid},
    Row{u"file.name", K::Text, M::FileName, kSaid},
    Row{u"file.size", K::Number, M::FileSize, kSaid},
    Row{u"file.sha256", K::Text, M::FileHash, kSaid},
    Row{u"before", K::Number, M::Before, u"history"},
    Row{u"before", K::Number, M::SearchBefore, u"search"},
    Row{u"after", K::Number, M::After, u"history"},
    Row{u"more", K::Flag, M::More, u"history"},
    Row{u"next", K::Number, M::NextPage, u"found"},
    Row{u"marks", K::List, M::Marks, u"marks"},
    Row{u"marks[]", K::Object, M::Mark, u"marks"},
    Row{u"marks[].room", K::Text, M::Room, u"marks"},
    Row{u"marks[].seq", K::Number, M::ReadTo, u"marks"},
    Row{u"reason", K::Text, M::Reason, u"bye"},
    Row{u"retry_after", K::Number, M::RetryAfter, u"bye"},
    Row{u"reconnect", K::Flag, M::Reconnect, u"bye"},
    Row{u"code", K::Text, M::ErrorCode, u"error"},
    Row{u"field", K::Text, M::ErrorField, u"error"},
    Row{u"size", K::Number, M::FileSize, u"offer"},
    Row{u"sha256", K::Text, M::FileHash, u"offer"},
    Row{u"offset", K::Number, M::Offset, u"upload chunk progress fetch fetched"},
    Row{u"until", K::Number, M::Until, u"fetch"},
};

/// Whether `word` is one of `words`, which are separated by spaces.
bool isOneOf(QStringView words, QStringView word)
{
    for (const QStringView one : words.tokenize(u' ')) {
        if (one == word)
            return true;
    }
    return false;
}

} // namespace

std::optional<KnownField> knownField(QStringView frameType, QStringView path)
{
    const auto *row = std::find_if(kRows.begin(), kRows.end(), [&](const Row &r) {
        return r.path == path && (r.types.isEmpty() || isOneOf(r.types, frameType));
    });
    return row == kRows.end() ? std::nullopt : std::optional(KnownField{row->meaning, row->kind});
}

QString frameSection(QStringView frameType)
{
    const auto *section = std::find_if(kSections.begin(), kSections.end(),
                                       [&](const Section &s) { return isOneOf(s.types, frameType); });
    return section == kSections.end() ? QString() : section->number.toString();
}

QStringList frameTypes()
{
    QStringList types;
    for (const Section &section : kSections)
        types += section.types.toString().split(u' ');
    return types;
}

} // namespace Chalkwire::Wire
