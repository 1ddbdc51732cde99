// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clientframe.h"

#include "wire/chatframe.h"

namespace Chalkwire::Core {

namespace {

constexpr int kProtocol = 1;

const char *typeOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Post:
        return "post";
    case EntryKind::Edit:
        return "edit";
    case EntryKind::Delete:
        return "delete";
    case EntryKind::React:
        return "react";
    case EntryKind::Topic:
        return "topic";
    }
    return "";
}

void optionalText(JsonWriter &w, const char *key, const QString &text)
{
    if (!text.isEmpty())
        w.text(key, text);
}

} // namespace

QByteArray helloFrame(const QString &name, const QString &secret)
{
    return Wire::chatFrame("hello", [&](JsonWriter &w) {
        w.number("protocol", kProtocol);
        optionalText(w, "name", name);
        optionalText(w, "client", secret);
    });
}

QByteArray joinFrame(const QString &id, const QString &room, std::optional<quint64> since, bool isPrivate)
{
    return Wire::chatFrame("join", [&](JsonWriter &w) {
        w.text("id", id);
        w.text("room", room);
        if (since)
            w.number("since", *since);
        if (isPrivate)
            w.flag("private", true);
    });
}

QByteArray outboxFrame(const OutboxItem &item)
{
    if (isInbox(item.room))
        return directFrame(item.id, item.room.mid(kInbox.size()), item.text);
    return Wire::chatFrame(typeOf(item.kind), [&](JsonWriter &w) {
        w.text("id", item.id);
        w.text("room", item.room);
        if (item.of > 0)
            w.number(item.kind == EntryKind::Post ? "re" : "of", item.of);
        if (item.kind != EntryKind::Delete)
            w.text("text", item.text);
    });
}

QByteArray directFrame(const QString &id, const QString &to, const QString &text)
{
    return Wire::chatFrame("direct", [&](JsonWriter &w) {
        w.text("id", id);
        w.text("to", to);
        w.text("text", text);
    });
}

QByteArray historyFrame(const QString &id, const QString &room, const char *direction, quint64 seq,
                        qint64 count)
{
    return Wire::chatFrame("history", [&](JsonWriter &w) {
        w.text("id", id);
        w.text("room", room);
        w.number(direction, seq);
        w.number("count", count);
    });
}

QByteArray offerFrame(const KeptUpload &upload)
{
    return Wire::chatFrame("offer", [&](JsonWriter &w) {
        w.text("id", upload.id);
        w.text("room", upload.room);
        w.text("name", upload.name);
        w.number("size", upload.bytes);
        w.ascii("sha256", upload.sha256.toHex());
        if (upload.re > 0)
            w.number("re", upload.re);
    });
}

QByteArray chunkFrame(const QString &id, qint64 offset, qint64 bytes)
{
    return Wire::chatFrame("chunk", [&](JsonWriter &w) {
        w.text("id", id);
        w.number("offset", offset);
        w.number("bytes", bytes);
    });
}

QByteArray fetchFrame(const QString &id, const QString &room, quint64 of, qint64 offset)
{
    return Wire::chatFrame("fetch", [&](JsonWriter &w) {
        w.text("id", id);
        w.text("room", room);
        w.number("of", of);
        if (offset > 0)
            w.number("offset", offset);
    });
}

QByteArray searchFrame(const QString &id, const QString &text, quint64 before)
{
    return Wire::chatFrame("search", [&](JsonWriter &w) {
        w.text("id", id);
        w.text("text", text);
        if (before > 0)
            w.number("before", before);
    });
}

QByteArray setAwayFrame(bool isAway, const QString &text)
{
    return Wire::chatFrame("away", [&](JsonWriter &w) {
        w.flag("away", isAway);
        optionalText(w, "text", text);
    });
}

QByteArray readFrame(const QString &room, quint64 seq)
{
    return Wire::chatFrame("read", [&](JsonWriter &w) {
        w.text("room", room);
        w.number("seq", seq);
    });
}

QByteArray plainFrame(const char *type, const QString &id, const QString &room, const QString &name)
{
    return Wire::chatFrame(type, [&](JsonWriter &w) {
        optionalText(w, "id", id);
        optionalText(w, "room", room);
        optionalText(w, "name", name);
    });
}

} // namespace Chalkwire::Core
