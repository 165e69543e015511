#include "ui/views/contact_form.h"

#include <algorithm>
#include <variant>

#include "tests/ui/driver.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

const std::vector<CustomField> kFields{
    {.id = {}, .key = "size", .label = "Size", .type = CustomType::choice, .choices = {"S", "M"}, .position = 1},
    {.id = {}, .key = "budget", .label = "Budget", .type = CustomType::money, .choices = {}, .position = 2}};
const std::vector<std::string> kStaff{"Ines Marlow", "Tomasz"};
const std::vector<CompanyChoice> kCompanies{{.id = {}, .name = "Old Mill", .people = 3}};

ContactPage page_of_aga() {
    ContactPage page;
    page.id = Id{{7}};
    page.values = {{contact_field::name, std::string("Aga")}, {contact_field::owner, std::string("Tomasz")}};
    page.members = {{TableId::contact_email, "aga@example.org", "aga@example.org", "work"},
                    {TableId::contact_custom, "size", "XL", "Size", CustomType::choice},
                    {TableId::contact_custom, "budget", "12.50 EUR", "Budget", CustomType::money}};
    return page;
}

struct Form {
    explicit Form(ContactForm form_in) : form(std::move(form_in)) {}
    ContactFormRows rows() const { return {kFields, {*Currency::parse("EUR"), {}}, kStaff, kCompanies}; }
    template <class Wanted> std::optional<Wanted> command() {
        auto made = command_of(form, rows());
        if (!made) return std::nullopt;
        return std::get<Wanted>(*made);
    }

    ContactForm form;
    Driver driver{[this](Ui& ui) { draw_contact_fields(ui, {20, 20, 400, 0}, form, rows(), false); }, 1440,
                  2400};
};

}  // namespace

TEST_CASE("an edit writes the custom fields that were changed, and those alone") {
    Form form(edit_contact_form(page_of_aga(), 5));
    auto edit = form.command<EditRecord>();
    REQUIRE(edit);
    CHECK(edit->set_custom.empty());
    CHECK(std::ranges::find(edit->member_tables, TableId::contact_custom) == edit->member_tables.end());
    form.driver.type("Budget", "20");
    form.driver.blur();
    edit = form.command<EditRecord>();
    REQUIRE(edit);
    REQUIRE(edit->set_custom.size() == 1);
    CHECK(edit->set_custom[0].name == "budget");
    CHECK(edit->set_custom[0].value == "20.00 EUR");
    CHECK(edit->based_on == 5);
}

TEST_CASE("a custom field that was emptied is cleared") {
    Form form(edit_contact_form(page_of_aga(), 5));
    form.driver.type("Budget", "");
    const auto edit = form.command<EditRecord>();
    REQUIRE(edit);
    REQUIRE(edit->set_custom.size() == 1);
    CHECK(edit->set_custom[0].value.empty());
}

TEST_CASE("labels of e-mails and phones stay with them") {
    Form form(edit_contact_form(page_of_aga(), 5));
    form.driver.type("E-mail", "new@example.org; aga@example.org");
    const auto edit = form.command<EditRecord>();
    REQUIRE(edit);
    REQUIRE(edit->members.size() == 2);
    CHECK(edit->members[0].label.empty());
    CHECK(edit->members[1].label == "work");
}

TEST_CASE("saving waits while a field is wrong, which says so in words and takes the focus") {
    Form form(edit_contact_form(page_of_aga(), 5));
    form.driver.type("Budget", "plenty");
    form.driver.blur();
    CHECK(form.form.errors.at("custom.budget") == "\"plenty\" is not an amount. Type it as 12.50 EUR.");
    CHECK_FALSE(form.command<EditRecord>());
    CHECK(form.form.failure == "A field cannot be read yet. It is marked below.");
    form.driver.frame();
    form.driver.settle();
    REQUIRE(form.driver.focused() != nullptr);
    CHECK(form.driver.focused()->name == "Budget");
    form.driver.type("Budget", "30");
    CHECK(form.command<EditRecord>());
    CHECK(form.form.failure.empty());
}

TEST_CASE("owner and company complete from the names in use") {
    Form form(new_contact_form(1));
    form.driver.type("Owner", "tom");
    form.driver.list_key("Tab");
    CHECK(form.form.owner == "Tomasz");
    form.driver.type("Company", "old");
    CHECK(form.form.completing_company);
    form.driver.list_key("Tab");
    CHECK(form.form.company == "Old Mill");
    form.driver.type("Name", "Bo");
    const auto add = form.command<AddRecord>();
    REQUIRE(add);
    CHECK(add->company_name == "Old Mill");
    CHECK(std::ranges::any_of(add->values, [](const auto& value) {
        return value.first == contact_field::owner && value.second == Value(std::string("Tomasz"));
    }));
}

TEST_CASE("a new contact gets its custom values as members") {
    Form form(new_contact_form(1));
    form.driver.type("Name", "Bo");
    form.driver.activate(Role::combobox, "Size");
    form.driver.activate(Role::option, "M");
    const auto add = form.command<AddRecord>();
    REQUIRE(add);
    REQUIRE(add->members.size() == 1);
    CHECK(add->members[0].table == TableId::contact_custom);
    CHECK(add->members[0].value == "M");
    CHECK(form.form.changed);
}

TEST_CASE("a failure stands at the field that it names") {
    ContactForm form = new_contact_form(1);
    note_failure(form,
                 {.code = ErrorCode::conflict, .message = "Changed.", .place = Place{"", 0, "custom.size"}});
    CHECK(form.errors.at("custom.size") == "Changed.");
    note_failure(form, {.code = ErrorCode::conflict, .message = "Mail.", .place = Place{"", 0, "emails"}});
    CHECK(form.errors.at("email") == "Mail.");
    note_failure(form, {.code = ErrorCode::conflict, .message = "Gone."});
    CHECK(form.failure == "Gone.");
}
