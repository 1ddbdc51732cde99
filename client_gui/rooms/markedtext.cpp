// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/markedtext.h"

#include <QStringList>

namespace Chalkwire::ClientGui {

namespace {

constexpr QStringView kUrlSigns = u"-._~:/?#[]@!$&'()*+,;=%";
constexpr QStringView kTrailing = u".,;:!?'*)]";

bool isAscii(QChar c)
{
    return c.unicode() < 0x80;
}

bool isHostChar(QChar c)
{
    return isAscii(c) && (c.isLetterOrNumber() || c == u'-' || c == u'.');
}

bool isUrlChar(QChar c)
{
    return isAscii(c) && (c.isLetterOrNumber() || kUrlSigns.contains(c));
}

bool isMailChar(QChar c)
{
    return isUrlChar(c) && c != u'?'; // no subject, text or file goes with it
}

qsizetype runOf(QStringView text, qsizetype from, bool (*accepts)(QChar))
{
    qsizetype end = from;
    while (end < text.size() && accepts(text[end]))
        ++end;
    return end;
}

/// The host goes on in letters that are not ASCII and belong to words with spaces between them: what is seen
/// would be another host. Chinese may follow an address without a space.
bool isForeignTail(QStringView text, qsizetype at)
{
    if (at >= text.size() || isAscii(text[at]))
        return false;
    const QChar::Script script = text[at].script();
    const bool isBoundary = script == QChar::Script_Han || script == QChar::Script_Hiragana ||
                            script == QChar::Script_Katakana || script == QChar::Script_Hangul;
    return !isBoundary && (text[at].isLetterOrNumber() || text[at].isMark() || text[at].isSurrogate());
}

qsizetype withoutTrailing(QStringView text, qsizetype from, qsizetype end)
{
    while (end > from && kTrailing.contains(text[end - 1])) {
        // A closing bracket that was opened within belongs to the address.
        if (text[end - 1] == u')' && text.sliced(from, end - from).contains(u'('))
            break;
        --end;
    }
    return end;
}

/// Where the address that begins at `at` ends; `at` when none does.
qsizetype webEnd(QStringView text, qsizetype at, qsizetype host)
{
    const qsizetype hostEnd = runOf(text, host, isHostChar);
    const QStringView name = text.sliced(host, hostEnd - host);
    const bool isHost = !name.isEmpty() && name.front().isLetterOrNumber();
    if (!isHost || isForeignTail(text, hostEnd))
        return at;
    const qsizetype end = runOf(text, hostEnd, isUrlChar);
    const qsizetype path = hostEnd + [&] {
        const qsizetype slash = text.sliced(hostEnd, end - hostEnd).indexOf(u'/');
        return slash < 0 ? end - hostEnd : slash;
    }();
    // "http://bank.example@evil.example": the part before @ is no host.
    if (text.sliced(hostEnd, path - hostEnd).contains(u'@'))
        return at;
    return qMax(withoutTrailing(text, host + 1, end), host + 1);
}

qsizetype mailEnd(QStringView text, qsizetype at, qsizetype from)
{
    const qsizetype end = withoutTrailing(text, from, runOf(text, from, isMailChar));
    const qsizetype sign = text.sliced(from, end - from).indexOf(u'@');
    return sign > 0 && from + sign + 1 < end && !isForeignTail(text, end) ? end : at;
}

qsizetype linkEnd(QStringView text, qsizetype at)
{
    if (at > 0 && text[at - 1].isLetterOrNumber() && isAscii(text[at - 1]))
        return at;
    const QStringView rest = text.sliced(at);
    for (const QStringView scheme : {QStringView(u"https://"), QStringView(u"http://")}) {
        if (rest.startsWith(scheme, Qt::CaseInsensitive))
            return webEnd(text, at, at + scheme.size());
    }
    constexpr QStringView kMail = u"mailto:";
    return rest.startsWith(kMail, Qt::CaseInsensitive) ? mailEnd(text, at, at + kMail.size()) : at;
}

/// Goes through a text once; a mark that finds no end on its line is not looked for again on that line.
class Reader
{
public:
    explicit Reader(QStringView text)
        : m_text(text)
    {
    }

    MarkedText read()
    {
        while (m_at < m_text.size()) {
            if (!readCode() && !readStars() && !readLink())
                m_result.text += m_text[m_at++];
        }
        return std::move(m_result);
    }

private:
    qsizetype lineEnd() const
    {
        const qsizetype end = m_text.indexOf(QChar(QChar::LineSeparator), m_at);
        return end < 0 ? m_text.size() : end;
    }

    void take(TextSpan::Kind kind, qsizetype from, qsizetype to, qsizetype next)
    {
        m_result.spans.push_back({kind, static_cast<int>(m_result.text.size()), static_cast<int>(to - from)});
        m_result.text += m_text.sliced(from, to - from);
        m_at = next;
    }

    bool readCode()
    {
        qsizetype marks = 0;
        while (m_at + marks < m_text.size() && m_text[m_at + marks] == u'`')
            ++marks;
        if (marks == 0)
            return false;
        const bool isBlock = marks >= 3;
        const qsizetype bound = isBlock ? m_text.size() : lineEnd();
        qsizetype &lookedTo = isBlock ? m_noBlockTo : m_noCodeTo;
        qsizetype from = m_at + marks;
        const qsizetype to =
            m_at < lookedTo ? -1 : m_text.first(bound).indexOf(m_text.sliced(m_at, marks), from);
        if (to <= from) {
            lookedTo = qMax(lookedTo, to < 0 ? bound : 0);
            m_result.text += m_text.sliced(m_at, marks);
            m_at += marks;
            return true;
        }
        qsizetype end = to;
        if (isBlock && m_text[from] == QChar::LineSeparator)
            ++from;
        if (isBlock && end > from && m_text[end - 1] == QChar::LineSeparator)
            --end;
        take(TextSpan::Kind::Code, from, end, to + marks);
        return true;
    }

    bool readStars()
    {
        if (m_text[m_at] != u'*')
            return false;
        const bool isBold = m_at + 1 < m_text.size() && m_text[m_at + 1] == u'*';
        const qsizetype marks = isBold ? 2 : 1;
        qsizetype &lookedTo = isBold ? m_noBoldTo : m_noItalicTo;
        const qsizetype from = m_at + marks;
        const bool begins = from < m_text.size() && !m_text[from].isSpace() && m_text[from] != u'*' &&
                            (m_at == 0 || !m_text[m_at - 1].isLetterOrNumber());
        if (begins && m_at >= lookedTo) {
            const qsizetype end = lineEnd();
            for (qsizetype to = from + 1; to + marks <= end; ++to) {
                if (m_text[to] == u'*' && closes(to, marks, end)) {
                    take(isBold ? TextSpan::Kind::Bold : TextSpan::Kind::Italic, from, to, to + marks);
                    return true;
                }
            }
            lookedTo = end;
        }
        m_result.text += m_text.sliced(m_at, marks);
        m_at += marks;
        return true;
    }

    bool closes(qsizetype to, qsizetype marks, qsizetype end) const
    {
        if (m_text[to - 1].isSpace() || m_text[to - 1] == u'*' || (marks == 2 && m_text[to + 1] != u'*'))
            return false;
        const bool isLast = to + marks >= end;
        // Where words have no spaces between them, text may follow at once.
        const bool isWord = !isLast && m_text[to + marks].isLetterOrNumber() && isAscii(m_text[to + marks]);
        return isLast || (m_text[to + marks] != u'*' && !isWord);
    }

    bool readLink()
    {
        const QChar first = m_text[m_at].toLower();
        if (first != u'h' && first != u'm')
            return false;
        const qsizetype end = linkEnd(m_text, m_at);
        if (end == m_at)
            return false;
        take(TextSpan::Kind::Link, m_at, end, end);
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_noCodeTo = 0;
    qsizetype m_noBlockTo = 0;
    qsizetype m_noBoldTo = 0;
    qsizetype m_noItalicTo = 0;
    MarkedText m_result;
};

} // namespace

MarkedText markedText(const QString &shown)
{
    return Reader(shown).read();
}

QStringList linksIn(const QString &shown)
{
    const MarkedText marked = markedText(shown);
    QStringList links;
    for (const TextSpan &span : marked.spans) {
        if (span.kind == TextSpan::Kind::Link)
            links.append(marked.address(span));
    }
    return links;
}

} // namespace Chalkwire::ClientGui
