#include "ui/stage.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"
#include "ui/stage_parts.h"

using namespace perennial::ui;

TEST_CASE("a screen at rest asks for no frame, ever") {
    Driver driver([](Ui& ui) { ui.button({10, 10, 80, 32}, "Save"); });
    CHECK_FALSE(driver.stage().frame_due(driver.now() + 1e6));
    CHECK(std::isinf(driver.stage().next_frame_at()));
    const int before = driver.frames();
    driver.pass(3600);
    CHECK(driver.frames() == before);
}

TEST_CASE("an event is worth about three frames") {
    Driver driver([](Ui& ui) { ui.button({10, 10, 80, 32}, "Save"); });
    const int before = driver.frames();
    driver.move_to({500, 500});
    CHECK(driver.frames() - before == 3);
}

TEST_CASE("a frame that was asked for comes at its time and not before") {
    bool asked = false;
    Driver driver([&](Ui& ui) {
        if (asked) ui.wake(0.5);
        asked = false;
    });
    asked = true;
    driver.frame();
    driver.settle();
    asked = true;
    driver.frame();
    const double due = driver.stage().next_frame_at();
    CHECK(due == doctest::Approx(driver.now() + 0.5));
    CHECK_FALSE(driver.stage().frame_due(due - 0.01));
    CHECK(driver.stage().frame_due(due));

    driver.stage().wake(driver.now() + 0.1);
    CHECK(driver.stage().next_frame_at() == doctest::Approx(driver.now() + 0.1));
}

TEST_CASE("what never comes to rest is shown all the same, and drawn further in the next frame") {
    int drawn = 0;
    bool restless = true;
    Driver driver([&](Ui& ui) {
        ++drawn;
        if (restless && drawn > 10) ui.draw_again();
    });
    drawn = 10;
    driver.frame();
    CHECK(drawn == 13);
    CHECK(driver.stage().frame_due(driver.now()));
    restless = false;
    driver.settle();
}

TEST_CASE("a spinner moves, and stands still under reduced motion") {
    Driver driver([](Ui& ui) { ui.spinner({10, 10, 16, 16}, "Saving"); });
    const int before = driver.frames();
    driver.pass(1);
    CHECK(driver.frames() - before > 10);
    driver.push(Preferences{.reduced_motion = true});
    const int still = driver.frames();
    driver.pass(1);
    CHECK(driver.frames() == still);
}

TEST_CASE("the tree says what is drawn, with title, parents and clipped rectangles") {
    Driver driver([](Ui& ui) {
        ui.page_title("Contacts - Harbour Books");
        ui.begin(Role::main, "Contacts", {0, 0, 400, 300});
        ui.heading({10, 10, 200, 28}, "Contacts", 1, TextStyle::page_title);
        ui.push_clip({0, 0, 400, 60});
        ui.button({10, 50, 80, 32}, "Export");
        ui.pop_clip();
        ui.end();
    });
    CHECK(driver.tree().title == "Contacts - Harbour Books");
    const Node& main = driver.get(Role::main, "Contacts");
    CHECK(driver.get(Role::heading, "Contacts").parent == main.id);
    CHECK(driver.get(Role::heading, "Contacts").level == 1);
    CHECK(driver.get(Role::button, "Export").rect == Rect{10, 50, 80, 10});
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("ids belong to things, not to places") {
    bool second = false;
    Driver driver([&](Ui& ui) {
        const auto row = [&](std::uint64_t id, float y) {
            ui.push_id(id);
            ui.button({10, y, 80, 32}, "Open");
            ui.pop_id();
        };
        if (second) row(7, 10);
        row(8, second ? 50 : 10);
    });
    const NodeId eight = driver.get(Role::button, "Open").id;
    second = true;
    driver.move_to({1, 1});
    const auto buttons = driver.all(Role::button);
    REQUIRE(buttons.size() == 2);
    CHECK(buttons[1]->id == eight);
    CHECK(buttons[0]->id != eight);
}

TEST_CASE("the same label twice in one place makes two ids") {
    Driver driver([](Ui& ui) {
        ui.button({10, 10, 80, 32}, "Edit");
        ui.button({10, 50, 80, 32}, "Edit");
    });
    CHECK(audit(driver.tree()).empty());
    CHECK(driver.all(Role::button).size() == 2);
}

TEST_CASE("text that announces itself keeps its element when it changes") {
    std::string text = "Saved";
    Driver driver([&](Ui& ui) { ui.status({10, 10, 100, 20}, text, nullptr, ui.tokens().text); });
    const NodeId before = driver.get(Role::status, "Saved").id;
    text = "Saving";
    driver.move_to({1, 1});
    CHECK(driver.get(Role::status, "Saving").id == before);
}

TEST_CASE("layout follows the width") {
    Layout layout = Layout::wide;
    Driver driver([&](Ui& ui) { layout = ui.layout(); });
    for (const auto& [width, expected] : {std::pair{1200.F, Layout::wide},
                                          {1199.F, Layout::medium},
                                          {720.F, Layout::medium},
                                          {719.F, Layout::narrow}}) {
        driver.push(Resized{.width = width, .height = 800});
        CHECK(layout == expected);
    }
}

TEST_CASE("a frame has draw data, at the pixel ratio of the screen") {
    Driver driver(
        [](Ui& ui) { ui.draw_text({10, 10, 200, 20}, "Agnieszka", TextStyle::body, ui.tokens().text); });
    driver.push(Resized{.width = 800, .height = 600, .pixel_ratio = 1.5F});
    const ImDrawData* data = driver.stage().parts().draw_data;
    REQUIRE(data != nullptr);
    CHECK(data->Valid);
    CHECK(data->FramebufferScale.x == 1.5F);
    CHECK(data->TotalVtxCount >= 9 * 4);
    CHECK(driver.stage().cost().vertices == data->TotalVtxCount);
}

TEST_CASE("two stages live side by side") {
    int first = 0;
    int second = 0;
    Driver a([&](Ui& ui) { first += ui.button({10, 10, 80, 32}, "A") ? 1 : 0; });
    {
        Driver b([&](Ui& ui) { second += ui.button({10, 10, 80, 32}, "B") ? 1 : 0; });
        a.click(Role::button, "A");
        b.click(Role::button, "B");
    }
    a.click(Role::button, "A");
    CHECK(first == 2);
    CHECK(second == 1);
}
