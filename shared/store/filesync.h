// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFile;
class QString;

namespace Chalkwire::Store {

/// What was written to it outlives the machine's losing power once this gives true; so does, of a folder,
/// who is in it. Blocks. Where the system has no such call: true, and it is up to the system.
[[nodiscard]] bool syncFile(QFile &file);
[[nodiscard]] bool syncFolder(const QString &path);

} // namespace Chalkwire::Store
