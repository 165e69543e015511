#include <doctest/doctest.h>

#include <string>

#include "tests/ui/widgets/ledger.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

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
}

TEST_CASE("when a head with the focus goes out of sight, the grid has it") {
    Ledger ledger;
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.focus(Role::columnheader, "Column 1");
    SUBCASE("by keys") {
        for (int n = 0; n < 12; ++n) driver.key("ArrowRight");
        CHECK(driver.has(Role::gridcell, "0/11"));
    }
    SUBCASE("by the wheel") { driver.wheel({500, 300}, Point{300, 0}); }
    REQUIRE(driver.focused() != nullptr);
    CHECK(driver.focused()->role == Role::grid);
}

TEST_CASE("rows stay where they are when a head or a sum is to come into view") {
    Ledger ledger;
    ledger.spec.foot.assign(12, "0");
    ledger.spec.foot[0] = "Sum";
    Driver driver([&](Ui& ui) { ledger(ui); });
    driver.wheel({500, 300}, 230);
    driver.focus(Role::columnheader, "Column 1");
    CHECK(ledger.state.scroll_y == 230);
    driver.push(Action{
        .kind = Action::Kind::scroll_into_view, .node = driver.get(Role::gridcell, "Sum").id, .text = {}});
    CHECK(ledger.state.scroll_y == 230);
    driver.push(Action{.kind = Action::Kind::scroll_into_view,
                       .node = driver.get(Role::checkbox, "Select Entry 5").id,
                       .text = {}});
    CHECK(ledger.state.scroll_y == 200);
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
