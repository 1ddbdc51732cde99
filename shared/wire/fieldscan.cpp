// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldscan.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>

namespace Chalkwire::Wire {

void FieldScan::run(FrameFields &fields)
{
    skipSpace();
    if (!take('{')) {
        fail();
        return;
    }
    m_open.push_back({-1, true, 0});
    while (!m_open.empty() && m_brokenAt < 0)
        step(fields);
    skipSpace();
    if (m_at < m_line.size())
        fail(); // something behind the object
    while (!m_open.empty())
        close(fields);
}

void FieldScan::fail()
{
    if (m_brokenAt < 0)
        m_brokenAt = m_at;
}

void FieldScan::skipSpace()
{
    while (m_at < m_line.size() && QByteArrayView(" \t\r\n").contains(m_line[m_at]))
        ++m_at;
}

bool FieldScan::take(char c)
{
    const bool isThere = m_at < m_line.size() && m_line[m_at] == c;
    m_at += isThere ? 1 : 0;
    return isThere;
}

/// The end of the innermost list or object, or the next thing in it.
void FieldScan::step(FrameFields &fields)
{
    skipSpace();
    if (take(m_open.back().isObject ? '}' : ']')) {
        close(fields);
        return;
    }
    if (m_open.back().items > 0 && !take(',')) {
        fail();
        return;
    }
    skipSpace();
    readMember(fields);
}

void FieldScan::readMember(FrameFields &fields)
{
    Open &in = m_open.back();
    FrameField field;
    field.parent = in.field;
    field.start = m_at;
    if (in.isObject) {
        if (m_at == m_line.size() || m_line[m_at] != '"') {
            fail();
            return;
        }
        field.name = readString();
        skipSpace();
        if (m_brokenAt >= 0 || !take(':')) {
            fail();
            return;
        }
        skipSpace();
        if (in.keys.contains(field.name) && m_duplicateAt < 0)
            m_duplicateAt = field.start;
        in.keys.insert(field.name);
    }
    ++in.items;
    readValue(field, fields);
}

void FieldScan::readValue(FrameField &field, FrameFields &fields)
{
    const char first = m_at < m_line.size() ? m_line[m_at] : '\0';
    if (first == '{' || first == '[') {
        ++m_at;
        open(field, first == '{', fields);
        return;
    }
    if (first == '"') {
        field.text = readString();
    } else if (first == '-' || (first >= '0' && first <= '9')) {
        const qsizetype from = m_at;
        field.kind = FieldKind::Number;
        field.text = readWord("0123456789+-.eE");
        bool isNumber = false;
        (void)field.text.toDouble(&isNumber);
        if (!isNumber) {
            m_at = from;
            fail();
        }
    } else {
        const qsizetype from = m_at;
        field.text = readWord("truefalsn");
        const bool isNull = field.text == u"null";
        field.kind = isNull ? FieldKind::Null : FieldKind::Flag;
        if (!isNull && field.text != u"true" && field.text != u"false") {
            m_at = from;
            fail();
        }
    }
    if (m_brokenAt >= 0)
        return;
    field.length = m_at - field.start;
    add(field, fields);
}

void FieldScan::open(FrameField &field, bool isObject, FrameFields &fields)
{
    field.kind = isObject ? FieldKind::Object : FieldKind::List;
    const int depth = m_open.back().depth + 1;
    m_open.push_back({add(field, fields), isObject, depth});
}

void FieldScan::close(FrameFields &fields)
{
    const Open &done = m_open.back();
    if (done.field >= 0) {
        FrameField &field = fields.fields[static_cast<std::size_t>(done.field)];
        field.length = m_at - field.start;
        field.items = done.items;
    }
    m_open.pop_back();
}

int FieldScan::add(FrameField &field, FrameFields &fields)
{
    const bool isIn = m_open.back().field != kNotListed && m_open.back().depth < FrameFields::kMaxDepth;
    if (!isIn || fields.fields.size() >= FrameFields::kMaxFields) {
        ++fields.left;
        return kNotListed;
    }
    fields.fields.push_back(std::move(field));
    return static_cast<int>(fields.fields.size()) - 1;
}

QString FieldScan::readString()
{
    QString text;
    ++m_at; // the quotation mark
    while (m_at < m_line.size()) {
        const qsizetype from = m_at;
        while (m_at < m_line.size() && m_line[m_at] != '"' && m_line[m_at] != '\\' &&
               static_cast<quint8>(m_line[m_at]) >= 0x20)
            ++m_at;
        text += decodeText(m_line.sliced(from, m_at - from)).text;
        if (take('"'))
            return text;
        if (m_at == m_line.size() || m_line[m_at] != '\\')
            break; // RFC 8259 §7: a control character has to be escaped
        readEscape(text);
        if (m_brokenAt >= 0)
            return text;
    }
    fail();
    return text;
}

void FieldScan::readEscape(QString &text)
{
    static constexpr QByteArrayView kSigns = "\"\\/bfnrt";
    static constexpr char kMeant[] = "\"\\/\b\f\n\r\t";
    const char sign = m_at + 1 < m_line.size() ? m_line[m_at + 1] : '\0';
    if (const qsizetype which = kSigns.indexOf(sign); sign != '\0' && which >= 0) {
        text += QLatin1Char(kMeant[which]);
        m_at += 2;
        return;
    }
    bool isHex = false;
    const qsizetype from = qMin(m_at + 2, m_line.size());
    const QByteArrayView digits = m_line.sliced(from, qMin<qsizetype>(4, m_line.size() - from));
    const uint unit = digits.toUInt(&isHex, 16); // takes a sign and spaces too
    const bool isPlain =
        std::all_of(digits.begin(), digits.end(), [](uchar c) { return std::isxdigit(c) != 0; });
    if (sign != 'u' || digits.size() < 4 || !isHex || !isPlain) {
        fail();
        return;
    }
    text += QChar(static_cast<char16_t>(unit));
    m_at += 6;
}

/// The longest run of these.
QString FieldScan::readWord(QByteArrayView characters)
{
    const qsizetype from = m_at;
    while (m_at < m_line.size() && characters.contains(m_line[m_at]))
        ++m_at;
    return QString::fromLatin1(m_line.sliced(from, m_at - from));
}

} // namespace Chalkwire::Wire
