// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/operatorconsole.h"

#include "app/stdinreader.h"
#include "base/text.h"

#include <QRegularExpression>

#include <array>
#include <cstdio>
#include <utility>

namespace Chalkwire::App {

namespace {

using What = Core::RoomOrder::What;

QString daysText(qint64 days)
{
    return days == Core::RoomRules::kKeepForever   ? QStringLiteral("forever")
           : days == Core::RoomRules::kKeepAsUsual ? QStringLiteral("usual")
                                                   : QString::number(days);
}

/// "7", "forever" or "usual".
std::optional<qint64> daysFrom(const QString &text)
{
    for (const qint64 special : {Core::RoomRules::kKeepForever, Core::RoomRules::kKeepAsUsual}) {
        if (text == daysText(special))
            return special;
    }
    const qint64 days = text.toLongLong();
    return days > 0 ? std::optional(days) : std::nullopt;
}

/// What follows the name of the room; false where that is wrong.
bool readRest(Core::RoomOrder &order, const QString &rest)
{
    switch (order.what) {
    case What::Say:
        order.text = rest;
        return !rest.isEmpty();
    case What::Delete:
        order.of = rest.toULongLong();
        return order.of > 0;
    case What::Keep: {
        const std::optional<qint64> days = daysFrom(rest);
        order.days = days.value_or(0);
        return days.has_value();
    }
    case What::Remove:
        break;
    }
    return rest.isEmpty();
}

} // namespace

Result<OperatorLine> readOperatorLine(const QString &line)
{
    if (!line.startsWith(u'/'))
        return OperatorLine(Announce{line});
    static const QRegularExpression form(QStringLiteral("^(\\S+)(?:\\s+(\\S+)(?:\\s+(.*\\S))?)?\\s*$"));
    static constexpr std::array kOrders{
        std::pair{u"/say ROOM TEXT", What::Say}, std::pair{u"/delete ROOM NUMBER", What::Delete},
        std::pair{u"/keep ROOM N|forever|usual", What::Keep}, std::pair{u"/remove ROOM", What::Remove}};
    const QRegularExpressionMatch words = form.match(line);
    const QString word = words.captured(1);
    if (word == u"/rooms" && words.captured(2).isEmpty())
        return OperatorLine(ListRooms{});
    for (const auto &[usage, what] : kOrders) {
        if (QStringView(usage).split(u' ').first() != word)
            continue;
        Core::RoomOrder order{what, words.captured(2)};
        if (order.room.isEmpty() || !readRest(order, words.captured(3)))
            return Unexpected{Error{ErrorCode::BadField, QString::fromUtf16(usage)}};
        return OperatorLine(std::move(order));
    }
    return Unexpected{Error{ErrorCode::UnknownCommand, word}};
}

OperatorConsole::OperatorConsole(ChatServer *server, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_reader(new StdinReader(this))
{
    connect(m_reader, &StdinReader::lineRead, this, &OperatorConsole::takeLine);
    connect(server, &ChatServer::snapshotChanged, this,
            [this](const ServerSnapshot &snapshot) { m_rooms = snapshot.rooms; });
    connect(server, &ChatServer::ordered, this, [this](const Core::OrderDone &done) {
        const QString number = done.seq > 0 ? u' ' + QString::number(done.seq) : QString();
        answer(done.error == ErrorCode::None
                   ? QStringLiteral("ok") + number
                   : QStringLiteral("error %1 %2").arg(errorName(done.error), done.detail).trimmed());
    });
}

void OperatorConsole::begin()
{
    if (!std::exchange(m_hasBegun, true))
        m_reader->takeNext();
}

void OperatorConsole::takeLine(const QByteArray &line)
{
    const Result<OperatorLine> read = readOperatorLine(decodeText(line).text);
    if (!read) {
        answer(QStringLiteral("error %1 %2")
                   .arg(errorName(read.error().code), visibleText(read.error().detail)));
    } else if (const auto *order = std::get_if<Core::RoomOrder>(&*read)) {
        m_server->order(*order); // answered by ordered()
    } else if (const auto *said = std::get_if<Announce>(&*read)) {
        if (!said->text.isEmpty())
            m_server->send(Core::Audience::Chatting, kNoConnection, said->text.toUtf8() + '\n');
        answer(QStringLiteral("ok"));
    } else {
        listRooms();
    }
}

void OperatorConsole::listRooms()
{
    for (const RoomRow &room : std::as_const(m_rooms)) {
        std::printf("room %s %lld %llu %llu %s%s\n", qUtf8Printable(room.name),
                    static_cast<long long>(room.members), static_cast<unsigned long long>(room.firstSeq),
                    static_cast<unsigned long long>(room.lastSeq), qUtf8Printable(daysText(room.keepDays)),
                    room.isPrivate ? " private" : "");
    }
    answer(QStringLiteral("ok"));
}

void OperatorConsole::answer(const QString &text)
{
    std::printf("%s\n", qUtf8Printable(text));
    std::fflush(stdout);
    m_reader->takeNext();
}

} // namespace Chalkwire::App
