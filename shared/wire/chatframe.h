// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace Chalkwire::Wire {

/// A header of the chat dialect: `type`, then what `fill(JsonWriter &)` writes. docs/protocol.md §9.1
template<class Fill>
QByteArray chatFrame(const char *type, Fill fill)
{
    QByteArray frame;
    JsonWriter writer(frame);
    writer.ascii("type", type);
    fill(writer);
    writer.end();
    frame += '\n';
    return frame;
}

// What the server tells without being asked, docs/protocol.md §9.3 and §9.4. Times are ms since 1970 UTC.
inline QByteArray presenceFrame(const char *type, QStringView room, QStringView name)
{
    return chatFrame(type, [&](JsonWriter &w) {
        w.text("room", room);
        w.text("name", name);
    });
}
inline QByteArray renamedFrame(QStringView from, QStringView to)
{
    return chatFrame("renamed", [&](JsonWriter &w) {
        w.text("from", from);
        w.text("to", to);
    });
}
inline QByteArray messageFrame(QStringView room, QStringView from, QStringView text, qint64 timeMs)
{
    return chatFrame("message", [&](JsonWriter &w) {
        w.text("room", room);
        w.text("from", from);
        w.text("text", text);
        w.number("time", timeMs);
    });
}
inline QByteArray awayFrame(QStringView name, bool isAway, QStringView text)
{
    return chatFrame("away", [&](JsonWriter &w) {
        w.text("name", name);
        w.flag("away", isAway);
        if (!text.isEmpty())
            w.text("text", text);
    });
}
/// Of the operator: §9.11.
inline QByteArray removedFrame(QStringView room)
{
    return chatFrame("removed", [&](JsonWriter &w) { w.text("room", room); });
}
inline QByteArray rulesFrame(QStringView room, qint64 keepDays)
{
    return chatFrame("rules", [&](JsonWriter &w) {
        w.text("room", room);
        w.number("keep_days", keepDays);
    });
}
inline QByteArray typingFrame(QStringView room, QStringView from)
{
    return chatFrame("typing", [&](JsonWriter &w) {
        w.text("room", room);
        w.text("from", from);
    });
}

} // namespace Chalkwire::Wire
