#pragma once
#include "core/base/result.h"
/* #include "ui/theme.h" is only talked about here. */
