#include "core/interchange/csv_reader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/interchange/import_layout.h"
#include "tests/support/data_file.h"

namespace perennial {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Lines {
    Rows rows;
    std::vector<std::int64_t> lines;
};

Result<Lines> read(std::string_view text, TextFormat format = {}) {
    CsvReader reader(as_bytes_of(text), format, "file.csv");
    Lines result;
    for (;;) {
        TRY_ASSIGN(const CsvRow* const row, reader.next());
        if (row == nullptr) break;
        result.rows.emplace_back(row->cells.begin(), row->cells.end());
        result.lines.push_back(row->line);
    }
    CHECK(reader.bytes_read() == reader.bytes_total());
    return result;
}

TextFormat with(Delimiter delimiter, Encoding encoding = Encoding::utf8) {
    return {.encoding = encoding, .delimiter = delimiter};
}

}  // namespace

TEST_CASE("rows are read as RFC 4180 says and as the world writes them") {
    struct Case {
        const char* why;
        std::string_view text;
        Delimiter delimiter;
        Rows rows;
    };
    for (const auto& c : {
             Case{"plain", "a,b\r\n1,2\r\n", ',', {{"a", "b"}, {"1", "2"}}},
             Case{"no line end at the end", "a,b\n1,2", ',', {{"a", "b"}, {"1", "2"}}},
             Case{"line ends of three systems", "a\nb\r\nc\rd", ',', {{"a"}, {"b"}, {"c"}, {"d"}}},
             Case{"blank lines", "\n\na\n  \n\nb\n\n", ',', {{"a"}, {"b"}}},
             Case{"empty cells", ",,\na,,\n", ',', {{"", "", ""}, {"a", "", ""}}},
             Case{"delimiter, quotes and lines in quotes",
                  "\"a,\"\"b\"\"\r\nc\",d\n",
                  ',',
                  {{"a,\"b\"\r\nc", "d"}}},
             Case{"only quotes", "\"\"\"\",\"\"\n", ',', {{"\"", ""}}},
             Case{"an empty quoted cell alone", "\"\"\n", ',', {{""}}},
             Case{"quotes inside a cell", "5\" pipe,x\n", ',', {{"5\" pipe", "x"}}},
             Case{"spaces before an opening quote", "\"a\", \"b, c\" ,d\n", ',', {{"a", "b, c", "d"}}},
             Case{"spaces before quoted words", "a, \"Best\" cake,d\n", ',', {{"a", " \"Best\" cake", "d"}}},
             Case{"spaces of a cell stay", " a , b \n", ',', {{" a ", " b "}}},
             Case{"runs of spaces and tabs",
                  "  a   b\t c  \n\n 1 2   3\n",
                  ' ',
                  {{"a", "b", "c"}, {"1", "2", "3"}}},
             Case{"quotes between spaces", " \"a b\"  c\n", ' ', {{"a b", "c"}}},
             Case{"Excel's first line", "SEP=;\r\na;b\r\n", ';', {{"a", "b"}}},
             Case{"tabs", "a\t\tb\n", '\t', {{"a", "", "b"}}},
             Case{"nothing", "", ',', {}},
         }) {
        CAPTURE(c.why);
        const auto result = read(c.text, with(c.delimiter));
        REQUIRE_MESSAGE(result.has_value(), result.error().message);
        CHECK(result->rows == c.rows);
    }
}

TEST_CASE("a row knows the line it begins in") {
    const auto result = read("a\r\n\r\n\"x\r\ny\",\"\n\r\"\rb\n\nc");
    REQUIRE(result.has_value());
    CHECK(result->lines == std::vector<std::int64_t>{1, 3, 7, 9});
}

TEST_CASE("a broken quote is an error where it opened") {
    struct Case {
        const char* why;
        std::string text;
        std::int64_t line;
        std::string_view message;
    };
    for (const auto& c : {
             Case{"never closed", "a,b\n1,2\n3,\"open\n4,5\n", 3, "never closed"},
             Case{"closed by the next quote", "a,b\n\"x,1\ny,2\n\"z\",3\n", 2, "more text follows"},
             Case{"not doubled", "a,b\n1,\"a \"quoted\" word\"\n", 2, "more text follows"},
             Case{"never closed in a long file", "a\n\"" + std::string(3'000'000, 'x'), 2, "never closed"},
             Case{"second of two cells over lines", "\"a\nb\",\"c\nd", 2, "never closed"},
         }) {
        CAPTURE(c.why);
        const auto result = read(c.text);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == ErrorCode::malformed);
        CHECK(result.error().message.contains(c.message));
        CHECK(result.error().place == Place{"file.csv", c.line, ""});
    }
}

TEST_CASE("rows without end and without measure are refused early") {
    const std::string endless(2'000'000, 'x');
    const auto long_row = read("a\n" + endless);
    REQUIRE_FALSE(long_row.has_value());
    CHECK(long_row.error().code == ErrorCode::too_large);
    CHECK(long_row.error().place->line == 2);

    CHECK(read(std::string(kMaxColumns - 1, ',')).has_value());
    const auto wide_row = read("a\nb\n" + std::string(kMaxColumns, ','));
    REQUIRE_FALSE(wide_row.has_value());
    CHECK(wide_row.error().code == ErrorCode::too_large);
    CHECK(wide_row.error().place->line == 3);

    const std::string full_row(kMaxRowBytes - 1, 'x');
    CHECK(read(full_row + "\nb\n").has_value());
}

TEST_CASE("an encoding error further down comes with its line") {
    const auto result = read("a,b\n1,2\nJos\xE9,3\n");
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().place == Place{"file.csv", 3, ""});
}

TEST_CASE("what a spreadsheet would run as a formula is guarded, and our import takes the guard away") {
    struct Case {
        std::string cell, written;
    };
    for (const auto& c :
         {Case{"=1+1", "'=1+1"}, Case{"+SUM(A1)", "'+SUM(A1)"}, Case{"-cmd", "'-cmd"}, Case{"@x", "'@x"},
          Case{"-12.50", "-12.50"}, Case{"+3", "+3"}, Case{"-1.284.50", "-1.284.50"}, Case{"-", "'-"},
          Case{"'=1", "''=1"}, Case{"'7up", "'7up"}, Case{"O'Neil", "O'Neil"}, Case{"plain", "plain"}}) {
        CAPTURE(c.cell);
        std::string out;
        append_csv_row(out, std::vector{c.cell, std::string("x")});
        CHECK(out == c.written + ",x\r\n");
        CHECK(unguarded(c.written) == c.cell);
    }
    std::string out;
    append_csv_row(out, std::vector<std::string>{"\t=x", "\rx"});
    CHECK(out == "\"'\t=x\",\"'\rx\"\r\n");
}

namespace {

/// Cells made of what is hard: quotes, delimiters, line ends, apostrophes, formula signs, spaces, accents.
std::string random_cell(Random& random, bool western) {
    constexpr std::array<std::string_view, 22> kPieces{"a", "Z", "0",  "9",  ".",  ",",    ";", "\t",
                                                       "|", " ", "\"", "\n", "\r", "\r\n", "'", "=",
                                                       "+", "-", "@",  "é",  "ß",  "€"};
    constexpr std::array<std::string_view, 4> kWide{"ł", "日本", "😀", "\u0301"};
    std::string cell;
    for (std::uint64_t i = random.below(8); i > 0; --i) {
        cell += !western && random.below(6) == 0 ? kWide[random.below(kWide.size())]
                                                 : kPieces[random.below(kPieces.size())];
    }
    return cell;
}

Rows random_table(Random& random, bool western) {
    const std::size_t columns = 1 + random.below(6);
    Rows table(1 + random.below(30));
    for (Row& row : table) {
        for (std::size_t i = 0; i < columns; ++i) row.push_back(random_cell(random, western));
    }
    return table;
}

std::string encoded(std::string_view text, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return std::string(text);
        case Encoding::utf16_le: return in_utf16(text, true, true);
        case Encoding::utf16_be: return in_utf16(text, false, true);
        case Encoding::windows_1252: return in_windows_1252(text);
    }
    return {};
}

constexpr std::array kDelimiters{',', ';', '\t', '|', ' '};
constexpr std::array kEncodings{Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be,
                                Encoding::windows_1252};

}  // namespace

TEST_CASE("any table written in any delimiter and encoding is read back as it was") {
    std::size_t quoted = 0, guarded = 0, several_lines = 0, blank = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        for (const Delimiter delimiter : kDelimiters) {
            for (const Encoding encoding : kEncodings) {
                CAPTURE(delimiter);
                CAPTURE(encoding_label(encoding));
                const Rows table = random_table(random, encoding == Encoding::windows_1252);
                std::string text;
                for (const Row& row : table) {
                    append_csv_row(text, row, delimiter);
                    for (const std::string& cell : row) {
                        quoted += cell.contains('"');
                        guarded += cell.starts_with('=') || cell.starts_with("'=");
                        several_lines += cell.contains('\n');
                        blank += cell.empty();
                    }
                }
                auto result = read(encoded(text, encoding), with(delimiter, encoding));
                REQUIRE_MESSAGE(result.has_value(), result.error().message);
                for (Row& row : result->rows) {
                    for (std::string& cell : row) cell = std::string(unguarded(cell));
                }
                REQUIRE(result->rows == table);
            }
        }
    }
    CHECK(quoted > 1000);
    CHECK(guarded > 500);
    CHECK(several_lines > 1000);
    CHECK(blank > 500);
}

namespace {

/// Flips, removes, doubles and inserts a few bytes.
void damage(std::string& bytes, Random& random) {
    for (std::uint64_t i = 1 + random.below(8); i > 0 && !bytes.empty(); --i) {
        const std::size_t at = random.below(bytes.size());
        switch (random.below(5)) {
            case 0: bytes[at] = static_cast<char>(random.below(256)); break;
            case 1: bytes.erase(at, 1 + random.below(20)); break;
            case 2: bytes.insert(at, bytes.substr(at, random.below(50))); break;
            case 3: bytes.insert(at, 1, "\",;\n\r \t\0"[random.below(8)]); break;
            default: bytes.resize(at); break;
        }
    }
}

struct Outcome {
    bool understood = false;
    std::size_t taken = 0, refused = 0;
};

Outcome import_all(std::string_view bytes) {
    Outcome outcome;
    const auto layout = propose_layout(as_bytes_of(bytes), "damaged.csv");
    if (!layout) {
        CHECK_FALSE(layout.error().message.empty());
        CHECK(layout.error().place.has_value());
        return outcome;
    }
    outcome.understood = true;
    CsvReader reader(as_bytes_of(bytes), layout->format, "damaged.csv");
    std::vector<RowProblem> problems;
    std::size_t rows = 0;
    for (;;) {
        const auto row = reader.next();
        if (!row) {
            CHECK(row.error().place.has_value());
            return outcome;
        }
        if (*row == nullptr) break;
        if (++rows > bytes.size() + 1) FAIL("more rows than bytes");
        outcome.taken += read_import_row(*layout, **row, *Currency::parse("EUR"), problems).has_value();
    }
    for (const RowProblem& problem : problems) outcome.refused += problem.refused;
    return outcome;
}

}  // namespace

TEST_CASE("damaged files are refused or read, and never more than that") {
    const std::array files{"made/shopify_orders.csv",
                           "made/google_contacts.csv",
                           "made/german_orders_windows_1252.csv",
                           "made/woocommerce_orders.csv",
                           "contacts/outlook_short_rows.csv",
                           "contacts/utf16le_with_mark.csv"};
    std::size_t understood = 0, refused_whole = 0, taken = 0, refused_rows = 0;
    for (const char* const name : files) {
        CAPTURE(name);
        const auto original = read_test_data(name);
        for (std::uint64_t seed = 1; seed <= 150; ++seed) {
            CAPTURE(seed);
            Random random(seed);
            std::string bytes(reinterpret_cast<const char*>(original.data()), original.size());
            damage(bytes, random);
            const Outcome outcome = import_all(bytes);
            understood += outcome.understood;
            refused_whole += !outcome.understood;
            taken += outcome.taken;
            refused_rows += outcome.refused;
        }
    }
    // The damage does reach every kind of end.
    CHECK(understood > 100);
    CHECK(refused_whole > 100);
    CHECK(taken > 100);
    CHECK(refused_rows > 100);
}

}  // namespace perennial
