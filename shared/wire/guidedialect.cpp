// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/guidedialect.h"

#include "base/text.h"

#include <algorithm>

namespace Chalkwire::Wire {

namespace {

/// Lower-cased as text, not as ASCII: what `str.lower()` of the tutorial does.
bool equalsInAnyCase(QByteArrayView bytes, QByteArrayView word)
{
    // No character lower-cases to more than three times fewer bytes, or to more, so others cannot match.
    if (bytes.size() < word.size() || bytes.size() > word.size() * 4)
        return false;
    if (bytes.compare(word, Qt::CaseInsensitive) == 0)
        return true;
    const bool isAscii = std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    return !isAscii && decodeText(bytes).text.toLower() == QLatin1StringView(word);
}

} // namespace

QByteArray guideAnswer(bool isClose, bool withLineEnd)
{
    if (withLineEnd)
        return isClose ? QByteArrayLiteral("closed\n") : QByteArrayLiteral("accepted\n");
    return isClose ? QByteArrayLiteral("closed") : QByteArrayLiteral("accepted");
}

std::vector<Frame> cutRequests(QByteArrayView chunk, quint64 offset, qint64 maxBytes)
{
    std::vector<Frame> requests;
    const qsizetype step = maxBytes > 0 ? maxBytes : qMax<qsizetype>(1, chunk.size());
    for (qsizetype from = 0; from < chunk.size(); from += step) {
        const QByteArrayView part = chunk.sliced(from, qMin(step, chunk.size() - from));
        requests.push_back({offset + static_cast<quint64>(from), part.toByteArray(), part.size()});
    }
    return requests;
}

bool asksToClose(QByteArrayView text)
{
    return equalsInAnyCase(text, "close");
}

bool saysClosed(QByteArrayView reply)
{
    return equalsInAnyCase(reply, "closed");
}

} // namespace Chalkwire::Wire
