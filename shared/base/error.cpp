// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <array>

namespace Chalkwire {

namespace {

/// In the order of ErrorCode.
constexpr std::array kNames{
    "none",
    "line_too_long",
    "invalid_text",
    "http_header_too_big",
    "bad_number",
    "bad_address",
    "bad_bytes",
    "bad_name",
    "name_taken",
    "too_many_rooms",
    "no_such_client",
    "not_reachable",
    "unknown_command",
    "too_long",
    "unknown_limit",
    "unreadable",
    "bad_config",
    "bad_filter",
    "bad_record",
    "not_connected",
    "too_much_waiting",
    "header_too_long",
    "bad_json",
    "too_deep",
    "duplicate_key",
    "hello_first",
    "second_hello",
    "unknown_type",
    "bad_field",
    "not_in_room",
    "bad_payload",
    "no_such_post",
    "not_yours",
    "room_exists",
    "private_room",
    "too_many_admitted",
    "no_such_room",
    "room_removed",
    "no_history",
    "no_files",
    "no_such_file",
    "file_too_large",
    "quota_used",
    "bad_hash",
    "too_many_transfers",
    "no_such_transfer",
    "file_changed",
    "unwritable",
    "bad_answer",
    "storage_full",
    "storage_failed",
    "storage_in_use",
    "storage_too_new",
};
static_assert(kNames.size() == static_cast<std::size_t>(kLastErrorCode) + 1, "an error without a name");

} // namespace

QString errorName(ErrorCode code)
{
    const auto index = static_cast<std::size_t>(code);
    return QLatin1StringView(index < kNames.size() ? kNames[index] : "unknown");
}

} // namespace Chalkwire
