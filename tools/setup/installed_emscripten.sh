# Prints the root of an Emscripten of exactly our version that the machine brings itself, or fails.
installed_emscripten() {
    local emcc root
    for emcc in "$(command -v emcc || true)" /usr/share/emscripten/emcc; do
        [ -x "$emcc" ] || continue
        root=$(dirname "$(readlink -f "$emcc")")
        [ "$(tr -d '"\n' <"$root/emscripten-version.txt" 2>/dev/null)" = "$EMSCRIPTEN_VERSION" ] || continue
        echo "$root"
        return 0
    done
    return 1
}
