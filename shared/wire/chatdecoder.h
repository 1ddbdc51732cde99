// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/limits.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <variant>

namespace Chalkwire::Wire {

/// The header of a chat frame. docs/protocol.md §9.1
struct ChatHeader
{
    quint64 offset = 0; ///< of its first byte in the stream
    QByteArray bytes;   ///< the line, its LF included
    QJsonObject fields;
    QString type;            ///< the field `type`; empty when it is missing or no text
    qint64 payloadBytes = 0; ///< raw bytes that follow: the ChatPayload parts that come next
};

/// A part of the payload that the last header announced, as it arrived: its bytes are those of the chunk that
/// was fed, which `chunk` keeps alive. Not copied.
struct ChatPayload
{
    quint64 offset = 0; ///< of its first byte in the stream
    QByteArray chunk;
    QByteArrayView bytes; ///< in `chunk`; never empty
    bool isLast = false;  ///< the next item is a header
};

using ChatItem = std::variant<ChatHeader, ChatPayload>;

/// Cuts a byte stream of the chat dialect, in any chunking. Owns no socket.
/// Wire:    a JSON object on one line ending in LF; then as many raw bytes as its field `bytes` says.
///          Empty lines between frames are skipped. docs/protocol.md §9.1
/// Limits:  maxHeaderBytes of text in a header, maxHeaderDepth, maxPayloadBytes; holds one unfinished header
///          and what one feed() brought.
/// Errors:  HeaderTooLong, BadJson, TooDeep, DuplicateKey, InvalidText, BadPayload. After one the decoder is
///          dead: where the next frame begins is not known. Every next() repeats it.
/// Thread:  any one thread. Cost: amortised O(bytes); a payload is not copied.
class ChatDecoder
{
public:
    explicit ChatDecoder(const Limits &limits, quint64 offset = 0);

    void feed(const QByteArray &chunk);
    [[nodiscard]] Result<std::optional<ChatItem>> next(); ///< nullopt = needs more bytes
    /// Bytes held that are no item yet; 0 between frames.
    qsizetype buffered() const { return m_buffer.size() - m_from; }
    /// False: what is held has begun as no header can.
    bool mayBeFrame() const;
    bool isInFrame() const { return m_payloadLeft > 0 || buffered() > 0; } ///< the last frame is not complete
    /// What the error is about, as much of it as shows what is wrong; empty without an error.
    const QByteArray &refused() const { return m_refused; }
    quint64 offset() const { return m_offset; } ///< of the next item in the stream, or of what is refused

private:
    Unexpected<Error> die(Error error, qsizetype length);
    ChatPayload takePayload();
    Result<std::optional<ChatItem>> takeHeader();
    Result<ChatHeader> readHeader(qsizetype length) const;

    qint64 m_maxHeaderBytes;
    qint64 m_maxHeaderDepth;
    qint64 m_maxPayloadBytes;
    QByteArray m_buffer; ///< the chunk that was fed, or the beginning of a header and the chunk
    qsizetype m_from = 0;
    qsizetype m_searched = 0; ///< bytes after m_from known to have no LF
    quint64 m_offset;         ///< of m_from in the stream
    qint64 m_payloadLeft = 0;
    std::optional<Error> m_error;
    QByteArray m_refused;
};

} // namespace Chalkwire::Wire
