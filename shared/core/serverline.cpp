// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server does with a request or a line: answers and commands. Another part of ServerCore.
#include "core/names.h"
#include "core/serverchat.h"
#include "core/serverlines.h"
#include "wire/guidedialect.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxListedNames = 50; ///< in an answer to /who or /join

constexpr QStringView kHelp[] = {
    u"* /nick NAME        take a name and follow the lobby",
    u"* /join [ROOM]      follow a room (the lobby when none is named)",
    u"* /who              who is here",
    u"* /msg NAME TEXT    a message for one",
    u"* /search WORDS     what was said in your room; from:NAME and after:2026-11-01 narrow it",
    u"* /quit             leave; `close` does too",
    u"* any other line    is a message, answered `accepted`",
};

/// The first kMaxListedNames of `count` names.
QString joined(QStringList names, qsizetype count)
{
    if (count > names.size())
        names.append(QStringLiteral("and %1 more").arg(count - names.size()));
    return names.join(QStringLiteral(", "));
}

/// The first word of `text` and what follows it, trimmed.
std::pair<QStringView, QStringView> splitWord(QStringView text)
{
    text = text.trimmed();
    const auto space = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
    const qsizetype at = space - text.begin();
    return {text.first(at), text.sliced(at).trimmed()};
}

} // namespace

void ServerCore::Lines::takeRequest(ServerSession &s, const Wire::Frame &frame, bool hasLineEnd,
                                    Effects &effects)
{
    const bool isClose = Wire::asksToClose(frame.text());
    const DecodedText decoded = m_core.textOf(s, frame, false);
    ++s.messagesIn;
    effects.items.emplace_back(FrameSeen{s.id, FrameType::Request, frame.offset, frame.bytes,
                                         isClose ? QString() : m_talk.rooms().lobby().name, decoded.fault,
                                         decoded.faultOffset});
    if (isRefusedAsText(s, decoded.fault, effects))
        return;
    m_core.answer(s, Wire::guideAnswer(isClose, hasLineEnd), effects);
    if (isClose)
        m_core.close(s, CloseReason::Asked, effects);
    else
        post(s, decoded.text, effects);
}

void ServerCore::Lines::takeLine(ServerSession &s, const Wire::Frame &frame, Effects &effects)
{
    const bool isClose = Wire::asksToClose(frame.text());
    const bool isCommand = !isClose && frame.text().startsWith('/');
    const DecodedText decoded = m_core.textOf(s, frame, isCommand);
    ++s.messagesIn;
    effects.items.emplace_back(FrameSeen{s.id, isCommand ? FrameType::Command : FrameType::Line, frame.offset,
                                         frame.bytes,
                                         isClose || isCommand ? QString() : m_talk.roomOf(*s.person).name,
                                         decoded.fault, decoded.faultOffset});
    if (isRefusedAsText(s, decoded.fault, effects))
        return;
    if (isCommand) {
        takeCommand(s, decoded.text, effects);
        return;
    }
    m_core.answer(s, Wire::guideAnswer(isClose, true), effects);
    if (isClose)
        m_core.leave(s, CloseReason::Asked, effects);
    else
        post(s, decoded.text, effects);
}

void ServerCore::Lines::takeCommand(ServerSession &s, QStringView line, Effects &effects)
{
    const auto [word, argument] = splitWord(line);
    const QString command = word.toString().toLower();
    if (command == u"/nick") {
        commandNick(s, argument, effects);
    } else if (command == u"/join") {
        commandJoin(s, argument, effects);
    } else if (command == u"/who") {
        commandWho(s, effects);
    } else if (command == u"/msg") {
        commandMsg(s, argument, effects);
    } else if (command == u"/search") {
        commandSearch(s, argument, effects);
    } else if (command == u"/quit") {
        m_core.answerLine(s, QStringLiteral("* bye"), effects);
        m_core.leave(s, CloseReason::Quit, effects);
    } else if (command == u"/help") {
        QStringList lines;
        for (const QStringView help : kHelp)
            lines.append(help.toString());
        m_core.answerLine(s, lines.join(u'\n'), effects);
    } else {
        m_core.answerLine(
            s, QStringLiteral("* unknown command %1; /help lists them").arg(visibleText(word, 64)), effects);
    }
}

void ServerCore::Lines::commandNick(ServerSession &s, QStringView argument, Effects &effects)
{
    const Result<QString> nick = m_talk.checkedName(*s.person, argument);
    if (!nick) {
        const QString why =
            nick.error().code == ErrorCode::NameTaken ? nameTakenText(nick.error()) : nick.error().detail;
        m_core.answerLine(s, QStringLiteral("* not renamed: %1").arg(why), effects);
        return;
    }
    if (!s.isChatting()) {
        m_talk.rename(*s.person, *nick, effects);
        moveTo(s, kLobby.toString(), effects);
        return;
    }
    const QString before = m_talk.rename(*s.person, *nick, effects);
    m_core.answerLine(s, whereabouts(s), effects);
    m_talk.announceName(*s.person, before, effects);
}

void ServerCore::Lines::commandJoin(ServerSession &s, QStringView argument, Effects &effects)
{
    const Result<QString> room = m_talk.checkedRoom(*s.person, argument.isEmpty() ? kLobby : argument);
    if (room) {
        moveTo(s, *room, effects);
        return;
    }
    const Error &error = room.error();
    const QString why = error.code == ErrorCode::TooManyRooms
                            ? QStringLiteral("there are %1 rooms already").arg(error.detail)
                        : error.code == ErrorCode::NameTaken ? nameTakenText(error)
                        : error.code == ErrorCode::PrivateRoom
                            ? QStringLiteral("%1 is private; somebody in it may invite you").arg(error.detail)
                        : error.code == ErrorCode::RoomRemoved ? chatErrorText(error)
                                                               : error.detail;
    m_core.answerLine(s, QStringLiteral("* not joined: %1").arg(why), effects);
}

void ServerCore::Lines::commandWho(ServerSession &s, Effects &effects)
{
    const Rooms::Room &room = m_talk.roomOf(*s.person);
    const auto here = static_cast<qsizetype>(room.members.size());
    QStringList elsewhere;
    qsizetype count = 0;
    for (const auto &[id, person] : m_talk.people()) {
        if (!person.isIn(room) && count++ < kMaxListedNames)
            elsewhere.append(person.name);
    }
    QString text = here == 0 ? QStringLiteral("* nobody follows %1").arg(room.name)
                             : QStringLiteral("* in %1: %2")
                                   .arg(room.name, joined(m_talk.namesIn(room, kMaxListedNames), here));
    if (count > 0)
        text += QStringLiteral("\n* also connected: %1").arg(joined(elsewhere, count));
    m_core.answerLine(s, text, effects);
}

void ServerCore::Lines::commandMsg(ServerSession &s, QStringView argument, Effects &effects)
{
    const auto [name, text] = splitWord(argument);
    if (name.isEmpty() || text.isEmpty()) {
        m_core.answerLine(s, QStringLiteral("* /msg NAME TEXT"), effects);
        return;
    }
    const Talk::Person *target = m_talk.find(name);
    if (!target) {
        m_core.answerLine(s, QStringLiteral("* nobody here is called %1").arg(visibleText(name, 64)),
                          effects);
        return;
    }
    if (!target->isReachable()) {
        m_core.answerLine(
            s, QStringLiteral("* %1 does not follow the chat and cannot be sent a message").arg(target->name),
            effects);
        return;
    }
    m_core.answerLine(s, QStringLiteral("accepted"), effects);
    Entry entry;
    entry.text = visibleText(text, text.size() * 8);
    entry.to = target->name;
    if (m_core.keepDirect(s, target, entry, QString(), effects))
        return;
    entry.from = s.name();
    entry.millis = m_core.m_clock.wallMicros() / 1000;
    m_talk.direct(*target, entry, effects);
}

bool ServerCore::Lines::isRefusedAsText(ServerSession &s, TextFault fault, Effects &effects)
{
    if (!m_core.m_options.strict || fault == TextFault::None)
        return false;
    m_core.close(s, CloseReason::InvalidText, effects);
    return true;
}

void ServerCore::answer(ServerSession &s, const QByteArray &bytes, Effects &effects, FrameType type)
{
    effects.items.emplace_back(Send{s.id, bytes, type, QString()});
}

void ServerCore::answerLine(ServerSession &s, const QString &text, Effects &effects)
{
    answer(s, text.toUtf8() + '\n', effects);
}

DecodedText ServerCore::textOf(const ServerSession &s, const Wire::Frame &frame, bool isCommand) const
{
    // ASCII has no faults, and needs no copy where nobody reads it.
    const bool isRead = isCommand || isKept(s) || !m_talk.isAlone(*s.person);
    return isRead || asciiLength(frame.text()) < frame.text().size() ? decodeText(frame.text())
                                                                     : DecodedText{};
}

bool ServerCore::isKept(const ServerSession &s) const
{
    return m_options.hasHistory && s.isChatting();
}

void ServerCore::Lines::post(ServerSession &s, const QString &text, Effects &effects)
{
    if (text.isEmpty())
        return;
    if (m_core.isKept(s)) {
        Entry entry;
        entry.text = visibleText(text, text.size() * 8);
        m_core.append(s, m_talk.roomOf(*s.person).name, std::move(entry), nullptr, effects);
    } else if (!m_talk.isAlone(*s.person)) {
        m_talk.post(*s.person, m_talk.roomOf(*s.person), text, effects);
    }
}

void ServerCore::Lines::moveTo(ServerSession &s, const QString &room, Effects &effects)
{
    if (s.isChatting() && s.person->rooms.front()->name == room) {
        m_core.answerLine(s, whereabouts(s), effects);
        return;
    }
    m_talk.join(*s.person, room, effects);
    m_core.answerLine(s, whereabouts(s), effects);
    m_talk.announce(*s.person, *s.person->rooms.front(), effects);
}

void ServerCore::close(ServerSession &s, CloseReason reason, Effects &effects)
{
    if (s.dialect == Wire::Dialect::Chat) {
        Chat(*this).endTransfers(s, true, effects);
        Chat(*this).sayBye(s, reason, effects);
    }
    m_talk.leaveAll(*s.person, effects);
    s.isOver = true;
    effects.items.emplace_back(Close{s.id, reason});
}

QString ServerCore::Lines::whereabouts(const ServerSession &s) const
{
    const Rooms::Room &room = m_talk.roomOf(*s.person);
    return QStringLiteral("* you are %1 in %2; here: %3")
        .arg(s.name(), room.name,
             joined(m_talk.namesIn(room, kMaxListedNames), static_cast<qsizetype>(room.members.size())));
}

} // namespace Chalkwire::Core
