// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/calmstyle.h"
#include "ui/portalscheme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

static void initIcons()
{
    Q_INIT_RESOURCE(chalkwire_icons);
    Q_INIT_RESOURCE(chalkwire_app_icons);
}

namespace Chalkwire::Ui {

namespace {

Theme *s_theme = nullptr;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

void setDisabled(QPalette &palette, const QColor &text)
{
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, text);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, palette.color(QPalette::Button));
}

} // namespace

ThemeChoice themeChoiceFromName(QStringView name, bool *known)
{
    if (known)
        *known = true;
    if (name == u"light")
        return ThemeChoice::Light;
    if (name == u"dark")
        return ThemeChoice::Dark;
    if (known)
        *known = name == u"desktop";
    return ThemeChoice::Desktop;
}

Theme *Theme::install(QApplication &application)
{
    if (!s_theme)
        s_theme = new Theme(application);
    return s_theme;
}

Theme *Theme::instance()
{
    return s_theme;
}

Theme::Theme(QApplication &application)
    : QObject(&application)
    , m_desktopPalette(QApplication::palette())
{
    initIcons();
    // Qt falls back to these when the desktop names no style; a desktop's own is left as it is.
    const QString style = QApplication::style()->name();
    m_ownStyle = style == QLatin1String("fusion") || style == QLatin1String("windows");
    m_desktopStyle = style;
    m_portal = new PortalScheme(this);
    connect(m_portal, &PortalScheme::changed, this, &Theme::apply);
    application.installEventFilter(this);
    connect(this, &QObject::destroyed, this, [] { s_theme = nullptr; });
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

bool Theme::desktopIsDark() const
{
    if (m_portal->wish() != PortalScheme::Wish::None)
        return m_portal->wish() == PortalScheme::Wish::Dark;
    return luminance(m_desktopPalette.color(QPalette::Window)) <
           luminance(m_desktopPalette.color(QPalette::WindowText));
}

void Theme::apply()
{
    m_applying = true;
    const bool dark = m_choice == ThemeChoice::Desktop ? desktopIsDark() : m_choice == ThemeChoice::Dark;
    // A desktop's own style cannot be told to be dark: a choice of the user's brings ours.
    const bool ours = m_ownStyle || m_choice != ThemeChoice::Desktop;
    m_dark = dark;
    if (ours != m_oursShown) {
        QApplication::setStyle(ours ? new CalmStyle : QStyleFactory::create(m_desktopStyle));
        m_oursShown = ours;
    }
    QApplication::setPalette(ours ? palette(dark) : QPalette());
    m_applying = false;
    emit changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The desktop's palette changes reach the application object; ours do too, and are told apart by
    // m_applying.
    if (event->type() == QEvent::ThemeChange ||
        (event->type() == QEvent::ApplicationPaletteChange && watched == parent())) {
        if (!m_applying && !m_oursShown) {
            m_desktopPalette = QApplication::palette();
            m_dark = desktopIsDark();
            emit changed();
        }
    }
    return QObject::eventFilter(watched, event);
}

QPalette Theme::palette(bool dark)
{
    const auto pick = [dark](QRgb light, QRgb darkColor) { return QColor(dark ? darkColor : light); };
    const QColor text = pick(0x1d2125, 0xe4e6e9);
    const QColor window = pick(0xf5f6f7, 0x1f2226);
    QPalette palette(window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, pick(0xffffff, 0x17191c));
    palette.setColor(QPalette::AlternateBase, pick(0xf7f8fa, 0x1c1f23));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, color(ColorRole::Muted, dark));
    palette.setColor(QPalette::Button, pick(0xffffff, 0x2b2f34));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, pick(0xb3261e, 0xf2b8b5));
    palette.setColor(QPalette::Highlight, pick(0xd6e4f7, 0x25405f));
    palette.setColor(QPalette::HighlightedText, pick(0x10243c, 0xf1f6fc));
    palette.setColor(QPalette::Link, color(ColorRole::Accent, dark));
    palette.setColor(QPalette::LinkVisited, pick(0x6a3fa0, 0xcdb4f0));
    palette.setColor(QPalette::ToolTipBase, pick(0xffffff, 0x2b2f34));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Light, pick(0xffffff, 0x33383e));
    palette.setColor(QPalette::Midlight, pick(0xeceef0, 0x2b2f34));
    palette.setColor(QPalette::Mid, color(ColorRole::Separator, dark));
    palette.setColor(QPalette::Dark, pick(0xb4b9bf, 0x4a5058));
    palette.setColor(QPalette::Shadow, pick(0x8a9098, 0x101215));
    setDisabled(palette, pick(0x8f959c, 0x6f767e));
    return palette;
}

QColor Theme::color(ColorRole role, bool dark)
{
    switch (role) {
    case ColorRole::ToServer:
        return QColor(dark ? 0xf2b8b5 : 0xb3261e);
    case ColorRole::ToClient:
        return QColor(dark ? 0xa8c7fa : 0x1a5fb4);
    case ColorRole::Ok:
        return QColor(dark ? 0x8fd6a0 : 0x1b6e35);
    case ColorRole::Warning:
        return QColor(dark ? 0xf0c56c : 0x7d5200);
    case ColorRole::Error:
        return QColor(dark ? 0xffb4ab : 0xa8201a);
    case ColorRole::Muted:
        return QColor(dark ? 0xadb4bc : 0x5a626b);
    case ColorRole::Accent:
        return QColor(dark ? 0x9cc2f7 : 0x1a5fb4);
    case ColorRole::Separator:
        return QColor(dark ? 0x363b41 : 0xdcdfe3);
    case ColorRole::Panel:
        return QColor(dark ? 0x25292d : 0xeff1f3);
    case ColorRole::Mark:
        return QColor(dark ? 0x54430f : 0xfdeeb8);
    }
    return {};
}

QColor color(ColorRole role)
{
    return Theme::color(role, s_theme && s_theme->isDark());
}

QFont byteFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFont body = QApplication::font();
    if (body.pointSizeF() > 0)
        font.setPointSizeF(body.pointSizeF());
    else
        font.setPixelSize(body.pixelSize());
    return font;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace Chalkwire::Ui
