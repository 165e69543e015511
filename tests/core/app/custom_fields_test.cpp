#include "core/app/custom_fields.h"

#include <doctest/doctest.h>

#include "core/app/words.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

struct Fields : TestApp {
    Id define(std::string label, std::string type = "text", std::vector<std::string> choices = {}) {
        return run(SaveCustomField{.id = {},
                                   .label = std::move(label),
                                   .type = std::move(type),
                                   .choices = std::move(choices)})
            .ids.front();
    }
    std::vector<std::string> keys() {
        std::vector<std::string> keys;
        for (const CustomField& field : need(custom_fields(workspace()))) keys.push_back(field.key);
        return keys;
    }
    /// "key=value/label" of a contact's custom fields, as its page shows them.
    std::vector<std::string> shown(const Id& contact) {
        std::vector<std::string> members;
        for (const auto& member : need(contact_page(workspace(), contact)).members) {
            if (member.table == TableId::contact_custom)
                members.push_back(member.key + "=" + member.value + "/" + member.label);
        }
        return members;
    }
    EditRecord with(const Id& contact, std::vector<std::pair<std::string, std::string>> values) {
        EditRecord edit;
        edit.id = contact;
        edit.member_tables = {TableId::contact_custom};
        for (auto& [key, value] : values)
            edit.members.push_back({TableId::contact_custom, std::move(value), "", std::move(key)});
        return edit;
    }
};
using Texts = std::vector<std::string>;

TEST_CASE("a field's key is made of its label once, and its place is the same on every machine") {
    Fields app;
    const Id id = app.define("Hat size", "number");
    CHECK(app.keys() == Texts{"hat_size"});
    CHECK(id == custom_field_id("hat_size"));
    CHECK(app.run(SaveCustomField{.id = id, .label = "Size of hat", .type = "number"}).message ==
          "Field Hat size saved.");
    CHECK(app.keys() == Texts{"hat_size"});
    app.define("Hat-size", "text");
    CHECK(app.keys() == Texts{"hat_size", "hat_size_2"});
    Fields other;
    CHECK(other.define("Hat size", "text") == id);
}

TEST_CASE("a definition that cannot be is refused, and its field is named") {
    Fields app;
    const Id known = app.define("Hat size", "number");
    struct Case {
        const char* why;
        SaveCustomField command;
        ErrorCode code;
        std::string_view column;
    };
    for (const Case& c : {
             Case{"no label", {.id = {}, .label = " "}, ErrorCode::invalid_input, "label"},
             Case{"a label of signs", {.id = {}, .label = "…"}, ErrorCode::invalid_input, "label"},
             Case{"a label in use", {.id = {}, .label = "HAT SIZE"}, ErrorCode::invalid_input, "label"},
             Case{"an unknown type",
                  {.id = {}, .label = "A", .type = "colour"},
                  ErrorCode::invalid_input,
                  "type"},
             Case{"a choice of nothing",
                  {.id = {}, .label = "A", .type = "choice"},
                  ErrorCode::invalid_input,
                  "choices"},
             Case{"an unknown field", {.id = Id{{7}}, .label = "A"}, ErrorCode::not_found, ""},
         }) {
        CAPTURE(c.why);
        const Error error = app.refused(c.command);
        CHECK(error.code == c.code);
        CHECK((error.place ? error.place->column : std::string()) == c.column);
        CHECK(error.message.ends_with("."));
    }
    EditRecord key;
    key.table = TableId::custom_field;
    key.id = known;
    key.values = {{custom_field_field::key, std::string("other")}};
    CHECK(app.refused(key).place->column == "key");
}

TEST_CASE("values of a defined field are kept in one form, others stay free text") {
    Fields app;
    app.run(SetSetting{"currency", "PLN"});
    app.define("Hat size", "number");
    app.define("Budget", "money");
    app.define("Likes", "multi_choice", {"Rye", "Cake"});
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "56,50", "", "hat_size"},
                                           {TableId::contact_custom, "12.5", "", "budget"},
                                           {TableId::contact_custom, "whatever, 5", "", "Anything"}});
    CHECK(app.shown(aga) ==
          Texts{"hat_size=56.5/Hat size", "budget=12.50 PLN/Budget", "Anything=whatever, 5/"});
    app.run(app.with(aga, {{"likes", "cake, rye"}, {"hat_size", "57"}}));
    CHECK(app.shown(aga) == Texts{"hat_size=57/Hat size", "likes=Rye; Cake/Likes"});

    const Error error = app.refused(app.with(aga, {{"hat_size", "large"}}));
    CHECK(error.message == "Hat size: \"large\" is not a number. Type it as 12.5.");
    CHECK(error.place->column == "custom.hat_size");
    CHECK(app.refused(AddRecord{.table = TableId::contact,
                                .id = {},
                                .values = {},
                                .members = {{TableId::contact_custom, "large", "", "hat_size"}},
                                .company_name = {}})
              .code == ErrorCode::invalid_input);
}

TEST_CASE("a country that writes months first has its dates read so") {
    Fields app;
    app.define("Since", "date");
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "3/1/2026", "", "since"}});
    CHECK(app.shown(aga) == Texts{"since=2026-01-03/Since"});
    app.run(SetSetting{"country", "us"});
    app.run(app.with(aga, {{"since", "3/1/2026"}}));
    CHECK(app.shown(aga) == Texts{"since=2026-03-01/Since"});
}

TEST_CASE("a value that does not fit and that the edit leaves alone is no obstacle") {
    Fields app;
    const Id aga = app.add_contact("Aga");
    app.define("Hat size", "number");
    {
        auto transaction = app.files.begin();
        need(transaction->put_member(TableId::contact_custom, app.row(TableId::contact, aga), "hat_size",
                                     {{member_field::value, std::string("large")}}));
        need(transaction->commit());
    }
    CHECK(app.run(app.with(aga, {{"hat_size", "large"}, {"Notes", "new"}})).changed);
    CHECK_FALSE(app.app.execute(app.with(aga, {{"hat_size", "larger"}})).has_value());
}

TEST_CASE("a removed field hides its values and keeps them, and defining it again brings them back") {
    Fields app;
    const Id id = app.define("Hat size", "number");
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "56", "", "hat_size"}});
    app.run(DeleteRecords{TableId::custom_field, {id}});
    CHECK(app.keys().empty());
    CHECK(app.shown(aga).empty());
    CHECK(need(undefined_custom_keys(app.workspace())).empty());
    CHECK(app.define("Hat size", "number") == id);
    CHECK(app.shown(aga) == Texts{"hat_size=56/Hat size"});
    app.run(Undo{});
    CHECK(app.shown(aga).empty());
}

TEST_CASE("defining a field whose values came with an import takes them over as one step") {
    Fields app;
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "56,50", "", "Hat Size"}});
    const Id bo = app.add_contact("Bo", {{TableId::contact_custom, "56.5", "", "Hat Size"}});
    CHECK(need(undefined_custom_keys(app.workspace())) == Texts{"Hat Size"});
    const std::string before = app.state();
    app.define("Hat size", "number");
    CHECK(app.keys() == Texts{"Hat Size"});
    CHECK(app.shown(aga) == Texts{"Hat Size=56.5/Hat size"});
    CHECK(need(undefined_custom_keys(app.workspace())).empty());
    app.run(Undo{});
    CHECK(app.state() == before);
    CHECK(app.shown(bo) == Texts{"Hat Size=56.5/"});
}

TEST_CASE("a type or a choice that values there do not fit is refused with their number") {
    Fields app;
    const Id id = app.define("Size", "choice", {"S", "M", "L"});
    app.add_contact("Aga", {{TableId::contact_custom, "m", "", "size"}});
    app.add_contact("Bo", {{TableId::contact_custom, "l", "", "size"}});
    const Error error =
        app.refused(SaveCustomField{.id = id, .label = "Size", .type = "choice", .choices = {"S", "M"}});
    CHECK(error.message.starts_with("1 value that is there would not fit. Size: cannot be \"L\"."));
    CHECK(app.refused(SaveCustomField{.id = id, .label = "Size", .type = "number"})
              .message.starts_with("2 values that are there would not fit."));
    CHECK(app.run(SaveCustomField{
                      .id = id, .label = "Size", .type = "multi_choice", .choices = {"L", "M", "S"}})
              .changed);
}

TEST_CASE("definitions stand in the order of their places") {
    Fields app;
    const Id first = app.define("A"), second = app.define("B");
    CHECK(app.keys() == Texts{"a", "b"});
    app.run(SaveCustomField{.id = second, .label = "B", .position = 0});
    CHECK(app.keys() == Texts{"b", "a"});
    app.run(Undo{});
    CHECK(app.keys() == Texts{"a", "b"});
    CHECK_FALSE(app.run(SaveCustomField{.id = first, .label = "A"}).changed);
}

TEST_CASE("a definition can be written as a record, as the command line does") {
    Fields app;
    AddRecord add;
    add.table = TableId::custom_field;
    add.values = {{custom_field_field::label, std::string("Hat size")},
                  {custom_field_field::type, std::string("choice")},
                  {custom_field_field::choices, std::string("S\nM\n")}};
    const Id id = app.run(add).ids.front();
    EditRecord edit;
    edit.table = TableId::custom_field;
    edit.id = id;
    edit.values = {{custom_field_field::label, std::string("Size of hat")}};
    app.run(edit);
    const auto fields = need(custom_fields(app.workspace()));
    REQUIRE(fields.size() == 1);
    CHECK(fields[0] == CustomField{id, "hat_size", "Size of hat", CustomType::choice, {"S", "M"}, 1});
}

TEST_CASE("how many contacts have a value is counted, whichever of them still live") {
    Fields app;
    const Id size = app.define("Hat size", "number"), likes = app.define("Likes");
    app.add_contact("Aga", {{TableId::contact_custom, "56", "", "hat_size"}});
    const Id bo = app.add_contact("Bo", {{TableId::contact_custom, "57", "", "hat_size"}});
    app.run(DeleteRecords{TableId::contact, {bo}});
    const auto uses = need(custom_field_uses(app.workspace()));
    REQUIRE(uses.size() == 2);
    CHECK(uses[0].field.id == size);
    CHECK(uses[0].contacts == 1);
    CHECK(uses[1].field.id == likes);
    CHECK(uses[1].contacts == 0);
}

TEST_CASE(
    "a removed field and all its values come back with one undo, whatever was saved of the contact "
    "meanwhile") {
    Fields app;
    const Id id = app.define("Hat size", "number");
    app.define("Likes");
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "56", "", "hat_size"}});
    CHECK(app.run(DeleteRecords{TableId::custom_field, {id}}).message == "Field Hat size deleted.");
    CHECK(need(undo_state(app.workspace())).undo->label == "Delete field Hat size");
    EditRecord edit;
    edit.id = aga;
    edit.set_custom = {{TableId::contact_custom, "Rye", "", "likes"}};
    app.run(edit);
    app.run(Undo{});
    app.run(Undo{});
    CHECK(app.shown(aga) == Texts{"hat_size=56/Hat size"});
}

TEST_CASE("an edit sets the custom fields it names, clears the empty ones and leaves the others") {
    Fields app;
    app.define("Hat size", "number");
    app.define("Likes");
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "56", "", "hat_size"},
                                           {TableId::contact_custom, "free", "", "Anything"}});
    EditRecord edit;
    edit.id = aga;
    edit.set_custom = {{TableId::contact_custom, " ", "", "hat_size"},
                       {TableId::contact_custom, "Rye", "", "likes"}};
    app.run(edit);
    CHECK(app.shown(aga) == Texts{"likes=Rye/Likes", "Anything=free/"});
    edit.set_custom = {{TableId::contact_custom, "wide", "", "hat_size"}};
    CHECK(app.refused(edit).place->column == "custom.hat_size");
    edit.set_custom = {{TableId::contact_tag, "Rye", "", ""}};
    CHECK(app.refused(edit).code == ErrorCode::invalid_input);
    app.run(Undo{});
    CHECK(app.shown(aga) == Texts{"hat_size=56/Hat size", "Anything=free/"});
}

TEST_CASE(
    "a custom field that somebody changed since the draft was begun is not overwritten, others are no "
    "obstacle") {
    Fields app;
    app.define("Hat size", "number");
    app.define("Likes");
    const Id aga = app.add_contact("Aga", {{TableId::contact_custom, "56", "", "hat_size"}});
    EditRecord edit;
    edit.id = aga;
    edit.based_on = app.workspace().revision();
    edit.set_custom = {{TableId::contact_custom, "57", "", "hat_size"}};
    EditRecord other;
    other.id = aga;
    other.set_custom = {{TableId::contact_custom, "58", "", "hat_size"}};
    app.run(other);
    const Error error = app.refused(edit);
    CHECK(error.code == ErrorCode::conflict);
    CHECK(error.place->column == "custom.hat_size");
    CHECK(error.message.starts_with("This has been changed to \"58\" since you began."));
    edit.set_custom = {{TableId::contact_custom, "Rye", "", "likes"}};
    app.run(edit);
    CHECK(app.shown(aga) == Texts{"hat_size=58/Hat size", "likes=Rye/Likes"});
}

TEST_CASE("fields are put in order in one step, those not named behind") {
    Fields app;
    const Id a = app.define("A"), b = app.define("B"), c = app.define("C");
    app.run(ReorderCustomFields{{c, a, c}});
    CHECK(app.keys() == Texts{"c", "a", "b"});
    CHECK(need(undo_state(app.workspace())).undo->label == "Move the fields of contacts");
    CHECK_FALSE(app.run(ReorderCustomFields{{c, a, b}}).changed);
    app.run(Undo{});
    CHECK(app.keys() == Texts{"a", "b", "c"});
}

}  // namespace
}  // namespace perennial
