// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/fileworker.h"
#include "app/historyworker.h"
#include "base/limits.h"
#include "base/log.h"
#include "net/endpoint.h"
#include "net/eventdispatcher.h"
#include "wire/dialect.h"

#include <QList>

#include <optional>

namespace Chalkwire::App {

/// What a listener can be pinned to.
inline constexpr Wire::Dialect kPinnable[] = {Wire::Dialect::Guide, Wire::Dialect::Line, Wire::Dialect::Chat};

/// One `--listen`, `--udp` or `--local`.
struct ListenSpec
{
    Net::Endpoint endpoint;
    Wire::Dialect pinned =
        Wire::Dialect::Undecided; ///< Undecided: the first bytes decide; else Guide or Line
    /// "127.0.0.1:8000" or "127.0.0.1:8000,guide": what `--listen` reads.
    QString text() const;
    friend bool operator==(const ListenSpec &, const ListenSpec &) = default;
};
/// Reads ADDR:PORT[,guide|,line] (Tcp, Udp) or NAME[,guide|,line] (Local). Errors: BadAddress, BadNumber.
Result<ListenSpec> parseListenSpec(Transport transport, QStringView text);

/// Everything a server can be told, from defaults, a configuration file and the command line, in this order.
struct ServerConfig
{
    QList<ListenSpec> listeners; ///< empty means the default, 127.0.0.1:8000
    Limits limits;
    bool strict = false;    ///< close connections whose text is not clean UTF-8
    bool hasHistory = true; ///< keep what is said in rooms
    QString dataDir;        ///< logs stand in <dataDir>/logs, the history in <dataDir>/history.sqlite,
                            ///< what clients give in <dataDir>/files
    bool ephemeral = false; ///< write nothing to disk
    QString traceFile;      ///< also write every record there as JSON Lines; empty = no
    LogLevel logLevel = LogLevel::Info;
    Net::DispatcherKind dispatcher = Net::DispatcherKind::Best; ///< from the next start of the program

    static ListenSpec defaultListener();
    HistoryPlace historyPlace() const;
    FilesPlace filesPlace() const;
    /// The listeners to start: `listeners`, or the default one.
    QList<ListenSpec> effectiveListeners() const;
};

/// Limits::keepDays: a whole number of days up to RoomRules::kMaxKeepDays, or 0. False: it is none.
bool readKeepDays(const QString &text, Limits &limits);

/// "auto" or "qt". Errors: BadConfig.
Result<Net::DispatcherKind> dispatcherFromName(QStringView name);

/// Reads an INI file (docs/command-line.md). Values already in `config` are replaced where the file names
/// them. Errors: Unreadable (detail: the file and why), BadConfig (detail: the key and why).
Result<bool> readConfigFile(const QString &path, ServerConfig &config);

} // namespace Chalkwire::App
