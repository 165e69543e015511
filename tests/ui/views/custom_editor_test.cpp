#include "ui/views/custom_editor.h"

#include "tests/ui/driver.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

CustomField field_of(CustomType type, std::vector<std::string> choices = {}) {
    return {.id = {}, .key = "f", .label = "Size", .type = type, .choices = std::move(choices), .position = 1};
}

struct Editor {
    explicit Editor(CustomField field_in, std::string text_in = {})
        : field(std::move(field_in)), text(std::move(text_in)) {}

    void draw(Ui& ui) {
        const CustomEdited edited = draw_custom_editor(ui, {20, 20, 300, 0}, field, text, error, defaults);
        if (edited.left) error = check_custom_text(field, text, defaults);
    }

    CustomField field;
    std::string text, error;
    CustomDefaults defaults{.currency = *Currency::parse("PLN"), .order = DateOrder::day_month_year};
    Driver driver{[this](Ui& ui) { draw(ui); }};
};

}  // namespace

TEST_CASE("a choice is picked from those defined, and can be taken away again") {
    Editor editor(field_of(CustomType::choice, {"S", "M"}));
    CHECK(editor.driver.get(Role::combobox, "Size").value == "Not set");
    editor.driver.activate(Role::combobox, "Size");
    editor.driver.activate(Role::option, "M");
    CHECK(editor.text == "M");
    editor.driver.activate(Role::combobox, "Size");
    editor.driver.activate(Role::option, "Not set");
    CHECK(editor.text.empty());
}

TEST_CASE("a value that is no choice any more stays to be seen") {
    Editor picked(field_of(CustomType::choice, {"S", "M"}), "XL");
    CHECK(picked.driver.get(Role::combobox, "Size").value == "XL");
    Editor ticked(field_of(CustomType::multi_choice, {"S", "M"}), "M; XL");
    CHECK(ticked.driver.get(Role::checkbox, "XL").checked == Node::Tri::yes);
    ticked.driver.activate(Role::checkbox, "XL");
    CHECK(ticked.text == "M");
    CHECK_FALSE(ticked.driver.has(Role::checkbox, "XL"));
}

TEST_CASE("several choices are boxes, kept in the order of the definition") {
    Editor editor(field_of(CustomType::multi_choice, {"Rye", "Cake", "Rolls"}));
    editor.driver.activate(Role::checkbox, "Rolls");
    editor.driver.activate(Role::checkbox, "Rye");
    CHECK(editor.text == "Rye; Rolls");
    editor.driver.activate(Role::checkbox, "Rolls");
    CHECK(editor.text == "Rye");
}

TEST_CASE("yes and no are picked, and neither is a third answer") {
    Editor editor(field_of(CustomType::yes_no));
    editor.driver.activate(Role::combobox, "Size");
    editor.driver.activate(Role::option, "No");
    CHECK(editor.text == "no");
    CHECK(editor.driver.get(Role::combobox, "Size").value == "No");
}

TEST_CASE("what is typed is read when the field is left, and errors stand there without the field's name") {
    struct Case {
        CustomType type;
        const char *typed, *text, *error;
    };
    for (const Case& c : {
             Case{CustomType::money, "12,5", "12.50 PLN", ""},
             Case{CustomType::date, "1/3/2026", "2026-03-01", ""},
             Case{CustomType::number, "56,50", "56.5", ""},
             Case{CustomType::link, "example.org", "https://example.org", ""},
             Case{CustomType::text, " as it is ", "as it is", ""},
             Case{CustomType::date, "soon", "soon", "\"soon\" is not a date. Type it as 2026-03-01."},
         }) {
        CAPTURE(c.typed);
        Editor editor(field_of(c.type));
        editor.driver.type("Size", c.typed);
        editor.driver.blur();
        CHECK(editor.text == c.text);
        CHECK(editor.error == c.error);
        CHECK(editor.driver.get(Role::textbox, "Size").invalid == !editor.error.empty());
    }
}

TEST_CASE("values are shown as people write them") {
    CHECK(custom_value_words(CustomType::money, "1200.50 EUR") == "€1,200.50");
    CHECK(custom_value_words(CustomType::date, "2026-03-01") == "1 Mar 2026");
    CHECK(custom_value_words(CustomType::yes_no, "no") == "No");
    CHECK(custom_value_words(CustomType::yes_no, "maybe") == "maybe");
    CHECK(custom_value_words(CustomType::money, "much") == "much");
    CHECK(custom_value_words(CustomType::multi_choice, "Rye; Cake") == "Rye; Cake");
}
