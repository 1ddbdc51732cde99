// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Chalkwire {

/// What a frame is. Chunks and events have None.
enum class FrameType : quint8 {
    None,
    Request, ///< a tutorial client's request
    Line,    ///< a line of text
    Command, ///< a line that starts with /
    Chat,    ///< a chat client's frame
    Answer,  ///< accepted, closed, a command's or a chat frame's answer
    Push,    ///< sent without being asked: somebody else's message, a notice, the operator's text
    HttpRequest,
    HttpPage,
    TlsHello,
    Raw, ///< bytes whose dialect is unknown: the operator's hex, the client's raw kind
};

} // namespace Chalkwire
