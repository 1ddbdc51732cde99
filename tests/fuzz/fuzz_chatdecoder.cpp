// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/chatdecoder.h"

#include <cstddef>
#include <cstdlib>

using namespace Chalkwire;
using namespace Chalkwire::Wire;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

struct Outcome
{
    QByteArray items; ///< all bytes of headers and payloads
    qsizetype headers = 0;
    ErrorCode error = ErrorCode::None;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome decode(QByteArrayView stream, qsizetype chunk)
{
    Limits limits;
    limits.maxHeaderBytes = 96; // within reach of short inputs
    limits.maxPayloadBytes = 48;
    limits.maxHeaderDepth = 4;
    ChatDecoder decoder(limits);
    Outcome outcome;
    for (qsizetype from = 0; from < stream.size(); from += chunk) {
        decoder.feed(stream.sliced(from, qMin(chunk, stream.size() - from)).toByteArray());
        for (auto next = decoder.next();; next = decoder.next()) {
            if (!next) {
                outcome.error = next.error().code;
                return outcome;
            }
            if (!*next)
                break;
            if (const auto *header = std::get_if<ChatHeader>(&**next)) {
                ++outcome.headers;
                outcome.items += header->bytes;
                require(header->payloadBytes <= limits.maxPayloadBytes);
            } else {
                outcome.items += std::get<ChatPayload>(**next).bytes.toByteArray();
            }
        }
        require(decoder.buffered() <= limits.maxHeaderBytes);
    }
    return outcome;
}

} // namespace

/// Input: a stream, and in its first byte how it is cut. The chunks make no difference.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView stream(data + 1, static_cast<qsizetype>(size) - 1);
    const Outcome whole = decode(stream, stream.size());
    require(whole == decode(stream, 1) && whole == decode(stream, 1 + data[0] % 64));
    return 0;
}
