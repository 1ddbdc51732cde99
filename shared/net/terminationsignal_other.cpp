// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/terminationsignal.h"

namespace Chalkwire::Net {

// Not tested on Windows or macOS: there the program ends as the system ends it.
TerminationSignal::TerminationSignal(QObject *parent)
    : QObject(parent)
{
}

TerminationSignal::~TerminationSignal() = default;

} // namespace Chalkwire::Net
