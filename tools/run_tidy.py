#!/usr/bin/env python3
"""Runs clang-tidy over the translation units of src/: run_tidy.py BUILD_FOLDER...

Each folder brings its compile_commands.json and, once built, Ninja's record of what every object was made from. A unit whose
sources, command and .clang-tidy are as they were at a clean run in any checkout is not looked at again: PERENNIAL_TIDY_CACHE
names the folder that remembers them, an empty file each (default: build/tidy). A unit that several folders compile is checked
in the first. The exit code is 1 when anything is found.
"""

import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
TIDY = "clang-tidy-19"
CLEAN = Path(os.environ.get("PERENNIAL_TIDY_CACHE", REPOSITORY / "build/tidy"))
FORGOTTEN_AFTER_DAYS = 60


def object_dependencies(build):
    """{object path: [files it was made from]} as Ninja recorded them."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    dependencies, current = {}, None
    for line in text.splitlines():
        if line.startswith("    "):
            current.append(line.strip())
        elif ": #deps" in line:
            current = dependencies.setdefault(line.split(": #deps")[0], [])
    return dependencies


def is_ours(path):
    return Path(os.path.normpath(path)).is_relative_to(REPOSITORY / "src")


def units_of(build):
    """[(source file, key)] of our translation units in a build folder. Keys hold no path of this checkout."""
    dependencies = object_dependencies(build)
    settings = (REPOSITORY / ".clang-tidy").read_bytes()
    units = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if not is_ours(entry["file"]):
            continue
        key = hashlib.sha256(settings + entry["command"].replace(str(REPOSITORY), "").encode())
        made = re.search(r" -o (\S+) -c ", entry["command"]).group(1)
        for path in dependencies.get(made, []):
            if is_ours(os.path.join(entry["directory"], path)):
                key.update(Path(entry["directory"], path).read_bytes())
        key.update(Path(entry["file"]).read_bytes())
        units.append((entry["file"], key.hexdigest()))
    return units


def extra_arguments(build):
    """What clang-tidy must be told when the compiler was Emscripten's wrapper."""
    if not re.search(r'"command": "[^"]*/em(cc|\+\+)', (build / "compile_commands.json").read_text()):
        return []
    sysroot = REPOSITORY / "build/deps/emscripten/cache/sysroot"
    return [f"--extra-arg={argument}" for argument in (
        "--target=wasm32-unknown-emscripten", f"--sysroot={sysroot}", f"-isystem{sysroot}/include/c++/v1",
        f"-isystem{sysroot}/include/compat", "-D__EMSCRIPTEN__")]


def run_tidy(build, file, extra):
    finished = subprocess.run([TIDY, "--quiet", f"-p={build}", *extra, file], capture_output=True, text=True)
    noise = re.compile(r"^\d+ warnings? (generated|treated)|^Suppressed |^Use -header-filter")
    lines = [line for line in (finished.stdout + finished.stderr).splitlines() if not noise.match(line)]
    return finished.returncode, "\n".join(lines)


def forget_old():
    for marker in CLEAN.iterdir():
        if marker.stat().st_mtime < time.time() - FORGOTTEN_AFTER_DAYS * 86_400:
            marker.unlink(missing_ok=True)


def main():
    CLEAN.mkdir(parents=True, exist_ok=True)
    forget_old()
    seen, jobs = set(), []
    for build in (Path(argument).resolve() for argument in sys.argv[1:]):
        extra = extra_arguments(build)
        for file, key in units_of(build):
            if file not in seen:
                seen.add(file)
                jobs.append((build, file, CLEAN / key, extra))
    due = []
    for job in jobs:
        if job[2].exists():
            job[2].touch()
        else:
            due.append(job)

    found = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = {pool.submit(run_tidy, build, file, extra): marker for build, file, marker, extra in due}
        for future in concurrent.futures.as_completed(futures):
            code, text = future.result()
            if code == 0:
                futures[future].touch()
            else:
                found += 1
                print(text, flush=True)
    print(f"tidy: {len(jobs)} units, {len(due)} looked at, {found} with findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
