// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/matching.h"

#include "core/names.h"

namespace Chalkwire::Store {

namespace {

/// Whether the words stand next to each other, in this order, somewhere in `words`.
bool hasPhrase(const QStringList &words, const Phrase &phrase)
{
    const auto fits = [&phrase](const QString &word, qsizetype i) {
        const QString &wanted = phrase.words[i];
        return phrase.isPrefix && i + 1 == phrase.words.size() ? word.startsWith(wanted) : word == wanted;
    };
    for (qsizetype at = 0; at + phrase.words.size() <= words.size(); ++at) {
        qsizetype i = 0;
        while (i < phrase.words.size() && fits(words[at + i], i))
            ++i;
        if (i == phrase.words.size())
            return true;
    }
    return false;
}

} // namespace

ErrorCode checkChange(const Core::Entry &entry, const Core::Entry *of)
{
    using Core::EntryKind;
    if (entry.kind == EntryKind::Topic || (entry.kind == EntryKind::Post && entry.of == 0))
        return ErrorCode::None;
    if (!of || of->isDeleted)
        return ErrorCode::NoSuchPost;
    const bool isReaction = of->kind == EntryKind::React;
    if (of->kind != EntryKind::Post && !(isReaction && entry.kind == EntryKind::Delete))
        return ErrorCode::NoSuchPost;
    const bool isOperators = entry.kind == EntryKind::Delete && entry.author == Core::kOperatorIdentity;
    const bool isChange = entry.kind == EntryKind::Edit || entry.kind == EntryKind::Delete;
    return isChange && !isOperators && of->author != entry.author ? ErrorCode::NotYours : ErrorCode::None;
}

QStringList inboxesOf(const Core::Append &direct)
{
    QStringList inboxes{direct.room, direct.copyTo};
    inboxes.removeAll(QString());
    inboxes.removeDuplicates();
    return inboxes;
}

void applyChange(const Core::Entry &entry, quint64 seq, Core::Entry *of, QString &topic)
{
    switch (entry.kind) {
    case Core::EntryKind::Topic:
        topic = entry.text;
        break;
    case Core::EntryKind::Edit:
        of->text = entry.text;
        of->changedBy = seq;
        break;
    case Core::EntryKind::Delete:
        of->text = QString();
        of->file = {};
        of->isDeleted = true;
        of->changedBy = seq;
        break;
    case Core::EntryKind::Post:
    case Core::EntryKind::React:
        break;
    }
}

Retention::Retention(qint64 keepDays, qint64 nowMillis)
    : m_now(nowMillis)
{
    constexpr qint64 kCentury = 36'600; // further than any clock; and the product stays a number
    if (keepDays > 0)
        m_oldest = nowMillis - qMin(keepDays, kCentury) * kDayMillis;
}

bool Filling::take(const Core::Entry &entry)
{
    constexpr qint64 kEntry = 64; // so that empty ones fill a page, too
    const qint64 cost = kEntry + entry.text.toUtf8().size();
    if (!m_isFirst && (m_count < 1 || m_bytes < cost))
        return false;
    m_isFirst = false;
    --m_count;
    m_bytes -= cost;
    return true;
}

SearchPlan::SearchPlan(const Core::SearchRequest &request)
    : m_fromKey(Core::nameKey(request.query.from))
    , m_withKey(Core::nameKey(request.query.with))
    , m_asker(request.asker)
    , m_after(request.query.after.value_or(std::numeric_limits<qint64>::min()))
    , m_before(request.query.before.value_or(std::numeric_limits<qint64>::max()))
{
    for (const Core::SearchQuery::Term &term : request.query.terms)
        m_phrases.append(phrasesOf(term.text, term.isPrefix));
    const QString in = Core::nameKey(request.query.in);
    for (const QString &room : request.rooms) {
        QString key = Core::nameKey(room);
        if (in.isEmpty() || key == in)
            m_roomKeys.insert(std::move(key));
    }
    if (m_phrases.isEmpty() && m_fromKey.isEmpty() && in.isEmpty())
        m_error = ErrorCode::BadField;
}

bool SearchPlan::mayBe(const Core::Entry &entry) const
{
    const QString &other = entry.author == m_asker ? entry.to : entry.from;
    return entry.kind == Core::EntryKind::Post && !entry.isDeleted &&
           (m_fromKey.isEmpty() || Core::nameKey(entry.from) == m_fromKey) &&
           (m_withKey.isEmpty() || Core::nameKey(other) == m_withKey) && entry.millis >= m_after &&
           entry.millis < m_before;
}

bool SearchPlan::hasWords(const QString &text) const
{
    const QStringList words = wordsOf(text);
    return std::ranges::all_of(m_phrases, [&words](const Phrase &one) { return hasPhrase(words, one); });
}

} // namespace Chalkwire::Store
