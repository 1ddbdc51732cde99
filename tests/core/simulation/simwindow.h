// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clienteffects.h"
#include "simulation/journal.h"
#include "store/memorystore.h"

#include <map>
#include <set>

namespace Chalkwire::Simulation {

/// One entry as a client shows it.
struct ShownEntry
{
    Core::EntryKind kind = Core::EntryKind::Post;
    quint64 of = 0;
    QString text;
    bool isDeleted = false;
    bool isOwn = false;
    quint64 changedBy = 0;
};

/// What one client shows, from its start to its end. Takes what ChatClientCore tells, as docs/protocol.md
/// §9.5 has it: each number once, and a change is what it has not seen yet of a higher number.
class SimWindow
{
public:
    struct Room
    {
        std::map<quint64, ShownEntry> entries;
        bool hasOlder = false; ///< pages from before it began
    };

    SimWindow(Journal &journal, Store::MemoryStore &store, qint64 who, const QByteArray &author);

    void take(const Core::Told::Said &said);
    void take(const Core::Told::OlderPage &page);
    void take(const Core::Told::Own &own);
    void take(const Core::Told::Transfer &done, const Core::KeptUpload &given);
    void forget(const QString &room) { rooms.erase(room); }
    void setAuthor(const QByteArray &author) { m_author = author; }

    std::map<QString, Room> rooms;

private:
    void show(const QString &room, quint64 seq, ShownEntry entry, bool isOwnWord);
    void compare(const QString &room, const Core::Entry &told);
    void change(Room &room, const ShownEntry &entry, quint64 seq);
    QString at(const QString &room, quint64 seq) const;

    Journal &m_journal;
    Store::MemoryStore &m_store;
    qint64 m_who;
    QByteArray m_author;
};

/// The entry with this number; none where there is none.
std::optional<Core::Entry> storedEntry(Store::MemoryStore &store, const QString &room, quint64 seq);
/// It was too old, or went with its room.
bool isGone(Store::MemoryStore &store, const QString &room, quint64 seq);

} // namespace Chalkwire::Simulation
