#include <doctest/doctest.h>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

struct Form {
    std::string name = "Agnieszka", note;
    FieldOptions options;
    int changed = 0, committed = 0, cancelled = 0, left = 0, saved = 0;
    void operator()(Ui& ui) {
        const FieldResult result = ui.text_field({10, 10, 200, 52}, "Name", name, options);
        changed += result.changed ? 1 : 0;
        committed += result.committed ? 1 : 0;
        cancelled += result.cancelled ? 1 : 0;
        left += result.left ? 1 : 0;
        ui.text_field({10, 80, 200, 90}, "Note", note, {.multiline = true});
        saved += ui.button({10, 200, 80, 32}, "Save") ? 1 : 0;
    }
};

}  // namespace

TEST_CASE("clicking or focusing a field gives it to the browser's own") {
    Form form;
    Driver driver([&](Ui& ui) { form(ui); });
    CHECK(driver.stage().editing() == 0);
    SUBCASE("clicked") { driver.click(Role::textbox, "Name"); }
    SUBCASE("focused") { driver.focus(Role::textbox, "Name"); }
    SUBCASE("activated") { driver.activate(Role::textbox, "Name"); }
    SUBCASE("tapped, when the finger lets go") {
        driver.push(PointerPressed{.at = {100, 45}, .modifiers = {}, .touch = true});
        CHECK(driver.stage().editing() == 0);
        driver.push(PointerReleased{.at = {100, 45}, .modifiers = {}});
    }
    const Node& field = driver.get(Role::textbox, "Name");
    CHECK(driver.stage().editing() == field.id);
    CHECK(field.value == "Agnieszka");
    CHECK(field.edit_rect.w > 100);
    CHECK(field.edit_rect.y >= field.rect.y);
}

TEST_CASE("typed text reaches the draft in the next frame, also while letters come fast") {
    Form form;
    Driver driver([&](Ui& ui) { form(ui); });
    driver.focus(Role::textbox, "Name");
    const NodeId id = driver.stage().editing();
    for (const char* text : {"A", "Ag", "Aga"})
        driver.stage().push(Action{.kind = Action::Kind::set_text, .node = id, .text = text});
    driver.frame();
    CHECK(form.name == "Aga");
    CHECK(form.changed == 1);
    driver.settle();
    CHECK(driver.get(Role::textbox, "Name").value == "Aga");
}

TEST_CASE("Enter commits, leaving commits a change, and leaving without one does not") {
    Form form;
    Driver driver([&](Ui& ui) { form(ui); });
    SUBCASE("Enter") {
        driver.type("Name", "Aga");
        driver.commit();
        CHECK(form.committed == 1);
        CHECK(driver.stage().editing() != 0);
        driver.blur();
        CHECK(form.committed == 1);
        CHECK(form.left == 1);
    }
    SUBCASE("left with a change") {
        driver.type("Name", "Aga");
        driver.blur();
        CHECK(form.committed == 1);
        CHECK(form.left == 1);
        CHECK(driver.stage().editing() == 0);
    }
    SUBCASE("left without a change") {
        driver.focus(Role::textbox, "Name");
        driver.blur();
        CHECK(form.committed == 0);
        CHECK(form.left == 1);
    }
    SUBCASE("left for another field") {
        driver.type("Name", "Aga");
        driver.click(Role::textbox, "Note");
        CHECK(form.committed == 1);
        CHECK(driver.stage().editing() == driver.get(Role::textbox, "Note").id);
    }
    SUBCASE("left by pressing a button, which acts as well") {
        driver.type("Name", "Aga");
        driver.click(Role::button, "Save");
        CHECK(form.committed == 1);
        CHECK(form.saved == 1);
    }
}

TEST_CASE("Escape brings the value before back") {
    Form form;
    Driver driver([&](Ui& ui) { form(ui); });
    driver.type("Name", "Something else");
    CHECK(form.name == "Something else");
    driver.cancel();
    CHECK(form.name == "Agnieszka");
    CHECK(form.cancelled == 1);
    CHECK(form.committed == 0);
    CHECK(driver.stage().editing() == 0);
}

TEST_CASE("a field that opens with the focus takes it once") {
    Form form;
    form.options.focus_now = true;
    Driver driver([&](Ui& ui) { form(ui); });
    CHECK(driver.stage().editing() == driver.get(Role::textbox, "Name").id);
    driver.click(Role::textbox, "Note");
    driver.pass(1);
    CHECK(driver.stage().editing() == driver.get(Role::textbox, "Note").id);
}

TEST_CASE("an error stands at the field and in its description") {
    Form form;
    form.options = {.help = "As they like it", .error = "One @ only, please", .required = true};
    Driver driver([&](Ui& ui) { form(ui); });
    const Node& field = driver.get(Role::textbox, "Name");
    CHECK(field.invalid);
    CHECK(field.required);
    CHECK(field.description == "One @ only, please");
    CHECK(driver.get(Role::textbox, "Note").multiline);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE("a disabled field cannot be edited") {
    Form form;
    form.options.disabled = true;
    Driver driver([&](Ui& ui) { form(ui); });
    driver.click(Role::textbox, "Name");
    CHECK(driver.stage().editing() == 0);
}

TEST_CASE("a field that is gone is no longer edited") {
    bool shown = true;
    std::string text;
    Driver driver([&](Ui& ui) {
        if (shown) ui.text_field({10, 10, 200, 52}, "Name", text);
    });
    driver.focus(Role::textbox, "Name");
    CHECK(driver.stage().editing() != 0);
    shown = false;
    driver.move_to({1, 1});
    CHECK(driver.stage().editing() == 0);
    CHECK(driver.stage().focused() == 0);
}

TEST_CASE("a field's height counts its label and the line below") {
    Driver driver([](Ui& ui) {
        CHECK(ui.field_height({}) == 52);
        CHECK(ui.field_height({.help = "x"}) == 72);
        CHECK(ui.field_height({.error = "x"}) == 72);
        CHECK(ui.field_height({.show_label = false}) == 32);
        CHECK(ui.field_height({}, 80) == 100);
    });
    driver.frame();
}
