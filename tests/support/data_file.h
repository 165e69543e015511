// Files of tests/data, unpacked when their name ends in .gz.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perennial {

/// `name` within tests/data. Ends the test when the file is not there.
std::vector<std::byte> read_test_data(std::string_view name);

/// A file below the project's root. Ends the test when it is not there.
std::string project_file(std::string_view path);

inline std::span<const std::byte> as_bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

/// UTF-8 in another encoding, as a foreign program would write it. `mark`: with its byte order mark.
std::string in_utf16(std::string_view utf8, bool little_endian, bool mark);
/// Characters that Windows-1252 lacks are a failure of the test.
std::string in_windows_1252(std::string_view utf8);

}  // namespace perennial
