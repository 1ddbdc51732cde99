// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/guidedialect.h"

#include "base/text.h"

namespace Chalkwire::Wire {

namespace {

/// Lower-cased as text, not as ASCII: what `str.lower()` of the tutorial does.
bool equalsInAnyCase(QByteArrayView bytes, QStringView word)
{
    // No character lower-cases to more than three times fewer bytes, so longer input cannot match.
    if (bytes.size() > word.size() * 4)
        return false;
    return decodeText(bytes).text.toLower() == word;
}

} // namespace

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
    return equalsInAnyCase(text, u"close");
}

bool saysClosed(QByteArrayView reply)
{
    return equalsInAnyCase(reply, u"closed");
}

} // namespace Chalkwire::Wire
