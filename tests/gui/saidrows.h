// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/entryevents.h"

namespace Chalkwire {

/// Ten in the morning of 14 November 2023, UTC; a minute per number after it.
inline constexpr qint64 kFirstMillis = 1'699'956'000'000;

inline Core::Told::Said said(quint64 seq, const QString &text, const QString &from = QStringLiteral("ana"))
{
    Core::Told::Said said;
    said.room = QStringLiteral("lobby");
    said.entry.seq = seq;
    said.entry.millis = kFirstMillis + static_cast<qint64>(seq) * 60'000;
    said.entry.from = from;
    said.entry.text = text;
    return said;
}

inline Core::Told::Said saidOf(Core::EntryKind kind, quint64 seq, quint64 of, const QString &text = {},
                               const QString &from = QStringLiteral("ana"))
{
    Core::Told::Said change = said(seq, text, from);
    change.entry.kind = kind;
    change.entry.of = of;
    return change;
}

inline Core::Told::Own own(const QString &id, quint64 order, Core::Told::Own::State state,
                           Core::EntryKind kind = Core::EntryKind::Post)
{
    Core::Told::Own own;
    own.item.id = id;
    own.item.order = order;
    own.item.room = QStringLiteral("lobby");
    own.item.kind = kind;
    own.item.text = id;
    own.item.millis = kFirstMillis;
    own.state = state;
    return own;
}

inline Core::Told::Own ownSaved(const QString &id, quint64 seq, bool comesAsEntry = true)
{
    Core::Told::Own saved = own(id, 1, Core::Told::Own::State::Saved);
    saved.seq = seq;
    saved.millis = kFirstMillis + static_cast<qint64>(seq) * 60'000;
    saved.comesAsEntry = comesAsEntry;
    return saved;
}

/// What loadOlder() brings.
inline Core::Told::OlderPage olderPage(quint64 from, quint64 to, bool hasMore = true)
{
    Core::Told::OlderPage page;
    page.room = QStringLiteral("lobby");
    page.hasMore = hasMore;
    for (quint64 seq = from; seq <= to; ++seq) {
        page.entries.push_back(said(seq, QString::number(seq)));
        page.entries.back().isReplay = true;
    }
    return page;
}

} // namespace Chalkwire
