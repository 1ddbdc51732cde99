// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "wire/frame.h"

#include <optional>

namespace Chalkwire::Wire {

/// Turns a byte stream into lines, in any chunking. Owns no socket.
/// Wire:    text bytes, then LF or CRLF. A CR elsewhere is text. docs/protocol.md §4
/// Limits:  at most `maxLineBytes` of text in a line (0 = no bound); holds at most that plus what one feed()
/// brought. Errors:  LineTooLong. After it the decoder is dead: every next() repeats it and feed() drops its
/// bytes. Thread:  any one thread. Cost: amortised O(bytes).
class LineDecoder
{
public:
    explicit LineDecoder(qint64 maxLineBytes, quint64 offset = 0)
        : m_maxLineBytes(maxLineBytes)
        , m_offset(offset)
    {
    }

    void feed(QByteArrayView bytes);
    [[nodiscard]] Result<std::optional<Frame>> next(); ///< nullopt = needs more bytes
    /// At the end of the stream: what is left without a line end counts as a line. nullopt = nothing is left.
    [[nodiscard]] std::optional<Frame> finish();
    qsizetype buffered() const { return m_buffer.size() - m_from; } ///< bytes held that are no line yet
    /// The beginning of the line that is too long, one byte more than it may have; empty without an error.
    const QByteArray &refused() const { return m_refused; }
    quint64 offset() const { return m_offset; } ///< of the next line in the stream, or of what is refused

private:
    bool isTooLong(qsizetype textBytes) const { return m_maxLineBytes > 0 && textBytes > m_maxLineBytes; }
    Unexpected<Error> die(qsizetype textBytes);
    Frame take(qsizetype length, qsizetype textLength);

    QByteArray m_buffer;
    qsizetype m_from = 0;     ///< bytes of m_buffer already cut
    qsizetype m_searched = 0; ///< bytes after m_from known to have no LF
    qint64 m_maxLineBytes;
    quint64 m_offset; ///< of m_from in the stream
    bool m_dead = false;
    QByteArray m_refused;
};

} // namespace Chalkwire::Wire
