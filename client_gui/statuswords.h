// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"

#include <QCoreApplication>

namespace Chalkwire::ClientGui {

/// The words of the window for the state of the connection, in the language chosen now. Thread: GUI.
class StatusWords
{
    Q_DECLARE_TR_FUNCTIONS(Chalkwire::ClientGui::StatusWords)

public:
    static QString kind(App::ClientKind kind);              ///< "Lines"
    static QString kindTitle(App::ClientKind kind);         ///< "Lines (chat with /nick, /join …)"
    static QString kindExplained(App::ClientKind kind);     ///< one or two sentences
    static QString headline(const App::LinkStatus &status); ///< "Connected to 127.0.0.1:8000"
    /// Why a connection never stood, in one sentence with the next step.
    static QString failure(const App::LinkStatus &status);
    static QString whyNotSending(const App::LinkStatus &status, bool hasFinishedSending);
    static QString badAddress(const QString &typed, const Error &error);
    static QString badName(const QString &typed);
};

} // namespace Chalkwire::ClientGui
