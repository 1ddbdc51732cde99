// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portalscheme.h"

#ifdef CHALKWIRE_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace Chalkwire::Ui {

void PortalScheme::setScheme(uint scheme)
{
    const Wish wish = scheme == 1 ? Wish::Dark : scheme == 2 ? Wish::Light : Wish::None;
    if (wish == m_wish)
        return;
    m_wish = wish;
    emit changed();
}

#ifdef CHALKWIRE_DBUS

namespace {

constexpr QLatin1String kService("org.freedesktop.portal.Desktop");
constexpr QLatin1String kPath("/org/freedesktop/portal/desktop");
constexpr QLatin1String kInterface("org.freedesktop.portal.Settings");
constexpr QLatin1String kGroup("org.freedesktop.appearance");
constexpr QLatin1String kKey("color-scheme");
// D-Bus connections are made by the slot's name only; 1 is what marks a slot.
constexpr const char *kChangedSlot = "1onSettingChanged(QString,QString,QDBusVariant)";
constexpr int kAskMs = 3000;

/// Read() wraps its answer in two variants, the signal in one.
uint unwrap(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

PortalScheme::PortalScheme(QObject *parent)
    : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), {kGroup, kKey}, QString(),
                this, kChangedSlot);
    ask();
}

void PortalScheme::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == kGroup && key == kKey)
        setScheme(unwrap(value.variant()));
}

void PortalScheme::ask()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    question << kGroup << kKey;
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, kAskMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            setScheme(unwrap(reply.value().variant()));
        watcher->deleteLater();
    });
}

#else

PortalScheme::PortalScheme(QObject *parent)
    : QObject(parent)
{
}

#endif

} // namespace Chalkwire::Ui
