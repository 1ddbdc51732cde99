// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringView>

namespace Chalkwire::Core {

inline constexpr QStringView kLobby = u"lobby";

/// Nick and room names, docs/protocol.md §5: letters, digits, `_ - .` of any script, in NFC; 1 to
/// maxCharacters characters (0 = no bound). Errors: BadName with the reason in detail, in English, for the
/// line dialect's answer.
Result<QString> checkName(QStringView name, qint64 maxCharacters);
/// As checkName; refuses also the names the server gives itself ("tutorial-3", "server").
Result<QString> checkNick(QStringView name, qint64 maxCharacters);
/// Two names with the same key are the same name: compatibility decomposed, case folded.
QString nameKey(QStringView name);

} // namespace Chalkwire::Core
