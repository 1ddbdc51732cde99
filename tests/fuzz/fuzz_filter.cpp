// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trafficfilter.h"

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

Record recordOf(QByteArrayView bytes)
{
    Record record;
    record.kind = RecordKind::Frame;
    record.connection = 3;
    record.peer = QStringLiteral("ana");
    record.bytes = bytes.toByteArray();
    return record;
}

} // namespace

/// Input: the text of a filter, and, after the first NUL, the bytes of a record it is asked about.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const qsizetype nul = input.indexOf('\0');
    const QString text = QString::fromUtf8(nul < 0 ? input : input.first(nul));
    const Record record = recordOf(nul < 0 ? QByteArrayView() : input.sliced(nul + 1));
    const Result<TrafficFilter> filter = TrafficFilter::parse(text);
    if (!filter) {
        require(filter.error().code == ErrorCode::BadFilter);
        require(filter.error().position >= 0 && filter.error().position <= text.size());
        require(text.mid(filter.error().position, filter.error().detail.size()) == filter.error().detail);
        return 0;
    }
    require(text.size() <= TrafficFilter::kMaxCharacters);
    const bool isMatch = filter->matches(record);
    if (filter->isEmpty()) {
        require(isMatch);
        return 0;
    }
    // What a filter lets pass, its opposite does not.
    if (const Result<TrafficFilter> opposite = TrafficFilter::parse(QStringLiteral("-(%1)").arg(text)))
        require(opposite->matches(record) != isMatch);
    return 0;
}
