// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientsettings.h"

#include <QSettings>

namespace Chalkwire::ClientGui {

namespace {

QString key(const char *name)
{
    return QStringLiteral("client/") + QString::fromLatin1(name);
}

QString themeName(Ui::ThemeChoice choice)
{
    switch (choice) {
    case Ui::ThemeChoice::Light:
        return QStringLiteral("light");
    case Ui::ThemeChoice::Dark:
        return QStringLiteral("dark");
    case Ui::ThemeChoice::Desktop:
        break;
    }
    return QStringLiteral("desktop");
}

QString themeKey()
{
    return QStringLiteral("ui/theme");
}

} // namespace

QStringList ClientSettings::recent()
{
    QStringList addresses;
    const QStringList stored = QSettings().value(key("recent")).toStringList();
    for (const QString &address : stored) {
        if (addresses.size() < kMaxRecent && Net::parseEndpoint(address) && !addresses.contains(address))
            addresses.append(address);
    }
    return addresses;
}

QStringList ClientSettings::remember(const ConnectRequest &request)
{
    QStringList addresses = recent();
    addresses.removeAll(request.target.text());
    addresses.prepend(request.target.text());
    while (addresses.size() > kMaxRecent)
        addresses.removeLast();
    QSettings settings;
    settings.setValue(key("recent"), addresses);
    settings.setValue(key("kind"), App::clientKindName(request.kind));
    if (request.kind == App::ClientKind::Line || request.kind == App::ClientKind::Chat) {
        settings.setValue(key("nick"), request.nick);
        settings.setValue(key("room"), request.room);
    }
    return addresses;
}

QString ClientSettings::address()
{
    return recent().value(0, QStringLiteral("127.0.0.1:8000"));
}

App::ClientKind ClientSettings::kind()
{
    const QString name = QSettings().value(key("kind")).toString();
    for (const App::ClientKind kind :
         {App::ClientKind::Tutorial, App::ClientKind::Line, App::ClientKind::Raw}) {
        if (name == App::clientKindName(kind))
            return kind;
    }
    return App::ClientKind::Chat;
}

QString ClientSettings::nick()
{
    return QSettings().value(key("nick")).toString();
}

QString ClientSettings::room()
{
    return QSettings().value(key("room")).toString();
}

int ClientSettings::textStep()
{
    const int step = QSettings().value(key("textStep")).toInt();
    return step >= kMinTextStep && step <= kMaxTextStep ? step : 0;
}

void ClientSettings::setTextStep(int step)
{
    QSettings().setValue(key("textStep"), step);
}

Ui::ThemeChoice ClientSettings::theme()
{
    return Ui::themeChoiceFromName(QSettings().value(themeKey()).toString());
}

void ClientSettings::setTheme(Ui::ThemeChoice choice)
{
    QSettings().setValue(themeKey(), themeName(choice));
}

bool ClientSettings::isWireOpen()
{
    return QSettings().value(key("wireOpen")).toBool();
}

void ClientSettings::setWireOpen(bool isOpen)
{
    QSettings().setValue(key("wireOpen"), isOpen);
}

bool ClientSettings::arePicturesShown()
{
    return QSettings().value(key("pictures"), true).toBool();
}

void ClientSettings::setPicturesShown(bool areShown)
{
    QSettings().setValue(key("pictures"), areShown);
}

QByteArray ClientSettings::bytes(const QString &name)
{
    return QSettings().value(QStringLiteral("client/") + name).toByteArray();
}

void ClientSettings::setBytes(const QString &name, const QByteArray &value)
{
    QSettings().setValue(QStringLiteral("client/") + name, value);
}

int ClientSettings::number(const QString &name, int highest)
{
    const int value = QSettings().value(QStringLiteral("client/") + name).toInt();
    return value >= 0 && value <= highest ? value : 0;
}

void ClientSettings::setNumber(const QString &name, int value)
{
    QSettings().setValue(QStringLiteral("client/") + name, value);
}

} // namespace Chalkwire::ClientGui
