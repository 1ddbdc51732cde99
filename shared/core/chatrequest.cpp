// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chatrequest.h"

#include "base/text.h"
#include "core/names.h"

namespace Chalkwire::Core {

ChatRequest::ChatRequest(const Wire::ChatHeader &header)
    : m_header(header)
    , m_fields(header.fields)
{
    if (!m_fields.has(QLatin1StringView("id")))
        return;
    m_id = m_fields.text(QLatin1StringView("id"));
    if (m_id.isEmpty() || m_id.size() > kMaxIdCharacters) {
        m_id.clear();
        m_fields.fail(QLatin1StringView("id"));
    }
}

void ChatRequest::requireId()
{
    if (m_id.isEmpty())
        m_fields.fail(QLatin1StringView("id"));
}

QString ChatRequest::required(const char *key)
{
    QString text = m_fields.text(QLatin1StringView(key));
    if (text.isEmpty())
        m_fields.fail(QLatin1StringView(key));
    return text;
}

QString ChatRequest::requiredText(const char *key, qint64 maxBytes)
{
    QString text = plainText(key, maxBytes);
    if (text.isEmpty())
        m_fields.fail(QLatin1StringView(key));
    return text;
}

QString ChatRequest::plainText(const char *key, qint64 maxBytes)
{
    QString text = m_fields.text(QLatin1StringView(key));
    const bool isThere = m_fields.has(QLatin1StringView(key));
    if (!isThere || passes(text.toUtf8().size(), maxBytes) || !isPlainText(text))
        m_fields.fail(QLatin1StringView(key));
    return text;
}

quint64 ChatRequest::entry(const char *key)
{
    return m_fields.has(QLatin1StringView(key)) ? requiredEntry(key) : 0;
}

quint64 ChatRequest::requiredEntry(const char *key)
{
    const qint64 seq = m_fields.number(QLatin1StringView(key), 0);
    if (seq < 1)
        m_fields.fail(QLatin1StringView(key));
    return static_cast<quint64>(seq);
}

// length: one case for each code
QString chatErrorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::HeaderTooLong:
        return QStringLiteral("a header has at most %1 bytes").arg(error.detail);
    case ErrorCode::BadJson:
        return error.position < 0
                   ? QStringLiteral("a header is one JSON object on one line: %1").arg(error.detail)
                   : QStringLiteral("a header is one JSON object on one line: %1 at byte %2")
                         .arg(error.detail.isEmpty() ? QStringLiteral("wrong") : error.detail)
                         .arg(error.position);
    case ErrorCode::TooDeep:
        return QStringLiteral("too many objects and arrays within each other");
    case ErrorCode::DuplicateKey:
        return QStringLiteral("an object has a key twice");
    case ErrorCode::InvalidText:
        return QStringLiteral("text is UTF-8 without U+0000 and unpaired surrogates");
    case ErrorCode::BadPayload:
        return QStringLiteral("`bytes` is a whole number, at most %1").arg(error.detail);
    case ErrorCode::HelloFirst:
        return QStringLiteral("the first frame is a hello");
    case ErrorCode::SecondHello:
        return QStringLiteral("you are welcome already");
    case ErrorCode::UnknownType:
        return QStringLiteral("no frame has this type");
    case ErrorCode::BadField:
        return QStringLiteral("the field `%1` is missing or wrong").arg(error.detail);
    case ErrorCode::NameTaken:
        return nameTakenText(error);
    case ErrorCode::TooManyRooms:
        return QStringLiteral("there are %1 rooms already").arg(error.detail);
    case ErrorCode::NotInRoom:
        return QStringLiteral("you are not in this room");
    case ErrorCode::RoomExists:
        return QStringLiteral("the room %1 exists and is not private").arg(error.detail);
    case ErrorCode::PrivateRoom:
        return QStringLiteral("%1 is private; somebody in it may invite you").arg(error.detail);
    case ErrorCode::TooManyAdmitted:
        return QStringLiteral("a private room is for %1 at most").arg(error.detail);
    case ErrorCode::NoSuchPost:
        return QStringLiteral("no such message is kept in this room");
    case ErrorCode::NotYours:
        return QStringLiteral("only its author may change it");
    case ErrorCode::RoomRemoved:
        return QStringLiteral("the operator removed %1; join again for a new one").arg(error.detail);
    case ErrorCode::NoHistory:
        return QStringLiteral("this server keeps nothing");
    case ErrorCode::NoFiles:
        return QStringLiteral("this server takes no files");
    case ErrorCode::NoSuchFile:
        return QStringLiteral("this message brings no file, or it is gone");
    case ErrorCode::FileTooLarge:
        return QStringLiteral("a file has at most %1 bytes").arg(error.detail);
    case ErrorCode::QuotaUsed:
        return QStringLiteral("your files have as many bytes as you may keep here");
    case ErrorCode::BadHash:
        return QStringLiteral("what came is not what `sha256` says; nothing of it is kept");
    case ErrorCode::TooManyTransfers:
        return QStringLiteral("%1 are under way already").arg(error.detail);
    case ErrorCode::NoSuchTransfer:
        return QStringLiteral("nothing of this id is under way");
    case ErrorCode::StorageFull:
        return QStringLiteral("not kept: the server's disk is full");
    case ErrorCode::StorageFailed:
        return QStringLiteral("the server cannot read or write its history");
    case ErrorCode::NoSuchClient:
        return QStringLiteral("nobody here is called so");
    case ErrorCode::NotReachable:
        return QStringLiteral("this client does not follow the chat");
    default:
        return error.detail;
    }
}

} // namespace Chalkwire::Core
