// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace Chalkwire::Ui {

class PortalScheme;

enum class ThemeChoice : quint8 {
    Desktop, ///< as the desktop says, live
    Light,
    Dark,
};
/// "light", "dark", "desktop" (what `--theme` takes); anything else is Desktop and sets *known to false.
ThemeChoice themeChoiceFromName(QStringView name, bool *known = nullptr);

/// What a colour means. A colour never stands alone: an arrow, icon or word says the same.
enum class ColorRole : quint8 {
    ToServer, ///< client -> server, with →
    ToClient, ///< server -> client, with ←
    Ok,
    Warning,
    Error,
    Muted,     ///< secondary text; still 4.5:1
    Accent,    ///< links, focus, the selected tab
    Separator, ///< thin lines; no text
    Panel,     ///< tool bars, headers and status bars; no text
    Mark,      ///< the background behind text that is pointed out
};

/// The colours of both programs: follows the desktop's light or dark live, unless told otherwise.
/// Ownership: one per program, made by install(), child of the application. Thread: GUI.
/// When the desktop brings no style of its own, Fusion is drawn calmer and with our own palettes.
class Theme : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    /// Once, after the application was made and before the first window. Later calls return the same object.
    static Theme *install(QApplication &application);
    /// The installed theme; nullptr before install().
    static Theme *instance();

    /// What `--theme` and the View menu set; remembered by nobody: the window keeps it if it wants.
    void setChoice(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    /// The palette we use where the desktop has none; also what tests compute contrasts of.
    static QPalette palette(bool dark);
    static QColor color(ColorRole role, bool dark);

signals:
    void changed(); ///< light or dark, or a palette colour; widgets get PaletteChange as well

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit Theme(QApplication &application);
    void apply();
    bool desktopIsDark() const;

    ThemeChoice m_choice = ThemeChoice::Desktop;
    bool m_dark = false;
    bool m_ownStyle = false;  ///< the desktop brought none
    bool m_oursShown = false; ///< our style and palette are in use
    bool m_applying = false;
    QString m_desktopStyle;
    QPalette m_desktopPalette; ///< as it was before ours
    PortalScheme *m_portal;    ///< child
};

/// The colour of a role in the theme that is shown now.
QColor color(ColorRole role);
/// The monospace font for bytes, in the size of the body font.
QFont byteFont();
/// Contrast of two opaque colours, 1 to 21, as WCAG 2.2 computes it (relative luminance).
double contrastRatio(const QColor &a, const QColor &b);

} // namespace Chalkwire::Ui
