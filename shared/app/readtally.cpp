// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/readtally.h"

namespace Chalkwire::App {

void ReadTally::countRead(quint64 end)
{
    if (end > m_payloadEnd && m_reads < kMost)
        ++m_reads;
}

quint16 ReadTally::countFrame(const Core::FrameSeen &frame, quint64 streamEnd)
{
    // A tutorial request is one read, also when it was kept until the dialect was known and others came
    // after.
    const quint16 reads = frame.type == FrameType::Request ? quint16(1) : m_reads;
    m_payloadEnd = endOf(frame) + static_cast<quint64>(frame.payload);
    m_reads = m_payloadEnd < streamEnd ? 1 : 0;
    return reads;
}

} // namespace Chalkwire::App
