#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev run: a server window, two client windows and a tutorial client that talk. With a display they stay until the
# user closes them; without one it all happens on a virtual display, and a screenshot is left.
set -euo pipefail
# shellcheck source=.dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=.dev/stage.sh
. "$root/.dev/stage.sh"

virtual=no
if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    virtual=yes
    need build gui virtual-display
elif [[ -z ${DISPLAY:-} ]]; then
    need build gui wayland
else
    need build gui
fi
build dev chalkwire-server chalkwire-client
bin=$root/build/dev/bin

if [[ $virtual == yes ]]; then
    stage_display 1920x1060
    private_settings
fi

# On the user's own desktop the windows go where that puts them.
arrange() {
    if [[ $virtual == yes ]]; then place "$@"; fi
}

start_server "$bin"
arrange "$server_pid" 1160 900 10 30
say "the server window listens on 127.0.0.1:$port"
start_client "$bin" --nick ana --say "hello everyone" --say "who is here?"
arrange "${stage_windows[-1]}" 720 480 1185 30
wait_for_text "who is here?"
start_client "$bin" --nick ben --say "hi ana, it is ben" --say "the server window shows each of our bytes"
arrange "${stage_windows[-1]}" 720 480 1185 545
wait_for_text "the server window shows"
tutorial_client "hello from a twenty-line program"

if [[ $virtual == yes ]]; then
    settle 2
    mkdir -p "$root/build"
    shot root "$root/build/demo.png"
    printf '%s\n' "$root/build/demo.png"
    exit 0
fi
say "close the windows, or press Ctrl+C here, to end the demo"
wait "${stage_windows[@]}" || true
