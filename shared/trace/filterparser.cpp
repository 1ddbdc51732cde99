// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterparser.h"

#include "trace/names.h"

#include <algorithm>

namespace Chalkwire::Trace {

namespace {

using Kind = FilterTerm::Kind;

bool endsWord(QChar c)
{
    return c.isSpace() || c == u'|' || c == u'(' || c == u')' || c == u'"';
}

bool isKey(QStringView text)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isLetter);
}

template<class Enum>
std::optional<FilterTerm> enumTerm(Kind kind, std::optional<Enum> value)
{
    if (!value)
        return std::nullopt;
    FilterTerm term;
    term.kind = kind;
    term.value = static_cast<quint8>(*value);
    return term;
}

FilterTerm plainTerm(Kind kind)
{
    FilterTerm term;
    term.kind = kind;
    return term;
}

std::optional<FilterTerm> clientTerm(Kind kind, const QString &value)
{
    FilterTerm term;
    term.kind = kind;
    term.text = value;
    term.number = value.toULongLong(); // 0, which is no client, for anything but a number
    return term;
}

std::optional<FilterTerm> kindTerm(const QString &value)
{
    if (value == u"event")
        return plainTerm(Kind::Event);
    return enumTerm(Kind::RecordKind, recordKindFromName(value));
}

std::optional<FilterTerm> directionTerm(const QString &value)
{
    if (value == u"in" || value == u"->")
        return enumTerm<Direction>(Kind::Direction, Direction::ToServer);
    if (value == u"out" || value == u"<-")
        return enumTerm<Direction>(Kind::Direction, Direction::ToClient);
    return enumTerm(Kind::Direction, directionFromName(value));
}

std::optional<FilterTerm> hexTerm(const QString &value)
{
    const Result<QByteArray> bytes = fromHex(value);
    if (!bytes || bytes->isEmpty())
        return std::nullopt;
    FilterTerm term;
    term.kind = Kind::Hex;
    term.bytes = *bytes;
    return term;
}

/// "bytes>100" and its like. Not one: an ordinary word. One without a term: wrong.
struct LengthWord
{
    bool isOne = false;
    std::optional<FilterTerm> term;
};
LengthWord lengthWord(QStringView word)
{
    static constexpr QStringView kKey = u"bytes";
    if (!word.startsWith(kKey, Qt::CaseInsensitive) || word.size() == kKey.size())
        return {};
    const QChar sign = word[kKey.size()];
    if (sign != u'>' && sign != u'<' && sign != u'=')
        return {};
    const bool orEqual = sign != u'=' && word.sliced(kKey.size() + 1).startsWith(u'=');
    bool isNumber = false;
    const quint64 number = word.sliced(kKey.size() + (orEqual ? 2 : 1)).toULongLong(&isNumber);
    if (!isNumber)
        return {true, std::nullopt};
    FilterTerm term;
    term.kind = sign == u'=' ? Kind::LengthIs : sign == u'>' ? Kind::LengthAbove : Kind::LengthBelow;
    term.number = number;
    if (orEqual)
        term.kind = sign == u'>' ? Kind::LengthAtLeast : Kind::LengthAtMost;
    return {true, term};
}

} // namespace

Result<TrafficFilter> FilterParser::parse()
{
    if (m_text.size() > TrafficFilter::kMaxCharacters) {
        m_at = m_text.size();
        fail(TrafficFilter::kMaxCharacters);
        return Unexpected{*m_error};
    }
    skipSpace();
    if (atEnd())
        return TrafficFilter();
    const std::optional<int> root = alternatives();
    if (root && !atEnd()) { // a ) that closes nothing
        ++m_at;
        fail(m_at - 1);
    }
    if (m_error)
        return Unexpected{*m_error};
    return std::move(m_filter);
}

std::optional<int> FilterParser::alternatives()
{
    std::optional<int> left = sequence();
    while (left && isAt(u'|')) {
        ++m_at;
        const std::optional<int> right = sequence();
        if (!right)
            return std::nullopt;
        left = addNode(TrafficFilter::Operation::Or, *left, *right);
    }
    return left;
}

std::optional<int> FilterParser::sequence()
{
    std::optional<int> left = factor();
    skipSpace();
    while (left && !atEnd() && !isAt(u'|') && !isAt(u')')) {
        const std::optional<int> right = factor();
        if (!right)
            return std::nullopt;
        left = addNode(TrafficFilter::Operation::And, *left, *right);
        skipSpace();
    }
    return left;
}

std::optional<int> FilterParser::factor()
{
    skipSpace();
    const qsizetype from = m_at;
    bool isNegated = false;
    for (; isAt(u'-'); ++m_at)
        isNegated = !isNegated;
    if (atEnd() || m_text[m_at].isSpace() || isAt(u'|') || isAt(u')')) {
        if (!atEnd() && m_at == from)
            ++m_at;
        return fail(from);
    }
    const std::optional<int> operand = isAt(u'(') ? group() : term();
    if (!operand || !isNegated)
        return operand;
    return addNode(TrafficFilter::Operation::Not, *operand);
}

std::optional<int> FilterParser::group()
{
    const qsizetype from = m_at++;
    if (++m_depth > TrafficFilter::kMaxNesting)
        return fail(from);
    const std::optional<int> inside = alternatives();
    if (!inside)
        return std::nullopt;
    if (!isAt(u')'))
        return fail(from);
    ++m_at;
    --m_depth;
    return inside;
}

std::optional<int> FilterParser::term()
{
    const qsizetype from = m_at;
    if (isAt(u'"')) {
        const std::optional<QString> text = quoted();
        return text && !text->isEmpty() ? addTerm(textTerm(*text), from) : fail(from);
    }
    const QStringView all = word();
    if (const LengthWord length = lengthWord(all); length.isOne)
        return length.term ? addTerm(*length.term, from) : fail(from);
    const qsizetype colon = all.indexOf(u':');
    if (colon < 0 || !isKey(all.first(colon)))
        return addTerm(textTerm(all), from);
    QString value = all.sliced(colon + 1).toString();
    if (value.isEmpty() && isAt(u'"')) {
        const std::optional<QString> text = quoted();
        if (!text)
            return fail(from);
        value = *text;
    }
    const std::optional<FilterTerm> found = value.isEmpty() ? std::nullopt : keyed(all.first(colon), value);
    return found ? addTerm(*found, from) : fail(from);
}

std::optional<FilterTerm> FilterParser::keyed(QStringView key, const QString &value) const
{
    const QString name = key.toString().toLower();
    const QString lower = value.toLower();
    if (name == u"from")
        return clientTerm(Kind::From, value);
    if (name == u"to")
        return clientTerm(Kind::To, value);
    if (name == u"client")
        return clientTerm(Kind::Client, value);
    if (name == u"hex")
        return hexTerm(value);
    if (name == u"kind")
        return kindTerm(lower);
    if (name == u"dir")
        return directionTerm(lower);
    if (name == u"type")
        return enumTerm(Kind::Type, frameTypeFromName(lower));
    if (name == u"transport")
        return enumTerm(Kind::Transport, transportFromName(lower));
    if (name == u"fault")
        return lower == u"any" ? plainTerm(Kind::AnyFault) : enumTerm(Kind::Fault, textFaultFromName(lower));
    if (name == u"reason")
        return lower == u"any" ? plainTerm(Kind::AnyReason)
                               : enumTerm(Kind::Reason, closeReasonFromName(lower));
    if (name != u"room")
        return std::nullopt;
    FilterTerm term = plainTerm(Kind::Room);
    term.text = value;
    return term;
}

std::optional<int> FilterParser::addTerm(const FilterTerm &term, qsizetype from)
{
    if (m_filter.m_terms.size() == static_cast<size_t>(TrafficFilter::kMaxTerms))
        return fail(from);
    m_filter.m_terms.push_back(term);
    return addNode(TrafficFilter::Operation::Term, static_cast<int>(m_filter.m_terms.size()) - 1);
}

int FilterParser::addNode(TrafficFilter::Operation operation, int left, int right)
{
    m_filter.m_nodes.push_back({operation, left, right});
    return static_cast<int>(m_filter.m_nodes.size()) - 1;
}

/// What was read since `from` is the offending word.
std::optional<int> FilterParser::fail(qsizetype from)
{
    if (!m_error)
        m_error = Error{ErrorCode::BadFilter, m_text.sliced(from, m_at - from).toString(), from};
    return std::nullopt;
}

/// The text between quotes, where \" is a quote and \\ a backslash; nullopt when the second quote is missing.
std::optional<QString> FilterParser::quoted()
{
    QString text;
    for (++m_at; !atEnd(); ++m_at) {
        if (isAt(u'"')) {
            ++m_at;
            return text;
        }
        const bool isEscape = isAt(u'\\') && m_at + 1 < m_text.size() &&
                              (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
        m_at += isEscape ? 1 : 0;
        text += m_text[m_at];
    }
    return std::nullopt;
}

QStringView FilterParser::word()
{
    const qsizetype from = m_at;
    while (!atEnd() && !endsWord(m_text[m_at]))
        ++m_at;
    return m_text.sliced(from, m_at - from);
}

void FilterParser::skipSpace()
{
    while (!atEnd() && m_text[m_at].isSpace())
        ++m_at;
}

} // namespace Chalkwire::Trace
