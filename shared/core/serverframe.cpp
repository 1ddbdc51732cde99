// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serverframe.h"

#include "core/filename.h"

#include <QJsonArray>

#include <algorithm>

namespace Chalkwire::Core {

namespace {

using Key = QLatin1StringView;

std::optional<EntryKind> kindOf(QStringView type)
{
    if (type == u"message" || type == u"hit" || type == u"direct")
        return EntryKind::Post;
    if (type == u"edited")
        return EntryKind::Edit;
    if (type == u"deleted")
        return EntryKind::Delete;
    if (type == u"reaction")
        return EntryKind::React;
    if (type == u"topic")
        return EntryKind::Topic;
    return std::nullopt;
}

/// None where it is not all there: the post is shown without it.
FileLink fileField(const QJsonObject &fields)
{
    const QJsonObject said = fields.value(Key("file")).toObject();
    const QString name = textField(said, Key("name"), kMaxGivenNameBytes);
    const qint64 bytes = numberField(said, Key("size"), -1);
    const QByteArray sha256 = sha256From(said.value(Key("sha256")).toString());
    if (name.isEmpty() || bytes < 0 || sha256.isEmpty())
        return {};
    return PostedFile{safeFileName(name), bytes, sha256, {}};
}

/// Whether it can be shown: somebody said it, and it is about something before it.
bool isSound(const Entry &entry, const QJsonObject &fields)
{
    const bool hasText =
        entry.kind == EntryKind::Delete || entry.isDeleted || fields.value(Key("text")).isString();
    const bool isAnswer = entry.of > 0 && entry.of < entry.seq;
    if (entry.from.isEmpty() || !hasText)
        return false;
    switch (entry.kind) {
    case EntryKind::Post:
        return true;
    case EntryKind::Topic:
        return entry.seq > 0;
    case EntryKind::Edit:
    case EntryKind::Delete:
    case EntryKind::React:
        return isAnswer;
    }
    return false;
}

} // namespace

QString textField(const QJsonObject &fields, QLatin1StringView key, qsizetype maxUnits)
{
    QString text = fields.value(key).toString();
    if (text.size() <= maxUnits)
        return text;
    const bool cutsPair = text.at(maxUnits - 1).isHighSurrogate();
    return text.left(cutsPair ? maxUnits - 1 : maxUnits);
}

qint64 numberField(const QJsonObject &fields, QLatin1StringView key, qint64 fallback)
{
    const qint64 number = fields.value(key).toInteger(-1);
    return number < 0 ? fallback : number;
}

quint64 seqField(const QJsonObject &fields, QLatin1StringView key)
{
    return static_cast<quint64>(numberField(fields, key));
}

QStringList namesField(const QJsonObject &fields, QLatin1StringView key)
{
    QStringList names;
    const QJsonArray items = fields.value(key).toArray();
    for (const auto &item : items) {
        const QString name = item.toString();
        if (names.size() < kMaxListed && !name.isEmpty() && name.size() <= kMaxNameUnits)
            names.append(name);
    }
    return names;
}

std::vector<Told::ListedRoom> roomsField(const QJsonObject &fields)
{
    std::vector<Told::ListedRoom> rooms;
    const QJsonArray items = fields.value(Key("rooms")).toArray();
    for (const auto &item : items) {
        const QJsonObject room = item.toObject();
        const QString name = room.value(Key("name")).toString();
        if (rooms.size() < kMaxListed && !name.isEmpty() && name.size() <= kMaxNameUnits)
            rooms.push_back({name, numberField(room, Key("members")), seqField(room, Key("last"))});
    }
    return rooms;
}

void ServerLimits::read(const QJsonObject &welcome)
{
    const QJsonObject said = welcome.value(Key("limits")).toObject();
    header = numberField(said, Key("header"), header);
    text = numberField(said, Key("text"), text);
    name = numberField(said, Key("name"), name);
    rooms = numberField(said, Key("rooms"), rooms);
    payload = numberField(said, Key("payload"), payload);
    file = numberField(said, Key("file"), file);
    transfers = numberField(said, Key("transfers"), transfers);
    page = numberField(said, Key("page"), page);
    pending = numberField(said, Key("pending"), pending);
}

EntryFrame readEntry(const Wire::ChatHeader &header)
{
    const QJsonObject &fields = header.fields;
    EntryFrame frame;
    frame.room = nameField(fields, Key("room"));
    frame.isReplay = fields.value(Key("replay")).toBool();
    if (frame.isReplay || header.type == Key("hit") || header.type == Key("direct"))
        frame.isOwn = fields.value(Key("own")).toBool();
    Entry &entry = frame.entry;
    entry.seq = seqField(fields, Key("seq"));
    const std::optional<EntryKind> kind = kindOf(header.type);
    const bool hasBadSeq = entry.seq == 0 && fields.contains(Key("seq"));
    if (!kind || hasBadSeq)
        return frame;
    entry.kind = *kind;
    entry.millis = numberField(fields, Key("time"));
    entry.from = nameField(fields, Key("from"));
    entry.to = nameField(fields, Key("to"));
    entry.of = seqField(fields, Key(*kind == EntryKind::Post ? "re" : "of"));
    entry.isDeleted = fields.contains(Key("deleted"));
    entry.changedBy = seqField(fields, Key(entry.isDeleted ? "deleted" : "edited"));
    if (*kind == EntryKind::Post && entry.of >= entry.seq)
        entry.of = 0; // what is said counts more than what it answers
    if (*kind == EntryKind::Post && !entry.isDeleted)
        entry.file = fileField(fields);
    if (!entry.isDeleted)
        entry.text = fields.value(Key("text")).toString();
    frame.isSound = isSound(entry, fields);
    return frame;
}

} // namespace Chalkwire::Core
