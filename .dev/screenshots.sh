#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev screenshots: docs/images/*.png of both programs, on a virtual display, with a real conversation.
set -euo pipefail
# shellcheck source=.dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=.dev/stage.sh
. "$root/.dev/stage.sh"

need build gui virtual-display screenshots
require_tools xdotool import
build dev chalkwire-server chalkwire-client
bin=$root/build/dev/bin
images=$root/docs/images
mkdir -p "$images"

stage_display 2600x1500
private_settings

# take PID SIZE NAME [X-Y...]: gives the window the size (pixels), clicks at each "X Y" (percent of it), lets it draw, writes docs/images/NAME.png.
take() {
    place "$1" "${2%x*}" "${2#*x}" 0 0
    settle 2
    local spot x y
    for spot in "${@:4}"; do
        read -r x y <<<"$spot"
        click $((${2%x*} * x / 100)) $((${2#*x} * y / 100))
        settle 1
    done
    shot "$window" "$images/$3.png"
    printf '%s\n' "docs/images/$3.png"
}

# scene NAME SCALE SERVER-SIZE CLIENT-SIZE OPTION...: both programs in the middle of a conversation.
scene() {
    local name=$1 server_size=$3 client_size=$4 ana
    export QT_SCALE_FACTOR=$2
    shift 4
    start_server "$bin" "$@"
    start_client "$bin" --nick ana --say "hello everyone" "$@"
    ana=${stage_windows[-1]}
    wait_for_text "hello everyone"
    start_client "$bin" --nick ben --say "hi ana" --say "my program sends twice and reads once" \
        --say "why is there one answer?" "$@"
    wait_for_text "why is there one answer?"
    settle 2 # the first pings are past: the rows below stay where take() clicks
    tutorial_client "hello from a twenty-line program"
    tutorial_client "first" "second"
    if [[ $server_size == 1280x800 ]]; then
        # The request that came in two sends: the fifth row from below. Then its lanes.
        take "$server_pid" "$server_size" "server-$name" "75 40"
        take "$server_pid" "$server_size" "lanes-$name" "48 54"
    else
        take "$server_pid" "$server_size" "server-$name"
    fi
    take "$ana" "$client_size" "client-$name"
    end_windows
}

# Ends the programs on the stage, by pid.
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
scene 200 2 2400x1440 1440x960 --theme light
scene small 1 960x600 720x480 --theme light

start_server "$bin" --theme light
take "$server_pid" 1280x800 server-empty
# The port is in use now: a second server says so in its window.
"$bin/chalkwire-server" --listen "127.0.0.1:$port" --ephemeral --theme light >"$stage_dir/second.out" \
    2>"$stage_dir/second.err" &
stage_pids+=($!)
stage_windows+=($!)
take $! 1280x800 server-port-taken
end_windows

"$bin/chalkwire-client" --theme light 2>"$stage_dir/client.err" &
stage_pids+=($!)
stage_windows+=($!)
take $! 900x600 client-empty
end_windows
# Nobody listens on the port any more.
start_client "$bin" --theme light
take "${stage_windows[-1]}" 900x600 client-refused
end_windows
