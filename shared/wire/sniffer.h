// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "wire/dialect.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Chalkwire::Wire {

/// Decides from the first bytes of a connection what it speaks. Owns no timer: it says how long it may be
/// kept waiting, the owner calls expire(). docs/protocol.md §2 has the rules:
///   TLS    16 03 0x .. .. 01: a ClientHello
///   HTTP   METHOD SP target SP HTTP/1.x or HTTP/2.0, then a line end
///   chat   a first line that begins with { and has "type" and "hello" in it
///   line   the bytes so far end in LF
///   guide  everything else, at once, unless the bytes are a strict prefix of TLS, HTTP or chat, or hold an
///   LF that is not
///          their last byte: then more bytes, sniffPrefixMs or the end of the stream decide.
/// Limits: decides at the latest when it holds maxHttpHeaderBytes. Total: no bytes are an error.
class Sniffer
{
public:
    explicit Sniffer(const Limits &limits)
        : m_maxBytes(limits.maxHttpHeaderBytes)
    {
    }

    /// nullopt: undecided, feed more or call expire() after limits.sniffPrefixMs from the first byte.
    std::optional<Dialect> feed(QByteArrayView bytes);
    Dialect expire() const; ///< nothing came in time
    Dialect finish() const; ///< the stream ended
    qsizetype buffered() const { return m_buffer.size(); }

private:
    QByteArray m_buffer;
    qint64 m_maxBytes;
};

} // namespace Chalkwire::Wire
