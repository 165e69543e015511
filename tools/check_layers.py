#!/usr/bin/env python3
"""Checks that every include in src/ follows the arrows between rooms: check_layers.py [REPOSITORY].

    base <- domain <- {analytics, merge <- interchange, storage} <- app <- ui <- platform <- main_*

An include root alone does not stop `../../ui`, and Emscripten puts its headers on every path; this does. Also
refused: a library's header outside the rooms that own the library, headers of the operating system in pure
rooms, cycles of includes, add_room() lines that point against the arrows, and JavaScript outside shell/ and
src/platform/web. Findings are printed as file:line: what, which arrow; the exit code is 1 if there are any.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

CORE = ["core/base", "core/domain", "core/analytics", "core/merge", "core/interchange", "core/storage", "core/app"]

# What each room may include besides itself.
MAY_USE = {
    "core/base": [],
    "core/domain": ["core/base"],
    "core/analytics": ["core/base", "core/domain"],
    "core/merge": ["core/base", "core/domain"],
    "core/interchange": ["core/base", "core/domain", "core/merge"],
    "core/storage": ["core/base", "core/domain", "core/merge"],
    "core/app": CORE[:-1],
    "ui": CORE,
    "platform/web": [*CORE, "ui"],
    "platform/native": [*CORE, "ui"],
    "main_web.cpp": [*CORE, "ui", "platform/web"],
    "main_cli.cpp": [*CORE, "ui", "platform/native"],
}

# A library's headers, and the only rooms that may name them.
LIBRARIES = [
    (re.compile(r"sqlite3(ext)?\.h"), ["core/storage"]),
    (re.compile(r"(imgui|implot|imstb_|imconfig).*\.h"), ["ui"]),
    (re.compile(r"emscripten(/.*|.*\.h)"), ["platform/web", "main_web.cpp"]),
    (re.compile(r"(GLES[23]|EGL|GL|webgl)/.*"), ["ui", "platform/web"]),
    (re.compile(r"nlohmann/.*"), ["core/interchange", "core/storage", "platform/native"]),
    (re.compile(r"utf8proc\.h"), ["core/base"]),
    (re.compile(r"xxhash\.h"), ["core/base"]),
    (re.compile(r"doctest.*"), []),
]
STANDARD_HEADER = re.compile(r"[a-z0-9_]+")  # <vector>, <cstdint>: no dot, no slash.

SOURCE_SUFFIXES = {".h", ".hpp", ".cpp", ".cc", ".c", ".inc", ".ipp"}
SCRIPT_SUFFIXES = {".js", ".mjs", ".cjs", ".ts"}
INCLUDE = re.compile(r'^\s*#\s*(?:include|include_next|import|embed)\b\s*(.*)$')
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ADD_ROOM = re.compile(r"add_room\s*\(\s*(\w+)([^)]*)\)")


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


def room_of(path):
    """The room that a path below src/ belongs to, or None."""
    for room in MAY_USE:
        if path == room or path.startswith(room + "/"):
            return room
    return None


def includes_of(file):
    """(line number, what stands after #include) of a source file; block comments are skipped."""
    text = BLOCK_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), file.read_text(encoding="utf-8"))
    for number, line in enumerate(text.split("\n"), start=1):
        if match := INCLUDE.match(line):
            yield number, match.group(1).strip()


def target_of(written):
    """The name between quotes or angle brackets, or None when it is neither."""
    match = re.match(r'"([^"]*)"|<([^>]*)>', written)
    return (match.group(1) or match.group(2) or "") if match else None


def check_library(room, name):
    """A sentence against including a header that is not ours, or None."""
    for pattern, owners in LIBRARIES:
        if pattern.fullmatch(name):
            if room in owners:
                return None
            return f"<{name}> is for {' and '.join(owners) or 'tests'} only, not for {room}"
    if STANDARD_HEADER.fullmatch(name) or room.startswith("platform/") or room.startswith("main_"):
        return None
    return f"<{name}> is no header of standard C++; the operating system's belong in platform/, not in {room}"


def check_include(room, written):
    """(sentence against an include or None, the path below src/ that it names or None)."""
    name = target_of(written)
    if name is None:
        return f"write the included file's name out, not {written or 'nothing'}", None
    if ".." in name.split("/") or name.startswith((".", "/")):
        return f'"{name}" leaves its place: includes are written from src/, as "core/base/result.h"', None
    other = room_of(name)
    if other is None:
        if written.startswith('"') and not any(pattern.fullmatch(name) for pattern, _ in LIBRARIES):
            return f'"{name}" is in no room: includes are written from src/, as "core/base/result.h"', None
        return check_library(room, name), None
    if other != room and other not in MAY_USE[room]:
        return f'"{name}" goes against the arrows: {room} may use {", ".join(MAY_USE[room]) or "no other room"}, not {other}', name
    return None, name


def find_cycles(graph):
    """One finding per cycle in {file: [(line, included file)]}."""
    findings, done = [], set()

    def visit(path, trail):
        for line, included in graph.get(path, []):
            if included in trail:
                cycle = trail[trail.index(included):]
                findings.append(Finding(f"src/{path}", line, f"cycle of includes: {' -> '.join([*cycle, included])}"))
            elif included not in done:
                visit(included, [*trail, included])
        done.add(path)

    for path in sorted(graph):
        if path not in done:
            visit(path, [path])
    return findings


def check_sources(root):
    source = root / "src"
    findings, graph = [], {}
    for file in sorted(path for path in source.rglob("*") if path.suffix in SOURCE_SUFFIXES):
        path = file.relative_to(source).as_posix()
        room = room_of(path)
        if room is None:
            findings.append(Finding(f"src/{path}", 1, "this file is in no room; the rooms are in tools/check_layers.py"))
            continue
        graph[path] = []
        for line, written in includes_of(file):
            sentence, included = check_include(room, written)
            if sentence:
                findings.append(Finding(f"src/{path}", line, sentence))
            if included and (source / included).is_file():
                graph[path].append((line, included))
    return findings + find_cycles(graph)


def check_tests(root):
    """Tests may see every room, but they too write includes from a root."""
    findings = []
    for file in sorted(path for path in (root / "tests").rglob("*") if path.suffix in SOURCE_SUFFIXES):
        if "layers" in file.relative_to(root).parts:
            continue  # Fixtures of this checker's own test.
        for line, written in includes_of(file):
            if ".." in (target_of(written) or "").split("/"):
                findings.append(Finding(file.relative_to(root).as_posix(), line, f"{written}: includes are written from src/ or tests/"))
    return findings


def check_scripts(root):
    """JavaScript is for the browser's side only."""
    return [Finding(file.relative_to(root).as_posix(), 1, "JavaScript belongs in shell/ or src/platform/web")
            for folder in ("src", "assets") for file in sorted((root / folder).rglob("*"))
            if file.suffix in SCRIPT_SUFFIXES and "platform/web" not in file.as_posix()]


def check_build_files(root):
    """The DEPENDS of every add_room() must be arrows, too."""
    room_by_target = {room.removeprefix("core/").replace("/", "_"): room for room in MAY_USE}
    findings = []
    for file in sorted((root / "src").rglob("CMakeLists.txt")):
        text = file.read_text(encoding="utf-8")
        for match in ADD_ROOM.finditer(text):
            room = room_by_target.get(match.group(1))
            line = text.count("\n", 0, match.start()) + 1
            where = file.relative_to(root).as_posix()
            if room is None:
                findings.append(Finding(where, line, f"add_room({match.group(1)}): no such room"))
                continue
            depends = re.search(r"\bDEPENDS\b(.*?)(?=\b(?:PRIVATE_LIBS|SOURCES)\b|$)", match.group(2), re.DOTALL)
            for target in depends.group(1).split() if depends else []:
                if room_by_target.get(target) not in MAY_USE[room]:
                    findings.append(Finding(where, line, f"add_room({match.group(1)} DEPENDS {target}) goes against the arrows"))
    return findings


def check(root):
    """All findings for a repository, sorted by kind, then place."""
    root = Path(root)
    return check_sources(root) + check_tests(root) + check_scripts(root) + check_build_files(root)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent)
    findings = check(root)
    for finding in findings:
        print(finding)
    print(f"layers: {len(findings)} findings" if findings else "layers: every include follows the arrows")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
