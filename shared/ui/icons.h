// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QIcon>
#include <QStringList>

namespace Chalkwire::Ui {

/// An icon of our family (resources/icons/NAME.svg), painted in the palette's text colour of the moment: it
/// follows the theme without being set again. Greyed when disabled. An unknown name is a bug of ours:
/// asserts, else empty.
QIcon icon(QStringView name);
/// The same in a role's colour.
QIcon icon(QStringView name, ColorRole role);
/// All names, sorted.
QStringList iconNames();
/// The application icon, "server" or "client", in full colour.
QIcon applicationIcon(QStringView program);

} // namespace Chalkwire::Ui
