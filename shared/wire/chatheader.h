// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArrayView>
#include <QJsonObject>

namespace Chalkwire::Wire {

/// Reads the header of a chat frame: one JSON object (RFC 8259) in UTF-8, without its LF. docs/protocol.md
/// §9.1 Beyond what JSON asks: no byte order mark, at most `maxDepth` objects and arrays within each other (0
/// = no bound), no key twice in one object, no U+0000 and no unpaired surrogate, written out or as \uXXXX.
/// Total: any bytes give an object or an error. Errors: BadJson, TooDeep, DuplicateKey, InvalidText; position
/// in bytes where known. Thread: any. Cost: O(bytes).
Result<QJsonObject> readChatHeader(QByteArrayView line, qint64 maxDepth);

} // namespace Chalkwire::Wire
