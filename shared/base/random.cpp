// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <QRandomGenerator>

namespace Chalkwire {

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

} // namespace Chalkwire
