// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Chalkwire::App {

inline constexpr int kReportMs = 33;               ///< at most 30 reports a second, docs/adr/0003-threads.md
inline constexpr qsizetype kPendingNotices = 1000; ///< likewise; more are counted
inline constexpr qint64 kPendingLineBytes =
    4 * 1024 * 1024; ///< lines a stalled window has not taken; past them the client stops reading
inline constexpr qint64 kPendingBytes =
    16 * 1024 * 1024; ///< what a stalled window may cost before records are dropped

} // namespace Chalkwire::App
