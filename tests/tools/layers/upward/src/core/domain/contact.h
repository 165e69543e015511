#pragma once

#include "../../ui/theme.h"
