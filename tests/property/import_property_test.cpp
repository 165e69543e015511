// Whatever is dropped, the import ends with an answer, and every row of the file is taken or listed.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include <set>
#include <string>
#include <vector>

#include "core/app/import_memory.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/interchange/csv_reader.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

/// Printed so that a failure can be repeated; PERENNIAL_SEED sets the first.
std::vector<std::uint64_t> seeds(std::size_t count) {
    const char* first = std::getenv("PERENNIAL_SEED");
    const std::uint64_t begin = first != nullptr ? std::strtoull(first, nullptr, 10) : 20'260'615;
    std::vector<std::uint64_t> list;
    for (std::size_t i = 0; i < count; ++i) list.push_back(begin + i);
    MESSAGE("seeds " << list.front() << " to " << list.back());
    return list;
}

std::string_view one_of(Random& random, std::span<const std::string_view> words) {
    return words[random.below(words.size())];
}

std::string_view header(Random& random) {
    constexpr std::array<std::string_view, 26> kHeaders{
        "Name",     "E-mail",     "Phone",    "First name", "Company",     "Company website", "City",
        "Zip",      "Tags",       "Birthday", "Notes",      "Customer ID", "Order number",    "Order date",
        "Quantity", "Price",      "Total",    "SKU",        "Product",     "Currency",        "Status",
        "Colour",   "OPTIN_TIME", "",         "Shoe size",  "Refused row"};
    return one_of(random, kHeaders);
}

std::string_view cell(Random& random) {
    constexpr std::array<std::string_view, 30> kCells{"",
                                                      "",
                                                      "Ann Lee",
                                                      "ann@example.com",
                                                      "BO@example.com",
                                                      "joe@@mail",
                                                      "+48 600 100 200",
                                                      "12,5,0",
                                                      "12.50",
                                                      "-3",
                                                      "1",
                                                      "7",
                                                      "A1",
                                                      "2026-01-05",
                                                      "21/06/88",
                                                      "soon",
                                                      "EUR",
                                                      "XXX",
                                                      "paid",
                                                      "who knows",
                                                      "VIP; Regular",
                                                      "\"quoted\"",
                                                      "two\nlines",
                                                      "=1+1",
                                                      "'0048",
                                                      "n/a",
                                                      "結衣",
                                                      "99999999999999999999999",
                                                      "row-0000000000000000/1",
                                                      "\xC3\xA9\x01"};
    return one_of(random, kCells);
}

std::string random_file(Random& random) {
    const std::size_t columns = 1 + random.below(7), rows = random.below(25);
    std::vector<std::string> cells;
    std::string csv;
    for (std::size_t i = 0; i < columns; ++i) cells.emplace_back(header(random));
    append_csv_row(csv, cells);
    for (std::size_t row = 0; row < rows; ++row) {
        cells.clear();
        const std::size_t width = random.below(12) == 0 ? random.below(9) : columns;
        for (std::size_t i = 0; i < width; ++i) cells.emplace_back(cell(random));
        append_csv_row(csv, cells);
        if (random.below(60) == 0) csv += static_cast<char>(random.below(256));
    }
    return csv;
}

bool is_blank(const CsvRow& row) {
    return std::ranges::all_of(row.cells, [](std::string_view text) { return trim(text).empty(); });
}

/// Lines of rows below the header that say anything.
std::vector<std::int64_t> lines_of(const ImportRequest& request) {
    std::vector<std::int64_t> lines;
    CsvReader reader(*request.bytes, request.layout.format);
    bool header_wanted = request.layout.format.has_header;
    while (true) {
        const CsvRow* row = need(reader.next());
        if (row == nullptr) return lines;
        if (std::exchange(header_wanted, false) || is_blank(*row)) continue;
        lines.push_back(row->line);
    }
}

void check_report(const ImportRequest& request, const ImportReport& report) {
    CHECK(report.rows == std::int64_t(lines_of(request).size()));
    std::set<std::int64_t> listed;
    for (const RowProblem& problem : report.problems) {
        if (problem.refused) listed.insert(problem.line);
    }
    CHECK(std::int64_t(listed.size()) == report.rows_refused);
    REQUIRE(report.columns.size() == request.layout.columns.size());
    for (std::size_t i = 0; i < report.columns.size(); ++i) {
        const CellCounts& cells = report.columns[i].cells;
        const std::int64_t counted = cells.good + cells.empty + cells.warned + cells.refused;
        CHECK(counted <= report.rows);
        if (request.layout.columns[i].to == ColumnMapping::To::leave_out) CHECK(counted == 0);
    }
}

std::optional<ImportRequest> request_of(TestApp& app, const std::string& csv) {
    ImportRequest request;
    request.file_name = "random.csv";
    request.bytes = test::shared_bytes(csv);
    auto layout = propose_layout(*request.bytes, request.file_name);
    if (!layout) {
        CHECK_FALSE(layout.error().message.empty());
        return std::nullopt;
    }
    request.layout = *std::move(layout);
    request.source = "random";
    if (auto remembered = need(remembered_mapping(app.workspace(), request.layout))) {
        request.layout = std::move(remembered->layout);
        request.source = remembered->source;
    }
    return request;
}

TEST_CASE(
    "of any file every row is taken or listed, a second import adds nothing, and what is refused can be "
    "dropped") {
    int imported = 0;
    for (const std::uint64_t seed : seeds(60)) {
        CAPTURE(seed);
        Random random(seed);
        TestApp app;
        const std::string csv = random_file(random);
        CAPTURE(csv);
        const auto request = request_of(app, csv);
        if (!request) continue;
        const auto report = test::run_import(app, *request);
        if (!report) {
            CHECK(need(app.workspace().last_change()) == ChangeNo::none);
            continue;
        }
        ++imported;
        check_report(*request, *report);
        CHECK(need(test::run_import(app, *request)).change == ChangeNo::none);
        if (report->rows_refused == 0) continue;
        const auto dropped = request_of(app, report->refused_csv);
        if (!dropped) continue;  // Without a header it may be too little to go by.
        const std::string before = app.state();
        const auto again = test::run_import(app, *dropped);
        if (!again || !request->layout.format.has_header) continue;
        CHECK(again->rows == report->rows_refused);
        CHECK(again->rows_refused == report->rows_refused);
        CHECK(app.state() == before);
    }
    CHECK(imported > 20);
}

TEST_CASE("any bytes at all are refused with a sentence or read as a table") {
    for (const std::uint64_t seed : seeds(300)) {
        CAPTURE(seed);
        Random random(seed);
        std::string bytes;
        const std::uint64_t range = random.below(2) == 0 ? 256 : 96;
        for (std::uint64_t size = random.below(400); size > 0; --size)
            bytes += static_cast<char>(random.below(range) + (range == 96 ? 32 : 0));
        for (std::uint64_t lines = random.below(8); lines > 0 && !bytes.empty(); --lines)
            bytes[random.below(bytes.size())] = random.below(2) == 0 ? '\n' : ',';
        TestApp app;
        if (const auto request = request_of(app, bytes)) {
            const auto report = test::run_import(app, *request);
            if (report) check_report(*request, *report);
        }
    }
}

}  // namespace
}  // namespace perennial
