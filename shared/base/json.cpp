// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

namespace Chalkwire {

namespace {

bool mustEscape(char16_t c)
{
    const bool isBidi = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
                        (c >= 0x2066 && c <= 0x2069);
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || isBidi || c == 0xfeff;
}

/// The escape of two characters, where RFC 8259 §7 has one; 0: none. With six for a line break a text of them
/// alone would be longer than a header may be (docs/protocol.md §9.1, §9.4).
char shortEscape(char16_t c)
{
    switch (c) {
    case u'"':
    case u'\\':
        return static_cast<char>(c);
    case u'\n':
        return 'n';
    case u'\r':
        return 'r';
    case u'\t':
        return 't';
    default:
        return 0;
    }
}

void appendUnicodeEscape(QByteArray &out, char16_t c)
{
    out += "\\u" + QByteArray::number(uint(c), 16).rightJustified(4, '0');
}

} // namespace

QByteArray &JsonWriter::startField(const char *key)
{
    if (!m_isFirst)
        m_out += ',';
    m_isFirst = false;
    m_out += '"';
    m_out += key;
    m_out += "\":";
    return m_out;
}

void JsonWriter::appendString(QByteArray &out, QStringView text)
{
    out += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        const char escape = shortEscape(c);
        if (escape == 0 && !mustEscape(c) && !QChar::isSurrogate(c))
            continue;
        out += text.sliced(plainFrom, i - plainFrom).toUtf8();
        plainFrom = i + 1;
        if (escape != 0) {
            out += '\\';
            out += escape;
        } else {
            appendUnicodeEscape(out, QChar::isSurrogate(c) ? char16_t(QChar::ReplacementCharacter) : c);
        }
    }
    out += text.sliced(plainFrom).toUtf8();
    out += '"';
}

void JsonReader::fail(QLatin1StringView key)
{
    if (m_badField.isEmpty())
        m_badField = key;
}

qint64 JsonReader::number(QLatin1StringView key, qint64 fallback, qint64 highest)
{
    if (!has(key))
        return fallback;
    const qint64 number = value(key).toInteger(-1);
    if (number < 0 || number > highest) {
        fail(key);
        return fallback;
    }
    return number;
}

bool JsonReader::flag(QLatin1StringView key, bool fallback)
{
    if (!has(key))
        return fallback;
    if (!value(key).isBool())
        fail(key);
    return value(key).toBool(fallback);
}

QString JsonReader::text(QLatin1StringView key)
{
    if (has(key) && !value(key).isString())
        fail(key);
    return value(key).toString();
}

} // namespace Chalkwire
