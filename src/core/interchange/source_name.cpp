#include <array>

#include "core/base/text.h"
#include "core/interchange/header_names.h"
#include "core/interchange/import_layout.h"

namespace perennial {
namespace {

/// " (1)", " - Copy", "_2026-03-01": what downloads and people put behind a name.
std::string_view without_copy_marks(std::string_view stem) {
    constexpr std::array<std::string_view, 5> kMarks{"copy", "kopie", "copie", "copia", "final"};
    for (;;) {
        const std::string_view before = stem;
        // Digits go with what parts them from the name: "orders_2026-03", but not "shop24".
        const std::size_t end = stem.find_last_not_of("0123456789 ()-_.,");
        const std::size_t gap = stem.find_first_of(" ()-_.,", end == std::string_view::npos ? 0 : end + 1);
        stem = end == std::string_view::npos ? std::string_view{} : stem.substr(0, gap);
        for (const std::string_view mark : kMarks) {
            const bool has_mark = stem.size() > mark.size() + 1 &&
                                  equals_ignoring_case(stem.substr(stem.size() - mark.size()), mark) &&
                                  std::string_view(" -_").contains(stem[stem.size() - mark.size() - 1]);
            if (has_mark) stem = stem.substr(0, stem.size() - mark.size());
        }
        if (stem == before) return stem;
    }
}

}  // namespace

std::string default_source_name(std::string_view file_name, const ImportLayout& layout) {
    for (const KnownExport& known : known_exports()) {
        if (!layout.recognised_as.empty() && known.name == layout.recognised_as)
            return std::string(known.source);
    }
    std::string_view stem = file_name.substr(file_name.find_last_of("/\\") + 1);
    for (const std::string_view extension : {".gz", ".csv", ".txt", ".tsv", ".tab"}) {
        const bool ends = stem.size() > extension.size() &&
                          equals_ignoring_case(stem.substr(stem.size() - extension.size()), extension);
        if (ends) stem.remove_suffix(extension.size());
    }
    const std::string_view name = trim(without_copy_marks(stem));
    if (!name.empty()) return std::string(name);
    return stem.empty() ? "Import" : std::string(trim(stem));
}

}  // namespace perennial
