#include "ui/views/first_run_view.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "tests/ui/driver.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

struct FirstRun {
    explicit FirstRun(std::string locale_in = "en-GB", std::string author_in = {})
        : locale(std::move(locale_in)), author(std::move(author_in)) {
        around.workspaces = {{.key = "main", .name = {}, .current = true}};
    }

    void draw(Ui& ui) {
        draw_first_run(ui, ui.screen(), {.around = around, .author = author, .locale = locale}, state, queue);
    }
    std::string setting(std::string_view name) const {
        for (const auto& item : queue.items) {
            const auto* command = std::get_if<Command>(&item);
            const auto* set = command != nullptr ? std::get_if<SetSetting>(command) : nullptr;
            if (set != nullptr && set->name == name) return set->value;
        }
        return {};
    }
    template <class Wanted> const Wanted* wish() const {
        for (const auto& item : queue.items) {
            const auto* wish = std::get_if<Wish>(&item);
            if (wish != nullptr && std::holds_alternative<Wanted>(*wish)) return &std::get<Wanted>(*wish);
        }
        return nullptr;
    }

    std::string locale, author;
    Surroundings around;
    FirstRunState state;
    Queue queue;
    Driver driver{[this](Ui& ui) { draw(ui); }};
};

}  // namespace

TEST_CASE("an empty start writes the shop's answers and who is at work") {
    FirstRun run;
    CHECK(run.driver.focused() != nullptr);
    run.driver.type("Shop name", "  Harbour Books ");
    run.driver.type("Your name", "Ines Marlow");
    run.driver.click(Role::button, "Start empty");
    CHECK(run.setting("name") == "Harbour Books");
    REQUIRE(run.wish<SetAuthor>() != nullptr);
    CHECK(run.wish<SetAuthor>()->name == "Ines Marlow");
    CHECK(run.wish<PickFiles>() == nullptr);
}

TEST_CASE("a shop without a name is told so at the field, and nothing is written") {
    FirstRun run;
    for (const std::string_view choice : {"Import a file", "Start empty"}) {
        CAPTURE(choice);
        run.driver.click(Role::button, choice);
        CHECK(run.driver.get(Role::textbox, "Shop name").invalid);
        CHECK_FALSE(run.driver.get(Role::textbox, "Shop name").description.empty());
        CHECK(run.queue.items.empty());
    }
    run.driver.type("Shop name", "Harbour Books");
    run.driver.click(Role::button, "Import a file");
    CHECK_FALSE(run.driver.get(Role::textbox, "Shop name").invalid);
    CHECK(run.wish<PickFiles>() != nullptr);
}

TEST_CASE("the currency follows the country until it is chosen itself") {
    FirstRun run;
    const auto value = [&](std::string_view name) { return run.driver.get(Role::combobox, name).value; };
    const auto choose = [&](std::string_view name, std::string_view option) {
        run.driver.activate(Role::combobox, name);
        run.driver.activate(Role::option, option);
    };
    choose("Country", "Poland");
    CHECK(value("Currency") == "PLN, Złoty");
    choose("Currency", "EUR, Euro");
    choose("Country", "Sweden");
    CHECK(value("Country") == "Sweden");
    CHECK(value("Currency") == "EUR, Euro");
    run.driver.type("Shop name", "Harbour Books");
    run.driver.click(Role::button, "Start empty");
    CHECK(run.setting("currency") == "EUR");
    CHECK(run.setting("country") == "SE");
}

TEST_CASE("a sample and a colleague's file ask for no answers first") {
    FirstRun run;
    run.driver.click(Role::button, "Look at a sample shop");
    REQUIRE(run.wish<AddWorkspace>() != nullptr);
    CHECK(run.wish<AddWorkspace>()->sample);
    run.around.workspaces.push_back({.key = "s", .name = "Sample shop", .sample = true});
    run.queue = {};
    run.driver.click(Role::button, "Look at a sample shop");
    CHECK(run.wish<AddWorkspace>() == nullptr);
    REQUIRE(run.wish<SwitchWorkspace>() != nullptr);
    CHECK(run.wish<SwitchWorkspace>()->key == "s");
    run.queue = {};
    run.driver.click(Role::button, "Open a colleague's file");
    CHECK(run.wish<PickFiles>() != nullptr);
    CHECK(run.setting("name").empty());
}

TEST_CASE("a further workspace can be left again") {
    FirstRun run;
    CHECK_FALSE(run.driver.has(Role::button, "Not now"));
    run.around.workspaces.push_back({.key = "other", .name = "Harbour Books"});
    run.driver.frame();
    run.driver.click(Role::button, "Not now");
    REQUIRE(run.wish<DeleteWorkspace>() != nullptr);
    CHECK(run.wish<DeleteWorkspace>()->key == "main");
}
