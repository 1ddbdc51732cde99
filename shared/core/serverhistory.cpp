// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is on its way to the history, and what comes back. Another part of ServerCore. docs/protocol.md §9.4,
// §9.5
#include "core/serverchat.h"
#include "core/serverlines.h"
#include "core/serveroperator.h"

#include <algorithm>
#include <limits>

namespace Chalkwire::Core {

namespace {

constexpr quint64 kNoEnd = std::numeric_limits<quint64>::max() - 1; ///< one more is a number

bool isReached(qint64 amount, qint64 limit)
{
    return limit != 0 && amount >= limit;
}

QString lineRefusal(ErrorCode code)
{
    return code == ErrorCode::StorageFull ? QStringLiteral("* not kept: the server's disk is full")
                                          : QStringLiteral("* not kept: the server cannot write its history");
}

} // namespace

void ServerCore::restore(const std::vector<RoomHistory> &rooms, const QString &identity)
{
    m_historyIdentity = identity;
    m_talk.forgetKept();
    for (const RoomHistory &room : rooms)
        m_talk.keep(room);
}

void ServerCore::purged(const QString &room, quint64 firstSeq)
{
    m_talk.purge(room, firstSeq);
}

const Identity &ServerCore::authorOf(ServerSession &s)
{
    Identity &author = s.person->author;
    while (author.size() < kIdentityBytes)
        author.append(QByteArray::number(m_random.next(), 16)
                          .rightJustified(kIdentityBytes, '0')
                          .right(kIdentityBytes));
    return author;
}

void ServerCore::append(ServerSession &s, const QString &room, Entry entry, const char *type,
                        Effects &effects)
{
    entry.from = s.name();
    entry.author = authorOf(s);
    entry.millis = m_clock.wallMicros() / 1000;
    m_asked.push_back({++m_lastTicket, s.id, type, entry.file});
    effects.history.appends.push_back({m_lastTicket, room, std::move(entry)});
    if (s.isAnswered())
        effects.items.emplace_back(AnswerPending{s.id, true});
    ++s.pending;
    waitIfDue(s, effects);
}

void ServerCore::stored(const std::vector<Stored> &batch, Effects &effects)
{
    const std::size_t told = m_stored.empty() ? tellStored(batch, effects) : 0;
    m_stored.insert(m_stored.end(), batch.begin() + static_cast<std::ptrdiff_t>(told), batch.end());
    effects.hasMoreStored = !m_stored.empty();
    goOn(effects);
}

void ServerCore::proceedStored(Effects &effects)
{
    const auto end = m_stored.begin() + static_cast<std::ptrdiff_t>(tellStored(m_stored, effects));
    m_stored.erase(m_stored.begin(), end);
    effects.hasMoreStored = !m_stored.empty();
    goOn(effects);
}

/// Returns how many of them were told in one slice.
template<class Batch>
std::size_t ServerCore::tellStored(const Batch &batch, Effects &effects)
{
    constexpr qint64 kWorkOfAnEntry = 16; // beside what it pushes, as in charge()
    m_talk.beginSlice();
    const qint64 begin = m_talk.work();
    std::size_t done = 0;
    for (const Stored &stored : batch) {
        const qint64 work = m_talk.work() - begin + static_cast<qint64>(done) * kWorkOfAnEntry;
        if (done > 0 && isReached(work, m_limits.maxWorkPerTurn))
            break;
        takeStored(stored, effects);
        ++done;
    }
    return done;
}

void ServerCore::takeStored(const Stored &stored, Effects &effects)
{
    Q_ASSERT(!m_asked.empty() && m_asked.front().ticket == stored.ticket);
    const Asked asked = m_asked.front();
    m_asked.pop_front();
    ServerSession *s = find(asked.by);
    if (s) {
        --s->pending;
        if (asked.type)
            Chat(*this).acknowledge(*s, asked.type, stored, effects);
        else if (stored.error != ErrorCode::None)
            answerLine(*s, lineRefusal(stored.error), effects);
    }
    const bool isNew = stored.error == ErrorCode::None && !stored.isDuplicate;
    if (asked.file && !isNew) // no post came of it
        effects.files.emplace_back(
            ReleaseFile{{asked.file->key, asked.file->sha256, asked.file->bytes, stored.entry.author}});
    const bool isEntry = asked.by != kNoConnection || Operator(*this).finish(stored, effects);
    if (isNew && !stored.entry.to.isEmpty())
        m_talk.tellDirect(stored, asked.by, asked.guest, effects);
    else if (isNew && isEntry)
        m_talk.tellKept(stored.room, stored.entry, asked.by, effects);
    if (s) {
        askNext(*s, effects);
        settle(*s, effects);
    }
}

void ServerCore::ask(ServerSession &s, Question question, Effects &effects)
{
    std::visit([&s](auto &what) { what.ticket = s.id; }, question.what);
    if (s.isAnswered())
        effects.items.emplace_back(AnswerPending{s.id, true});
    s.questions.push_back(std::move(question));
    askNext(s, effects);
    waitIfDue(s, effects);
}

/// One at a time, and once what the client said before it is kept: it finds its own words.
void ServerCore::askNext(ServerSession &s, Effects &effects)
{
    if (s.pending > 0 || s.questions.empty() || s.questions.front().isAsked)
        return;
    Question &next = s.questions.front();
    next.isAsked = true;
    auto *page = std::get_if<PageRequest>(&next.what);
    if (page && !next.isReplay) {
        const Rooms::Room *room = m_talk.rooms().find(page->room);
        next.until = next.isInbox ? kNoEnd : room ? room->lastSeq : 0;
        page->before = qMin(page->before, next.until + 1);
    }
    effects.history.lookups.push_back(next.what);
}

/// Takes the question that was answered off the session, and asks the next. Null: the one who asked has left.
ServerSession *ServerCore::answered(quint64 ticket, Question &question, Effects &effects)
{
    ServerSession *s = find(ticket);
    if (!s || s->questions.empty())
        return nullptr;
    question = std::move(s->questions.front());
    s->questions.erase(s->questions.begin());
    askNext(*s, effects);
    return s;
}

void ServerCore::paged(const Page &page, Effects &effects)
{
    if (page.error == ErrorCode::None)
        m_talk.purge(page.room, page.firstSeq); // a store in memory lets go of entries at any time
    Question question;
    if (ServerSession *s = answered(page.ticket, question, effects)) {
        if (question.fetch)
            Chat(*this).beginFetch(*s, question, page, effects);
        else
            Chat(*this).showPage(*s, question, page, effects);
        settle(*s, effects);
    }
    goOn(effects);
}

void ServerCore::found(const Found &found, Effects &effects)
{
    Question question;
    if (ServerSession *s = answered(found.ticket, question, effects)) {
        if (s->dialect == Wire::Dialect::Chat)
            Chat(*this).showFound(*s, question, found, effects);
        else
            Lines(*this).showFound(*s, found, effects);
        settle(*s, effects);
    }
    goOn(effects);
}

void ServerCore::marked(const Marks &marks, Effects &effects)
{
    Question question;
    if (ServerSession *s = answered(marks.ticket, question, effects)) {
        Chat(*this).showMarks(*s, question, marks, effects);
        settle(*s, effects);
    }
    goOn(effects);
}

/// After an answer: it may have been the last one that this client, or the end of its connection, waited for.
void ServerCore::settle(ServerSession &s, Effects &effects)
{
    if (s.isOver || !s.isAnswered())
        return;
    if (s.isGone) {
        m_talk.leaveAll(*s.person, effects);
        forget(s);
        return;
    }
    effects.items.emplace_back(AnswerPending{s.id, false});
    if (s.leaving)
        end(s, *s.leaving, effects);
    forgetIfOver(s);
}

bool ServerCore::mustWait(const ServerSession &s) const
{
    if (s.isEnding)
        return false;
    const bool isAsking = !std::ranges::all_of(s.questions, &Question::isReplay);
    constexpr qint64 kWindowsOfAll = 16; // as much as they may have together
    const bool isDiskBehind =
        s.unwritten > 0 && (isReached(s.unwritten, m_limits.uploadWindowBytes) ||
                            isReached(m_unwritten, kWindowsOfAll * m_limits.uploadWindowBytes));
    return s.leaving || isAsking || isDiskBehind || isReached(s.pending, m_limits.maxPending) ||
           isReached(static_cast<qint64>(m_asked.size()), m_limits.maxPendingTotal);
}

void ServerCore::waitIfDue(ServerSession &s, Effects &effects)
{
    if (s.isWaiting || s.isOver || !mustWait(s))
        return;
    s.isWaiting = true;
    m_forHistory.push_back(s.id);
    effects.items.emplace_back(HoldReading{s.id, true, true});
}

/// With those who waited for the history and need not any more.
void ServerCore::goOn(Effects &effects)
{
    for (const ConnectionId id : std::exchange(m_forHistory, {})) {
        ServerSession *s = find(id);
        if (!s || !s->isWaiting)
            continue;
        if (mustWait(*s)) {
            m_forHistory.push_back(id);
            continue;
        }
        s->isWaiting = false;
        const quint64 messagesBefore = s->messagesIn;
        if (!s->isHeld)
            takeNextSlice(*s, effects);
        afterBytes(*s, messagesBefore);
        if (!s->isHeld && !s->isWaiting)
            effects.items.emplace_back(HoldReading{id, false});
        forgetIfOver(*s);
    }
    boundUnfinished(effects);
    effects.wakeAt = nextDeadline();
}

void ServerCore::leave(ServerSession &s, CloseReason reason, Effects &effects)
{
    if (s.isAnswered()) {
        end(s, reason, effects);
        return;
    }
    s.leaving = reason;
    waitIfDue(s, effects);
}

void ServerCore::end(ServerSession &s, CloseReason reason, Effects &effects)
{
    if (s.fault)
        Chat(*this).sayFault(s, *s.fault, effects);
    close(s, reason, effects);
}

void ServerCore::stop(Effects &effects)
{
    m_returns = 0;
    for (auto it = m_sessions.begin(); it != m_sessions.end();) {
        ServerSession &s = (it++)->second; // it may be forgotten
        if (!s.isGone) {
            Chat(*this).endTransfers(s, false, effects);
            leave(s, CloseReason::Stopping, effects);
        }
        forgetIfOver(s);
    }
    effects.wakeAt = nextDeadline();
}

void ServerCore::disconnect(ConnectionId id, CloseReason reason, Effects &effects)
{
    if (ServerSession *s = find(id)) {
        close(*s, reason, effects);
        forgetIfOver(*s);
    }
    effects.wakeAt = nextDeadline();
}

} // namespace Chalkwire::Core
