// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/sniffer.h"

#include <array>

namespace Chalkwire::Wire {

namespace {

enum class Match : quint8 { No, Prefix, Yes };

/// RFC 8446 §5.1 record header (type 22, version 3.x, length) and the handshake type 1 of a ClientHello.
Match matchTls(QByteArrayView bytes)
{
    const auto at = [bytes](qsizetype i) { return static_cast<quint8>(bytes[i]); };
    const bool fits = at(0) == 0x16 && (bytes.size() < 2 || at(1) == 3) && (bytes.size() < 3 || at(2) <= 4) &&
                      (bytes.size() < 6 || at(5) == 1);
    if (!fits)
        return Match::No;
    return bytes.size() < 6 ? Match::Prefix : Match::Yes;
}

constexpr std::array<QByteArrayView, 10> kMethods{"GET ",     "HEAD ",    "POST ",  "PUT ",   "DELETE ",
                                                  "CONNECT ", "OPTIONS ", "TRACE ", "PATCH ", "PRI "};

bool beginsLike(QByteArrayView bytes, QByteArrayView word)
{
    const qsizetype common = qMin(bytes.size(), word.size());
    return bytes.first(common) == word.first(common);
}

/// What may follow the method: an absolute path, `*`, or an absolute URI. Plain words are a tutorial client's
/// text.
bool mayBeTarget(QByteArrayView target)
{
    return target.startsWith('/') || target.startsWith('*') || beginsLike(target, "http://") ||
           beginsLike(target, "https://");
}

/// RFC 9112 §3: request-line = method SP request-target SP HTTP-version.
Match matchHttpAfterMethod(QByteArrayView rest, bool isConnect)
{
    const qsizetype lineFeed = rest.indexOf('\n');
    QByteArrayView line = lineFeed < 0 ? rest : rest.first(lineFeed);
    if (line.endsWith('\r'))
        line.chop(1);
    if (!line.isEmpty() && !isConnect && !mayBeTarget(line))
        return Match::No;
    const qsizetype space = line.indexOf(' ');
    if (space < 0)
        return lineFeed < 0 ? Match::Prefix : Match::No;
    const QByteArrayView version = line.sliced(space + 1);
    const bool isVersion = beginsLike(version, "HTTP/1.") || beginsLike(version, "HTTP/2.0");
    if (!isVersion || version.size() > 8)
        return Match::No;
    if (lineFeed < 0)
        return Match::Prefix;
    return version.size() == 8 ? Match::Yes : Match::No;
}

Match matchHttp(QByteArrayView bytes)
{
    for (const QByteArrayView method : kMethods) {
        if (!beginsLike(bytes, method))
            continue;
        if (bytes.size() < method.size())
            return Match::Prefix;
        return matchHttpAfterMethod(bytes.sliced(method.size()), method == QByteArrayView("CONNECT "));
    }
    return Match::No;
}

/// docs/protocol.md §9.2. Whether it is well-formed is the decoder's to say: who mistypes a hello is told so.
Match matchChat(QByteArrayView bytes)
{
    if (!bytes.startsWith('{'))
        return Match::No;
    const qsizetype lineFeed = bytes.indexOf('\n');
    if (lineFeed < 0)
        return Match::Prefix;
    const QByteArrayView line = bytes.first(lineFeed);
    return line.contains("\"type\"") && line.contains("\"hello\"") ? Match::Yes : Match::No;
}

} // namespace

std::optional<Dialect> Sniffer::feed(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    if (m_buffer.isEmpty())
        return std::nullopt;
    const Match tls = matchTls(m_buffer);
    if (tls == Match::Yes)
        return Dialect::Tls;
    const Match http = matchHttp(m_buffer);
    if (http == Match::Yes)
        return Dialect::Http;
    const Match chat = matchChat(m_buffer);
    if (chat == Match::Yes)
        return Dialect::Chat;
    if (m_buffer.endsWith('\n') && http == Match::No)
        return Dialect::Line;
    const bool isOpen =
        tls == Match::Prefix || http == Match::Prefix || chat == Match::Prefix || m_buffer.contains('\n');
    if (!isOpen || passes(m_buffer.size(), m_maxBytes))
        return finish();
    return std::nullopt;
}

Dialect Sniffer::expire() const
{
    return m_buffer.endsWith('\n') ? Dialect::Line : Dialect::Guide;
}

Dialect Sniffer::finish() const
{
    return m_buffer.contains('\n') ? Dialect::Line : Dialect::Guide;
}

} // namespace Chalkwire::Wire
