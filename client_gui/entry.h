// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/peer.h"
#include "base/text.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace Chalkwire::ClientGui {

/// What a row of the conversation is.
enum class EntryKind : quint8 {
    Mine,   ///< we sent it
    Answer, ///< the server's answer to us
    Other,  ///< somebody else in a room
    Notice, ///< a line of the server that is no message
    Bytes,  ///< raw kind: what one read returned
    Event,  ///< the connection itself: see SessionEvent
};

enum class SessionEvent : quint8 {
    None,
    Connected,
    FinishedSending,
    Ended,  ///< `reason` says why
    Failed, ///< a further try to connect did not succeed
};

/// One row of the conversation. Plain value; all texts come from peers and are shown as plain text only.
struct Entry
{
    qint64 wallMicros = 0; ///< µs since 1970-01-01 UTC
    EntryKind kind = EntryKind::Answer;
    bool isRaw = false; ///< shown as bytes: text and hex
    QString name;       ///< Other: the sender
    QString room;       ///< Other: where
    QString text;       ///< decoded, invalid parts as U+FFFD
    QByteArray bytes;
    TextFault fault = TextFault::None;
    qint64 faultOffset = -1;
    SessionEvent event = SessionEvent::None;
    CloseReason reason = CloseReason::None; ///< SessionEvent::Ended
    QString target;                         ///< Event: "127.0.0.1:8000"

    /// Bytes of memory the model counts for it.
    qint64 cost() const;
};

/// How a text is shown: every line on its own, control characters as pictures, bounded. With `markBreaks` a
/// line end is also shown as its picture (raw kind, where it is data). Shape: lines parted by U+2028.
QString shownText(QStringView text, bool markBreaks);
/// "48 65 6c", bounded; `*more` is the number of bytes left out.
QString shownHex(const QByteArray &bytes, qsizetype *more);

inline constexpr qsizetype kMaxShownCharacters = 8 * 1024;
inline constexpr qsizetype kMaxShownLines = 200;
inline constexpr qsizetype kMaxShownHexBytes = 256;

} // namespace Chalkwire::ClientGui

Q_DECLARE_METATYPE(Chalkwire::ClientGui::Entry)
