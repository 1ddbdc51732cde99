// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/roomsmodel.h"

#include "base/text.h"
#include "core/names.h"
#include "rooms/roomwords.h"

#include <QLocale>

#include <algorithm>

namespace Chalkwire::ClientGui {

namespace {

constexpr qint64 kManyUnread = 1000;

bool isBefore(const RoomItem &a, const RoomItem &b)
{
    const auto group = [](const RoomItem &item) {
        return item.isDirect() ? 2 : item.name == Core::kLobby ? 0 : 1;
    };
    if (group(a) != group(b))
        return group(a) < group(b);
    const QString keyA = Core::nameKey(a.name);
    const QString keyB = Core::nameKey(b.name);
    const int order = QString::localeAwareCompare(keyA, keyB);
    return order != 0 ? order < 0 : keyA < keyB;
}

QString countWords(qint64 count)
{
    return count >= kManyUnread ? QLocale().toString(kManyUnread - 1) + u'+' : QLocale().toString(count);
}

} // namespace

int RoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant RoomsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RoomItem &shown = item(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(shown.name, 64);
    case Qt::ToolTipRole: // a view would take what looks like HTML for it
        return shown.state != RoomItem::State::Refused
                   ? QVariant()
                   : QStringLiteral("<p>") + RoomWords::code(shown.code).toHtmlEscaped() +
                         QStringLiteral("</p>");
    case Qt::AccessibleTextRole:
        return sentence(shown);
    case NameRole:
        return shown.name;
    case UnreadRole:
        return shown.unread;
    case MentionsRole:
        return shown.mentions;
    case DraftRole:
        return shown.hasDraft;
    case StateRole:
        return static_cast<int>(shown.state);
    case PrivateRole:
        return shown.isPrivate;
    default:
        return {};
    }
}

QString RoomsModel::sentence(const RoomItem &shown)
{
    QStringList parts;
    parts.append(shown.isDirect() ? tr("Conversation with %1").arg(visibleText(shown.name.mid(1), 64))
                                  : tr("Room %1").arg(visibleText(shown.name, 64)));
    if (shown.isPrivate)
        parts.append(tr("private"));
    if (shown.state == RoomItem::State::Joining)
        parts.append(tr("not joined yet"));
    if (shown.state == RoomItem::State::Refused)
        parts.append(tr("not joined: %1").arg(RoomWords::code(shown.code)));
    if (shown.unread > 0)
        parts.append(tr("%1 unread").arg(countWords(shown.unread)));
    if (shown.mentions > 0)
        parts.append(tr("%1 mention you").arg(countWords(shown.mentions)));
    if (shown.hasDraft)
        parts.append(tr("something is written and not sent"));
    return parts.join(QStringLiteral(", "));
}

int RoomsModel::find(const QString &name) const
{
    const QString key = Core::nameKey(name);
    const auto at =
        std::ranges::find_if(m_items, [&key](const RoomItem &i) { return Core::nameKey(i.name) == key; });
    return at == m_items.end() ? -1 : static_cast<int>(at - m_items.begin());
}

bool RoomsModel::set(const RoomItem &item)
{
    const int row = find(item.name);
    if (row >= 0) {
        if (this->item(row) == item)
            return true;
        m_items[static_cast<size_t>(row)] = item;
        emit dataChanged(index(row), index(row));
        return true;
    }
    if (rowCount() >= kMaxRooms)
        return false;
    const auto at = std::ranges::lower_bound(m_items, item, isBefore);
    const auto place = static_cast<int>(at - m_items.begin());
    beginInsertRows({}, place, place);
    m_items.insert(at, item);
    endInsertRows();
    return true;
}

void RoomsModel::remove(const QString &name)
{
    const int row = find(name);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_items.erase(m_items.begin() + row);
    endRemoveRows();
}

qint64 RoomsModel::totalUnread() const
{
    qint64 total = 0;
    for (const RoomItem &item : m_items)
        total += item.unread;
    return total;
}

qint64 RoomsModel::totalMentions() const
{
    qint64 total = 0;
    for (const RoomItem &item : m_items)
        total += item.mentions;
    return total;
}

void RoomsModel::retranslate()
{
    if (!m_items.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace Chalkwire::ClientGui
