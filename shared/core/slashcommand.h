// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>
#include <QStringView>

namespace Chalkwire::Core {

/// What somebody typed into the composer of a chat: a text to be said, or a command that begins with `/`.
struct SlashCommand
{
    enum class Kind : quint8 {
        Say,    ///< text
        Join,   ///< name: the room, the lobby when none was given; isPrivate
        Leave,  ///< name: the room, or empty: this one
        Nick,   ///< name
        Msg,    ///< name, text
        Topic,  ///< text
        Invite, ///< name
        Away,   ///< text: why; may be empty
        Back,   ///< no longer away
        Search, ///< text; empty: on where the last search ended
        Who,
        Quit,
        Help,
    };
    Kind kind = Kind::Say;
    QString name{};
    QString text{};
    bool isPrivate = false;

    bool operator==(const SlashCommand &other) const = default;
};

/// Reads a line or a text of several lines. `//text` says "/text". Commands are read in any case; what
/// follows them is not checked further. Total.
/// Errors: UnknownCommand with the word in detail (slashUsages() has the list), BadField with the usage in
/// detail where something is missing or too much.
Result<SlashCommand> parseSlash(QStringView typed);

/// "/join [ROOM] [private]" and so on, in the order in which a help shows them.
QStringList slashUsages();

} // namespace Chalkwire::Core
