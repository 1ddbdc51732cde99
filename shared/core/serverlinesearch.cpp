// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a line client finds. Another part of ServerCore::Lines. docs/protocol.md §4, §9.5
#include "base/text.h"
#include "core/serverlines.h"

#include <QDate>
#include <QTime>

namespace Chalkwire::Core {

namespace {

constexpr qint64 kShownHits = 20;
constexpr qsizetype kShownCharacters = 200;

QString hitLine(const Entry &entry)
{
    constexpr qint64 kDayMillis = 24 * 3'600'000;
    constexpr qint64 kJulian1970 = 2'440'588;
    const QDate day = QDate::fromJulianDay(kJulian1970 + entry.millis / kDayMillis);
    const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(entry.millis % kDayMillis));
    return QStringLiteral("* %1 %2 %3: %4")
        .arg(day.toString(Qt::ISODate), time.toString(QStringLiteral("HH:mm")), entry.from,
             visibleText(entry.text, kShownCharacters));
}

} // namespace

void ServerCore::Lines::commandSearch(ServerSession &s, QStringView argument, Effects &effects)
{
    const Result<SearchQuery> query = parseSearch(argument);
    QString why;
    if (argument.isEmpty())
        why = QStringLiteral("* /search WORDS");
    else if (!query)
        why = QStringLiteral("* not found: %1: wants a day, as in 2026-11-01").arg(query.error().detail);
    else if (!m_core.m_options.hasHistory)
        why = QStringLiteral("* not found: this server keeps nothing");
    else if (!s.isChatting())
        why = QStringLiteral("* not found: follow a room first, with /join");
    if (!why.isEmpty()) {
        m_core.answerLine(s, why, effects);
        return;
    }
    SearchRequest search;
    search.query = *query;
    search.rooms = {m_talk.roomOf(*s.person).name};
    search.count = kShownHits;
    search.bytes = m_core.m_limits.maxPageBytes;
    m_core.ask(s, {search, QString()}, effects);
}

/// The newest last, where somebody at a terminal looks.
void ServerCore::Lines::showFound(ServerSession &s, const Found &found, Effects &effects)
{
    if (found.error != ErrorCode::None) {
        m_core.answerLine(s,
                          found.error == ErrorCode::BadField
                              ? QStringLiteral("* not found: there are no words to look for")
                              : QStringLiteral("* not found: the server cannot read its history"),
                          effects);
        return;
    }
    QStringList lines;
    for (auto hit = found.hits.rbegin(); hit != found.hits.rend(); ++hit)
        lines.append(hitLine(hit->entry));
    if (found.hits.empty())
        lines.append(QStringLiteral("* nothing was found"));
    else if (found.next != 0)
        lines.append(QStringLiteral("* and older ones: before: and a day shows them"));
    else
        lines.append(QStringLiteral("* that is all"));
    m_core.answerLine(s, lines.join(u'\n'), effects);
}

} // namespace Chalkwire::Core
