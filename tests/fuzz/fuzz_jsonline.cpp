// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/export.h"
#include "trace/jsonline.h"
#include "trace/lanes.h"
#include "trace/textline.h"

#include <cstddef>
#include <cstdlib>

using namespace Chalkwire;
using namespace Chalkwire::Trace;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// Input: one line of a trace file. What can be read can be shown, written in every form, and read again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const Result<Record> record = readJsonLine(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!record)
        return 0;
    QByteArray line;
    appendJsonLine(*record, line);
    require(line.count('\n') == 1 && line.endsWith('\n'));
    const Result<Record> again = readJsonLine(line);
    require(again.has_value());
    QByteArray second;
    appendJsonLine(*again, second);
    require(second == line);

    QByteArray text;
    appendTextLine(*record, text);
    require(text.count('\n') == 1);
    appendExport(ExportFormat::Csv, {}, *record, text);
    appendExport(ExportFormat::HexDump, {}, *record, text);
    require(!line.contains('\x1b') && !text.contains('\x1b'));
    layoutLanes({*record, *again}, record->connection, record->direction);
    return 0;
}
