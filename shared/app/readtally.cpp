// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/readtally.h"

#include <algorithm>
#include <limits>

namespace Chalkwire::App {

namespace {

constexpr qsizetype kMost = std::numeric_limits<quint16>::max();

quint64 endOf(const Core::FrameSeen &frame)
{
    return frame.offset + static_cast<quint64>(frame.bytes.size());
}

} // namespace

quint16 ReadTally::countRead(quint64 offset, const Core::Effects &effects)
{
    if (m_reads < kMost)
        ++m_reads;
    const auto ended = std::ranges::count_if(effects.items, [offset](const Core::Effect &effect) {
        const auto *frame = std::get_if<Core::FrameSeen>(&effect);
        return frame && endOf(*frame) > offset;
    });
    return static_cast<quint16>(std::min<qsizetype>(ended, kMost));
}

quint16 ReadTally::countFrame(const Core::FrameSeen &frame, quint64 streamEnd)
{
    // A tutorial request is one read, also when it was kept until the dialect was known and others came
    // after.
    const quint16 reads = frame.type == FrameType::Request ? quint16(1) : m_reads;
    m_reads = endOf(frame) < streamEnd ? 1 : 0;
    return reads;
}

} // namespace Chalkwire::App
