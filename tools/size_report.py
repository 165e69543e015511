#!/usr/bin/env python3
"""Prints the bytes of every shipped file, raw and compressed, and their sums: size_report.py [DIST_FOLDER].

A file without a compressed sibling counts with its raw size. Printed, never asserted.
"""

import sys
from pathlib import Path

LEFT_OUT = {"LICENSE.txt", "NOTICES.txt"}  # Shipped, but no page load asks for them.


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


def main():
    dist = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "build/web/dist")
    rows = rows_of(dist)
    if not rows:
        sys.exit(f"size_report: nothing in {dist}. Build it first: ./run")
    width = max(len(row[0]) for row in rows)
    print(f"{'file':{width}} {'raw':>10} {'gzip':>10} {'brotli':>10}")
    for row in rows + [("sum", *(sum(column) for column in list(zip(*rows))[1:]))]:
        print(f"{row[0]:{width}} " + " ".join(f"{size:>10,}" for size in row[1:]))


if __name__ == "__main__":
    main()
