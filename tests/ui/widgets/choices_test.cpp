#include <doctest/doctest.h>

#include <array>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

const std::vector<Option> kStages{
    {.label = "Awareness", .help = {}}, {.label = "Purchase", .help = {}}, {.label = "Loyalty", .help = {}}};

}  // namespace

TEST_CASE("a box is ticked and unticked, and a mixed one becomes ticked") {
    bool on = false;
    bool mixed = false;
    Driver driver([&](Ui& ui) {
        if (ui.checkbox({10, 10, 200, 20}, "Kept", on, mixed)) mixed = false;
    });
    CHECK(driver.get(Role::checkbox, "Kept").checked == Node::Tri::no);
    driver.click(Role::checkbox, "Kept");
    CHECK(on);
    CHECK(driver.get(Role::checkbox, "Kept").checked == Node::Tri::yes);
    driver.activate(Role::checkbox, "Kept");
    CHECK_FALSE(on);
    mixed = true;
    driver.move_to({500, 500});
    CHECK(driver.get(Role::checkbox, "Kept").checked == Node::Tri::mixed);
    driver.click(Role::checkbox, "Kept");
    CHECK(on);
}

TEST_CASE("small marks can be hit around themselves") {
    bool on = false;
    Driver driver([&](Ui& ui) { ui.checkbox({100, 100, 16, 16}, "Kept", on, false, false); });
    driver.click_at({97, 97});
    CHECK(on);
    driver.push(Preferences{.touch = true});
    CHECK(driver.get(Role::checkbox, "Kept").rect.h >= 44);
}

TEST_CASE("radios are chosen by click and arrows") {
    int chosen = 0;
    Driver driver([&](Ui& ui) {
        ui.begin(Role::radiogroup, "If someone is already here", {0, 0, 300, 120});
        for (int n = 0; n < 3; ++n) {
            const Option& option = kStages[static_cast<std::size_t>(n)];
            if (ui.radio({10, 10 + 40.F * static_cast<float>(n), 200, 36}, option.label, chosen == n, "Why"))
                chosen = n;
        }
        ui.end();
    });
    driver.click(Role::radio, "Loyalty");
    CHECK(chosen == 2);
    driver.focus(Role::radio, "Loyalty");
    driver.key("ArrowDown");
    CHECK(chosen == 0);
    CHECK(driver.focused()->name == "Awareness");
    driver.key("ArrowUp");
    CHECK(chosen == 2);
    CHECK(driver.get(Role::radio, "Loyalty").checked == Node::Tri::yes);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("tabs and segments choose one of several") {
    int tab = 0;
    int segment = 1;
    const std::array<std::string, 3> counts{"12", "3", "1"};
    Driver driver([&](Ui& ui) {
        ui.tabs({0, 0, 600, 36}, "Views", kStages, tab, counts);
        ui.segmented({0, 60, 400, 32}, "Theme", kStages, segment);
    });
    CHECK(driver.get(Role::tab, "Awareness").selected);
    driver.click(Role::tab, "Purchase");
    CHECK(tab == 1);
    CHECK(driver.get(Role::tab, "Purchase").selected);
    driver.focus(Role::tab, "Purchase");
    driver.key("ArrowRight");
    CHECK(tab == 2);
    driver.key("Home");
    CHECK(tab == 0);
    CHECK(driver.get(Role::radio, "Purchase").checked == Node::Tri::yes);
    driver.activate(Role::radio, "Loyalty");
    CHECK(segment == 2);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("a picker opens a list, takes a choice and gives the focus back") {
    int chosen = 1;
    int changes = 0;
    Driver driver([&](Ui& ui) { changes += ui.select({10, 10, 200, 52}, "Stage", kStages, chosen) ? 1 : 0; });
    CHECK(driver.get(Role::combobox, "Stage").value == "Purchase");
    CHECK(driver.get(Role::combobox, "Stage").expanded == Node::Tri::no);

    SUBCASE("with the pointer") {
        driver.click(Role::combobox, "Stage");
        CHECK(driver.get(Role::combobox, "Stage").expanded == Node::Tri::yes);
        CHECK(driver.get(Role::option, "Purchase").selected);
        driver.click(Role::option, "Loyalty");
        CHECK(chosen == 2);
        CHECK(changes == 1);
        CHECK_FALSE(driver.has(Role::option, "Loyalty"));
    }
    SUBCASE("with the keyboard") {
        driver.focus(Role::combobox, "Stage");
        driver.key("Enter");
        CHECK(driver.focused()->name == "Purchase");
        driver.key("ArrowDown");
        CHECK(driver.focused()->name == "Loyalty");
        CHECK(audit(driver.tree()).empty());
        driver.key("Enter");
        CHECK(chosen == 2);
        CHECK(driver.focused()->role == Role::combobox);
    }
    SUBCASE("Escape leaves it as it was") {
        driver.click(Role::combobox, "Stage");
        driver.key("Escape");
        CHECK_FALSE(driver.has(Role::option, "Loyalty"));
        CHECK(chosen == 1);
        CHECK(changes == 0);
    }
    SUBCASE("a click on the picker closes it again") {
        driver.click(Role::combobox, "Stage");
        driver.click(Role::combobox, "Stage");
        CHECK_FALSE(driver.has(Role::option, "Loyalty"));
    }
}

TEST_CASE("a long list opens at its choice") {
    std::vector<Option> many;
    for (int n = 0; n < 60; ++n) many.push_back({.label = "Option " + std::to_string(n), .help = {}});
    int chosen = 50;
    Driver driver([&](Ui& ui) { ui.select({10, 10, 200, 52}, "Which", many, chosen); });
    driver.click(Role::combobox, "Which");
    CHECK(driver.get(Role::option, "Option 50").rect.h > 20);
    CHECK(driver.get(Role::option, "Option 2").rect.h == 0);
    driver.click(Role::option, "Option 51");
    CHECK(chosen == 51);
}
