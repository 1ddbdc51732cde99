// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/readtally.h"
#include "app/serverview.h"

namespace Chalkwire::App {

/// What ServerEngine knows of one client.
struct ServedClient
{
    ClientRow row;
    quint64 bytesQueued = 0; ///< given to the socket since the start, bytesOut of them written
    quint64 bytesAtLastTick = 0;
    quint64 fanout = 0; ///< the last one that it is in
    ReadTally tally{};
    bool isChanged = false; ///< its row is to be reported
};

} // namespace Chalkwire::App
