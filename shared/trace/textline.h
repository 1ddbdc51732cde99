// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

namespace Chalkwire::Trace {

/// Appends one record as one line for people and LF, in this computer's time zone:
/// `2026-11-23T11:41:07.123456+01:00 #12 client 3 (ana) -> line 6 B room lobby: hello␊`.
/// Shape: always one line, whatever the peer sent: control and bidi characters are made visible.
/// The text comes last, so no peer can make up the fields before it.
void appendTextLine(const Record &record, QByteArray &out);

} // namespace Chalkwire::Trace
