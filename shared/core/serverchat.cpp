// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serverchat.h"

#include "base/text.h"

#include <array>

namespace Chalkwire::Core {

namespace {

constexpr qint64 kProtocol = 1;
constexpr qsizetype kMaxListed = 256; ///< names in one frame: far below maxHeaderBytes

void appendNames(JsonWriter &w, const char *key, const QStringList &names, qsizetype count)
{
    w.list(key, names, JsonWriter::appendString);
    w.number("count", qint64(count));
}

void appendRooms(JsonWriter &w, const Rooms &rooms)
{
    std::vector<const Rooms::Room *> listed;
    for (const auto &[key, room] : rooms) {
        if (listed.size() < kMaxListed)
            listed.push_back(&room);
    }
    w.list("rooms", listed, [](QByteArray &out, const Rooms::Room *room) {
        JsonWriter entry(out);
        entry.text("name", room->name);
        entry.number("members", qint64(room->members.size()));
        entry.end();
    });
    w.number("count", qint64(rooms.count()));
}

/// Whether a client that is told so should come again.
void appendReturn(JsonWriter &w, CloseReason reason)
{
    constexpr qint64 kRetryAfterSeconds = 1;
    if (reason == CloseReason::BadFrame || reason == CloseReason::Quit)
        w.flag("reconnect", false);
    else
        w.number("retry_after", kRetryAfterSeconds);
}

} // namespace

struct ServerCore::Chat::Command
{
    QLatin1StringView type;
    void (Chat::*take)(ServerSession &, ChatRequest &, Effects &);
    bool isForStrangers = false; ///< allowed before welcome
};

const ServerCore::Chat::Command *ServerCore::Chat::commandNamed(QStringView type)
{
    static constexpr std::array kCommands{
        Command{QLatin1StringView("post"), &Chat::post},
        Command{QLatin1StringView("direct"), &Chat::direct},
        Command{QLatin1StringView("typing"), &Chat::typing},
        Command{QLatin1StringView("join"), &Chat::join},
        Command{QLatin1StringView("leave"), &Chat::leave},
        Command{QLatin1StringView("name"), &Chat::name},
        Command{QLatin1StringView("who"), &Chat::who},
        Command{QLatin1StringView("rooms"), &Chat::rooms},
        Command{QLatin1StringView("hello"), &Chat::hello, true},
        Command{QLatin1StringView("ping"), &Chat::ping, true},
        Command{QLatin1StringView("pong"), &Chat::pong, true},
        Command{QLatin1StringView("bye"), &Chat::bye, true},
    };
    for (const Command &command : kCommands) {
        if (command.type == type)
            return &command;
    }
    return nullptr;
}

void ServerCore::Chat::takeFrames(ServerSession &s, Effects &effects)
{
    while (!s.isOver && !s.isHeld) {
        const qint64 workBefore = m_talk.work();
        const Result<std::optional<Wire::ChatItem>> next = s.chat->next();
        if (!next) {
            answerError(s, nullptr, next.error(), effects);
            m_core.close(s, CloseReason::BadFrame, effects);
            return;
        }
        if (!*next)
            return;
        // No frame takes a payload yet: its parts are skipped.
        if (const auto *header = std::get_if<Wire::ChatHeader>(&**next))
            takeFrame(s, *header, effects);
        m_core.charge(s, m_talk.work() - workBefore, effects);
    }
}

void ServerCore::Chat::takeFrame(ServerSession &s, const Wire::ChatHeader &header, Effects &effects)
{
    ++s.messagesIn;
    ChatRequest request(header);
    const Command *command = commandNamed(header.type);
    FrameSeen seen{s.id, FrameType::Chat, header.offset, header.bytes};
    if (header.type == u"post") {
        if (const Rooms::Room *room = roomNamed(s, header.fields.value(u"room").toString()))
            seen.room = room->name;
    }
    effects.items.emplace_back(std::move(seen));
    if (!s.isWelcomed && (!command || !command->isForStrangers)) {
        answerError(s, &request, Error{ErrorCode::HelloFirst}, effects);
        m_core.close(s, CloseReason::BadFrame, effects);
        return;
    }
    if (!command && !header.type.isEmpty()) {
        answerError(s, &request, Error{ErrorCode::UnknownType}, effects);
        return;
    }
    if (!command)
        request.fields().fail(QLatin1StringView("type"));
    if (header.payloadBytes > 0)
        request.fields().fail(QLatin1StringView("bytes"));
    if (!isInOrder(s, request, effects))
        return;
    (this->*command->take)(s, request, effects);
}

bool ServerCore::Chat::isInOrder(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString bad = request.fields().badField();
    if (bad.isEmpty())
        return true;
    answerError(s, &request, Error{ErrorCode::BadField, bad}, effects);
    return false;
}

const Rooms::Room *ServerCore::Chat::roomNamed(const ServerSession &s, QStringView name) const
{
    const Rooms::Room *room = m_talk.rooms().find(name);
    return room && s.person->isIn(*room) ? room : nullptr;
}

const Rooms::Room *ServerCore::Chat::ownRoom(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString name = request.required("room");
    if (!isInOrder(s, request, effects))
        return nullptr;
    const Rooms::Room *room = roomNamed(s, name);
    if (!room)
        answerError(s, &request, Error{ErrorCode::NotInRoom}, effects);
    return room;
}

void ServerCore::Chat::hello(ServerSession &s, ChatRequest &request, Effects &effects)
{
    if (s.isWelcomed) {
        answerError(s, &request, Error{ErrorCode::SecondHello}, effects);
        return;
    }
    if (request.fields().number(QLatin1StringView("protocol"), 0) < 1)
        request.fields().fail(QLatin1StringView("protocol"));
    const QString wanted = request.fields().text(QLatin1StringView("name"));
    if (!isInOrder(s, request, effects))
        return;
    QString name = s.name();
    if (request.fields().has(QLatin1StringView("name"))) {
        const Result<QString> checked = m_talk.checkedName(*s.person, wanted);
        if (!checked) {
            answerError(s, &request, checked.error(), effects);
            return;
        }
        name = *checked;
    }
    s.isWelcomed = true;
    const QString before = s.name();
    m_talk.give(*s.person, name, Voice::Chat);
    if (name != before)
        effects.items.emplace_back(NameChanged{s.id, before, name});
    answerFrame(s, &request, "welcome", effects, [&](JsonWriter &w) {
        w.number("protocol", kProtocol);
        w.text("name", name);
        w.ascii("server", "Chalkwire " CHALKWIRE_VERSION);
        w.list("features", QStringList(), JsonWriter::appendString);
        JsonWriter limits(w.startField("limits"));
        limits.number("header", m_limits.maxHeaderBytes);
        limits.number("payload", m_limits.maxPayloadBytes);
        limits.number("text", m_limits.maxTextBytes);
        limits.number("name", m_limits.maxNameCharacters);
        limits.number("rooms", m_limits.maxRoomsPerClient);
        limits.end();
        appendRooms(w, m_talk.rooms());
    });
}

void ServerCore::Chat::join(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString wanted = request.required("room");
    if (!isInOrder(s, request, effects))
        return;
    const Result<QString> name = m_talk.checkedRoom(*s.person, wanted);
    if (!name) {
        answerError(s, &request, name.error(), effects);
        return;
    }
    const bool isNew = !roomNamed(s, *name);
    if (isNew)
        m_talk.join(*s.person, *name, effects);
    const Rooms::Room &room = *roomNamed(s, *name);
    answerFrame(s, &request, "room", effects, [&](JsonWriter &w) {
        w.text("room", room.name);
        appendNames(w, "members", m_talk.namesIn(room, kMaxListed),
                    static_cast<qsizetype>(room.members.size()));
    });
    if (isNew)
        m_talk.announce(*s.person, room, effects);
}

void ServerCore::Chat::leave(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const Rooms::Room *room = ownRoom(s, request, effects);
    if (!room)
        return;
    answerFrame(s, &request, "left", effects, [&](JsonWriter &w) {
        w.text("room", room->name);
        w.text("name", s.name());
    });
    const QString left = room->name; // the room goes with its last member
    m_talk.leave(*s.person, *room, effects);
    effects.items.emplace_back(RoomChanged{s.id, s.name(), left, QString(), Talk::roomsText(*s.person)});
}

void ServerCore::Chat::name(ServerSession &s, ChatRequest &request, Effects &effects)
{
    const QString wanted = request.required("name");
    if (!isInOrder(s, request, effects))
        return;
    const Result<QString> name = m_talk.checkedName(*s.person, wanted);
    if (!name) {
        answerError(s, &request, name.error(), effects);
        return;
    }
    answerFrame(s, &request, "renamed", effects, [&](JsonWriter &w) {
        w.text("from", s.name());
        w.text("to", *name);
    });
    m_talk.announceName(*s.person, m_talk.rename(*s.person, *name, effects), effects);
}

void ServerCore::Chat::who(ServerSession &s, ChatRequest &request, Effects &effects)
{
    if (request.fields().has(QLatin1StringView("room"))) {
        const Rooms::Room *room = ownRoom(s, request, effects);
        if (!room)
            return;
        answerFrame(s, &request, "people", effects, [&](JsonWriter &w) {
            w.text("room", room->name);
            appendNames(w, "members", m_talk.namesIn(*room, kMaxListed),
                        static_cast<qsizetype>(room->members.size()));
        });
        return;
    }
    QStringList names;
    for (const auto &[id, person] : m_talk.people()) {
        if (names.size() == kMaxListed)
            break;
        names.append(person.name);
    }
    answerFrame(s, &request, "people", effects, [&](JsonWriter &w) {
        appendNames(w, "members", names, static_cast<qsizetype>(m_talk.people().size()));
    });
}

void ServerCore::Chat::rooms(ServerSession &s, ChatRequest &request, Effects &effects)
{
    answerFrame(s, &request, "rooms", effects, [&](JsonWriter &w) { appendRooms(w, m_talk.rooms()); });
}

void ServerCore::Chat::post(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    const QString name = request.required("room");
    const QString text = request.requiredText("text", m_limits.maxTextBytes);
    if (!isInOrder(s, request, effects))
        return;
    const Rooms::Room *room = roomNamed(s, name);
    if (!room) {
        answerError(s, &request, Error{ErrorCode::NotInRoom}, effects);
        return;
    }
    answerFrame(s, &request, "ack", effects, [&](JsonWriter &w) {
        w.text("room", room->name);
        w.number("time", m_core.m_clock.wallMicros() / 1000);
    });
    m_talk.post(*s.person, *room, text, effects);
}

void ServerCore::Chat::direct(ServerSession &s, ChatRequest &request, Effects &effects)
{
    request.requireId();
    const QString name = request.required("to");
    const QString text = request.requiredText("text", m_limits.maxTextBytes);
    if (!isInOrder(s, request, effects))
        return;
    const Talk::Person *to = m_talk.find(name);
    if (!to || !to->isReachable()) {
        answerError(s, &request, Error{to ? ErrorCode::NotReachable : ErrorCode::NoSuchClient}, effects);
        return;
    }
    answerFrame(s, &request, "ack", effects, [&](JsonWriter &w) {
        w.text("to", to->name);
        w.number("time", m_core.m_clock.wallMicros() / 1000);
    });
    m_talk.direct(*s.person, *to, text, effects);
}

void ServerCore::Chat::typing(ServerSession &s, ChatRequest &request, Effects &effects)
{
    if (const Rooms::Room *room = ownRoom(s, request, effects))
        m_talk.typing(*s.person, *room, effects);
}

void ServerCore::Chat::ping(ServerSession &s, ChatRequest &request, Effects &effects)
{
    answerFrame(s, &request, "pong", effects, [](JsonWriter &) {});
}

void ServerCore::Chat::pong(ServerSession &, ChatRequest &, Effects &) {}

void ServerCore::Chat::bye(ServerSession &s, ChatRequest &, Effects &effects)
{
    m_core.close(s, CloseReason::Quit, effects);
}

QByteArray ServerCore::Chat::announcement(const QByteArray &text)
{
    QString shown = decodeText(text).text;
    shown.replace(QChar::Null, QChar(0x2400)); // no frame has U+0000
    while (shown.endsWith(u'\n') || shown.endsWith(u'\r'))
        shown.chop(1);
    return Wire::chatFrame("announcement", [&](JsonWriter &w) { w.text("text", shown); });
}

void ServerCore::Chat::sayBye(ServerSession &s, CloseReason reason, Effects &effects)
{
    answerFrame(s, nullptr, "bye", effects, [&](JsonWriter &w) {
        w.name("reason", closeReasonName(reason));
        appendReturn(w, reason);
    });
}

template<class Fill>
void ServerCore::Chat::answerFrame(ServerSession &s, const ChatRequest *request, const char *type,
                                   Effects &effects, Fill fill)
{
    m_core.answer(s,
                  Wire::chatFrame(type,
                                  [&](JsonWriter &w) {
                                      if (request && !request->id().isEmpty())
                                          w.text("id", request->id());
                                      fill(w);
                                  }),
                  effects);
}

void ServerCore::Chat::answerError(ServerSession &s, const ChatRequest *request, const Error &error,
                                   Effects &effects)
{
    answerFrame(s, request, "error", effects, [&](JsonWriter &w) {
        w.name("code", errorName(error.code));
        w.text("text", chatErrorText(error));
        if (request && !request->type().isEmpty())
            w.text("re", request->type());
        if (error.code == ErrorCode::BadField)
            w.text("field", error.detail);
    });
}

} // namespace Chalkwire::Core
