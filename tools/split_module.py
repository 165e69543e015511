#!/usr/bin/env python3
"""Cuts the linked module into what the first frame needs and the rest:
split_module.py FIRST_PART_LIST BUILD_FOLDER EMSCRIPTEN_FOLDER CONFIGURATION.

Reads BUILD_FOLDER/whole/perennial.wasm (with names) and the object files of the build, writes BUILD_FOLDER/perennial.wasm
and BUILD_FOLDER/perennial-later.wasm. A function is deferred when no object that FIRST_PART_LIST names defines it: templates
and inline functions are in every object that uses them, so the first part keeps what it calls of them. What the C and C++
libraries may call stays too, and so does all data. The shell (shell/parts.mjs) puts the two together. The whole must not
have been inlined or merged across functions, so that every function is what its object defined; that is done here, in each
part for itself.
"""

import fnmatch
import re
import subprocess
import sys
from pathlib import Path

FEATURES = ["--mvp-features", "--enable-bulk-memory", "--enable-exception-handling", "--enable-multivalue",
            "--enable-mutable-globals", "--enable-reference-types", "--enable-sign-ext"]
SHRINK = ["-Oz", "--strip-debug", "--strip-producers"]


def source_of(obj):
    """The path that FIRST_PART_LIST knows an object file by: below src, or third_party/LIBRARY/FILE."""
    path = re.sub(r"CMakeFiles/[^/]+\.dir/", "", obj)
    path = path.removesuffix(".o").removeprefix("src/")
    return re.sub(r"^(third_party/[^/]+)/.*/", r"\1/", path)


def parse_list(text):
    """{"source": patterns of paths, "with": C++ names, "without": patterns of C names}."""
    entries = {"source": [], "with": [], "without": []}
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if words:
            entries[words[0] if len(words) == 2 else "source"].append(words[-1])
    return entries


def mangled(name):
    """How the symbols of all overloads of a function begin: perennial::setting_id -> _ZN9perennial10setting_idE."""
    return "_ZN" + "".join(f"{len(part)}{part}" for part in name.split("::")) + "E"


def is_standard(name):
    """Whether it is of the C++ library and over its types alone: then the library's own code may call this very copy."""
    return name.startswith(("_ZNSt3__2", "_ZNKSt3__2")) and not re.search("perennial|nlohmann|ImGui", name)


def matches(source, pattern):
    return source.count("/") == pattern.count("/") and fnmatch.fnmatchcase(source, pattern)


def defined_by_object(build, nm):
    """{object file: names of the functions it defines}."""
    objects = sorted(path.relative_to(build).as_posix() for folder in ("src", "third_party")
                     for path in (build / folder).rglob("*.o"))
    listing = subprocess.run([nm, "--defined-only", "-A", *objects], cwd=build, capture_output=True, text=True, check=True)
    defined = {name: set() for name in objects}
    for line in listing.stdout.splitlines():
        parts = re.fullmatch(r"(.+?\.o): \S* ([TtWw]) (\S+)", line)
        if parts:
            defined[parts[1]].add(parts[3])
    return defined


def deferred_names(defined, entries):
    """The functions that the first part does not need."""
    first, later = set(), set()
    for obj, names in defined.items():
        (first if any(matches(source_of(obj), pattern) for pattern in entries["source"]) else later).update(names)
    needed = tuple(mangled(name) if "::" in name else name for name in entries["with"])
    spared = {name for name in first if any(fnmatch.fnmatchcase(name, pattern) for pattern in entries["without"])}
    return {name for name in (later - first) | spared if not is_standard(name) and not name.startswith(needed)}


def unused_entries(defined, entries):
    """What the list names and the build does not have."""
    sources = [source_of(obj) for obj in defined]
    names = set().union(*defined.values())
    return [*(each for each in entries["source"] if not any(matches(source, each) for source in sources)),
            *(each for each in entries["with"] if not any(name.startswith(mangled(each) if "::" in each else each) for name in names)),
            *(each for each in entries["without"] if not fnmatch.filter(names, each))]


def names_in(module, wanted):
    """The names of `module` that are wanted, with the numbered namesakes that binaryen makes of several functions of one name."""
    return [name for name in module if name in wanted or re.sub(r"_\d+$", "", name) in wanted]


def function_names(wasm):
    """The names of the functions of a module, from its section of names."""
    def number(at):
        value = shift = 0
        while True:
            byte = wasm[at]
            value |= (byte & 127) << shift
            at, shift = at + 1, shift + 7
            if byte < 128:
                return value, at

    def text(at):
        length, at = number(at)
        return wasm[at:at + length].decode(), at + length

    at = 8
    while at < len(wasm):
        kind = wasm[at]
        size, start = number(at + 1)
        at = start + size
        if kind != 0:
            continue
        title, inside = text(start)
        while title == "name" and inside < at:
            part = wasm[inside]
            length, inside = number(inside + 1)
            if part == 1:
                count, inside = number(inside)
                names = []
                for _ in range(count):
                    _, inside = number(inside)
                    name, inside = text(inside)
                    names.append(name)
                return names
            inside += length
    sys.exit("split_module: the whole module has no names; it must be linked with --profiling-funcs")


def main():
    first_part, build, emscripten, configuration = sys.argv[1:]
    build, emscripten = Path(build), Path(emscripten)
    root = subprocess.run([emscripten / "em-config", "BINARYEN_ROOT"], capture_output=True, text=True, check=True)
    tools = Path(root.stdout.strip()) / "bin"
    entries = parse_list(Path(first_part).read_text())
    defined = defined_by_object(build, emscripten / "emnm")
    unused = unused_entries(defined, entries)
    if unused:
        sys.exit(f"split_module: {first_part} names what is not there: {', '.join(unused)}")
    whole = build / "whole" / "perennial.wasm"
    deferred = names_in(function_names(whole.read_bytes()), deferred_names(defined, entries))
    list_file = build / "whole" / "deferred.txt"
    list_file.write_text("\n".join(deferred) + "\n")
    cut = {"first": build / "whole" / "first.wasm", "later": build / "whole" / "later.wasm"}
    subprocess.run([tools / "wasm-split", whole, f"--split-funcs=@{list_file}", "--import-namespace=first",
                    "--placeholder-namespace=placeholder", "--export-prefix=%", "--placeholdermap", "-o1", cut["first"], "-o2", cut["later"],
                    *FEATURES, *(["-g"] if configuration == "Debug" else [])], check=True)
    for part, name in (("first", "perennial.wasm"), ("later", "perennial-later.wasm")):
        aside = build / f"{name}.new"
        subprocess.run([tools / "wasm-opt", cut[part], "-o", aside, *FEATURES,
                        *(["-g"] if configuration == "Debug" else SHRINK)], check=True)
        aside.replace(build / name)


if __name__ == "__main__":
    main()
