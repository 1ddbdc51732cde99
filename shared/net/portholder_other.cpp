// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/portholder.h"

namespace Chalkwire::Net {

QString portHolder(Transport, quint16)
{
    return {};
}

} // namespace Chalkwire::Net
