# Debian packages: which ones each group of commands needs, and installing those that are missing.
# Sourced by tools/setup.sh. Calls nothing of apt when everything is there.

packages_cli=(ca-certificates ccache clang-19 lld-19 llvm-19 libc++-19-dev libc++abi-19-dev
    libclang-rt-19-dev cmake ninja-build python3 python3-venv nodejs npm nlohmann-json3-dev doctest-dev
    libxxhash-dev)
packages_run=("${packages_cli[@]}" node-acorn)
# Debian 13 has our Emscripten itself; components.sh fetches it for Debian 12.
if [ "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" = "$EMSCRIPTEN_SUITE" ] && ! installed_emscripten >/dev/null; then
    packages_run+=(emscripten)
fi
packages_test=("${packages_run[@]}" clang-format-19 clang-tidy-19 chromium firefox-esr xvfb xauth
    libgl1-mesa-dri libegl1 libegl-mesa0 fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)

# A tool that people often bring from elsewhere counts as present when its command is on PATH.
declare -A command_of=([cmake]=cmake [ninja-build]=ninja [nodejs]=node [npm]=npm)

# Prints the packages among "$@" that are not installed, one per line.
missing_packages() {
    local installed package tool
    # dpkg-query fails when it has never heard of one of them, which is an answer, too.
    installed=$( (dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true) | sed -n 's/^installed //p')
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" && continue
        tool=${command_of[$package]:-}
        [ -n "$tool" ] && command -v "$tool" >/dev/null && continue
        printf '%s\n' "$package"
    done
}

# Installs what is missing of the packages of group $1, or says which command would and fails.
ensure_packages() {
    local -n wanted="packages_$1"
    local missing
    command -v dpkg-query >/dev/null ||
        die "this setup knows Debian 12 and 13 only. Here, install the equivalents of: ${wanted[*]}"
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [ ${#missing[@]} -eq 0 ] && return 0

    local -a as_root=()
    local command="apt-get update; apt-get install --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } ||
            die "these Debian packages are missing, and neither root nor sudo is available here: ${missing[*]}
Install them, as root, with:
  $command"
        as_root=(sudo)
    fi
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600)
    { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null; } >&2 ||
        die "apt-get could not install the packages above; its reason is above, too. By hand, as root:
  $command"
}
