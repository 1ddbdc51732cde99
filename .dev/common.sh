# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What every part of ./dev shares: messages, Debian packages, configure and build. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export root

say() { printf '%s\n' "./dev: $*" >&2; }
die() {
    say "$*"
    exit 1
}

# The one list of Debian packages, by purpose. Left: the package. Right: why.
packages_of() {
    case $1 in
    build)
        cat <<'LIST'
cmake               configures the build
ninja-build         runs the build
g++                 compiles (GCC 12)
qt6-base-dev        Qt Core, Network, Widgets and Test
libsqlite3-dev      SQLite: the history
libicu-dev          ICU: which names look alike (the library itself comes with Qt)
libssl-dev          OpenSSL's libcrypto: SHA-256 of files
libmimalloc-dev     an allocator, quicker than the system's with many clients (the server does without, too)
python3             looked for by the configure step: the tests' own socket client and server
LIST
        ;;
    gui)
        cat <<'LIST'
qt6-tools-dev       Qt LinguistTools for CMake
qt6-l10n-tools      lrelease: compiles the translations
qt6-translations-l10n  Qt's own texts (dialog buttons) in Chinese
librsvg2-bin        rsvg-convert: renders the icons from SVG
fonts-dejavu-core   a font, where the system has none
LIST
        ;;
    test)
        cat <<'LIST'
netcat-openbsd      nc, as a class would use it
wireshark-common    text2pcap and capinfos read the exported hex dump
desktop-file-utils  desktop-file-validate
LIST
        ;;
    virtual-display)
        cat <<'LIST'
xvfb                a display where there is none
openbox             a window manager for it
xdotool             places the windows on it
imagemagick         takes the screenshot
LIST
        ;;
    wayland)
        cat <<'LIST'
qt6-wayland         opens the windows on a Wayland desktop
LIST
        ;;
    screenshots)
        cat <<'LIST'
fonts-noto-cjk      Chinese glyphs for the zh_CN screenshots
LIST
        ;;
    lint)
        cat <<'LIST'
clang-format        the code's layout
clang-tidy          the code's slips
shellcheck          the scripts' slips
desktop-file-utils  desktop-file-validate
appstream           appstreamcli validate
python3             .dev/sourcelint.py
LIST
        ;;
    peers)
        cat <<'LIST'
nats-server         a message broker, for ./dev bench --peers (Debian starts it as a service)
mosquitto           another one (likewise)
LIST
        ;;
    package)
        cat <<'LIST'
dpkg-dev            dpkg-shlibdeps
file                tells programs from data for CPack
lintian             checks the packages
librsvg2-bin        rsvg-convert: renders the icons from SVG
LIST
        ;;
    *) die "no package list named $1" ;;
    esac
}

package_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

installed_something=no

# need PURPOSE...: installs what is missing of these lists. Says what and why; where it cannot, it says so and goes on.
need() {
    local purpose package why missing=() lines=()
    for purpose in "$@"; do
        while read -r package why; do
            if [[ " ${missing[*]} " == *" $package "* ]]; then continue; fi
            if ! command -v dpkg-query >/dev/null || ! package_installed "$package"; then
                missing+=("$package")
                lines+=("$(printf '    %-22s %s' "$package" "$why")")
            fi
        done <<<"$(packages_of "$purpose")"
    done
    if ((${#missing[@]} == 0)); then return; fi
    if ! command -v apt-get >/dev/null; then
        say "this is no Debian system. On Debian 12 these packages would be used; going on with what is here:"
        printf '%s\n' "${lines[@]}" >&2
        return
    fi
    local as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "these packages are missing, and installing them needs root or sudo; going on without them:"
            printf '%s\n' "${lines[@]}" >&2
            say "as root: apt-get install --no-install-recommends ${missing[*]}"
            return
        fi
        as_root=(sudo)
    fi
    installed_something=yes
    say "installing with apt:"
    printf '%s\n' "${lines[@]}" >&2
    local options=(-qq -o=Dpkg::Use-Pty=0)
    "${as_root[@]}" apt-get "${options[@]}" update >&2 || say "apt-get update failed; trying with the lists at hand"
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install --yes \
        --no-install-recommends "${missing[@]}" >/dev/null; then
        say "apt could not install them; going on with what is here"
    fi
}

# Fails early, in one sentence, where the build could only fail late and long.
require_tools() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || die "$tool is missing: install it and try again (see the list above)"
    done
}

# configure PRESET: only when there is nothing yet, the presets changed or new packages may be found; CMake itself
# notices everything else.
configure() {
    local preset=$1
    require_tools cmake ninja c++
    local made=$root/build/$preset/build.ninja
    if [[ ! -f $made || $root/CMakePresets.json -nt $made || $installed_something == yes ]]; then
        (cd "$root" && cmake --preset "$preset")
    fi
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    configure "$preset"
    (cd "$root" && cmake --build --preset "$preset" ${1:+--target "$@"})
}
