// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <QByteArray>
#include <QList>

/// Ways to cut a byte stream into chunks, for tests of decoders and cores.
namespace Chalkwire::Test {

inline QList<QByteArray> bytewise(const QByteArray &stream)
{
    QList<QByteArray> chunks;
    for (const char byte : stream)
        chunks.append(QByteArray(1, byte));
    return chunks;
}

/// `size` bytes of which about every fourth is one of `seasoning`.
inline QByteArray randomBytes(Random &random, qsizetype size, QByteArrayView seasoning)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < size; ++i) {
        const quint64 dice = random.next();
        const auto at = static_cast<qsizetype>((dice >> 8) % static_cast<quint64>(seasoning.size()));
        bytes += dice % 4 == 0 ? seasoning[at] : static_cast<char>(dice >> 16);
    }
    return bytes;
}

inline QList<QByteArray> randomChunks(Random &random, const QByteArray &stream)
{
    QList<QByteArray> chunks;
    for (qsizetype from = 0; from < stream.size();) {
        const qsizetype size =
            qMin<qsizetype>(stream.size() - from, 1 + static_cast<qsizetype>(random.next() % 17));
        chunks.append(stream.sliced(from, size));
        from += size;
    }
    return chunks;
}

} // namespace Chalkwire::Test
