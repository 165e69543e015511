#include <doctest/doctest.h>

#include <array>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

struct Screen {
    bool menu = false, dialog = false;
    int chosen = -1, behind = 0, erased = 0;
    std::string typed;
    void operator()(Ui& ui) {
        behind += ui.button({500, 500, 100, 32}, "Behind") ? 1 : 0;
        if (ui.button({10, 10, 80, 32}, "More", {.has_popup = true})) menu = true;
        const std::array<Ui::MenuItem, 3> items{
            Ui::MenuItem{.label = "Edit", .shortcut = "E"},
            Ui::MenuItem{.label = "Duplicate", .shortcut = {}, .disabled = true},
            Ui::MenuItem{.label = "Delete", .shortcut = "Del", .danger = true, .separator_before = true}};
        if (const int picked = ui.menu({10, 10, 80, 32}, "More", items, menu); picked >= 0) chosen = picked;
        if (ui.button({200, 10, 80, 32}, "Erase")) dialog = true;
        ui.dialog("Erase Henrik Dahl for good?", 440, 220, dialog, [&](Rect area) {
            ui.text_field(area.take_top(52), "Type the name to go on", typed);
            Rect buttons = area.take_bottom(32);
            erased += ui.button(buttons.take_right(80), "Erase for good") ? 1 : 0;
            buttons.take_right(8);
            if (ui.button(buttons.take_right(80), "Cancel")) dialog = false;
        });
        if (ui.shortcut("e")) ++behind;
    }
};

}  // namespace

TEST_CASE("a menu opens, takes one choice and closes") {
    Screen screen;
    Driver driver([&](Ui& ui) { screen(ui); });
    driver.click(Role::button, "More");
    CHECK(driver.get(Role::menu, "More").parent == 0);
    CHECK(driver.get(Role::menuitem, "Duplicate").disabled);
    CHECK(audit(driver.tree()).empty());
    driver.click(Role::menuitem, "Delete");
    CHECK(screen.chosen == 2);
    CHECK_FALSE(screen.menu);
    CHECK_FALSE(driver.has(Role::menuitem, "Edit"));
}

TEST_CASE("the arrows move in a menu, Enter chooses, and the focus comes back") {
    Screen screen;
    Driver driver([&](Ui& ui) { screen(ui); });
    driver.focus(Role::button, "More");
    driver.key("Enter");
    CHECK(driver.focused()->name == "Edit");
    driver.key("ArrowDown");
    CHECK(driver.focused()->name == "Delete");
    driver.key("Enter");
    CHECK(screen.chosen == 2);
    CHECK(driver.focused()->name == "More");
}

TEST_CASE("a press outside or Escape closes a menu and does nothing else") {
    Screen screen;
    Driver driver([&](Ui& ui) { screen(ui); });
    driver.click(Role::button, "More");
    SUBCASE("outside, on a button below") { driver.click_at({550, 516}); }
    SUBCASE("Escape") { driver.key("Escape"); }
    CHECK_FALSE(screen.menu);
    CHECK(screen.behind == 0);
    CHECK(screen.chosen == -1);
}

TEST_CASE("an open menu keeps the keys from the screen below") {
    Screen screen;
    Driver driver([&](Ui& ui) { screen(ui); });
    driver.key("e");
    CHECK(screen.behind == 1);
    driver.click(Role::button, "More");
    driver.push(KeyPressed{.key = "x", .modifiers = {}});
    driver.key("e");
    CHECK(screen.behind == 1);
}

TEST_CASE("a dialog is all there is while it is open") {
    Screen screen;
    Driver driver([&](Ui& ui) { screen(ui); });
    driver.click(Role::button, "Erase");
    const Node& dialog = driver.get(Role::dialog, "Erase Henrik Dahl for good?");
    CHECK(dialog.modal);
    CHECK_FALSE(driver.has(Role::button, "Behind"));
    CHECK(driver.focused()->name == "Type the name to go on");
    CHECK(driver.stage().editing() == driver.focused()->id);
    CHECK(audit(driver.tree()).empty());
    driver.click_at({550, 516});
    CHECK(screen.behind == 0);
    CHECK(screen.dialog);
    driver.click(Role::button, "Erase for good");
    CHECK(screen.erased == 1);
}

TEST_CASE("Escape closes a dialog, and the focus goes back to what opened it") {
    Screen screen;
    Driver driver([&](Ui& ui) { screen(ui); });
    driver.focus(Role::button, "Erase");
    driver.key("Enter");
    REQUIRE(screen.dialog);
    SUBCASE("Escape outside of the field") {
        driver.blur();
        driver.key("Escape");
    }
    SUBCASE("Escape in the field, with nothing typed") { driver.cancel(); }
    SUBCASE("Escape twice, when something was typed") {
        driver.type("Type the name to go on", "Hen");
        driver.cancel();
        CHECK(screen.dialog);
        CHECK(screen.typed.empty());
        driver.key("Escape");
    }
    SUBCASE("Cancel") { driver.activate(Role::button, "Cancel"); }
    CHECK_FALSE(screen.dialog);
    REQUIRE(driver.focused() != nullptr);
    CHECK(driver.focused()->name == "Erase");
}

TEST_CASE("a dialog that opens later than the click gives the focus back to what was clicked") {
    bool asked = false;
    bool open = false;
    Driver driver([&](Ui& ui) {
        if (ui.button({10, 10, 100, 32}, "New contact")) asked = true;
        ui.dialog("New contact", 440, 200, open, [&](Rect area) { ui.button(area.take_top(32), "Add"); });
    });
    driver.click(Role::button, "New contact");
    driver.pass(1);
    REQUIRE(asked);
    open = true;
    driver.move_to({500, 500});
    CHECK(driver.focused()->name == "Add");
    driver.key("Escape");
    REQUIRE(driver.focused() != nullptr);
    CHECK(driver.focused()->name == "New contact");
}

TEST_CASE("a popup stays on the screen and flips above when there is no room below") {
    bool open = true;
    Rect anchor{1300, 860, 100, 32};
    Driver driver([&](Ui& ui) {
        ui.popup(anchor, 300, 200, "Columns", open,
                 [&](Rect area) { ui.text(area, "Here", TextStyle::body, ui.tokens().text); });
    });
    const Rect rect = driver.get(Role::dialog, "Columns").rect;
    CHECK(rect.bottom() <= 860);
    CHECK(rect.right() <= 1440);
    anchor = {10, 10, 100, 32};
    driver.move_to({1, 1});
    CHECK(driver.get(Role::dialog, "Columns").rect.y == 46);
}

TEST_CASE("suggestions below a field leave it the focus") {
    std::string text;
    Driver driver([&](Ui& ui) {
        ui.text_field({10, 10, 300, 32}, "Search", text, {.show_label = false, .search = true});
        bool open = ui.editing_text() && !text.empty();
        ui.popup({10, 10, 300, 32}, 300, 100, "Found", open,
                 [&](Rect area) { ui.button(area.take_top(32), "Agnieszka"); });
    });
    driver.type("Search", "ag");
    CHECK(driver.has(Role::button, "Agnieszka"));
    CHECK(driver.stage().editing() == driver.get(Role::searchbox, "Search").id);
}
