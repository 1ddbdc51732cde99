// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <algorithm>

namespace Chalkwire {

namespace {

struct Utf8Step
{
    qsizetype length = 0; ///< bytes used: of the character, or of the maximal invalid part
    char32_t character = 0xfffd;
    bool valid = false;
    bool cut = false; ///< a good beginning whose end is missing
};

/// One step of RFC 3629 decoding, with invalid parts cut as Unicode 15 §3.9 recommends (table 3-7).
Utf8Step stepUtf8(QByteArrayView bytes)
{
    const auto at = [bytes](qsizetype i) { return static_cast<quint8>(bytes[i]); };
    const quint8 lead = at(0);
    if (lead < 0x80)
        return {1, lead, true, false};
    qsizetype needed = 0;
    quint8 lowest = 0x80;
    quint8 highest = 0xbf;
    char32_t character = 0;
    if (lead >= 0xc2 && lead <= 0xdf) {
        needed = 1;
        character = lead & 0x1fU;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        needed = 2;
        character = lead & 0x0fU;
        lowest = lead == 0xe0 ? 0xa0 : 0x80;
        highest = lead == 0xed ? 0x9f : 0xbf;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        needed = 3;
        character = lead & 0x07U;
        lowest = lead == 0xf0 ? 0x90 : 0x80;
        highest = lead == 0xf4 ? 0x8f : 0xbf;
    } else {
        return {1};
    }
    for (qsizetype i = 1; i <= needed; ++i) {
        if (i == bytes.size())
            return {i, 0xfffd, false, true};
        const quint8 next = at(i);
        if (next < lowest || next > highest)
            return {i};
        character = (character << 6) | (next & 0x3fU);
        lowest = 0x80;
        highest = 0xbf;
    }
    return {needed + 1, character, true, false};
}

bool isBidiControl(char16_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

void appendVisible(QString &out, char16_t c)
{
    if (c < 0x20) {
        out += QChar(char16_t(0x2400 + c)); // the control picture of the same number
    } else if (c == 0x7f) {
        out += QChar(char16_t(0x2421));
    } else if (c >= 0x80 && c < 0xa0) {
        out += QStringLiteral("<0x%1>").arg(int(c), 2, 16, QLatin1Char('0'));
    } else if (c == 0x2028 || c == 0x2029 || c == 0xfeff || isBidiControl(c)) {
        out += QStringLiteral("<U+%1>").arg(QString::number(int(c), 16).toUpper().rightJustified(4, u'0'));
    } else {
        out += QChar(c);
    }
}

int hexValue(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= '0' && u <= '9')
        return u - '0';
    if (u >= 'a' && u <= 'f')
        return u - 'a' + 10;
    if (u >= 'A' && u <= 'F')
        return u - 'A' + 10;
    return -1;
}

Unexpected<Error> badBytes(QStringView text, qsizetype position)
{
    return Unexpected{Error{ErrorCode::BadBytes,
                            text.sliced(position, qMin<qsizetype>(8, text.size() - position)).toString(),
                            position}};
}

} // namespace

QString textFaultName(TextFault fault)
{
    switch (fault) {
    case TextFault::None:
        return QStringLiteral("none");
    case TextFault::InvalidUtf8:
        return QStringLiteral("invalid_utf8");
    case TextFault::CutCharacter:
        return QStringLiteral("cut_character");
    case TextFault::Nul:
        return QStringLiteral("nul");
    }
    return QStringLiteral("unknown");
}

qsizetype asciiLength(QByteArrayView bytes)
{
    const auto isOther = [](char c) { return static_cast<signed char>(c) <= 0; };
    return std::find_if(bytes.begin(), bytes.end(), isOther) - bytes.begin();
}

DecodedText decodeText(QByteArrayView bytes)
{
    DecodedText result;
    const qsizetype ascii = asciiLength(bytes);
    result.text.reserve(bytes.size());
    result.text += QLatin1StringView(bytes.data(), ascii);
    const auto note = [&result](TextFault fault, qsizetype offset) {
        if (result.fault == TextFault::None) {
            result.fault = fault;
            result.faultOffset = offset;
        }
    };
    for (qsizetype i = ascii; i < bytes.size();) {
        const Utf8Step step = stepUtf8(bytes.sliced(i));
        if (!step.valid)
            note(step.cut ? TextFault::CutCharacter : TextFault::InvalidUtf8, i);
        else if (step.character == 0)
            note(TextFault::Nul, i);
        result.text += QChar::fromUcs4(step.character);
        i += step.length;
    }
    return result;
}

QString visibleText(const QString &text, qsizetype maxCharacters)
{
    const auto isPlain = [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; };
    if (text.size() <= maxCharacters && std::all_of(text.begin(), text.end(), isPlain))
        return text; // most text
    return visibleText(QStringView(text), maxCharacters);
}

QString visibleText(QStringView text, qsizetype maxCharacters)
{
    QString out;
    if (maxCharacters <= 0)
        return out;
    out.reserve(qMin(text.size(), maxCharacters) + 1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype before = out.size();
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out += c;
            out += text[++i];
        } else if (c.isSurrogate()) {
            out += QChar::ReplacementCharacter;
        } else {
            appendVisible(out, c.unicode());
        }
        if (out.size() > maxCharacters || (out.size() == maxCharacters && i + 1 < text.size())) {
            out.truncate(qMin(before, maxCharacters - 1));
            out += QChar(char16_t(0x2026));
            break;
        }
    }
    return out;
}

bool isPlainText(QStringView text)
{
    return std::ranges::none_of(text, [](QChar c) {
        const char16_t unit = c.unicode();
        return (unit < 0x20 && unit != u'\n' && unit != u'\t') || (unit >= 0x7f && unit < 0xa0);
    });
}

QString toHex(QByteArrayView bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    QString out;
    out.reserve(bytes.size() * 3);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<quint8>(bytes[i]);
        if (i > 0)
            out += u' ';
        out += QLatin1Char(kDigits[byte >> 4]);
        out += QLatin1Char(kDigits[byte & 0xf]);
    }
    return out;
}

Result<QByteArray> fromHex(QStringView text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        if (c.isSpace() || c == u',' || c == u':' || c == u';') {
            ++i;
            continue;
        }
        const bool hasMarker =
            i + 1 < text.size() && ((c == u'0' && (text[i + 1] == u'x' || text[i + 1] == u'X')) ||
                                    (c == u'\\' && text[i + 1] == u'x'));
        if (hasMarker)
            i += 2;
        const int high = i < text.size() ? hexValue(text[i]) : -1;
        const int low = i + 1 < text.size() ? hexValue(text[i + 1]) : -1;
        if (high < 0 || low < 0)
            return badBytes(text, qMin(high < 0 ? i : i + 1, text.size()));
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

Result<QByteArray> fromEscapedText(QStringView text)
{
    QByteArray out;
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] != u'\\') {
            ++i;
            continue;
        }
        out += text.sliced(plainFrom, i - plainFrom).toUtf8();
        const QChar kind = i + 1 < text.size() ? text[i + 1] : QChar();
        qsizetype used = 2;
        switch (kind.unicode()) {
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case '0':
            out += '\0';
            break;
        case '\\':
            out += '\\';
            break;
        case 'x': {
            const int high = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            const int low = i + 3 < text.size() ? hexValue(text[i + 3]) : -1;
            if (high < 0 || low < 0)
                return badBytes(text, i);
            out += static_cast<char>(high * 16 + low);
            used = 4;
            break;
        }
        default:
            return badBytes(text, i);
        }
        i += used;
        plainFrom = i;
    }
    out += text.sliced(plainFrom).toUtf8();
    return out;
}

QString toEscapedText(QByteArrayView bytes)
{
    QString out;
    for (qsizetype i = 0; i < bytes.size();) {
        const Utf8Step step = stepUtf8(bytes.sliced(i));
        const bool isPlain =
            step.valid && step.character >= 0x20 && step.character != 0x7f && step.character != '\\';
        if (isPlain) {
            out += QChar::fromUcs4(step.character);
        } else if (step.valid && step.character == '\n') {
            out += QStringLiteral("\\n");
        } else if (step.valid && step.character == '\r') {
            out += QStringLiteral("\\r");
        } else if (step.valid && step.character == '\t') {
            out += QStringLiteral("\\t");
        } else if (step.valid && step.character == '\\') {
            out += QStringLiteral("\\\\");
        } else {
            for (qsizetype k = i; k < i + step.length; ++k)
                out +=
                    QStringLiteral("\\x%1").arg(int(static_cast<quint8>(bytes[k])), 2, 16, QLatin1Char('0'));
        }
        i += step.length;
    }
    return out;
}

QString byteCount(qint64 bytes)
{
    static constexpr const char *kUnits[] = {"KiB", "MiB", "GiB", "TiB"};
    if (bytes < 1024)
        return QStringLiteral("%1 B").arg(bytes);
    double amount = static_cast<double>(bytes) / 1024.0;
    size_t unit = 0;
    // What one decimal would show as 1024.0 is 1.0 of the next unit.
    while (amount >= 1023.95 && unit + 1 < std::size(kUnits)) {
        amount /= 1024.0;
        ++unit;
    }
    return QStringLiteral("%1 %2").arg(amount, 0, 'f', 1).arg(QLatin1String(kUnits[unit]));
}

} // namespace Chalkwire
