#!/usr/bin/env bash
# tools/build.sh PRESET [TARGET...]
#
# Configures build/PRESET when that is due and builds the targets (default: all). For a web preset it also
# assembles build/PRESET/dist. Two calls for the same preset wait for each other. What was compiled before, in whichever
# checkout, comes from the compiler cache in the cache folder.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=$1
shift
folder=$repo/build/$preset

mkdir -p "$folder"
exec 9>"$folder/.lock"
flock 9

cd "$repo"
source tools/setup/cache_folder.sh
export CCACHE_DIR=$cache/ccache CCACHE_BASEDIR=$repo CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=3G
export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
case $preset in
    web*) export EM_COMPILER_WRAPPER; EM_COMPILER_WRAPPER=$(command -v ccache)   # Around the compiler that emcc calls; emcc itself is a script.
        unset CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER ;;
esac

# Ninja configures again by itself, except when the presets or the fetched components have changed. Sources behind
# a new link may be older than the objects made from the former ones, so then everything is made again.
key=$(cat CMakePresets.json <(cd build/deps && readlink emscripten npm-sources slimgui utf8proc) | sha256sum)
if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/.configured" 2>/dev/null)" != "$key" ]; then
    find "$folder" -mindepth 1 -not -name .lock -delete
    cmake --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
    echo "$key" >"$folder/.configured"
fi
cmake --build --preset "$preset" ${1:+--target "$@"} -- --quiet
case $preset in
    web*) build/deps/python/bin/python tools/build_dist.py . "$folder" ;;
esac
