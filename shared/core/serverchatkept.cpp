// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What chat clients say to be kept, and what they look up. Another part of ServerCore::Chat. docs/protocol.md
// §9.4, §9.5
#include "core/entryframe.h"
#include "core/serverchat.h"

#include <algorithm>
#include <limits>

namespace Chalkwire::Core {

namespace {

constexpr qint64 kMaxReactionBytes = 64;
constexpr qint64 kMaxTopicBytes = 1024;
constexpr qint64 kMaxSearchBytes = 2048;
constexpr qint64 kUsualPage = 100;
constexpr qint64 kMaxMarks = 256; ///< in one frame: far below maxHeaderBytes

} // namespace

void ServerCore::Chat::post(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Entry entry;
    entry.text = request.requiredText("text", m_limits.maxTextBytes);
    entry.of = request.entry("re");
    keep(s, request, std::move(entry), effects);
}

void ServerCore::Chat::edit(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Entry entry;
    entry.kind = EntryKind::Edit;
    entry.text = request.requiredText("text", m_limits.maxTextBytes);
    entry.of = request.requiredEntry("of");
    keep(s, request, std::move(entry), effects);
}

void ServerCore::Chat::remove(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Entry entry;
    entry.kind = EntryKind::Delete;
    entry.of = request.requiredEntry("of");
    keep(s, request, std::move(entry), effects);
}

void ServerCore::Chat::react(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Entry entry;
    entry.kind = EntryKind::React;
    entry.text = request.requiredText("text", kMaxReactionBytes);
    entry.of = request.requiredEntry("of");
    keep(s, request, std::move(entry), effects);
}

void ServerCore::Chat::topic(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Entry entry;
    entry.kind = EntryKind::Topic;
    entry.text = request.plainText("text", kMaxTopicBytes);
    keep(s, request, std::move(entry), effects);
}

void ServerCore::Chat::keep(ServerSession &s, ChatRequest &request, Entry entry, Effects &effects)
{
    request.requireId();
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room)
        return;
    if (m_core.m_options.hasHistory) {
        entry.id = request.id();
        m_core.append(s, room->name, std::move(entry), commandNamed(request.type())->type.data(), effects);
        return;
    }
    if (entry.kind != EntryKind::Post || entry.of != 0) {
        refuse(s, request, Error{ErrorCode::NoHistory}, effects);
        return;
    }
    answerFrame(s, request.id(), "ack", effects, [&](JsonWriter &w) {
        w.text("room", room->name);
        w.number("time", m_core.m_clock.wallMicros() / 1000);
    });
    m_talk.post(*s.person, *room, entry.text, effects);
}

void ServerCore::Chat::acknowledge(ServerSession &s, const char *type, const Stored &stored, Effects &effects)
{
    const bool isOffer = QLatin1StringView(type) == u"offer";
    Error error{stored.error};
    if (isOffer && stored.isDuplicate && !stored.entry.file && !stored.entry.isDeleted)
        error = Error{ErrorCode::BadField, QStringLiteral("id")}; // it was a post's: nobody has the file
    if (error.code != ErrorCode::None) {
        answerError(s, stored.entry.id, QString::fromLatin1(type), error, effects);
        return;
    }
    const bool isDirect = !stored.entry.to.isEmpty();
    const bool isNumbered = !isDirect || s.person->isLasting;
    answerFrame(s, stored.entry.id, "ack", effects, [&](JsonWriter &w) {
        w.text(isDirect ? "to" : "room", isDirect ? stored.entry.to : stored.room);
        if (isNumbered)
            w.number("seq", stored.entry.seq);
        w.number("time", stored.entry.millis);
    });
}

void ServerCore::Chat::history(ServerSession &s, ChatRequest &request, Effects &effects)
{
    PageRequest page;
    page.before = request.entry("before");
    const bool isForward = request.fields().has(QLatin1StringView("after"));
    page.after = static_cast<quint64>(request.fields().number(QLatin1StringView("after"), 0));
    page.count = request.fields().number(QLatin1StringView("count"), kUsualPage);
    page.bytes = m_limits.maxPageBytes;
    if (page.count < 1 || passes(page.count, m_limits.maxPageEntries))
        request.fields().fail(QLatin1StringView("count"));
    if (isForward && page.before != 0)
        request.fields().fail(QLatin1StringView("after"));
    if (!isForward && page.before == 0)
        page.before = std::numeric_limits<quint64>::max();
    const bool isInbox = isOwnInbox(s, request);
    if (isInbox && !isInOrder(s, request, effects))
        return;
    const Rooms::Room *room = isInbox ? nullptr : ownRoom(s, request, effects);
    if (!room && !isInbox)
        return;
    if (!m_core.m_options.hasHistory) {
        refuse(s, request, Error{ErrorCode::NoHistory}, effects);
        return;
    }
    page.room = room ? room->name : inboxOf(s.person->author);
    Question question{page, request.id()};
    question.isInbox = isInbox;
    m_core.ask(s, std::move(question), effects);
}

/// The next page of `before`, which says what is wanted.
void ServerCore::Chat::replay(ServerSession &s, const Question &before, quint64 after, Effects &effects)
{
    Question question = before;
    auto &page = std::get<PageRequest>(question.what);
    page.after = after;
    page.count = m_limits.maxPageEntries == 0 ? kUsualPage : m_limits.maxPageEntries;
    page.bytes = m_limits.maxPageBytes;
    question.isReplay = true;
    question.isAsked = false;
    m_core.ask(s, std::move(question), effects);
}

void ServerCore::Chat::showPage(ServerSession &s, const Question &question, const Page &page,
                                Effects &effects)
{
    const QString type = question.isReplay ? QStringLiteral("join") : QStringLiteral("history");
    const Rooms::Room *room = question.isInbox ? nullptr : roomNamed(s, page.room);
    const bool isThere = room || question.isInbox;
    if (!isThere && question.isReplay)
        return; // it has left meanwhile
    const ErrorCode wrong = isThere ? page.error : ErrorCode::NotInRoom;
    if (wrong != ErrorCode::None) {
        answerError(s, question.id, type, Error{wrong}, effects);
        return;
    }
    if (question.isJoin) {
        sayJoined(s, question.id, page, effects);
        if (!question.hasSince)
            return;
    }
    const auto isLater = [&question](const Entry &entry) { return entry.seq > question.until; };
    const auto end = std::ranges::find_if(page.entries, isLater);
    std::for_each(page.entries.begin(), end, [&](const Entry &entry) {
        const bool isOwn = entry.author == m_core.authorOf(s);
        m_core.answer(s,
                      room ? entryFrame(room->name, entry, EntryUse::Replay, isOwn)
                           : directFrame(entry, entry.seq, isOwn, EntryUse::Replay),
                      effects);
    });
    Page shown{page.ticket, room ? room->name : kInbox.toString()};
    shown.firstSeq = room ? room->firstSeq : page.firstSeq;
    shown.lastSeq = room ? room->lastSeq : page.lastSeq;
    shown.hasMore = page.hasMore && end == page.entries.end() && !page.entries.empty();
    if (!question.isReplay || !shown.hasMore) {
        finishPage(s, question.isJoin ? QString() : question.id, shown, effects);
        return;
    }
    Question rest = question;
    rest.isJoin = false;
    rest.id.clear();
    replay(s, rest, page.entries.back().seq, effects);
}

void ServerCore::Chat::finishPage(ServerSession &s, const QString &id, const Page &page, Effects &effects)
{
    answerFrame(s, id, "history", effects, [&](JsonWriter &w) {
        w.text("room", page.room);
        w.number("first", page.firstSeq);
        w.number("last", page.lastSeq);
        w.flag("more", page.hasMore);
    });
}

void ServerCore::Chat::search(ServerSession &s, ChatRequest &request, Effects &effects)
{
    SearchRequest search;
    const QString text = request.requiredText("text", kMaxSearchBytes);
    search.before = request.entry("before");
    search.bytes = m_limits.maxPageBytes;
    const Result<SearchQuery> query = parseSearch(text);
    if (!query)
        request.fields().fail(QLatin1StringView("text"));
    if (!isInOrder(s, request, effects))
        return;
    if (!m_core.m_options.hasHistory) {
        refuse(s, request, Error{ErrorCode::NoHistory}, effects);
        return;
    }
    search.query = *query;
    for (const Rooms::Room *room : s.person->rooms)
        search.rooms.append(room->name);
    if (hasInbox(s)) {
        search.asker = s.person->author;
        search.rooms.append(inboxOf(search.asker));
        if (search.query.in == kInbox) // nobody names another one
            search.query.in = search.rooms.last();
    }
    m_core.ask(s, {search, request.id()}, effects);
}

void ServerCore::Chat::showFound(ServerSession &s, const Question &question, const Found &found,
                                 Effects &effects)
{
    if (found.error != ErrorCode::None) {
        const QString field = found.error == ErrorCode::BadField ? QStringLiteral("text") : QString();
        answerError(s, question.id, u"search", Error{found.error, field}, effects);
        return;
    }
    for (const Found::Hit &hit : found.hits) {
        const bool isOwn = hit.entry.author == m_core.authorOf(s);
        const QString room = isInbox(hit.room) ? kInbox.toString() : hit.room;
        m_core.answer(s, entryFrame(room, hit.entry, EntryUse::Hit, isOwn), effects);
    }
    answerFrame(s, question.id, "found", effects, [&](JsonWriter &w) {
        if (found.next != 0)
            w.number("next", found.next);
    });
}

void ServerCore::Chat::read(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const quint64 seq = request.requiredEntry("seq");
    if (isOwnInbox(s, request)) {
        if (isInOrder(s, request, effects))
            effects.history.reads.push_back({s.person->author, inboxOf(s.person->author), seq});
        return;
    }
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room || !m_core.m_options.hasHistory || !s.person->isLasting)
        return;
    effects.history.reads.push_back({s.person->author, room->name, qMin(seq, room->lastSeq)});
}

void ServerCore::Chat::marks(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Question question{MarksRequest{0, s.person->author, kMaxMarks}, request.id()};
    if (m_core.m_options.hasHistory && s.person->isLasting)
        m_core.ask(s, std::move(question), effects);
    else
        showMarks(s, question, {}, effects);
}

void ServerCore::Chat::showMarks(ServerSession &s, const Question &question, const Marks &marks,
                                 Effects &effects)
{
    if (marks.error != ErrorCode::None) {
        answerError(s, question.id, u"marks", Error{marks.error}, effects);
        return;
    }
    answerFrame(s, question.id, "marks", effects, [&](JsonWriter &w) {
        w.list("marks", marks.marks, [](QByteArray &out, const auto &mark) {
            JsonWriter entry(out);
            entry.text("room", isInbox(mark.first) ? kInbox : QStringView(mark.first));
            entry.number("seq", mark.second);
            entry.end();
        });
    });
}

} // namespace Chalkwire::Core
