#include "ui/views/import_words.h"

#include <doctest/doctest.h>

using namespace perennial;
using namespace perennial::ui;

namespace {

ColumnMapping to(ImportKind kind, std::string_view target) {
    ColumnMapping column;
    column.header = "Column";
    column.to = ColumnMapping::To::target;
    column.target = find_target(kind, target);
    REQUIRE(column.target != nullptr);
    return column;
}

std::string words(const ColumnMapping& column, CellCounts cells, const ImportReport& report = {},
                  DateOrder order = DateOrder::year_month_day, std::string_view custom_type = {}) {
    return finding_of(column, {cells, custom_type}, report, {.date_order = order}).text;
}

ImportReport counted_report(TableId table, TableCounts counts) {
    ImportReport report;
    report.change = ChangeNo{1};
    report.tables.emplace_back(table, counts);
    return report;
}

}  // namespace

TEST_CASE("what becomes of a column's cells is said in the words of its type") {
    constexpr auto people = ImportKind::contacts, orders = ImportKind::orders;
    CHECK(words(to(people, "given_name"), {.good = 23543, .empty = 142}) == "23,543 good, 142 empty");
    CHECK(words(to(people, "email"), {.good = 5}) == "5 good");
    CHECK(words(to(people, "email"), {.good = 5, .warned = 2}) == "5 good, 2 left out");
    CHECK(words(to(people, "email"), {.good = 5, .refused = 1}) == "1 row cannot be read");
    CHECK(words(to(people, "city"), {.empty = 9}) == "Empty in every row");
    CHECK(words(to(people, "birthday"), {.good = 1}) == "1 birthday");
    CHECK(words(to(orders, "placed_on"), {.good = 22907}) == "22,907 dates");
    CHECK(words(to(orders, "placed_on"), {.good = 2}, {}, DateOrder::day_month_year) == "2 dates, day first");
    CHECK(words(to(orders, "placed_on"), {.good = 2}, {}, DateOrder::month_day_year) ==
          "2 dates, month first");
    CHECK(words(to(orders, "total"), {.good = 3, .warned = 1}) == "3 amounts, 1 rounded");
    CHECK(words(to(orders, "status"), {.good = 3, .warned = 1}) == "3 good, 1 not known");
}

TEST_CASE("tags are counted as tags, and how many nobody has yet") {
    ImportReport report;
    report.tags = 14;
    report.new_tags = 3;
    CHECK(words(to(ImportKind::contacts, "tags"), {.good = 100}, report) == "14 tags, 3 are new");
    report.new_tags = 1;
    CHECK(words(to(ImportKind::contacts, "tags"), {.good = 100}, report) == "14 tags, 1 is new");
    report.new_tags = 0;
    CHECK(words(to(ImportKind::contacts, "tags"), {.good = 100}, report) == "14 tags");
}

TEST_CASE("a column that becomes a field of its own says as what") {
    ColumnMapping column;
    column.to = ColumnMapping::To::custom_field;
    constexpr auto ymd = DateOrder::year_month_day;
    CHECK(words(column, {.good = 2, .empty = 1}, {}, ymd, "number") == "2 numbers, 1 empty");
    CHECK(words(column, {.good = 2}, {}, ymd, "date") == "2 dates");
    CHECK(words(column, {.good = 2}, {}, ymd, "text") == "2 good");
    CHECK(words(column, {.good = 2, .warned = 1}, {}, ymd, "number") == "2 numbers, 1 kept as they stand");
    column.to = ColumnMapping::To::leave_out;
    CHECK(words(column, {}) == "Not imported");
}

TEST_CASE("the figures of a preview name people, or orders and their customers") {
    ImportReport report = counted_report(TableId::contact, {.added = 23570, .updated = 112});
    report.rows_refused = 3;
    const auto people = figures_of(report, ImportKind::contacts);
    REQUIRE(people.size() == 3);
    CHECK(people[0].count == 23570);
    CHECK(people[0].label == "to add");
    CHECK(people[1].count == 112);
    CHECK(people[2].label == "rows refused");
    CHECK(people[2].tone == Tone::bad);
    report.tables.emplace_back(TableId::order, TableCounts{.added = 1});
    report.rows_refused = 0;
    const auto orders = figures_of(report, ImportKind::orders);
    REQUIRE(orders.size() == 3);
    CHECK(orders[0].label == "order to add");
    CHECK(orders[1].label == "customers to add");
    CHECK(orders[2].tone == Tone::quiet);
}

TEST_CASE("problems say whether they hold up the rest, and when nothing can go in") {
    ImportReport report;
    report.rows = 10;
    report.rows_refused = 1;
    report.problem_count = 3;
    report.problems = {{.line = 2, .column = "", .value = "", .message = "", .refused = true},
                       {.line = 3, .column = "", .value = "", .message = "", .refused = false},
                       {.line = 4, .column = "", .value = "", .message = "", .refused = false}};
    CHECK(problem_words(report, OnError::skip) ==
          "1 row refused, 2 warnings. The rest is not held up by them.");
    CHECK(problem_words(report, OnError::stop) ==
          "1 row refused, 2 warnings. Nothing goes in until they are mended.");
    CHECK(import_words(report) == "Import 9 rows");
    CHECK(can_import(report, OnError::skip));
    CHECK_FALSE(can_import(report, OnError::stop));
    report.rows_refused = 10;
    CHECK_FALSE(can_import(report, OnError::skip));
}

TEST_CASE("the end of an import says what came in") {
    CHECK(done_words(counted_report(TableId::contact, {.added = 3, .updated = 2}), ImportKind::contacts) ==
          "3 contacts added, 2 updated");
    CHECK(done_words(counted_report(TableId::contact, {.updated = 1}), ImportKind::contacts) ==
          "1 contact updated");
    ImportReport orders = counted_report(TableId::order, {.added = 69659});
    CHECK(done_words(orders, ImportKind::orders) == "69,659 orders added");
    orders.tables.emplace_back(TableId::contact, TableCounts{.added = 1});
    CHECK(done_words(orders, ImportKind::orders) == "69,659 orders and 1 customer added");
    CHECK(done_words(counted_report(TableId::contact, {.unchanged = 2}), ImportKind::contacts) ==
          "Nothing new in this file");
}

TEST_CASE("a file of several says what became of it, and why it cannot be read") {
    FileInBatch file;
    file.fate = FileFate::failed;
    file.failure = Error{ErrorCode::malformed, "The quote is not closed.", Place{"a.csv", 3, ""}};
    CHECK(fate_words(file) == "Cannot be read. The quote is not closed. (line 3)");
    file.fate = FileFate::imported;
    file.report = counted_report(TableId::contact, {.added = 2});
    file.report.rows_refused = 1;
    CHECK(fate_words(file) == "2 contacts added, 1 row refused");
    file.fate = FileFate::left_out;
    CHECK(fate_words(file) == "Left out");
}
