#include "core/base/result.h"

#include <array>

namespace perennial {
namespace {
constexpr std::array<std::string_view, 10> kNames{
    "invalid_input", "not_found", "refused",        "conflict", "malformed",
    "too_large",     "cancelled", "storage_failed", "corrupt",  "unsupported"};
}

std::string_view error_code_name(ErrorCode code) { return kNames[static_cast<std::size_t>(code)]; }

}  // namespace perennial
