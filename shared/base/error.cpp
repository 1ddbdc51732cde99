// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace Chalkwire {

QString errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::None:
        return QStringLiteral("none");
    case ErrorCode::LineTooLong:
        return QStringLiteral("line_too_long");
    case ErrorCode::InvalidText:
        return QStringLiteral("invalid_text");
    case ErrorCode::HttpHeaderTooBig:
        return QStringLiteral("http_header_too_big");
    case ErrorCode::BadNumber:
        return QStringLiteral("bad_number");
    case ErrorCode::BadAddress:
        return QStringLiteral("bad_address");
    case ErrorCode::BadBytes:
        return QStringLiteral("bad_bytes");
    case ErrorCode::BadName:
        return QStringLiteral("bad_name");
    case ErrorCode::NameTaken:
        return QStringLiteral("name_taken");
    case ErrorCode::TooManyRooms:
        return QStringLiteral("too_many_rooms");
    case ErrorCode::NoSuchClient:
        return QStringLiteral("no_such_client");
    case ErrorCode::NotReachable:
        return QStringLiteral("not_reachable");
    case ErrorCode::UnknownCommand:
        return QStringLiteral("unknown_command");
    case ErrorCode::TooLong:
        return QStringLiteral("too_long");
    case ErrorCode::UnknownLimit:
        return QStringLiteral("unknown_limit");
    case ErrorCode::Unreadable:
        return QStringLiteral("unreadable");
    case ErrorCode::BadConfig:
        return QStringLiteral("bad_config");
    case ErrorCode::BadFilter:
        return QStringLiteral("bad_filter");
    case ErrorCode::BadRecord:
        return QStringLiteral("bad_record");
    }
    return QStringLiteral("unknown");
}

} // namespace Chalkwire
