// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "wire/frame.h"

#include <optional>

namespace Chalkwire::Wire {

/// Collects one HTTP/1 request up to the empty line after its header (RFC 9112 §2.1), to be answered with one
/// page. The body, if any, is not read. Limits: header of at most `maxBytes` (0 = no bound). Errors:
/// HttpHeaderTooBig; then the reader is dead.
class HttpRequestReader
{
public:
    explicit HttpRequestReader(qint64 maxBytes, quint64 offset = 0)
        : m_maxBytes(maxBytes)
        , m_offset(offset)
    {
    }

    /// The request with its header once that is complete; nullopt = needs more bytes.
    [[nodiscard]] Result<std::optional<Frame>> feed(QByteArrayView bytes);
    QByteArrayView buffered() const { return m_buffer; }

private:
    QByteArray m_buffer;
    qint64 m_maxBytes;
    quint64 m_offset;
    bool m_dead = false;
};

/// A complete HTTP/1.1 response with a short page that says what this port is and how to use it; without the
/// body for HEAD. `address` is what to type, e.g. "127.0.0.1:8000"; it is escaped.
QByteArray httpPage(QByteArrayView request, const QString &address);

/// The answer to a header past the bound (RFC 6585 §5).
QByteArray httpHeaderTooBig();

/// The TLS alert handshake_failure, fatal (RFC 8446 §6): what a TLS client understands as "not here".
QByteArray tlsRefusal();

} // namespace Chalkwire::Wire
