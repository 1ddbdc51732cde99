// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/limits.h"
#include "core/effects.h"
#include "wire/linedecoder.h"

namespace Chalkwire::Core {

/// What the client speaks. Raw: bytes as typed, to any TCP server. Chat: see ChatClientCore.
enum class ClientKind : quint8 { Tutorial, Line, Raw, Chat };

/// All behaviour of a client that is no Chat, without I/O, for one connection: make a new one for the next.
/// docs/protocol.md. Effects: Send, FrameSeen and Send have connection 1. Said lines are for the window.
/// Bounds: Limits (maxGuideRequestBytes, maxLineBytes). A hostile server cannot make it hold more than one
/// line. Thread: any one.
class ClientCore
{
public:
    static constexpr ConnectionId kConnection = 1;

    ClientCore(ClientKind kind, const Limits &limits);

    /// `nick` and `room` (line kind) are sent as /nick and /join when not empty.
    void opened(const QString &nick, const QString &room, Effects &effects);
    void received(const QByteArray &chunk, Effects &effects);
    void finished(Effects &effects); ///< the server ended its side
    /// Errors: TooLong (tutorial: more than maxGuideRequestBytes, detail is the number of bytes),
    /// LineTooLong; nothing is sent then. An empty text sends nothing, except as an empty line.
    Result<bool> sendText(const QString &text, Effects &effects);
    void sendBytes(const QByteArray &bytes, Effects &effects);
    qint64 readSize() const; ///< bytes one read may return

private:
    void takeLine(const Wire::Frame &frame, Effects &effects);
    void say(Said::Who who, const QByteArray &bytes, Effects &effects);

    ClientKind m_kind;
    Limits m_limits;
    Wire::LineDecoder m_lines;
    quint64 m_offset = 0; ///< bytes received
    bool m_isOver = false;
};

} // namespace Chalkwire::Core
