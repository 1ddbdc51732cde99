# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the demo and the screenshots share: a virtual display, both programs on it, pictures. Sourced after common.sh.
# Everything started here is ended by its pid when the script ends.

stage_pids=()    # everything we started, in order
stage_windows=() # the programs with windows among them
stage_dir=$(mktemp -d)
port=
window=
server_pid=

stage_end() {
    local index
    for ((index = ${#stage_pids[@]} - 1; index >= 0; index--)); do
        kill "${stage_pids[index]}" 2>/dev/null || true
        wait "${stage_pids[index]}" 2>/dev/null || true
    done
    stage_pids=()
    rm -rf "$stage_dir"
}
trap stage_end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# until_true SECONDS COMMAND...: asks ten times a second.
until_true() {
    local tries=$(($1 * 10))
    shift
    while ! "$@"; do
        tries=$((tries - 1))
        ((tries > 0)) || return 1
        sleep 0.1
    done
}

# stage_display WIDTHxHEIGHT: a display of our own, with a free number.
stage_display() {
    require_tools Xvfb import xdotool
    Xvfb -displayfd 7 -screen 0 "$1x24" -nolisten tcp -noreset -dpi 96 7>"$stage_dir/display" 2>"$stage_dir/xvfb.log" &
    stage_pids+=($!)
    until_true 20 test -s "$stage_dir/display" || die "Xvfb did not start: $(tail -1 "$stage_dir/xvfb.log")"
    DISPLAY=:$(<"$stage_dir/display")
    export DISPLAY QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY
    if command -v openbox >/dev/null; then
        openbox >/dev/null 2>&1 &
        stage_pids+=($!)
        # A window that opens while the manager takes over is never shown.
        until_true 10 xdotool get_num_desktops >/dev/null 2>&1 || say "openbox does not answer"
    fi
}

# The user's own settings are neither used nor changed.
private_settings() {
    export XDG_CONFIG_HOME=$stage_dir/config XDG_DATA_HOME=$stage_dir/data XDG_CACHE_HOME=$stage_dir/cache
    export XDG_STATE_HOME=$stage_dir/state
    mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
}

# port_taken PORT: whether anything on this machine listens on this TCP port. Asks the kernel, so nothing sees it.
port_taken() {
    local hex
    printf -v hex ':%04X' "$1"
    awk -v port="$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }' \
        /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

server_listens() {
    kill -0 "$server_pid" 2>/dev/null || die "the server ended: $(tail -n 3 "$stage_dir/server.err")"
    port_taken "$port"
}

# start_server BIN [ARG...]: on port 8000, or the next free one when that is taken; sets port and server_pid.
start_server() {
    local bin=$1
    shift
    port=8000
    while port_taken "$port"; do
        port=$((port + 1))
        ((port < 8100)) || die "ports 8000 to 8099 are all taken"
    done
    ((port == 8000)) || say "port 8000 is taken; using $port"
    : >"$stage_dir/trace.jsonl"
    "$bin/chalkwire-server" --listen "127.0.0.1:$port" --ephemeral --trace "$stage_dir/trace.jsonl" "$@" \
        >"$stage_dir/server.out" 2>"$stage_dir/server.err" &
    server_pid=$!
    stage_pids+=("$server_pid")
    stage_windows+=("$server_pid")
    until_true 30 server_listens || die "the server does not listen: $(tail -n 3 "$stage_dir/server.err")"
}

# start_client BIN [ARG...]: a chat client connected to the server, which remembers nothing of an earlier one.
start_client() {
    local bin=$1
    shift
    "$bin/chalkwire-client" --connect "127.0.0.1:$port" --dialect chat \
        --state "$stage_dir/client-${#stage_pids[@]}.sqlite" "$@" 2>>"$stage_dir/client.err" &
    stage_pids+=($!)
    stage_windows+=($!)
}

# wait_for_text TEXT: until the server has received this text, as its own trace tells.
wait_for_text() {
    until_true 30 grep -qF "$1" "$stage_dir/trace.jsonl" || say "'$1' did not arrive in time"
}

# tutorial_client TEXT...: what a socket tutorial's client does: one send for each TEXT, then one read; it stays
# connected until the script ends.
tutorial_client() {
    local program='
import signal, socket, sys
peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for text in sys.argv[2:]:
    peer.send(text.encode())
print(peer.recv(1024), flush=True)
signal.pause()'
    local answer=$stage_dir/tutorial.${#stage_pids[@]}
    python3 -c "$program" "$port" "$@" >"$answer" &
    stage_pids+=($!)
    until_true 10 test -s "$answer" || say "the tutorial client got no answer"
}

# window_of PID: its largest visible window goes to `window`.
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

# place PID WIDTH HEIGHT X Y: waits for its window, sizes and moves it, puts it before the others; `window` is its id.
place() {
    until_true 30 window_of "$1" || die "no window appeared: $(tail -qn 3 "$stage_dir"/*.err)"
    xdotool windowsize --sync "$window" "$2" "$3" windowmove "$window" "$4" "$5" windowraise "$window"
}

# click X Y: in `window`, in its pixels.
click() { xdotool mousemove --window "$window" "$1" "$2" click 1; }

# Lets windows finish drawing.
settle() { sleep "$1"; }

# shot WINDOW FILE: WINDOW is an id or root.
shot() {
    import -window "$1" "$2"
}
