// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/framefields.h"

namespace Chalkwire::Ui {

// What the fields of a frame are called and mean in the windows, translated. Peer text is made visible and is
// plain text, as in ui/words.h.

/// Its key, "[2]" for the third item of a list, or a word for a part of a line.
QString fieldName(const Wire::FrameField &field, qsizetype index);
/// "\"hello\"", "2026-11-23 10:41:07.123 +01:00 (1763890867123)", "3 items".
QString fieldValue(const Wire::FrameField &field);
QString fieldKindWord(Wire::FieldKind kind); ///< "text"
/// One sentence: what the field says. Of `type`: what such a frame does.
QString fieldSentence(const Wire::FrameField &field);
/// What frames of this type do; empty: no frame has it.
QString frameSentence(const QString &type);
/// Which rule of docs/protocol.md a frame breaks, and where.
QString ruleSentence(const Error &error);
/// Where docs/protocol.md describes the field: "§9.4".
QString fieldSection(const Wire::FrameField &field, const Wire::FrameFields &frame);

} // namespace Chalkwire::Ui
