// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/record.h"

#include <QStringView>

#include <optional>

namespace Chalkwire::Trace {

/// Names that stand in JSON, CSV, logs and filters: ASCII, lower case, never changed once released.
/// All of them are listed in docs/trace-format.md. Cost: no allocation.
QStringView recordKindName(RecordKind kind);    ///< chunk, frame, opened, closed
QStringView frameTypeName(FrameType type);      ///< none, request, line, command, answer, push, ...
QStringView directionName(Direction direction); ///< to_server, to_client
QStringView transportName(Transport transport); ///< tcp, local, udp

/// The way back; nullopt for anything else, also for a name in another case.
std::optional<RecordKind> recordKindFromName(QStringView name);
std::optional<FrameType> frameTypeFromName(QStringView name);
std::optional<Direction> directionFromName(QStringView name);
std::optional<Transport> transportFromName(QStringView name);
std::optional<TextFault> textFaultFromName(QStringView name);     ///< of textFaultName()
std::optional<CloseReason> closeReasonFromName(QStringView name); ///< of closeReasonName()

} // namespace Chalkwire::Trace
