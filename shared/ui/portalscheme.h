// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#ifdef CHALKWIRE_DBUS
#include <QDBusVariant>
#endif

namespace Chalkwire::Ui {

/// What the desktop portal says about light and dark (org.freedesktop.appearance color-scheme), live. Asked
/// without waiting. Where there is no portal, or no Qt D-Bus in the build, the wish is None for ever.
class PortalScheme : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PortalScheme)

public:
    enum class Wish : quint8 { None, Dark, Light };

    explicit PortalScheme(QObject *parent = nullptr);
    Wish wish() const { return m_wish; }
    /// 1 is dark, 2 is light; anything else is no wish, as the portal's documentation demands.
    void setScheme(uint scheme);

signals:
    void changed();

#ifdef CHALKWIRE_DBUS
private slots:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
#endif

private:
    void ask();

    Wish m_wish = Wish::None;
};

} // namespace Chalkwire::Ui
