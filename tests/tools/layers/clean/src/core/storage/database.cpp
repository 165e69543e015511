#include <sqlite3.h>

#include "core/domain/contact.h"
