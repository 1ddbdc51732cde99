// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filecommand.h"

#include <QDir>
#include <QFileInfo>

namespace Chalkwire::App {

namespace {

const char *const kSend = "/send FILE";
const char *const kGet = "/get SEQ [FILE]";
const char *const kStop = "/stop ID";

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
    if (word == u"/stop")
        return rest.isEmpty() ? Result<FileCommand>(wrong(kStop))
                              : FileCommand{FileCommand::Kind::Stop, {}, 0, rest};
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
    return {QString::fromLatin1(kSend), QString::fromLatin1(kGet), QString::fromLatin1(kStop)};
}

} // namespace Chalkwire::App
