// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/chatdecoder.h"

#include "wire/chatheader.h"

#include <utility>

namespace Chalkwire::Wire {

ChatDecoder::ChatDecoder(const Limits &limits, quint64 offset)
    : m_maxHeaderBytes(limits.maxHeaderBytes)
    , m_maxHeaderDepth(limits.maxHeaderDepth)
    , m_maxPayloadBytes(limits.maxPayloadBytes)
    , m_offset(offset)
{
}

void ChatDecoder::feed(const QByteArray &chunk)
{
    if (m_error)
        return;
    if (buffered() == 0) {
        m_buffer = chunk; // shared
    } else {
        m_buffer.remove(0, m_from);
        m_buffer.append(chunk);
    }
    m_from = 0;
}

Result<std::optional<ChatItem>> ChatDecoder::next()
{
    if (m_error)
        return Unexpected{*m_error};
    if (buffered() == 0) {
        m_buffer.clear(); // lets go of the chunk
        m_from = 0;
        return std::optional<ChatItem>();
    }
    return m_payloadLeft > 0 ? std::optional<ChatItem>(takePayload()) : takeHeader();
}

bool ChatDecoder::mayBeFrame() const
{
    const QByteArrayView begun = QByteArrayView(m_buffer).sliced(m_from).trimmed();
    return m_payloadLeft > 0 || begun.isEmpty() || begun.front() == '{';
}

/// `length` bytes from here on are what is wrong.
Unexpected<Error> ChatDecoder::die(Error error, qsizetype length)
{
    m_error = std::move(error);
    m_refused = m_buffer.sliced(m_from, length);
    m_buffer.clear();
    m_from = 0;
    return Unexpected{*m_error};
}

ChatPayload ChatDecoder::takePayload()
{
    const qsizetype size = qMin<qint64>(m_payloadLeft, buffered());
    m_payloadLeft -= size;
    ChatPayload part{m_offset, m_buffer, QByteArrayView(m_buffer).sliced(m_from, size), m_payloadLeft == 0};
    m_from += size;
    m_offset += static_cast<quint64>(size);
    return part;
}

Result<std::optional<ChatItem>> ChatDecoder::takeHeader()
{
    for (;;) {
        const qsizetype lineFeed = m_buffer.indexOf('\n', m_from + m_searched);
        const qsizetype text = (lineFeed < 0 ? m_buffer.size() : lineFeed) - m_from;
        if (passes(text, m_maxHeaderBytes))
            return die(Error{ErrorCode::HeaderTooLong, QString::number(m_maxHeaderBytes), text},
                       m_maxHeaderBytes + 1);
        if (lineFeed < 0) {
            m_searched = text;
            return std::optional<ChatItem>();
        }
        m_searched = 0;
        const bool isEmpty = QByteArrayView(m_buffer).sliced(m_from, text).trimmed().isEmpty();
        Result<ChatHeader> header = isEmpty ? ChatHeader{} : readHeader(text + 1);
        if (!header)
            return die(header.error(), text + 1);
        m_from += text + 1;
        m_offset += static_cast<quint64>(text + 1);
        if (isEmpty)
            continue;
        m_payloadLeft = header->payloadBytes;
        return std::optional<ChatItem>(std::move(header).value());
    }
}

Result<ChatHeader> ChatDecoder::readHeader(qsizetype length) const
{
    ChatHeader header{m_offset, m_buffer.sliced(m_from, length), {}, {}, 0};
    Result<QJsonObject> fields = readChatHeader(QByteArrayView(header.bytes).chopped(1), m_maxHeaderDepth);
    if (!fields)
        return Unexpected{fields.error()};
    header.fields = std::move(fields).value();
    header.type = header.fields.value(QLatin1StringView("type")).toString();
    const QJsonValue bytes = header.fields.value(QLatin1StringView("bytes"));
    if (!bytes.isUndefined()) {
        header.payloadBytes = bytes.toInteger(-1);
        if (header.payloadBytes < 0 || passes(header.payloadBytes, m_maxPayloadBytes))
            return Unexpected{Error{ErrorCode::BadPayload, QString::number(m_maxPayloadBytes)}};
    }
    return header;
}

} // namespace Chalkwire::Wire
