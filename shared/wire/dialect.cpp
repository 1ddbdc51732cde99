// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialect.h"

namespace Chalkwire::Wire {

QStringView dialectName(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Undecided:
        return u"undecided";
    case Dialect::Guide:
        return u"guide";
    case Dialect::Line:
        return u"line";
    case Dialect::Chat:
        return u"chat";
    case Dialect::Http:
        return u"http";
    case Dialect::Tls:
        return u"tls";
    case Dialect::Raw:
        return u"raw";
    }
    return u"unknown";
}

} // namespace Chalkwire::Wire
