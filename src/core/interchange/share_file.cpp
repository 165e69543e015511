#include "core/interchange/share_file.h"

namespace perennial {
namespace {

void skip(std::string_view& text, std::string_view characters) {
    const std::size_t end = text.find_first_not_of(characters);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end);
}

bool take(std::string_view& text, std::string_view wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(wanted.size());
    return true;
}

}  // namespace

bool looks_like_share_file(std::span<const std::byte> beginning) {
    constexpr std::string_view kSpace = " \t\r\n";
    std::string_view text(reinterpret_cast<const char*>(beginning.data()), beginning.size());
    take(text, "\xEF\xBB\xBF");
    skip(text, kSpace);
    if (!take(text, "{")) return false;
    skip(text, kSpace);
    return text.starts_with("\"perennial\"");
}

}  // namespace perennial
