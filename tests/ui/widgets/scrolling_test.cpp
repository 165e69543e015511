#include <utility>

#include <doctest/doctest.h>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

struct Scrolled {
    float y = 0;
    int clicked = -1;
    void operator()(Ui& ui) {
        Rect rest = ui.begin_scroll({0, 100, 400, 300}, "Timeline", y);
        for (int n = 0; n < 50; ++n)
            if (ui.button(rest.take_top(40), "Entry " + std::to_string(n))) clicked = n;
        ui.end_scroll(2000);
    }
};

}  // namespace

TEST_CASE("a region scrolls by wheel, within its bounds") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.wheel({200, 200}, 120);
    CHECK(region.y == 120);
    driver.wheel({200, 200}, 1e6F);
    CHECK(region.y == 1700);
    driver.wheel({200, 200}, -1e6F);
    CHECK(region.y == 0);
    driver.wheel({200, 600}, 120);
    CHECK(region.y == 0);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("a slanting wheel moves what can move") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.wheel({200, 200}, Point{90, 40});
    CHECK(region.y == 40);
    driver.wheel({200, 200}, Point{90, 0});
    CHECK(region.y == 40);
}

TEST_CASE("what is clicked is what stands there after scrolling") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.wheel({200, 200}, 400);
    driver.click_at({200, 110});
    CHECK(region.clicked == 10);
}

TEST_CASE("what has the focus from the keyboard comes into view") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    CHECK(driver.get(Role::button, "Entry 30").rect.h == 0);
    driver.focus(Role::button, "Entry 30");
    CHECK(driver.get(Role::button, "Entry 30").rect.h == 40);
    driver.push(Action{
        .kind = Action::Kind::scroll_into_view, .node = driver.get(Role::button, "Entry 2").id, .text = {}});
    CHECK(driver.get(Role::button, "Entry 2").rect.h == 40);
}

TEST_CASE("what has to be scrolled is never seen where it was before") {
    Scrolled region;
    bool jump = false;
    Driver driver([&](Ui& ui) {
        region(ui);
        if (std::exchange(jump, false)) {
            region.y = 400;
            ui.draw_again();
        }
    });
    jump = true;
    driver.frame();
    CHECK(driver.get(Role::button, "Entry 10").rect.y == 100);

    driver.stage().push(Action{
        .kind = Action::Kind::scroll_into_view, .node = driver.get(Role::button, "Entry 30").id, .text = {}});
    driver.frame();
    CHECK(driver.get(Role::button, "Entry 30").rect.h == 40);
}

TEST_CASE("keys scroll when nothing else wants them") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.key("PageDown");
    CHECK(region.y == 260);
    driver.key("End");
    CHECK(region.y == 1700);
    driver.key("Home");
    CHECK(region.y == 0);
}

TEST_CASE("the thumb can be dragged") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.push(PointerPressed{.at = {394, 110}, .modifiers = {}});
    driver.push(PointerMoved{.at = {394, 160}});
    const float half = region.y;
    CHECK(half > 200);
    driver.push(PointerMoved{.at = {394, 900}});
    CHECK(region.y == 1700);
    driver.push(PointerReleased{.at = {394, 900}, .modifiers = {}});
    driver.push(PointerMoved{.at = {394, 110}});
    CHECK(region.y == 1700);
}

TEST_CASE("a finger drags the content, does not tap, and lets it glide") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.push(PointerPressed{.at = {100, 350}, .modifiers = {}, .touch = true});
    for (float y = 340; y >= 240; y -= 20) {
        driver.stage().push(PointerMoved{.at = {100, y}, .touch = true});
        driver.frame();
    }
    const float dragged = region.y;
    CHECK(dragged > 80);
    driver.stage().push(PointerReleased{.at = {100, 240}, .modifiers = {}});
    driver.pass(2);
    CHECK(region.clicked == -1);
    CHECK(region.y > dragged + 20);
    CHECK_FALSE(driver.stage().frame_due(driver.now() + 100));
}

TEST_CASE("under reduced motion nothing glides") {
    Scrolled region;
    Driver driver([&](Ui& ui) { region(ui); });
    driver.push(Preferences{.reduced_motion = true, .touch = true});
    driver.push(PointerPressed{.at = {100, 350}, .modifiers = {}, .touch = true});
    for (float y = 330; y >= 250; y -= 20) {
        driver.stage().push(PointerMoved{.at = {100, y}, .touch = true});
        driver.frame();
    }
    driver.stage().push(PointerReleased{.at = {100, 250}, .modifiers = {}});
    driver.frame();
    const float released = region.y;
    driver.pass(1);
    CHECK(region.y == released);
}

TEST_CASE("the inner of two regions scrolls first, then the outer") {
    float outer = 0;
    float inner = 0;
    Driver driver([&](Ui& ui) {
        const Rect area = ui.begin_scroll({0, 0, 400, 300}, "Outer", outer);
        ui.begin_scroll({area.x + 10, area.y + 10, 200, 100}, "Inner", inner);
        ui.end_scroll(150);
        ui.end_scroll(1000);
    });
    driver.wheel({50, 50}, 80);
    CHECK(inner == 50);
    CHECK(outer == 0);
    driver.wheel({50, 50}, 80);
    CHECK(outer == 80);
}
