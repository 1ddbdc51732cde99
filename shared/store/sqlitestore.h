// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// length: declares what three sources do

#include "store/messagestore.h"
#include "store/sqlitefile.h"
#include "store/statement.h"

#include <QHash>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace Chalkwire::Store {

class Filling;
class SearchPlan;

/// A history in a file. What append() gives without an error is on the disk (WAL, synchronous=FULL): it
/// outlives a crash of the program and of the machine. The whole batch costs one write to the disk. What
/// could not be read or written is logged once, until it can be again.
/// Words: a post is listed in the index of words later, with others: that takes half as long as each batch by
///        itself. catchUp() does once kListAtOnce wait, flush() whatever waits; searchOn() reads these posts.
class SqliteStore final : public MessageStore
{
public:
    static constexpr qint64 kListAtOnce = 1000; ///< entries
    static constexpr qint64 kScan = 2000;       ///< that one searchOn() looks at, waiting or not

    /// `path`: the database; see SqliteFile for `maxBytes` (0: no bound), what may be wrong, and its errors.
    /// Takes a minute for each million posts where the words of the index are out of date: after an update of
    /// Unicode in Qt.
    static Result<std::unique_ptr<SqliteStore>> open(const QString &path, qint64 maxBytes);
    ~SqliteStore() override; ///< writes what waits

    const QString &setAside() const { return m_file->setAside(); } ///< see SqliteFile

    QString identity() const override { return m_identity; }
    std::vector<Core::RoomHistory> rooms() override;
    std::vector<Core::Stored> append(const std::vector<Core::Append> &batch) override;
    void catchUp() override;
    Core::Page page(const Core::PageRequest &request) override;
    bool searchOn(Core::SearchRequest &rest, Core::Found &found) override;
    std::optional<std::vector<Core::KeptFile>> files() override;
    bool setRules(const QString &room, const Core::RoomRules &rules) override;
    std::optional<qint64> purge(qint64 nowMillis, qint64 count) override;
    void setName(const QString &name, const Core::Identity &author) override;
    void setMarker(const Core::Identity &reader, const Marker &marker) override;
    std::vector<Marker> markers(const Core::Identity &reader) override;
    bool flush() override;

private:
    struct Room
    {
        qint64 id = 0;
        QString key; ///< in m_rooms
        Core::RoomHistory info;

        bool isDoomed() const { return key.startsWith(u'/'); } ///< removed, and not all of it is gone
        qint64 entries() const { return static_cast<qint64>(info.lastSeq + 1 - info.firstSeq); }
    };
    using RoomsById = QHash<qint64, const Room *>;
    struct Row
    {
        qint64 id = 0;
        qint64 room = 0;
        Core::Entry entry;
    };
    struct Day
    {
        qint64 first = 0;
        qint64 last = 0;
    };
    struct Statements;
    enum class Space { Bounded, Spare }; ///< see SqliteFile::allowSpare()

    explicit SqliteStore(std::unique_ptr<SqliteFile> file);
    bool loadIdentity();
    bool loadRooms();
    const Room *find(const QString &name) const;
    const Room *roomById(qint64 id) const;
    Room *roomFor(const QString &name);
    void willChange(const Room &room);

    bool inTransaction(Space space, const std::function<bool()> &work);
    void undo();
    bool done(bool isRun, const Statement &statement) { return isRun || fail(statement.error()); }
    bool done(const Rows &rows) { return !rows.hasFailed() || fail(rows.error()); }
    bool fail(const SqliteError &error);
    ErrorCode readResult(bool isRead);
    static void report(const Error &error, ErrorCode &reported);
    template<class... Values>
    bool readRow(std::optional<Row> &row, Statement &select, const Values &...values)
    {
        Rows rows = select.rows(values...);
        if (rows.next())
            row = rowFrom(rows);
        return done(rows);
    }
    static Row rowFrom(const Rows &rows);

    bool appendOne(const Core::Append &item, std::vector<Core::Stored> &results);
    bool appendDirect(Core::Append item, std::vector<Core::Stored> &results);
    bool removeRoom(const Core::Append &item, std::vector<Core::Stored> &results);
    bool doom(const QString &key);
    bool removeEntry(const Row &row);
    bool forgetRoom(const Room &room);
    bool readKnown(std::optional<Row> &row, const Core::Entry &entry);
    Core::Stored resultOf(const Core::Append &item, const Row &known) const;
    bool insert(const Room &room, const Core::Entry &entry, bool &isNew);
    bool change(const Core::Entry &entry, Room &room, std::optional<Row> of);
    bool dropFile(const Row &row);
    bool writeRooms();
    bool writeDays();
    bool writeMarkers();
    bool writeNames();
    bool writeAdmitted(const Room &room);

    bool addWords(qint64 id, qint64 room, const QString &from, const QString &text);
    bool removeWords(const Row &row);
    static bool knowsWords(const QString &path);
    bool loadListed();
    bool listWords(qint64 last);
    bool listAnew();
    bool listWaiting();
    bool setSetting(QLatin1StringView name, const QString &value);
    void forgetWords();
    RoomsById askedRooms(const SearchPlan &plan) const;
    QString expressionFor(const SearchPlan &plan, const RoomsById &asked) const;
    std::optional<qint64> searchIndex(const SearchPlan &plan, const RoomsById &asked, Filling &filling,
                                      Core::SearchRequest &rest, Core::Found &found);
    qint64 takeHits(Rows &rows, const SearchPlan &plan, const RoomsById &asked, bool isWaiting,
                    Filling &filling, Core::SearchRequest &rest, Core::Found &found);
    std::optional<std::pair<qint64, qint64>> entriesBetween(const SearchPlan &plan, quint64 before);
    std::optional<quint64> lastOld(const Room &room, qint64 nowMillis, qint64 count);
    bool purgeRoom(Room &room, quint64 last);

    std::unique_ptr<SqliteFile> m_file;
    std::unique_ptr<Statements> m_sql;
    QString m_identity;
    qint64 m_lastEntry = 0;
    qint64 m_listed = 0;             ///< the last entry whose words are in the index, with all before it
    qint64 m_listNext = 0;           ///< catchUp() does nothing before this entry
    std::map<QString, Room> m_rooms; ///< by nameKey
    std::map<QString, std::optional<Room>> m_before; ///< what this transaction changed; nullopt: made
    std::map<qint64, Day> m_days;                    ///< of this transaction
    QHash<std::pair<Core::Identity, qint64>, quint64> m_markers; ///< reader and room; not written yet
    QHash<QString, Core::Identity> m_names;                      ///< by nameKey; not written yet
    SqliteError m_error;                                         ///< of what failed last
    ErrorCode m_readTrouble = ErrorCode::None;                   ///< reported; until all is well again
    ErrorCode m_writeTrouble = ErrorCode::None;
};

} // namespace Chalkwire::Store
