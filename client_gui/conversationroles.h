// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace Chalkwire::ClientGui {

/// What a ConversationView asks any model for, beside DisplayRole: the text of a row as it is copied alone.
enum ConversationRole {
    kLineRole = Qt::UserRole + 100, ///< QString: "[10:41:07] ana: hello", for a copy of several
    kBytesRole,                     ///< QByteArray; without it there is no copy as hex
    kNewsRole,                      ///< bool: it is counted as new when it comes out of sight; none: it is
};

} // namespace Chalkwire::ClientGui
