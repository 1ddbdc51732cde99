// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Chalkwire::Ui {

/// The 4 px grid of all windows, in device-independent pixels.
inline constexpr int kGrid = 4;
inline constexpr int kTightMargin = 4;
inline constexpr int kMargin = 8;     ///< inside a group
inline constexpr int kGroupGap = 12;  ///< between groups
inline constexpr int kIconSize = 20;  ///< of tool buttons and list rows
inline constexpr int kRowPadding = 4; ///< above and below the text of a table row

} // namespace Chalkwire::Ui
