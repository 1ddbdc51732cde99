// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/loopwatch.h"
#include "app/serverview.h"

#include <QCoreApplication>

namespace Chalkwire::ServerGui {

/// The words of the window for the codes of the server, in the language chosen now. Every argument that came
/// from a peer is escaped for one line. Thread: GUI.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::ServerGui::Words)

public:
    static QString transport(Transport transport);
    static QString kind(Wire::Dialect dialect);
    static QString state(App::ClientState state);
    static QString stateExplained(App::ClientState state); ///< one sentence
    static QString level(LogLevel level);
    static QString reason(CloseReason reason);
    static QString loopWork(App::LoopWork work);      ///< "what a client sent took so long"
    static QString notice(const App::Notice &notice); ///< one sentence
    static QString duration(qint64 seconds);          ///< "12 s", "3 min 02 s", "1 h 05 min"
    static QString rate(double bytesPerSecond);       ///< "0 B/s", "41.2 KiB/s"
    static QString lag(Micros lag);                   ///< "0.4 ms", "120 ms"
    static QString time(qint64 wallMicros);           ///< "10:41:07", local
    static QString moment(qint64 millis);             ///< "10:41"; of another day "2026-11-23 10:41"; local
    static QString keptFor(qint64 keepDays);          ///< of Core::RoomRules: "7 days", "for ever"
};

} // namespace Chalkwire::ServerGui
