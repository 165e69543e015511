#include <emscripten.h>
#include <unistd.h>
#include "ui/theme.h"
