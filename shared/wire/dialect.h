// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <QtGlobal>

namespace Chalkwire::Wire {

/// What a connection speaks. docs/protocol.md §2.
enum class Dialect : quint8 {
    Undecided, ///< too few bytes yet
    Guide,     ///< the tutorial's: one recv of at most 1024 bytes is one request
    Line,      ///< lines ending in LF or CRLF
    Chat,      ///< Chalkwire protocol 1: JSON headers and payloads
    Http,      ///< answered with one page
    Tls,       ///< refused with an alert
    Raw,       ///< nothing is decoded (client only)
};
/// "undecided", "guide", "line", "chat", "http", "tls", "raw": stable, for logs and JSON.
QStringView dialectName(Dialect dialect);

} // namespace Chalkwire::Wire
