#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks every file of the checkout that git knows: licence headers, words that must not appear, and lengths.

Errors end with exit code 1. Lengths are alarms: they are printed and end nothing. A file or function that is long
with good reason says so in one line, in the file or above the function:  // length: why
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SPDX_SUFFIXES = {".h", ".cpp", ".py", ".sh", ".cmake", ".svg"}
SPDX_NAMES = {"CMakeLists.txt", "dev", "run"}
SPDX = ("SPDX-FileCopyrightText: The Chalkwire authors", "SPDX-License-Identifier: GPL-3.0-or-later")

# pattern, where it is forbidden (regular expression on the path), why
CODE = r".*\.(h|cpp)$"
PRODUCT = r"(shared|server_gui|client_gui)/.*\.(h|cpp)$"
WORDS = [
    (r"\b(SIGNAL|SLOT)\s*\(", CODE, "connect by pointer to member"),
    (r"(->|\.|CoreApplication::)processEvents\b", PRODUCT, "the event loop is not entered twice"),
    (r"\bwaitFor(Connected|ReadyRead|BytesWritten|Disconnected|NewConnection)\b", PRODUCT, "nothing blocks"),
    (r"\b(qWait|qSleep)\s*\(", CODE, "wait for a condition, not for time"),
    (r"\bQSKIP\b", CODE, "a test that cannot run fails"),
    (r"\busing namespace std;", CODE, "say std::"),
    (r"^(?!\s*//).*\bstd::(format|expected|source_location|views)\b", CODE, "clang 14 does not have it"),
    (r"\b(qDebug|qWarning|qInfo|qCritical)\s*\(", PRODUCT, "log with a category (base/log.h)"),
    (r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))", r".*\.(h|cpp|py|sh|cmake|txt)$", "write TODO(#issue)"),
    (r"/(home|root|Users)/\w", r".*", "no path of one machine"),
]
OWN = ".dev/sourcelint.py"  # names the words it looks for

LENGTHS = [(r"tests/.*\.cpp$", 600), (r".*\.cpp$", 400), (r".*\.h$", 150)]
FUNCTION_LINES = 40
EXCUSE = re.compile(r"//\s*length:\s*\S")
BINARY_SUFFIXES = {".png", ".gz", ".bin", ".ico"}


def tracked():
    listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                             check=True, capture_output=True).stdout
    for name in sorted(filter(None, listing.decode().split("\0"))):
        path = ROOT / name
        if path.is_file() and path.suffix not in BINARY_SUFFIXES:
            yield name, path


def needs_spdx(name):
    path = Path(name)
    if name.startswith("tests/") and "corpus" in path.parts:
        return False
    return path.suffix in SPDX_SUFFIXES or path.name in SPDX_NAMES


def functions(lines):
    """(first line number, length, excused) of each function body as our clang-format lays it out: the brace of a
    function stands alone in column 0, and so does its end."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{" and start is None:
            start = number
        elif line.startswith("}") and start is not None:
            head = lines[max(0, start - 6):start]
            is_type = any(re.match(r"(class|struct|union|enum|namespace)\b", h) for h in head[-2:])
            if not is_type:
                yield start, number - start - 1, any(EXCUSE.search(h) for h in head)
            start = None


def main():
    errors, alarms, longest = [], [], 0
    files = 0
    for name, path in tracked():
        files += 1
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        lines = text.split("\n")
        if needs_spdx(name) and not all(mark in "\n".join(lines[:8]) for mark in SPDX):
            errors.append(f"{name}: the SPDX lines are missing")
        if name != OWN:
            for pattern, where, why in WORDS:
                if not re.match(where, name):
                    continue
                for number, line in enumerate(lines, 1):
                    if re.search(pattern, line):
                        errors.append(f"{name}:{number}: {line.strip()[:60]}: {why}")
        for where, limit in LENGTHS:
            if re.match(where, name):
                if len(lines) - 1 > limit and not any(EXCUSE.search(line) for line in lines[:12]):
                    alarms.append(f"{name}: {len(lines) - 1} lines, more than {limit}")
                break
        if name.endswith(".cpp"):
            for start, length, excused in functions(lines):
                longest = max(longest, length)
                if length > FUNCTION_LINES and not excused:
                    alarms.append(f"{name}:{start}: a function of {length} lines, more than {FUNCTION_LINES}")
    for line in alarms:
        print(f"alarm: {line}")
    for line in errors:
        print(f"error: {line}")
    print(f"{files} files, {len(errors)} errors, {len(alarms)} length alarms, longest function {longest} lines")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
