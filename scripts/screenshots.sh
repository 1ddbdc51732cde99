#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev screenshots: docs/images/*.png of both programs, on a virtual display, with a real conversation.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=scripts/stage.sh
. "$root/scripts/stage.sh"

need build gui virtual-display screenshots
require_tools xdotool import
build dev chalkwire-server chalkwire-client
bin=$root/build/dev/bin
images=$root/docs/images
mkdir -p "$images"

stage_display 2600x1500
private_settings

# window_of PID: its largest visible window.
window_of() {
    local id area best=0 found=
    for id in $(xdotool search --onlyvisible --pid "$1" 2>/dev/null); do
        area=$(xdotool getwindowgeometry --shell "$id" | awk -F= '/WIDTH|HEIGHT/ { a = a ? a * $2 : $2 } END { print a }')
        if ((area > best)); then
            best=$area
            found=$id
        fi
    done
    window=$found
    [[ -n $found ]]
}

# take PID NAME: waits for the window and two seconds more, then writes docs/images/NAME.png.
take() {
    until_true 20 window_of "$1" || die "no window for $2 appeared: $(tail -3 "$stage_dir"/*.err)"
    settle 2
    shot "$window" "$images/$2.png"
    printf '%s\n' "docs/images/$2.png"
}

# scene NAME SCALE SERVER-SIZE CLIENT-SIZE OPTION...: both programs in the middle of a conversation.
scene() {
    local name=$1 scale=$2 server_size=$3 client_size=$4
    shift 4
    export QT_SCALE_FACTOR=$scale
    start_server "$bin" -qwindowgeometry "$server_size+0+0" "$@"
    start_client "$bin" -qwindowgeometry "$client_size+100+100" --nick ana --say "hello everyone" "$@"
    local ana=${stage_windows[-1]}
    wait_for_nick ana
    start_client "$bin" -qwindowgeometry "$client_size+200+200" --nick ben --say "hi ana" \
        --say "my program sends twice and reads once" --say "why is there one answer?" "$@"
    wait_for_nick ben
    tutorial_client "hello from a twenty-line program"
    tutorial_client "first"
    # A row of the traffic table, so that the inspector has something to show.
    if window_of "$server_pid"; then
        xdotool windowactivate "$window" 2>/dev/null || true
    fi
    take "$server_pid" "server-$name"
    take "$ana" "client-$name"
    end_windows
}

# end_windows: what scene or a single program left, by pid.
end_windows() {
    local pid
    for pid in "${stage_windows[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    stage_windows=()
    unset QT_SCALE_FACTOR
}

scene light 1 1280x800 900x600 --theme light
scene dark 1 1280x800 900x600 --theme dark
scene zh_CN 1 1280x800 900x600 --theme light --lang zh_CN
scene 200 2 1200x720 720x480 --theme light
scene small 1 960x600 720x480 --theme light

start_server "$bin" -qwindowgeometry 1280x800+0+0 --theme light
take "$server_pid" server-empty
# The port is in use now: a second server says so in its window, and a client meets a port nobody listens on.
"$bin/chalkwire-server" --listen "127.0.0.1:$port" --ephemeral -qwindowgeometry 1280x800+0+0 --theme light \
    >"$stage_dir/second.out" 2>"$stage_dir/second.err" &
stage_pids+=($!)
stage_windows+=($!)
take $! server-port-taken
end_windows

"$bin/chalkwire-client" -qwindowgeometry 900x600+0+0 --theme light 2>"$stage_dir/client.err" &
stage_pids+=($!)
stage_windows+=($!)
take $! client-empty
start_client "$bin" -qwindowgeometry 900x600+0+0 --theme light
take "${stage_windows[-1]}" client-refused
end_windows
