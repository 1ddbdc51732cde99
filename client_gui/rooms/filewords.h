// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rooms/rowfile.h"

#include <QCoreApplication>

namespace Chalkwire::ClientGui {

/// The words of files in the language chosen now. Names come from peers: made visible, bounded.
class FileWords
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::ClientGui::FileWords)

public:
    static QString size(qint64 bytes); ///< "1.2 MiB"
    static QString act(FileAct act);   ///< "Save as…"
    /// "1.2 MiB", "45 % of 1.2 MiB · 300 KiB/s", "1.2 MiB · paused at 45 %"
    static QString status(const RowFile &file);
    static QString problem(const RowFile &file);  ///< one sentence; empty: all is well
    static QString code(const QString &code);     ///< a code of a transfer, as a sentence
    static QString onlyInRooms();                 ///< why a person is given none
    static QString sentence(const RowFile &file); ///< for a screen reader: "File tea.txt, 1.2 MiB, …"
};

} // namespace Chalkwire::ClientGui
