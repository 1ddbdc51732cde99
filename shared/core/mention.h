// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace Chalkwire::Core {

/// Whether `text` speaks of `name`: as `@ana` or as a word, in any case, not inside another word or name
/// ("banana", "ana-maria"). Scripts that write without spaces have no words: there any place counts.
/// Total: any text. Cost: O(text).
bool mentions(QStringView text, QStringView name);

} // namespace Chalkwire::Core
