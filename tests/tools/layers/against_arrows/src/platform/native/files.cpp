#include "platform/web/files.h"
