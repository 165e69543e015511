#!/usr/bin/env python3
"""Prints the bytes of every shipped file, raw and compressed, and their sums: size_report.py [DIST_FOLDER].

What the page fetches up to its first frame and what it fetches after it are summed apart; that the page keeps to this is
measured in a browser by tests/bench/page.mjs, part `bytes`, and tested by tests/browser/parts.test.mjs. A file without a
compressed sibling counts with its raw size. Printed, never asserted.
"""

import sys
from pathlib import Path

LEFT_OUT = {"LICENSE.txt", "NOTICES.txt"}  # Shipped, but no page load asks for them.
LATER = {"perennial-later.wasm"}  # Fetched after the first frame.


def rows_of(dist):
    """(name, raw, gzip, brotli) per file, largest brotli first."""
    rows = []
    for path in dist.rglob("*"):
        if not path.is_file() or path.suffix in (".br", ".gz") or path.name in LEFT_OUT:
            continue
        raw = path.stat().st_size
        packed = [sibling.stat().st_size if sibling.exists() else raw
                  for sibling in (path.with_name(path.name + suffix) for suffix in (".gz", ".br"))]
        rows.append((path.relative_to(dist).as_posix(), raw, *packed))
    return sorted(rows, key=lambda row: -row[3])


def sums_of(rows):
    """(raw, gzip, brotli) of all rows together."""
    return tuple(sum(row[column] for row in rows) for column in (1, 2, 3))


def main():
    dist = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "build/web/dist")
    rows = rows_of(dist)
    if not rows:
        sys.exit(f"size_report: nothing in {dist}. Build it first: ./run")
    width = max(len(row[0]) for row in rows)
    print(f"{'file':{width}} {'raw':>10} {'gzip':>10} {'brotli':>10}")
    for title, part in (("up to the first frame", [row for row in rows if row[0] not in LATER]),
                        ("after it", [row for row in rows if row[0] in LATER])):
        for row in part + [(title, *sums_of(part))]:
            print(f"{row[0]:{width}} " + " ".join(f"{size:>10,}" for size in row[1:]))


if __name__ == "__main__":
    main()
