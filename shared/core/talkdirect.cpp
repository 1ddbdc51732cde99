// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Direct messages, docs/protocol.md §9.12. Another part of Talk.
#include "base/text.h"
#include "core/entryframe.h"
#include "core/talk.h"

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxPushedCharacters = 2048; ///< of one text, as a line client sees it

} // namespace

void Talk::direct(const Person &to, const Entry &entry, Effects &effects)
{
    if (to.voice == Voice::Chat) {
        push(to.id, directFrame(entry, 0, false, EntryUse::Live), QString(), effects);
        return;
    }
    const QString line =
        QStringLiteral("[private] %1: %2\n").arg(entry.from, visibleText(entry.text, kMaxPushedCharacters));
    push(to.id, line.toUtf8(), QString(), effects);
}

void Talk::tellDirect(const Stored &stored, ConnectionId by, ConnectionId guest, Effects &effects)
{
    const Entry &entry = stored.entry;
    const Identity to = QByteArray::fromHex(stored.copyRoom.mid(kInbox.size()).toLatin1());
    constexpr qint64 kPeopleOfWork = 64; ///< that are looked at
    m_work += static_cast<qint64>(m_people.size()) / kPeopleOfWork;
    Receivers::List senders;
    Receivers::List receivers;
    for (const auto &[id, person] : m_people) {
        if (!person.isLasting || person.voice != Voice::Chat)
            continue;
        if (person.author == to)
            receivers.push_back(id);
        else if (person.author == entry.author && id != by)
            senders.push_back(id);
    }
    if (!senders.empty())
        push(Receivers(std::move(senders)), directFrame(entry, entry.seq, true, EntryUse::Live), QString(),
             effects);
    if (!receivers.empty())
        push(Receivers(std::move(receivers)), directFrame(entry, stored.copySeq, false, EntryUse::Live),
             QString(), effects);
    if (const auto it = m_people.find(guest); it != m_people.end() && it->second.isReachable())
        direct(it->second, entry, effects);
}

} // namespace Chalkwire::Core
