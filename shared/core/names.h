// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringView>

namespace Chalkwire::Core {

inline constexpr QStringView kLobby = u"lobby";
inline constexpr QStringView kOperator = u"operator"; ///< nobody else can be called so

/// Nick and room names, docs/protocol.md §5: letters, digits, `_ - .` of one script or a usual mix, in NFC; 1
/// to maxCharacters characters (0 = no bound). Errors: BadName with the reason in detail, in English, for the
/// line dialect's answer.
Result<QString> checkName(QStringView name, qint64 maxCharacters);
/// As checkName; refuses also what the server itself is called or gives ("server", "tutorial-3"), and what
/// looks like it.
Result<QString> checkNick(QStringView name, qint64 maxCharacters);
/// As checkName; refuses also "private" and what looks like it: it stands before what /msg sends.
Result<QString> checkRoom(QStringView name, qint64 maxCharacters);
/// Two names with the same key are the same name: compatibility decomposed, case folded.
QString nameKey(const QString &name); ///< shares the name where it is its own key
inline QString nameKey(QStringView name)
{
    return nameKey(name.toString());
}
/// NameTaken: `name` is, or looks like, `taken`. The position is where they differ, -1 in no character.
Error nameTaken(QStringView name, const QString &taken);
/// What to tell somebody of a nameTaken(), in English.
QString nameTakenText(const Error &error);

} // namespace Chalkwire::Core
