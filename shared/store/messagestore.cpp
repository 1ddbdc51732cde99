// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messagestore.h"

namespace Chalkwire::Store {

Core::Found MessageStore::search(const Core::SearchRequest &request)
{
    Core::SearchRequest rest = request;
    Core::Found found;
    while (!searchOn(rest, found)) { }
    return found;
}

} // namespace Chalkwire::Store
