#include <doctest/doctest.h>

#include <cmath>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

struct Counter {
    int clicks = 0;
    ButtonOptions options;
    void operator()(Ui& ui) { clicks += ui.button({10, 10, 80, 32}, "Save", options) ? 1 : 0; }
};

}  // namespace

TEST_CASE("a button answers a click, a tap, the keyboard and assistive technology, once each") {
    Counter counter;
    Driver driver([&](Ui& ui) { counter(ui); });
    SUBCASE("pressed and released before the next frame") { driver.click(Role::button, "Save"); }
    SUBCASE("pressed and released frames apart") {
        driver.push(PointerPressed{.at = {20, 20}, .modifiers = {}});
        driver.pass(0.3);
        driver.push(PointerReleased{.at = {20, 20}, .modifiers = {}});
    }
    SUBCASE("tapped") { driver.tap_at({20, 20}); }
    SUBCASE("activated") { driver.activate(Role::button, "Save"); }
    SUBCASE("Enter with the focus on it") {
        driver.focus(Role::button, "Save");
        driver.key("Enter");
    }
    CHECK(counter.clicks == 1);
}

TEST_CASE("two fast clicks are two clicks") {
    Counter counter;
    Driver driver([&](Ui& ui) { counter(ui); });
    for (int n = 0; n < 2; ++n) {
        driver.stage().push(PointerPressed{.at = {20, 20}, .modifiers = {}});
        driver.stage().push(PointerReleased{.at = {20, 20}, .modifiers = {}});
    }
    driver.settle();
    CHECK(counter.clicks == 2);
}

TEST_CASE("what is not a click does not act") {
    Counter counter;
    Driver driver([&](Ui& ui) { counter(ui); });
    SUBCASE("released elsewhere") {
        driver.push(PointerPressed{.at = {20, 20}, .modifiers = {}});
        driver.push(PointerReleased{.at = {300, 300}, .modifiers = {}});
    }
    SUBCASE("pressed elsewhere") {
        driver.push(PointerPressed{.at = {300, 300}, .modifiers = {}});
        driver.push(PointerReleased{.at = {20, 20}, .modifiers = {}});
    }
    SUBCASE("another mouse button") {
        driver.push(PointerPressed{.at = {20, 20}, .button = 2, .modifiers = {}});
        driver.push(PointerReleased{.at = {20, 20}, .button = 2, .modifiers = {}});
    }
    SUBCASE("disabled") {
        counter.options.disabled = true;
        driver.move_to({1, 1});
        driver.click(Role::button, "Save");
        driver.activate(Role::button, "Save");
    }
    CHECK(counter.clicks == 0);
}

TEST_CASE("a click goes to what the person saw, even when it has moved since") {
    float x = 10;
    int clicks = 0;
    Driver driver([&](Ui& ui) { clicks += ui.button({x, 10, 80, 32}, "Save") ? 1 : 0; });
    driver.stage().push(PointerPressed{.at = {20, 20}, .modifiers = {}});
    driver.stage().push(PointerReleased{.at = {20, 20}, .modifiers = {}});
    x = 500;
    driver.settle();
    CHECK(clicks == 1);
}

TEST_CASE("what lies above takes the click") {
    int row = 0;
    int inner = 0;
    Driver driver([&](Ui& ui) {
        row += ui.hit_area({0, 0, 400, 40}, "Row") ? 1 : 0;
        inner += ui.button({300, 4, 80, 32}, "Edit") ? 1 : 0;
    });
    driver.click_at({310, 10});
    CHECK(inner == 1);
    CHECK(row == 0);
    driver.click_at({50, 10});
    CHECK(row == 1);
}

TEST_CASE("a focus from the keyboard is told and moves on") {
    Driver driver([](Ui& ui) {
        ui.button({10, 10, 80, 32}, "Save");
        ui.button({100, 10, 80, 32}, "Cancel");
    });
    driver.focus(Role::button, "Save");
    CHECK(driver.focused()->name == "Save");
    driver.focus(Role::button, "Cancel");
    CHECK(driver.focused()->name == "Cancel");
    driver.push(Action{.kind = Action::Kind::blur, .node = driver.focused()->id, .text = {}});
    CHECK(driver.focused() == nullptr);
}

TEST_CASE("a disabled button says why") {
    Counter counter;
    counter.options = {.disabled = true, .disabled_reason = "This tab is only reading."};
    Driver driver([&](Ui& ui) { counter(ui); });
    const Node& save = driver.get(Role::button, "Save");
    CHECK(save.disabled);
    CHECK_FALSE(save.focusable);
    CHECK(save.description == "This tab is only reading.");
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("a tooltip waits for the pointer to rest, and goes when something is pressed") {
    Driver driver([](Ui& ui) {
        ui.button({10, 10, 32, 32}, "Undo",
                  {.look = ButtonLook::bare, .icon_only = true, .shortcut = "Ctrl Z"});
    });
    driver.move_to({20, 20});
    const auto lists = [&] { return driver.stage().cost().draw_calls; };
    const int before = lists();
    driver.pass(0.3);
    CHECK(lists() == before);
    driver.pass(0.2);
    CHECK(lists() > before);
    driver.push(PointerPressed{.at = {20, 20}, .modifiers = {}});
    CHECK(lists() == before);
    CHECK(std::isinf(driver.stage().next_frame_at()));
}

TEST_CASE("links and rows of the navigation tell where they lead") {
    int followed = 0;
    Driver driver([&](Ui& ui) {
        ui.link({10, 10, 200, 20}, "Agnieszka", "#/contacts/1", TextStyle::body, ui.tokens().accent_text);
        followed += ui.nav_item({10, 40, 200, 30}, "Contacts", nullptr, true, "#/contacts", "12") ? 1 : 0;
    });
    CHECK(driver.get(Role::link, "Agnieszka").href == "#/contacts/1");
    CHECK(driver.get(Role::link, "Contacts, 12").current);
    CHECK(driver.stage().take_followed() == "");
    driver.click(Role::link, "Agnieszka");
    CHECK(driver.stage().take_followed() == "#/contacts/1");
    CHECK(driver.stage().take_followed() == "");
    driver.activate(Role::link, "Contacts, 12");
    CHECK(followed == 1);
    CHECK(audit(driver.tree()).empty());
}
