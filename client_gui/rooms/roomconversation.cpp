// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomconversation.h"

#include "conversationroles.h"
#include "rooms/roomwords.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace Chalkwire::ClientGui {

namespace {

constexpr std::size_t kCollectedAtOnce = 10'000;

} // namespace

RoomConversation::RoomConversation(QString room, QObject *parent)
    : QAbstractListModel(parent)
    , m_room(std::move(room))
{
}

int RoomConversation::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RoomConversation::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChatRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return RoomWords::text(shown);
    case Qt::AccessibleTextRole:
        return RoomWords::sentence(shown, quote(shown), startsNew(index.row()));
    case RowRole:
        return QVariant::fromValue(shown);
    case kLineRole:
        return RoomWords::line(shown);
    case QuoteRole:
        return quote(shown);
    case kNewsRole:
        return shown.kind == RowKind::Post && !shown.isOwn() && !shown.isReplay && !shown.isDeleted;
    case StartsNewRole:
        return startsNew(index.row());
    case ContinuesRole:
        return continues(index.row());
    default:
        return {};
    }
}

int RoomConversation::rowOf(quint64 seq) const
{
    const auto end = m_rows.begin() + entryRows();
    const auto at = std::ranges::lower_bound(m_rows.begin(), end, seq, {}, &ChatRow::place);
    // A row with a number is the first of its place.
    if (seq == 0 || at == end || at->seq != seq || at->kind == RowKind::Gone)
        return -1;
    return static_cast<int>(at - m_rows.begin());
}

QString RoomConversation::quote(const ChatRow &row) const
{
    if (row.kind != RowKind::Post || row.of == 0)
        return {};
    const int answered = rowOf(row.of);
    return RoomWords::quote(answered < 0 ? nullptr : &m_rows[static_cast<size_t>(answered)]);
}

bool RoomConversation::continues(int row) const
{
    constexpr qint64 kPauseMs = 5 * 60'000;
    if (row == 0 || startsNew(row))
        return false;
    const ChatRow &shown = this->row(row);
    const ChatRow &above = this->row(row - 1);
    return shown.kind == RowKind::Post && above.kind == RowKind::Post && !shown.startsDay && !shown.isOwn() &&
           !above.isOwn() && shown.from == above.from && shown.millis - above.millis < kPauseMs;
}

int RoomConversation::lastOwnPost() const
{
    for (int at = entryRows() - 1; at >= 0; --at) {
        const ChatRow &shown = row(at);
        if (shown.kind == RowKind::Post && shown.isOwn() && shown.seq > 0 && !shown.isDeleted)
            return at;
    }
    return -1;
}

int RoomConversation::placeOf(quint64 place) const
{
    const auto end = m_rows.begin() + entryRows();
    return static_cast<int>(std::ranges::upper_bound(m_rows.begin(), end, place, {}, &ChatRow::place) -
                            m_rows.begin());
}

/// To the end where it belongs there, else to its place at once.
void RoomConversation::append(ChatRow row)
{
    const ChatRow *last = !m_collected.empty() ? &m_collected.back()
                          : entryRows() > 0    ? &m_rows[static_cast<size_t>(entryRows()) - 1]
                                               : nullptr;
    if (!last || last->place < row.place || (row.seq == 0 && last->place == row.place)) {
        m_collectedBytes += row.cost();
        m_collected.push_back(std::move(row));
        if (m_collected.size() >= kCollectedAtOnce || m_collectedBytes > kMaxBytes / 4)
            flush();
        return;
    }
    flush();
    removeOverflow(1, row.cost());
    const bool isNumbered = row.seq > 0 && row.kind != RowKind::Gone;
    insert(placeOf(isNumbered ? row.place - 1 : row.place), std::move(row));
}

void RoomConversation::insert(int at, ChatRow row)
{
    beginInsertRows({}, at, at);
    m_bytes += row.cost();
    m_rows.insert(m_rows.begin() + at, std::move(row));
    if (m_newRow >= at)
        ++m_newRow;
    const int next = markDays(at, at);
    endInsertRows();
    changed(next);
    findNewRow();
}

void RoomConversation::removeRow(int row)
{
    beginRemoveRows({}, row, row);
    const ChatRow &gone = m_rows[static_cast<size_t>(row)];
    m_bytes -= gone.cost();
    if (row >= entryRows())
        --m_ownRows;
    forgetRow(gone);
    m_rows.erase(m_rows.begin() + row);
    m_newRow = m_newRow == row ? -1 : m_newRow > row ? m_newRow - 1 : m_newRow;
    const int next = markDays(row, row - 1);
    endRemoveRows();
    changed(next);
    findNewRow();
}

void RoomConversation::flush()
{
    if (m_collected.empty())
        return;
    const auto count = static_cast<int>(m_collected.size());
    removeOverflow(count, m_collectedBytes);
    const int first = entryRows();
    beginInsertRows({}, first, first + count - 1);
    m_rows.insert(m_rows.begin() + first, std::move_iterator(m_collected.begin()),
                  std::move_iterator(m_collected.end()));
    m_bytes += std::exchange(m_collectedBytes, 0);
    m_collected.clear();
    const int next = markDays(first, first + count - 1);
    endInsertRows();
    changed(next);
    findNewRow();
}

/// Makes room for what comes: rows never go and come in one step.
void RoomConversation::removeOverflow(qint64 more, qint64 moreBytes)
{
    int gone = 0;
    qint64 bytes = m_bytes + moreBytes;
    while (gone < entryRows() && isTooMuch(rowCount() - gone + more, bytes)) {
        bytes -= row(gone).cost();
        ++gone;
    }
    if (gone == 0)
        return;
    m_mayHaveOlder = true;
    m_shownFrom = row(gone - 1).place + 1;
    m_orphans.removeIf([this](const auto &orphan) { return orphan.value().seq < m_shownFrom; });
    for (int at = 0; at < gone; ++at)
        keepReactions(row(at));
    beginRemoveRows({}, 0, gone - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
    m_bytes = bytes - moreBytes;
    m_newRow = m_newRow < gone ? -1 : m_newRow - gone;
    const int next = markDays(0, -1);
    endRemoveRows();
    changed(next);
}

bool RoomConversation::isTooMuch(qint64 rows, qint64 bytes) const
{
    const int times = m_readsOlder ? 2 : 1;
    return rows > qint64{times} * kMaxRows || bytes > times * kMaxBytes;
}

void RoomConversation::changed(int row)
{
    if (row < 0)
        return;
    emit dataChanged(index(row), index(row));
}

/// After rows were put at `first` to `last`, or taken away before `first`. Returns the row behind them, which
/// now has another one above it, or -1.
int RoomConversation::markDays(int first, int last)
{
    const auto day = [this](int at) {
        return QDateTime::fromMSecsSinceEpoch(m_rows[static_cast<size_t>(at)].millis).date();
    };
    const int next = qMin(last + 1, rowCount() - 1);
    for (int at = first; at <= next; ++at)
        m_rows[static_cast<size_t>(at)].startsDay = at == 0 || day(at) != day(at - 1);
    return next > last ? next : -1;
}

void RoomConversation::setReadMark(quint64 seq)
{
    flush();
    m_readMark = seq;
    findNewRow();
}

void RoomConversation::findNewRow()
{
    int found = m_readMark == 0 ? -1 : placeOf(m_readMark);
    while (found >= 0 && found < entryRows() && (row(found).kind != RowKind::Post || row(found).isOwn()))
        ++found;
    if (found >= entryRows())
        found = -1;
    const int before = std::exchange(m_newRow, found);
    if (before == found)
        return;
    changed(before);
    changed(found);
}

void RoomConversation::retranslate()
{
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace Chalkwire::ClientGui
