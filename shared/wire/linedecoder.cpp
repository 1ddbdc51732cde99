// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/linedecoder.h"

namespace Chalkwire::Wire {

void LineDecoder::feed(QByteArrayView bytes)
{
    if (m_dead)
        return;
    if (m_from > 0) {
        m_buffer.remove(0, m_from);
        m_from = 0;
    }
    m_buffer.append(bytes);
}

Result<std::optional<Frame>> LineDecoder::next()
{
    if (m_dead)
        return die(0);
    const qsizetype lineFeed = m_buffer.indexOf('\n', m_from + m_searched);
    if (lineFeed < 0) {
        m_searched = buffered();
        // A CR at the very end may belong to a CRLF and is not text yet.
        const qsizetype text = buffered() > 0 && m_buffer.endsWith('\r') ? buffered() - 1 : buffered();
        if (isTooLong(text))
            return die(text);
        return std::optional<Frame>();
    }
    qsizetype text = lineFeed - m_from;
    if (text > 0 && m_buffer[lineFeed - 1] == '\r')
        --text;
    if (isTooLong(text))
        return die(text);
    return std::optional(take(lineFeed - m_from + 1, text));
}

std::optional<Frame> LineDecoder::finish()
{
    if (m_dead || buffered() == 0)
        return std::nullopt;
    return take(buffered(), buffered());
}

Unexpected<Error> LineDecoder::die(qsizetype textBytes)
{
    if (!m_dead)
        m_refused = m_buffer.sliced(m_from, m_maxLineBytes + 1);
    m_dead = true;
    m_buffer.clear();
    m_from = 0;
    return Unexpected{Error{ErrorCode::LineTooLong, QString::number(m_maxLineBytes), textBytes}};
}

Frame LineDecoder::take(qsizetype length, qsizetype textLength)
{
    Frame frame{m_offset, m_buffer.sliced(m_from, length), textLength};
    m_from += length;
    m_offset += static_cast<quint64>(length);
    m_searched = 0;
    return frame;
}

} // namespace Chalkwire::Wire
