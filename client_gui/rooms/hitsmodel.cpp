// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/hitsmodel.h"

#include "base/text.h"
#include "rooms/markedtext.h"
#include "rooms/roomwords.h"

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr qsizetype kShownCharacters = 300;

QString when(qint64 millis)
{
    return RoomWords::day(millis) + u' ' + RoomWords::time(millis);
}

/// The room, or the conversation.
QString placeOf(const Core::Told::Said &hit)
{
    return hit.room == Core::kInbox ? hit.room + Core::Told::partner(hit) : hit.room;
}

/// "a "b c" d*" as a, b c, d.
QStringList termsOf(const QString &query)
{
    static const QStringList kNarrowing{QStringLiteral("from:"), QStringLiteral("in:"),
                                        QStringLiteral("after:"), QStringLiteral("before:")};
    QStringList terms;
    const QStringList parts = query.split(u'"');
    for (qsizetype at = 0; at < parts.size(); ++at) {
        const bool isQuoted = at % 2 == 1;
        const QStringList words =
            isQuoted ? QStringList{parts[at].trimmed()} : parts[at].simplified().split(u' ');
        for (QString word : words) {
            const bool isNarrowing =
                !isQuoted && std::ranges::any_of(kNarrowing, [&word](const QString &key) {
                    return word.startsWith(key, Qt::CaseInsensitive);
                });
            while (word.endsWith(u'*'))
                word.chop(1);
            if (!word.isEmpty() && !isNarrowing)
                terms.append(word);
        }
    }
    return terms;
}

} // namespace

int HitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant HitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Core::Told::Said &hit = m_hits[static_cast<size_t>(index.row())];
    const Core::Entry &entry = hit.entry;
    const QString text = markedText(visibleText(entry.text, kShownCharacters)).text;
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::AccessibleTextRole:
        return tr("%1 wrote in %2, %3: %4")
            .arg(RoomWords::name(entry.from), RoomWords::name(placeOf(hit)), when(entry.millis), text);
    case WhereRole:
        return QStringList{RoomWords::name(placeOf(hit)), RoomWords::name(entry.from), when(entry.millis)}
            .join(QStringLiteral("  ·  "));
    case RoomRole:
        return placeOf(hit);
    case SeqRole:
        return entry.seq;
    default:
        return {};
    }
}

void HitsModel::clear()
{
    beginResetModel();
    m_hits.clear();
    endResetModel();
}

void HitsModel::append(const std::vector<Core::Told::Said> &hits)
{
    const int first = rowCount();
    const int count = qMin(static_cast<int>(hits.size()), kMaxHits - first);
    if (count <= 0)
        return;
    beginInsertRows({}, first, first + count - 1);
    m_hits.insert(m_hits.end(), hits.begin(), hits.begin() + count);
    endInsertRows();
}

std::vector<std::pair<int, int>> wordsIn(const QString &line, const QString &query)
{
    std::vector<std::pair<int, int>> found;
    const QStringList terms = termsOf(query);
    for (const QString &term : terms) {
        for (qsizetype at = 0; (at = line.indexOf(term, at, Qt::CaseInsensitive)) >= 0; at += term.size())
            found.emplace_back(static_cast<int>(at), static_cast<int>(term.size()));
    }
    std::ranges::sort(found);
    std::vector<std::pair<int, int>> apart;
    for (const auto &[at, length] : found) {
        if (apart.empty() || at >= apart.back().first + apart.back().second)
            apart.emplace_back(at, length);
        else
            apart.back().second = qMax(apart.back().second, at + length - apart.back().first);
    }
    return apart;
}

} // namespace Chalkwire::ClientGui
