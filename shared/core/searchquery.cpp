// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/searchquery.h"

#include <QDate>

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxTerms = 16;
constexpr qsizetype kMaxTermCharacters = 64;

struct Word
{
    QStringView text;
    bool isQuoted = false;
};

/// Cuts the next word, or what stands between two quotes, off the front of `rest`.
Word takeWord(QStringView &rest)
{
    if (rest.startsWith(u'"')) {
        rest = rest.sliced(1);
        const qsizetype end = rest.indexOf(u'"');
        const QStringView text = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QStringView() : rest.sliced(end + 1);
        return {text, true};
    }
    qsizetype length = 0;
    while (length < rest.size() && !rest[length].isSpace())
        ++length;
    const QStringView text = rest.first(length);
    rest = rest.sliced(length);
    return {text, false};
}

/// The first characters, none of them halved.
QString cut(QStringView text)
{
    const QString normal = text.toString().normalized(QString::NormalizationForm_C);
    qsizetype end = 0;
    for (qsizetype count = 0; count < kMaxTermCharacters && end < normal.size(); ++count) {
        const bool isPair =
            normal[end].isHighSurrogate() && end + 1 < normal.size() && normal[end + 1].isLowSurrogate();
        end += isPair ? 2 : 1;
    }
    return normal.first(end);
}

std::optional<qint64> momentFrom(QStringView text)
{
    constexpr qsizetype kShortestMillis = 10;
    constexpr qsizetype kDayCharacters = 10; // 2026-11-01
    constexpr qint64 kDayMillis = 24 * 3'600'000;
    constexpr qint64 kJulian1970 = 2'440'588;
    bool isNumber = false;
    const qint64 millis = text.toLongLong(&isNumber);
    if (isNumber && millis >= 0 && text.size() >= kShortestMillis)
        return millis;
    const QDate day = QDate::fromString(text.toString(), Qt::ISODate);
    if (!day.isValid() || text.size() != kDayCharacters)
        return std::nullopt;
    return (day.toJulianDay() - kJulian1970) * kDayMillis;
}

/// Takes `from:ana` and the like into `query`; false: it is a word. Sets `bad` where the value is wrong.
bool takeOperator(QStringView word, SearchQuery &query, QString &bad)
{
    const qsizetype colon = word.indexOf(u':');
    if (colon <= 0 || colon + 1 == word.size())
        return false;
    const QString key = word.first(colon).toString().toLower();
    const QStringView value = word.sliced(colon + 1);
    if (key == u"from") {
        query.from = cut(value);
    } else if (key == u"in") {
        const bool isDirect = isInbox(value);
        query.in = isDirect ? kInbox.toString() : cut(value);
        query.with = isDirect ? cut(value.sliced(kInbox.size())) : QString();
    } else if (key == u"after" || key == u"before") {
        const std::optional<qint64> moment = momentFrom(value);
        (key == u"after" ? query.after : query.before) = moment;
        if (!moment)
            bad = key;
    } else {
        return false;
    }
    return true;
}

} // namespace

Result<SearchQuery> parseSearch(QStringView text)
{
    SearchQuery query;
    QString bad;
    for (QStringView rest = text.trimmed(); !rest.isEmpty(); rest = rest.trimmed()) {
        const Word word = takeWord(rest);
        if (word.text.isEmpty() || (!word.isQuoted && takeOperator(word.text, query, bad)))
            continue;
        if (query.terms.size() == kMaxTerms)
            continue;
        const bool isPrefix = !word.isQuoted && word.text.size() > 1 && word.text.endsWith(u'*');
        query.terms.append({cut(isPrefix ? word.text.chopped(1) : word.text), isPrefix});
    }
    if (!bad.isEmpty())
        return Unexpected{Error{ErrorCode::BadField, bad}};
    return query;
}

} // namespace Chalkwire::Core
