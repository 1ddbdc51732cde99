// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"

#include <QByteArray>
#include <QString>

namespace Chalkwire::Core {

/// Why somebody is sent an entry.
enum class EntryUse : quint8 {
    Live,   ///< it happened now
    Replay, ///< it is part of the history
    Hit,    ///< it was searched for; posts only
};

/// An entry as a chat client is sent it. `isOwn`: by its author, who cannot tell by the name what was said
/// under another; not for Live. docs/protocol.md §9.4, §9.5
QByteArray entryFrame(const QString &room, const Entry &entry, EntryUse use, bool isOwn = false);
/// A direct message, as its author or addressee is sent it; `seq`: in their inbox, 0: they have none.
/// `isOwn`: the author.
QByteArray directFrame(const Entry &entry, quint64 seq, bool isOwn, EntryUse use);
/// An entry when it happens, as a line client is sent it; of its text `maxCharacters` at most. §4
QByteArray entryLine(const QString &room, const Entry &entry, qsizetype maxCharacters);
/// A post as a line client is sent it. `text` is visibleText(). §4
QByteArray postLine(const QString &room, const QString &from, const QString &text);
QByteArray invitationFrame(const QString &room, const QString &from);

} // namespace Chalkwire::Core
