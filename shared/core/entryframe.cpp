// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/entryframe.h"

#include "base/text.h"
#include "wire/chatframe.h"

namespace Chalkwire::Core {

namespace {

const char *typeOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Post:
        return "message";
    case EntryKind::Edit:
        return "edited";
    case EntryKind::Delete:
        return "deleted";
    case EntryKind::React:
        return "reaction";
    case EntryKind::Topic:
        return "topic";
    }
    return "entry"; // of a newer version's history: counts, says nothing
}

} // namespace

QByteArray entryFrame(const QString &room, const Entry &entry, EntryUse use, bool isOwn)
{
    return Wire::chatFrame(use == EntryUse::Hit ? "hit" : typeOf(entry.kind), [&](JsonWriter &w) {
        w.text("room", room);
        w.number("seq", entry.seq);
        w.text("from", entry.from);
        if (!entry.to.isEmpty())
            w.text("to", entry.to);
        if (entry.kind != EntryKind::Delete && !entry.isDeleted)
            w.text("text", entry.text);
        w.number("time", entry.millis);
        if (entry.of != 0)
            w.number(entry.kind == EntryKind::Post ? "re" : "of", entry.of);
        if (entry.file) {
            JsonWriter file(w.startField("file"));
            file.text("name", entry.file->name);
            file.number("size", entry.file->bytes);
            file.ascii("sha256", entry.file->sha256.toHex());
            file.end();
        }
        if (entry.changedBy != 0)
            w.number(entry.isDeleted ? "deleted" : "edited", entry.changedBy);
        if (use == EntryUse::Replay)
            w.flag("replay", true);
        if (isOwn)
            w.flag("own", true);
    });
}

QByteArray directFrame(const Entry &entry, quint64 seq, bool isOwn, EntryUse use)
{
    return Wire::chatFrame("direct", [&](JsonWriter &w) {
        if (seq != 0) {
            w.text("room", kInbox);
            w.number("seq", seq);
        }
        w.text("from", entry.from);
        w.text("to", entry.to);
        w.text("text", entry.text);
        w.number("time", entry.millis);
        if (isOwn)
            w.flag("own", true);
        if (use == EntryUse::Replay)
            w.flag("replay", true);
    });
}

QByteArray entryLine(const QString &room, const Entry &entry, qsizetype maxCharacters)
{
    const QString text = visibleText(entry.text, maxCharacters);
    const auto said = [&](const char *pattern) {
        return QString::fromLatin1(pattern).arg(room, entry.from, text).toUtf8();
    };
    switch (entry.kind) {
    case EntryKind::Post:
        if (entry.file)
            return QStringLiteral("* %1 gives a file in %2: %3 (%4)\n")
                .arg(entry.from, room, visibleText(entry.file->name), byteCount(entry.file->bytes))
                .toUtf8();
        return postLine(room, entry.from, text);
    case EntryKind::Edit:
        return said("* %2 corrects in %1: %3\n");
    case EntryKind::Delete:
        return QStringLiteral("* %2 takes something back in %1\n").arg(room, entry.from).toUtf8();
    case EntryKind::React:
        return said("* %2 reacts in %1: %3\n");
    case EntryKind::Topic:
        return said("* %2 sets the topic of %1: %3\n");
    }
    return {};
}

QByteArray postLine(const QString &room, const QString &from, const QString &text)
{
    QString line; // of all lines the most frequent
    line.reserve(room.size() + from.size() + text.size() + 6);
    line += u'[';
    line += room;
    line += u"] ";
    line += from;
    line += u": ";
    line += text;
    line += u'\n';
    return line.toUtf8();
}

QByteArray invitationFrame(const QString &room, const QString &from)
{
    return Wire::chatFrame("invitation", [&](JsonWriter &w) {
        w.text("room", room);
        w.text("from", from);
    });
}

} // namespace Chalkwire::Core
