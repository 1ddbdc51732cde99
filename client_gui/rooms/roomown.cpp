// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user wrote and the server has not saved yet, and who comes and goes.
#include "rooms/roomconversation.h"

#include <algorithm>

namespace Chalkwire::ClientGui {

using Core::EntryKind;
using State = Core::Told::Own::State;

namespace {

OwnState stateOf(State state)
{
    switch (state) {
    case State::Waiting:
        return OwnState::Waiting;
    case State::Sent:
        return OwnState::Sent;
    case State::Saved:
        return OwnState::Saved;
    case State::Failed:
        break;
    }
    return OwnState::Failed;
}

ChangeKind changeOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Post:
        return ChangeKind::None;
    case EntryKind::Edit:
        return ChangeKind::Edit;
    case EntryKind::Delete:
        return ChangeKind::Delete;
    case EntryKind::React:
        return ChangeKind::React;
    case EntryKind::Topic:
        break;
    }
    return ChangeKind::Topic;
}

ChatRow rowOfItem(const Core::OutboxItem &item)
{
    ChatRow row;
    row.change = changeOf(item.kind);
    row.kind = row.change == ChangeKind::None ? RowKind::Post : RowKind::Change;
    row.of = item.of;
    row.order = item.order;
    row.millis = item.millis;
    row.text = item.text;
    row.id = item.id;
    return row;
}

} // namespace

int RoomConversation::pendingRow(const QString &id) const
{
    const auto at = std::find_if(m_rows.begin() + entryRows(), m_rows.end(),
                                 [&id](const ChatRow &row) { return row.id == id; });
    return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

void RoomConversation::addOwn(const Core::Told::Own &own)
{
    flush();
    const int at = pendingRow(own.item.id);
    const bool isPost = own.item.kind == EntryKind::Post;
    if (own.state == State::Saved && isPost) {
        saved(at, own);
        return;
    }
    // A change that is on its way shows when it comes back as an entry.
    if (!isPost && (own.state == State::Saved || own.state == State::Sent)) {
        if (at >= 0)
            removeRow(at);
        return;
    }
    ChatRow row = rowOfItem(own.item);
    row.state = stateOf(own.state);
    row.code = own.code;
    if (at < 0) {
        insertPending(std::move(row));
        return;
    }
    ChatRow &shown = m_rows[static_cast<size_t>(at)];
    row.startsDay = shown.startsDay;
    m_bytes += row.cost() - shown.cost();
    shown = std::move(row);
    changed(at);
}

/// The line becomes the entry, where it stands if it can: it has not moved for whoever reads it.
void RoomConversation::saved(int row, const Core::Told::Own &own)
{
    const bool isThere = rowOf(own.seq) >= 0 || (own.comesAsEntry && own.seq == 0);
    if (row >= 0 && isThere)
        removeRow(row);
    if (isThere || (row < 0 && own.comesAsEntry))
        return;
    const quint64 lastPlace = entryRows() > 0 ? this->row(entryRows() - 1).place : 0;
    ChatRow shown = row < 0 ? rowOfItem(own.item) : this->row(row);
    shown.state = OwnState::Saved;
    shown.code.clear();
    shown.seq = own.seq;
    shown.place = own.seq > 0 ? own.seq : qMax(m_lastSeq, lastPlace);
    shown.millis = own.millis;
    const bool staysHere = row == entryRows() && (own.seq == 0 || shown.place > lastPlace);
    if (!staysHere) {
        if (row >= 0)
            removeRow(row);
        append(std::move(shown));
        flush();
        return;
    }
    --m_ownRows;
    m_bytes += shown.cost() - this->row(row).cost();
    m_rows[static_cast<size_t>(row)] = std::move(shown);
    const int next = markDays(row, row);
    changed(row);
    changed(next);
}

void RoomConversation::insertPending(ChatRow row)
{
    removeOverflow(1, row.cost());
    const auto first = m_rows.begin() + entryRows();
    const auto at = std::ranges::upper_bound(first, m_rows.end(), row.order, {}, &ChatRow::order);
    const auto place = static_cast<int>(at - m_rows.begin());
    ++m_ownRows;
    insert(place, std::move(row));
}

void RoomConversation::discard(const QString &id)
{
    flush();
    const int at = pendingRow(id);
    if (at >= 0)
        removeRow(at);
}

void RoomConversation::addPresence(const QString &name, bool isHere, qint64 millis)
{
    flush();
    const int last = entryRows() - 1;
    if (last >= 0 && row(last).kind == RowKind::Presence && millis - row(last).millis < 3'600'000) {
        ChatRow &shown = m_rows[static_cast<size_t>(last)];
        m_bytes -= shown.cost();
        const auto known = std::ranges::find(shown.people, name, &Coming::name);
        if (known != shown.people.end())
            known->isHere = isHere;
        else if (shown.people.size() < ChatRow::kMaxPeople)
            shown.people.push_back({name, isHere});
        else
            ++shown.morePeople;
        m_bytes += shown.cost();
        changed(last);
        return;
    }
    ChatRow row;
    row.kind = RowKind::Presence;
    row.millis = millis;
    row.people.push_back({name, isHere});
    appendHappening(std::move(row));
}

void RoomConversation::addRenamed(const QString &from, const QString &to, qint64 millis)
{
    ChatRow row;
    row.kind = RowKind::Renamed;
    row.millis = millis;
    row.from = from;
    row.text = to;
    appendHappening(std::move(row));
}

void RoomConversation::addAnnouncement(const QString &text, qint64 millis)
{
    ChatRow row;
    row.kind = RowKind::Announcement;
    row.millis = millis;
    row.text = text;
    appendHappening(std::move(row));
}

/// Behind all that was said so far.
void RoomConversation::appendHappening(ChatRow row)
{
    flush();
    row.place = qMax(m_lastSeq, entryRows() > 0 ? this->row(entryRows() - 1).place : 0);
    append(std::move(row));
}

} // namespace Chalkwire::ClientGui
