// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/frametype.h"
#include "base/limits.h"
#include "wire/fieldmeaning.h"

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace Chalkwire::Wire {

/// One field of a frame: where it stands, what it says, what it is for.
struct FrameField
{
    int parent = -1; ///< the list or object that it is in: an index below its own; -1: the frame
    FieldKind kind = FieldKind::Text;
    FieldMeaning meaning = FieldMeaning::Unknown;
    bool isWrongKind = false; ///< docs/protocol.md has another kind of value here
    QString name;             ///< its key; empty: an item of a list, or a part of a line
    qsizetype start = 0;      ///< in the frame's bytes: of its key, or of its value where it has none
    qsizetype length = 0;     ///< to the end of its value
    QString text;             ///< Text: what it says, unescaped; Number and Flag: as it is written
    qsizetype items = 0;      ///< List, Object: how many are in it
};

/// A frame taken apart for people to read. What is wrong with it does not hide what comes before.
struct FrameFields
{
    static constexpr std::size_t kMaxFields = 1000;
    static constexpr int kMaxDepth = 32; ///< past what a header may have, for servers that lift the limit

    std::vector<FrameField> fields; ///< in the order of their bytes; a list or object before what is in it
    QString type;                   ///< of a chat frame; empty: it has none
    QString section;                ///< of docs/protocol.md, where such frames are described: "9.4"
    qsizetype left = 0;             ///< fields beyond kMaxFields or kMaxDepth
    std::optional<Error> error;     ///< the rule of docs/protocol.md §9.1 that is broken, and at which byte
};

/// Takes a chat frame apart: a header, with its LF or without, and what there is of its payload.
/// Total: any bytes give some fields or an error. Errors: as ChatDecoder, each with the position of the first
/// byte that is wrong. Thread: any. Cost: O(bytes).
FrameFields chatFields(QByteArrayView frame, const Limits &limits);

/// Takes apart what is said in the tutorial's protocol or by lines: a request, a line, a command or an
/// answer, with its line end or without. docs/protocol.md §3, §4. Total. Errors: LineTooLong.
FrameFields lineFields(QByteArrayView frame, FrameType type, const Limits &limits);

/// The one of the two that fits; nothing for frames that have no fields (HTTP, TLS, raw bytes).
std::optional<FrameFields> frameFields(QByteArrayView frame, FrameType type, const Limits &limits);

} // namespace Chalkwire::Wire
