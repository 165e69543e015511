#!/usr/bin/env bash
# tools/format.sh           formats our C++ in place
# tools/format.sh --check   only says which files are not formatted; exit 1 if any
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -d '' files < <(find src tests -path tests/tools/layers -prune -o -name '*.h' -print0 -o -name '*.cpp' -print0 | sort -z)
if [ "${1:-}" = --check ]; then
    printf '%s\0' "${files[@]}" | xargs -0 -n 16 -P "$(nproc)" clang-format-19 --dry-run --Werror >build/format.log 2>&1 &&
        { echo "format: ${#files[@]} files are as clang-format writes them"; exit 0; }
    grep -E 'error:' build/format.log | cut -d: -f1 | sort | uniq -c |
        sed 's/^ *\([0-9]*\) \(.*\)/\2: \1 places are not as clang-format writes them/'
    echo "format: run tools/format.sh"
    exit 1
fi
printf '%s\0' "${files[@]}" | xargs -0 -n 16 -P "$(nproc)" clang-format-19 -i
