// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterterm.h"

#include <algorithm>

namespace Chalkwire::Trace {

namespace {

constexpr quint8 kNeverAscii = 1; ///< FilterTerm::value of a text that no ASCII can spell

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool containsFolded(const QByteArray &haystack, const QByteArray &lowerNeedle)
{
    const auto same = [](char a, char b) { return lowerAscii(a) == b; };
    return std::search(haystack.begin(), haystack.end(), lowerNeedle.begin(), lowerNeedle.end(), same) !=
           haystack.end();
}

bool isTraffic(const Record &record)
{
    return record.kind == RecordKind::Chunk || record.kind == RecordKind::Frame;
}

bool isClient(const FilterTerm &term, const Record &record)
{
    return record.peer.compare(term.text, Qt::CaseInsensitive) == 0 || record.concerns(term.number);
}

bool wentTo(Direction direction, const Record &record)
{
    return isTraffic(record) && record.direction == direction;
}

} // namespace

bool FilterTerm::matches(const Record &record) const
{
    const auto length = static_cast<quint64>(record.bytes.size());
    switch (kind) {
    case Kind::Bytes:
        return containsFolded(record.bytes, bytes);
    case Kind::Text:
        if (value == kNeverAscii && asciiLength(record.bytes) == record.bytes.size())
            return false;
        return decodeText(record.bytes).text.contains(text, Qt::CaseInsensitive);
    case Kind::Hex:
        return record.bytes.contains(bytes);
    case Kind::From:
        return wentTo(Chalkwire::Direction::ToServer, record) && isClient(*this, record);
    case Kind::To:
        return wentTo(Chalkwire::Direction::ToClient, record) && isClient(*this, record);
    case Kind::Client:
        return isClient(*this, record);
    case Kind::Room:
        return record.room.compare(text, Qt::CaseInsensitive) == 0;
    case Kind::RecordKind:
        return static_cast<quint8>(record.kind) == value;
    case Kind::Event:
        return !isTraffic(record);
    case Kind::Type:
        return static_cast<quint8>(record.type) == value;
    case Kind::Direction:
        return isTraffic(record) && static_cast<quint8>(record.direction) == value;
    case Kind::Transport:
        return static_cast<quint8>(record.transport) == value;
    case Kind::LengthAbove:
        return isTraffic(record) && length > number;
    case Kind::LengthBelow:
        return isTraffic(record) && length < number;
    case Kind::LengthAtLeast:
        return isTraffic(record) && length >= number;
    case Kind::LengthAtMost:
        return isTraffic(record) && length <= number;
    case Kind::LengthIs:
        return isTraffic(record) && length == number;
    case Kind::AnyFault:
        return record.fault != TextFault::None;
    case Kind::Fault:
        return static_cast<quint8>(record.fault) == value;
    case Kind::AnyReason:
        return record.reason != CloseReason::None;
    case Kind::Reason:
        return static_cast<quint8>(record.reason) == value;
    }
    return false;
}

FilterTerm textTerm(QStringView words)
{
    // Valid UTF-8 cannot occur inside other valid or invalid UTF-8, so looking for the bytes finds what
    // looking in the decoded text finds, unless a character has two cases, or is what the decoder puts in for
    // a fault.
    const auto needsDecoding = [](QChar c) {
        return c.unicode() >= 0x80 && (c.isSurrogate() || c == QChar::ReplacementCharacter ||
                                       c.toLower() != c || c.toUpper() != c || c.toCaseFolded() != c);
    };
    FilterTerm term;
    if (std::any_of(words.begin(), words.end(), needsDecoding)) {
        term.kind = FilterTerm::Kind::Text;
        term.text = words.toString();
        // Some do fold to ASCII: the Kelvin sign is a k.
        const auto folds = [](QChar c) { return c.toCaseFolded().unicode() < 0x80; };
        term.value = std::all_of(words.begin(), words.end(), folds) ? 0 : kNeverAscii;
        return term;
    }
    term.kind = FilterTerm::Kind::Bytes;
    term.bytes = words.toUtf8();
    std::transform(term.bytes.begin(), term.bytes.end(), term.bytes.begin(), lowerAscii);
    return term;
}

} // namespace Chalkwire::Trace
