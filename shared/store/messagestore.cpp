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

void MessageStore::drop(const Core::Entry &entry)
{
    if (entry.file)
        m_dropped.push_back(keptFile(entry));
}

Core::KeptFile MessageStore::keptFile(const Core::Entry &entry)
{
    return {entry.file->key, entry.file->sha256, entry.file->bytes, entry.author};
}

} // namespace Chalkwire::Store
