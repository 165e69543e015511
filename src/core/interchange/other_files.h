// Files that are certainly not a table of text, known by how they begin, and what to do with them instead.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace perennial {

struct OtherFile {
    std::string_view what;    ///< "a spreadsheet file (Excel or LibreOffice)"
    std::string_view advice;  ///< "Open it in your spreadsheet program and save it as CSV."
};

/// By signature, or by bytes that no text has. `beginning` as it stands in the file.
std::optional<OtherFile> other_file(std::span<const std::byte> beginning);

/// Text, but of another format: web page, JSON, vCard, calendar, e-mail. `beginning` is decoded.
std::optional<OtherFile> other_text(std::string_view beginning);

}  // namespace perennial
