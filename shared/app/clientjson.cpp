// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clientjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>

#include <cstdio>

namespace Chalkwire::App {

namespace {

namespace Told = Core::Told;

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

qint64 number(quint64 value)
{
    return static_cast<qint64>(value);
}

QString timeText(qint64 millis)
{
    return QDateTime::fromMSecsSinceEpoch(millis, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString kindName(Core::EntryKind kind)
{
    switch (kind) {
    case Core::EntryKind::Post:
        return s("post");
    case Core::EntryKind::Edit:
        return s("edit");
    case Core::EntryKind::Delete:
        return s("delete");
    case Core::EntryKind::React:
        return s("react");
    case Core::EntryKind::Topic:
        break;
    }
    return s("topic");
}

QString stateName(Told::Own::State state)
{
    switch (state) {
    case Told::Own::State::Waiting:
        return s("waiting");
    case Told::Own::State::Sent:
        return s("sent");
    case Told::Own::State::Saved:
        return s("saved");
    case Told::Own::State::Failed:
        break;
    }
    return s("failed");
}

QString stateName(Told::Transfer::State state)
{
    switch (state) {
    case Told::Transfer::State::Reading:
        return s("reading");
    case Told::Transfer::State::Waiting:
        return s("waiting");
    case Told::Transfer::State::Running:
        return s("running");
    case Told::Transfer::State::Paused:
        return s("paused");
    case Told::Transfer::State::Checking:
        return s("checking");
    case Told::Transfer::State::Done:
        return s("done");
    case Told::Transfer::State::Failed:
        return s("failed");
    case Told::Transfer::State::Stopped:
        break;
    }
    return s("stopped");
}

QString requestName(Told::Request what)
{
    switch (what) {
    case Told::Request::Name:
        return s("name");
    case Told::Request::Join:
        return s("join");
    case Told::Request::Leave:
        return s("leave");
    case Told::Request::Invite:
        return s("invite");
    case Told::Request::Who:
        return s("who");
    case Told::Request::Rooms:
        return s("rooms");
    case Told::Request::Older:
    case Told::Request::Newer:
        return s("history");
    case Told::Request::Search:
        return s("search");
    case Told::Request::Marks:
        return s("marks");
    case Told::Request::Direct:
        break;
    }
    return s("direct");
}

QJsonArray listed(const std::vector<Told::ListedRoom> &rooms)
{
    QJsonArray list;
    for (const Told::ListedRoom &room : rooms)
        list.append(QJsonObject{
            {s("name"), room.name}, {s("members"), room.members}, {s("last"), number(room.last)}});
    return list;
}

void print(const Told::Welcome &e)
{
    printEvent(s("welcome"), {{s("name"), e.name},
                              {s("wanted"), e.wanted},
                              {s("server"), e.server},
                              {s("history"), e.hasHistory},
                              {s("directs"), e.hasDirects},
                              {s("files"), e.hasFiles},
                              {s("rooms"), listed(e.rooms)},
                              {s("count"), e.roomCount}});
}

void print(const Told::NameRefused &e)
{
    printEvent(s("refused"), {{s("what"), s("name")}, {s("name"), e.name}, {s("code"), e.code}});
}

void print(const Told::Lost &e)
{
    QJsonObject fields{{s("reason"), e.reason}, {s("again"), e.mayReconnect}};
    if (e.retryAfterSeconds)
        fields.insert(s("retryAfter"), *e.retryAfterSeconds);
    printEvent(s("lost"), fields);
}

void print(const Told::ServerError &e)
{
    printEvent(s("complaint"), {{s("code"), e.code}, {s("text"), e.text}});
}

void print(const Told::Announcement &e)
{
    printEvent(s("announcement"), {{s("text"), e.text}, {s("at"), timeText(e.millis)}});
}

void print(const Told::Lag &e)
{
    constexpr double kMicrosPerMs = 1000;
    printEvent(s("lag"), {{s("ms"), static_cast<double>(e.time.count()) / kMicrosPerMs}});
}

void print(const Told::RoomJoined &e)
{
    printEvent(s("joined"), {{s("room"), e.room},
                             {s("topic"), e.topic},
                             {s("members"), QJsonArray::fromStringList(e.members)},
                             {s("count"), e.memberCount},
                             {s("private"), e.isPrivate},
                             {s("keepDays"), e.keepDays},
                             {s("away"), QJsonArray::fromStringList(e.away)}});
}

void print(const Told::RoomRules &e)
{
    printEvent(s("rules"), {{s("room"), e.room}, {s("keepDays"), e.keepDays}});
}

void print(const Told::RoomRefused &e)
{
    printEvent(s("refused"),
               {{s("what"), s("join")}, {s("room"), e.room}, {s("code"), e.code}, {s("text"), e.text}});
}

void print(const Told::RoomLeft &e)
{
    printEvent(s("left"), {{s("room"), e.room}});
}

void print(const Told::RoomList &e)
{
    printEvent(s("rooms"), {{s("rooms"), listed(e.rooms)}, {s("count"), e.count}});
}

void print(const Told::Members &e)
{
    printEvent(s("people"), {{s("room"), e.room},
                             {s("members"), QJsonArray::fromStringList(e.members)},
                             {s("count"), e.count},
                             {s("away"), QJsonArray::fromStringList(e.away)}});
}

void print(const Told::Presence &e)
{
    printEvent(e.isHere ? s("came") : s("went"), {{s("room"), e.room}, {s("name"), e.name}});
}

void print(const Told::Away &e)
{
    printEvent(s("away"),
               {{s("name"), e.name}, {s("away"), e.isAway}, {s("text"), e.text}, {s("own"), e.isOwn}});
}

void print(const Told::Renamed &e)
{
    printEvent(s("renamed"), {{s("from"), e.from}, {s("to"), e.to}, {s("own"), e.isOwn}});
}

void print(const Told::Typing &e)
{
    printEvent(s("typing"), {{s("room"), e.room}, {s("name"), e.name}});
}

void print(const Told::Invitation &e)
{
    printEvent(s("invitation"), {{s("room"), e.room}, {s("from"), e.from}});
}

void print(const Told::Invited &e)
{
    printEvent(s("invited"), {{s("room"), e.room}, {s("name"), e.name}});
}

QJsonObject fieldsOf(const Told::Said &e)
{
    QJsonObject fields{{s("room"), e.room},
                       {s("seq"), number(e.entry.seq)},
                       {s("kind"), kindName(e.entry.kind)},
                       {s("name"), e.entry.from},
                       {s("text"), e.entry.text},
                       {s("of"), number(e.entry.of)},
                       {s("id"), e.entry.id},
                       {s("at"), timeText(e.entry.millis)},
                       {s("deleted"), e.entry.isDeleted},
                       {s("replay"), e.isReplay},
                       {s("own"), e.isOwn},
                       {s("mention"), e.mentionsMe}};
    if (e.entry.file)
        fields.insert(s("file"),
                      QJsonObject{{s("name"), e.entry.file->name},
                                  {s("size"), e.entry.file->bytes},
                                  {s("sha256"), QString::fromLatin1(e.entry.file->sha256.toHex())}});
    return fields;
}

void print(const Told::Said &e)
{
    printEvent(s("said"), fieldsOf(e));
}

void print(const Told::SearchResult &e)
{
    for (const Told::Said &hit : e.hits) {
        QJsonObject fields = fieldsOf(hit);
        if (!hit.entry.to.isEmpty())
            fields.insert(s("to"), hit.entry.to);
        printEvent(s("hit"), fields);
    }
    printEvent(s("found"), {{s("count"), static_cast<qint64>(e.hits.size())}, {s("more"), e.next > 0}});
}

void print(const Told::Gone &e)
{
    printEvent(s("gone"), {{s("room"), e.room}, {s("first"), number(e.from)}, {s("last"), number(e.to)}});
}

void print(const Told::Restarted &e)
{
    printEvent(s("restarted"), {{s("room"), e.room}});
}

void print(const Told::RoomCounts &e)
{
    printEvent(s("unread"), {{s("room"), e.room},
                             {s("count"), e.unread},
                             {s("mentions"), e.mentions},
                             {s("read"), number(e.read)}});
}

void print(const Told::Own &e)
{
    QJsonObject fields{{s("id"), e.item.id},
                       {s("room"), e.item.room},
                       {s("kind"), kindName(e.item.kind)},
                       {s("text"), e.item.text},
                       {s("state"), stateName(e.state)}};
    if (!e.code.isEmpty())
        fields.insert(s("code"), e.code);
    if (e.state == Told::Own::State::Saved) {
        fields.insert(s("seq"), number(e.seq));
        fields.insert(s("at"), timeText(e.millis));
    }
    printEvent(s("own"), fields);
}

void print(const Told::Direct &e)
{
    printEvent(s("direct"), {{s("from"), e.from},
                             {s("to"), e.to},
                             {s("text"), e.text},
                             {s("at"), timeText(e.millis)},
                             {s("seq"), static_cast<qint64>(e.seq)},
                             {s("replay"), e.isReplay},
                             {s("own"), e.isOwn}});
}

void print(const Told::DirectSent &e)
{
    printEvent(s("delivered"), {{s("id"), e.id}, {s("to"), e.to}, {s("at"), timeText(e.millis)}});
}

void print(const Told::RequestFailed &e)
{
    printEvent(s("refused"), {{s("what"), requestName(e.what)},
                              {s("id"), e.id},
                              {s("room"), e.room},
                              {s("name"), e.name},
                              {s("code"), e.code},
                              {s("text"), e.text}});
}

void print(const Told::OlderPage &) {}

void print(const Told::Transfer &e)
{
    const bool isUpload = e.way == Told::Transfer::Way::Upload;
    QJsonObject fields{{s("id"), e.id},     {s("way"), isUpload ? s("up") : s("down")},
                       {s("room"), e.room}, {s("state"), stateName(e.state)},
                       {s("name"), e.name}, {s("size"), e.bytes},
                       {s("done"), e.done}, {s("path"), e.path}};
    if (!e.code.isEmpty())
        fields.insert(s("code"), e.code);
    if (e.seq > 0)
        fields.insert(s("seq"), number(e.seq));
    if (isUpload && e.state == Told::Transfer::State::Done)
        fields.insert(s("at"), timeText(e.millis));
    printEvent(s("transfer"), fields);
}
void print(const Told::Discarded &) {}

} // namespace

void printEvent(const QString &event, QJsonObject fields)
{
    fields.insert(s("event"), event);
    fields.insert(s("time"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    const QByteArray line = QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fflush(stdout);
}

QString failureName(Net::SocketClient::Failure failure)
{
    return QString::fromLatin1(
               QMetaEnum::fromType<Net::SocketClient::Failure>().valueToKey(static_cast<int>(failure)))
        .toLower();
}

void printEvent(const Core::ClientEvent &event)
{
    std::visit([](const auto &one) { print(one); }, event);
}

} // namespace Chalkwire::App
