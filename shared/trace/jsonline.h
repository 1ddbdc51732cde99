// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <QByteArrayView>

namespace Chalkwire::Trace {

/// readJsonLine() refuses a longer line, so that a file cannot make it take any amount of memory.
inline constexpr qint64 kMaxJsonLineBytes = 64 * 1024 * 1024;

/// Appends one record as one JSON object and LF. docs/trace-format.md §1.
/// Shape: UTF-8; control and bidi characters stand as \n, \r, \t or \uXXXX, so the line is safe to print.
void appendJsonLine(const Record &record, QByteArray &out);

/// Reads one line of appendJsonLine(), with or without its line end. Total: any bytes give a record or an
/// error. `bytes` counts, `text` and `length` are for people; unknown fields are ignored. Errors: BadRecord
/// (detail: the field, or why it is no JSON; position in bytes when known), TooLong.
Result<Record> readJsonLine(QByteArrayView line, qint64 maxBytes = kMaxJsonLineBytes);

} // namespace Chalkwire::Trace
