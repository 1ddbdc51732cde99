// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

namespace Chalkwire::Trace {

enum class ExportFormat : quint8 {
    HexDump,   ///< what Wireshark's text2pcap reads: `text2pcap -D -t ISO IN OUT`
    Csv,       ///< UTF-8, RFC 4180
    JsonLines, ///< one object a record
};

/// Which records an export takes. A broadcast belongs to each of its recipients.
struct ExportOptions
{
    ConnectionId connection = kNoConnection; ///< kNoConnection: all
    bool chunksOnly = false;                 ///< no frames, no opened and closed: every byte once
};

/// Whether an export with these options has this record.
bool isExported(const Record &record, const ExportOptions &options);

/// What stands before the first record: the header row of a CSV, comments of a hex dump, nothing for JSON
/// Lines.
QByteArray exportHeader(ExportFormat format);

/// Appends one record to `out`, or nothing when the options exclude it. docs/trace-format.md has the formats.
/// Write `out` away and clear it every now and then: nothing is kept between calls.
/// With options.connection, a broadcast's offset (CSV, hex dump) is the one in that connection's stream.
/// Thread: any. Cost: O(bytes of the record).
void appendExport(ExportFormat format, const ExportOptions &options, const Record &record, QByteArray &out);

} // namespace Chalkwire::Trace
