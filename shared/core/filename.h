// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace Chalkwire::Core {

inline constexpr qsizetype kMaxFileNameBytes = 200; ///< of UTF-8: every system takes 255, less its own suffix
inline constexpr qsizetype kMaxGivenNameBytes = 1024; ///< of what a peer gives as one

/// A name that a file may have on Linux, Windows and macOS, and that shows what it ends in. Total: any text
/// gives one. docs/protocol.md §9.10
/// What is mended: of a path the last part; NFC; no control, format (bidi, invisible) or unpaired character;
/// spaces of all kinds are one space; `< > : " | ? *` are `_`; none at the ends, no dot at the end; a `.`,
/// `-` or `~` at the beginning is `_`; the names of Windows' devices get a `_` before them; cut to
/// kMaxFileNameBytes before its extension. Nothing left: "file". Mended again it stays as it is.
QString safeFileName(QStringView name);

} // namespace Chalkwire::Core
