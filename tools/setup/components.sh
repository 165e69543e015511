# What is not a Debian package of this machine's release: fetched once into the cache folder, one folder per
# component and version, made aside and renamed into place, so a folder that exists is complete.
# Sourced by tools/setup.sh, which holds the lock. Every fetch_NAME fills the folder "$1", which becomes "$2".

python=/usr/bin/python3

# A short key of some files' content.
key_of() { cat "$@" | sha256sum | cut -c1-12; }

# The components of group $1 as lines "NAME KEY".
components_of() {
    local npm=$repo/third_party/npm pip=$repo/third_party/pip
    echo "npm-sources $(key_of "$npm/sources/package-lock.json")"
    echo "slimgui $SLIMGUI_VERSION-$(key_of "$pip/slimgui.txt")"
    echo "utf8proc $UTF8PROC_VERSION"
    echo "python $(key_of "$pip/tools.txt")-$("$python" -c 'import sys; print(*sys.version_info[:2], sep=".")')"
    [ "$1" = cli ] && return
    echo "emscripten $EMSCRIPTEN_VERSION"
    [ "$1" = run ] && return
    echo "npm-browsers $(key_of "$npm/browsers/package-lock.json")"
}

# Makes component $1 with key $2 exist in the cache and links it as build/deps/$1.
ensure_component() {
    local name=$1 target=$cache/$1-$2 aside
    if [ "$name" = emscripten ] && target=$(installed_emscripten); then
        ln -sfnT "$target" "$deps/$name"
        return
    fi
    target=$cache/$1-$2
    if [ ! -d "$target" ]; then
        say "fetching $name $2"
        aside=$(mktemp -d "$cache/.making-$name.XXXXXX")
        "fetch_${name//-/_}" "$aside" "$target" >"$aside.log" 2>&1 || {
            tail -n 25 "$aside.log" >&2
            rm -rf "$aside" "$aside.log"
            die "could not fetch $name $2; the log's end is above. Is the network there? Nothing was changed; try again."
        }
        chmod 755 "$aside"
        mv -T "$aside" "$target"
        rm -f "$aside.log"
    fi
    ln -sfnT "$(root_of "$name" "$target")" "$deps/$name"
}

# The folder inside component $1, kept at $2, that the build wants.
root_of() {
    case $1 in
        emscripten) echo "$2/usr/share/emscripten" ;;
        *) echo "$2" ;;
    esac
}

# --- npm ---------------------------------------------------------------------------------------------------

npm_ci() {
    cp "$repo/third_party/npm/$1/package.json" "$repo/third_party/npm/$1/package-lock.json" "$2"
    (cd "$2" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

fetch_npm_sources() { npm_ci sources "$1"; }
fetch_npm_browsers() { npm_ci browsers "$1"; }

# --- PyPI --------------------------------------------------------------------------------------------------

fetch_python() {
    "$python" -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
        -r "$repo/third_party/pip/tools.txt"
}

# Dear ImGui and ImPlot as their authors wrote them: the package's edited imconfig.h is left out.
fetch_slimgui() {
    local download=$1/download
    "$python" -m venv "$1/venv"
    "$1/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary slimgui \
        --require-hashes -r "$repo/third_party/pip/slimgui.txt" -d "$download"
    tar -xzf "$download"/slimgui-*.tar.gz -C "$1" --strip-components=3 --wildcards '*/src/c/imgui/*' '*/src/c/implot/*'
    rm -rf "$1/imgui/imconfig.h" "$download" "$1/venv"
    test -f "$1/imgui/imgui.cpp" && test -f "$1/implot/implot.cpp"
}

# --- Debian, another release than the machine's ----------------------------------------------------------------

# Prints the address of the Debian mirror that this machine uses. Works as any user, with or without lists.
debian_mirror() {
    local codename format='$(RELEASE) $(COMPONENT) $(SITE)'
    codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
    find_site() { apt-get "$@" indextargets --format "$format" 'Identifier: Packages' |
        sed -n "s/^$codename main //p" | sed -n 1p; }
    local site
    site=$(find_site)
    if [ -z "$site" ]; then
        mkdir -p "$1/lists/partial" "$1/cache/archives/partial"
        local -a own=(-o "Dir::State::Lists=$1/lists" -o "Dir::Cache=$1/cache" -o APT::Sandbox::User=root)
        apt-get "${own[@]}" update >&2
        site=$(find_site "${own[@]}")
    fi
    [ -n "$site" ] || { echo "no Debian $codename entry, component main, among this machine's apt sources" >&2; return 1; }
    echo "$site"
}

# private_apt FOLDER TYPE SUITE: sets the array `apt` to an apt-get that knows only that suite, keeps its
# state in FOLDER and touches nothing of the machine. Signatures are checked with Debian's archive keyring.
private_apt() {
    local folder=$1 mirror
    mirror=$(debian_mirror "$folder/mirror")
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/parts"
    printf '%s\n' "Types: $2" "URIs: $mirror" "Suites: $3" 'Components: main' \
        'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' >"$folder/parts/debian.sources"
    # Container images hook a removal of the machine's own downloads into every update.
    echo '#clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success;' >"$folder/apt.conf"
    apt=(apt-get -q -c "$folder/apt.conf" -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$folder/parts"
        -o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User=root
        -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
        -o Acquire::Retries=3)
    "${apt[@]}" update
}

fetch_utf8proc() {
    local apt
    private_apt "$1/apt" deb-src "$UTF8PROC_SUITE"
    (cd "$1" && "${apt[@]}" source --download-only utf8proc)
    echo "$UTF8PROC_SHA256  $1/utf8proc_$UTF8PROC_VERSION.orig.tar.gz" | sha256sum --check --quiet
    tar -xzf "$1/utf8proc_$UTF8PROC_VERSION.orig.tar.gz" -C "$1" --strip-components=1
    rm -rf "$1/apt" "$1"/utf8proc_"$UTF8PROC_VERSION"*
}

# Emscripten's package of the newer Debian, unpacked aside. Its Binaryen wants that release's libc, so each
# of its programs is started through that release's own loader.
fetch_emscripten() {
    local apt package program wrapper
    private_apt "$1/apt" deb "$EMSCRIPTEN_SUITE"
    mkdir "$1/packages"
    (cd "$1/packages" && "${apt[@]}" download emscripten binaryen libc6 libstdc++6 libgcc-s1)
    for package in "$1"/packages/*.deb; do dpkg-deb -x "$package" "$1"; done
    local root=$1/usr/share/emscripten
    [ "$(tr -d '"\n' <"$root/emscripten-version.txt")" = "$EMSCRIPTEN_VERSION" ]

    mkdir -p "$1/binaryen/bin"
    for program in "$1"/usr/bin/wasm-* "$1/usr/bin/wasm2js"; do
        wrapper=$1/binaryen/bin/${program##*/}
        cat >"$wrapper" <<'WRAPPER'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")/../..
exec "$here"/usr/lib/*-linux-gnu*/ld-linux-*.so.* --library-path "$(echo "$here"/usr/lib/*-linux-gnu*)" \
    "$here/usr/bin/${0##*/}" "$@"
WRAPPER
        chmod +x "$wrapper"
    done
    sed -i "s|^BINARYEN_ROOT = .*|BINARYEN_ROOT = '$2/binaryen'|; s|^NODE_JS = .*|NODE_JS = '$(command -v node)'|" \
        "$root/.emscripten"
    mkdir "$root/node_modules"
    ln -s /usr/share/nodejs/acorn "$root/node_modules/acorn"
    # Never read by a build, and more than half of the unpacked size: the variants for threads, and tests.
    rm -rf "$1/apt" "$1/packages" "$root/test" "$1/usr/share/doc"
    rm -f "$root"/cache/sysroot/lib/wasm32-emscripten/*-ww*.a
}
