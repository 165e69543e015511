#include <doctest/doctest.h>

#include <string>

#include "tests/ui/widgets/ledger.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

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
