// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/linkstatus.h"
#include "core/clienteffects.h"

#include <QJsonObject>

namespace Chalkwire::App {

/// Prints one line of docs/command-line.md §3 on stdout: `fields` with `event` and the time.
void printEvent(const QString &event, QJsonObject fields = {});

QString failureName(Net::SocketClient::Failure failure); ///< "refused"

/// The same for what a chat tells. Nothing for what --cli never asks for: older pages and searches.
void printEvent(const Core::ClientEvent &event);

} // namespace Chalkwire::App
