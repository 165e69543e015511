#include "core/interchange/header_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/interchange/csv_reader.h"
#include "tests/support/data_file.h"

namespace perennial {
namespace {

/// Lines of a file of tests/data/vendors, split at tabs; comments and line ends taken out.
std::vector<std::vector<std::string>> lines_of(std::string_view name) {
    const std::vector<std::byte> bytes = read_test_data(name);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::vector<std::vector<std::string>> lines;
    for (const std::string_view line : split(text, '\n')) {
        if (line.starts_with('#')) continue;
        const auto words = split(line, '\t');
        lines.emplace_back(words.begin(), words.end());
    }
    return lines;
}

std::string goal(std::string_view target, std::string_view label) {
    return label.empty() ? std::string(target) : std::string(target) + ":" + std::string(label);
}

std::string goal_of(const ColumnMapping& column) {
    if (column.to == ColumnMapping::To::custom_field) return "custom";
    if (column.to == ColumnMapping::To::leave_out) return "-";
    return goal(column.target->name, column.label);
}

struct VendorLayout {
    std::string title, kind;
    std::vector<std::string> headers, goals;
    std::vector<std::vector<std::string>> rows{2};
};

std::vector<VendorLayout> vendor_layouts() {
    std::vector<VendorLayout> layouts;
    for (const auto& line : lines_of("vendors/layouts.txt")) {
        if (line.front().starts_with("== ")) {
            layouts.push_back({.title = line.front().substr(3), .kind = {}, .headers = {}, .goals = {}});
        } else if (line.front().starts_with("kind ")) {
            layouts.back().kind = line.front().substr(5);
        } else if (line.size() == 4) {
            VendorLayout& layout = layouts.back();
            layout.headers.push_back(line[0]);
            layout.goals.push_back(line[1]);
            layout.rows[0].push_back(line[2]);
            layout.rows[1].push_back(line[3]);
        }
    }
    return layouts;
}

std::string as_csv(const VendorLayout& layout) {
    std::string csv;
    append_csv_row(csv, layout.headers);
    for (const auto& row : layout.rows) append_csv_row(csv, row);
    return csv;
}

TEST_CASE("the exports of well-known programs are understood without a hand on the mapping") {
    const auto layouts = vendor_layouts();
    CHECK(layouts.size() == 58);
    for (const VendorLayout& expected : layouts) {
        CAPTURE(expected.title);
        const std::string csv = as_csv(expected);
        const auto layout = propose_layout(as_bytes_of(csv), "export.csv");
        REQUIRE_MESSAGE(layout.has_value(), layout.error().message);
        std::string kind = layout->kind == ImportKind::contacts ? "contacts" : "orders";
        if (!layout->recognised_as.empty()) kind += ", known as " + layout->recognised_as;
        CHECK(kind == expected.kind);
        REQUIRE(layout->columns.size() == expected.headers.size());
        for (std::size_t i = 0; i < expected.headers.size(); ++i) {
            CAPTURE(expected.headers[i]);
            CHECK(goal_of(layout->columns[i]) == expected.goals[i]);
        }
    }
}

TEST_CASE("every row of such an export can be read, and says whose it is") {
    for (const VendorLayout& expected : vendor_layouts()) {
        CAPTURE(expected.title);
        const std::string csv = as_csv(expected);
        const auto layout = propose_layout(as_bytes_of(csv), "export.csv");
        REQUIRE(layout.has_value());
        CsvReader reader(as_bytes_of(csv), layout->format);
        REQUIRE(reader.next().has_value());
        for (int i = 0; i < 2; ++i) {
            const auto row = reader.next();
            REQUIRE(row.has_value());
            std::vector<RowProblem> problems;
            const auto imported = read_import_row(*layout, **row, *Currency::parse("EUR"), problems);
            const std::string first =
                problems.empty() ? "" : problems.front().column + problems.front().message;
            CHECK_MESSAGE(imported.has_value(), first);
        }
    }
}

TEST_CASE("labels of address books are known in the languages of their programs") {
    const HeaderIndex index(ImportKind::contacts, nullptr);
    std::size_t labels = 0;
    for (const auto& line : lines_of("vendors/labels.txt")) {
        if (line.size() != 3) continue;
        ++labels;
        CAPTURE(line[0]);
        CAPTURE(line[1]);
        const auto match = index.find(line[1]);
        const std::string found = !match                     ? "?"
                                  : match->target == nullptr ? "-"
                                                             : goal(match->target->name, match->label);
        CHECK(found == line[2]);
    }
    CHECK(labels > 700);
}

TEST_CASE("a birthday beside a month and a year of birth is the day of the month") {
    struct Case {
        const char *csv, *target;
    };
    for (const Case& c :
         {Case{"Vorname;Geburtstag;Geburtsmonat;Geburtsjahr\nAnn;28;2;1990\n", "birth_day"},
          Case{"Vorname;Geburtstag;Geburtsmonat\nAnn;1990-02-28;2\n", "birthday"},
          Case{"Etunimi;Syntymäpäivä;Syntymäkuukausi;Syntymävuosi\nAnn;28;2;1990\n", "birth_day"},
          Case{"Vorname;Geburtstag\nAnn;1990-02-28\n", "birthday"}}) {
        CAPTURE(c.csv);
        const auto layout = propose_layout(as_bytes_of(c.csv), "book.csv");
        REQUIRE(layout.has_value());
        CHECK(goal_of(layout->columns[1]) == c.target);
    }
}

TEST_CASE("a nickname by the word that elsewhere is a family name is told by the columns beside it") {
    const auto both =
        propose_layout(as_bytes_of("Primeiro nome,Último nome,Apelido\nAna,Lima,Nina\n"), "book.csv");
    REQUIRE(both.has_value());
    CHECK(goal_of(both->columns[2]) == "preferred_name");
    const auto one = propose_layout(as_bytes_of("Nome,Apelido\nAna,Lima\n"), "book.csv");
    REQUIRE(one.has_value());
    CHECK(goal_of(one->columns[1]) == "family_name");
}

}  // namespace
}  // namespace perennial
