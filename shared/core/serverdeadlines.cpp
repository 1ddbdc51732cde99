// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the time does to ServerCore's sessions: sniffing, headers, lines, silence. Another part of ServerCore.
#include "core/serverchat.h"
#include "core/serveroperator.h"

#include <algorithm>

namespace Chalkwire::Core {

using Wire::Dialect;

void ServerCore::tick(Effects &effects)
{
    const Instant now = m_clock.now();
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= now) {
        ServerSession *s = find(m_deadlines.begin()->second);
        Q_ASSERT(s); // a forgotten session has no deadline
        setDeadline(*s, std::nullopt);
        const auto due = dueAt(*s);
        if (due && *due <= now)
            expire(*s, effects);
        else
            watch(*s);
        forgetIfOver(*s);
    }
    givePlacesAway(effects);
    effects.wakeAt = nextDeadline();
}

void ServerCore::waitingChanged(qsizetype count, Effects &effects)
{
    m_waiting = count;
    givePlacesAway(effects);
    effects.wakeAt = nextDeadline();
}

void ServerCore::setOptions(const Limits &limits, const Options &options, Effects &effects)
{
    const bool isIdleNew = limits.idleMs != m_limits.idleMs;
    const qint64 daysBefore = std::exchange(m_limits, limits).keepDays;
    m_options = options;
    Operator(*this).usualDaysChanged(daysBefore, effects);
    for (auto &[id, s] : m_sessions) {
        if (isIdleNew && !m_silent.contains(id))
            s.since = m_clock.now(); // nobody looked before
        watch(s);
    }
    effects.wakeAt = nextDeadline();
}

std::optional<Instant> ServerCore::nextDeadline() const
{
    std::optional<Instant> next;
    if (!m_deadlines.empty())
        next = m_deadlines.begin()->first;
    if (arePlacesWanted()) {
        const Instant due = m_sessions.at(*m_silent.begin()).since + limitSpan(m_limits.firstByteMs);
        next = std::min(next.value_or(due), due);
    }
    return next;
}

namespace {

std::optional<Instant> after(Instant since, qint64 ms)
{
    return ms == 0 ? std::nullopt : std::optional(since + limitSpan(ms));
}

std::optional<Instant> earlier(std::optional<Instant> one, std::optional<Instant> other)
{
    return one && other ? std::min(*one, *other) : one ? one : other;
}

} // namespace

/// What it began is not complete. Counts from a first byte: a peer that dribbles gains nothing.
std::optional<Instant> ServerCore::unfinishedDue(const ServerSession &s) const
{
    if (!s.unfinishedSince)
        return std::nullopt;
    return after(*s.unfinishedSince, s.dialect == Dialect::Undecided ? m_limits.sniffPrefixMs
                                     : s.dialect == Dialect::Http    ? m_limits.httpHeaderMs
                                                                     : m_limits.unfinishedLineMs);
}

std::optional<Instant> ServerCore::idleDue(const ServerSession &s) const
{
    return s.peer.transport == Transport::Udp ? std::nullopt : after(s.since, m_limits.idleMs);
}

/// A chat client is asked soon after its welcome, for its lag, then when it is silent; then it is given up.
std::optional<Instant> ServerCore::silenceDue(const ServerSession &s) const
{
    if (!s.isWelcomed || s.isEnding)
        return std::nullopt;
    const auto end = after(s.heardAt, m_limits.chatSilentMs);
    if (s.isAsked)
        return end;
    const auto first = s.welcomedAt ? after(*s.welcomedAt, m_limits.chatFirstPingMs) : std::nullopt;
    return earlier(earlier(first, after(s.heardAt, m_limits.chatPingMs)), end);
}

/// When this session's patience ends.
std::optional<Instant> ServerCore::dueAt(const ServerSession &s) const
{
    const auto end = earlier(unfinishedDue(s), earlier(idleDue(s), silenceDue(s)));
    return s.isAwayDue ? earlier(end, Chat::awayDue(s)) : end;
}

/// Only ever brings the deadline forward: one that comes too early finds out, and costs no change per
/// message.
void ServerCore::watch(ServerSession &s)
{
    const auto due = dueAt(s);
    if (due && (!s.deadline || *due < *s.deadline))
        setDeadline(s, due);
}

void ServerCore::afterBytes(ServerSession &s, quint64 messagesBefore)
{
    const bool isLineBegun = s.lines && s.lines->buffered() > 0 && !s.isHeld; // held ones have ended
    const bool isFrameBegun = s.chat && s.chat->isInFrame() && !s.isHeld;
    const bool isUnfinished =
        (s.sniffer && s.sniffer->buffered() > 0) || s.http || isLineBegun || isFrameBegun;
    if (s.isOver || (!isUnfinished && !s.unfinishedSince && m_limits.idleMs == 0))
        return;
    const Instant now = m_clock.now();
    const bool hasMessage = s.messagesIn != messagesBefore;
    if (hasMessage)
        s.since = now;
    if (!isUnfinished)
        setUnfinished(s, std::nullopt);
    else if (hasMessage || !s.unfinishedSince)
        setUnfinished(s, now);
    watch(s);
}

void ServerCore::setDeadline(ServerSession &s, std::optional<Instant> at)
{
    if (s.deadline)
        m_deadlines.erase({*s.deadline, s.id});
    s.deadline = at;
    if (at)
        m_deadlines.insert({*at, s.id});
}

void ServerCore::setUnfinished(ServerSession &s, std::optional<Instant> since)
{
    if (s.unfinishedSince)
        m_unfinished.erase({*s.unfinishedSince, s.id});
    s.unfinishedSince = since;
    if (since)
        m_unfinished.insert({*since, s.id});
}

void ServerCore::expire(ServerSession &s, Effects &effects)
{
    const Instant now = m_clock.now();
    const auto isPast = [now](std::optional<Instant> due) { return due && *due <= now; };
    const bool isIdle = isPast(idleDue(s));
    if (isPast(unfinishedDue(s)) || (isIdle && s.unfinishedSince))
        endUnfinished(s, effects);
    else if (isIdle)
        close(s, CloseReason::Idle, effects);
    else if (isPast(after(s.heardAt, m_limits.chatSilentMs)))
        close(s, CloseReason::Silent, effects);
    else if (isPast(Chat::awayDue(s)))
        Chat(*this).tellAway(s, effects);
    else
        Chat(*this).sayPing(s, effects);
    if (!s.isOver)
        watch(s);
}

void ServerCore::endUnfinished(ServerSession &s, Effects &effects)
{
    const quint64 messagesBefore = s.messagesIn;
    if (s.dialect == Dialect::Undecided) {
        decide(s, s.sniffer->expire(), effects);
    } else if (s.dialect == Dialect::Http) {
        // The header never ended; what it asked for is the same page whatever the rest says.
        answer(s, Wire::httpPage(s.http->buffered(), s.listenAddress), effects, FrameType::HttpPage);
        close(s, CloseReason::HttpAnswered, effects);
    } else {
        if (s.dialect == Dialect::Line)
            answerLine(s, QStringLiteral("* this line did not end in time"), effects);
        close(s, CloseReason::Unfinished, effects); // chat: its bye says so
    }
    afterBytes(s, messagesBefore);
}

void ServerCore::boundUnfinished(Effects &effects)
{
    while (passes(static_cast<qint64>(m_unfinished.size()), m_limits.maxUnfinished)) {
        ServerSession *s = find(m_unfinished.begin()->second);
        Q_ASSERT(s); // a forgotten session has nothing unfinished
        endUnfinished(*s, effects);
        forgetIfOver(*s);
    }
}

bool ServerCore::arePlacesWanted() const
{
    return m_limits.firstByteMs != 0 && !m_silent.empty() &&
           m_waiting > static_cast<qsizetype>(m_givenAway.size());
}

void ServerCore::givePlacesAway(Effects &effects)
{
    while (arePlacesWanted()) {
        ServerSession *s = find(*m_silent.begin());
        Q_ASSERT(s); // a forgotten session is not silent
        if (s->since + limitSpan(m_limits.firstByteMs) > m_clock.now())
            return;
        m_givenAway.insert(s->id);
        close(*s, CloseReason::Idle, effects);
        forgetIfOver(*s);
    }
}

} // namespace Chalkwire::Core
