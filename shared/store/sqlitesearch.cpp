// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Finding posts by their words. Another part of SqliteStore.
#include "base/log.h"
#include "core/names.h"
#include "store/matching.h"
#include "store/sqlitestatements.h"

#include <algorithm>
#include <limits>

namespace Chalkwire::Store {

namespace {

constexpr qint64 kLast = std::numeric_limits<qint64>::max();

QString roomWord(qint64 id)
{
    return QStringLiteral("r%1").arg(id);
}

/// In FTS5's language: nothing that was typed is an operator.
QString quoted(QString words)
{
    words.remove(QChar(QChar::Null)); // would end the expression
    return u'"' + words.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString inRooms(const QStringList &rooms)
{
    return QStringLiteral("room : (") + rooms.join(QStringLiteral(" OR ")) + u')';
}

} // namespace

bool SqliteStore::addWords(const Row &row)
{
    Statement &add = m_sql->addWords;
    return done(add.run(row.id, roomWord(row.room), Core::nameKey(row.entry.from),
                        wordsOf(row.entry.text).join(u' ')),
                add);
}

/// The index wants to hear what it was given. That is the same again: knowsWords() sees to it.
bool SqliteStore::removeWords(const Row &row)
{
    if (row.entry.kind != Core::EntryKind::Post || row.entry.isDeleted)
        return true;
    Statement &remove = m_sql->removeWords;
    return done(remove.run(row.id, roomWord(row.room), Core::nameKey(row.entry.from),
                           wordsOf(row.entry.text).join(u' ')),
                remove);
}

/// Whether the index has the words of all posts, by the rules of today: what other rules made is not found,
/// and would stay when it is removed.
bool SqliteStore::knowsWords(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT value FROM setting WHERE name = 'words'")))
        return true; // what is wrong there, others will say
    if (!query.next())
        return false; // a new history
    const bool isUpToDate = query.value(0).toString() == wordsVersion();
    if (isUpToDate &&
        (query.exec(QStringLiteral("SELECT rowid FROM entry_words WHERE entry_words MATCH 'r1'")) ||
         !isIndexDamage(query.lastError())))
        return true;
    qCInfo(lcStore)
        << "the index of words is out of date or damaged: making it anew, a minute for each million posts";
    return false;
}

bool SqliteStore::listWords()
{
    return inTransaction(Space::Spare, [this] {
        Rows posts = m_sql->posts.rows();
        while (posts.next()) {
            if (!addWords(rowFrom(posts)))
                return false;
        }
        return done(posts) && setWordsVersion(wordsVersion());
    });
}

bool SqliteStore::setWordsVersion(const QString &version)
{
    Statement &set = m_sql->setSetting;
    return done(set.run(QStringLiteral("words"), version), set);
}

/// The index is damaged: it will be made anew when the history is opened next.
void SqliteStore::forgetWords()
{
    const QSqlError error = m_error;
    if (setWordsVersion({}))
        qCCritical(lcStore) << "the index of words is damaged; it is made anew at the next start";
    m_error = error;
}

QString SqliteStore::expressionFor(const SearchPlan &plan) const
{
    QStringList asked;
    QStringList others;
    for (const auto &[key, room] : m_rooms) {
        if (room.info.firstSeq <= room.info.lastSeq)
            (plan.roomKeys().contains(key) ? asked : others).append(roomWord(room.id));
    }
    if (asked.isEmpty())
        return {};
    QStringList parts;
    for (const Phrase &phrase : plan.phrases())
        parts.append(QStringLiteral("text : ") + quoted(phrase.words.join(u' ')) +
                     (phrase.isPrefix ? QStringLiteral(" *") : QString()));
    if (!plan.fromKey().isEmpty())
        parts.append(QStringLiteral("name : ") + quoted(plan.fromKey()));
    // Each room is one more list to go through: the fewer are named, the better.
    if (parts.isEmpty() || asked.size() <= others.size())
        parts.append(inRooms(asked));
    else if (!others.isEmpty())
        return u'(' + parts.join(QStringLiteral(" AND ")) + QStringLiteral(") NOT ") + inRooms(others);
    return parts.join(QStringLiteral(" AND "));
}

/// A clock may have jumped: the days say where to look at all, and each entry its own time.
std::optional<std::pair<qint64, qint64>> SqliteStore::entriesBetween(const SearchPlan &plan, quint64 before)
{
    const auto bound = [this](Statement &statement, qint64 millis, qint64 none) -> std::optional<qint64> {
        Rows rows = statement.rows(millis / kDayMillis);
        const bool isKnown = rows.next() && !rows.value(0).isNull();
        const qint64 id = isKnown ? rows.number(0) : none;
        return done(rows) ? std::optional(id) : std::nullopt;
    };
    const std::optional<qint64> first = bound(m_sql->firstSince, plan.after(), kLast);
    const std::optional<qint64> last = bound(m_sql->lastUntil, plan.before(), 0);
    if (!first || !last)
        return std::nullopt;
    const bool isFirstPage = before == 0 || before > static_cast<quint64>(kLast);
    return std::pair(*first, isFirstPage ? *last : qMin(*last, static_cast<qint64>(before) - 1));
}

bool SqliteStore::searchOn(Core::SearchRequest &rest, Core::Found &found)
{
    found.ticket = rest.ticket;
    const SearchPlan plan(rest);
    const QString expression = expressionFor(plan);
    found.error = plan.error();
    if (found.error != ErrorCode::None || expression.isEmpty())
        return true;
    const auto between = entriesBetween(plan, rest.before);
    if (!between) {
        found.error = readResult(false);
        return true;
    }
    QStringList rooms;
    for (const QString &key : plan.roomKeys()) {
        if (const auto room = m_rooms.find(key); room != m_rooms.end())
            rooms.append(QString::number(room->second.id));
    }
    Rows rows =
        m_sql->search.rows(expression, between->first, between->second, u'[' + rooms.join(u',') + u']');
    Filling filling(rest.count, rest.bytes);
    qint64 last = 0;
    while (found.next == 0 && rows.next()) {
        Row row = rowFrom(rows);
        const Room *room = roomById(row.room);
        if (!room || !plan.mayBe(row.entry))
            continue;
        if (filling.take(row.entry)) {
            found.hits.push_back({room->info.name, std::move(row.entry)});
            last = row.id;
        } else {
            found.next = static_cast<quint64>(last);
        }
    }
    found.error = readResult(done(rows));
    return true;
}

} // namespace Chalkwire::Store
