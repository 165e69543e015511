#include <string>
#include "core/base/c.h"
