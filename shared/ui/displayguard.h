// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Chalkwire::Ui {

/// Stand it around the making of the QApplication: without a display Qt prints several warnings and aborts;
/// with this the program prints one sentence and leaves with App::ExitNoDisplay. One at a time; the main
/// thread only.
class DisplayGuard
{
    Q_DISABLE_COPY_MOVE(DisplayGuard)

public:
    DisplayGuard();
    ~DisplayGuard();
    void release(); ///< the application stands; messages go where they went before

private:
    QtMessageHandler m_before = nullptr;
    bool m_isHeld = true;
};

} // namespace Chalkwire::Ui
