#!/usr/bin/env python3
"""Assembles the folder that any static host can serve: build_dist.py REPOSITORY BUILD_FOLDER.

BUILD_FOLDER/dist becomes: everything of shell/, the module and the two parts of its program, the fonts (subset by build_fonts.py),
the licence notices, and beside every file that gets smaller a .br and a .gz sibling. Only what changed is made
again; what no longer belongs is removed. Needs brotli and fonttools (build/deps/python).
"""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import brotli

FONT_INPUTS = ["tools/build_fonts.py", "tools/icons_header.py", "assets/icons.txt", "third_party/npm/sources/package-lock.json"]
# The licence texts of what the page contains, as they came with each work.
LICENCES = {
    "Dear ImGui": "build/deps/slimgui/imgui/LICENSE.txt",
    "nlohmann/json": "/usr/share/doc/nlohmann-json3-dev/copyright",
    "utf8proc": "build/deps/utf8proc/LICENSE.md",
    "xxHash": "/usr/share/doc/libxxhash-dev/copyright",
    "Inter": "build/deps/npm-sources/node_modules/@expo-google-fonts/inter/LICENSE_FONT",
    "Lucide": "build/deps/npm-sources/node_modules/lucide-static/LICENSE",
    "musl": "build/deps/emscripten/system/lib/libc/musl/COPYRIGHT",
}
MODULE_FILES = ["whole/perennial.mjs", "perennial.wasm", "perennial-later.wasm"]
STATE_FORMAT = 1  # Raise it when the way a file is compressed changes.


def digest(data):
    return hashlib.sha256(data).hexdigest()


def ensure_fonts(repository, build):
    """Makes BUILD_FOLDER/fonts again when anything it is made from has changed. Returns that folder."""
    fonts, stamp = build / "fonts", build / "fonts.stamp"
    key = digest(b"".join((repository / name).read_bytes() for name in FONT_INPUTS))
    if not (stamp.exists() and stamp.read_text() == key and any(fonts.glob("*.ttf"))):
        subprocess.run([sys.executable, repository / "tools/build_fonts.py", repository / "build/deps",
                        repository / "assets/icons.txt", fonts], check=True)
        stamp.write_text(key)
    return fonts


def notices(repository):
    """Our page of notices followed by every licence text."""
    parts = [(repository / "third_party/NOTICES.md").read_bytes()]
    for work, path in LICENCES.items():
        parts.append(f"\n\n{'-' * 80}\n{work}\n{'-' * 80}\n\n".encode() + (repository / path).read_bytes())
    return b"".join(parts)


def wanted_files(repository, build):
    """{path in dist: bytes}."""
    sources = {}
    shell = repository / "shell"
    for path in sorted(shell.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            sources[path.relative_to(shell).as_posix()] = path
    for path in sorted(ensure_fonts(repository, build).glob("*.ttf")):
        sources[f"assets/fonts/{path.name}"] = path
    for name in MODULE_FILES:
        sources[Path(name).name] = build / name
    sources["LICENSE.txt"] = repository / "LICENSE"
    return {"NOTICES.txt": notices(repository), **{name: path.read_bytes() for name, path in sources.items()}}


def write(path, data):
    """Replaces a file in one step, so that a server never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".new")
    aside.write_bytes(data)
    os.replace(aside, path)


def write_with_siblings(path, data):
    write(path, data)
    for suffix, packed in ((".br", brotli.compress(data, quality=11)), (".gz", gzip.compress(data, 9, mtime=0))):
        sibling = path.with_name(path.name + suffix)
        if len(packed) < len(data):
            write(sibling, packed)
        else:
            sibling.unlink(missing_ok=True)


def remove_strangers(dist, files):
    """Removes files that no longer belong, and folders left empty."""
    belongs = {dist / (name + suffix) for name in files for suffix in ("", ".br", ".gz")}
    for path in sorted(dist.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in belongs:
            path.unlink()


def main():
    repository, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    dist, state_path = build / "dist", build / "dist.state.json"
    files = wanted_files(repository, build)
    state = {"format": STATE_FORMAT, "files": {name: digest(data) for name, data in files.items()}}
    before = json.loads(state_path.read_text()) if state_path.exists() else {}
    made = before.get("files", {}) if before.get("format") == STATE_FORMAT else {}
    due = [name for name in files if made.get(name) != state["files"][name] or not (dist / name).is_file()]
    if due:
        state_path.unlink(missing_ok=True)  # Interrupted from here on, the next run makes everything again.
    for name in due:
        write_with_siblings(dist / name, files[name])
    remove_strangers(dist, files)
    write(state_path, json.dumps(state).encode())


if __name__ == "__main__":
    main()
