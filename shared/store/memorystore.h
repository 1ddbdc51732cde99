// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/messagestore.h"

#include <deque>
#include <map>

namespace Chalkwire::Store {

/// A history that ends with the program. Past `maxBytes` the oldest entries of all make room. Cost: a search
/// looks at every entry of its rooms.
class MemoryStore final : public MessageStore
{
public:
    explicit MemoryStore(qint64 maxBytes); ///< 0: no bound

    std::vector<Core::RoomHistory> rooms() override;
    std::vector<Core::Stored> append(const std::vector<Core::Append> &batch) override;
    Core::Page page(const Core::PageRequest &request) override;
    Core::Found search(const Core::SearchRequest &request) override;
    bool setRules(const QString &room, const Core::RoomRules &rules) override;
    std::optional<qint64> purge(qint64 nowMillis, qint64 count) override;
    void setMarker(const Core::Identity &reader, const Marker &marker) override;
    std::vector<Marker> markers(const Core::Identity &reader) override;
    bool flush() override { return true; }

private:
    struct Room
    {
        Core::RoomHistory info;
        std::deque<Core::Entry> entries; ///< from info.firstSeq on
        std::deque<quint64> order;       ///< of each entry, among all rooms

        Core::Entry *find(quint64 seq); ///< null: not kept
    };
    using Key = std::pair<Core::Identity, QString>; ///< an author and its id

    Room *find(const QString &name);
    Room &roomFor(const QString &name);
    void change(Room &room, const Core::Entry &entry);
    void forgetText(Core::Entry &entry);
    void removeFirst(Room &room);
    void keepBound();

    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    quint64 m_lastOrder = 0;
    std::map<QString, Room> m_rooms;                                ///< by nameKey
    std::map<Key, std::pair<QString, quint64>> m_byId;              ///< the room's key and the number
    std::map<Core::Identity, std::map<QString, quint64>> m_markers; ///< by the room's key
};

} // namespace Chalkwire::Store
