#include "core/app/app.h"
#include <sqlite3.h>
