// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messagestore.h"

#include <QUuid>

namespace Chalkwire::Store {

Core::Found MessageStore::search(const Core::SearchRequest &request)
{
    Core::SearchRequest rest = request;
    Core::Found found;
    while (!searchOn(rest, found)) {
    }
    return found;
}

QString drawIdentity()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

} // namespace Chalkwire::Store
