// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverview.h"

#include "app/loopwatch.h"
#include "base/error.h"
#include "base/text.h"

#include <algorithm>

namespace Chalkwire::App {

QList<RoomRow> roomRows(const Core::Rooms &rooms)
{
    QList<RoomRow> rows;
    rows.reserve(rooms.count());
    for (const auto &[key, room] : rooms) {
        rows.append({room.name, room.topic, static_cast<qsizetype>(room.members.size()), room.firstSeq,
                     room.lastSeq, room.rules.keepDays, room.rules.isPrivate, room.lastMillis});
    }
    return rows;
}

void applyChanges(ServerSnapshot &snapshot, const ServerChanges &changes)
{
    const auto isBefore = [](const ClientRow &row, ConnectionId id) { return row.id < id; };
    const auto hasLowerId = [](const ClientRow &a, const ClientRow &b) { return a.id < b.id; };
    QList<ClientRow> &rows = snapshot.clients;
    if (!changes.gone.empty()) {
        std::vector<ConnectionId> gone = changes.gone;
        std::ranges::sort(gone);
        rows.removeIf([&gone](const ClientRow &row) { return std::ranges::binary_search(gone, row.id); });
    }
    const qsizetype known = rows.size();
    for (const ClientRow &row : changes.changed) {
        const auto at = std::lower_bound(rows.begin(), rows.begin() + known, row.id, isBefore);
        if (at != rows.begin() + known && at->id == row.id)
            *at = row;
        else
            rows.append(row);
    }
    std::sort(rows.begin() + known, rows.end(), hasLowerId);
    std::inplace_merge(rows.begin(), rows.begin() + known, rows.end(), hasLowerId);
    if (changes.rooms)
        snapshot.rooms = *changes.rooms;
    snapshot.served = changes.served;
    snapshot.waiting = changes.waiting;
    snapshot.messagesPerSecond = changes.messagesPerSecond;
    snapshot.bytesPerSecond = changes.bytesPerSecond;
    snapshot.loop = changes.loop;
    snapshot.store = changes.store;
}

QString historyFailureText(const QString &errorName, const QString &detail)
{
    if (errorName == Chalkwire::errorName(ErrorCode::StorageInUse))
        return QStringLiteral(
                   "cannot open the history: %1 has it; name another --data-dir, or use --ephemeral")
            .arg(detail);
    if (errorName == Chalkwire::errorName(ErrorCode::StorageTooNew))
        return QStringLiteral(
                   "cannot open the history: a newer version wrote %1; install that version, or name "
                   "another --data-dir")
            .arg(detail);
    return QStringLiteral("cannot open the history: %1; name another --data-dir, or use --ephemeral")
        .arg(detail);
}

QString noticeText(const Notice &notice)
{
    const auto argument = [&notice](qsizetype i) { return visibleText(notice.arguments.value(i), 512); };
    switch (notice.code) {
    case NoticeCode::ListeningOn:
        return QStringLiteral("listening on %1").arg(argument(0));
    case NoticeCode::ListenFailed:
        return QStringLiteral("cannot listen on %1: %2").arg(argument(0), argument(1));
    case NoticeCode::StoppedListening:
        return QStringLiteral("stopped listening");
    case NoticeCode::ClientConnected:
        return QStringLiteral("client %1 connected from %2").arg(argument(0), argument(1));
    case NoticeCode::ClientWaiting:
        return QStringLiteral("client %1 from %2 waits: every place is taken").arg(argument(0), argument(1));
    case NoticeCode::ClientClosed: {
        const QString why =
            notice.arguments.value(4).isEmpty() ? QString() : QStringLiteral(" (%1)").arg(argument(4));
        return QStringLiteral("client %1 %2 at %3 closed: %4%5")
            .arg(argument(0), argument(1), argument(2), argument(3), why);
    }
    case NoticeCode::DialectKnown:
        return QStringLiteral("client %1 speaks %2").arg(argument(0), argument(1));
    case NoticeCode::NameChanged:
        return QStringLiteral("client %1, %2, is now %3").arg(argument(0), argument(1), argument(2));
    case NoticeCode::RoomJoined:
        return QStringLiteral("client %1, %2, joined %3").arg(argument(0), argument(1), argument(2));
    case NoticeCode::RoomLeft:
        return QStringLiteral("client %1, %2, left %3").arg(argument(0), argument(1), argument(2));
    case NoticeCode::TextFaultSeen:
        return QStringLiteral("client %1, %2, sent text that is not clean UTF-8: %3 at byte %4")
            .arg(argument(0), argument(1), argument(2), argument(3));
    case NoticeCode::AcceptTroubled:
        return QStringLiteral("trouble accepting clients: %1; trying again").arg(argument(0));
    case NoticeCode::ClientsRefused:
        return QStringLiteral("connections refused: %1, the last from %2: limit %3")
            .arg(argument(0), argument(1), argument(2));
    case NoticeCode::PlacesCapped:
        return QStringLiteral("at most %1 clients at once, not %2: the system lets this program open too few "
                              "files; `ulimit -n` or LimitNOFILE= raises that")
            .arg(argument(0), notice.arguments.value(1) == u"0" ? QStringLiteral("any number") : argument(1));
    case NoticeCode::LoopBlocked: {
        const QString client =
            notice.arguments.value(2) == u"0" ? QString() : QStringLiteral(" of client %1").arg(argument(2));
        return QStringLiteral("nobody was served for %1 ms: %2%3 (%4 times in a second)")
            .arg(argument(0), loopWorkName(static_cast<LoopWork>(notice.arguments.value(1).toInt())), client,
                 argument(3));
    }
    case NoticeCode::HistoryFailed:
        return historyFailureText(argument(0), argument(1));
    case NoticeCode::HistorySetAside:
        return QStringLiteral(
                   "the history was damaged: what can be saved of it is in %1; a new one was begun")
            .arg(argument(0));
    case NoticeCode::HistoryTroubled:
        return notice.arguments.value(0) == errorName(ErrorCode::StorageFull)
                   ? QStringLiteral("the disk is full: what clients say is refused until there is space")
                   : QStringLiteral("the history cannot be written: what clients say is refused");
    case NoticeCode::HistoryWorks:
        return QStringLiteral("the history can be written again");
    case NoticeCode::LogFileFailed:
        return QStringLiteral("cannot write %1: %2").arg(argument(0), argument(1));
    case NoticeCode::TraceDropped:
        return QStringLiteral("%1 records were dropped: they came faster than they could be shown")
            .arg(argument(0));
    case NoticeCode::NoticesDropped:
        return QStringLiteral("%1 lines of this log were left out: they came too fast").arg(argument(0));
    }
    return QString();
}

} // namespace Chalkwire::App
