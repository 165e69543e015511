#include <emscripten.h>
#  include <emscripten/html5.h>
