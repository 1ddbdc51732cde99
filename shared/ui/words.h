// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"
#include "wire/dialect.h"

#include <QString>

namespace Chalkwire::Ui {

/// What codes are called in the windows, translated. Everything that contains peer text is made visible and
/// bounded (visibleText) and is plain text: never give it to a rich-text sink.

/// Which end this program is: its reads are the other end's writes. Server until told otherwise; told once,
/// at start.
enum class Side : quint8 { Server, Client };
void setOwnSide(Side side);
/// Whether bytes of this direction are read by this program (else it writes them).
bool isRead(Direction direction);

QString directionArrow(Direction direction);               ///< "→" to the server, "←" to the client
QString directionWord(Direction direction);                ///< "client → server"
QString transportWord(Transport transport);                ///< "TCP"
QString dialectWord(Wire::Dialect dialect);                ///< "tutorial", "line", "deciding…"
QString frameTypeWord(FrameType type);                     ///< "request", "answer"
QString textFaultSentence(TextFault fault, qint64 offset); ///< "Byte 12 is not valid UTF-8"; empty for None
QString closeReasonSentence(CloseReason reason);           ///< "the client closed the connection"
/// What a parse error of the send box or the filter line means, in one sentence with the next step.
QString errorSentence(const Error &error);

/// Peer text for one line of a label, cell or tool tip: visibleText(), with control pictures that the
/// application's fonts cannot draw said in other signs (↵ for a line feed, <0x01>).
QString peerText(QStringView text, qsizetype maxCharacters = 4096);
/// The sign for a control character 0x00 to 0x1f or 0x7f.
QString controlSign(quint8 value);

QString recordWhat(const Trace::Record &record);    ///< "chunk", "request", "opened"
QString recordClient(const Trace::Record &record);  ///< "3 ana", or "4 clients" for a broadcast
QString recordSummary(const Trace::Record &record); ///< one line: the text, or what happened
/// One sentence for a screen reader: "Client 3, ana, sent 5 bytes: hello".
QString recordSentence(const Trace::Record &record);

/// Peer text for a tool tip or another place that guesses rich text: escaped, so that it is shown as it is.
QString plainToolTip(const QString &text);

} // namespace Chalkwire::Ui
