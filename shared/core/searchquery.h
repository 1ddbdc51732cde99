// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

namespace Chalkwire::Core {

/// What somebody looks for: words, all of which a post must have, and where.
struct SearchQuery
{
    struct Term
    {
        QString text; ///< a word, or several in this order
        bool isPrefix = false;

        bool operator==(const Term &other) const = default;
    };
    QList<Term> terms;
    QString from;                 ///< only by this name; empty: by anybody
    QString in;                   ///< only in this room; empty: in any; kInbox: in direct messages
    QString with;                 ///< kInbox only: of the conversation with this name; empty: with anybody
    std::optional<qint64> after;  ///< from this moment on, ms since 1970-01-01 UTC
    std::optional<qint64> before; ///< earlier than this

    bool operator==(const SearchQuery &other) const = default;
};

/// Reads `word "several words" begin* from:NAME in:ROOM after:2026-11-01 before:2026-12-01`. `in:@` is all
/// direct messages, `in:@NAME` a conversation. Days begin at midnight UTC; `after:` and `before:` take
/// milliseconds since 1970 as well, of ten digits or more, so that a year is not mistaken for them. Any text
/// has a meaning: a `"` that is not closed ends with it, a `key:` that is none of these is a word, and of an
/// operator given twice the last one holds. Bounds: the first 16 terms, 64 characters (in NFC) of each.
/// Errors: BadField with the operator in detail where its value is no moment.
Result<SearchQuery> parseSearch(QStringView text);

/// A search in some rooms, newest first. `count` and `bytes` as in a PageRequest.
struct SearchRequest
{
    quint64 ticket = 0;
    SearchQuery query;
    QStringList rooms;  ///< where the asker may look: its rooms and its own inbox, see inboxOf()
    quint64 before = 0; ///< Found::next of the page before; 0: begin with the newest
    qint64 count = 50;
    qint64 bytes = 32 * 1024;
    Identity asker{}; ///< SearchQuery::with is the other one in its conversations
};
struct Found
{
    struct Hit
    {
        QString room;
        Entry entry;

        bool operator==(const Hit &other) const = default;
    };
    quint64 ticket = 0;
    std::vector<Hit> hits{}; ///< newest first
    quint64 next = 0;        ///< for the next page; 0: there is none
    ErrorCode error = ErrorCode::None;
};

} // namespace Chalkwire::Core
