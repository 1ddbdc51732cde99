// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/effects.h"

#include <algorithm>
#include <limits>

namespace Chalkwire::App {

/// Tells for one stream how its reads and its messages fall together: reads keep no message boundaries.
/// Plain value, no thread of its own.
class ReadTally
{
public:
    /// The read of `size` bytes at stream offset `offset` led to `effects`. Returns how many messages end in
    /// it; a payload counts for nothing.
    template<class Effect>
    quint16 countRead(quint64 offset, qsizetype size, const std::vector<Effect> &effects)
    {
        countRead(offset + static_cast<quint64>(size));
        const auto ended = std::ranges::count_if(effects, [offset](const Effect &effect) {
            const auto *frame = std::get_if<Core::FrameSeen>(&effect);
            return frame && endOf(*frame) > offset;
        });
        return static_cast<quint16>(std::min<qsizetype>(ended, kMost));
    }
    /// Over how many reads this message came. `streamEnd`: the offset behind the last byte read. Messages are
    /// told in their order.
    quint16 countFrame(const Core::FrameSeen &frame, quint64 streamEnd);

private:
    static constexpr qsizetype kMost = std::numeric_limits<quint16>::max();

    static quint64 endOf(const Core::FrameSeen &frame)
    {
        return frame.offset + static_cast<quint64>(frame.bytes.size());
    }
    void countRead(quint64 end);

    quint64 m_payloadEnd = 0; ///< of the last message
    quint16 m_reads =
        0; ///< since the last message ended, the read it ended in included if bytes of it remain
};

} // namespace Chalkwire::App
