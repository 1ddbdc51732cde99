// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filecommand.h"

#include <QDir>
#include <QFileInfo>

#include <array>

namespace Chalkwire::App {

namespace {

const char *const kSend = "/send FILE";
const char *const kGet = "/get SEQ [FILE]";

struct Steering
{
    const char *usage;
    FileCommand::Kind kind;
};
constexpr std::array kSteering{
    Steering{"/pause ID", FileCommand::Kind::Pause},
    Steering{"/resume ID", FileCommand::Kind::Resume},
    Steering{"/stop ID", FileCommand::Kind::Stop},
};

Unexpected<Error> wrong(const char *usage)
{
    return Unexpected{Error{ErrorCode::BadField, QString::fromLatin1(usage)}};
}

/// A folder ends in /.
QString placeFor(const QString &path, const QDir &folder)
{
    const QString absolute = folder.absoluteFilePath(path);
    const bool isFolder = path.isEmpty() || QFileInfo(absolute).isDir();
    return isFolder && !absolute.endsWith(u'/') ? absolute + u'/' : absolute;
}

} // namespace

std::optional<Result<FileCommand>> parseFileCommand(const QString &typed, const QString &folder)
{
    const QString word = typed.section(u' ', 0, 0).toLower();
    const QString rest = typed.section(u' ', 1).trimmed();
    if (word == u"/send")
        return rest.isEmpty() ? Result<FileCommand>(wrong(kSend))
                              : FileCommand{FileCommand::Kind::Send, QDir(folder).absoluteFilePath(rest)};
    for (const Steering &steering : kSteering) {
        if (word + QStringLiteral(" ID") != QLatin1StringView(steering.usage))
            continue;
        return rest.isEmpty() ? Result<FileCommand>(wrong(steering.usage))
                              : FileCommand{steering.kind, {}, 0, rest};
    }
    if (word != u"/get")
        return std::nullopt;
    const qint64 seq = rest.section(u' ', 0, 0).toLongLong();
    if (seq < 1)
        return Result<FileCommand>(wrong(kGet));
    return FileCommand{FileCommand::Kind::Get, placeFor(rest.section(u' ', 1).trimmed(), QDir(folder)),
                       static_cast<quint64>(seq)};
}

QStringList fileUsages()
{
    QStringList usages{QString::fromLatin1(kSend), QString::fromLatin1(kGet)};
    for (const Steering &steering : kSteering)
        usages.append(QString::fromLatin1(steering.usage));
    return usages;
}

} // namespace Chalkwire::App
