// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server does with a request or a line: answers, rooms and commands. The other half of ServerCore.
#include "core/names.h"
#include "core/servercore.h"
#include "wire/guidedialect.h"

#include <algorithm>

namespace Chalkwire::Core {

namespace {

constexpr qsizetype kMaxPushedCharacters = 2048; ///< of one text, as others see it
constexpr qsizetype kMaxListedNames = 50;        ///< in an answer to /who or /join

constexpr QStringView kHelp[] = {
    u"* /nick NAME        take a name and follow the lobby",
    u"* /join [ROOM]      follow a room (the lobby when none is named)",
    u"* /who              who is here",
    u"* /msg NAME TEXT    a message for one",
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

void ServerCore::takeRequest(ServerSession &s, const Wire::Frame &frame, bool hasLineEnd, Effects &effects)
{
    const bool isClose = Wire::asksToClose(frame.text());
    const DecodedText decoded = textOf(s, frame, false);
    ++s.messagesIn;
    effects.items.emplace_back(FrameSeen{s.id, FrameType::Request, frame.offset, frame.bytes,
                                         isClose ? QString() : m_rooms.lobby().name, decoded.fault,
                                         decoded.faultOffset});
    if (isRefusedAsText(s, decoded.fault, effects))
        return;
    answer(s, Wire::guideAnswer(isClose, hasLineEnd), effects);
    if (isClose)
        close(s, CloseReason::Asked, effects);
    else
        post(s, decoded.text, effects);
}

void ServerCore::takeLine(ServerSession &s, const Wire::Frame &frame, Effects &effects)
{
    const bool isClose = Wire::asksToClose(frame.text());
    const bool isCommand = !isClose && frame.text().startsWith('/');
    const DecodedText decoded = textOf(s, frame, isCommand);
    ++s.messagesIn;
    effects.items.emplace_back(FrameSeen{s.id, isCommand ? FrameType::Command : FrameType::Line, frame.offset,
                                         frame.bytes, isClose || isCommand ? QString() : roomOf(s).name,
                                         decoded.fault, decoded.faultOffset});
    if (isRefusedAsText(s, decoded.fault, effects))
        return;
    if (isCommand) {
        takeCommand(s, decoded.text, effects);
        return;
    }
    answer(s, Wire::guideAnswer(isClose, true), effects);
    if (isClose)
        close(s, CloseReason::Asked, effects);
    else
        post(s, decoded.text, effects);
}

void ServerCore::takeCommand(ServerSession &s, QStringView line, Effects &effects)
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
    } else if (command == u"/quit") {
        answerLine(s, QStringLiteral("* bye"), effects);
        close(s, CloseReason::Quit, effects);
    } else if (command == u"/help") {
        QStringList lines;
        for (const QStringView help : kHelp)
            lines.append(help.toString());
        answerLine(s, lines.join(u'\n'), effects);
    } else {
        answerLine(s, QStringLiteral("* unknown command %1; /help lists them").arg(visibleText(word, 64)),
                   effects);
    }
}

void ServerCore::commandNick(ServerSession &s, QStringView argument, Effects &effects)
{
    const Result<QString> nick = checkNick(argument, m_limits.maxNameCharacters);
    if (!nick) {
        answerLine(s, QStringLiteral("* not renamed: %1").arg(nick.error().detail), effects);
        return;
    }
    const ConnectionId holder = m_byName.value(nameKey(*nick), s.id);
    if (holder != s.id) {
        answerLine(s, QStringLiteral("* not renamed: somebody here is called %1").arg(*nick), effects);
        return;
    }
    const QString before = s.name;
    setName(s, *nick);
    effects.items.emplace_back(NameChanged{s.id, before, s.name});
    if (s.isChatting()) {
        answerLine(s, whereabouts(s), effects);
        push(s.room->others(s.id), QStringLiteral("* %1 is now %2").arg(before, s.name), s.room->name,
             effects);
    } else {
        moveTo(s, kLobby.toString(), effects);
    }
}

void ServerCore::commandJoin(ServerSession &s, QStringView argument, Effects &effects)
{
    const Result<QString> room =
        checkName(argument.isEmpty() ? kLobby : argument, m_limits.maxNameCharacters);
    if (!room || nameKey(*room) == u"private") {
        const QString why = room ? QStringLiteral("this name is taken") : room.error().detail;
        answerLine(s, QStringLiteral("* not joined: %1").arg(why), effects);
        return;
    }
    const Rooms::Room *known = m_rooms.find(*room);
    if (!known && m_limits.maxRooms > 0 && m_rooms.count() >= m_limits.maxRooms) {
        answerLine(s, QStringLiteral("* not joined: there are %1 rooms already").arg(m_rooms.count()),
                   effects);
        return;
    }
    moveTo(s, known ? known->name : *room, effects);
}

void ServerCore::commandWho(ServerSession &s, Effects &effects)
{
    const Rooms::Room &room = roomOf(s);
    struct Group
    {
        QStringList names;
        qsizetype count = 0;
    } here, elsewhere;
    for (const auto &[id, other] : m_sessions) {
        Group &group = other.room == &room ? here : elsewhere;
        if (group.count++ < kMaxListedNames)
            group.names.append(other.name);
    }
    QString text = here.count == 0
                       ? QStringLiteral("* nobody follows %1").arg(room.name)
                       : QStringLiteral("* in %1: %2").arg(room.name, joined(here.names, here.count));
    if (elsewhere.count > 0)
        text += QStringLiteral("\n* also connected: %1").arg(joined(elsewhere.names, elsewhere.count));
    answerLine(s, text, effects);
}

void ServerCore::commandMsg(ServerSession &s, QStringView argument, Effects &effects)
{
    const auto [name, text] = splitWord(argument);
    if (name.isEmpty() || text.isEmpty()) {
        answerLine(s, QStringLiteral("* /msg NAME TEXT"), effects);
        return;
    }
    const ServerSession *target = find(m_byName.value(nameKey(name), kNoConnection));
    if (!target) {
        answerLine(s, QStringLiteral("* nobody here is called %1").arg(visibleText(name, 64)), effects);
        return;
    }
    if (!target->isChatting()) {
        answerLine(
            s, QStringLiteral("* %1 does not follow the chat and cannot be sent a message").arg(target->name),
            effects);
        return;
    }
    answerLine(s, QStringLiteral("accepted"), effects);
    push(target->id, QStringLiteral("[private] %1: %2").arg(s.name, visibleText(text, kMaxPushedCharacters)),
         QString(), effects);
}

bool ServerCore::isRefusedAsText(ServerSession &s, TextFault fault, Effects &effects)
{
    if (!m_options.strict || fault == TextFault::None)
        return false;
    close(s, CloseReason::InvalidText, effects);
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

void ServerCore::push(const Receivers &to, const QString &line, const QString &room, Effects &effects)
{
    if (to.empty())
        return;
    QByteArray bytes = line.toUtf8() + '\n';
    // What goes to the same clients again goes out in the same writes.
    constexpr qint64 kBytesOfWork = 1024;
    const auto receivers = static_cast<qint64>(to.size());
    m_pushWork += receivers * bytes.size() / kBytesOfWork + (to.isSameList(m_lastPush) ? 0 : receivers);
    m_lastPush = to;
    effects.items.emplace_back(Send{to, std::move(bytes), FrameType::Push, room});
}

DecodedText ServerCore::textOf(const ServerSession &s, const Wire::Frame &frame, bool isCommand) const
{
    // ASCII has no faults, and needs no copy where nobody reads it.
    const bool isRead = isCommand || !isAlone(s);
    return isRead || asciiLength(frame.text()) < frame.text().size() ? decodeText(frame.text())
                                                                     : DecodedText{};
}

bool ServerCore::isAlone(const ServerSession &s) const
{
    const Rooms::Room &room = roomOf(s);
    return room.members.empty() || (room.members.size() == 1 && s.isChatting());
}

void ServerCore::post(const ServerSession &s, const QString &text, Effects &effects)
{
    if (text.isEmpty() || isAlone(s))
        return;
    const Rooms::Room &room = roomOf(s);
    const QString line =
        QStringLiteral("[%1] %2: %3").arg(room.name, s.name, visibleText(text, kMaxPushedCharacters));
    push(room.others(s.id), line, room.name, effects);
}

const Rooms::Room &ServerCore::roomOf(const ServerSession &s) const
{
    return s.isChatting() ? *s.room : m_rooms.lobby();
}

void ServerCore::setName(ServerSession &s, const QString &name)
{
    m_byName.remove(nameKey(s.name));
    s.name = name;
    m_byName.insert(nameKey(name), s.id);
}

void ServerCore::moveTo(ServerSession &s, const QString &room, Effects &effects)
{
    if (s.isChatting() && s.room->name == room) {
        answerLine(s, whereabouts(s), effects);
        return;
    }
    const QString before = s.isChatting() ? s.room->name : QString();
    leaveRoom(s, effects);
    s.room = &m_rooms.join(room, s.id);
    effects.items.emplace_back(RoomChanged{s.id, s.name, before, s.room->name});
    answerLine(s, whereabouts(s), effects);
    push(s.room->others(s.id), QStringLiteral("* %1 joined %2").arg(s.name, s.room->name), s.room->name,
         effects);
}

void ServerCore::leaveRoom(ServerSession &s, Effects &effects)
{
    if (!s.isChatting())
        return;
    const Rooms::Room &room = *std::exchange(s.room, nullptr);
    const QString name = room.name; // the room goes with its last member
    push(room.others(s.id), QStringLiteral("* %1 left %2").arg(s.name, name), name, effects);
    m_rooms.leave(name, s.id);
}

void ServerCore::close(ServerSession &s, CloseReason reason, Effects &effects)
{
    leaveRoom(s, effects);
    s.isOver = true;
    effects.items.emplace_back(Close{s.id, reason});
}

QString ServerCore::whereabouts(const ServerSession &s) const
{
    const std::vector<ConnectionId> &members = s.room->members;
    QStringList names;
    for (const ConnectionId id : members) {
        if (names.size() == kMaxListedNames)
            break;
        names.append(m_sessions.at(id).name);
    }
    return QStringLiteral("* you are %1 in %2; here: %3")
        .arg(s.name, s.room->name, joined(names, static_cast<qsizetype>(members.size())));
}

} // namespace Chalkwire::Core
