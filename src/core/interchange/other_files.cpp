#include "core/interchange/other_files.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::string_view kSaveAsCsv = "Open it in your spreadsheet program and save it as CSV.";
constexpr std::string_view kUnpack = "Unpack it first, then choose the file inside.";
constexpr std::string_view kChooseCsv = "Choose the CSV file that your shop or address book exports.";

struct Signature {
    std::string_view bytes;
    OtherFile file;
};

using namespace std::string_view_literals;

constexpr std::array kSignatures{
    Signature{"PK\x03\x04"sv,
              {"a ZIP archive or a spreadsheet file (XLSX, ODS)",
               "If it is a spreadsheet, open it in your spreadsheet program and save it as CSV; if it is "
               "an archive, unpack it first."}},
    Signature{"PK\x05\x06"sv, {"an empty ZIP archive", kChooseCsv}},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
              {"an old spreadsheet or document file (XLS, DOC)", kSaveAsCsv}},
    Signature{"\x1F\x8B"sv, {"a packed file (gzip)", kUnpack}},
    Signature{"BZh"sv, {"a packed file (bzip2)", kUnpack}},
    Signature{"\xFD"
              "7zXZ"sv,
              {"a packed file (xz)", kUnpack}},
    Signature{"\x28\xB5\x2F\xFD"sv, {"a packed file (Zstandard)", kUnpack}},
    Signature{"7z\xBC\xAF\x27\x1C"sv, {"a packed file (7-Zip)", kUnpack}},
    Signature{"Rar!"sv, {"a packed file (RAR)", kUnpack}},
    Signature{"\x89PNG"sv, {"a picture (PNG)", kChooseCsv}},
    Signature{"\xFF\xD8\xFF"sv, {"a picture (JPEG)", kChooseCsv}},
    Signature{"GIF8"sv, {"a picture (GIF)", kChooseCsv}},
    Signature{"%PDF"sv, {"a PDF document", "Export the table behind it as CSV instead."}},
    Signature{"SQLite format 3\0"sv, {"a database file (SQLite)", "Export its tables as CSV."}},
    Signature{"\x7F"
              "ELF"sv,
              {"a program", kChooseCsv}},
    Signature{"MZ\x90"sv, {"a program", kChooseCsv}},
    Signature{"{\\rtf"sv, {"a text document (RTF)", kChooseCsv}},
    Signature{"\xFF\xFE\x00\x00"sv, {"text in UTF-32", "Save it as UTF-8."}},
    Signature{"\x00\x00\xFE\xFF"sv, {"text in UTF-32", "Save it as UTF-8."}},
};

struct TextSign {
    std::string_view begins;  ///< Compared without case.
    OtherFile file;
};

constexpr std::string_view kWebPage = "a web page (HTML)";
constexpr std::string_view kWebPageAdvice =
    "Perhaps the download needed you to log in first. Download the CSV file again, or open the page in your "
    "spreadsheet program and save it as CSV.";

constexpr std::array kTextSigns{
    TextSign{"<!doctype html", {kWebPage, kWebPageAdvice}},
    TextSign{"<html", {kWebPage, kWebPageAdvice}},
    TextSign{"<?xml", {"an XML file", "Export the table as CSV instead."}},
    TextSign{"begin:vcard", {"an address book file (vCard)", "Export the address book as CSV instead."}},
    TextSign{"begin:vcalendar", {"a calendar file (iCalendar)", kChooseCsv}},
    TextSign{"%!ps", {"a PostScript document", kChooseCsv}},
    TextSign{"received:", {"an e-mail", kChooseCsv}},
    TextSign{"return-path:", {"an e-mail", kChooseCsv}},
    TextSign{"delivered-to:", {"an e-mail", kChooseCsv}},
};

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Tab, line ends, form feed and DOS's end-of-file mark occur in text; the rest does not.
bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !std::string_view("\t\n\r\f\v\x1A\x1C\x1D\x1E\x1F").contains(c);
}

bool is_json(std::string_view text) {
    if (!text.starts_with('{') && !text.starts_with('[')) return false;
    const std::string_view next = trim(text.substr(1));
    return next.empty() || std::string_view("\"{[}]").contains(next[0]);
}

}  // namespace

std::optional<OtherFile> other_file(std::span<const std::byte> beginning) {
    const std::string_view text = as_text(beginning);
    for (const Signature& signature : kSignatures) {
        if (text.starts_with(signature.bytes)) return signature.file;
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return std::nullopt;
    const std::string_view sample = text.substr(0, 64 * 1024);
    const auto controls = static_cast<std::size_t>(std::ranges::count_if(sample, is_control));
    const auto zeros = static_cast<std::size_t>(std::ranges::count(sample, '\0'));
    // UTF-16 without its mark has one zero in nearly every pair and no other control characters.
    const bool maybe_utf16 =
        zeros == controls && zeros * 8 >= sample.size() * 3 && zeros * 2 <= sample.size() + 1;
    if (maybe_utf16) return std::nullopt;
    if (zeros > 0 || controls * 200 > sample.size()) return OtherFile{"a binary file", kChooseCsv};
    return std::nullopt;
}

std::optional<OtherFile> other_text(std::string_view beginning) {
    const std::string_view text = trim(beginning.substr(0, 4096));
    for (const TextSign& sign : kTextSigns) {
        if (equals_ignoring_case(text.substr(0, sign.begins.size()), sign.begins)) return sign.file;
    }
    if (is_json(text)) return OtherFile{"a JSON file", "Export the table as CSV instead."};
    return std::nullopt;
}

}  // namespace perennial
