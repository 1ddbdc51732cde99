// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clientcore.h"

#include "core/names.h"
#include "wire/guidedialect.h"

namespace Chalkwire::Core {

namespace {

/// "[room] name: text" as our server pushes it; false when the line is not of this form.
bool splitPush(const QString &line, Said &said, const Limits &limits)
{
    const qsizetype bracket = line.indexOf(QStringLiteral("] "));
    const qsizetype colon = bracket < 0 ? -1 : line.indexOf(QStringLiteral(": "), bracket);
    if (!line.startsWith(u'[') || colon < 0)
        return false;
    const QString room = line.sliced(1, bracket - 1);
    const QString name = line.sliced(bracket + 2, colon - bracket - 2);
    if (!checkName(room, limits.maxNameCharacters) || !checkName(name, limits.maxNameCharacters))
        return false;
    said.who = Said::Who::Other;
    said.room = room;
    said.name = name;
    said.decoded.text = line.sliced(colon + 2);
    return true;
}

} // namespace

ClientCore::ClientCore(ClientKind kind, const Limits &limits)
    : m_kind(kind)
    , m_limits(limits)
    , m_lines(limits.maxLineBytes)
{
}

void ClientCore::opened(const QString &nick, const QString &room, Effects &effects)
{
    if (m_kind != ClientKind::Line)
        return;
    if (!nick.isEmpty())
        sendBytes(QStringLiteral("/nick %1\n").arg(nick).toUtf8(), effects);
    if (!room.isEmpty())
        sendBytes(QStringLiteral("/join %1\n").arg(room).toUtf8(), effects);
}

void ClientCore::received(const QByteArray &chunk, Effects &effects)
{
    if (m_isOver || chunk.isEmpty())
        return;
    const quint64 offset = m_offset;
    m_offset += static_cast<quint64>(chunk.size());
    if (m_kind == ClientKind::Raw) {
        say(Said::Who::Bytes, chunk, effects);
        return;
    }
    if (m_kind == ClientKind::Tutorial) {
        const DecodedText decoded = decodeText(chunk);
        effects.items.emplace_back(FrameSeen{kConnection, FrameType::Answer, offset, chunk, QString(),
                                             decoded.fault, decoded.faultOffset});
        say(Said::Who::Answer, chunk, effects);
        if (Wire::saysClosed(chunk)) {
            m_isOver = true;
            effects.items.emplace_back(Close{kConnection, CloseReason::ServerSaidClosed});
        }
        return;
    }
    m_lines.feed(chunk);
    for (;;) {
        const Result<std::optional<Wire::Frame>> next = m_lines.next();
        if (!next) {
            effects.items.emplace_back(
                FrameSeen{kConnection, FrameType::Line, m_lines.offset(), m_lines.refused()});
            m_isOver = true;
            effects.items.emplace_back(Close{kConnection, CloseReason::LineTooLong});
            return;
        }
        if (!*next)
            return;
        takeLine(**next, effects);
    }
}

void ClientCore::finished(Effects &effects)
{
    if (m_isOver || m_kind != ClientKind::Line)
        return;
    if (const auto rest = m_lines.finish())
        takeLine(*rest, effects);
}

Result<bool> ClientCore::sendText(const QString &text, Effects &effects)
{
    QByteArray bytes = text.toUtf8();
    if (m_kind == ClientKind::Tutorial && passes(bytes.size(), m_limits.maxGuideRequestBytes))
        return Unexpected{Error{ErrorCode::TooLong, QString::number(bytes.size())}};
    if (m_kind == ClientKind::Line) {
        bytes.replace("\r\n", "\n");
        const QList<QByteArray> lines = bytes.split('\n');
        for (const QByteArray &line : lines) {
            if (passes(line.size(), m_limits.maxLineBytes))
                return Unexpected{Error{ErrorCode::LineTooLong, QString::number(line.size())}};
        }
        for (const QByteArray &line : lines)
            sendBytes(line + '\n', effects);
        return true;
    }
    sendBytes(bytes, effects);
    return true;
}

void ClientCore::sendBytes(const QByteArray &bytes, Effects &effects)
{
    if (bytes.isEmpty())
        return;
    const FrameType type = m_kind == ClientKind::Raw        ? FrameType::Raw
                           : m_kind == ClientKind::Tutorial ? FrameType::Request
                           : bytes.startsWith('/')          ? FrameType::Command
                                                            : FrameType::Line;
    effects.items.emplace_back(Send{kConnection, bytes, type, QString()});
    say(Said::Who::Me, bytes, effects);
}

qint64 ClientCore::readSize() const
{
    return m_kind == ClientKind::Tutorial ? m_limits.maxGuideRequestBytes : m_limits.readChunkBytes;
}

void ClientCore::takeLine(const Wire::Frame &frame, Effects &effects)
{
    Said said;
    said.bytes = frame.bytes;
    said.decoded = decodeText(frame.text());
    const FrameType type = splitPush(said.decoded.text, said, m_limits) ? FrameType::Push : FrameType::Answer;
    if (type == FrameType::Answer && said.decoded.text.startsWith(QStringLiteral("* ")))
        said.who = Said::Who::Notice;
    effects.items.emplace_back(FrameSeen{kConnection, type, frame.offset, frame.bytes, said.room,
                                         said.decoded.fault, said.decoded.faultOffset});
    effects.items.emplace_back(std::move(said));
}

void ClientCore::say(Said::Who who, const QByteArray &bytes, Effects &effects)
{
    Said said;
    said.who = who;
    said.bytes = bytes;
    // The line end belongs to the wire, not to what was said.
    QByteArrayView text = bytes;
    if (m_kind == ClientKind::Line && text.endsWith('\n'))
        text.chop(1);
    said.decoded = decodeText(text);
    effects.items.emplace_back(std::move(said));
}

} // namespace Chalkwire::Core
