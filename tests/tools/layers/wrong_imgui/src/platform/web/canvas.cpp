#include "imgui.h"
