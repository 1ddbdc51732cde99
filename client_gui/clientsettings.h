// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectrequest.h"
#include "ui/theme.h"

#include <QByteArray>
#include <QStringList>

namespace Chalkwire::ClientGui {

/// What the window remembers between runs, in the program's QSettings. Values from the file are checked:
/// a broken one counts as not there.
class ClientSettings
{
public:
    static constexpr int kMaxRecent = 10;
    static constexpr int kMaxTextStep = 6;
    static constexpr int kMinTextStep = -2;

    static QStringList recent();                                ///< addresses, newest first
    static QStringList remember(const ConnectRequest &request); ///< returns the new recent()
    /// What the form starts with: the last request, or 127.0.0.1:8000 and chat.
    static QString address();
    static App::ClientKind kind();
    static QString nick();
    static QString room();

    static int textStep(); ///< 0 is the desktop's size; each step is an eighth of it
    static void setTextStep(int step);
    static Ui::ThemeChoice theme();
    static void setTheme(Ui::ThemeChoice choice);
    static bool isWireOpen();
    static void setWireOpen(bool isOpen);

    static bool arePicturesShown(); ///< those that others give, up to 1 MiB
    static void setPicturesShown(bool areShown);

    static QByteArray bytes(const QString &name); ///< "geometry", "splitter", "traffic"
    static void setBytes(const QString &name, const QByteArray &value);
    static int number(const QString &name, int highest); ///< 0 when it is not in 0 to highest
    static void setNumber(const QString &name, int value);
};

} // namespace Chalkwire::ClientGui
