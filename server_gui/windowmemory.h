// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serverconfig.h"

#include <QByteArray>

namespace Chalkwire::ServerGui {

/// What the window remembers from one start to the next, in QSettings. The language is the
/// LanguageSwitcher's.
struct WindowMemory
{
    static constexpr int kMinTextSteps = -2;
    static constexpr int kMaxTextSteps = 12;

    QByteArray geometry;
    QByteArray docks;
    QByteArray clientColumns;
    QByteArray traffic;
    QString theme;     ///< "desktop", "light" or "dark"
    int textSteps = 0; ///< points added to the desktop's font size
    bool hintDismissed = false;
    QStringList history; ///< of the send box

    static WindowMemory load();
    void save() const;
};

/// Puts the remembered listeners, places and strictness into `config`; what cannot be read is left out.
void loadListening(App::ServerConfig &config);
void saveListening(const App::ServerConfig &config);

} // namespace Chalkwire::ServerGui
