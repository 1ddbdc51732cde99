// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "wire/chatdecoder.h"

namespace Chalkwire::Core {

/// A chat frame as a client's request: reads its fields and remembers the first that is wrong.
/// `header` is not owned and outlives this. docs/protocol.md §9
class ChatRequest
{
public:
    explicit ChatRequest(const Wire::ChatHeader &header);

    JsonReader &fields() { return m_fields; }
    const QString &id() const { return m_id; } ///< empty: it has none, or a wrong one
    /// At most 64 characters: what the client sent may be long and is sent back.
    QString type() const { return m_header.type.left(kMaxIdCharacters); }

    void requireId();
    QString required(const char *key); ///< a text, not empty
    /// A text that people read: 1 to `maxBytes` bytes of UTF-8 (0 = no bound), no control characters but tabs
    /// and line breaks.
    QString requiredText(const char *key, qint64 maxBytes);
    QString plainText(const char *key, qint64 maxBytes); ///< the same, or an empty one; must be there
    quint64 entry(const char *key);                      ///< an entry's number, from 1 on; 0: not given
    quint64 requiredEntry(const char *key);

    static constexpr qsizetype kMaxIdCharacters = 64;

private:
    const Wire::ChatHeader &m_header;
    JsonReader m_fields;
    QString m_id;
};

/// What went wrong, in English, for the field `text` of an `error`.
QString chatErrorText(const Error &error);

} // namespace Chalkwire::Core
