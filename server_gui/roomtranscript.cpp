// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomtranscript.h"

#include "base/text.h"
#include "words.h"

#include <algorithm>

namespace Chalkwire::ServerGui {

using Core::EntryKind;

namespace {

constexpr qsizetype kNameCharacters = 64;
constexpr qsizetype kMaxReactions = 10; ///< shown of one message

} // namespace

RoomTranscript::RoomTranscript(QObject *parent)
    : QAbstractListModel(parent)
{
}

int RoomTranscript::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RoomTranscript::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return textOf(row);
    case SeqRole:
        return row.entry.seq;
    case CanDeleteRole:
        return row.entry.kind == EntryKind::Post && !row.entry.isDeleted;
    default:
        return {};
    }
}

QString RoomTranscript::textOf(const Row &row) const
{
    const Core::Entry &entry = row.entry;
    const QString time = Words::moment(entry.millis);
    const QString name = visibleText(entry.from, kNameCharacters);
    const QString text = visibleText(entry.text, kMaxCharacters);
    if (entry.kind == EntryKind::Topic)
        return tr("%1 %2 changes the topic: %3").arg(time, name, text);
    if (entry.isDeleted)
        return tr("%1 %2: (deleted)").arg(time, name);
    QString line = tr("%1 %2: %3").arg(time, name, text);
    if (entry.changedBy != 0)
        line = tr("%1 (edited)").arg(line);
    if (!row.reactions.isEmpty())
        line += QStringLiteral("  [") + row.reactions.join(QStringLiteral(", ")) + u']';
    return line;
}

void RoomTranscript::clear()
{
    beginResetModel();
    m_rows.clear();
    m_lastSeq = 0;
    endResetModel();
}

void RoomTranscript::append(const std::vector<Core::Entry> &entries)
{
    for (const Core::Entry &entry : entries) {
        if (entry.seq <= m_lastSeq)
            continue;
        m_lastSeq = entry.seq;
        if (entry.kind == EntryKind::Post || entry.kind == EntryKind::Topic)
            addRow(entry);
        else
            change(entry);
    }
}

void RoomTranscript::addRow(const Core::Entry &entry)
{
    if (m_rows.size() == kMaxRows) {
        beginRemoveRows({}, 0, 0);
        m_rows.pop_front();
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back({entry, {}});
    endInsertRows();
}

void RoomTranscript::change(const Core::Entry &entry)
{
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), entry.of,
                                     [](const Row &row, quint64 seq) { return row.entry.seq < seq; });
    if (it == m_rows.end() || it->entry.seq != entry.of)
        return; // not shown, or a reaction that was taken back: it had no row
    if (entry.kind == EntryKind::React) {
        if (!entry.isDeleted && it->reactions.size() < kMaxReactions)
            it->reactions.append(visibleText(entry.text, kNameCharacters) + u' ' +
                                 visibleText(entry.from, kNameCharacters));
    } else if (it->entry.changedBy <= entry.seq) { // a page has the text as it is now
        it->entry.changedBy = entry.seq;
        it->entry.isDeleted |= entry.kind == EntryKind::Delete;
        if (entry.kind == EntryKind::Edit && !entry.isDeleted)
            it->entry.text = entry.text;
    }
    const QModelIndex changed = index(static_cast<int>(it - m_rows.begin()));
    emit dataChanged(changed, changed);
}

void RoomTranscript::forgetBefore(quint64 seq)
{
    const auto end =
        std::find_if(m_rows.begin(), m_rows.end(), [seq](const Row &row) { return row.entry.seq >= seq; });
    const auto count = static_cast<int>(end - m_rows.begin());
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_rows.erase(m_rows.begin(), end);
    endRemoveRows();
}

void RoomTranscript::retranslate()
{
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace Chalkwire::ServerGui
