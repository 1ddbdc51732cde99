// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simwindow.h"

namespace Chalkwire::Simulation {

using Core::EntryKind;

std::optional<Core::Entry> storedEntry(Store::MemoryStore &store, const QString &room, quint64 seq)
{
    const Core::Page page = store.page({0, room, seq - 1, 0, 1});
    if (page.entries.empty() || page.entries.front().seq != seq)
        return std::nullopt;
    return page.entries.front();
}

bool isGone(Store::MemoryStore &store, const QString &room, quint64 seq)
{
    return seq < store.page({0, room, 0, 1, 1}).firstSeq;
}

SimWindow::SimWindow(Journal &journal, Store::MemoryStore &store, qint64 who, const QByteArray &author)
    : m_journal(journal)
    , m_store(store)
    , m_who(who)
    , m_author(author)
{
}

QString SimWindow::at(const QString &room, quint64 seq) const
{
    return QStringLiteral("client %1, %2 #%3").arg(m_who).arg(room).arg(seq);
}

void SimWindow::take(const Core::Told::Said &said)
{
    const Core::Entry &entry = said.entry;
    if (!m_journal.require(entry.seq > 0, Rule::OneOrder,
                           at(said.room, 0) + QStringLiteral(" has no number")))
        return;
    compare(said.room, entry);
    show(said.room, entry.seq,
         {entry.kind, entry.of, entry.text, entry.isDeleted, said.isOwn, entry.changedBy}, false);
}

void SimWindow::take(const Core::Told::OlderPage &page)
{
    rooms[page.room].hasOlder |= !page.entries.empty();
    for (const Core::Told::Said &said : page.entries)
        take(said);
}

void SimWindow::take(const Core::Told::Own &own)
{
    if (own.state != Core::Told::Own::State::Saved)
        return;
    const std::optional<Core::Entry> stored = storedEntry(m_store, own.item.room, own.seq);
    const bool isIt = stored && stored->id == own.item.id && stored->author == m_author &&
                      stored->kind == own.item.kind && stored->of == own.item.of &&
                      stored->millis == own.millis;
    m_journal.require(isIt || isGone(m_store, own.item.room, own.seq), Rule::SavedOnce,
                      at(own.item.room, own.seq) + QStringLiteral(" is saved, but not in the store: ") +
                          own.item.text);
    if (!own.comesAsEntry)
        show(own.item.room, own.seq, {own.item.kind, own.item.of, own.item.text, false, true, 0}, true);
}

void SimWindow::take(const Core::Told::Transfer &done, const Core::KeptUpload &given)
{
    const std::optional<Core::Entry> stored = storedEntry(m_store, done.room, done.seq);
    const bool isIt =
        stored && stored->id == done.id && stored->author == m_author && stored->of == given.re &&
        stored->millis == done.millis && (stored->isDeleted || stored->file) &&
        (!stored->file || (stored->file->sha256 == given.sha256 && stored->file->name == done.name));
    m_journal.require(isIt || isGone(m_store, done.room, done.seq), Rule::SavedOnce,
                      at(done.room, done.seq) + QStringLiteral(" is given, but not in the store: ") +
                          done.name);
    if (!done.comesAsEntry)
        show(done.room, done.seq, {EntryKind::Post, given.re, done.name, false, true, 0}, true);
}

void SimWindow::compare(const QString &room, const Core::Entry &told)
{
    const std::optional<Core::Entry> stored = storedEntry(m_store, room, told.seq);
    const bool isSame = stored && stored->kind == told.kind && stored->of == told.of &&
                        stored->from == told.from && stored->millis == told.millis;
    m_journal.require(isSame || isGone(m_store, room, told.seq), Rule::OneOrder,
                      at(room, told.seq) + QStringLiteral(" is not what the store has"));
}

void SimWindow::show(const QString &name, quint64 seq, ShownEntry entry, bool isOwnWord)
{
    Room &room = rooms[name];
    const bool isNew = !room.entries.contains(seq);
    m_journal.require(isNew, isOwnWord ? Rule::OwnWordsOnce : Rule::OneOrder,
                      at(name, seq) + QStringLiteral(" is shown twice"));
    change(room, entry, seq);
    room.entries.insert_or_assign(seq, std::move(entry));
}

void SimWindow::change(Room &room, const ShownEntry &entry, quint64 seq)
{
    if (entry.kind != EntryKind::Edit && entry.kind != EntryKind::Delete)
        return;
    const auto it = room.entries.find(entry.of);
    if (it == room.entries.end() || it->second.changedBy >= seq)
        return;
    it->second.changedBy = seq;
    it->second.isDeleted = entry.kind == EntryKind::Delete;
    it->second.text = it->second.isDeleted ? QString() : entry.text;
}

} // namespace Chalkwire::Simulation
