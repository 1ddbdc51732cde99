// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/chatrow.h"

#include <algorithm>

namespace Chalkwire::ClientGui {

qint64 ChatRow::cost() const
{
    qsizetype characters = from.size() + text.size() + id.size() + code.size();
    for (const Reaction &reaction : reactions)
        characters += reaction.from.size() + reaction.text.size();
    for (const Coming &coming : people)
        characters += coming.name.size();
    if (file)
        characters += file->name.size() + file->path.size() + file->transfer.size() + file->code.size();
    return qint64{sizeof(ChatRow)} + characters * qint64{sizeof(QChar)} +
           static_cast<qint64>(reactions.size() * sizeof(Reaction) + people.size() * sizeof(Coming));
}

std::vector<ReactionGroup> ChatRow::groups() const
{
    std::vector<ReactionGroup> groups;
    std::vector<const Reaction *> counted;
    for (const Reaction &reaction : reactions) {
        // The same person's same reaction is one, however often it was sent.
        const bool isSeen = std::ranges::any_of(counted, [&](const Reaction *other) {
            return other->from == reaction.from && other->text == reaction.text;
        });
        auto group = std::ranges::find(groups, reaction.text, &ReactionGroup::text);
        if (group == groups.end())
            group = groups.insert(groups.end(), ReactionGroup{reaction.text});
        if (reaction.isOwn && group->ownSeq == 0)
            group->ownSeq = reaction.seq;
        if (!isSeen) {
            ++group->count;
            counted.push_back(&reaction);
        }
    }
    return groups;
}

} // namespace Chalkwire::ClientGui
