// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Chalkwire::App {

/// A command about a file, beside those of Core::SlashCommand: only --cli has it, whose users know paths and
/// numbers.
struct FileCommand
{
    enum class Kind : quint8 { Send, Get, Pause, Resume, Stop };
    Kind kind = Kind::Send;
    QString path{};  ///< Send; Get: absolute, ends in / where the file keeps its name
    quint64 seq = 0; ///< Get
    QString id{};    ///< Pause, Resume, Stop

    bool operator==(const FileCommand &other) const = default;
};

/// Nothing: it is no such command. Paths begin in `folder`.
/// Errors: BadField with the usage in detail where something is missing or wrong.
std::optional<Result<FileCommand>> parseFileCommand(const QString &typed, const QString &folder);
QStringList fileUsages(); ///< "/send FILE" and so on

} // namespace Chalkwire::App
