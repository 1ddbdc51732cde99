// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serverchat.h"

#include "base/text.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace Chalkwire::Core {

namespace {

constexpr qint64 kProtocol = 1;
constexpr qint64 kBytesOfWork = 1024; ///< of a payload, see Limits::maxWorkPerTurn

bool isToComeAgain(CloseReason reason)
{
    switch (reason) {
    case CloseReason::BadFrame:
    case CloseReason::Quit:
    case CloseReason::Kicked:
    case CloseReason::Replaced:
        return false;
    default:
        return true;
    }
}

/// What the history knows a client by: nobody can tell its secret from it.
Identity authorFrom(const QString &client)
{
    return QCryptographicHash::hash("chalkwire author " + client.toLatin1(), QCryptographicHash::Sha256)
        .first(kIdentityBytes);
}

bool isClientSecret(const QString &client)
{
    constexpr qsizetype kLeast = 16;
    constexpr qsizetype kMost = 64;
    return client.size() >= kLeast && client.size() <= kMost && std::ranges::all_of(client, [](QChar c) {
               return c == u'-' || (c.unicode() < 0x80 && c.isLetterOrNumber());
           });
}

} // namespace

const ServerCore::Chat::Command *ServerCore::Chat::commandNamed(QStringView type)
{
    static constexpr std::array kCommands{
        Command{QLatin1StringView("post"), &Chat::post},
        Command{QLatin1StringView("edit"), &Chat::edit},
        Command{QLatin1StringView("delete"), &Chat::remove},
        Command{QLatin1StringView("react"), &Chat::react},
        Command{QLatin1StringView("topic"), &Chat::topic},
        Command{QLatin1StringView("read"), &Chat::read},
        Command{QLatin1StringView("history"), &Chat::history},
        Command{QLatin1StringView("search"), &Chat::search},
        Command{QLatin1StringView("marks"), &Chat::marks},
        Command{QLatin1StringView("invite"), &Chat::invite},
        Command{QLatin1StringView("direct"), &Chat::direct},
        Command{QLatin1StringView("typing"), &Chat::typing},
        Command{QLatin1StringView("away"), &Chat::away},
        Command{QLatin1StringView("offer"), &Chat::offer},
        Command{QLatin1StringView("chunk"), &Chat::chunk, false, true},
        Command{QLatin1StringView("fetch"), &Chat::fetch},
        Command{QLatin1StringView("stop"), &Chat::stop},
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
    while (!s.isOver && !s.isHeld && !s.isWaiting) {
        const qint64 workBefore = m_talk.work();
        const Result<std::optional<Wire::ChatItem>> next = s.chat->next();
        if (!next) {
            s.fault = next.error(); // what came before is answered first
            effects.items.emplace_back(FrameSeen{s.id, FrameType::Chat, s.chat->offset(), s.chat->refused()});
            m_core.leave(s, CloseReason::BadFrame, effects);
            return;
        }
        if (!*next)
            return;
        qint64 work = 0;
        if (const auto *header = std::get_if<Wire::ChatHeader>(&**next)) {
            takeFrame(s, *header, effects);
        } else if (const auto *part = std::get_if<Wire::ChatPayload>(&**next)) {
            takePayload(s, *part, effects);
            work = part->bytes.size() / kBytesOfWork;
        }
        m_core.charge(s, work + m_talk.work() - workBefore, effects);
    }
}

void ServerCore::Chat::takeFrame(ServerSession &s, const Wire::ChatHeader &header, Effects &effects)
{
    ++s.messagesIn;
    ChatRequest request(header);
    const Command *command = commandNamed(header.type);
    FrameSeen seen{s.id, FrameType::Chat, header.offset, header.bytes};
    seen.payload = header.payloadBytes;
    if (header.type == u"post") {
        if (const Rooms::Room *room = roomNamed(s, header.fields.value(u"room").toString()))
            seen.room = room->name;
    }
    effects.items.emplace_back(std::move(seen));
    if (!s.isWelcomed && (!command || !command->isForStrangers)) {
        refuse(s, request, Error{ErrorCode::HelloFirst}, effects);
        m_core.close(s, CloseReason::BadFrame, effects);
        return;
    }
    if (!command && !header.type.isEmpty()) {
        refuse(s, request, Error{ErrorCode::UnknownType}, effects);
        return;
    }
    if (!command)
        request.fields().fail(QLatin1StringView("type"));
    if (header.payloadBytes > 0 && !(command && command->hasPayload))
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
    refuse(s, request, Error{ErrorCode::BadField, bad}, effects);
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
        refuse(s, request, Error{ErrorCode::NotInRoom}, effects);
    return room;
}

QStringList ServerCore::Chat::features() const
{
    if (!m_core.m_options.hasHistory)
        return {};
    QStringList features{QStringLiteral("history"), QStringLiteral("directs")};
    if (m_core.m_options.hasFiles)
        features.append(QStringLiteral("files"));
    return features;
}

void ServerCore::Chat::hello(ServerSession &s, ChatRequest &request, Effects &effects)
{
    if (s.isWelcomed) {
        refuse(s, request, Error{ErrorCode::SecondHello}, effects);
        return;
    }
    if (request.fields().number(QLatin1StringView("protocol"), 0) < 1)
        request.fields().fail(QLatin1StringView("protocol"));
    QString name = s.name();
    if (!takeName(s, request, name, effects))
        return;
    s.isWelcomed = true;
    s.heardAt = m_core.m_clock.now();
    s.welcomedAt = s.heardAt;
    m_core.watch(s);
    m_talk.give(*s.person, s.name(), Voice::Chat);
    if (request.fields().has(QLatin1StringView("name")))
        m_talk.rename(*s.person, name, effects);
    learnName(s, effects);
    answerFrame(s, request.id(), "welcome", effects, [&](JsonWriter &w) {
        w.number("protocol", kProtocol);
        w.text("name", name);
        w.ascii("server", "Chalkwire " CHALKWIRE_VERSION);
        w.list("features", features(), JsonWriter::appendString);
        if (m_core.m_options.hasHistory && !m_core.m_historyIdentity.isEmpty())
            w.text("history", m_core.m_historyIdentity);
        JsonWriter limits(w.startField("limits"));
        limits.number("header", m_limits.maxHeaderBytes);
        limits.number("payload", m_limits.maxPayloadBytes);
        limits.number("text", m_limits.maxTextBytes);
        limits.number("name", m_limits.maxNameCharacters);
        limits.number("rooms", m_limits.maxRoomsPerClient);
        limits.number("page", m_limits.maxPageEntries);
        limits.number("pending", m_limits.maxPending);
        if (m_core.m_options.hasFiles) {
            limits.number("file", m_limits.maxFileBytes);
            limits.number("transfers", m_limits.maxTransfers);
        }
        limits.end();
        appendRooms(w, s);
    });
}

/// Who it is and what it wants to be called; answers what is wrong.
bool ServerCore::Chat::takeName(ServerSession &s, ChatRequest &request, QString &name, Effects &effects)
{
    const QString wanted = request.fields().text(QLatin1StringView("name"));
    const bool hasClient = request.fields().has(QLatin1StringView("client"));
    const QString client = request.fields().text(QLatin1StringView("client"));
    if (hasClient && !isClientSecret(client))
        request.fields().fail(QLatin1StringView("client"));
    if (!isInOrder(s, request, effects))
        return false;
    const Identity author = hasClient ? authorFrom(client) : Identity();
    if (request.fields().has(QLatin1StringView("name"))) {
        const Talk::Person *before = m_talk.find(wanted);
        // A hello that was long on its way is not newer than the connection that came after it.
        const bool isOlder = before && before->id < s.id;
        if (hasClient && isOlder && before->isLasting && before->author == author)
            m_core.disconnect(before->id, CloseReason::Replaced, effects);
        const Result<QString> checked = m_talk.checkedName(*s.person, wanted);
        if (!checked) {
            refuse(s, request, checked.error(), effects);
            return false;
        }
        name = *checked;
    }
    if (hasClient) {
        s.person->author = author;
        s.person->isLasting = true;
    }
    return true;
}

void ServerCore::Chat::ping(ServerSession &s, ChatRequest &request, Effects &effects)
{
    answerFrame(s, request.id(), "pong", effects, [](JsonWriter &) {});
}

void ServerCore::Chat::pong(ServerSession &s, ChatRequest &, Effects &effects)
{
    if (const auto asked = std::exchange(s.pingedAt, std::nullopt))
        effects.items.emplace_back(LagKnown{s.id, m_core.m_clock.now() - *asked});
}

void ServerCore::Chat::sayPing(ServerSession &s, Effects &effects)
{
    s.pingedAt = m_core.m_clock.now();
    s.isAsked = true;
    s.welcomedAt.reset();
    answerFrame(s, QString(), "ping", effects, [](JsonWriter &) {});
}

void ServerCore::Chat::bye(ServerSession &s, ChatRequest &, Effects &effects)
{
    m_core.leave(s, CloseReason::Quit, effects);
}

QByteArray ServerCore::Chat::announcement(const QByteArray &text, qint64 millis)
{
    QString shown = decodeText(text).text;
    shown.replace(QChar::Null, QChar(0x2400)); // no frame has U+0000
    while (shown.endsWith(u'\n') || shown.endsWith(u'\r'))
        shown.chop(1);
    return Wire::chatFrame("announcement", [&](JsonWriter &w) {
        w.text("text", shown);
        w.number("time", millis);
    });
}

void ServerCore::Chat::sayFault(ServerSession &s, const Error &fault, Effects &effects)
{
    answerError(s, QString(), {}, fault, effects);
}

void ServerCore::Chat::sayBye(ServerSession &s, CloseReason reason, Effects &effects)
{
    constexpr qint64 kReturnsPerSecond = 50; // so that a restart is no storm
    answerFrame(s, QString(), "bye", effects, [&](JsonWriter &w) {
        w.name("reason", closeReasonName(reason));
        if (isToComeAgain(reason))
            w.number("retry_after",
                     1 + (reason == CloseReason::Stopping ? m_core.m_returns++ / kReturnsPerSecond : 0));
        else
            w.flag("reconnect", false);
    });
}

void ServerCore::Chat::refuse(ServerSession &s, const ChatRequest &request, const Error &error,
                              Effects &effects)
{
    answerError(s, request.id(), request.type(), error, effects);
}

void ServerCore::Chat::answerError(ServerSession &s, const QString &id, QStringView type, const Error &error,
                                   Effects &effects)
{
    answerFrame(s, id, "error", effects, [&](JsonWriter &w) {
        w.name("code", errorName(error.code));
        w.text("text", chatErrorText(error));
        if (!type.isEmpty())
            w.text("re", type);
        if (error.code == ErrorCode::BadField)
            w.text("field", error.detail);
    });
}

} // namespace Chalkwire::Core
