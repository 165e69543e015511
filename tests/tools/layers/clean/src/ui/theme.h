#pragma once
#include <imgui.h>
#include "core/domain/contact.h"
