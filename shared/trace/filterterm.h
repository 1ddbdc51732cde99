// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

namespace Chalkwire::Trace {

/// One condition of a TrafficFilter, as a plain value that the parser fills. Which members count depends on
/// `kind`.
struct FilterTerm
{
    enum class Kind : quint8 {
        Bytes,       ///< `bytes` occur, ASCII letters in any case (`bytes` is lower case)
        Text,        ///< `text` occurs in the decoded text, in any case; made by textTerm()
        Hex,         ///< `bytes` occur exactly
        From,        ///< `text` or `number` is the client, and it sent this
        To,          ///< ... and it got this
        Client,      ///< ... either way
        Room,        ///< `text`
        RecordKind,  ///< `value`
        Event,       ///< opened or closed
        Type,        ///< `value`
        Direction,   ///< `value`; chunks and frames only
        Transport,   ///< `value`
        LengthAbove, ///< more than `number` bytes
        LengthBelow,
        LengthAtLeast,
        LengthAtMost,
        LengthIs,
        AnyFault,
        Fault, ///< `value`
        AnyReason,
        Reason, ///< `value`
    };
    Kind kind = Kind::Bytes;
    quint8 value = 0;   ///< of the enum that `kind` names
    quint64 number = 0; ///< a length, or a ConnectionId (kNoConnection: the text is no number)
    QString text;
    QByteArray bytes;

    bool matches(const Record &record) const;
};

/// The term that looks for `words` in the text, in the cheapest way that finds the same.
FilterTerm textTerm(QStringView words);

} // namespace Chalkwire::Trace
