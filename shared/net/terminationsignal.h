// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Chalkwire::Net {

/// Turns SIGTERM and SIGINT into a Qt signal, so that a program can leave in order. One object per process; a
/// second signal ends the process at once, as the user who presses Ctrl+C twice expects. Elsewhere than POSIX
/// it never fires. Thread: the one that made it.
class TerminationSignal : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminationSignal)

public:
    explicit TerminationSignal(QObject *parent = nullptr);
    ~TerminationSignal() override;

signals:
    void received();
};

} // namespace Chalkwire::Net
