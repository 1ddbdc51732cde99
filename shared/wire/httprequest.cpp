// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/httprequest.h"

#include <QString>

namespace Chalkwire::Wire {

namespace {

/// The position behind the empty line, or -1. Bare LF counts as a line end too (RFC 9112 §2.2).
qsizetype headerEnd(const QByteArray &bytes)
{
    const qsizetype crlf = bytes.indexOf("\n\r\n");
    const qsizetype lf = bytes.indexOf("\n\n");
    if (crlf < 0 && lf < 0)
        return -1;
    if (lf < 0 || (crlf >= 0 && crlf < lf))
        return crlf + 3;
    return lf + 2;
}

QByteArray pageBody(const QString &address)
{
    const QByteArray where = address.toHtmlEscaped().toUtf8();
    const qsizetype colon = where.lastIndexOf(':');
    const QByteArray host = colon > 0 ? where.first(colon) : where;
    const QByteArray port = colon > 0 ? where.sliced(colon + 1) : QByteArray("8000");
    return "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Chalkwire</title>\n"
           "<style>body{font:16px/1.5 sans-serif;max-width:40em;margin:3em auto;padding:0 1em}"
           "code{background:#8882;padding:.1em .3em}</style>\n"
           "<h1>This port is a Chalkwire server</h1>\n"
           "<p>You reached it with a web browser, but it speaks plain text over a socket, not web "
           "pages.</p>\n"
           "<p>Try it in a terminal: <code>nc " +
           host + ' ' + port +
           "</code>, type a line, press Enter, and it answers "
           "<code>accepted</code>. <code>/help</code> lists the chat commands; <code>close</code> ends.</p>\n"
           "<p>Or open Chalkwire Client and connect to <code>" +
           where + "</code>.</p></html>\n";
}

} // namespace

Result<std::optional<Frame>> HttpRequestReader::feed(QByteArrayView bytes)
{
    if (!m_dead)
        m_buffer.append(bytes);
    const qsizetype end = headerEnd(m_buffer);
    const qsizetype size = end < 0 ? m_buffer.size() : end;
    if (m_dead || (m_maxBytes > 0 && size > m_maxBytes)) {
        m_dead = true;
        m_buffer.clear();
        return Unexpected{Error{ErrorCode::HttpHeaderTooBig, QString::number(m_maxBytes), size}};
    }
    if (end < 0)
        return std::optional<Frame>();
    return std::optional(Frame{m_offset, m_buffer.first(end), end});
}

QByteArray httpPage(QByteArrayView request, const QString &address)
{
    const QByteArray body = pageBody(address);
    QByteArray page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " +
        QByteArray::number(body.size()) +
        "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n";
    if (!request.startsWith("HEAD "))
        page += body;
    return page;
}

QByteArray httpHeaderTooBig()
{
    return "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

QByteArray tlsRefusal()
{
    return QByteArray::fromHex("15030100020228");
}

} // namespace Chalkwire::Wire
