#include "core/storage/database.h"
#include <ui/theme.h>
