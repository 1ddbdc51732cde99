// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace Chalkwire {

/// What keeps bytes from being clean UTF-8 text.
enum class TextFault : quint8 {
    None,
    InvalidUtf8,  ///< a byte that cannot stand there
    CutCharacter, ///< the bytes end in the middle of a character
    Nul,          ///< a zero byte
};
QString textFaultName(TextFault fault);

/// Bytes read as UTF-8: always some text, and where the first fault is. Shape: U+FFFD per maximal invalid
/// part.
struct DecodedText
{
    QString text;
    TextFault fault = TextFault::None;
    qint64 faultOffset = -1; ///< bytes from the start, -1 without a fault
};
/// Total: any bytes give a value. Cost: O(bytes).
DecodedText decodeText(QByteArrayView bytes);
/// How many bytes from the front are ASCII characters other than zero: most text, and quickly decoded.
qsizetype asciiLength(QByteArrayView bytes);

/// Text as it may be shown in one line of any label, log or terminal: C0, C1, DEL and line breaks as control
/// pictures or `<0x9b>`, bidi controls as `<U+202E>`, unpaired surrogates as U+FFFD. Never longer than
/// `maxCharacters` (then ends in …).
QString visibleText(QStringView text, qsizetype maxCharacters = 4096);
QString visibleText(const QString &text,
                    qsizetype maxCharacters = 4096); ///< shares it where it is so already

/// Whether it has no control characters but tabs and line feeds: what people may say in a chat.
bool isPlainText(QStringView text);

/// "48 65 6c": two lower-case digits a byte.
QString toHex(QByteArrayView bytes);
/// Reads "48 65", "48:65", "4865", "0x48,0x65", `\x48\x65`. Errors: BadBytes with the position of the first
/// character that does not fit.
Result<QByteArray> fromHex(QStringView text);
/// Reads text with the escapes \n \r \t \0 \\ \xNN; everything else is UTF-8. Errors: BadBytes with the
/// position.
Result<QByteArray> fromEscapedText(QStringView text);
/// A way back from bytes to what fromEscapedText reads.
QString toEscapedText(QByteArrayView bytes);

/// 1234 -> "1.2 KiB"; below 1024 "512 B". Not localised: for logs and tests.
QString byteCount(qint64 bytes);

} // namespace Chalkwire
