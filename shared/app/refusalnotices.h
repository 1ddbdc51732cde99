// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTimer>

#include <functional>

namespace Chalkwire::App {

/// Says how many clients were refused, at most once a second: a storm fills no log. Thread: the engine's.
class RefusalNotices
{
public:
    /// `parent` outlives this. `tell` gets how many since the last call, then what count() got.
    RefusalNotices(QObject *parent, std::function<void(const QStringList &)> tell);

    void count(const QStringList &last);

private:
    void tell();

    std::function<void(const QStringList &)> m_tell;
    quint64 m_count = 0; ///< not told yet
    QStringList m_last;
    QTimer m_timer; ///< runs while the next has to wait
};

} // namespace Chalkwire::App
