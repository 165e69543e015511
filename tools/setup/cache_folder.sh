# Sets `cache`, the folder outside the checkout that holds what was fetched and what was compiled. Sourced.
cache=${PERENNIAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/perennial}
case $cache in /*) ;; *) cache=$PWD/$cache ;; esac
