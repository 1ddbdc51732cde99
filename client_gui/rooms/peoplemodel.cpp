// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/peoplemodel.h"

#include "base/text.h"
#include "core/names.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <utility>

namespace Chalkwire::ClientGui {

namespace {

qint64 nowMs()
{
    return QDeadlineTimer::current().deadline();
}

} // namespace

PeopleModel::PeopleModel(int typingMs, QObject *parent)
    : QAbstractListModel(parent)
    , m_typingMs(typingMs)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PeopleModel::expire);
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Person &person = m_people[static_cast<size_t>(index.row())];
    const bool isOwn = person.key == m_ownKey;
    const QString shown = visibleText(person.name, 64);
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::AccessibleTextRole:
        return isOwn                    ? tr("%1, that is you").arg(shown)
               : person.typingUntil > 0 ? tr("%1 is here and typing").arg(shown)
               : person.isAway          ? tr("%1 is away").arg(shown)
                                        : tr("%1 is here").arg(shown);
    case NameRole:
        return person.name;
    case TypingRole:
        return person.typingUntil > 0;
    case OwnRole:
        return isOwn;
    case MarkRole:
        return isOwn                    ? tr("you")
               : person.typingUntil > 0 ? tr("typing…")
               : person.isAway          ? tr("away")
                                        : QString();
    default:
        return {};
    }
}

bool PeopleModel::isBefore(const Person &a, const Person &b)
{
    const int order = QString::localeAwareCompare(a.key, b.key);
    return order != 0 ? order < 0 : a.key < b.key;
}

void PeopleModel::setPeople(const QStringList &names, qint64 count, const QStringList &away)
{
    beginResetModel();
    m_people.clear();
    for (const QString &name : names.mid(0, kMaxPeople))
        m_people.push_back({name, Core::nameKey(name), away.contains(name)});
    std::ranges::sort(m_people, isBefore);
    m_people.erase(std::unique(m_people.begin(), m_people.end(),
                               [](const auto &a, const auto &b) { return a.key == b.key; }),
                   m_people.end());
    m_count = qMax(count, static_cast<qint64>(m_people.size()));
    endResetModel();
    emit peopleChanged();
    emit typingChanged();
}

void PeopleModel::setOwnName(const QString &name)
{
    m_ownKey = Core::nameKey(name);
    retranslate();
}

int PeopleModel::find(const QString &name) const
{
    const auto at = std::ranges::find(m_people, Core::nameKey(name), &Person::key);
    return at == m_people.end() ? -1 : static_cast<int>(at - m_people.begin());
}

void PeopleModel::insert(Person person)
{
    const auto at = std::ranges::lower_bound(m_people, person, isBefore);
    const auto row = static_cast<int>(at - m_people.begin());
    beginInsertRows({}, row, row);
    m_people.insert(at, std::move(person));
    endInsertRows();
}

void PeopleModel::removeAt(int row)
{
    beginRemoveRows({}, row, row);
    m_people.erase(m_people.begin() + row);
    endRemoveRows();
}

void PeopleModel::come(const QString &name)
{
    if (find(name) >= 0)
        return;
    ++m_count;
    if (rowCount() < kMaxPeople)
        insert({name, Core::nameKey(name)});
    emit peopleChanged();
}

void PeopleModel::go(const QString &name)
{
    const int row = find(name);
    if (row < 0 && more() <= 0)
        return;
    --m_count;
    const bool wasTyping = row >= 0 && m_people[static_cast<size_t>(row)].typingUntil > 0;
    if (row >= 0)
        removeAt(row);
    emit peopleChanged();
    if (wasTyping)
        emit typingChanged();
}

void PeopleModel::rename(const QString &from, const QString &to)
{
    const int row = find(from);
    if (row < 0)
        return;
    const bool isAway = m_people[static_cast<size_t>(row)].isAway;
    removeAt(row);
    if (find(to) < 0)
        insert({to, Core::nameKey(to), isAway});
    emit peopleChanged();
    emit typingChanged();
}

void PeopleModel::setAway(const QString &name, bool isAway)
{
    const int row = find(name);
    if (row < 0 || std::exchange(m_people[static_cast<size_t>(row)].isAway, isAway) == isAway)
        return;
    emit dataChanged(index(row), index(row));
}

void PeopleModel::setTyping(const QString &name)
{
    const int row = find(name);
    if (row < 0 || m_people[static_cast<size_t>(row)].key == m_ownKey)
        return;
    Person &person = m_people[static_cast<size_t>(row)];
    const bool wasTyping = person.typingUntil > 0;
    person.typingUntil = nowMs() + m_typingMs;
    if (!m_timer.isActive())
        m_timer.start(m_typingMs);
    if (wasTyping)
        return;
    emit dataChanged(index(row), index(row));
    emit typingChanged();
}

void PeopleModel::stopTyping(const QString &name)
{
    const int row = find(name);
    if (row < 0 || m_people[static_cast<size_t>(row)].typingUntil == 0)
        return;
    m_people[static_cast<size_t>(row)].typingUntil = 0;
    emit dataChanged(index(row), index(row));
    emit typingChanged();
}

void PeopleModel::expire()
{
    const qint64 now = nowMs();
    qint64 next = 0;
    bool isAny = false;
    for (int row = 0; row < rowCount(); ++row) {
        qint64 &until = m_people[static_cast<size_t>(row)].typingUntil;
        if (until > now) {
            next = next == 0 ? until : qMin(next, until);
        } else if (until > 0) {
            until = 0;
            isAny = true;
            emit dataChanged(index(row), index(row));
        }
    }
    if (next > 0)
        m_timer.start(static_cast<int>(next - now));
    if (isAny)
        emit typingChanged();
}

QStringList PeopleModel::names() const
{
    QStringList names;
    for (const Person &person : m_people)
        names.append(person.name);
    return names;
}

QStringList PeopleModel::typing() const
{
    QStringList names;
    for (const Person &person : m_people) {
        if (person.typingUntil > 0)
            names.append(person.name);
    }
    return names;
}

void PeopleModel::retranslate()
{
    if (!m_people.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace Chalkwire::ClientGui
