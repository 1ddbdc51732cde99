// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/filewords.h"

#include "base/text.h"
#include "rooms/roomwords.h"

#include <QLocale>

namespace Chalkwire::ClientGui {

using State = RowFile::State;

QString FileWords::size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1024 ? 0 : 1, QLocale::DataSizeIecFormat);
}

QString FileWords::act(FileAct act)
{
    switch (act) {
    case FileAct::Get:
        return tr("Get", "a file");
    case FileAct::SaveAs:
        return tr("Save as…");
    case FileAct::Pause:
        return tr("Pause");
    case FileAct::Resume:
        return tr("Resume");
    case FileAct::Retry:
        return tr("Try again");
    case FileAct::Stop:
        return tr("Stop");
    case FileAct::ShowInFolder:
        return tr("Open folder");
    case FileAct::Open:
        break;
    }
    return tr("Open");
}

QString FileWords::status(const RowFile &file)
{
    QString all = size(file.bytes); // not const: it is returned
    if (!file.state)
        return all;
    const QString percent = QLocale().toString(file.percent());
    switch (*file.state) {
    case State::Reading:
        return tr("%1 · being read: %2 %").arg(all, percent);
    case State::Waiting:
        return file.done > 0 ? tr("%1 · waits at %2 %").arg(all, percent) : tr("%1 · waits").arg(all);
    case State::Running: {
        const QString part =
            tr("%1 of %2 · %3 %", "bytes, bytes, percent").arg(size(file.done), all, percent);
        return file.rate <= 0 ? part : tr("%1 · %2/s", "what was done, bytes").arg(part, size(file.rate));
    }
    case State::Paused:
        return tr("%1 · paused at %2 %").arg(all, percent);
    case State::Checking:
        return tr("%1 · being checked").arg(all);
    case State::Done:
        return file.isUpload ? all : tr("%1 · fetched").arg(all);
    case State::Failed:
    case State::Stopped:
        break;
    }
    return all;
}

QString FileWords::problem(const RowFile &file)
{
    const bool isWrong =
        file.state == State::Failed || (file.state == State::Waiting && !file.code.isEmpty());
    return isWrong ? code(file.code) : QString();
}

QString FileWords::onlyInRooms()
{
    return tr("Files go into rooms: open the room that is to have them.");
}

QString FileWords::code(const QString &code)
{
    struct Known
    {
        QLatin1String code;
        const char *words;
    };
    static constexpr Known kKnown[] = {
        {QLatin1String("file_changed"), QT_TR_NOOP("The file on this computer has changed: send it again.")},
        {QLatin1String("unreadable"), QT_TR_NOOP("The file on this computer cannot be read any more.")},
        {QLatin1String("unwritable"),
         QT_TR_NOOP("It cannot be written there: make space, or save it elsewhere.")},
        {QLatin1String("bad_answer"), QT_TR_NOOP("What the server says of this file makes no sense.")},
        {QLatin1String("storage_full"), QT_TR_NOOP("The server's disk is full: try again later.")},
        {QLatin1String("storage_failed"), QT_TR_NOOP("The server cannot store or read it now.")},
        {QLatin1String("quota_used"),
         QT_TR_NOOP("You may keep no more on this server: delete files of yours.")},
        {QLatin1String("file_too_large"), QT_TR_NOOP("The server takes no file as large as this.")},
        {QLatin1String("bad_hash"), QT_TR_NOOP("What arrived is not what was sent: try again.")},
        {QLatin1String("no_such_file"), QT_TR_NOOP("The server does not have this file any more.")},
        {QLatin1String("no_files"), QT_TR_NOOP("This server takes no files.")},
        {QLatin1String("no_history"), QT_TR_NOOP("This server keeps nothing.")},
        {QLatin1String("not_in_room"), QT_TR_NOOP("You are not in this room.")},
        {QLatin1String("not_connected"), QT_TR_NOOP("There is no connection: it goes on when there is.")},
        {QLatin1String("too_many_transfers"),
         QT_TR_NOOP("Too many files are on their way: it waits for its turn.")},
        {QLatin1String("no_such_transfer"), QT_TR_NOOP("The server has dropped it: try again.")},
    };
    for (const Known &known : kKnown) {
        if (code == known.code)
            return tr(known.words);
    }
    return tr("It did not work: %1.").arg(RoomWords::code(code));
}

QString FileWords::sentence(const RowFile &file)
{
    const QString what = tr("File %1, %2.").arg(RoomWords::name(file.name), status(file));
    const QString wrong = problem(file);
    return wrong.isEmpty() ? what : what + u' ' + wrong;
}

} // namespace Chalkwire::ClientGui
