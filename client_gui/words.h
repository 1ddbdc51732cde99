// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entry.h"

#include <QCoreApplication>

namespace Chalkwire::ClientGui {

/// The words of the conversation in the language chosen now. Peer text in them is made visible and bounded.
/// Thread: GUI.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::ClientGui::Words)

public:
    static QString time(qint64 wallMicros);      ///< "10:41:07", local
    static QString author(const Entry &entry);   ///< "you", "server", "ana"; empty for events
    static QString event(const Entry &entry);    ///< "Connected to 127.0.0.1:8000"
    static QString fault(const Entry &entry);    ///< "byte 12 is not valid UTF-8"; empty without one
    static QString bytes(qint64 count);          ///< "1 byte", "12 bytes"
    static QString sentence(const Entry &entry); ///< the row for a screen reader
    static QString line(const Entry &entry);     ///< "[10:41:07] ana: hello", for a copy of several or a file
    /// Why the connection is over, as one sentence with what to do next.
    static QString closeReason(CloseReason reason);
};

} // namespace Chalkwire::ClientGui
