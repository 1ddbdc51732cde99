// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/chatclient.h"

namespace Chalkwire::ClientGui {

/// Where to connect and how to speak there. Plain value.
struct ConnectRequest
{
    Net::Endpoint target;
    App::ClientKind kind = App::ClientKind::Tutorial;
    QString nick; ///< line and chat; may be empty
    QString room; ///< line and chat; may be empty
};

} // namespace Chalkwire::ClientGui
