#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the strings without a finished translation in each .ts file, after looking for new ones in the sources.

usage: untranslated.py LUPDATE   (the checkout's .ts files are not changed)
"""
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "server_gui", ROOT / "client_gui", ROOT / "shared" / "ui"]
# Where lupdate finds the headers that say which namespace a class is in.
INCLUDES = [f"-I{ROOT / folder}" for folder in ("shared", "server_gui", "client_gui")]


def messages(path):
    """{(context, source, comment): finished} of a .ts file, without what the sources no longer have."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            kind = translation.get("type", "")
            if kind in ("vanished", "obsolete"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            found[key] = kind != "unfinished" and all(form.strip() for form in forms)
    return found


def main():
    files = sorted(path for path in ROOT.rglob("*.ts")
                   if not {"build", "dist"} & set(path.relative_to(ROOT).parts))
    if not files:
        print("no .ts file: nothing is translated")
        return 1
    # Several files of one language share the strings: a string must be finished in one of them.
    languages = {}
    for path in files:
        language = ElementTree.parse(path).getroot().get("language")
        languages.setdefault(language, []).append(path)
    total = 0
    with tempfile.TemporaryDirectory() as scratch:
        for language, paths in languages.items():
            fresh = Path(scratch) / f"{language}.ts"
            subprocess.run([sys.argv[1], "-silent", "-locations", "none", "-source-language", "en",
                            "-target-language", language, *INCLUDES, "-recursive", *map(str, SOURCES),
                            "-extensions", "h,cpp", "-ts", str(fresh)], check=True)
            done = {}
            for path in paths:
                for key, finished in messages(path).items():
                    done[key] = done.get(key, False) or finished
                    if not finished:
                        print(f"{path.relative_to(ROOT)}: unfinished: {key[0]}: {key[1]}")
                        total += 1
            for key in messages(fresh):
                if key not in done:
                    print(f"{language}: in no .ts file: {key[0]}: {key[1]}")
                    total += 1
            names = ", ".join(str(path.relative_to(ROOT)) for path in paths)
            print(f"{names}: {len(done)} strings, {total} untranslated")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
