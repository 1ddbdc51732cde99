// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is said in a room, as rows.
#include "rooms/roomconversation.h"

#include <algorithm>
#include <utility>

namespace Chalkwire::ClientGui {

using Core::EntryKind;

namespace {

Reaction reactionOf(const Core::Told::Said &said)
{
    return {said.entry.seq, said.entry.from, said.entry.text, said.isOwn};
}

} // namespace

void RoomConversation::say(const Core::Told::Said &said)
{
    if (m_lastSeq == 0 && said.entry.seq > 0) {
        // What was seen before anything had a number happened after what is replayed now.
        flush();
        for (ChatRow &row : m_rows)
            row.place = qMax(row.place, said.isReplay ? said.entry.seq : 0);
    }
    m_lastSeq = qMax(m_lastSeq, said.entry.seq);
    if (!applyEntry(said))
        return;
    ChatRow row;
    row.kind = said.entry.kind == EntryKind::Topic ? RowKind::Topic : RowKind::Post;
    row.state = said.isOwn ? OwnState::Saved : OwnState::None;
    row.mentionsMe = said.mentionsMe;
    row.isReplay = said.isReplay;
    row.isDeleted = said.entry.isDeleted;
    row.changedBy = said.entry.changedBy;
    row.isEdited = row.changedBy > 0 && !row.isDeleted;
    row.seq = said.entry.seq;
    row.place = row.seq > 0 ? row.seq : m_lastSeq;
    row.of = said.entry.of;
    row.millis = said.entry.millis;
    row.from = said.entry.from;
    row.text = said.entry.text;
    row.id = said.entry.id;
    row.file = fileOf(said.entry);
    notePost(row);
    append(std::move(row));
}

/// Whether it is to become a row of its own.
bool RoomConversation::applyEntry(const Core::Told::Said &said)
{
    const Core::Entry &entry = said.entry;
    switch (entry.kind) {
    case EntryKind::Edit:
        applyEdit(entry);
        return false;
    case EntryKind::Delete:
        applyDelete(entry);
        return false;
    case EntryKind::React:
        applyReaction(said);
        return false;
    case EntryKind::Topic:
    case EntryKind::Post:
        break;
    }
    const bool isPastAll = m_collected.empty() ? entryRows() == 0 || row(entryRows() - 1).place < entry.seq
                                               : m_collected.back().place < entry.seq;
    if (entry.seq == 0 || isPastAll)
        return true;
    flush();
    const int known = rowOf(entry.seq); // what the user wrote, told as saved before it came
    if (known < 0)
        return true;
    ChatRow &row = m_rows[static_cast<size_t>(known)];
    row.from = entry.from;
    if (row.file && entry.file)
        row.file->bytes = entry.file->bytes;
    changed(known);
    return false;
}

void RoomConversation::applyEdit(const Core::Entry &entry)
{
    flush();
    const int at = rowOf(entry.of);
    if (at < 0 || row(at).isDeleted || row(at).changedBy >= entry.seq || entry.isDeleted)
        return;
    ChatRow &post = m_rows[static_cast<size_t>(at)];
    m_bytes -= post.cost();
    post.text = entry.text;
    post.isEdited = true;
    post.changedBy = entry.seq;
    m_bytes += post.cost();
    changed(at);
}

void RoomConversation::applyDelete(const Core::Entry &entry)
{
    flush();
    const int at = rowOf(entry.of);
    if (at < 0) {
        dropReaction(entry.of);
        return;
    }
    ChatRow &post = m_rows[static_cast<size_t>(at)];
    m_bytes -= post.cost();
    forgetRow(post);
    post.isDeleted = true;
    post.isEdited = false;
    post.changedBy = entry.seq;
    post.text.clear();
    post.file.reset();
    post.reactions.clear();
    m_bytes += post.cost();
    changed(at);
}

void RoomConversation::applyReaction(const Core::Told::Said &said)
{
    if (said.entry.isDeleted || said.entry.of == 0)
        return;
    flush();
    const int at = rowOf(said.entry.of);
    if (at < 0) {
        if (m_orphans.size() < kMaxOrphans)
            m_orphans.insert(said.entry.of, reactionOf(said));
        return;
    }
    ChatRow &post = m_rows[static_cast<size_t>(at)];
    if (post.isDeleted || post.reactions.size() >= ChatRow::kMaxReactions)
        return;
    m_bytes -= post.cost();
    post.reactions.push_back(reactionOf(said));
    m_bytes += post.cost();
    m_reactionPosts.insert(said.entry.seq, post.seq);
    changed(at);
}

void RoomConversation::dropReaction(quint64 seq)
{
    const int at = rowOf(m_reactionPosts.take(seq));
    if (at < 0) {
        m_orphans.removeIf([seq](const auto &orphan) { return orphan.value().seq == seq; });
        return;
    }
    ChatRow &post = m_rows[static_cast<size_t>(at)];
    m_bytes -= post.cost();
    std::erase_if(post.reactions, [seq](const Reaction &reaction) { return reaction.seq == seq; });
    m_bytes += post.cost();
    changed(at);
}

/// A post that becomes a row: reactions to it may have come before.
void RoomConversation::notePost(ChatRow &row)
{
    if (m_orphans.isEmpty() || row.seq == 0)
        return;
    QList<Reaction> reactions = m_orphans.values(row.seq);
    m_orphans.remove(row.seq);
    if (row.isDeleted)
        return;
    std::ranges::sort(reactions, {}, &Reaction::seq);
    for (const Reaction &reaction : std::as_const(reactions)) {
        if (row.reactions.size() >= ChatRow::kMaxReactions)
            break;
        row.reactions.push_back(reaction);
        m_reactionPosts.insert(reaction.seq, row.seq);
    }
}

/// Of a row that is dropped: the ones below shownFrom() come again with it, the others do not.
void RoomConversation::keepReactions(const ChatRow &row)
{
    for (const Reaction &reaction : row.reactions) {
        if (reaction.seq >= m_shownFrom && m_orphans.size() < kMaxOrphans)
            m_orphans.insert(row.seq, reaction);
    }
    forgetRow(row);
}

void RoomConversation::forgetRow(const ChatRow &row)
{
    for (const Reaction &reaction : row.reactions)
        m_reactionPosts.remove(reaction.seq);
}

void RoomConversation::addOlder(const Core::Told::OlderPage &page)
{
    flush();
    if (page.before > 0 && page.before < m_shownFrom)
        return; // asked for before rows were dropped: it would leave a gap
    m_mayHaveOlder = page.hasMore;
    m_shownFrom = 0;
    if (page.entries.empty())
        return;
    m_readsOlder = true;
    // They are gathered as if the room were empty, and then stand above what is there.
    RoomConversation above(m_room);
    above.m_downloads = m_downloads;
    above.m_orphans = std::exchange(m_orphans, {});
    for (const Core::Told::Said &said : page.entries)
        above.say(said);
    above.flush();
    m_orphans = std::exchange(above.m_orphans, {});
    m_lastSeq = qMax(m_lastSeq, above.m_lastSeq);
    for (ChatRow &row : m_rows) { // seen before anything had a number
        if (row.place > 0)
            break;
        row.place = above.m_lastSeq;
    }
    dropWhatIsTooMuch(above);
    Rows &rows = above.m_rows;
    if (rows.empty())
        return;
    m_reactionPosts.insert(above.m_reactionPosts);
    const auto count = static_cast<int>(rows.size());
    beginInsertRows({}, 0, count - 1);
    m_rows.insert(m_rows.begin(), std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
    m_bytes += above.m_bytes;
    if (m_newRow >= 0)
        m_newRow += count;
    const int next = markDays(0, count - 1);
    endInsertRows();
    changed(next);
    findNewRow();
    emit olderAdded(count);
}

/// The oldest of a page that is to stand above what is there.
void RoomConversation::dropWhatIsTooMuch(RoomConversation &above)
{
    Rows &rows = above.m_rows;
    while (!rows.empty() &&
           isTooMuch(rowCount() + static_cast<qint64>(rows.size()), m_bytes + above.m_bytes)) {
        above.m_bytes -= rows.front().cost();
        above.forgetRow(rows.front());
        m_shownFrom = rows.front().place + 1;
        rows.pop_front();
        m_mayHaveOlder = false; // until newer ones push rows out
    }
}

void RoomConversation::addGone(quint64 from, quint64 to)
{
    ChatRow row;
    row.kind = RowKind::Gone;
    row.isReplay = true;
    row.seq = from;
    row.of = to;
    row.place = to;
    m_lastSeq = qMax(m_lastSeq, to);
    flush();
    const int at = placeOf(to);
    row.millis = at > 0 ? this->row(at - 1).millis : at < entryRows() ? this->row(at).millis : 0;
    append(std::move(row));
}

void RoomConversation::restart(qint64 millis)
{
    flush();
    if (entryRows() > 0) {
        beginRemoveRows({}, 0, entryRows() - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + entryRows());
        m_bytes = 0;
        for (const ChatRow &row : m_rows)
            m_bytes += row.cost();
        m_newRow = -1;
        const int next = markDays(0, -1);
        endRemoveRows();
        changed(next);
    }
    m_reactionPosts.clear();
    m_orphans.clear();
    m_downloads.clear();
    m_lastSeq = 0;
    m_readMark = 0;
    m_mayHaveOlder = false;
    m_shownFrom = 0;
    ChatRow row;
    row.kind = RowKind::Restarted;
    row.isReplay = true;
    row.millis = millis;
    append(std::move(row));
}

} // namespace Chalkwire::ClientGui
