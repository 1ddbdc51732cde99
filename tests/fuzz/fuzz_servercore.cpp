// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ServerCore fed by a hostile peer: every input is some clients, chunks, ends and pauses. Drives the sniffer,
// the line decoder, the HTTP reader and the commands too. Nothing may crash, and every wish must name a
// client we know.
#include "support/coreharness.h"

#include <cstdint>
#include <cstdlib>

using namespace Chalkwire;

namespace {

Limits smallLimits()
{
    Limits limits;
    limits.maxLineBytes = 64; // within reach of short inputs
    limits.maxHttpHeaderBytes = 96;
    limits.maxRooms = 3;
    return limits;
}

/// One operation: what and for whom in the first byte, how many bytes follow in the second.
void apply(Test::CoreHarness &h, quint8 what, const QByteArray &bytes)
{
    const ConnectionId id = 1 + (what >> 3) % 4;
    switch (what % 8) {
    case 0:
        (void)h.join();
        break;
    case 1:
        (void)h.finish(id);
        break;
    case 2:
        (void)h.leave(id);
        break;
    case 3:
        (void)h.pass(Millis(bytes.size() * 20));
        break;
    case 4:
        (void)h.join(Wire::Dialect::Line);
        break;
    case 5:
        (void)h.join(Wire::Dialect::Undecided, Transport::Udp);
        break;
    default:
        (void)h.feed(id, bytes);
        break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Test::CoreHarness h(smallLimits(), size % 2 == 1);
    (void)h.join();
    (void)h.join();
    QByteArrayView rest(data, static_cast<qsizetype>(size));
    while (rest.size() >= 2) {
        const auto what = static_cast<quint8>(rest[0]);
        const qsizetype length = qMin<qsizetype>(static_cast<quint8>(rest[1]), rest.size() - 2);
        apply(h, what, rest.sliced(2, length).toByteArray());
        rest = rest.sliced(2 + length);
    }
    for (const Core::FrameSeen &frame : h.frames) {
        if (frame.faultOffset >= frame.bytes.size())
            std::abort();
    }
    return 0;
}
