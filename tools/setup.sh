#!/usr/bin/env bash
# tools/setup.sh cli|run|test
#
# Makes everything exist that a group of commands needs: `cli` the native build, `run` also the WebAssembly
# build, `test` also browsers and lint. Debian packages are installed when missing; the rest goes to the
# cache folder (PERENNIAL_CACHE, or perennial under XDG_CACHE_HOME, or ~/.cache) and is linked as build/deps/NAME.
# When nothing changed since the last success, it only looks that everything is still there.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
group=${1:-}
case $group in cli | run | test) ;; *) echo "usage: tools/setup.sh cli|run|test" >&2; exit 2 ;; esac

source "$repo/tools/setup/cache_folder.sh"
deps=$repo/build/deps
stamp=$deps/.$group.stamp

say() { echo "setup: $*" >&2; }
die() { echo "setup: $*" >&2; exit 1; }

source "$repo/third_party/versions.sh"
source "$repo/tools/setup/installed_emscripten.sh"
source "$repo/tools/setup/packages.sh"

inputs=$(
    {
        echo "$cache $(command -v emcc || true)"
        cat /etc/debian_version "$repo"/tools/setup.sh "$repo"/tools/setup/*.sh "$repo"/third_party/versions.sh \
            "$repo"/third_party/pip/*.txt "$repo"/third_party/npm/*/package-lock.json 2>/dev/null
    } | sha256sum
)

# Done before, with the same inputs, and nothing has been removed since?
up_to_date() {
    [ "$(head -n 1 "$stamp" 2>/dev/null)" = "$inputs" ] || return 1
    local name
    while read -r name; do [ -e "$deps/$name" ] || return 1; done < <(tail -n +2 "$stamp")
    local -n wanted="packages_$group"
    [ -z "$(missing_packages "${wanted[@]}")" ]
}
up_to_date && exit 0

mkdir -p "$cache" "$deps" 2>/dev/null || die "cannot write to $cache; set PERENNIAL_CACHE to a folder that can be written"
exec 9>"$cache/.lock"
flock --nonblock 9 || { say "another setup is running; waiting for it"; flock 9; }

ensure_packages "$group"
source "$repo/tools/setup/components.sh"
rm -rf "$cache"/.making-*   # Left by a run that was interrupted; the lock says that nobody else is making one.
components=$(components_of "$group")
while read -r name key; do ensure_component "$name" "$key" </dev/null; done <<<"$components"
rm -f "$stamp"
{ echo "$inputs"; cut -d' ' -f1 <<<"$components"; } >"$stamp.new"
mv "$stamp.new" "$stamp"
