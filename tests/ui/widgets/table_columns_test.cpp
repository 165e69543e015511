#include <doctest/doctest.h>

#include <string>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

constexpr Rect kTable{0, 100, 800, 436};
constexpr float kLeft = 24 + 28;  // The page's margin, then the boxes.
constexpr float kFrozenTo = 246;  // The middle of the gap behind the first column.
constexpr float kHeadAt = 100 + 18;

// Twelve columns, 200 wide the first, 120 the others: 1,520 in a table of 800.
struct Ledger {
    TableState state;
    TableSpec spec;
    std::vector<Column> columns;
    std::vector<std::string> order;
    std::vector<TableResult::Resized> resized;
    std::vector<TableResult::Moved> moved;
    std::vector<int> sorted, sorted_also;
    std::vector<std::int64_t> opened;
    std::optional<std::string> key;
    int cells = 0;

    explicit Ledger(int count = 12) {
        for (int n = 0; n < count; ++n) {
            columns.push_back(Column{.label = "Column " + std::to_string(n),
                                     .width = n == 0 ? 200.0F : 120.0F,
                                     .align = n == 3 ? Align::right : Align::left,
                                     .sortable = n != 4,
                                     .sorted_descending = {}});
        }
        spec.label = "Ledger";
        spec.row_count = 100;
        spec.selectable = true;
        spec.row_name = [](std::int64_t row) { return "Entry " + std::to_string(row); };
        spec.row_href = [](std::int64_t row) { return "#/ledger/" + std::to_string(row); };
    }

    void operator()(Ui& ui) {
        cells = 0;
        spec.columns = columns;
        spec.draw_cell = [&](std::int64_t row, int column, Rect cell) {
            ++cells;
            const std::string text = std::to_string(row) + "/" + std::to_string(column);
            ui.text(cell, text, TextStyle::body, ui.tokens().text);
            return text;
        };
        take(ui.table(kTable, spec, state));
    }

    // As a view does: keeps what it is told.
    void take(const TableResult& result) {
        if (result.resized) {
            resized.push_back(*result.resized);
            columns[static_cast<std::size_t>(result.resized->column)].width = result.resized->width;
        }
        if (result.moved) {
            moved.push_back(*result.moved);
            const auto from = columns.begin() + result.moved->from;
            const Column column = *from;
            columns.erase(from);
            columns.insert(columns.begin() + result.moved->to, column);
        }
        if (result.sort_column) sorted.push_back(*result.sort_column);
        if (result.sort_also) sorted_also.push_back(*result.sort_also);
        if (result.opened) opened.push_back(*result.opened);
        if (result.key) key = result.key;
    }
};

float x_of(const Driver& driver, std::string_view cell) { return driver.get(Role::gridcell, cell).rect.x; }
Point in_head(float x) { return {x, kHeadAt}; }

}  // namespace

TEST_CASE("columns keep the width they wish; those out of sight are not drawn but counted") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    CHECK(x_of(driver, "0/0") == kLeft);
    CHECK(x_of(driver, "0/1") == kLeft + 200);
    CHECK(x_of(driver, "0/5") == kLeft + 200 + 4 * 120);
    CHECK(driver.get(Role::gridcell, "0/1").rect.w == 108);
    CHECK_FALSE(driver.has(Role::gridcell, "0/6"));
    CHECK_FALSE(driver.has(Role::columnheader, "Column 6"));
    const auto rows = static_cast<int>(driver.all(Role::row).size()) - 1;
    CHECK(ledger.cells == rows * 6);
    CHECK(driver.get(Role::grid, "Ledger").column_count == 13);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("columns without a width share what is left, and no less than 140") {
    Ledger ledger(4);
    ledger.columns[1].width = ledger.columns[2].width = 0;
    Driver driver([&](Ui& ui) { ledger(ui); });
    constexpr float kShare = (800 - 16 - kLeft - 200 - 120) / 2;
    CHECK(x_of(driver, "0/2") == kLeft + 200 + kShare);
    CHECK(x_of(driver, "0/3") == kLeft + 200 + 2 * kShare);
    driver.wheel({400, 300}, Point{500, 0});
    CHECK(ledger.state.scroll_x == 0);
    ledger.columns[3].width = 400;
    driver.move_to({1, 1});
    CHECK(x_of(driver, "0/3") == kLeft + 200 + 280);
    driver.wheel({400, 300}, Point{500, 0});
    CHECK(ledger.state.scroll_x == 200 + 280 + 400 - (800 - 16 - kLeft));
}

TEST_CASE("a single column takes the room there is and never goes sideways") {
    Ledger ledger(1);
    ledger.columns[0].width = 0;
    ledger.spec.selectable = false;
    Driver driver([&](Ui& ui) { ledger(ui); }, 420, 800);
    driver.wheel({200, 300}, Point{300, 0});
    CHECK(ledger.state.scroll_x == 0);
    ledger.columns[0].width = 2000;
    driver.wheel({200, 300}, Point{300, 0});
    CHECK(ledger.state.scroll_x == 0);
    CHECK(driver.get(Role::gridcell, "0/0").rect.right() < 800);
}

TEST_CASE("the first column and the boxes stay put while the rest goes sideways") {
    struct Case {
        const char* how;
        Point by;
        bool shift;
        float to;
    };
    for (const Case& c :
         {Case{"a pad", {150, 0}, false, 150}, Case{"a pad, not quite straight", {150, 20}, false, 150},
          Case{"a wheel with Shift", {0, 150}, true, 150}, Case{"a wheel", {0, 150}, false, 0},
          Case{"to the end", {9999, 0}, false, 200 + 11 * 120 - (800 - 16 - kLeft)}}) {
        CAPTURE(c.how);
        Ledger ledger;
        Driver driver([&](Ui& ui) { ledger(ui); });
        const Rect box = driver.get(Role::checkbox, "Select Entry 5").rect;
        driver.wheel({500, 300}, c.by, {.shift = c.shift});
        CHECK(ledger.state.scroll_x == c.to);
        CHECK((ledger.state.scroll_y == 0) == (c.to > 0));
        CHECK(driver.get(Role::checkbox, "Select Entry 5").rect.x == box.x);
        CHECK(x_of(driver, "5/0") == kLeft);
        CHECK(driver.get(Role::columnheader, "Column 0").rect.x == kLeft);
        CHECK(driver.get(Role::row, "Entry 5").rect.w == 800);
        for (const Node* cell : driver.all(Role::gridcell))
            CHECK((cell->column_index <= 2 || cell->rect.x >= kFrozenTo));
        for (const Node* head : driver.all(Role::columnheader))
            CHECK((head->column_index <= 2 || head->rect.x >= kFrozenTo));
        CHECK(audit(driver.tree()).empty());
    }
}

TEST_CASE("what went sideways keeps its place in the order, its identity and its answer to a click") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    const NodeId cell = driver.get(Role::gridcell, "2/5").id;
    const NodeId head = driver.get(Role::columnheader, "Column 5").id;
    driver.wheel({500, 300}, Point{300, 0});
    CHECK(driver.get(Role::gridcell, "2/5").id == cell);
    CHECK(driver.get(Role::columnheader, "Column 5").id == head);
    CHECK(driver.get(Role::gridcell, "2/5").column_index == 7);
    CHECK(x_of(driver, "2/5") == kLeft + 200 + 4 * 120 - 300);
    CHECK_FALSE(driver.has(Role::gridcell, "2/1"));
    driver.click(Role::columnheader, "Column 5");
    CHECK(ledger.sorted == std::vector<int>{5});
    driver.click(Role::gridcell, "2/5");
    CHECK(ledger.opened == std::vector<std::int64_t>{2});
    // Half of column 3 lies below the first: a click there means the first.
    driver.click_at(in_head(kFrozenTo - 20));
    CHECK(ledger.sorted.back() == 0);
}

TEST_CASE("heads of the same name keep their identity while they go sideways") {
    Ledger ledger;
    for (Column& column : ledger.columns) column.label = "Note";
    Driver driver([&](Ui& ui) { ledger(ui); });
    const auto id_at = [&](int index) {
        for (const Node* head : driver.all(Role::columnheader))
            if (head->column_index == index) return head->id;
        return NodeId{0};
    };
    const NodeId fifth = id_at(6);
    driver.wheel({500, 300}, Point{300, 0});
    CHECK(fifth != 0);
    CHECK(id_at(6) == fifth);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("the arrows go sideways by columns when the grid has the focus") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.key("ArrowRight");
    CHECK(ledger.state.scroll_x == 0);
    driver.focus(Role::grid, "Ledger");
    driver.key("ArrowLeft");
    CHECK(ledger.key == "ArrowLeft");
    driver.key("ArrowRight");
    CHECK(ledger.state.scroll_x == 120);
    driver.key("ArrowRight");
    CHECK(ledger.state.scroll_x == 240);
    driver.key("ArrowLeft");
    CHECK(ledger.state.scroll_x == 120);
    for (int n = 0; n < 12; ++n) driver.key("ArrowRight");
    CHECK(ledger.state.scroll_x == 200 + 11 * 120 - (800 - 16 - kLeft));
    CHECK(driver.has(Role::gridcell, "0/11"));
    SUBCASE("from a head that goes out of sight the focus comes to the grid") {
        driver.focus(Role::columnheader, "Column 11");
        for (int n = 0; n < 12; ++n) driver.key("ArrowLeft");
        CHECK(ledger.state.scroll_x == 0);
        CHECK(driver.focused()->role == Role::grid);
    }
}

TEST_CASE("a finger goes along the axis it begins with, and the thumb at the bottom can be dragged") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    SUBCASE("a finger, sideways") {
        driver.push(PointerPressed{.at = {600, 300}, .modifiers = {}, .touch = true});
        for (float x = 580; x >= 400; x -= 20)
            driver.push(PointerMoved{.at = {x, 300 - (600 - x) / 4}, .touch = true});
        CHECK(ledger.state.scroll_x > 150);
        CHECK(ledger.state.scroll_y == 0);
        driver.stage().push(PointerReleased{.at = {400, 250}, .modifiers = {}});
        const float released = ledger.state.scroll_x;
        driver.pass(2);
        CHECK(ledger.state.scroll_x >= released);
        CHECK(ledger.opened.empty());
    }
    SUBCASE("a finger, down") {
        driver.push(PointerPressed{.at = {600, 300}, .modifiers = {}, .touch = true});
        for (float y = 280; y >= 200; y -= 20)
            driver.push(PointerMoved{.at = {600 - (300 - y) / 4, y}, .touch = true});
        CHECK(ledger.state.scroll_x == 0);
        CHECK(ledger.state.scroll_y > 50);
    }
    SUBCASE("the thumb") {
        const float bottom = kTable.bottom() - 6;
        driver.drag({kFrozenTo + 40, bottom}, {kFrozenTo + 90, bottom});
        CHECK(ledger.state.scroll_x > 50);
        CHECK(ledger.opened.empty());
        driver.drag({kFrozenTo + 90, bottom}, {900, bottom});
        CHECK(ledger.state.scroll_x == 200 + 11 * 120 - (800 - 16 - kLeft));
    }
}

TEST_CASE("the last row ends above the thumb at the bottom") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.focus(Role::grid, "Ledger");
    driver.key("End");
    CHECK(driver.get(Role::row, "Entry 99").rect.bottom() == kTable.bottom() - 12);
    CHECK(driver.get(Role::row, "Entry 99").rect.h == 40);
}

TEST_CASE("where a first column would leave no room, it goes sideways with the others") {
    Ledger ledger;
    ledger.columns[0].width = 700;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.wheel({500, 300}, Point{300, 0});
    CHECK(driver.get(Role::gridcell, "1/0").rect.right() == kLeft + 700 - 12 - 300);
    CHECK(driver.get(Role::gridcell, "1/0").rect.x > driver.get(Role::checkbox, "Select Entry 1").rect.x);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("a column takes the width to which its edge is dragged, live") {
    Ledger ledger;
    ledger.spec.resizable = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    const float edge = kLeft + 200 + 120 - 6;
    driver.move_to(in_head(edge));
    CHECK(driver.stage().cursor() == Cursor::resize);
    driver.press(in_head(edge));
    CHECK(ledger.resized.empty());
    driver.move_to(in_head(edge + 30));
    CHECK(ledger.columns[1].width == 150);
    CHECK(x_of(driver, "0/2") == kLeft + 200 + 150);
    driver.move_to({edge + 80, 400});
    CHECK(ledger.columns[1].width == 200);
    CHECK(driver.stage().cursor() == Cursor::resize);
    driver.release({edge + 90, 400});
    CHECK(ledger.columns[1].width == 210);
    driver.move_to(in_head(700));
    CHECK(ledger.columns[1].width == 210);
    SUBCASE("but never less than 60") {
        driver.drag(in_head(edge + 90), in_head(kLeft));
        CHECK(ledger.columns[1].width == 60);
    }
    SUBCASE("nor at all by a click on the edge") {
        const std::size_t before = ledger.resized.size();
        driver.click_at(in_head(edge + 90));
        CHECK(ledger.resized.size() == before);
    }
    CHECK(ledger.sorted.empty());
    CHECK(ledger.moved.empty());
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("an edge is dragged in one frame as well, out of the table, and of the first column") {
    Ledger ledger;
    ledger.spec.resizable = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.stage().push(PointerPressed{.at = in_head(kFrozenTo), .modifiers = {}});
    driver.stage().push(PointerMoved{.at = in_head(kFrozenTo + 40)});
    driver.release(in_head(kFrozenTo + 40));
    CHECK(ledger.columns[0].width == 240);
    const float edge = kLeft + 240 + 4 * 120 - 6;
    driver.drag(in_head(edge), in_head(1200));
    CHECK(ledger.columns[4].width == 120 + 1200 - edge);
}

TEST_CASE("columns that share keep their width when another is resized") {
    Ledger ledger(4);
    ledger.spec.resizable = true;
    ledger.columns[1].width = 0;
    Driver driver([&](Ui& ui) { ledger(ui); });
    const float third = x_of(driver, "0/3");
    const float edge = third - 6;
    driver.drag(in_head(edge), in_head(edge - 40));
    CHECK(ledger.columns[2].width == 80);
    CHECK(x_of(driver, "0/2") == third - 120);
    CHECK(x_of(driver, "0/3") == third - 40);
    ledger.columns.pop_back();
    driver.move_to({1, 1});
    CHECK(x_of(driver, "0/2") == 800 - 16 - 80);
}

TEST_CASE("the far end stays in place while a column there is made smaller") {
    Ledger ledger;
    ledger.spec.resizable = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.wheel({500, 300}, Point{9999, 0});
    const float before = ledger.state.scroll_x;
    const float edge = 800 - 16 - 6;
    driver.press(in_head(edge));
    driver.move_to(in_head(edge - 40));
    CHECK(ledger.columns[11].width == 80);
    CHECK(ledger.state.scroll_x == before);
    driver.release(in_head(edge - 40));
    CHECK(ledger.state.scroll_x == before - 40);
}

TEST_CASE("nothing is resized or moved where it was not asked for") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.drag(in_head(kLeft + 200 + 120 - 6), in_head(600));
    driver.drag(in_head(kLeft + 220), in_head(600));
    CHECK(ledger.resized.empty());
    CHECK(ledger.moved.empty());
}

TEST_CASE("a head dragged sideways moves its column; pressed without, it sorts") {
    struct Case {
        const char* why;
        float from, to;
        int moved_from, moved_to;  // -1: not at all.
        int sorted;                // -1: not at all.
    };
    const float second = kLeft + 200 + 120 + 30;  // In the head of column 2.
    for (const Case& c : {Case{"to the right", second, second + 320, 2, 4, -1},
                          Case{"to the left", second, second - 120, 2, 1, -1},
                          Case{"to the left, beyond the first", second, 5, 2, 1, -1},
                          Case{"back to itself", second, second + 8, -1, -1, -1},
                          Case{"a shaky click", second, second + 5, -1, -1, 2},
                          Case{"the first stays", kLeft + 30, kLeft + 130, -1, -1, 0},
                          Case{"one that does not sort", second + 240, second, 4, 2, -1}}) {
        CAPTURE(c.why);
        Ledger ledger(5);
        ledger.spec.movable = true;
        Driver driver([&](Ui& ui) { ledger(ui); });
        driver.drag(in_head(c.from), in_head(c.to));
        REQUIRE(ledger.moved.size() == (c.moved_from < 0 ? 0U : 1U));
        if (c.moved_from >= 0) {
            CHECK(ledger.moved[0].from == c.moved_from);
            CHECK(ledger.moved[0].to == c.moved_to);
            CHECK(ledger.columns[static_cast<std::size_t>(c.moved_to)].label ==
                  "Column " + std::to_string(c.moved_from));
        }
        CHECK(ledger.sorted == (c.sorted < 0 ? std::vector<int>{} : std::vector<int>{c.sorted}));
        CHECK(audit(driver.tree()).empty());
    }
}

TEST_CASE("a line shows where the column would land, until it is let go") {
    Ledger ledger(5);
    ledger.spec.movable = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    const Point head = in_head(kLeft + 350);
    driver.move_to(head);
    const int before = driver.stage().cost().vertices;
    driver.press(head);
    CHECK(driver.stage().cost().vertices == before);
    driver.move_to(in_head(kLeft + 360));
    const int during = driver.stage().cost().vertices;
    CHECK(during > before);
    driver.release(in_head(kLeft + 360));
    CHECK(driver.stage().cost().vertices < during);
    CHECK(ledger.sorted.empty());
}

TEST_CASE("a head carried to the end of the room takes the columns along") {
    Ledger ledger;
    ledger.spec.movable = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.press(in_head(kLeft + 220));
    driver.move_to(in_head(kLeft + 300));
    CHECK(ledger.state.scroll_x == 0);
    for (int n = 0; n < 3; ++n) {
        driver.stage().push(PointerMoved{.at = in_head(795)});
        driver.pass(0.5);
    }
    driver.settle();
    CHECK(ledger.state.scroll_x == 200 + 11 * 120 - (800 - 16 - kLeft));
    driver.release(in_head(795));
    REQUIRE(ledger.moved.size() == 1);
    CHECK(ledger.moved[0].from == 1);
    CHECK(ledger.moved[0].to == 11);
}

TEST_CASE("a finger on a head scrolls and moves nothing") {
    Ledger ledger;
    ledger.spec.movable = ledger.spec.resizable = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.push(PointerPressed{.at = in_head(600), .modifiers = {}, .touch = true});
    for (float x = 580; x >= 400; x -= 20) driver.push(PointerMoved{.at = in_head(x), .touch = true});
    driver.push(PointerReleased{.at = in_head(400), .modifiers = {}});
    CHECK(ledger.state.scroll_x > 100);
    CHECK(ledger.moved.empty());
    CHECK(ledger.sorted.empty());
}

TEST_CASE("several sorts are numbered, and Shift adds one") {
    Ledger ledger(5);
    ledger.columns[1].sorted_descending = true;
    Driver driver([&](Ui& ui) { ledger(ui); });
    CHECK(driver.get(Role::columnheader, "Column 1").description.empty());
    const int before = driver.stage().cost().vertices;
    ledger.columns[1].sorted_order = 1;
    driver.move_to({1, 1});
    CHECK(driver.stage().cost().vertices > before);
    ledger.columns[2].sorted_descending = false;
    ledger.columns[2].sorted_order = 2;
    driver.move_to({2, 2});
    CHECK(driver.get(Role::columnheader, "Column 1").description == "Sort order 1");
    CHECK(driver.get(Role::columnheader, "Column 2").description == "Sort order 2");
    CHECK(driver.get(Role::columnheader, "Column 2").sort == Node::Sort::ascending);
    driver.click(Role::columnheader, "Column 3", {.shift = true});
    CHECK(ledger.sorted.empty());
    CHECK(ledger.sorted_also == std::vector<int>{3});
    driver.focus(Role::columnheader, "Column 0");
    driver.key("Enter", {.shift = true});
    CHECK(ledger.sorted_also.back() == 0);
    driver.key("Enter");
    CHECK(ledger.sorted == std::vector<int>{0});
}

TEST_CASE("sums stand in a foot below their columns and go sideways with them") {
    Ledger ledger;
    ledger.spec.foot.assign(12, "");
    ledger.spec.foot[0] = "Sum";
    ledger.spec.foot[3] = "1,284.50";
    ledger.spec.foot[9] = "77";
    Driver driver([&](Ui& ui) { ledger(ui); });
    const Node& row = driver.get(Role::row, "Sums");
    CHECK(row.rect == Rect{0, kTable.bottom() - 36, 800, 36});
    CHECK(row.row_index == 102);
    CHECK(driver.get(Role::grid, "Ledger").row_count == 102);
    const Node& sum = driver.get(Role::gridcell, "1,284.50");
    CHECK(sum.parent == row.id);
    CHECK(sum.column_index == 5);
    CHECK(sum.rect.x == x_of(driver, "0/3"));
    CHECK(sum.rect.right() == driver.get(Role::gridcell, "0/3").rect.right());
    CHECK_FALSE(driver.has(Role::gridcell, "77"));
    driver.wheel({500, 300}, Point{9999, 0});
    CHECK(driver.get(Role::gridcell, "Sum").rect.x == kLeft);
    CHECK_FALSE(driver.has(Role::gridcell, "1,284.50"));
    CHECK(driver.get(Role::gridcell, "77").rect.x == x_of(driver, "0/9"));
    driver.focus(Role::grid, "Ledger");
    driver.key("End");
    CHECK(driver.get(Role::row, "Entry 99").rect.bottom() == kTable.bottom() - 36 - 12);
    CHECK(audit(driver.tree()).empty());
}
