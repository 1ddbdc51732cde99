// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Direct messages and inboxes. Another part of ServerCore::Chat. docs/protocol.md §9.12
#include "core/serverchat.h"

#include <limits>

namespace Chalkwire::Core {

void ServerCore::Chat::direct(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    const QString name = request.required("to");
    Entry entry;
    entry.text = request.requiredText("text", m_limits.maxTextBytes);
    if (!isInOrder(s, request, effects))
        return;
    const Talk::Person *to = m_talk.find(name);
    const bool isAbsent = !to && m_core.m_options.hasHistory;
    if (!isAbsent && (!to || !to->isReachable())) {
        refuse(s, request, Error{to ? ErrorCode::NotReachable : ErrorCode::NoSuchClient}, effects);
        return;
    }
    entry.to = to ? to->name : name.left(m_limits.maxNameCharacters * 2);
    if (m_core.keepDirect(s, to, entry, request.id(), effects))
        return;
    answerFrame(s, request.id(), "ack", effects, [&](JsonWriter &w) {
        w.text("to", entry.to);
        w.number("time", m_core.m_clock.wallMicros() / 1000);
    });
    entry.from = s.name();
    entry.millis = m_core.m_clock.wallMicros() / 1000;
    m_talk.direct(*to, entry, effects);
}

/// False: neither of the two has an inbox.
bool ServerCore::keepDirect(ServerSession &s, const Talk::Person *to, Entry entry, const QString &id,
                            Effects &effects)
{
    const bool isToKept = !to || to->isLasting;
    if (!m_options.hasHistory || (!s.person->isLasting && !isToKept))
        return false;
    entry.id = id;
    const QString own = s.person->isLasting ? inboxOf(s.person->author) : QString();
    append(s, own, std::move(entry), id.isEmpty() ? nullptr : "direct", effects);
    Append &item = effects.history.appends.back();
    item.isToAbsent = !to;
    if (to && to->isLasting)
        item.copyTo = inboxOf(to->author);
    else if (to)
        m_asked.back().guest = to->id;
    return true;
}

bool ServerCore::Chat::hasInbox(const ServerSession &s) const
{
    return m_core.m_options.hasHistory && s.person->isLasting;
}

bool ServerCore::Chat::isOwnInbox(const ServerSession &s, ChatRequest &request) const
{
    return hasInbox(s) && request.fields().text(QLatin1StringView("room")) == kInbox;
}

void ServerCore::Chat::joinInbox(ServerSession &s, ChatRequest &request, Effects &effects)
{
    Question question;
    question.hasSince = request.fields().has(QLatin1StringView("since"));
    question.id = request.id();
    question.isReplay = true;
    question.isInbox = true;
    question.isJoin = true;
    question.until = std::numeric_limits<quint64>::max(); // it is not known yet how many there are
    question.what = PageRequest{0, inboxOf(s.person->author)};
    const qint64 since = request.fields().number(QLatin1StringView("since"), 0);
    replay(s, question, question.hasSince ? static_cast<quint64>(since) : question.until, effects);
}

void ServerCore::Chat::sayJoined(ServerSession &s, const QString &id, const Page &inbox, Effects &effects)
{
    answerFrame(s, id, "room", effects, [&](JsonWriter &w) {
        w.text("room", kInbox);
        w.list("members", QStringList(), JsonWriter::appendString);
        w.number("count", qint64(0));
        w.number("first", inbox.firstSeq);
        w.number("last", inbox.lastSeq);
    });
}

void ServerCore::Chat::learnName(const ServerSession &s, Effects &effects)
{
    if (hasInbox(s) && s.person->isNamed)
        effects.history.names.push_back({s.name(), s.person->author});
}

} // namespace Chalkwire::Core
