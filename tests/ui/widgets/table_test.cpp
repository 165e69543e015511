#include <doctest/doctest.h>

#include <array>
#include <set>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

struct People {
    std::int64_t count = 1000;
    TableState state;
    std::set<std::int64_t> selected;
    std::int64_t drawn_first = -1, drawn_last = -1;
    int cells = 0;
    std::vector<std::int64_t> opened;
    std::vector<int> sorted;
    std::optional<std::string> key;
    std::array<Column, 3> columns{
        Column{.label = "Name", .sortable = true, .sorted_descending = {}},
        Column{.label = "Last order", .width = 120, .sortable = true, .sorted_descending = true},
        Column{.label = "Spent to date", .width = 120, .align = Align::right, .sorted_descending = {}}};

    void operator()(Ui& ui) {
        cells = 0;
        TableSpec spec;
        spec.label = "Contacts";
        spec.columns = columns;
        spec.row_count = count;
        spec.selectable = true;
        spec.row_key = [](std::int64_t row) { return static_cast<std::uint64_t>(row) + 5000; };
        spec.row_name = [](std::int64_t row) { return "Person " + std::to_string(row); };
        spec.row_selected = [&](std::int64_t row) { return selected.contains(row); };
        spec.row_href = [](std::int64_t row) { return "#/contacts/" + std::to_string(row); };
        spec.will_show = [&](std::int64_t first, std::int64_t last) {
            drawn_first = first;
            drawn_last = last;
        };
        spec.draw_cell = [&](std::int64_t row, int column, Rect cell) {
            ++cells;
            const std::string text = std::to_string(row) + "/" + std::to_string(column);
            ui.text(cell, text, TextStyle::body, ui.tokens().text);
            return text;
        };
        take(ui.table({0, 100, 800, 436}, spec, state));
    }

    void take(const TableResult& result) {
        if (result.opened) opened.push_back(*result.opened);
        if (result.sort_column) sorted.push_back(*result.sort_column);
        if (result.select_none) selected.clear();
        if (result.select_all)
            for (std::int64_t row = 0; row < count; ++row) selected.insert(row);
        if (result.select) {
            if (result.select->only) selected.clear();
            for (std::int64_t row = result.select->first; row <= result.select->last; ++row)
                if (result.select->on)
                    selected.insert(row);
                else
                    selected.erase(row);
        }
        if (result.key) key = result.key;
    }
};

}  // namespace

TEST_CASE("only the visible rows are drawn and told") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    CHECK(people.drawn_first == 0);
    CHECK(people.drawn_last == 9);
    CHECK(people.cells == 30);
    driver.wheel({300, 300}, 420);
    CHECK(people.drawn_first == 10);
    CHECK(people.drawn_last == 20);
    const Node& grid = driver.get(Role::grid, "Contacts");
    CHECK(grid.row_count == 1001);
    CHECK(grid.column_count == 4);
    CHECK(driver.get(Role::row, "Person 11").row_index == 13);
    CHECK(driver.get(Role::gridcell, "11/2").column_index == 4);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("rows keep their identity while the table scrolls") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    const NodeId row = driver.get(Role::row, "Person 5").id;
    const NodeId cell = driver.get(Role::gridcell, "5/1").id;
    driver.wheel({300, 300}, 90);
    CHECK(driver.get(Role::row, "Person 5").id == row);
    CHECK(driver.get(Role::gridcell, "5/1").id == cell);
}

TEST_CASE("the last of a million rows stands as still as the first") {
    People people;
    people.count = 1'000'000;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.focus(Role::grid, "Contacts");
    driver.key("End");
    CHECK(people.state.focused_row == 999'999);
    CHECK(people.drawn_last == 999'999);
    const Rect last = driver.get(Role::row, "Person 999999").rect;
    CHECK(last.bottom() == 536);
    CHECK(last.h == 40);
    driver.wheel({300, 300}, -1);
    CHECK(driver.get(Role::row, "Person 999999").rect.y == 497);
    driver.wheel({300, 300}, -39);
    CHECK(driver.get(Role::row, "Person 999998").rect.y == 496);
}

TEST_CASE("a row opens by click, by its link and with Enter") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.click(Role::gridcell, "3/1");
    CHECK(people.opened == std::vector<std::int64_t>{3});
    driver.activate(Role::link, "Person 4");
    CHECK(people.opened.back() == 4);
    CHECK(driver.get(Role::link, "Person 4").href == "#/contacts/4");
    driver.focus(Role::grid, "Contacts");
    driver.key("ArrowDown");
    driver.key("Enter");
    CHECK(people.opened.back() == 5);
    CHECK(people.opened.size() == 3);
}

TEST_CASE("the arrows, J and K move; the row is told as active; the view follows") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.focus(Role::grid, "Contacts");
    CHECK(people.state.focused_row == 0);
    for (int n = 0; n < 12; ++n) driver.key(n % 2 == 0 ? "ArrowDown" : "j");
    CHECK(people.state.focused_row == 12);
    CHECK(driver.get(Role::row, "Person 12").rect.h == 40);
    CHECK(driver.get(Role::grid, "Contacts").active_descendant == driver.get(Role::row, "Person 12").id);
    driver.key("k");
    CHECK(people.state.focused_row == 11);
    driver.key("PageDown");
    CHECK(people.state.focused_row == 20);
    driver.key("Home");
    CHECK(people.state.focused_row == 0);
    CHECK(people.state.scroll_y == 0);
    driver.key("ArrowUp");
    CHECK(people.state.focused_row == 0);
}

TEST_CASE("J goes into the table when nothing has the focus") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.key("j");
    CHECK(driver.focused()->role == Role::grid);
    CHECK(people.state.focused_row == 0);
}

TEST_CASE("rows are selected by box, Space, Shift and Ctrl") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.click(Role::checkbox, "Select Person 2");
    CHECK(people.selected == std::set<std::int64_t>{2});
    CHECK(driver.get(Role::row, "Person 2").selected);
    CHECK(driver.get(Role::checkbox, "Select all").checked == Node::Tri::mixed);
    SUBCASE("Shift and a box extend") {
        driver.click(Role::checkbox, "Select Person 5", {.shift = true});
        CHECK(people.selected == std::set<std::int64_t>{2, 3, 4, 5});
    }
    SUBCASE("Ctrl and a row add without opening") {
        driver.click(Role::gridcell, "7/1", {.ctrl = true});
        CHECK(people.selected == std::set<std::int64_t>{2, 7});
        CHECK(people.opened.empty());
    }
    SUBCASE("Space toggles, Shift and arrows extend") {
        driver.focus(Role::grid, "Contacts");
        driver.key(" ");
        CHECK(people.selected.empty());
        driver.key(" ");
        driver.key("ArrowDown", {.shift = true});
        driver.key("ArrowDown", {.shift = true});
        CHECK(people.selected == std::set<std::int64_t>{2, 3, 4});
        driver.key("ArrowUp", {.shift = true});
        CHECK(people.selected == std::set<std::int64_t>{2, 3});
    }
    SUBCASE("Ctrl A and the box in the head take all, and none") {
        driver.focus(Role::grid, "Contacts");
        driver.key("a", {.ctrl = true});
        CHECK(people.selected.size() == 1000);
        CHECK(driver.get(Role::checkbox, "Select all").checked == Node::Tri::yes);
        driver.click(Role::checkbox, "Select all");
        CHECK(people.selected.empty());
    }
    CHECK(people.opened.empty());
}

TEST_CASE("a head sorts, and says how") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    CHECK(driver.get(Role::columnheader, "Last order").sort == Node::Sort::descending);
    driver.click(Role::columnheader, "Name");
    CHECK(people.sorted == std::vector<int>{0});
    driver.click(Role::columnheader, "Spent to date");
    CHECK(people.sorted.size() == 1);
}

TEST_CASE("keys that the table does not use are handed on, with the focus in it") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.key("Delete");
    CHECK_FALSE(people.key.has_value());
    driver.focus(Role::grid, "Contacts");
    driver.key("Delete");
    CHECK(people.key == "Delete");
}

TEST_CASE("an empty table and one that has shrunk are no trouble") {
    People people;
    Driver driver([&](Ui& ui) { people(ui); });
    driver.focus(Role::grid, "Contacts");
    driver.key("End");
    people.count = 3;
    driver.move_to({1, 1});
    CHECK(people.state.scroll_y == 0);
    CHECK(people.state.focused_row == 2);
    people.count = 0;
    driver.move_to({2, 2});
    driver.key("ArrowDown");
    CHECK(people.cells == 0);
    CHECK(audit(driver.tree()).empty());
}
