# The one place where versions of fetched components are pinned. npm and PyPI packages are pinned by the
# lock files beside this one; these are the rest. Sourced by tools/setup/components.sh.

# Emscripten comes from Debian 13. A newer packaging of the same upstream version is accepted.
EMSCRIPTEN_VERSION=3.1.69
EMSCRIPTEN_SUITE=trixie

# utf8proc is compiled by us for both targets, from Debian 12's pristine upstream tarball.
UTF8PROC_VERSION=2.8.0
UTF8PROC_SUITE=bookworm
UTF8PROC_SHA256=a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc

# Dear ImGui 1.92.9b and ImPlot 1.0 are inside this source package (hash in pip/slimgui.txt).
SLIMGUI_VERSION=0.8.3
