// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/messagestore.h"

#include <QHash>

#include <deque>
#include <map>
#include <unordered_map>

namespace Chalkwire::Store {

/// A history that ends with the program. Past `maxBytes` the oldest entries of all make room. Cost: about a
/// microsecond an entry, and no call but search() and purge() looks at more than it gives; a search looks at
/// every entry, newest first, kScan of them in one searchOn().
class MemoryStore final : public MessageStore
{
public:
    static constexpr qint64 kScan = 2000;

    explicit MemoryStore(qint64 maxBytes); ///< 0: no bound

    QString identity() const override { return m_identity; }
    std::vector<Core::RoomHistory> rooms() override;
    std::vector<Core::Stored> append(const std::vector<Core::Append> &batch) override;
    Core::Page page(const Core::PageRequest &request) override;
    bool searchOn(Core::SearchRequest &rest, Core::Found &found) override;
    std::optional<std::vector<Core::KeptFile>> files() override;
    bool setRules(const QString &room, const Core::RoomRules &rules) override;
    std::optional<qint64> purge(qint64 nowMillis, qint64 count) override;
    void setName(const QString &name, const Core::Identity &author) override;
    void setMarker(const Core::Identity &reader, const Marker &marker) override;
    std::vector<Marker> markers(const Core::Identity &reader) override;
    bool flush() override { return true; }

private:
    struct Room
    {
        Core::RoomHistory info;
        std::deque<Core::Entry> entries;                         ///< from info.firstSeq on
        std::unordered_map<quint64, std::vector<quint64>> edits; ///< by the number of their post

        Core::Entry *find(quint64 seq); ///< null: not kept
    };
    using Key = std::pair<Core::Identity, QString>; ///< an author and its id
    /// An entry among those of all rooms, or where one was.
    struct Place
    {
        quint64 order = 0;
        Room *room = nullptr;
        quint64 seq = 0;
    };

    Room *find(const QString &name);
    Room &roomFor(const QString &name);
    Core::Stored append(const Core::Append &item);
    Core::Stored appendDirect(const Core::Append &item);
    Core::Entry &add(Room &room, const Core::Entry &entry);
    Core::Stored removeRoom(const Core::Append &item);
    void change(Room &room, const Core::Entry &entry);
    void forgetText(Core::Entry &entry);
    void removeFirst(Room &room);
    void keepBound();

    QString m_identity = drawIdentity();
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    quint64 m_lastOrder = 0;
    std::map<QString, Room> m_rooms; ///< by nameKey
    QHash<QString, Room *> m_byName; ///< by the name as it was first written, which is the usual one
    std::deque<Place> m_places;      ///< oldest first
    std::map<Key, Place> m_byId;
    QHash<QString, Core::Identity> m_authors;                       ///< by nameKey
    std::deque<QString> m_names;                                    ///< its keys, the one known longest first
    std::map<Core::Identity, std::map<QString, quint64>> m_markers; ///< by the room's key
};

} // namespace Chalkwire::Store
