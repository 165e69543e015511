#include "tests/support/data_file.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "core/base/text.h"

namespace perennial {
namespace {

std::string unpacked(const std::string& path) {
    std::string out;
    // The path is ours and holds no quote.
    std::FILE* pipe = ::popen(("gzip -dc '" + path + "'").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 65'536> piece;
    for (std::size_t length = 0; (length = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;) {
        out.append(piece.data(), length);
    }
    REQUIRE(::pclose(pipe) == 0);
    return out;
}

std::string read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string project_file(std::string_view path) {
    return read_whole(std::string(PERENNIAL_SOURCE_DIR "/") + std::string(path));
}

std::vector<std::byte> read_test_data(std::string_view name) {
    const std::string path = std::string(PERENNIAL_TEST_DATA "/") + std::string(name);
    std::string text;
    if (name.ends_with(".gz")) {
        text = unpacked(path);
    } else {
        text = read_whole(path);
    }
    const auto bytes = as_bytes_of(text);
    return {bytes.begin(), bytes.end()};
}

std::string in_utf16(std::string_view utf8, bool little_endian, bool mark) {
    std::string out;
    const auto append = [&](char32_t unit) {
        const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
        out += little_endian ? low : high;
        out += little_endian ? high : low;
    };
    if (mark) append(0xFEFF);
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_code_point(utf8, at);
        if (c >= 0x10000) append(0xD800 + ((c - 0x10000) >> 10));
        append(c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
    }
    return out;
}

std::string in_windows_1252(std::string_view utf8) {
    constexpr std::u32string_view kHigh = U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_code_point(utf8, at);
        const std::size_t high = kHigh.find(c);
        const bool known = c < 0x80 || (c >= 0xA0 && c < 0x100) || high != std::u32string_view::npos;
        REQUIRE(known);
        out += static_cast<char>(high == std::u32string_view::npos ? c : 0x80 + high);
    }
    return out;
}

}  // namespace perennial
