// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/confusable.h"

#include <map>
#include <memory>

namespace Chalkwire::Core {

/// Names in use, found by their look. docs/protocol.md §5
/// Cost: O(log names), unless they were chosen to differ in I and l only.
class LookIndex
{
public:
    void insert(const QString &name);
    void remove(const QString &name); ///< one that is not there is ignored
    /// One of the names that looks like this one, but not `own`; empty: none does.
    QString alike(const QString &name, const QString &own = {}) const;

private:
    struct Entry
    {
        QString name;
        Look look;
    };
    std::multimap<QString, std::shared_ptr<const Entry>> m_entries; ///< by both keys of the look
};

} // namespace Chalkwire::Core
