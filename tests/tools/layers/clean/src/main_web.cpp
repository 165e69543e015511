#include "platform/web/canvas.h"
