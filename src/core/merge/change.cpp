#include "core/merge/change.h"

#include <array>

namespace perennial {
namespace {
constexpr std::array<std::string_view, 5> kKindNames{"edit", "import", "undo", "redo", "take_back"};
}

std::string_view change_kind_name(ChangeKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<ChangeKind> parse_change_kind(std::string_view name) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i) {
        if (kKindNames[i] == name) return static_cast<ChangeKind>(i);
    }
    return std::nullopt;
}

}  // namespace perennial
