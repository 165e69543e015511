#include "ui/views/fields_view.h"

#include <variant>

#include "tests/ui/driver.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

struct Page {
    void draw(Ui& ui) { draw_fields(ui, ui.screen(), {fields, false}, state, queue); }
    template <class Wanted> const Wanted* pushed() const {
        if (queue.items.empty()) return nullptr;
        const auto* command = std::get_if<Command>(&queue.items.back());
        return command != nullptr ? std::get_if<Wanted>(command) : nullptr;
    }

    std::vector<CustomFieldUse> fields{{{.id = Id{{1}},
                                         .key = "size",
                                         .label = "Size",
                                         .type = CustomType::choice,
                                         .choices = {"S", "M"},
                                         .position = 1},
                                        12},
                                       {{.id = Id{{2}},
                                         .key = "since",
                                         .label = "Since",
                                         .type = CustomType::date,
                                         .choices = {},
                                         .position = 2},
                                        0}};
    FieldsState state;
    Queue queue;
    Driver driver{[this](Ui& ui) { draw(ui); }};
};

}  // namespace

TEST_CASE("a field is added with its type and choices") {
    Page page;
    page.driver.activate(Role::button, "Add a field");
    CHECK_FALSE(page.driver.has(Role::textbox, "Choices"));
    page.driver.activate(Role::button, "Add field");
    CHECK(page.driver.get(Role::textbox, "Name").invalid);
    CHECK(page.queue.items.empty());
    page.driver.type("Name", "Likes");
    page.driver.activate(Role::combobox, "Type");
    page.driver.activate(Role::option, "Several choices");
    page.driver.type("Choices", "Rye\nCake\n");
    page.driver.activate(Role::button, "Add field");
    const auto* save = page.pushed<SaveCustomField>();
    REQUIRE(save != nullptr);
    CHECK_FALSE(save->id);
    CHECK(save->label == "Likes");
    CHECK(save->type == "multi_choice");
    CHECK(save->choices == std::vector<std::string>{"Rye", "Cake"});
}

TEST_CASE("a choice without choices waits, and what the command refuses stands at its part") {
    Page page;
    page.driver.activate(Role::button, "Edit Size");
    page.driver.type("Choices", "  ");
    page.driver.activate(Role::button, "Save field");
    CHECK(page.driver.get(Role::textbox, "Choices").invalid);
    CHECK(page.queue.items.empty());
    note_failure(*page.state.form, {.code = ErrorCode::invalid_input,
                                    .message = "2 values would not fit.",
                                    .place = Place{"", 0, "type"}});
    page.driver.frame();
    CHECK(page.driver.get(Role::combobox, "Type").description == "2 values would not fit.");
}

TEST_CASE("fields are moved up and down") {
    Page page;
    CHECK(page.driver.get(Role::button, "Move Size up").disabled);
    page.driver.activate(Role::button, "Move Size down");
    const auto* order = page.pushed<ReorderCustomFields>();
    REQUIRE(order != nullptr);
    CHECK(order->ids == std::vector<Id>{Id{{2}}, Id{{1}}});
}

TEST_CASE("deleting a field says first how many contacts have a value") {
    Page page;
    CHECK(page.driver.has_text("Choice · 12 contacts have a value · S, M"));
    page.driver.activate(Role::button, "Delete Size");
    CHECK(page.queue.items.empty());
    CHECK(page.driver.has_text("12 contacts have a value in it."));
    page.driver.activate(Role::button, "Delete field");
    const auto* remove = page.pushed<DeleteRecords>();
    REQUIRE(remove != nullptr);
    CHECK(remove->table == TableId::custom_field);
    CHECK(remove->ids == std::vector<Id>{Id{{1}}});
    page.driver.activate(Role::button, "Delete Since");
    CHECK(page.pushed<DeleteRecords>()->ids == std::vector<Id>{Id{{2}}});
}

TEST_CASE("a draft stays while its dialog is closed, and without fields the page says what they are for") {
    Page page;
    page.driver.activate(Role::button, "Add a field");
    page.driver.type("Name", "Allergy");
    page.driver.activate(Role::button, "Cancel");
    page.fields.clear();
    page.driver.frame();
    CHECK(page.driver.has_text("No fields of your own yet"));
    page.driver.activate(Role::button, "Add a field");
    CHECK(page.driver.get(Role::textbox, "Name").value == "Allergy");
}
