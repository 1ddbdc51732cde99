// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filesync.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace Chalkwire::Store {

bool syncFile(QFile &file)
{
    return ::fsync(file.handle()) == 0;
}

bool syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    const bool isSynced = ::fsync(folder) == 0;
    ::close(folder);
    return isSynced;
}

} // namespace Chalkwire::Store
