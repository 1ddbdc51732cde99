#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev lint [--fast] [--clazy]: everything about the sources that no test sees. --fast leaves clang-tidy out.
# clang-tidy looks at the files changed since origin/main first, then at all others, for at most
# CHALKWIRE_TIDY_SECONDS (900); what it has found clean is remembered in build/lint until it changes.
set -euo pipefail
# shellcheck source=.dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tidy=yes
clazy=no
for argument in "$@"; do
    case $argument in
    --fast) tidy=no ;;
    --clazy) clazy=yes ;;
    *) die "lint takes --fast and --clazy, not $argument" ;;
    esac
done
need build gui lint
cd "$root"

failed=()
check() {
    local name=$1 begin=$SECONDS
    shift
    printf -- '-- %s\n' "$name"
    if ! "$@"; then
        failed+=("$name")
        printf -- '-- %s: FAILED\n' "$name"
    fi
    printf -- '-- %s: %d s\n' "$name" $((SECONDS - begin))
}

sources() { git ls-files --cached --others --exclude-standard '*.h' '*.cpp' | sort -u; }

check_format() {
    local tool=clang-format-14
    command -v $tool >/dev/null || tool=clang-format
    if ! $tool --version | grep -q 'version 14\.'; then
        say "clang-format 14 is missing, and other versions lay code out differently"
        return 1
    fi
    sources | xargs $tool --dry-run -Werror
}

check_layers() { cmake -DROOT="$root" -P tests/style/layering.cmake; }

check_translations() {
    local tool
    for tool in /usr/lib/qt6/bin/lupdate lupdate; do
        if command -v $tool >/dev/null; then
            python3 .dev/untranslated.py $tool
            return
        fi
    done
    say "lupdate is missing"
    return 1
}

check_shell() { shellcheck -x dev .ci/run .dev/*.sh; }

check_desktop() {
    desktop-file-validate packaging/*.desktop && appstreamcli validate --no-net packaging/*.metainfo.xml
}

# The compile commands without precompiled headers: those are GCC's, and clang stumbles over them.
compile_commands() {
    cmake --preset dev -B build/lint-commands -DCHALKWIRE_PCH=OFF >/dev/null
}

tidy_one() {
    local file=$1 key stamp
    # A file is judged again when it, any header or the rules change.
    key=$({
        cat "$file" .clang-tidy
        printf '%s' "$headers_key"
    } | sha256sum | cut -c1-32)
    stamp=build/lint/$key
    if [[ -f $stamp ]]; then return 0; fi
    if ((SECONDS > tidy_until)); then
        printf '%s\n' "$file" >>build/lint/not-reached
        return 0
    fi
    if "$tidy_tool" --quiet -p build/lint-commands "$file" 2>/dev/null; then
        : >"$stamp"
    else
        printf '%s\n' "$file" >>build/lint/wrong
    fi
}

# In the order clang-tidy should see them: changed ones first; products only, tests are held to less.
tidy_files() {
    {
        git diff --name-only origin/main -- 2>/dev/null || true
        git ls-files --cached --others --exclude-standard
    } | grep -E '^(shared|server_gui|client_gui)/.*\.cpp$' | awk '!seen[$0]++' | while read -r file; do
        if grep -qF "/$file\"" build/lint-commands/compile_commands.json; then printf '%s\n' "$file"; fi
    done
}

check_tidy() {
    tidy_tool=clang-tidy-14
    command -v $tidy_tool >/dev/null || tidy_tool=clang-tidy
    compile_commands
    mkdir -p build/lint
    rm -f build/lint/wrong build/lint/not-reached
    headers_key=$(git ls-files --cached --others --exclude-standard '*.h' | sort -u | xargs cat | sha256sum)
    tidy_until=$((SECONDS + ${CHALKWIRE_TIDY_SECONDS:-900}))
    local files file jobs
    jobs=$(nproc)
    mapfile -t files <<<"$(tidy_files)"
    for file in "${files[@]}"; do
        while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
        tidy_one "$file" &
    done
    wait
    if [[ -s build/lint/not-reached ]]; then
        say "no time left for $(wc -l <build/lint/not-reached) of ${#files[@]} files; run ./dev lint again for them"
    else
        printf '%d files\n' "${#files[@]}"
    fi
    [[ ! -s build/lint/wrong ]]
}

check_clazy() {
    compile_commands
    local bad=no file
    while read -r file; do
        clazy-standalone -p build/lint-commands -checks=level1 -ignore-dirs='/usr/.*|.*_autogen.*' "$file" 2>&1 |
            grep -E 'warning:.*\[-Wclazy' && bad=yes
    done <<<"$(tidy_files)"
    [[ $bad == no ]]
}

check format check_format
check layers check_layers
check sources python3 .dev/sourcelint.py
check translations check_translations
check shell check_shell
check desktop check_desktop
if [[ $tidy == yes ]]; then check clang-tidy check_tidy; fi
if [[ $clazy == yes ]]; then check clazy check_clazy; fi

if ((${#failed[@]} > 0)); then
    printf 'lint: failed: %s\n' "${failed[*]}"
    exit 1
fi
printf 'lint: in order\n'
