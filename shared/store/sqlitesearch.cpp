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

constexpr qint64 kLookThrough = 8; ///< hits of any room for each that may be shown
constexpr qint64 kPassedBy = 8;    ///< rows of other rooms that take as long as one that is read
constexpr int kIdColumn = 0;       // of CHALKWIRE_ROW
constexpr int kRoomColumn = 1;

constexpr QLatin1StringView kWordsVersion("words"); // settings
constexpr QLatin1StringView kListed("listed");

QString roomWord(qint64 id)
{
    return u'r' + QString::number(id);
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

bool SqliteStore::addWords(qint64 id, qint64 room, const QString &from, const QString &text)
{
    Statement &add = m_sql->addWords;
    return done(add.run(id, roomWord(room), Core::nameKey(from), wordsOf(text).join(u' ')), add);
}

/// The index wants to hear what it was given. That is the same again: knowsWords() sees to it.
bool SqliteStore::removeWords(const Row &row)
{
    if (row.entry.kind != Core::EntryKind::Post || row.entry.isDeleted || row.id > m_listed)
        return true;
    Statement &remove = m_sql->removeWords;
    return done(remove.run(row.id, roomWord(row.room), Core::nameKey(row.entry.from),
                           wordsOf(row.entry.text).join(u' ')),
                remove);
}

/// Whether the index has the words of all posts, by the rules of today: what other rules made is not found,
/// and would stay when it is removed. In a connection of its own: FTS5 remembers what it read of an index
/// that is emptied afterwards.
bool SqliteStore::knowsWords(const QString &path)
{
    SqliteConnection connection;
    if (!connection.open(path, SqliteConnection::Access::ReadOnly))
        return true; // what is wrong there, others will say
    Statement setting(connection, "SELECT value FROM setting WHERE name = 'words'");
    Rows version = setting.rows();
    if (!version.next())
        return version.hasFailed(); // a new history
    if (version.text(0) == wordsVersion()) {
        Statement search(connection, "SELECT rowid FROM entry_words WHERE entry_words MATCH 'r1'");
        Rows found = search.rows();
        if (found.next() || !isIndexDamage(found.error()))
            return true;
    }
    qCInfo(lcStore)
        << "the index of words is out of date or damaged: making it anew, a minute for each million posts";
    return false;
}

bool SqliteStore::loadListed()
{
    Rows listed = m_sql->setting.rows(QString(kListed));
    if (listed.next())
        m_listed = listed.text(0).toLongLong();
    Rows last = m_sql->lastEntry.rows();
    if (last.next())
        m_lastEntry = last.number(0);
    return done(listed) && done(last);
}

/// The words of all posts behind m_listed up to this entry, in the transaction that is open.
bool SqliteStore::listWords(qint64 last)
{
    Rows posts = m_sql->posts.rows(m_listed, last);
    while (posts.next()) {
        if (!addWords(posts.number(0), posts.number(1), posts.text(2), posts.text(3)))
            return false;
    }
    return done(posts) && setSetting(kListed, QString::number(last));
}

/// The index is empty.
bool SqliteStore::listAnew()
{
    m_listed = 0;
    const qint64 last = m_lastEntry;
    const bool isListed = inTransaction(
        Space::Spare, [&] { return listWords(last) && setSetting(kWordsVersion, wordsVersion()); });
    if (isListed)
        m_listed = last;
    return isListed;
}

/// All posts that wait, a bounded number at a time. False: some wait on.
bool SqliteStore::listWaiting()
{
    while (m_listed < m_lastEntry) {
        const qint64 last = qMin(m_listed + kListAtOnce, m_lastEntry);
        if (!inTransaction(Space::Bounded, [&] { return listWords(last); }))
            return false;
        m_listed = last;
    }
    return true;
}

void SqliteStore::catchUp()
{
    if (m_lastEntry < qMax(m_listed + kListAtOnce, m_listNext))
        return;
    m_listNext = m_lastEntry + kListAtOnce;
    (void)listWaiting(); // where it cannot be, a search reads some more
}

/// The index is damaged: it will be made anew when the history is opened next.
void SqliteStore::forgetWords()
{
    const SqliteError error = m_error;
    if (setSetting(kWordsVersion, {}))
        qCCritical(lcStore) << "the index of words is damaged; it is made anew at the next start";
    m_error = error;
}

/// Those that the asker may see, and that have an entry.
SqliteStore::RoomsById SqliteStore::askedRooms(const SearchPlan &plan) const
{
    RoomsById asked;
    for (const QString &key : plan.roomKeys()) {
        const auto it = m_rooms.find(key);
        if (it != m_rooms.end() && it->second.entries() > 0)
            asked.insert(it->second.id, &it->second);
    }
    return asked;
}

QString SqliteStore::expressionFor(const SearchPlan &plan, const RoomsById &asked) const
{
    QStringList parts;
    for (const Phrase &phrase : plan.phrases())
        parts.append(QStringLiteral("text : ") + quoted(phrase.words.join(u' ')) +
                     (phrase.isPrefix ? QStringLiteral(" *") : QString()));
    if (!plan.fromKey().isEmpty())
        parts.append(QStringLiteral("name : ") + quoted(plan.fromKey()));
    // Each room is one more list to go through. To leave out what is found elsewhere is quicker, unless
    // nearly all is elsewhere.
    qint64 all = 0;
    qint64 here = 0;
    for (const auto &[key, room] : m_rooms) {
        all += room.entries();
        here += asked.contains(room.id) ? room.entries() : 0;
    }
    if (parts.isEmpty() || here * kLookThrough < all) {
        QStringList rooms;
        for (auto room = asked.keyBegin(); room != asked.keyEnd(); ++room)
            rooms.append(roomWord(*room));
        parts.append(inRooms(rooms));
    }
    return parts.join(QStringLiteral(" AND "));
}

/// A clock may have jumped: the days say where to look at all, and each entry its own time.
std::optional<std::pair<qint64, qint64>> SqliteStore::entriesBetween(const SearchPlan &plan, quint64 before)
{
    const auto bound = [this](Statement &statement, qint64 millis, qint64 none) -> std::optional<qint64> {
        Rows rows = statement.rows(millis / kDayMillis);
        const bool isKnown = rows.next() && !rows.isNull(0);
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

/// Newest first: what waits for the index, then what is in it.
bool SqliteStore::searchOn(Core::SearchRequest &rest, Core::Found &found)
{
    found.ticket = rest.ticket;
    const SearchPlan plan(rest);
    found.error = plan.error();
    if (found.error != ErrorCode::None)
        return true;
    Filling filling(rest.count, rest.bytes);
    for (const Core::Found::Hit &hit : found.hits)
        (void)filling.take(hit.entry);
    const RoomsById asked = askedRooms(plan);
    bool isRead = true;
    const qint64 end = rest.before == 0 ? kLast : static_cast<qint64>(qMin(rest.before, quint64{kLast}));
    if (m_listed < m_lastEntry && end > m_listed + 1) {
        Rows waiting = m_sql->waiting.rows(m_listed, end, kScan);
        const qint64 looked = takeHits(waiting, plan, asked, true, filling, rest, found);
        isRead = done(waiting);
        if (isRead && found.next == 0 && looked >= kScan)
            return false;
    }
    std::optional<qint64> looked = isRead ? std::optional(0) : std::nullopt;
    if (isRead && found.next == 0 && !asked.isEmpty())
        looked = searchIndex(plan, asked, filling, rest, found);
    found.error = readResult(looked.has_value());
    return found.next != 0 || looked.value_or(0) < kScan;
}

/// How many rows were looked at; nullopt: they cannot be read.
std::optional<qint64> SqliteStore::searchIndex(const SearchPlan &plan, const RoomsById &asked,
                                               Filling &filling, Core::SearchRequest &rest,
                                               Core::Found &found)
{
    const auto between = entriesBetween(plan, rest.before);
    if (!between)
        return std::nullopt;
    Rows rows = m_sql->search.rows(expressionFor(plan, asked), between->first, between->second);
    const qint64 looked = takeHits(rows, plan, asked, false, filling, rest, found);
    return done(rows) ? std::optional(looked) : std::nullopt;
}

/// Until the page is full, kScan rows at most; of other rooms nothing. `isWaiting`: nobody has looked at the
/// words yet. Returns how many rows were looked at, where kPassedBy of other rooms are one.
qint64 SqliteStore::takeHits(Rows &rows, const SearchPlan &plan, const RoomsById &asked, bool isWaiting,
                             Filling &filling, Core::SearchRequest &rest, Core::Found &found)
{
    qint64 work = 0;
    while (found.next == 0 && work < kScan * kPassedBy && rows.next()) {
        rest.before = rows.count(kIdColumn);
        const Room *room = asked.value(rows.number(kRoomColumn));
        work += room || isWaiting ? kPassedBy : 1;
        if (!room)
            continue;
        Row row = rowFrom(rows);
        if (!plan.mayBe(row.entry) || (isWaiting && !plan.hasWords(row.entry.text)))
            continue;
        if (filling.take(row.entry))
            found.hits.push_back({room->info.name, std::move(row.entry)});
        else
            found.next = rest.before + 1;
    }
    return work / kPassedBy;
}

} // namespace Chalkwire::Store
