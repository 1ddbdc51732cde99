// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"
#include "core/searchquery.h"

#include <optional>
#include <utility>
#include <vector>

namespace Chalkwire::Store {

/// How far somebody has read a room.
struct Marker
{
    QString room;
    quint64 seq = 0;

    bool operator==(const Marker &other) const = default;
};

/// The history of all rooms, and the one who gives out its order. Rooms are told apart by Core::nameKey() and
/// are made by their first entry or rule; a room that was removed leaves its last number, from which a later
/// one of its name goes on. Every call blocks until it is done; the results are values. What
/// passes a bound of the request is left out.
/// Thread: the one that made it.
class MessageStore
{
public:
    static constexpr qint64 kMaxNames = 10'000;

    MessageStore() = default;
    Q_DISABLE_COPY_MOVE(MessageStore)
    virtual ~MessageStore() = default;

    /// Drawn at random when this history began: numbers of entries mean nothing in another one.
    virtual QString identity() const = 0;
    /// Rooms that have had an entry or have a rule of their own, by their key; of a removed one its numbers.
    virtual std::vector<Core::RoomHistory> rooms() = 0;
    /// One result per Append, in the same order. What has no error is kept when this returns, and each entry
    /// has the next number of its room; an entry that is refused takes none. An id that its author used
    /// before gives the entry of then. A batch that cannot be written is refused as a whole.
    virtual std::vector<Core::Stored> append(const std::vector<Core::Append> &batch) = 0;
    /// Does what append() put off, if it is much. Call it when the results were handed on.
    virtual void catchUp() {}
    /// Errors: StorageFailed. A room that has no history gives an empty page.
    virtual Core::Page page(const Core::PageRequest &request) = 0;
    /// Posts that have all terms, newest first. Errors: BadField (nothing to look for), StorageFailed.
    Core::Found search(const Core::SearchRequest &request);
    /// The same in pieces, none of which takes long: begins with an empty `found` and adds to it;
    /// `rest.before` moves on. False: that was not all, call it again.
    virtual bool searchOn(Core::SearchRequest &rest, Core::Found &found) = 0;

    /// The files of all entries, one for each. Nullopt: they cannot be read; not the same as none.
    virtual std::optional<std::vector<Core::KeptFile>> files() = 0;
    /// Those of entries that were deleted or removed since the last call.
    std::vector<Core::KeptFile> takeDroppedFiles() { return std::exchange(m_dropped, {}); }

    /// All of them, or, where this gives false, none.
    virtual bool setRules(const QString &room, const Core::RoomRules &rules) = 0;
    /// For rooms without a rule of their own, see RoomRules; 0: for ever.
    void setUsualKeepDays(qint64 days) { m_usualKeepDays = days; }
    /// Removes at most `count` of the oldest entries that are too old at `nowMillis`, and their words from
    /// what search() looks at; likewise what removed rooms have left. Gives how many: fewer than `count`
    /// when none is left. Nullopt: nothing could be removed.
    virtual std::optional<qint64> purge(qint64 nowMillis, qint64 count) = 0;
    /// Whether append() removed old entries to stay within a bound, since the last call.
    bool takeHasShed() { return std::exchange(m_hasShed, false); }

    /// Who is called so, from now on: a direct message to somebody who is not here goes to the author who was
    /// called so last. Written like markers. The last kMaxNames are known.
    virtual void setName(const QString &name, const Core::Identity &author) = 0;
    /// Markers only move forward. They are written with the next batch or flush(). One in a room without a
    /// history is left out.
    virtual void setMarker(const Core::Identity &reader, const Marker &marker) = 0;
    virtual std::vector<Marker> markers(const Core::Identity &reader) = 0;
    /// False: what waits to be written waits on.
    virtual bool flush() = 0;

protected:
    void drop(const Core::Entry &entry);                      ///< its file, if it has one
    static Core::KeptFile keptFile(const Core::Entry &entry); ///< it has one

    std::vector<Core::KeptFile> m_dropped;
    qint64 m_usualKeepDays = 0;
    bool m_hasShed = false;
};

/// For a history that begins: 32 digits.
QString drawIdentity();

} // namespace Chalkwire::Store
