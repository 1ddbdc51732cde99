// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filesync.h"

namespace Chalkwire::Store {

bool syncFile(QFile &)
{
    return true;
}

bool syncFolder(const QString &)
{
    return true;
}

} // namespace Chalkwire::Store
