#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev package: dist/chalkwire-server_*.deb and dist/chalkwire-client_*.deb, checked.
set -euo pipefail
# shellcheck source=.dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need build gui package
require_tools cpack dpkg-shlibdeps
build release chalkwire-server chalkwire-client chalkwire-server-desktop chalkwire-client-desktop
rm -rf "$root"/dist/chalkwire-*.deb "$root/dist/_CPack_Packages"
(
    umask 022
    cd "$root/build/release" && cpack -G DEB
)
rm -rf "$root/dist/_CPack_Packages"
if command -v lintian >/dev/null; then
    # lintian refuses to run as root without being told; it only reads.
    lintian --allow-root --fail-on error,warning --suppress-tags-from-file "$root/packaging/debian/lintian-suppressed" \
        "$root"/dist/*.deb
else
    say "lintian is missing: the packages are not checked"
fi
ls -l "$root"/dist/*.deb
