// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Chalkwire::Wire {

/// What a decoder cut out of one direction of a byte stream.
struct Frame
{
    quint64 offset = 0;       ///< of its first byte in the stream
    QByteArray bytes;         ///< all of it, the line end included
    qsizetype textLength = 0; ///< bytes of text: without the line end

    QByteArrayView text() const { return QByteArrayView(bytes).first(textLength); }
};

} // namespace Chalkwire::Wire
