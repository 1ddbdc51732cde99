// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/effects.h"

namespace Chalkwire::App {

/// Tells for one stream how its reads and its messages fall together: reads keep no message boundaries.
/// Plain value, no thread of its own.
class ReadTally
{
public:
    /// The read that begins at stream offset `offset` led to `effects`. Returns how many messages end in it.
    quint16 countRead(quint64 offset, const Core::Effects &effects);
    /// Over how many reads this message came. `streamEnd`: the offset behind the last byte read. Messages are
    /// told in their order.
    quint16 countFrame(const Core::FrameSeen &frame, quint64 streamEnd);

private:
    quint16 m_reads =
        0; ///< since the last message ended, the read it ended in included if bytes of it remain
};

} // namespace Chalkwire::App
