// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clientevents.h"
#include "rooms/chatrow.h"

#include <QCoreApplication>

namespace Chalkwire::ClientGui {

/// The words of rooms in the language chosen now. Peer text in them is made visible and bounded; where it
/// stands inside a sentence it is isolated, so that a right-to-left name leaves the sentence in order.
/// Thread: GUI.
class RoomWords
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::ClientGui::RoomWords)

public:
    static QString name(const QString &name);  ///< of a person or room
    static QString author(const ChatRow &row); ///< "you", "ana"
    static QString time(qint64 millis);        ///< "10:41", local
    static QString day(qint64 millis);         ///< "Today", "Yesterday", "Monday, 3 November 2025"
    static QString newMessages();              ///< on the line above what was not read
    static QString edited();
    static QString retry();
    static QString discard();
    static QString text(const ChatRow &row);  ///< as it is copied: the post as it was written, or quiet()
    static QString quiet(const ChatRow &row); ///< all but posts with a text: "ana and ben came"
    static QString
    state(const ChatRow &row); ///< "waiting", "saved 10:42:03", "failed: …"; empty: nothing to say
    static QString quote(const ChatRow *answered); ///< "ana: hello", one line; nullptr: not loaded
    static QString line(const ChatRow &row);       ///< "[10:41:07] ana: hello", for a copy of several
    static QString sentence(const ChatRow &row, const QString &quote,
                            bool startsNew);      ///< for a screen reader
    static QString reactions(const ChatRow &row); ///< "👍 2, ❤ 1"
    /// A code of docs/protocol.md §9.7 as a sentence.
    static QString code(const QString &code);
    static QString typing(const QStringList &names); ///< "ana is typing"; empty: nobody
    static QString list(const QStringList &names);   ///< "ana, ben and carl"

private:
    static QString presence(const ChatRow &row);
    static QString change(const ChatRow &row);
    static QString fileSentence(const ChatRow &row);
};

} // namespace Chalkwire::ClientGui
