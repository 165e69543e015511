// Dear ImGui's compile options, in the place of its own imconfig.h. Seen by the library and by ui alike.
// Fonts come as bytes from the platform, so nothing reads files and no font is embedded; names are any Unicode.
#pragma once

#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS
#define IMGUI_USE_WCHAR32
#define ImDrawIdx unsigned int
